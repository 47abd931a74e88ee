"""A hand-over as a file: papers of one unit with what they rest on, and their list; or the folder that was unpacked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from macros.corpus.pages import PageKind, page_kind
from scripts.changes.foreign_list import MANIFEST, compare_with_list
from scripts.changes.foreign_zip import MIB, ZipForm, read_foreign_folder, read_foreign_zip, shown_name, zip_bytes
from scripts.county.manifest import HandOverError, HandOverManifest, key_of, parse_manifest
from scripts.register.archive import is_page as is_register_page

#: What stands beside papers and is led to by them; nothing that a browser would run.
ATTACHED = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".doc", ".docx", ".xls", ".xlsx")
_PAPER = re.compile(r"(?:reports|ledger)/(?:[a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*\.md")
_LOCAL = re.compile(r"regulations/local/(?:[a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*\.md")
#: A name that every system can have: nothing hidden, no device, no sign that means something to one of them.
_NAME = r"(?!\.)(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/|$))[^\x00-\x1f\x7f<>:\"|?*\\/]{1,100}(?<![. ])"
_PATH = re.compile(rf"{_NAME}(?:/{_NAME}){{1,8}}", re.IGNORECASE)


def may_hold(path: str) -> bool:
    """Whether a file of that path may come with a hand-over."""
    if path == MANIFEST or (_PAPER.fullmatch(path) and page_kind(path).is_data):
        return True
    if (_LOCAL.fullmatch(path) and page_kind(path) is PageKind.LOCAL) or is_register_page(path):
        return True
    return _PATH.fullmatch(path) is not None and path.isprintable() and path.lower().endswith(ATTACHED)


#: What a hand-over may be.
FORM = ZipForm("上报包", HandOverError, may_hold, 256 * MIB, 32 * MIB, 512 * MIB)


@dataclass(frozen=True)
class HandOver:
    """The papers of one unit with what they rest on (上报包).

    Attributes:
        name: What the file is called that it was read from.
        manifest: Its list.
        files: The content of each file, by path under docs.
    """

    name: str
    manifest: HandOverManifest
    files: dict[str, bytes]

    @cached_property
    def papers(self) -> tuple[str, ...]:
        """The pages of its reports and ledgers."""
        return tuple(path for path in self.files if _PAPER.fullmatch(path))

    @cached_property
    def local_rules(self) -> tuple[str, ...]:
        """The pages of local rules."""
        return tuple(path for path in self.files if _LOCAL.fullmatch(path))

    @cached_property
    def register(self) -> tuple[str, ...]:
        """The pages of the register."""
        return tuple(path for path in self.files if is_register_page(path))

    @cached_property
    def attached(self) -> tuple[str, ...]:
        """What is no page."""
        return tuple(path for path in self.files if not path.endswith(".md"))

    def as_zip(self) -> bytes:
        """The file that is handed over; the same papers give the same bytes on a day."""
        return zip_bytes({MANIFEST: self.manifest.as_text().encode(), **dict(sorted(self.files.items()))})


def find_sources(paths: list[Path]) -> Iterator[Path]:
    """Yield the hand-overs that a person means: files, folders that were unpacked, and all files of other folders.

    Raises:
        HandOverError: A folder holds none.
    """
    for path in paths:
        if not path.is_dir() or (path / MANIFEST).is_file():
            yield path
            continue
        found = sorted(path.glob("*.zip"))
        if not found:
            raise HandOverError(f"{path} 里没有上报包（.zip）。改法：写上报包的文件，或放上报包的文件夹。")
        yield from found


def read_hand_over(source: Path) -> HandOver:
    """Read a hand-over into memory; nothing in it decides where anything is written.

    Raises:
        HandOverError: It is none, or not whole, or holds what none may hold.
    """
    read = read_foreign_folder if source.is_dir() else read_foreign_zip
    members = read(source, FORM)
    if MANIFEST not in members:
        raise HandOverError(f"{source.name} 里没有 {MANIFEST}，不是上报包。改法：核对文件。")
    try:
        manifest = parse_manifest(members.pop(MANIFEST))
    except HandOverError as error:
        raise HandOverError(f"{source.name} 的 {MANIFEST} {error}") from error
    for fault in _faults(members, manifest):
        raise HandOverError(f"{source.name} {fault}。改法：请上报的单位重新做一份、拷贝一份。")
    return HandOver(source.name, manifest, dict(sorted(members.items())))


def _faults(members: dict[str, bytes], manifest: HandOverManifest) -> Iterator[str]:
    for path, fault in compare_with_list(members, manifest.files):
        if fault:
            yield fault
        elif _PAPER.fullmatch(path) and not key_of(path.partition("/")[2].removesuffix(".md"), manifest.folder):
            yield f"里的 {shown_name(path)} 不在本单位的文件夹里"
    if not any(_PAPER.fullmatch(path) for path in members):
        yield "里没有报告，也没有台账"

"""What a hand-over becomes beside the papers of its neighbours: which pages come, change and go, in which folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from macros.corpus.findings import Findings
from macros.corpus.pages import find_files, parse_page
from macros.domain.yearbook import Yearbook
from macros.findings import Finding
from macros.page_text.splitting import normal_text
from scripts.changes.naming import name_page
from scripts.changes.writing import read_file
from scripts.county.manifest import HandOverError
from scripts.county.moving import Move, move_page
from scripts.county.package import HandOver

#: A page as it is to be, a file's bytes, or nothing where it goes.
Content = str | bytes | None


@dataclass(frozen=True)
class Incoming:
    """A hand-over with its place (要汇总的一份).

    Attributes:
        hand_over: What was handed over.
        move: Where it goes.
        pages: What each file is to hold, by path under docs.
        notices: What the county should know.
        rests_on: What comes into the register with it, a line each.
        faults: What is wrong with that.
    """

    hand_over: HandOver
    move: Move
    pages: dict[str, Content]
    notices: list[str] = field(default_factory=list)
    rests_on: list[str] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """Whose papers they are."""
        return self.hand_over.manifest.unit

    @cached_property
    def origins(self) -> Mapping[str, str]:
        """Where each file came from, by where it goes."""
        return {self.move.path(path): path for path in self.hand_over.files}

    def owns(self, path: str) -> bool:
        """Whether a page is one of the unit's own, here."""
        return path.startswith(tuple(own_folders(self.move.to)))


def own_folders(folder: str) -> tuple[str, ...]:
    """Where a unit's own pages stand, under docs."""
    return f"reports/{folder}/", f"ledger/{folder}/", f"regulations/local/{folder}/"


def find_folder(hand_over: HandOver, book: Yearbook, folder: str, *, renamed: bool, county: str = "") -> str:
    """The folder of a unit here: as is said, else that of the unit by its name, else as the hand-over calls it.

    Args:
        hand_over: What was handed over.
        book: The pages here.
        folder: What the person says; empty for nothing.
        renamed: Whether the folder's unit is the same under another name.
        county: What the folders of the unit's county begin with; empty for a site of one county.

    Raises:
        HandOverError: The folder is another unit's.
    """
    unit = hand_over.manifest.unit
    begins = f"{county}-" if county else ""
    # A unit of the same name in another county is another one.
    named = {one.name: one.folder for one in book.units.values() if one.folder and one.folder.startswith(begins)}
    chosen = folder or named.get(unit) or begins + hand_over.manifest.code.removeprefix(begins)
    there = book.units.get(chosen)
    if folder and unit in named and named[unit] != folder:
        raise HandOverError(
            f"{unit}的材料已经在文件夹 {named[unit]}，文件夹定下来就不再换。改法：不写文件夹（--folder），再做一次。"
        )
    if there and there.name != unit and not renamed:
        raise HandOverError(
            f"{hand_over.name} 是{unit}的，文件夹 {chosen} 里是{there.name}的材料。"
            f"改法：是同一单位改了名称的，写明文件夹 {chosen} 和改了名称（--folder {chosen} --renamed）；"
            "不是的，给它另写一个文件夹（--folder）。"
        )
    return chosen


def plan_incoming(hand_over: HandOver, folder: str, docs: Path) -> Incoming:
    """Plan what a hand-over changes; what of the unit's stands here and did not come again goes.

    Args:
        hand_over: What was handed over.
        folder: The unit's folder here.
        docs: The folder of the pages here.
    """
    own = frozenset(path for path in hand_over.local_rules if _is_own(hand_over, path))
    move = Move(hand_over.manifest.folder, folder, own)
    incoming = Incoming(hand_over, move, {})
    for path in (*hand_over.papers, *sorted(own)):
        text = hand_over.files[path].decode("utf-8", "surrogateescape")
        incoming.pages[move.path(path)] = _bytes(move_page(path, text, move))
    incoming.pages.update({move.path(path): hand_over.files[path] for path in hand_over.attached})
    for path in sorted({*hand_over.local_rules} - own):
        _take_common(incoming, path, docs)
    gone = [path for path in find_files(docs) if incoming.owns(path) and path not in incoming.pages]
    incoming.pages.update(dict.fromkeys(gone))
    return incoming


def _is_own(hand_over: HandOver, path: str) -> bool:
    """Whether a local rule is the unit's own: issued by it, or in a unit's folder."""
    page = parse_page(hand_over.files[path].decode("utf-8", "replace"), path, Findings())
    issuer = page.front_matter.fields.get("issuer") if page else None
    return issuer == hand_over.manifest.unit or path.count("/") > 2


def _take_common(incoming: Incoming, path: str, docs: Path) -> None:
    """A rule of others that papers rest on: what stands here stands."""
    brought, here = incoming.hand_over.files[path], read_file(docs / path)
    if here is None:
        incoming.pages[path] = brought
    elif normal_text(here.decode("utf-8", "replace")) != normal_text(brought.decode("utf-8", "replace")):
        incoming.notices.append(f"{name_page(brought.decode('utf-8', 'replace'), path)}本站已有，写的不同，用本站的。")


def _bytes(text: str) -> Content:
    """A page's text; its bytes where it is none in UTF-8, for the check to tell."""
    raw = text.encode("utf-8", "surrogateescape")
    return text if raw == text.encode("utf-8", "replace") else raw


def find_newest(hand_overs: list[HandOver]) -> Iterator[tuple[HandOver, str, str]]:
    """Yield each hand-over with why it is passed over, and why it is refused; nothing of both where it is to come in.

    One is passed over where a newer one of its unit came with it, and refused where another of its unit was made on the
    same day and differs, since nothing says which of them is newer.
    """
    newest: dict[str, HandOver] = {}
    undecided: set[str] = set()
    for one in hand_overs:
        before = newest.get(one.manifest.unit)
        if before is None or before.manifest.made_on <= one.manifest.made_on:
            newest[one.manifest.unit] = one
    for one in hand_overs:
        other = newest[one.manifest.unit]
        if one.manifest.made_on == other.manifest.made_on and one.manifest.files != other.manifest.files:
            undecided.add(one.manifest.unit)
    for one in hand_overs:
        unit, other = one.manifest.unit, newest[one.manifest.unit]
        if one.manifest.made_on == other.manifest.made_on and unit in undecided:
            told = f"{one.name} 是{unit}同一天做的几份里的一份，内容不同，分不出哪一份新。"
            yield one, "", f"{told}改法：只留要收的一份，再汇总。"
        else:
            how = "一样" if one.manifest.made_on == other.manifest.made_on else "较新"
            passed_over = f"{one.name} 没有用：{unit}还有{how}的一份 {other.name}。"
            yield one, "" if one is other else passed_over, ""

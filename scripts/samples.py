"""Finds the sample pages and removes them, so that what is left is whole."""

from __future__ import annotations

import contextlib
import posixpath
import re
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.findings import Findings
from macros.corpus.pages import PageKind, SourcePage, find_files, read_page
from macros.errors import ContentErrors, SiteError
from scripts.content_checks import check_content
from scripts.writing import WriteError, write_whole

#: Folders of pages that show papers and hold none themselves.
_DERIVED = ("compare/", "study/")
_QUOTED = re.compile(r"""["']([a-z0-9][a-z0-9/-]*)(?:#[a-z0-9-]+)?["']""")
_CALL = re.compile(r"\{\{.*?\}\}")
_LISTING = re.compile(r"\s*[-*]\s+\[[^\[\]]*\]\(([^()\s]+)\)\s*")


class SamplesInUseError(SiteError):
    """Pages that are no samples refer to samples; its text names each place."""


@dataclass(frozen=True)
class Clearance:
    """What goes with the samples (清除示例).

    Attributes:
        removed: The reason in Chinese, by path under docs.
        lines: Lines of overview pages that only list a removed page: path and 1-based number.
    """

    removed: dict[str, str]
    lines: tuple[tuple[str, int], ...]


def plan_clearance(docs: Path) -> Clearance:
    """Find what goes, and try on a copy that what is left is sound.

    Args:
        docs: The folder of the pages.

    Raises:
        ContentErrors: The pages are at fault as they stand.
        SamplesInUseError: Something that is no sample refers to a sample.
    """
    check_content(docs)
    pages = _read_pages(docs)
    removed = _find_removed(pages)
    plan = Clearance(removed, tuple(_listings(pages, removed)))
    if removed:
        _refuse_references(docs, pages, plan)
    return plan


def clear(docs: Path, plan: Clearance) -> None:
    """Remove what a plan names; where that fails midway, everything is put back.

    Raises:
        WriteError: A file cannot be removed or written.
    """
    before: dict[Path, bytes] = {}
    try:
        for path in dict.fromkeys(path for path, _ in plan.lines):
            file = docs / path
            before[file] = file.read_bytes()
            gone = {number for name, number in plan.lines if name == path}
            lines = before[file].splitlines(keepends=True)
            write_whole(file, b"".join(line for number, line in enumerate(lines, 1) if number not in gone))
        for path in sorted(plan.removed):
            file = docs / path
            before[file] = file.read_bytes()
            file.unlink()
    except (OSError, WriteError) as error:
        for file, content in before.items():
            with contextlib.suppress(WriteError):
                write_whole(file, content)
        raise WriteError(
            f"删不掉：{error}。已经删去的都放回原处。改法：关闭正在使用这些文件的程序，再运行一次。"
        ) from error
    for folder in {(docs / path).parent for path in plan.removed}:
        # Only a folder that is empty goes; those of the site itself keep their overview.
        with contextlib.suppress(OSError):
            folder.rmdir()


def _read_pages(docs: Path) -> dict[str, SourcePage]:
    read = (read_page(docs, path, Findings()) for path in find_files(docs) if path.endswith(".md"))
    return {page.path: page for page in read if page}


def _find_removed(pages: dict[str, SourcePage]) -> dict[str, str]:
    removed = {path: "示例" for path, page in pages.items() if page.front_matter.fields.get("sample") is True}
    samples = frozenset(removed)
    for path, page in pages.items():
        derived = path.startswith(_DERIVED) and not path.endswith("index.md")
        if derived and path not in removed:
            named = set(_papers_named(page, pages))
            if named and named <= samples:
                removed[path] = "只涉及示例"
    return removed


def _papers_named(page: SourcePage, pages: dict[str, SourcePage]) -> Iterator[str]:
    """Yield the papers and ledgers that a page links to, or hands to a macro by key."""
    papers = _papers(pages)
    for link in page.links():
        if (target := _target(page.path, link.target)) in papers:
            yield target
    for _, paths in _calls(page, papers):
        yield from paths


def _papers(pages: dict[str, SourcePage]) -> set[str]:
    return {path for path, page in pages.items() if page.kind in {PageKind.REPORT, PageKind.LEDGER}}


def _calls(page: SourcePage, papers: set[str]) -> Iterator[tuple[int, list[str]]]:
    if page.front_matter.fields.get("render_macros") in {None, False} or page.is_data:
        return
    for number, line in page.numbered_lines():
        keys = [key for call in _CALL.findall(line) for key in _QUOTED.findall(call)]
        named = [[path for path in (f"reports/{key}.md", f"ledger/{key}.md") if path in papers][:1] for key in keys]
        paths = [path for found in named for path in found]
        if paths:
            yield number, paths


def _target(path: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address.partition("#")[0]))


def _listings(pages: dict[str, SourcePage], removed: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Yield the lines of an overview that say nothing but where a derived page is."""
    for path, page in pages.items():
        if path.startswith(_DERIVED) and path.endswith("index.md") and path not in removed:
            for number, line in page.numbered_lines():
                match = _LISTING.fullmatch(line)
                if match and (target := _target(path, match[1])) in removed and target.startswith(_DERIVED):
                    yield path, number


def _refuse_references(docs: Path, pages: dict[str, SourcePage], plan: Clearance) -> None:
    kept, papers = [page for page in pages.values() if page.path not in plan.removed], _papers(pages)
    places = [place for page in kept for place in _references(page, plan, papers)]
    places += _settings(docs, plan)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "docs")
        shutil.copytree(docs, copy, symlinks=True)
        clear(copy, plan)
        try:
            check_content(copy)
        except ContentErrors as errors:
            places += [str(error) for error in errors.errors]
    if places:
        head = "下面各处不是示例，却用到示例，什么都没有删。改法：逐处改掉或删去，再运行一次。"
        raise SamplesInUseError("\n".join([head, *places]))


def _references(page: SourcePage, plan: Clearance, papers: set[str]) -> Iterator[str]:
    """Yield the references that no check of the content would miss."""
    answers = page.front_matter.fields.get("answers") if page.kind is PageKind.REPORT else None
    for ref, answer in (answers or {}).items():
        # A filled one is a fault of its own once the page it names is gone.
        if not answer and f"reports/{ref.partition('#')[0]}.md" in plan.removed:
            line = page.front_matter.line_of(("answers", ref))
            yield f"docs/{page.path}:{line}：answers 里有示例的条目 {ref}，删去这一行。"
    for number, paths in _calls(page, papers):
        if gone := [path for path in dict.fromkeys(paths) if path in plan.removed]:
            yield f"docs/{page.path}:{number}：宏里写着示例 {'、'.join(gone)}。"


def _settings(docs: Path, plan: Clearance) -> Iterator[str]:
    """Yield the lines of the site's settings that name a page that goes."""
    file = docs.parent / "mkdocs.yml"
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for path in plan.removed:
            if re.search(rf"(?<![\w/-]){re.escape(path)}(?!\w)", line.partition("#")[0]):
                yield f"mkdocs.yml:{number}：栏目里有示例页面 {path}，删去这一行。"

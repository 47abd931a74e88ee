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
from macros.corpus.macro_calls import find_calls, find_papers
from macros.corpus.pages import PageKind, SourcePage, find_files, read_page
from macros.domain.pack_sources import papers_named
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors, SiteError, cause_of
from scripts.build.content_checks import SIGNATURES, check_content
from scripts.changes.writing import WriteError, write_whole

#: Folders of pages that show papers and hold none themselves.
_COMPARISONS = "compare/"
_DERIVED = (_COMPARISONS, "study/")
_QUOTED = re.compile(r"""["']([a-z0-9][a-z0-9/-]*)(?:#[a-z0-9-]+)?["']""")


class SamplesInUseError(SiteError):
    """Pages that are no samples refer to samples; its text names each place."""

    meaning = "不是示例的页面用到示例，逐处列出；什么都没有删"
    remedy = "逐处改掉或删去，再运行一次"


@dataclass(frozen=True)
class Clearance:
    """What goes with the samples (清除示例).

    Attributes:
        removed: The reason in Chinese, by path under docs.
    """

    removed: dict[str, str]


def plan_clearance(docs: Path) -> Clearance:
    """Find what goes, and try on a copy that what is left is sound.

    Args:
        docs: The folder of the pages.

    Raises:
        ContentErrors: The pages are at fault as they stand.
        SamplesInUseError: Something that is no sample refers to a sample.
    """
    yearbook = check_content(docs)
    pages = _read_pages(docs)
    plan = Clearance(_find_removed(pages, yearbook))
    if plan.removed:
        _refuse_references(docs, pages, plan, yearbook)
    return plan


def clear(docs: Path, plan: Clearance) -> None:
    """Remove what a plan names; where that fails midway, everything is put back.

    Raises:
        WriteError: A file cannot be removed or written.
    """
    before: dict[Path, bytes] = {}
    try:
        for path in sorted(plan.removed):
            file = docs / path
            before[file] = file.read_bytes()
            file.unlink()
    except OSError as error:
        for place, content in before.items():
            with contextlib.suppress(WriteError):
                write_whole(place, content)
        raise WriteError(
            f"{file} 删不掉：{cause_of(error)}。已经删去的都放回原处。"
            "改法：检查文件夹能否写入，关闭正在使用这些文件的程序，再运行一次。"
        ) from error
    for folder in {(docs / path).parent for path in plan.removed}:
        # Only a folder that is empty goes; those of the site itself keep their overview.
        with contextlib.suppress(OSError):
            folder.rmdir()


def _read_pages(docs: Path) -> dict[str, SourcePage]:
    read = (read_page(docs, path, Findings()) for path in find_files(docs) if path.endswith(".md"))
    return {page.path: page for page in read if page}


def _find_removed(pages: dict[str, SourcePage], yearbook: Yearbook) -> dict[str, str]:
    removed = {path: "示例" for path, page in pages.items() if page.front_matter.fields.get("sample") is True}
    samples = frozenset(removed)
    for path, page in pages.items():
        derived = path.startswith(_DERIVED) and not path.endswith("index.md")
        named = set(_papers_named(page, pages, yearbook)) if derived and path not in removed else set()
        if (path.startswith(_COMPARISONS) or "pack" in page.front_matter.fields) and named & samples:
            # Of two years one is left, of a session's papers some: what it was made for is gone.
            removed[path] = "用到示例"
        elif named and named <= samples:
            removed[path] = "只涉及示例"
    return removed


def _papers_named(page: SourcePage, pages: dict[str, SourcePage], yearbook: Yearbook) -> Iterator[str]:
    """Yield the papers and ledgers that a page links to, or hands to a macro by key or year."""
    papers = _papers(pages)
    for link in page.links:
        if (target := _target(page.path, link.target)) in papers:
            yield target
    for _, paths in _calls(page, papers, yearbook):
        yield from paths
    for pack in (pack for pack in yearbook.packs.values() if pack.path == page.path):
        yield from (paper.path for paper in papers_named(pack, yearbook))


def _papers(pages: dict[str, SourcePage]) -> set[str]:
    return {path for path, page in pages.items() if page.kind in {PageKind.REPORT, PageKind.LEDGER}}


def _calls(page: SourcePage, papers: set[str], yearbook: Yearbook) -> Iterator[tuple[int, list[str]]]:
    for call in () if page.is_data else find_calls(page):
        keys = [key for value in (*call.values, *call.named.values()) for key in _QUOTED.findall(f'"{value}"')]
        named = [[path for path in (f"reports/{key}.md", f"ledger/{key}.md") if path in papers][:1] for key in keys]
        found = [path for paths in named for path in paths]
        found += [paper.path for paper in find_papers(call, SIGNATURES.get(call.name), yearbook)]
        if paths := list(dict.fromkeys(found)):
            yield call.line, paths


def _target(path: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), address.partition("#")[0]))


def _refuse_references(docs: Path, pages: dict[str, SourcePage], plan: Clearance, yearbook: Yearbook) -> None:
    kept, papers = [page for page in pages.values() if page.path not in plan.removed], _papers(pages)
    places = [place for page in kept for place in _references(page, plan, papers, yearbook)]
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


def _references(page: SourcePage, plan: Clearance, papers: set[str], yearbook: Yearbook) -> Iterator[str]:
    """Yield the references that no check of the content would miss."""
    answers = page.front_matter.fields.get("answers") if page.kind is PageKind.REPORT else None
    for ref, answer in (answers or {}).items():
        # A filled one is a fault of its own once the page it names is gone.
        if not answer and f"reports/{ref.partition('#')[0]}.md" in plan.removed:
            line = page.front_matter.line_of(("answers", ref))
            yield f"docs/{page.path}:{line}：answers 里有示例的条目 {ref}，删去这一行。"
    for number, paths in _calls(page, papers, yearbook):
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

"""Finds the sample pages and removes them, so that what is left is whole."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.findings import Findings
from macros.corpus.macro_calls import find_calls, find_papers
from macros.corpus.pages import PageKind, SourcePage, find_files, read_page
from macros.domain.pack_sources import papers_named
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors, SiteError
from scripts.build.content_checks import SIGNATURES, check_content
from scripts.changes.change_set import ChangeSet

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
        changes: Takes them away.
    """

    removed: dict[str, str]
    changes: ChangeSet


def plan_clearance(docs: Path) -> Clearance:
    """Find what goes, and see that what is left is sound.

    Args:
        docs: The folder of the pages.

    Raises:
        ContentErrors: The pages are at fault as they stand.
        SamplesInUseError: Something that is no sample refers to a sample.
    """
    yearbook = check_content(docs)
    pages = _read_pages(docs)
    removed = _find_removed(pages, yearbook)
    plan = Clearance(removed, ChangeSet.plan(docs, "清除示例", dict.fromkeys(removed)))
    if plan.removed:
        _refuse_references(pages, plan, yearbook)
    return plan


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


def _refuse_references(pages: dict[str, SourcePage], plan: Clearance, yearbook: Yearbook) -> None:
    kept, papers = [page for page in pages.values() if page.path not in plan.removed], _papers(pages)
    places = [place for page in kept for place in _references(page, plan, papers, yearbook)]
    places += _settings(plan)
    try:
        plan.changes.check()
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


def _settings(plan: Clearance) -> Iterator[str]:
    """Yield the lines of the site's settings that name a page that goes."""
    file = plan.changes.docs.parent / "mkdocs.yml"
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for path in plan.removed:
            if re.search(rf"(?<![\w/-]){re.escape(path)}(?!\w)", line.partition("#")[0]):
                yield f"mkdocs.yml:{number}：栏目里有示例页面 {path}，删去这一行。"

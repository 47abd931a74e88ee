"""Finds the sample pages, or other papers that go, and removes them so that what is left is whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.corpus.audiences import resolve_address
from macros.corpus.macro_calls import find_calls, find_named, find_records
from macros.corpus.pages import PageKind, SourcePage
from macros.domain.pack_sources import records_named
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors, SiteError
from scripts.build.content_checks import SIGNATURES, describe_broken, survey_pages
from scripts.changes.change_set import ChangeSet
from scripts.changes.naming import name_of_page

#: Folders of pages that show papers and hold none themselves.
_COMPARISONS = "compare/"
_DERIVED = (_COMPARISONS, "study/")


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
        broken: Pages that stay and have faults, which are passed by; paths from the folder of the project.
    """

    removed: dict[str, str]
    changes: ChangeSet
    broken: tuple[str, ...] = ()

    def describe(self) -> Iterator[str]:
        """Yield which pages are passed by, then which go and why, in Chinese."""
        if self.broken:
            yield describe_broken(self.broken)
        for path, reason in sorted(self.removed.items()):
            yield f"删去 {name_of_page(self.changes.docs, path)}（{reason}）"


@dataclass(frozen=True)
class Sweep:
    """Which pages go, and what they are called (清除的范围).

    Attributes:
        task: What is done, in Chinese.
        word: What the pages are called, in Chinese.
        reason_of: Why a page goes, in Chinese; empty where it stays.
    """

    task: str
    word: str
    reason_of: Callable[[SourcePage], str]


SAMPLES = Sweep("清除示例", "示例", lambda page: "示例" if page.front_matter.fields.get("sample") is True else "")


def plan_clearance(docs: Path, sweep: Sweep = SAMPLES, written: Mapping[str, bytes] | None = None) -> Clearance:
    """Find what goes, and see that what is left is sound.

    Args:
        docs: The folder of the pages.
        sweep: Which pages go; pages that were made for them go with them.
        written: What is written with it, by path under docs.

    Raises:
        SamplesInUseError: Something that stays refers to what goes.
    """
    corpus, faults = survey_pages(docs)
    yearbook, pages = corpus.yearbook, corpus.pages
    removed = _find_removed(pages, yearbook, sweep)
    broken = {fault.file for fault in faults} - {f"docs/{path}" for path in removed}
    changes = ChangeSet.plan(docs, sweep.task, {**dict.fromkeys(removed), **(written or {})})
    plan = Clearance(removed, changes, tuple(sorted(broken)))
    if plan.removed:
        _refuse_references(pages, plan, yearbook, sweep)
    return plan


def _find_removed(pages: dict[str, SourcePage], yearbook: Yearbook, sweep: Sweep) -> dict[str, str]:
    removed = {path: reason for path, page in pages.items() if (reason := sweep.reason_of(page))}
    chosen = frozenset(removed)
    for path, page in pages.items():
        derived = path.startswith(_DERIVED) and not path.endswith("index.md")
        named = set(_papers_named(page, pages, yearbook)) if derived and path not in removed else set()
        if (path.startswith(_COMPARISONS) or "pack" in page.front_matter.fields) and named & chosen:
            # Of two years one is left, of a session's papers some: what it was made for is gone.
            removed[path] = f"用到{sweep.word}"
        elif named and named <= chosen:
            removed[path] = f"只涉及{sweep.word}"
    return removed


def _papers_named(page: SourcePage, pages: dict[str, SourcePage], yearbook: Yearbook) -> Iterator[str]:
    """Yield the papers and ledgers that a page links to, or hands to a macro by key or year."""
    papers = {path for path, page in pages.items() if page.kind in {PageKind.REPORT, PageKind.LEDGER}}
    for link in page.links:
        if (target := resolve_address(page.path, link.target)[0]) in papers:
            yield target
    for _, paths in _calls(page, yearbook):
        yield from paths
    for pack in (pack for pack in yearbook.packs.values() if pack.path == page.path):
        yield from (paper.path for paper in records_named(pack, yearbook))


def _calls(page: SourcePage, yearbook: Yearbook) -> Iterator[tuple[int, list[str]]]:
    """Yield the calls that name papers: line, and the paths of the papers."""
    for call in () if page.is_data else find_calls(page):
        signature = SIGNATURES.get(call.name)
        named = [*find_records(call, signature, yearbook), *find_named(call, signature, yearbook)]
        if named:
            yield call.line, list(dict.fromkeys(paper.path for paper in named))


def _refuse_references(pages: dict[str, SourcePage], plan: Clearance, yearbook: Yearbook, sweep: Sweep) -> None:
    kept = [page for page in pages.values() if page.path not in plan.removed]
    places = [place for page in kept for place in _references(page, plan, yearbook, sweep.word)]
    places += _settings(plan, sweep.word)
    try:
        plan.changes.check()
    except ContentErrors as errors:
        places += [str(error) for error in errors.errors]
    if places:
        head = f"下面各处不是{sweep.word}，却用到{sweep.word}，什么都没有删。改法：逐处改掉或删去，再运行一次。"
        raise SamplesInUseError("\n".join([head, *places]))


def _references(page: SourcePage, plan: Clearance, yearbook: Yearbook, word: str) -> Iterator[str]:
    """Yield the references that no check of the content would miss."""
    answers = page.front_matter.fields.get("answers") if page.kind is PageKind.REPORT else None
    for ref, answer in (answers or {}).items():
        # A filled one is a fault of its own once the page it names is gone.
        if not answer and f"reports/{ref.partition('#')[0]}.md" in plan.removed:
            line = page.front_matter.line_of(("answers", ref))
            yield f"docs/{page.path}:{line}：answers 里有{word}的条目 {ref}，删去这一行。"
    for number, paths in _calls(page, yearbook):
        if gone := [path for path in paths if path in plan.removed]:
            yield f"docs/{page.path}:{number}：宏里写着{word} {'、'.join(gone)}。"


def _settings(plan: Clearance, word: str) -> Iterator[str]:
    """Yield the lines of the site's settings that name a page that goes."""
    file = plan.changes.docs.parent / "mkdocs.yml"
    if not file.is_file():
        return
    for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for path in plan.removed:
            if re.search(rf"(?<![\w/-]){re.escape(path)}(?!\w)", line.partition("#")[0]):
                yield f"mkdocs.yml:{number}：栏目里有{word} {path}，删去这一行。"

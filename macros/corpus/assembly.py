"""From pages that were each read by themselves to the yearbook that they are together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from macros.corpus.comparison_pages import find_comparisons, find_editions_pages, find_other_pages
from macros.corpus.pages import PageKind, SourcePage
from macros.corpus.parsing import ParsedPage
from macros.corpus.regulation_pages import with_editions
from macros.domain.regulations import Edition, Regulation
from macros.domain.yearbook import Yearbook


def assemble(parses: Iterable[ParsedPage], withheld_ledgers: frozenset[str] = frozenset()) -> Yearbook:
    """Put together what pages say.

    Args:
        parses: The pages in order of path; one with a fault says nothing.
        withheld_ledgers: Keys of ledgers that are not shown, or not whole.
    """
    pages = {parsed.path: parsed.page for parsed in parses if parsed.page}
    read: dict[PageKind, list[Any]] = defaultdict(list)
    for parsed in parses:
        if parsed.page and parsed.content is not None:
            read[parsed.page.kind].append(parsed.content)
    one = {kind: contents[0] for kind, contents in read.items()}
    yearbook = Yearbook(
        reports={report.key: report for report in read[PageKind.REPORT]},
        ledgers={ledger.key: ledger for ledger in read[PageKind.LEDGER]},
        regulations={work.id: work for work in _works(read[PageKind.REGULATION], read[PageKind.EDITION], pages)},
        concepts=one[PageKind.CONCEPTS].rows if PageKind.CONCEPTS in one else {},
        duties=one[PageKind.DUTIES].rows if PageKind.DUTIES in one else (),
        usages=one.get(PageKind.USAGES, ()),
        phrases=one.get(PageKind.PHRASES, ()),
        forms=one.get(PageKind.FORMS, ()),
        local_rules={rule.id: rule for rule in read[PageKind.LOCAL]},
        packs={pack.key: pack for pack in read[PageKind.FREE]},
        checked_as_of=one.get(PageKind.REGISTER),
        handbook=frozenset(path for path in pages if path.startswith("handbook/")),
        unit_pages=frozenset(path for path in pages if path.startswith("units/")),
        withheld_ledgers=withheld_ledgers,
    )
    yearbook = replace(
        yearbook,
        comparisons=tuple(find_comparisons(pages, yearbook)),
        editions_pages=tuple(find_editions_pages(pages, yearbook)),
    )
    return replace(yearbook, other_pages=tuple(find_other_pages(pages, yearbook)))


def _works(
    fronts: Iterable[Regulation], editions: Iterable[Edition], pages: Mapping[str, SourcePage]
) -> Iterator[Regulation]:
    of_work: dict[str, list[Edition]] = defaultdict(list)
    for edition in editions:
        of_work[edition.regulation].append(edition)
    for front in fronts:
        own = tuple(of_work[front.id])
        # The same pages make the same regulation, with all that it has computed.
        yield pages[front.path].keep("work", partial(with_editions, front, own), own)

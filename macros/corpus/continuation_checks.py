"""Whether what a paper says of its items and earlier ones can be, and goes together with what the ledgers say."""

from __future__ import annotations

from functools import partial

from macros.corpus.cross_checks import check_ref
from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.domain.joins import Join, Relation, earlier_items
from macros.domain.reports import ItemRef
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind

_FIELD = "continues"


def check_continuations(
    yearbook: Yearbook, pages: dict[str, SourcePage], paths: frozenset[str], findings: Findings
) -> None:
    """What `continues` names is there and earlier, and nobody else says the contrary."""
    for report in yearbook.reports.values():
        page = pages[report.path]
        for said in report.continues:
            place = (_FIELD, said.item, str(said.of))
            check_ref(said.of, report, yearbook, paths, page, place, _FIELD, findings, leads=True)
            tell = partial(_tell, page, place, findings)
            if said.item not in report.passages:
                tell(ErrorKind.ITEM_REFERENCE, found=f"“{said.item}”")
            other = yearbook.reports.get(said.of.report)
            if other and other.as_of >= report.as_of:
                tell(ErrorKind.EARLIER_REFERENCE, found=f"“{said.of}”", expected="以前报告的条目")
            join = earlier_items(yearbook).get(ItemRef(report.key, said.item), {}).get(said.of)
            if join and not said.sure:
                tell(ErrorKind.CONTINUATION, found=f"“{said.item}: {{{said.of}: no}}”", detail=_who_says(join))


def _tell(page: SourcePage, place: tuple[str | int, ...], findings: Findings, kind: ErrorKind, **words: str) -> None:
    findings.add(kind, page.path, page.front_matter.line_of(place), field=_FIELD, **words)


def _who_says(join: Join) -> str:
    if join.relation is Relation.SAME_PROBLEM:
        return f"{join.by} 的 repeats 写的是同一问题"
    # By its own word it is joined only by way of an item between the two.
    return "隔着 continues 写明的别的条目，又接到这一条"

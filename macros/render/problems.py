"""Problems through the years, and one year's problems to their results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from macros.compare.confirmed import find_entry_comeback
from macros.compare.follow_through import FollowThrough, FoundGap, Gap, follow_through
from macros.compare.problem_years import tabulate_problems
from macros.compare.recurrence import SuggestedChain, find_chains, suggest_chains
from macros.domain.ledgers import Ledger
from macros.domain.reports import Item, ItemRef, Report
from macros.domain.yearbook import LedgerLine, ReportItem, Yearbook
from macros.render.environment import render
from macros.render.item_names import item_name
from macros.render.links import Links
from macros.render.problem_flows import chain_flow, follow_flow
from macros.render.problem_matrix import papers_of, problem_matrix, span
from macros.render.samples import sample_notice
from macros.render.unit_shown import THIS_SITE, whose_papers
from macros.render.unwritten import unwritten

_SILENCES = {
    Gap.NO_CAUSE: "{} 个问题没有写明原因",
    Gap.NO_MEASURE: "{} 个问题没有写明对应的措施",
    Gap.NO_ENTRY: "{} 个问题没有列入台账",
    Gap.NOT_REPORTED: "{} 项措施没有写明结果",
}


#: So many problems are seen at once; the others unfold.
_MOST_ROWS = 40


def recurring_problems(yearbook: Yearbook, folder: str, links: Links, today: date, *, suggests: bool = True) -> str:
    """All problems by years; folded, each chain with what was tried, and what wording suggests.

    Args:
        yearbook: All pages.
        folder: The unit's.
        links: Addresses as seen from the page.
        today: The day as of which statuses are given.
        suggests: Whether to say what no ledger connects; to those who do not see all ledgers it would not be true.
    """
    chains = find_chains(yearbook, folder, today)
    suggested = suggest_chains(yearbook, folder) if suggests else ()
    table = tabulate_problems(yearbook, folder, today)
    papers = [yearbook.reports[ref.report] for row in suggested for ref in (row.old, row.new)]
    return render(
        "recurring_problems",
        whose=whose_papers(yearbook, folder),
        notice=sample_notice([*papers_of(table.rows), *papers]),
        chains=[(chain, span(chain), [_stop(line, yearbook, today) for line in chain.lines]) for chain in chains],
        suggested=[_suggestion(row, yearbook) for row in suggested],
        picture=chain_flow(chains, links, today),
        matrix=problem_matrix(table, links, today, table.rows[:_MOST_ROWS], told=True),
        others=problem_matrix(table, links, today, table.rows[_MOST_ROWS:], told=True),
        left_out=len(table.rows[_MOST_ROWS:]),
        there=bool(yearbook.ledgers_of(folder)),
        links=links,
        today=today,
    )


def render_follow_through(
    report: Report | None, yearbook: Yearbook, links: Links, today: date, whose: str = THIS_SITE
) -> str:
    """A year's problems, causes, measures and results: the table, and the gaps by name."""
    if report is None:
        return render("follow_through_empty", whose=whose)
    if waiting := unwritten([report], "问题到结果的各个环节", links):
        return waiting
    found = follow_through(report, yearbook, today)
    return render(
        "follow_through",
        notice=sample_notice([report, yearbook.ledger_beside(report), *_papers(found)]),
        found=found,
        rows=[(thread, thread.measures or (None,)) for thread in found.threads],
        picture=follow_flow(found, links),
        missing=list(_missing_links(found)),
        gaps=_by_kind(gap for gap in found.gaps if not gap.gap.is_silence),
        ledger=yearbook.ledger_beside(report),
        links=links,
        today=today,
    )


def _missing_links(found: FollowThrough) -> Iterator[tuple[str, list[FoundGap | ReportItem]]]:
    """Yield which links nobody has written down, each with how many they are, and where."""
    for kind, rows in _by_kind(gap for gap in found.gaps if gap.gap.is_silence).items():
        yield _SILENCES[kind].format(len(rows)), list(rows)
    if found.loose_causes:
        yield f"{len(found.loose_causes)} 条原因没有写明是哪个问题的", list(found.loose_causes)
    loose = {measure.item.item.id: measure.item for measure in found.loose_measures if measure.item}
    if loose:
        yield f"{len(loose)} 项措施没有写明对应哪个问题", list(loose.values())


def _stop(line: LedgerLine, yearbook: Yearbook, today: date) -> dict[str, object]:
    ref = line.entry.problem
    report = yearbook.reports[ref.report] if ref else None
    return {
        "line": line,
        "ref": ref,
        "path": report.path if report else "",
        "problem": item_name(report, report.items[ref.item]) if report and ref else "",
        "back": find_entry_comeback(line, yearbook),
        "measures": [(measure, measure.status_on(today)) for measure in line.entry.measures],
    }


def _suggestion(row: SuggestedChain, yearbook: Yearbook) -> dict[str, object]:
    def place(ref: ItemRef, sentence: str) -> tuple[Report, Item, str]:
        report = yearbook.reports[ref.report]
        return report, report.passages[ref.item], sentence

    return {
        "places": (place(row.old, row.old_sentence), place(row.new, row.new_sentence)),
        "score": row.score,
    }


def _papers(found: FollowThrough) -> Iterator[Report | Ledger]:
    """Whatever the table, the picture and the gaps name, whichever year it is of."""
    measures = [*(measure for thread in found.threads for measure in thread.measures), *found.loose_measures]
    results = [result for measure in measures for result in measure.results]
    lines = [line for thread in found.threads for line in thread.lines]
    others = [*(row.line for row in measures), *(row.line for row in results), *(row.line for row in found.gaps)]
    for line in (*lines, *others):
        if line:
            yield line.ledger
    causes = [cause for thread in found.threads for cause in thread.causes]
    for item in (*causes, *(measure.item for measure in measures), *(result.answer for result in results)):
        if item:
            yield item.report


def _by_kind(gaps: Iterable[FoundGap]) -> dict[Gap, list[FoundGap]]:
    found: dict[Gap, list[FoundGap]] = {}
    for gap in gaps:
        found.setdefault(gap.gap, []).append(gap)
    return {kind: found[kind] for kind in Gap if kind in found}

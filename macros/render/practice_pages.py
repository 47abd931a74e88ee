"""What is added to the pages of concepts, duties, usages, phrases, forms and local rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from macros.compare.bases import YearOfConcept, find_occurrences, trace_concept
from macros.compare.duties import find_records
from macros.domain.concepts import Concept, Duty, LocalRule
from macros.domain.reports import Item, Report
from macros.domain.yearbook import AppliedBasis, ReportItem, Yearbook
from macros.render.corrections import corrected_banner, page_corrections
from macros.render.edition_articles import MOST_PLACES
from macros.render.environment import render
from macros.render.item_names import item_name
from macros.render.links import Links
from macros.render.matrix import NO_PAPERS, MatrixCell, MatrixRow, count_cell, matrix
from macros.render.report_page import render_path

#: So many years, the newest, are columns; of so many items the names stand in a cell's title.
_MOST_YEARS, _MOST_NAMED = 8, 6
#: The page that says how superiors' forms are filled; the others stand under the register.
FORMS_PAGE = "forms.md"
_REGISTER = ("法规", "regulations/index.md")


def practice_path(here: str, links: Links) -> str:
    """Breadcrumbs of a page under the register, and of the one on forms, which stands beside it."""
    if links.page == FORMS_PAGE:
        return render_path([("首页", links.to("index.md"))], here)
    return render_path([("首页", links.to("index.md")), (_REGISTER[0], links.to(_REGISTER[1]))], here)


@dataclass(frozen=True)
class _Place:
    """An item as a list names it: what kind it is, and its title; a paper that stands for itself has no kind."""

    kind: str
    title: str
    address: str


@dataclass(frozen=True)
class _Paper:
    """A paper in such a list, with its items."""

    name: str
    sample: bool
    items: tuple[_Place, ...]


def concept_sections(yearbook: Yearbook, links: Links, today: date) -> str:
    """Every concept by years; each opens to what it asks, what it rests on year by year, and where it occurs."""
    shown, written, is_cut = _years(yearbook)
    rows = [_concept(concept, shown, written, yearbook, links, today) for concept in yearbook.concepts.values()]
    heads = [f"{year}年" for year in shown]
    picture = matrix("概念与年度", "概念", heads, rows, samples=_samples(yearbook), last="条文的要求和依据")
    return render("concepts", picture=picture, shown=len(shown), left_out=is_cut, today=today)


def _years(yearbook: Yearbook) -> tuple[tuple[int, ...], set[int], bool]:
    """The newest years from the first summary on, those that have one, and whether older ones are left out."""
    written = {report.year for report in yearbook.reports.values() if report.written}
    years = tuple(range(min(written), max(written) + 1)) if written else ()
    return years[-_MOST_YEARS:], written, len(years) > _MOST_YEARS


def _samples(yearbook: Yearbook) -> set[str]:
    return {f"{report.year}年" for report in yearbook.reports.values() if report.sample}


def _concept(
    concept: Concept, shown: tuple[int, ...], written: set[int], yearbook: Yearbook, links: Links, today: date
) -> MatrixRow:
    years, occurrences = trace_concept(concept, yearbook, today), find_occurrences(concept, yearbook)
    held = _newest(years)
    by_year: dict[int, list[ReportItem]] = {}
    for row in occurrences:
        by_year.setdefault(row.report.year, []).append(row)
    more = render(
        "concept",
        concept=concept,
        years=years,
        held=held,
        places=_by_paper([(row.report, row.item) for row in occurrences[:MOST_PLACES]], links),
        left_out=len(occurrences[MOST_PLACES:]),
        links=links,
    )
    is_proven = concept.verified and bool(held) and all(basis.verified for basis in held)
    return MatrixRow(
        concept.names[0],
        tuple(_mentions(by_year.get(year, []), links) if year in written else NO_PAPERS for year in shown),
        warn="" if is_proven else "待核实",
        anchor=concept.id,
        says=concept.says or "依据和出现的地方",
        more=more,
    )


def _mentions(found: list[ReportItem], links: Links) -> MatrixCell:
    names = "、".join(item_name(row.report, row.item) for row in found[:_MOST_NAMED])
    words = f"{names}等" if len(found) > _MOST_NAMED else names
    return count_cell(
        len(found), words or "没有写到", links.to(found[0].report.path, found[0].item.id) if found else ""
    )


def _newest(years: list[YearOfConcept]) -> tuple[AppliedBasis, ...]:
    """What a concept rests on now, else what it rested on last; older words stand on the pages of their editions."""
    return next((year.provisions for year in reversed(years) if year.provisions), ())


def duty_table(yearbook: Yearbook, links: Links, today: date) -> str:
    """The yearly duties by years; each opens to its basis in the edition in force and to where papers record it."""
    shown, _, is_cut = _years(yearbook)
    rows = [_duty(number, duty, shown, yearbook, links, today) for number, duty in enumerate(yearbook.duties, 1)]
    heads = [f"{year}年" for year in shown]
    picture = matrix(
        "规定动作与年度", "规定动作", heads, rows, samples=_samples(yearbook), last="要求、依据和报告里的记载"
    )
    return render("duties", picture=picture, shown=len(shown), left_out=is_cut, today=today)


def _duty(number: int, duty: Duty, shown: tuple[int, ...], yearbook: Yearbook, links: Links, today: date) -> MatrixRow:
    found = find_records(duty, yearbook)
    bases = yearbook.applied_bases((duty.basis,), today)
    more = render(
        "duty",
        duty=duty,
        bases=bases,
        places=_by_paper(found[:MOST_PLACES], links),
        left_out=len(found[MOST_PLACES:]),
        links=links,
    )
    return MatrixRow(
        duty.name,
        tuple(_recorded([row for row in found if row[0].year == year], links) for year in shown),
        aside=f"每年 {duty.per_year} 次",
        warn="" if duty.verified and all(basis.verified for basis in bases) else "待核实",
        anchor=f"duty-{number}",
        says=duty.says or "依据和报告里的记载",
        more=more,
    )


def _recorded(found: list[tuple[Report, Item | None]], links: Links) -> MatrixCell:
    """What a year records; of a year without a record nothing is said, since that proves nothing."""
    if not found:
        return MatrixCell("", "没有列出的不等于没有开展", "muted")
    names = "、".join(item_name(report, item) if item else report.name for report, item in found[:_MOST_NAMED])
    report, item = found[0]
    return count_cell(len(found), names, links.to(report.path, item.id if item else ""))


def _by_paper(found: Iterable[tuple[Report, Item | None]], links: Links) -> list[_Paper]:
    return [
        _Paper(f"{report.unit}{report.name}", report.sample, tuple(_place(report, item, links) for _, item in rows))
        for report, rows in groupby(found, key=lambda row: row[0])
    ]


def _place(report: Report, item: Item | None, links: Links) -> _Place:
    if item is None:
        return _Place("", report.title, links.to(report.path))
    return _Place(item.kind.word if item.title else "", item.caption, links.to(report.path, item.id))


def usage_table(yearbook: Yearbook, links: Links, today: date) -> str:
    """The set phrases with what they rest on."""
    return render("usages", usages=yearbook.usages, links=links, today=today)


def phrase_list(yearbook: Yearbook, links: Links, today: date) -> str:
    """The phrases that are followed through the years, with their spellings."""
    return render("phrases", phrases=yearbook.phrases, links=links, today=today)


def form_list(yearbook: Yearbook, links: Links, today: date) -> str:
    """The superiors' forms that are known, with what each of their columns and places is filled with."""
    return render("forms", forms=yearbook.forms, links=links, today=today)


def page_of(page_id: str) -> str:
    """Where the page of such rows stands under docs, by the id of its title."""
    return FORMS_PAGE if page_id == "forms" else f"regulations/{page_id}.md"


#: What is added to a page that holds rows alone, by the id of its title.
PRACTICE = {
    "concepts": concept_sections,
    "duties": duty_table,
    "usages": usage_table,
    "phrases": phrase_list,
    "forms": form_list,
}
#: Of these those for which the words of papers are searched; the others show where something stands, and no words.
READS_WORDS = frozenset({"duties"})


def local_head(rule: LocalRule, links: Links) -> str:
    """Level, issuer and how much is known of a local rule, and whether it was corrected."""
    return corrected_banner(rule) + render("local_head", rule=rule, links=links)


def local_foot(rule: LocalRule) -> str:
    """What was corrected of a local rule; empty where nothing was."""
    return page_corrections(rule)

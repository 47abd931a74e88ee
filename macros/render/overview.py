"""The fragments that overview pages are made of; each serves one macro."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from macros.compare.amended import find_changed_rules
from macros.compare.cited import split_mentions
from macros.compare.ledger_view import count_measures
from macros.compare.proof import count_register
from macros.domain.regulations import Regulation
from macros.domain.reports import Item, PartKind, Report
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind
from macros.proofing.remarks import RemarkKind
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.sources import reliability

#: Where there are more years than so many, each unit has the newest ones on cards, and at least one.
MOST_CARDS = 60
#: So many citations without a link are listed, those of the newest papers.
MOST_UNRESOLVED = 200


def year_cards(yearbook: Yearbook, links: Links, today: date) -> str:
    """The years as cards: counts by kind, and how far the ledger has come."""
    by_unit: dict[str, list[tuple[Report, ...]]] = {}
    for papers in yearbook.years:
        by_unit.setdefault(papers[0].folder, []).append(papers)
    written = [(unit.name, by_unit[unit.folder]) for unit in yearbook.units.values() if unit.folder in by_unit]
    total = len(yearbook.years)
    most = total if total <= MOST_CARDS else max(1, MOST_CARDS // len(written))
    units = [(name, [_card(papers, yearbook, today) for papers in years[:most]]) for name, years in written]
    shown = sum(len(cards) for _, cards in units)
    if most == 1:
        # One card each stands side by side with the others: it names its unit itself.
        units = [("", [card for _, cards in units for card in cards])]
    return render("year_cards", units=units, most=most, left=total - shown, links=links, today=today)


def changed_rules(yearbook: Yearbook, links: Links, today: date) -> str:
    """Regulations changed since the newest summary, with the items that cite the older text."""
    papers = yearbook.summaries or tuple(yearbook.reports.values())
    written = [report for report in papers if report.written]
    last = max(written, key=lambda report: report.as_of, default=None)
    rules = list(find_changed_rules(yearbook, last, today)) if last else []
    notice = sample_notice([last, *(mention.report for rule in rules for mention in rule.mentions)] if rules else ())
    return render(
        "changed_rules",
        notice=notice,
        rules=rules,
        last=last,
        checked=yearbook.checked_as_of,
        links=links,
        today=today,
    )


def report_list(yearbook: Yearbook, links: Links) -> str:
    """All papers, newest year first."""
    reports = sorted(yearbook.reports.values(), key=lambda report: (report.folder, -report.year, report.key))
    rows = [{"report": report, "count": len(report.items), "works": len(_cited_works(report))} for report in reports]
    return render("report_list", rows=rows, links=links)


def ledger_list(yearbook: Yearbook, links: Links) -> str:
    """All ledgers, newest year first."""
    ledgers = sorted(yearbook.ledgers.values(), key=lambda ledger: (-ledger.year, ledger.key))
    return render("ledger_list", ledgers=ledgers, links=links)


def regulation_list(yearbook: Yearbook, links: Links, today: date) -> str:
    """The register: each regulation with the edition that applies today."""
    works = sorted(yearbook.regulations.values(), key=lambda work: (work.kind, work.title))
    rows = [_register_row(work, yearbook, today) for work in works]
    proof = count_register(works)
    return render("regulation_list", rows=rows, proof=proof, checked=yearbook.checked_as_of, links=links, today=today)


def _register_row(work: Regulation, yearbook: Yearbook, today: date) -> dict[str, object]:
    cited, mentioned = map(len, split_mentions(yearbook.mentions_of(work.id)))
    now, reliability = work.in_force_on(today), _reliability(work, today)
    return {"work": work, "now": now, "reliability": reliability, "cited": cited, "mentioned": mentioned}


def local_rules(yearbook: Yearbook, links: Links) -> str:
    """The rules of the county and of the office."""
    rules = sorted(yearbook.local_rules.values(), key=lambda rule: rule.id)
    return render("local_rules", rules=rules, links=links)


def unresolved_citations(rows: Sequence[tuple[Report, Item, str, str]], links: Links) -> str:
    """What reports name and no link can be given for: report, item, words, reason.

    Args:
        rows: Those of the newest papers first; one more than are listed tells that there are more.
        links: Of the page that they stand on.
    """
    return render("unresolved", rows=rows[:MOST_UNRESOLVED], is_all=len(rows) <= MOST_UNRESOLVED, links=links)


def error_list() -> str:
    """Every kind of content error with its remedy."""
    return render("error_list", kinds=list(ErrorKind))


def remark_list() -> str:
    """Every kind of remark with what to do about it."""
    return render("error_list", kinds=list(RemarkKind))


def _reliability(work: Regulation, today: date) -> str:
    now = work.in_force_on(today)
    return reliability(now.edition) if now else "未核"


def _card(papers: Sequence[Report], yearbook: Yearbook, today: date) -> dict[str, object]:
    """One year of a unit: its summary, or the first of its other papers, with the others named."""
    report, *others = papers
    items = report.items.values() if report.written else ()
    counts = [(kind, sum(item.kind is kind for item in items)) for kind in PartKind]
    ledger = yearbook.ledger_beside(report)
    closed, total = count_measures(ledger, today) if ledger else (0, 0)
    return {
        "report": report,
        "others": others,
        "counts": [(kind, count) for kind, count in counts if count],
        "begun": ledger is not None,
        "sample": ledger is not None and ledger.sample,
        "total": total,
        "closed": closed,
    }


def _cited_works(report: Report) -> set[str]:
    return {citation.regulation for item in report.passages.values() for citation in item.citations}

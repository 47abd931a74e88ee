"""The fragments that overview pages are made of; each serves one macro."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from macros.compare.amended import ChangedRule, find_changed_rules
from macros.compare.cited import split_mentions
from macros.compare.proof import count_register
from macros.domain.concepts import LocalRule
from macros.domain.regulations import Regulation
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind
from macros.proofing.remarks import RemarkKind
from macros.render.environment import render
from macros.render.links import Links
from macros.render.samples import sample_notice
from macros.render.sources import reliability
from macros.render.units.unit_list import MANY_UNITS, ledgers_by_unit, unit_list

#: So many citations without a link are listed, those of the newest papers.
MOST_UNRESOLVED = 200


#: So many items of a regulation are named where many units have some.
_MOST_OF_MANY = 6


def changed_rules(yearbook: Yearbook, links: Links, today: date) -> str:
    """Regulations changed since the newest summary, with the items that cite the older text."""
    last, rules = list_changed_rules(yearbook, today)
    notice = sample_notice([last, *(mention.report for rule in rules for mention in rule.mentions)] if rules else ())
    return render(
        "changed_rules",
        notice=notice,
        rules=rules,
        # A county's home page is no list of items; the page of the regulation has them all.
        most=_MOST_OF_MANY if len(yearbook.units) >= MANY_UNITS else None,
        last=last,
        checked=yearbook.checked_as_of,
        links=links,
        today=today,
    )


def list_changed_rules(yearbook: Yearbook, today: date) -> tuple[Report | None, list[ChangedRule]]:
    """The newest summary, and the regulations that it or an earlier one cites and that have changed since."""
    papers = yearbook.summaries or tuple(yearbook.reports.values())
    written = [report for report in papers if report.written]
    last = max(written, key=lambda report: report.as_of, default=None)
    return last, list(find_changed_rules(yearbook, last, today)) if last else []


def report_list(yearbook: Yearbook, links: Links) -> str:
    """All papers, newest year first; of many units the units, each with its years."""
    if len(yearbook.units) >= MANY_UNITS:
        return unit_list(yearbook, links)
    reports = sorted(yearbook.reports.values(), key=lambda report: (report.folder, -report.year, report.key))
    rows = [{"report": report, "count": len(report.items), "works": len(_cited_works(report))} for report in reports]
    return render("report_list", rows=rows, links=links)


def ledger_list(yearbook: Yearbook, links: Links, today: date) -> str:
    """All ledgers, newest year first; of many units the units, each with its years."""
    forms = render("forms_line", forms=yearbook.forms, links=links) if yearbook.forms else ""
    if len(yearbook.units) >= MANY_UNITS:
        return ledgers_by_unit(yearbook, links, today) + forms
    ledgers = sorted(yearbook.ledgers.values(), key=lambda ledger: (-ledger.year, ledger.key))
    return render("ledger_list", ledgers=ledgers, withheld=yearbook.withheld_ledgers, links=links) + forms


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
    """The rules of the county and of the office; those that are one unit's own stand folded under its name."""
    rules = sorted(yearbook.local_rules.values(), key=lambda rule: rule.id)
    own: dict[str, list[LocalRule]] = {}
    for rule in rules:
        if rule.folder:
            unit = yearbook.units.get(rule.folder)
            own.setdefault(unit.name if unit else rule.issuer, []).append(rule)
    common = [rule for rule in rules if not rule.folder]
    return render("local_rules", rules=common, own=own, links=links)


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


def _cited_works(report: Report) -> set[str]:
    return {citation.regulation for item in report.passages.values() for citation in item.citations}

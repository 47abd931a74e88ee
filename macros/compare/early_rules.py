"""Citations of an edition that was not in force at the paper's date."""

from __future__ import annotations

from collections.abc import Iterator

from macros.compare.disagreement import Disagreement, DisagreementRow, FigurePlace
from macros.domain.dates import chinese_date
from macros.domain.regulations import Edition, InForce, Regulation
from macros.domain.reports import Citation, Item, Report
from macros.domain.sentences import split_sentences
from macros.domain.yearbook import Yearbook


def find_early_rules(yearbook: Yearbook, report: Report) -> Iterator[DisagreementRow]:
    """Yield the citations that rest on an edition not in force at the paper's date, each edition once an item.

    Pinned links are among them: the check of the pages leaves those to the
    clerk, and here they can be looked at again.

    Args:
        yearbook: All pages.
        report: The paper.
    """
    for item in report.passages.values():
        seen: set[tuple[str, str | None]] = set()
        for citation in item.citations:
            expected = _fault(yearbook.regulations[citation.regulation], citation, report)
            key = (citation.regulation, citation.edition)
            if expected and key not in seen:
                seen.add(key)
                certain = not expected[1]
                spot = FigurePlace(report, item, _sentence(item, citation))
                yield DisagreementRow(Disagreement.RULE, (spot,), expected[0], certain=certain)


def _fault(work: Regulation, citation: Citation, report: Report) -> tuple[str, tuple[str, ...]] | None:
    """What was expected in place of a citation, and why that is not certain; None where it is right."""
    applied = work.in_force_on(report.as_of)
    day = chinese_date(report.as_of)
    if citation.edition is None:
        # Where no date of entry into force is known, nothing is proven either way.
        if applied is not None or not any(edition.starts for edition in work.editions):
            return None
        return f"《{work.title}》在 {day}还没有施行的版本", ()
    edition = work.by_id[citation.edition]
    if applied is not None and applied.edition is edition:
        return None
    return _told(edition, applied, citation, day), _doubts(edition, applied)


def _told(edition: Edition, applied: InForce | None, citation: Citation, day: str) -> str:
    pinned = "（链接已固定）" if citation.fixed else ""
    begun = f"自{edition.starts.chinese}起施行" if edition.starts else "施行日期不详"
    right = f"{day}有效的是{applied.edition.name}" if applied else f"{day}还没有施行的版本"
    return f"引用的是《{edition.own_title}》{edition.name}{pinned}，{begun}；{right}"


def _doubts(edition: Edition, applied: InForce | None) -> tuple[str, ...]:
    unproven = () if edition.in_force.proven else (f"{edition.name}的施行日期没有原文可证",)
    return (*unproven, *(applied.reservations if applied else ()))


def _sentence(item: Item, citation: Citation) -> str:
    return next((words for words in split_sentences(item.text) if citation.text in words), citation.text)

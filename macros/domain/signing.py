"""What of a paper is signed, and whether it still says that."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256

from macros.domain.ledgers import Entry, Ledger, LedgerMeasure
from macros.domain.reports import Report
from macros.domain.signatures import Signature, Step

#: What can be signed.
Paper = Report | Ledger


@dataclass(frozen=True)
class TakenStep:
    """The last time that a step was taken, and whether the text has stayed since (办过的一步)."""

    signature: Signature
    holds: bool


def text_as_signed(paper: Paper) -> str:
    """The text that sign-off is of: whose paper it is, its title, and its words as readers see them, a line each.

    Headings and paragraphs stand in their order, without marks, links' addresses, ids and empty lines; a row of a
    table is a line, its cells a blank apart. Neither 文号 nor 成文日期 is part of it, since both are given when a
    paper is issued; nor are pictures, nor what the page's head says of it, `signed` and `corrections` among that.

    Of a ledger it is all that its entries say, with what was recorded of their measures.
    """
    return "\n".join(filter(None, _of_ledger(paper) if isinstance(paper, Ledger) else _of_report(paper)))


def _of_report(report: Report) -> list[str]:
    lines = [report.unit, report.person, f"{report.year}年", str(report.series), report.title]
    lines.append(report.opening.text if report.opening else "")
    for part in report.parts:
        lines += [part.title, part.lead.text if part.lead else ""]
        # A part without items is its own item, under the same heading.
        lines += [line for item in part.items for line in ("" if item.is_part else item.title, item.text)]
    return lines


def _of_ledger(ledger: Ledger) -> Iterator[str]:
    yield from (ledger.unit, f"{ledger.year}年", ledger.title)
    for entry in ledger.entries:
        yield from _of_entry(entry)


def _of_entry(entry: Entry) -> Iterator[str]:
    yield f"第{entry.number}项：{entry.text}"
    yield f"来源：{entry.source}"
    for number, measure in enumerate(entry.measures, 1):
        yield f"措施{number}：{measure.text}"
        yield from _of_measure(measure)


def _of_measure(measure: LedgerMeasure) -> Iterator[str]:
    """Yield what is said of a measure, a line for each thing that is there."""
    named = {
        "目标": measure.goal,
        "类型": str(measure.kind),
        "责任领导": measure.leader,
        "责任单位": measure.unit,
        "配合单位": measure.helpers,
        "责任人": measure.owner,
    }
    yield from (f"{name}：{words}" for name, words in named.items() if words)
    yield from (f"期限：{due.on}　{due.why}".rstrip() for due in measure.due)
    yield f"下次检查：{measure.next_check}" if measure.next_check else ""
    yield from (f"{one.day} {one.status}　{one.note}　{one.evidence}".rstrip() for one in measure.history)
    if end := measure.closure:
        ended = {"申请人": end.requested, "验收人": end.verified_by, "批准人": end.approved_by, "销号": end.on}
        yield from (f"{name}：{words}" for name, words in ended.items() if words)


def digest_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def find_taken(paper: Paper) -> tuple[TakenStep, ...]:
    """Each step that was taken of a paper, as it was last taken, in the order of the steps."""
    last = {signature.step: signature for signature in paper.signed}
    digest = digest_of(text_as_signed(paper)) if last else ""
    return tuple(TakenStep(last[step], last[step].of == digest) for step in Step if step in last)


def find_outdated(paper: Paper) -> Signature | None:
    """The furthest step since which the text was changed; None where it says what was signed, or nothing was."""
    return next((taken.signature for taken in reversed(find_taken(paper)) if not taken.holds), None)


def find_lacking(paper: Paper, wanted: Collection[Step]) -> list[Step]:
    """The steps that are wanted and were not taken of the text as it is now, in their order."""
    held = {taken.signature.step for taken in find_taken(paper) if taken.holds}
    return [step for step in Step if step in wanted and step not in held]

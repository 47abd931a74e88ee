"""What of a paper is signed, and whether it still says that."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from macros.domain.reports import Report
from macros.domain.signatures import Signature, Step


@dataclass(frozen=True)
class TakenStep:
    """The last time that a step was taken, and whether the text has stayed since (办过的一步)."""

    signature: Signature
    holds: bool


def text_as_signed(report: Report) -> str:
    """The text that sign-off is of: whose paper it is, its title, and its words as readers see them, a line each.

    Headings and paragraphs stand in their order, without marks, links' addresses, ids and empty lines; a row of a
    table is a line, its cells a blank apart. Neither 文号 nor 成文日期 is part of it, since both are given when a
    paper is issued; nor are pictures, nor what the page's head says of it, `signed` and `corrections` among that.
    """
    lines = [report.unit, report.person, f"{report.year}年", str(report.series), report.title]
    lines.append(report.opening.text if report.opening else "")
    for part in report.parts:
        lines += [part.title, part.lead.text if part.lead else ""]
        # A part without items is its own item, under the same heading.
        lines += [line for item in part.items for line in ("" if item.is_part else item.title, item.text)]
    return "\n".join(filter(None, lines))


def digest_of(text: str) -> str:
    """The SHA-256 of a text in UTF-8, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def find_taken(report: Report) -> tuple[TakenStep, ...]:
    """Each step that was taken of a paper, as it was last taken, in the order of the steps."""
    last = {signature.step: signature for signature in report.signed}
    digest = digest_of(text_as_signed(report)) if last else ""
    return tuple(TakenStep(last[step], last[step].of == digest) for step in Step if step in last)


def find_outdated(report: Report) -> Signature | None:
    """The furthest step since which the text was changed; None where it says what was signed, or nothing was."""
    return next((taken.signature for taken in reversed(find_taken(report)) if not taken.holds), None)


def find_lacking(report: Report, wanted: Collection[Step]) -> list[Step]:
    """The steps that are wanted and were not taken of the text as it is now, in their order."""
    held = {taken.signature.step for taken in find_taken(report) if taken.holds}
    return [step for step in Step if step in wanted and step not in held]

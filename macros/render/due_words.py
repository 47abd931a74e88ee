"""What is said of a date that something waits for, alike on the page, on paper, in the calendar and by the command."""

from __future__ import annotations

from macros.compare.due import DueLine
from macros.compare.ledger_view import NO_MEASURE, MeasureLine
from macros.domain.ledgers import MeasureKind
from macros.domain.posts import PostPart
from macros.render.item_names import entry_name


def measure_name(line: MeasureLine) -> str:
    """What a measure is called anywhere on the site: 2023年台账第1项措施2."""
    number = f"措施{line.number}" if len(line.entry.measures) > 1 else ""
    return entry_name(line.ledger, line.entry) + number


def date_words(line: DueLine) -> str:
    """The date, how it is counted where it is no day, and what it was moved from."""
    named = "下次检查" if line.is_check else "期限"
    counted = "" if line.on.exact else f"（写到{'月' if line.on.month else '年'}，按 {line.on.last} 算）"
    return f"{named} {line.on}{counted}{moved_words(line)}{returned_words(line)}"


def returned_words(line: DueLine) -> str:
    """That its date is older than its return, where it is; else empty."""
    return f"（退回以前的期限，{line.returned} 退回以后没有写新的）" if line.returned else ""


def moved_words(line: DueLine) -> str:
    """What the date was moved from, and why; empty where it was not."""
    if not line.moved_from:
        return ""
    first, *others = (str(due.on) for due in line.moved_from)
    between = f"，又改到过 {'、'.join(others)}" if others else ""
    return f"（原期限 {first}{between}{f'，改期原因：{line.why}' if line.why else ''}）"


def owners_words(line: DueLine) -> str:
    """Who answers for it, as the ledger calls them, with the part of each where it tells one."""
    if not line.owners:
        return "责任未写明"
    return f"{line.from_field}：" + "、".join(
        f"{one.post}（{one.part}）" if one.part is not PostPart.UNSAID else one.post for one in line.owners
    )


def undated_words(line: MeasureLine) -> str:
    """Why no date can be told of a measure that is open."""
    if line.measure is None:
        return NO_MEASURE
    if line.lasts:
        return "长期坚持，没有写下次检查"
    return "立行立改，没有写期限" if line.measure.kind is MeasureKind.AT_ONCE else "没有写期限"

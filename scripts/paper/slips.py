"""督办单: what one post, or one entry, is asked for and by when, with a place for the answer, as papers.

The columns are ours; type area, faces and signature are those of GB/T 9704-2012, by which any paper here is set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from macros.compare.due import NOBODY, DueLine, DueList
from macros.domain.dates import PartialDate, chinese_date
from macros.render.due_words import measure_name, owners_words, returned_words
from scripts.paper.blocks import (
    Block,
    Headline,
    NewPage,
    Paper,
    PaperTable,
    Para,
    Role,
    TableCell,
    TextRun,
    WritingLines,
)

#: What is written by hand where nobody has said by when an answer is wanted.
_BLANK_DAY = "　　年　　月　　日"
_ANSWER_LINES = 3
#: No page of the site; links of a slip lead nowhere.
_PAGE = "due.html"


class SlipFor(StrEnum):
    """What one slip is for (一张督办单管什么)."""

    POST = "责任人"
    ENTRY = "事项"


@dataclass(frozen=True)
class Slip:
    """One 督办单 (督办单).

    Attributes:
        to: To whom it goes: posts, as the ledger has them.
        name: What its file is called.
        lines: The measures that it asks for, the earliest date first.
    """

    to: str
    name: str
    lines: tuple[DueLine, ...]

    @property
    def entry(self) -> str:
        """The entry that its first measure is of, as `2023#2023-01`: of a slip for an entry, the one that it is for."""
        return entry_key(self.lines[0])


def entry_key(line: DueLine) -> str:
    """Which entry of which ledger a measure is of."""
    return f"{line.line.ledger.key}#{line.line.entry.id}"


def find_slips(found: DueList, each: SlipFor = SlipFor.POST) -> list[Slip]:
    """The slips for what is overdue, falls due or should have been checked; what is later or has no date needs none.

    Args:
        found: What is due, of all posts or of one.
        each: Whether a slip is for a post or for an entry.
    """
    lines = sorted((*found.lines, *found.passed), key=lambda line: line.order)
    if each is SlipFor.POST:
        rows = [(row.post, row.post, tuple(line for line, _ in row.rows)) for row in found.by_post(lines)]
    else:
        rows = list(_by_entry(lines))
    return [Slip(_addressee(to), f"督办单 {name}", of) for to, name, of in rows]


def slip_paper(slips: Iterable[Slip], found: DueList, reply_by: date | None = None) -> Paper:
    """Slips as one paper, each on pages of its own.

    Args:
        slips: At least one.
        found: What they were found in: whose they are, and as of which day.
        reply_by: By when an answer is wanted; None leaves it to be written in by hand.
    """
    blocks: list[Block] = []
    is_sample = False
    for number, slip in enumerate(slips):
        blocks += [NewPage()] if number else []
        blocks += _blocks(slip, found, reply_by)
        is_sample = is_sample or any(line.line.ledger.sample for line in slip.lines)
    notice = "示例：台账是示例，不是任何单位的真实材料" if is_sample else ""
    return Paper(f"{found.unit}督办单", found.unit, _PAGE, tuple(blocks), notice)


def demand(line: DueLine) -> str:
    """What is asked, and by when; what the ledger does not tell is not asked."""
    if line.is_check:
        if line.left < 0:
            return "检查的日期已过。请检查一次，写明检查的情况和下次检查的日期。"
        return f"请于{_by(line.on)}检查一次，写明检查的情况和下次检查的日期。"
    if line.left < 0:
        counted = "（从退回以前的期限算起）" if line.returned else ""
        return (
            f"已逾期 {-line.left} 天{counted}。请立即办理，写明办理的结果，附佐证材料；确需改期的，写明原因和新的期限。"
        )
    # What is printed may be read on another day.
    when = f"{chinese_date(line.on.last)}当日" if not line.left else _by(line.on)
    return f"请于{when}办完，附佐证材料；不能按期办完的，写明原因和新的期限。"


def _by(on: PartialDate) -> str:
    """By when: before a month would be before it begins, and its last day counts."""
    return f"{on.chinese}{'' if on.exact else '底'}前"


def _by_entry(lines: Iterable[DueLine]) -> Iterator[tuple[str, str, tuple[DueLine, ...]]]:
    groups: dict[str, list[DueLine]] = {}
    for line in lines:
        groups.setdefault(entry_key(line), []).append(line)
    for of in groups.values():
        posts = dict.fromkeys(one.post for line in of for one in line.owners)
        first = of[0].line
        yield "、".join(posts) or NOBODY, f"{first.ledger.year}年第{first.entry.number}项", tuple(of)


def _addressee(post: str) -> str:
    return f"（{NOBODY}）" if post == NOBODY else post


def _blocks(slip: Slip, found: DueList, reply_by: date | None) -> Iterator[Block]:
    yield Headline(1, (TextRun(f"{found.unit}督办单"),))
    yield Para((TextRun(f"{slip.to}："),), Role.ADDRESSEE)
    answer = chinese_date(reply_by) if reply_by else _BLANK_DAY
    yield Para(
        (TextRun(f"整改台账中下列事项截至{chinese_date(found.day)}还没有办结，请按要求办理，于{answer}前答复。"),)
    )
    for number, line in enumerate(slip.lines, 1):
        yield _table(line, number if len(slip.lines) > 1 else 0)
    yield Para((TextRun(f"{found.unit}\n{chinese_date(found.day)}"),), Role.SIGNED)


def _table(line: DueLine, number: int) -> PaperTable:
    caption = (TextRun(f"（{number}）{measure_name(line.line)}" if number else measure_name(line.line)),)
    rows = tuple(_row(name, Para((TextRun(words),))) for name, words in _facts(line))
    return PaperTable((), (*rows, _row("答复", WritingLines(_ANSWER_LINES), _signing())), caption, whole=True)


def _facts(line: DueLine) -> Iterator[tuple[str, str]]:
    measure = line.line.measure
    yield "问题", line.line.entry.text
    yield "整改措施", measure.text if measure else ""
    if measure and measure.goal:
        yield "要达到的目标", measure.goal
    yield "责任", "；".join(_responsible(line))
    named = "下次检查" if line.is_check else "期限"
    for nth, due in enumerate(line.moved_from):
        moved = "原期限" if not nth else "又改到"
        yield moved, due.on.chinese + (f"（{due.why}）" if due.why else "")
    counted = "" if line.on.exact else f"（按{chinese_date(line.on.last)}算）"
    yield (
        f"现{named}" if line.moved_from else named,
        (line.on.chinese + counted + (f"（改期原因：{line.why}）" if line.why else "") + returned_words(line)),
    )
    yield "办理状态", line.line.state + _last_record(line)
    yield "要求", demand(line)


def _responsible(line: DueLine) -> Iterator[str]:
    measure = line.line.measure
    yield owners_words(line)
    for name, text in (("责任单位", measure.unit), ("责任领导", measure.leader)) if measure else ():
        if text and name != line.from_field:
            yield f"{name}：{text}"


def _last_record(line: DueLine) -> str:
    if not line.line.history:
        return "，没有办理记录"
    last = line.line.history[-1]
    day = last.on.chinese if last.on else last.day
    return f"，最近记录：{day}" + (f"，{last.note}" if last.note else "")


def _row(name: str, *blocks: Block) -> tuple[TableCell, ...]:
    return TableCell((Para((TextRun(name),)),), header=True), TableCell(blocks)


def _signing() -> Para:
    return Para((TextRun("答复人：　　　　　　　　　　日期：　　　　年　　月　　日"),))

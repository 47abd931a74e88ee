"""Ledgers and sheets that tests are made of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from macros.domain.dates import PartialDate
from macros.domain.ledgers import (
    TYPED_STATUSES,
    Closure,
    DayRule,
    Due,
    Entry,
    EntrySource,
    Event,
    Ledger,
    LedgerMeasure,
    MeasureKind,
    Status,
    StatusPhrase,
    order_events,
)
from macros.domain.reports import Audience, ItemRef
from scripts.ledger_sheet.page_text import new_page
from scripts.ledger_sheet.values import fold
from tests.helpers import factories
from tests.helpers.factories import write_pages

REPORT = factories.REPORT.replace("#art-2", "").replace(
    "## 三、下一步措施",
    "## 三、原因 { #cause .cause }\n\n### （一）责任不清 { #c1 }\n\n责任不清。\n\n## 四、下一步措施",
)

Value = str | int | float | date | datetime | None

#: What breaks sheets: line ends, quotes, formulas, codes of Excel's own, signs of our notation, blanks.
_PIECES = (
    "问责", "一岗双责", "，", "。", "：", "“引号”", '"', "'", "=1+1", "+", "-", "@", "\n", "\n\n", " ", "\t", "\u3000",
    "1.", "2、", "（1）", "①", "2024-03-01 ", "2024年3月1日：", "【整改中】", "〔佐证：记录〕", " 改期原因：", "；",
    "#N/A", "_x000D_", "TRUE", "12", "2023#p1", "长期坚持", "{", "}", "[", "# ", "- ", "|", ": ", "%", "\\", "𠮷", "﹏",
)  # fmt: skip
#: What an office writes.
_PLAIN = ("修订办法", "已起草", "，", "。", "（一）", "“引号”", "=1+1", "-", "\n", "2024年3月", "会议记录", "：", "；")
refs = st.sampled_from([None, ItemRef("2023", "m1")])


@st.composite
def dates(draw: st.DrawFn, last: int = 2024) -> PartialDate:
    """Days, months and years up to the middle of a year."""
    day = draw(st.dates(date(2023, 1, 1), date(last, 6, 30)))
    return PartialDate(day.year, *draw(st.sampled_from([(), (day.month,), (day.month, day.day)])))


def _measures(texts: st.SearchStrategy[str], words: st.SearchStrategy[str]) -> st.SearchStrategy[LedgerMeasure]:
    stamps = st.none() | st.just(PartialDate(2025, 1, 1))
    events = st.builds(Event, st.none() | dates(), stamps, st.sampled_from(TYPED_STATUSES), texts, texts)
    closures = st.builds(Closure, st.none(), texts, texts, texts).filter(lambda closure: closure != Closure())
    measures = st.builds(
        LedgerMeasure,
        item=refs,
        text=words,
        goal=texts,
        kind=st.sampled_from(MeasureKind),
        leader=texts,
        helpers=texts,
        unit=texts,
        owner=texts,
        due=st.lists(st.builds(Due, dates(2026), texts), max_size=3).map(tuple),
        next_check=st.none() | dates(2026),
        history=st.lists(events, max_size=4).map(order_events),
        closure=st.none() | closures,
    )
    return measures.flatmap(_with_day_of_closing)


def _with_day_of_closing(measure: LedgerMeasure) -> st.SearchStrategy[LedgerMeasure]:
    """A measure whose closure may bear the day of the event that closed it."""
    days = [event.on for event in measure.history if event.status in {Status.CLOSED, Status.ENDED} and event.on]
    closure = measure.closure or Closure()
    return st.sampled_from([measure, *(replace(measure, closure=replace(closure, on=day)) for day in days)])


@cache
def _parts(
    pieces: tuple[str, ...], made: Callable[[str], str]
) -> tuple[st.SearchStrategy[list[tuple[str, list[LedgerMeasure]]]], st.SearchStrategy[list[StatusPhrase]]]:
    """Problems with their measures, and phrases: put together once, which takes as long as to draw a ledger."""
    texts = st.lists(st.sampled_from(pieces), max_size=6).map("".join).map(made)
    words = texts.map(str.strip).filter(bool)
    problems = st.lists(st.tuples(words, st.lists(_measures(texts, words), max_size=3)), min_size=1, max_size=4)
    return problems, st.lists(st.builds(StatusPhrase, words, st.sampled_from(TYPED_STATUSES), st.sampled_from(DayRule)))


@st.composite
def ledgers(draw: st.DrawFn, pieces: Sequence[str] = _PIECES, made: Callable[[str], str] = str) -> Ledger:
    """Ledgers of 2023 whose texts are put together from pieces, and then made into what they are."""
    problems, phrases = _parts(tuple(pieces), made)
    entries = tuple(
        Entry(
            id=f"2023-{number:02}",
            source=draw(st.sampled_from(EntrySource)),
            text=text,
            problem=draw(st.sampled_from([None, ItemRef("2023", "p1")])),
            causes=draw(st.sampled_from([(), (ItemRef("2023", "c1"),)])),
            repeats="2023-01" if number > 1 and draw(st.booleans()) else None,
            audience=draw(st.sampled_from(Audience)),
            measures=tuple(rows),
        )
        for number, (text, rows) in enumerate(draw(problems), 1)
    )
    return Ledger(
        "2023",
        "2023年整改台账",
        2023,
        "XX乡党委",
        Audience.LEADERS,
        sample=False,
        entries=entries,
        meanings=tuple({phrase.says: phrase for phrase in draw(phrases)}.values()),
    )


def other_program_ledgers() -> st.SearchStrategy[Ledger]:
    """Ledgers without what LibreOffice itself changes: a text that looks like an escape of Excel's."""
    return ledgers([piece for piece in _PIECES if piece != "_x000D_"])


def plain_ledgers() -> st.SearchStrategy[Ledger]:
    """Ledgers with texts as an office writes them, without blanks around them."""
    return ledgers(_PLAIN, fold)


def write_site(docs: Path, page: str | Ledger | None = None) -> Path:
    """The small site with a ledger, given as a page or as what a page says; None for no ledger."""
    text = new_page(page) if isinstance(page, Ledger) else page
    return write_pages(docs, {"reports/2023.md": REPORT, "regulations/concepts.md": None, "ledger/2023.md": text})


def write_sheet(
    file: Path,
    rows: Sequence[Sequence[Value]],
    merges: Sequence[str] = (),
    *,
    name: str = "台账",
    formats: dict[str, str] | None = None,
) -> Path:
    """A workbook of one sheet, as somebody else's program may write it."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for area in merges:
        sheet.merge_cells(area)
    for address, number_format in (formats or {}).items():
        sheet[address].number_format = number_format
    book.save(file)
    return file


HEAD = ("编号", "来源", "问题", "整改措施", "类型", "责任领导", "责任单位", "责任人", "完成时限", "办理情况", "状态")
ROW: tuple[Value, ...] = (
    "2023-01", "自查", "问责偏轻", "修订办法", "限期整改", "党委书记", "党建办", "组织委员", "2024-06-30",
    "2024-03-01 【整改中】已起草", "整改中",
)  # fmt: skip

#: Words for a status as offices write them, with what they are told to mean.
PHRASES = {
    "已完成": "已完成待验收,不详",
    "已整改到位": "已完成待验收,期限",
    "已完成并销号": "已销号,最近记录",
    "基本完成": "阶段性完成,填表日期",
}
_DAYS = (
    "2024.3.1", "2024/4/5", "2024年5月6日", "2024-06-07", "２０２４．６．２０", "2024年6月", "2024年4月底", "日期不详",
)  # fmt: skip
_SAID = (
    "已印发", "【整改中】已起草", "【已销号】已印发", "【已完成】", "已完成", "已修订，已整改到位", "基本完成。",
    "回头看", "【已销号】〔佐证：验收记录〕", "已印发〔佐证：文件〕", "持续推进", "【退回整改】重做", "",
)  # fmt: skip
_ALONE = (
    *PHRASES, "已修订制度", "2024年6月底完成", "6月底前完成", "3月1日已起草", "计划2024年8月底前完成", "【已销号】",
)  # fmt: skip
_GAPS = (" ", "", "\u3000", "：")
_lines = st.tuples(*map(st.sampled_from, (_DAYS, _GAPS, _SAID))).map("".join)

OFFICE_HEAD = ("序号", "存在问题", "整改措施", "整改时限", "完成情况", "状态", "佐证", "销号日期")


@st.composite
def office_rows(draw: st.DrawFn) -> list[Value]:
    """A row of an office's sheet, whose columns may agree or not."""
    due = draw(st.sampled_from(["2024年6月底前", "2024-06-30", "长期坚持", "", "", "2024年9月"]))
    history = "\n".join(draw(st.lists(_lines | st.sampled_from(_ALONE), max_size=3)))
    words = ["", "已销号", "整改中", "待验收", "长期坚持", "退回整改", "否", "未启动", "已销号（2024.6.20）", *PHRASES]
    status = draw(st.sampled_from(words))
    evidence = draw(st.sampled_from(["", "", "验收记录", "文件"]))
    closed_on = draw(st.sampled_from(["", "", "", "", "", "2024-06-20", "2024年6月", "2024.7.1"]))
    return [due, history, status, evidence, closed_on]


def office_sheets() -> st.SearchStrategy[list[Sequence[Value]]]:
    """Sheets of an office with up to three problems, one measure each."""
    rows = st.lists(office_rows(), min_size=1, max_size=2)
    names = (("作风不实", "开展整治"), ("学习不深", "制定计划"), ("台账不全", "补齐台账"))
    return rows.map(lambda found: [[n, *names[n - 1], *row] for n, row in enumerate(found, 1)])

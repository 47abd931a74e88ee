"""Ledgers and sheets that tests are made of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from macros.domain.dates import PartialDate
from macros.domain.ledgers import (
    TYPED_STATUSES,
    Closure,
    Due,
    Entry,
    EntrySource,
    Event,
    Ledger,
    LedgerMeasure,
    MeasureKind,
    order_events,
)
from macros.domain.reports import Audience, ItemRef
from scripts.ledger_sheet.page_text import new_page
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
    return st.builds(
        LedgerMeasure,
        item=refs,
        text=words,
        goal=texts,
        kind=st.sampled_from(MeasureKind),
        leader=texts,
        unit=texts,
        owner=texts,
        due=st.lists(st.builds(Due, dates(2026), texts), max_size=3).map(tuple),
        next_check=st.none() | dates(2026),
        history=st.lists(events, max_size=4).map(order_events),
        closure=st.none() | closures,
    )


@st.composite
def ledgers(draw: st.DrawFn, pieces: Sequence[str] = _PIECES) -> Ledger:
    """Ledgers of 2023 whose texts are put together from pieces."""
    texts = st.lists(st.sampled_from(pieces), max_size=6).map("".join)
    words = texts.map(str.strip).filter(bool)
    found = draw(st.lists(st.tuples(words, st.lists(_measures(texts, words), max_size=3)), min_size=1, max_size=4))
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
        for number, (text, rows) in enumerate(found, 1)
    )
    return Ledger("2023", "2023年整改台账", 2023, "XX乡党委", Audience.LEADERS, sample=False, entries=entries)


def other_program_ledgers() -> st.SearchStrategy[Ledger]:
    """Ledgers without what LibreOffice itself changes: a text that looks like an escape of Excel's."""
    return ledgers([piece for piece in _PIECES if piece != "_x000D_"])


def plain_ledgers() -> st.SearchStrategy[Ledger]:
    """Ledgers with texts as an office writes them."""
    return ledgers(_PLAIN)


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

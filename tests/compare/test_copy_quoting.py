"""What is quoted is told from what is copied, and what is done for good from the news of a year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.compare.copying.check import check_copies
from macros.compare.copying.quoting import Quoting
from macros.domain.ledgers import Entry, EntrySource, Ledger, MeasureKind
from macros.domain.phrases import Phrase
from macros.domain.regulations import Article
from macros.domain.reports import Audience, ItemRef, Report
from macros.domain.yearbook import Yearbook
from tests.helpers.factories import make_edition, make_measure, make_work
from tests.helpers.reports import make_report

FERRY = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
WORDS = "借出的图书应当在三十日内归还，逾期不还的暂停借阅资格。"
COMMON = "除题名、概念和固定提法外，自己的文字不足"
PHRASE = "把群众的小事当作自己的大事来办好办实办到位"
WORK = make_work(
    make_edition(
        "2018", "2018-01-01", articles=(Article("art-1", "第一条", "归还", verified=True, line=1, words=WORDS),)
    )
)


def yearbook_of(*reports: Report, ledgers: tuple[Ledger, ...] = ()) -> Yearbook:
    return Yearbook(
        {report.key: report for report in reports},
        {ledger.key: ledger for ledger in ledgers},
        {WORK.id: WORK},
        phrases=(Phrase(PHRASE),),
    )


@pytest.mark.parametrize(
    ("text", "why_not"),
    [
        (FERRY, None),
        (f"{PHRASE}。", COMMON),
        (f"学习《{'某' * 20}条例》和《{'某' * 18}办法》。", COMMON),
        ("坚持党要管党、全面从严治党，全面贯彻党的二十大和二十届历次全会精神。", COMMON),
        # What leads from one part of any office's paper to the next.
        ("现将2023年度图书馆建设和读者服务工作的情况报告如下：", COMMON),
        ("2023年3月8日在全镇图书管理员第十届代表大会第二次会议上", COMMON),
        ("对照上级要求和群众期盼，我们也清醒认识到，工作中还存在一些问题和不足，主要表现在以下几个方面：", COMMON),
        (f"站长说“{FERRY}”", "引号里的是引文"),
        (f"按规定，{WORDS}", "是法规条文的文字"),
        (f"{WORDS}{FERRY}", None),
    ],
)  # fmt: skip
def test_what_is_quoted_does_not_count_and_says_why(text: str, why_not: str | None) -> None:
    assert Quoting(yearbook_of()).judge(text).why_not == why_not


def test_a_sentence_that_does_not_count_is_told_all_the_same() -> None:
    old, new = (make_report(year, {"w1": ("甲", f"按规定，{WORDS}")}) for year in (2022, 2023))
    (row,) = check_copies(new, yearbook_of(old, new)).rows
    assert (row.counts, row.why_not) == (False, "是法规条文的文字")


def test_part_of_a_sentence_that_many_use_is_not_told() -> None:
    old, new = (
        make_report(y, {"w1": ("甲", f"{y}年，{PHRASE}，{more}")}) for y, more in ((2022, WORDS), (2023, FERRY))
    )
    assert check_copies(new, yearbook_of(old, new)).rows == ()


def test_what_the_clerk_lets_stand_does_not_count() -> None:
    old, new = (make_report(year, {"w1": ("甲", FERRY)}) for year in (2022, 2023))
    new = replace(new, allowed=(FERRY,))
    (row,) = check_copies(new, yearbook_of(old, new)).rows
    assert row.why_not == "已列入核过可留的文字"


def ledger_of(report: Report, item: str, kind: MeasureKind) -> Ledger:
    measure = replace(make_measure(kind=kind), item=ItemRef(report.key, item))
    entry = Entry("2022-01", EntrySource.SELF, "巡查不勤", None, (), None, Audience.LEADERS, (measure,))
    return Ledger("2022", "台账", 2022, report.unit, Audience.LEADERS, sample=False, entries=(entry,))


@pytest.mark.parametrize(
    ("kind", "item", "text", "why_not"),
    [
        (MeasureKind.STANDING, "m1", FERRY, "台账事项 2022-01 写明长期坚持"),
        (MeasureKind.DATED, "m1", FERRY, None),
        # Done for good and said again as work, or told as news of the year.
        (MeasureKind.STANDING, "w1", FERRY.replace("一次", "并"), "台账事项 2022-01 写明长期坚持"),
        (MeasureKind.STANDING, "w1", f"今年以来，{FERRY}", None),
    ],
)
def test_what_is_done_for_good_is_told_from_news(kind: MeasureKind, item: str, text: str, why_not: str | None) -> None:
    old = make_report(2022, {"m1": ("甲", text)})
    new = make_report(2023, {item: ("乙", text)})
    (row,) = check_copies(new, yearbook_of(old, new, ledgers=(ledger_of(old, "m1", kind),))).rows
    assert row.why_not == why_not


def test_what_another_unit_does_for_good_excuses_nobody_else() -> None:
    theirs = replace(make_report(2022, {"m1": ("甲", FERRY)}, key="dongzhen/2022"), unit="东镇党委")
    ledger = replace(ledger_of(theirs, "m1", MeasureKind.STANDING), key="dongzhen/2022")
    (row,) = check_copies(make_report(2023, {"m1": ("乙", FERRY)}), yearbook_of(theirs, ledgers=(ledger,))).rows
    assert row.counts

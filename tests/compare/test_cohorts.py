"""Measures and problems of each year, followed through the years after it: what counts as done, as back, as untold."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.cohorts import Met, Share, by_year, group_by
from macros.compare.promises import Outcome, Promise, list_promises
from macros.compare.returns import NamedProblem, list_problems
from tests.helpers.factories import day
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load, paper

TODAY = day("2024-07-15")
_O = Outcome
_DONE, _OPEN, _SILENT, _UNTOLD = _O.DONE, _O.OPEN, _O.SILENT, _O.LASTING_SILENT
PROVEN = {"verified_by": "纪委书记"}


#: A measure of 2021 by its record, and what had come of it at the ends of 2021, 2022 and 2023, and by today.
CASES = {
    "没有记录": ((), {}, (_SILENT, _SILENT, _SILENT, _SILENT)),
    "年末最后一天": (("2021-12-31 已销号 记录",), PROVEN, (_DONE, _DONE, _DONE, _DONE)),
    "第二年": (("2022-03-01 整改中", "2023-01-01 已销号 记录"), PROVEN, (_SILENT, _OPEN, _DONE, _DONE)),
    "没有佐证": (("2022-03-01 已销号 记录",), {}, (_SILENT, _O.UNPROVEN, _O.UNPROVEN, _O.UNPROVEN)),
    "又退回": (("2022-03-01 已销号 记录", "2023-03-01 退回整改"), PROVEN, (_SILENT, _DONE, _OPEN, _OPEN)),
    "日期不详": (("2022-03-01 整改中", "不详 已销号 记录"), PROVEN, (_SILENT, _O.UNDATED, _O.UNDATED, _DONE)),
    "终止": (("2022-03-01 终止",), {}, (_SILENT, _O.ENDED, _O.ENDED, _O.ENDED)),
    "经常": (("2023-03-01 长期坚持",), {"kind": "长期坚持"}, (_UNTOLD, _UNTOLD, _O.LASTING, _O.LASTING)),
    "转入长期": (("2022-03-01 整改中", "2023-03-01 长期坚持"), {}, (_SILENT, _OPEN, _O.LASTING, _O.LASTING)),
    "今天以后": (("2024-07-16 已销号 记录",), PROVEN, (_SILENT, _SILENT, _SILENT, _SILENT)),
}


def promises(folder: Path, **pages: str) -> tuple[Promise, ...]:
    named: dict[str, str | None] = {name.replace("__", "/") + ".md": text for name, text in pages.items()}
    return list_promises(load(folder, named), "", TODAY)


@pytest.fixture(scope="module")
def by_words(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Promise]:
    measures = [measure(words, *events, **more) for words, (events, more, _) in CASES.items()]
    page = ledger(2021, entry("2021-01", "甲", *measures))
    return {promise.words: promise for promise in promises(tmp_path_factory.mktemp("docs"), ledger__2021=page)}


@pytest.mark.parametrize("words", CASES)
def test_what_had_come_of_a_measure_year_by_year(by_words: dict[str, Promise], words: str) -> None:
    promise, (*ends, now) = by_words[words], CASES[words][2]
    # The third year after is not over: nothing is said of its end.
    assert promise.outcomes == (*ends, None)
    assert promise.now is now


def test_answer_of_a_later_paper_is_no_closing_and_a_record_of_the_ledger_goes_before_it(tmp_path: Path) -> None:
    answering = paper(2022, {"w1": "丙。"}, head="answers: {2021#m1: w1, 2021#m2: w1}")
    rows = promises(
        tmp_path,
        reports__2021=paper(2021, {"m1": "甲。", "m2": "乙。"}),
        reports__2022=answering,
        ledger__2021=ledger(2021, entry("2021-01", "丁", measure("戊", "2022-03-01 整改中", item="2021#m2"))),
    )
    kept, alone = rows
    assert (alone.words, alone.source, alone.kind) == ("条目m1", "未列入台账", "未列入台账")
    assert alone.outcomes == (_SILENT, _O.ANSWERED, _O.ANSWERED, None)
    assert alone.met == (Met.NO, Met.NO, Met.NO, Met.NOT_YET, Met.NO)
    assert (kept.words, kept.now, [item.report.year for item in kept.answers]) == ("戊", _OPEN, [2022])


def test_measure_counts_in_the_year_of_its_paper_and_once_where_a_later_ledger_goes_on_with_it(tmp_path: Path) -> None:
    first = measure("甲", "2022-03-01 整改中", item="2021#m1")
    again = measure("甲续", "2023-04-01 已销号 记录", item="2021#m1", **PROVEN)
    (promise,) = promises(
        tmp_path,
        reports__2021=paper(2021, {"m1": "甲。"}),
        ledger__2021=ledger(2021, entry("2021-01", "甲", first)),
        ledger__2022=ledger(2022, entry("2022-01", "乙", again, repeats="2021-01")),
    )
    assert (promise.year, promise.words, promise.outcomes) == (2021, "甲", (_SILENT, _OPEN, _DONE, None))


def test_shares_leave_out_what_stands_for_good_and_are_blank_until_a_year_is_over(tmp_path: Path) -> None:
    done, lasting = measure("甲", "2023-05-01 已销号 记录", **PROVEN), measure("乙", kind="长期坚持")
    pages = {
        "ledger__2022": ledger(2022, entry("2022-01", "一", done, lasting), entry("2022-02", "二", measure("丙"))),
        "ledger__2023": ledger(2023, entry("2023-01", "三", measure("丁"), source="巡察反馈")),
    }
    rows = promises(tmp_path, **pages)
    older, newer = by_year(rows)
    assert (older.name, len(older.rows)) == ("2022年", 3)
    assert older.shares == (Share(0, 2, 0), Share(1, 2, 0), None, None, Share(1, 2, 0))
    assert newer.shares == (Share(0, 1, 0), None, None, None, Share(0, 1, 0))
    # Of several years together each is counted as far as it has come.
    assert [cohort.name for cohort in group_by(rows, lambda row: row.source)] == ["自查", "巡察反馈"]
    (standing, *_) = [cohort for cohort in group_by(rows, lambda row: row.kind) if cohort.name == "长期坚持"]
    assert set(standing.shares) == {Share(0, 0, 0)}


def problems(folder: Path, **pages: str) -> dict[str, NamedProblem]:
    named: dict[str, str | None] = {name.replace("__", "/") + ".md": text for name, text in pages.items()}
    # Of the same words the first year's.
    return {row.words: row for row in reversed(list_problems(load(folder, named), "", TODAY))}


def test_problem_is_back_where_a_later_ledger_says_so_whatever_stands_between(tmp_path: Path) -> None:
    rows = problems(
        tmp_path,
        ledger__2020=ledger(2020, entry("2020-01", "甲"), entry("2020-02", "乙")),
        ledger__2021=ledger(2021, entry("2021-01", "丙")),
        ledger__2022=ledger(2022, entry("2022-01", "甲又", repeats="2020-01")),
        ledger__2023=ledger(2023, entry("2023-01", "甲再", repeats="2022-01")),
    )
    assert rows["甲"].met == (Met.UNTOLD, Met.NO, Met.YES, Met.YES, Met.YES)
    assert [back.line and back.line.entry.id for back in rows["甲"].returns] == ["2022-01", "2023-01"]
    assert rows["乙"].met[1:] == (Met.NO, Met.NO, Met.NO, Met.NO)
    assert rows["甲再"].met == (Met.UNTOLD, Met.NOT_YET, Met.NOT_YET, Met.NOT_YET, Met.UNTOLD)


def test_where_no_ledger_tells_it_is_not_said_that_a_problem_did_not_come_back(tmp_path: Path) -> None:
    rows = problems(
        tmp_path,
        reports__2021=paper(2021, {"p1": "甲。", "p2": "乙。"}),
        ledger__2021=ledger(2021, entry("2021-01", "甲", problem="2021#p1")),
        ledger__2023=ledger(2023),
    )
    # No ledger of 2022; of the second problem no ledger ever told.
    assert rows["甲"].met == (Met.UNTOLD, Met.UNTOLD, Met.NO, Met.NOT_YET, Met.NO)
    assert set(rows["条目p2"].met) == {Met.UNTOLD, Met.NOT_YET}
    assert rows["条目p2"].state == "未见记载"


def test_word_of_a_paper_tells_that_a_problem_is_back_and_counts_once_beside_the_ledger(tmp_path: Path) -> None:
    rows = problems(
        tmp_path,
        reports__2021=paper(2021, {"p1": "甲。", "p2": "乙。"}),
        reports__2022=paper(2022, {"p1": "甲又。", "p2": "乙又。"}, head="continues: {p2: {2021#p2: sure}}"),
        ledger__2021=ledger(2021, entry("2021-01", "甲", problem="2021#p1")),
        ledger__2022=ledger(2022, entry("2022-01", "甲又", problem="2022#p1", repeats="2021-01")),
    )
    assert [(back.year, back.line is None) for back in rows["甲"].returns] == [(2022, False)]
    back = rows["条目p2"]
    assert [(place.year, place.item and place.item.item.id) for place in back.returns] == [(2022, "p2")]
    assert back.met[1:] == (Met.YES_ALONE, Met.YES_ALONE, Met.NOT_YET, Met.YES_ALONE)


def test_of_what_is_known_only_because_it_came_back_the_share_is_one_of_all(tmp_path: Path) -> None:
    """Where no ledger tells what did not come back, those that did would be all of those that are known."""
    rows = problems(
        tmp_path,
        reports__2021=paper(2021, {"p1": "甲。", "p2": "乙。", "p3": "丙。"}),
        reports__2022=paper(2022, {"p1": "甲又。"}, head="continues: {p1: {2021#p1: sure}}"),
    )
    assert by_year(tuple(rows.values()))[0].shares[1] == Share(1, 3, 2)
    assert rows["条目p1"].state == "又出现"


def test_problem_of_this_year_cannot_have_come_back_yet(tmp_path: Path) -> None:
    rows = problems(tmp_path, ledger__2024=ledger(2024, entry("2024-01", "甲")))
    assert set(rows["甲"].met) == {Met.NOT_YET}
    assert by_year(tuple(rows.values()))[0].shares == (None,) * 5

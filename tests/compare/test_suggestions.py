"""What wording suggests: the result of a measure, and an old problem that is back; never what a person has decided."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from macros.compare.recurrence import suggest_chains
from macros.compare.suggestions import MOST, Suggestion, SuggestionKind, suggest_answers, suggest_repeats
from macros.domain.reports import ItemRef
from macros.domain.yearbook import Yearbook
from scripts.bench.gold.labelled import LabelledSeries, load_labelled_series
from tests.helpers.ledger_pages import entry, ledger
from tests.helpers.small_papers import load, paper

OLD_CARS = "公务用车派车单填写不全，节假日没有封存钥匙，里程和油耗对不上。"
CARS = "公务用车的里程和油耗仍有对不上的，派车单补填的多，钥匙没有按规定封存。"
BOARD = "村务公开栏内容更新慢，群众点题的事项没有回应，监督委员会不核对凭证。"
STUDY = "党员学习以念文件为主，结合岗位的案例少，外出党员长期不参加。"
PROMISE = "每季度抽查公务用车的派车单和里程，节假日统一封存钥匙，抽查结果公示。"
RESULT = "全年抽查派车单四次，节假日钥匙统一封存，里程和油耗逐车公示。"


def refs(suggestions: tuple[Suggestion, ...]) -> dict[str, list[str]]:
    """The candidates of each item, best first."""
    return {
        str(row.place.report.ref(row.place.item)): [str(c.place.report.ref(c.place.item)) for c in row.candidates]
        for row in suggestions
    }


def site(folder: Path, **pages: str) -> Yearbook:
    return load(folder, {name.replace("__", "/") + ".md": text for name, text in pages.items()})


def repeats(folder: Path, key: str = "2023", **pages: str) -> dict[str, list[str]]:
    yearbook = site(folder, **pages)
    return refs(suggest_repeats(yearbook.reports[key], yearbook))


def answers(folder: Path, key: str = "2023", **pages: str) -> dict[str, list[str]]:
    yearbook = site(folder, **pages)
    return refs(suggest_answers(yearbook.reports[key], yearbook))


def test_problem_is_found_in_any_earlier_year_and_the_closest_is_first(tmp_path: Path) -> None:
    found = repeats(
        tmp_path,
        reports__2020=paper(2020, {"p1": STUDY, "p2": OLD_CARS}),
        reports__2022=paper(2022, {"p1": BOARD}),
        reports__2023=paper(2023, {"p1": CARS}),
    )
    assert found["2023#p1"][0] == "2020#p2"


def test_paragraph_on_problems_in_another_part_is_one(tmp_path: Path) -> None:
    told = f"全年做了不少工作。\n\n在看到成绩的同时，也要清醒看到还存在不足：{CARS}"
    found = repeats(
        tmp_path,
        reports__2022=paper(2022, {"p1": OLD_CARS, "p2": STUDY}),
        reports__2023=paper(2023, {"w1": told, "w2": OLD_CARS}),
    )
    # What is told as work is none, whatever its words.
    assert list(found) == ["2023#w1"]
    assert found["2023#w1"][0] == "2022#p1"


def test_every_series_is_looked_at_by_itself(tmp_path: Path) -> None:
    pages = {
        "reports__2022-half": paper(2022, {"p1": OLD_CARS}, series="半年报告", name="2022-half"),
        "reports__2022": paper(2022, {"p1": STUDY}),
        "reports__2023-half": paper(2023, {"p1": CARS}, series="半年报告", name="2023-half"),
        "reports__2023": paper(2023, {"p1": BOARD}),
    }
    assert repeats(tmp_path, "2023-half", **pages) == {"2023-half#p1": ["2022-half#p1"]}


def test_what_a_person_has_said_is_not_suggested(tmp_path: Path) -> None:
    def found(name: str, said: str, *, listed: bool = False) -> dict[str, list[str]]:
        pages = {
            "reports__2022": paper(2022, {"p1": OLD_CARS, "p2": CARS.replace("仍", "也")}),
            "reports__2023": paper(2023, {"p1": CARS}, head=said),
        }
        if listed:
            pages["ledger__2022"] = ledger(2022, entry("2022-01", "没有写进总结的"))
            pages["ledger__2023"] = ledger(2023, entry("2023-01", "甲", problem="2023#p1", repeats="2022-01"))
        return repeats(tmp_path / name, **pages)

    assert found("nothing", "") == {"2023#p1": ["2022#p2", "2022#p1"]}
    assert found("refused", "continues: {p1: {2022#p2: no}}") == {"2023#p1": ["2022#p1"]}
    assert found("joined", "continues: {p1: {2022#p2: sure}}") == {}
    assert found("ledger", "", listed=True) == {}


def test_result_of_a_measure_is_looked_for_in_the_next_paper(tmp_path: Path) -> None:
    pages = {
        "reports__2021": paper(2021, {"m1": PROMISE, "m2": "细化公开目录，逐月公开。"}),
        # Nothing is written yet of the year between.
        "reports__2022": paper(2022, {}),
        "reports__2023": paper(2023, {"w1": STUDY, "w2": RESULT, "m1": PROMISE, "p1": CARS}),
    }
    yearbook = site(tmp_path, **pages)
    suggestion, *_ = suggest_answers(yearbook.reports["2023"], yearbook)
    found = refs((suggestion,))["2021#m1"]
    assert found[0] == "2023#w2"
    assert not {"2023#m1", "2023#p1"} & set(found)
    assert suggestion.kind is SuggestionKind.ANSWER
    assert suggestion.candidates[0].sentence == RESULT


def test_what_a_problem_with_its_measure_became_is_no_result_of_it(tmp_path: Path) -> None:
    """An item of a part of open kind goes on in another; what came of it stands in the work."""
    found = answers(
        tmp_path,
        reports__2022=paper(2022, {"o1": OLD_CARS + PROMISE}),
        reports__2023=paper(2023, {"w1": STUDY, "w2": RESULT, "o1": CARS + PROMISE}),
    )
    assert found == {"2022#o1": ["2023#w2"]}


def test_of_a_signature_nothing_is_suggested_and_none_is_shown(tmp_path: Path) -> None:
    signed = "\n\nXX乡党委\n\n2022年12月30日"
    yearbook = site(
        tmp_path,
        reports__2022=paper(2022, {"m1": PROMISE, "m2": "细化公开目录，逐月公开。" + signed}),
        reports__2023=paper(2023, {"w1": RESULT + "全年公开目录12期。" + signed.replace("2022", "2023")}),
    )
    told = suggest_answers(yearbook.reports["2023"], yearbook)
    sentences = [row.sentence for row in told] + [one.sentence for row in told for one in row.candidates]
    assert sentences
    assert not [sentence for sentence in sentences if "XX乡党委" in sentence or "12月30日" in sentence]


def test_beside_one_that_is_much_closer_nothing_far_is_offered(tmp_path: Path) -> None:
    found = repeats(
        tmp_path,
        reports__2022=paper(2022, {"p1": CARS, "p2": "派车单没有公开，群众不了解。", "p3": STUDY}),
        reports__2023=paper(2023, {"p1": CARS}),
    )
    assert found == {"2023#p1": ["2022#p1"]}


def test_measure_that_is_answered_is_suggested_no_more_and_a_refused_answer_never(tmp_path: Path) -> None:
    def found(name: str, said: str) -> dict[str, list[str]]:
        return answers(
            tmp_path / name,
            reports__2022=paper(2022, {"m1": PROMISE}),
            reports__2023=paper(2023, {"w1": STUDY, "w2": RESULT}, head=said),
        )

    assert found("answered", "answers: {2022#m1: w1}") == {}
    assert "2023#w2" not in found("refused", "continues: {w2: {2022#m1: no}}").get("2022#m1", [])


def test_summary_tells_what_came_of_the_plan_of_its_year(tmp_path: Path) -> None:
    plan = paper(2023, {"m1": PROMISE}, series="年度任务安排", name="2023-plan").replace("2023-12-31", "2023-02-20")
    pages = {"reports__2023-plan": plan, "reports__2023": paper(2023, {"w1": STUDY, "w2": RESULT})}
    assert answers(tmp_path, **pages)["2023-plan#m1"][0] == "2023#w2"
    # A plan looks forward alone.
    assert answers(tmp_path / "plan", "2023-plan", **pages) == {}


def unsaid(series: LabelledSeries) -> Yearbook:
    """The papers of a series as a yearbook in which nobody has said anything."""
    return Yearbook(reports={report.key: replace(report, answers={}) for report in series.reports().values()})


@pytest.mark.parametrize("kind", ["result", "recurs"])
def test_of_what_a_person_found_nine_in_ten_are_among_the_first_three(kind: str) -> None:
    found, missed = 0, []
    for series in load_labelled_series():
        yearbook = unsaid(series)
        pairs = {
            (own, other) if kind == "result" else (other, own)
            for year in series.years
            for find in [suggest_answers if kind == "result" else suggest_repeats]
            for own, others in refs(find(yearbook.reports[str(year)], yearbook)).items()
            for other in others[:MOST]
        }
        for row in series.relations:
            if row.kind == kind:
                pair = (str(ItemRef(str(row.old_year), row.old)), str(ItemRef(str(row.new_year), row.new)))
                found += pair in pairs
                missed += [] if pair in pairs else [(series.name, *pair)]
    assert found >= 9 * len(missed), missed


def test_problems_that_are_suggested_unasked_are_the_same() -> None:
    """None that a person called new: what stands on a page may be doubtful, not wrong."""
    wrong = []
    for series in load_labelled_series():
        new = {
            (series_year, row.new)
            for old_year, series_year in pairwise(series.years)
            for row in series.between(old_year, series_year)
            if row.kind == "new"
        }
        recurs = {(row.new_year, row.new) for row in series.relations if row.kind == "recurs"}
        for chain in suggest_chains(unsaid(series), ""):
            if (int(chain.new.report), chain.new.item) in new - recurs:
                wrong.append((series.name, str(chain.old), str(chain.new)))
    assert wrong == []

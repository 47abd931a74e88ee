"""What units have from one another: whose the older text is, how it was changed, and what is asked of them all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.compare.copying.matches import CopyKind
from macros.compare.sharing import sketching
from macros.compare.sharing.changing import change_basis
from macros.compare.sharing.pipeline import Basis, Shared, find_basis, find_shared, plan_shared
from macros.compare.sharing.plan import Plan, Step, run_plainly
from macros.compare.sharing.records import PaperRecord, read_record
from macros.compare.sharing.sketching import MOST, find_pairs, sketch, split_sketches
from macros.domain.dates import PartialDate
from macros.domain.reports import Report
from tests.helpers.reports import make_report

FERRY = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
COUNTED = "全年维修路灯36盏，更换灯泡120只，夜间巡查4次，都记在值班簿上。"
RECOUNTED = COUNTED.replace("36", "41").replace("120", "97")
REWORDED = FERRY.replace("每天早晚各", "每天傍晚")
WELLS = "水管员每周到井边取样，把水位写在黑板上让大家看，缺水的时候提前说。"
EXACT, FIGURES, NEAR = (kind.code for kind in CopyKind)


def paper(unit: str, year: int, *texts: str) -> Report:
    """A paper of a unit with an item for each text."""
    items = {f"w{number}": (f"第{number}件", text) for number, text in enumerate(texts, 1)}
    return replace(make_report(year, items), key=f"{unit}/{year}".removeprefix("/"), unit=f"{unit}党委")


def find(*papers: Report) -> Shared:
    return find_shared(papers, lambda few: map(read_record, few), run_plainly)


def told(shared: Shared) -> list[tuple[str, str, str]]:
    """Whose text stands where, and how."""
    return [(one.here.key, one.there.key, one.kind) for one in shared.passages]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [(FERRY, FERRY, EXACT), (COUNTED, RECOUNTED, FIGURES), (FERRY, REWORDED, NEAR),
     (FERRY.replace("渡口", "东山村"), FERRY.replace("渡口", "西岭村"), FIGURES)],
)  # fmt: skip
@pytest.mark.parametrize("year", [2023, 2022])
def test_later_paper_is_told_with_both_texts_and_how_it_was_changed(old: str, new: str, kind: str, year: int) -> None:
    shared = find(paper("b", 2023, new), paper("a", year, old))
    assert told(shared) == [("b/2023", f"a/{year}", kind)]
    [passage] = shared.passages
    assert (passage.text, passage.source_text) == (new, old)
    assert passage.there.is_surely_before(passage.here) is (year < 2023)


def test_what_has_little_in_common_is_not_told() -> None:
    assert told(find(paper("a", 2022, FERRY, COUNTED), paper("b", 2023, WELLS))) == []


def test_sentences_that_follow_one_another_in_both_are_one_passage() -> None:
    text = FERRY + COUNTED
    shared = find(paper("a", 2022, text), paper("b", 2023, WELLS, FERRY + RECOUNTED))
    assert [(one.text, one.sentences, one.kind) for one in shared.passages] == [(FERRY + RECOUNTED, 2, FIGURES)]


def test_days_tell_which_of_two_papers_of_a_year_is_the_older() -> None:
    early = replace(paper("b", 2023, FERRY), signed_on=PartialDate(2023, 12, 1))
    late = replace(paper("a", 2023, FERRY), signed_on=PartialDate(2023, 12, 30))
    [passage] = find(late, early).passages
    assert (passage.here.key, passage.there.is_surely_before(passage.here)) == ("a/2023", True)


@pytest.mark.parametrize("before", [FERRY, REWORDED])
def test_what_a_unit_had_itself_before_it_has_from_nobody(before: str) -> None:
    assert told(find(paper("b", 2020, before), paper("a", 2021, FERRY), paper("b", 2022, FERRY))) == [
        ("a/2021", "b/2020", EXACT if before == FERRY else NEAR)
    ]


def test_of_several_sources_the_closest_is_named_and_the_others_are_counted() -> None:
    shared = find(paper("a", 2019, RECOUNTED), paper("c", 2020, COUNTED), paper("b", 2023, COUNTED))
    assert told(shared) == [("c/2020", "a/2019", FIGURES), ("b/2023", "c/2020", EXACT)]
    assert [one.others for one in shared.passages] == [0, 1]


def test_what_stands_in_the_superior_s_paper_is_from_above() -> None:
    shared = find(paper("", 2022, FERRY), paper("a", 2022, FERRY), paper("b", 2023, FERRY), paper("c", 2023, REWORDED))
    assert told(shared) == []
    [common] = shared.common
    assert (common.is_above, common.there.key, common.units, common.of) == (True, "2022", 2, 3)


def test_superior_who_sums_up_later_asked_for_nothing() -> None:
    shared = find(paper("", 2023, FERRY), paper("a", 2021, FERRY), paper("b", 2022, FERRY))
    assert told(shared) == [("b/2022", "a/2021", EXACT)]


@pytest.mark.parametrize(("units", "is_common"), [(4, False), (5, True)])
def test_what_as_good_as_all_units_have_is_told_apart(units: int, is_common: bool) -> None:
    papers = [paper(f"u{number}", 2023, FERRY) for number in range(units)]
    shared = find(*papers, *(paper(f"v{number}", 2023, WELLS[number:]) for number in range(3)))
    assert ([one.text for one in shared.common] == [FERRY]) is is_common
    assert len([one for one in shared.passages if one.text == FERRY]) == (0 if is_common else units - 1)


def test_what_the_units_of_one_county_all_have_is_common_there_alone() -> None:
    papers = [paper(f"c1/u{number}", 2022, FERRY) for number in range(5)]
    shared = find(*papers, *(paper(f"c2/u{number}", 2023, FERRY if number == 3 else WELLS) for number in range(9)))
    assert [(one.superior, one.units) for one in shared.common] == [("c2", 8), ("c1", 5)]
    assert told(shared) == [("c2/u3/2023", "c1/u0/2022", EXACT)]


@pytest.mark.parametrize("in_first", [5, 7])
def test_on_a_site_of_several_counties_what_one_county_asks_is_common_there_alone(in_first: int) -> None:
    first = [paper(f"jia-u{number}", 2022, FERRY if number < in_first else WELLS) for number in range(10)]
    second = [paper(f"yi-u{number}", 2023, FERRY if number == 3 else "另行安排。") for number in range(10)]
    shared = find(*first, *second)
    assert [(one.superior, one.units, one.of) for one in shared.common if one.text == FERRY] == [("jia", in_first, 10)]
    assert [row for row in told(shared) if row[0].startswith("yi")] == [("yi-u3/2023", "jia-u0/2022", EXACT)]


def test_what_small_counties_all_have_is_asked_of_them_all_and_told_once() -> None:
    shared = find(
        *(paper(f"{county}-u{number}", 2023, FERRY) for county in ("jia", "yi", "bing") for number in range(4))
    )
    assert ([(one.superior, one.units, one.of) for one in shared.common], told(shared)) == ([("", 12, 12)], [])


def test_county_s_own_paper_is_above_its_units_on_a_site_of_several_counties() -> None:
    papers = (paper("jia", 2022, FERRY), paper("jia-u1", 2023, FERRY), paper("yi-u1", 2023, FERRY))
    assert told(find(*papers)) == [("yi-u1/2023", "jia/2022", EXACT)]


def test_what_was_looked_at_and_let_stand_is_not_told() -> None:
    later = replace(paper("b", 2023, FERRY), allowed=(FERRY,))
    assert told(find(paper("a", 2022, FERRY), later)) == []


POOL = (FERRY, COUNTED, RECOUNTED, REWORDED, WELLS, WELLS.replace("每周", "每月"), FERRY + WELLS)


@settings(max_examples=25)
@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(2020, 2023), st.sets(st.sampled_from(POOL), min_size=1))),
    st.integers(1, 4),
    st.integers(1, 3),
)
def test_however_it_is_cut_and_in_whatever_order_it_is_the_same(
    rows: list[tuple[str, int, set[str]]], chunk: int, part: int
) -> None:
    papers = list({(unit, year): paper(unit, year, *sorted(texts)) for unit, year, texts in rows}.values())
    plan = Plan()
    step = plan_shared(plan, papers[::-1], lambda few: map(read_record, few), chunk, part)
    assert run_plainly(plan, [step]) == [find(*papers)]


PAPERS = st.dictionaries(
    st.tuples(
        st.sampled_from(["a", "b", "c", "jia-a", "jia-b", "jia-c", "jia-d", "jia-e", "yi-a"]), st.integers(2021, 2023)
    ),
    st.sets(st.sampled_from(POOL), min_size=1),
)


@settings(max_examples=60)
@given(PAPERS, PAPERS, st.sets(st.integers(0, 12)))
def test_after_some_papers_were_changed_it_is_as_if_all_were_looked_at_afresh(
    rows: dict[tuple[str, int], set[str]], others: dict[tuple[str, int], set[str]], gone: set[int]
) -> None:
    def records(told: Mapping[tuple[str, int], set[str]]) -> dict[str, PaperRecord]:
        found = (read_record(paper(unit, year, *sorted(texts))) for (unit, year), texts in told.items())
        return {record.head.key: record for record in found}

    def find_all(told: Mapping[str, PaperRecord]) -> Basis:
        return find_basis(list(told.values()), iter, run_plainly)

    with mock.patch.object(sketching, "MOST", 2):
        before = records(rows)
        left = {key: record for number, (key, record) in enumerate(before.items()) if number not in gone}
        after = left | records(others)
        new = [record for key, record in after.items() if before.get(key) != record]
        old = [key for key in before if after.get(key) != before[key]]
        changed = change_basis(find_all(before), old, new, lambda keys: [before[key] for key in keys])
        expected = find_all(after)
        assert changed.shared == expected.shared
        assert set(changed.found) == set(expected.found)
        assert (changed.papers, changed.sketches) == (expected.papers, expected.sketches)


def test_steps_are_let_go_once_nobody_needs_them_and_what_nobody_wants_is_not_done() -> None:
    plan, done = Plan(), []

    def note(name: str, needs: Sequence[str]) -> str:
        done.append(name)
        return name + "".join(needs)

    one = plan.add("one", note, "a", [])
    two = plan.add("two", note, "b", [one])
    plan.add("unwanted", note, "c", [one])
    assert run_plainly(plan, [plan.add("last", note, "d", [one, two]), one]) == ["daba", "a"]
    assert done == ["a", "b", "d"]
    with pytest.raises(ValueError, match="one"):
        plan.add("one", note, "e", [])
    assert list(plan.tasks["last"].needs) == [Step("one"), Step("two")]


def test_steps_grow_with_the_papers_and_no_faster() -> None:
    def steps(papers: int) -> int:
        plan = Plan()
        plan_shared(plan, range(papers), lambda _: [])
        return len(plan.tasks)

    assert (steps(10) < 25, steps(100_000) < 12 * steps(10_000), steps(400_000) < 4.5 * steps(100_000)) == (True,) * 3


def test_piece_that_very_many_sentences_have_tells_of_no_two_of_them() -> None:
    words = [f"共同的要求{chr(0x4E00 + number) * 5}" for number in range(MOST + 1)]
    few, many = (
        split_sketches(b"".join(sketch(word, number.to_bytes(8)) for number, word in enumerate(words[:count])), 1)[0]
        for count in (MOST, MOST + 1)
    )
    assert find_pairs([many])[1] > find_pairs([few])[1] == 0


@given(st.lists(st.sampled_from(POOL), unique=True), st.integers(2, 5))
def test_parts_find_the_pairs_that_the_whole_finds(words: list[str], parts: int) -> None:
    sketches = b"".join(sketch(word, number.to_bytes(8)) for number, word in enumerate(words))
    of_parts = [find_pairs([part])[0] for part in split_sketches(sketches, parts).values()]
    assert set().union(*of_parts) == find_pairs([sketches])[0]

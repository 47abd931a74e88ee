"""What of a paper stands in earlier ones, and in those of others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from macros.compare.copying.check import CopyCheck, check_copies
from macros.compare.copying.matches import CopyKind
from macros.compare.copying.papers import Paper, Passage
from macros.compare.own_words import narrow_words
from macros.domain.reports import ItemRef, Report
from macros.domain.yearbook import Yearbook
from tests.helpers.counting import count_calls
from tests.helpers.reports import make_report

FERRY = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
WELLS = "水管员每周到井边取样，把水位写在黑板上让大家看。"
COUNTED = "全年维修路灯36盏，更换灯泡120只，夜间巡查4次。"
RECOUNTED = "全年维修路灯41盏，更换灯泡97只，夜间巡查6次。"
TRIP = "到{}查看渡口，请{}派人陪同，把缆绳全部换成新的。"
MORE = "学校门口新装了两盏路灯，家长说晚上接孩子方便多了，剩下的都由村里想办法凑钱在开春以前修好"
CUT = ("渡口值班室每天早晚各巡查一次；", "逐项登记缆绳、跳板和救生衣的情况。")
SIGNED = "述责述廉人：XX乡党委委员、副乡长"
EXACT, FIGURES, NEAR = CopyKind


def check(new: str, *olds: str) -> CopyCheck:
    """A paper of 2023 of one item, held against earlier ones, the newest first."""
    years = {f"{2022 - age}": make_report(2022 - age, {"w1": ("甲", old)}) for age, old in enumerate(olds)}
    report = make_report(2023, {"w1": ("乙", new)})
    return check_copies(report, Yearbook({"2023": report, **years}))


def found(new: str, *olds: str) -> list[tuple[CopyKind, str]]:
    return [(match.kind, match.here.text) for row in check(new, *olds).rows for match in row.matches]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # Word for word, whatever the punctuation, the width and the neighbours.
        (FERRY, FERRY, [(EXACT, FERRY)]),
        (FERRY, f"今年换了新船。{FERRY.replace('，', '；', 1)}", [(EXACT, CUT[0]), (EXACT, CUT[1])]),
        (COUNTED, COUNTED.replace("36", "３６"), [(EXACT, COUNTED.replace("36", "３６"))]),
        # Only figures, years, ordinals.
        (COUNTED, RECOUNTED, [(FIGURES, RECOUNTED)]),
        (f"2022年以来，{FERRY}", f"今年以来，{FERRY}", [(FIGURES, f"今年以来，{FERRY}")]),
        (f"一是{FERRY}", f"三是{FERRY}", [(FIGURES, f"三是{FERRY}")]),
        (f"按第十九次代表会议的安排，{FERRY}", f"按第二十次代表会议的安排，{FERRY}",
         [(FIGURES, f"按第二十次代表会议的安排，{FERRY}")]),
        # Only names of places, offices and bodies.
        (TRIP.format("东山村", "石桥镇党委"), TRIP.format("西岭村", "桥头乡党委"),
         [(FIGURES, TRIP.format("西岭村", "桥头乡党委"))]),
        (TRIP.format("重点村", "镇里"), TRIP.format("落后村", "镇里"), [(NEAR, TRIP.format("落后村", "镇里"))]),
        # Nearly the same.
        (FERRY, FERRY.replace("每天早晚各", "每天"), [(NEAR, FERRY.replace("每天早晚各", "每天"))]),
        (COUNTED, RECOUNTED.replace("维修", "检修"), [(NEAR, RECOUNTED.replace("维修", "检修"))]),
        # Parts of a sentence that is another; two sentences made one, and one made two; two that changed places.
        (FERRY, f"镇里换了新船，{FERRY[:-1]}，{MORE}。", [(EXACT, FERRY[:-1])]),
        (COUNTED, f"镇里很重视，{RECOUNTED[:-8]}，{MORE}。", [(FIGURES, RECOUNTED[:-8])]),
        (f"{FERRY}{WELLS}", f"{FERRY[:-1]}，{WELLS}", [(EXACT, f"{FERRY[:-1]}，{WELLS}")]),
        (f"{FERRY[:-1]}，{WELLS}", f"{FERRY}{WELLS}", [(EXACT, FERRY), (EXACT, WELLS)]),
        (f"{FERRY}{WELLS}", f"{WELLS}{FERRY}", [(EXACT, WELLS), (EXACT, FERRY)]),
        # In one piece although words were put before it, and taken from the middle of a clause; a figure is no word.
        (f"{MORE}，缆绳由专人逐项登记造册并报值班室备查存档以备上级查验。",
         f"水管员把缆绳由专人逐项登记造册并报值班室备查存档，{WELLS}",
         [(EXACT, "缆绳由专人逐项登记造册并报值班室备查存档")]),
        ("全镇水井取样比上年增长8.9%、7.7%，新增路灯全部点亮。",
         f"{MORE}，渡口取样比上年增长10%、7.9%，新增值班室两间。", []),
        # A short sentence is copied beside its neighbour alone.
        (f"{FERRY}发现问题当场改。", f"{FERRY}发现问题当场改。", [(EXACT, FERRY), (EXACT, "发现问题当场改。")]),
        ("发现问题当场改。", f"发现问题当场改。{WELLS}", []),
        # The lines of a signature are nobody's copying.
        (f"甲。\n{SIGNED}\n2022年12月25日", f"乙。\n{SIGNED}\n2023年12月28日", []),
        # Another matter, nothing at all.
        (FERRY, MORE, []),
        (FERRY, "", []),
        ("", FERRY, []),
    ],
)  # fmt: skip
def test_sentences_are_found_however_they_were_changed(
    old: str, new: str, expected: list[tuple[CopyKind, str]]
) -> None:
    assert found(new, old) == expected


def test_source_may_be_any_earlier_year_and_the_newest_is_named() -> None:
    (row,) = check(FERRY, WELLS, FERRY, FERRY).rows
    assert (row.source.key, [str(passage.ref) for passage in row.matches[0].also]) == ("2021", ["2020#w1"])


def test_what_was_changed_least_is_the_source() -> None:
    (row,) = check(COUNTED, COUNTED.replace("36", "41"), COUNTED).rows
    assert (row.kind, row.source.key) == (EXACT, "2021")


def test_sentences_in_a_row_are_told_together_with_their_share() -> None:
    result = check(f"{FERRY}{WELLS}今年又添了三条新船。", f"{FERRY}{WELLS}")
    (row,) = result.rows
    assert (row.text, row.source_text, row.counts) == (f"{FERRY}{WELLS}", f"{FERRY}{WELLS}", True)
    (item,) = result.items
    assert 0.8 < item.share < 0.9
    assert item.copied(EXACT) == item.copied()


def papers(*reports: Report) -> Yearbook:
    return Yearbook({report.key: report for report in reports})


def test_other_units_count_up_to_the_year_and_the_own_unit_before_it() -> None:
    text = {"w1": ("甲", FERRY)}
    report = make_report(2023, text)
    others = [
        make_report(2023, text, key="2023-half"),
        make_report(2024, text),
        make_report(2024, text, key="dongzhen/2024"),
    ]
    assert check_copies(report, papers(report, *others)).rows == ()
    theirs = replace(make_report(2023, text, key="dongzhen/2023"), unit="东镇党委")
    (row,) = check_copies(report, papers(report, theirs, *others)).rows
    assert (row.source.name, row.source.unit) == ("东镇党委2023年", "东镇党委")
    assert check_copies(report, papers(report, theirs), everybody=False).rows == ()


def test_members_of_a_unit_may_copy_from_each_other_in_one_year() -> None:
    one, other = (
        replace(make_report(2023, {"w1": ("甲", FERRY)}, key=f"2023-account-{who}"), person=who) for who in "ab"
    )
    assert [row.source.key for row in check_copies(one, papers(one, other)).rows] == ["2023-account-b"]


def test_texts_that_are_no_pages_are_sources_too() -> None:
    report = make_report(2023, {"w1": ("甲", FERRY)})
    text = Paper("通知.docx", "通知.docx", "", None, (Passage(ItemRef("通知.docx", "第2段"), f"请各地照办。{FERRY}"),))
    (row,) = check_copies(report, papers(report), [text]).rows
    assert (row.source.name, row.matches[0].there.passage.ref.item) == ("通知.docx", "第2段")


def test_pieces_of_two_sources_that_reach_into_each_other_are_both_told() -> None:
    """The longer one whole, and of the other what is left of it."""
    one = "缆绳跳板和救生衣由值班员在每天开船以前逐项登记造册备查"
    two = "凡是没有登记的渡船一律不得载客也不得在夜间停靠码头以外的地方"
    new = f"镇里要求{one}{two}，{MORE}。"
    told = found(new, f"早先写过的{one}{two[:8]}等等，{WELLS}", f"别处也写过{one[-6:]}{two}等等，{FERRY}")
    assert "".join(text for _, text in told) == one + two


@pytest.mark.parametrize("piece", ["召开会议", "开展警示谈话活动并组织", "召开会议，", "发现问题当场改。"])
def test_text_that_repeats_itself_keeps_the_search_no_longer_than_any_other(piece: str) -> None:
    text = piece * (6000 // len(piece))
    assert count_calls(lambda: check(f"{text}乙", text, text, text)) < 2_000_000


TEXTS = st.lists(
    st.sampled_from([FERRY, WELLS, COUNTED, "今年", "41", "，", "。", "《示例条例》", "西岭村", "\n"])
).map("".join)


@given(TEXTS, TEXTS)
def test_what_is_told_stands_in_both_papers_and_no_sentence_is_told_twice(old: str, new: str) -> None:
    result = check(new, old)
    told = [match for row in result.rows for match in row.matches]
    for match in told:
        assert match.here.text in new
        assert narrow_words(match.there.text) in narrow_words(old)
        assert 0 <= match.similarity <= 1
        assert (match.kind is EXACT) == (narrow_words(match.here.text) == narrow_words(match.there.text))
    words = "".join(narrow_words(match.here.text) for match in told)
    assert len(words) <= len(narrow_words(new))
    assert all(0 <= item.share <= 1 for item in result.items)


@given(TEXTS)
@example("今年今年今年《示例条例》《示例条例》\n。今年。")
def test_a_text_is_copied_from_itself_but_for_what_is_short(text: str) -> None:
    result = check(text, text)
    assert all(row.kind is EXACT for row in result.rows)

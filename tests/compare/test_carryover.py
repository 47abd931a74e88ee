from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.compare.carryover import SHORTEST_RUN, find_carried
from tests.helpers.counting import count_calls
from tests.helpers.factories import make_opening
from tests.helpers.reports import make_report

LONG = "党委每季度研究一次村级财务公开情况，逐村列出没有公开的项目并限期补上"


@pytest.mark.parametrize(
    ("old", "new", "names", "passages"),
    [
        # Whole, with other punctuation, in full width, amid other words, from another paragraph.
        (LONG, LONG, (), [LONG]),
        (LONG, LONG.replace("，", "；") + "。", (), [LONG.replace("，", "；")]),
        (LONG + "２０", LONG + "20", (), [LONG + "20"]),
        (f"甲乙。{LONG}。", f"今年以来，{LONG}，并通报。", (), [LONG]),
        # Of two clauses only the one that nobody touched.
        (LONG, LONG.replace("季度", "月"), (), ["逐村列出没有公开的项目并限期补上"]),
        # Another figure is another clause; a comma of thousands makes none.
        (f"{LONG}1.5万元", f"{LONG}15万元", (), ["党委每季度研究一次村级财务公开情况"]),
        (f"{LONG}3%", f"{LONG}3‰", (), ["党委每季度研究一次村级财务公开情况"]),
        (f"{LONG}1,000元", f"{LONG}1000元", (), [f"{LONG}1000元"]),
        # Too short, one word in every clause changed, nothing at all.
        ("开展廉政谈话五十次。", "开展廉政谈话五十次。", (), []),
        (LONG, LONG.replace("季度", "月").replace("逐村", "逐组"), (), []),
        ("", LONG, (), []),
        (LONG, "", (), []),
        # Set phrases, names and titles are nobody's copying.
        ("坚持无禁区全覆盖零容忍保持惩治腐败高压态势。", "坚持无禁区全覆盖零容忍保持惩治腐败高压态势。",
         ("无禁区全覆盖零容忍", "惩治腐败高压态势"), []),
        (f"学习《{'某' * 20}条例》。", f"学习《{'某' * 20}条例》。", (), []),
        (f"{LONG}，落实一岗双责。", f"{LONG}，落实一岗双责。", ("一岗双责",), [f"{LONG}，落实一岗双责"]),
    ],
)  # fmt: skip
def test_whole_clauses_of_some_length_are_carried_over(
    old: str, new: str, names: tuple[str, ...], passages: list[str]
) -> None:
    (carried,) = find_carried(make_report(2022, {"w1": ("甲", old)}), make_report(2023, {"w1": ("乙", new)}), names)
    assert [passage.new for passage in carried.passages] == passages


def test_passage_is_found_wherever_it_was_moved() -> None:
    old = make_report(2022, {"w1": ("甲", "别的。"), "m3": ("乙", f"一是学习。{LONG}。")})
    (carried,) = find_carried(old, make_report(2023, {"p1": ("丙", f"{LONG}。")}), ())
    assert [str(passage.source) for passage in carried.passages] == ["2022#m3"]
    assert carried.passages[0].old == LONG


def test_what_stands_before_the_first_item_is_looked_at_on_both_sides() -> None:
    with_opening = replace(make_report(2022, {"w1": ("甲", "别的。")}), opening=make_opening(f"{LONG}。"))
    (carried,) = find_carried(with_opening, make_report(2023, {"w1": ("甲", f"{LONG}。")}), ())
    assert [str(passage.source) for passage in carried.passages] == ["2022#opening"]
    opening, _ = find_carried(make_report(2021, {"w1": ("甲", LONG)}), with_opening, ())
    assert (opening.item.id, [str(passage.source) for passage in opening.passages]) == ("opening", ["2021#w1"])


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["召开会议", "开展警示谈话活动并组织"])
def test_text_that_repeats_itself_keeps_the_search_no_longer_than_any_other(piece: str) -> None:
    text = piece * (6000 // len(piece))
    old = make_report(2022, {f"w{number}": ("甲", text) for number in range(1, 4)})
    new = make_report(2023, {"w1": ("甲", f"{text}乙")})
    # To try every place of the one text against every place of the others would be some hundred million.
    assert count_calls(lambda: list(find_carried(old, new, ()))) < 2_000_000


def test_share_counts_own_words_alone() -> None:
    old, new = f"{LONG}。", f"{LONG}。落实一岗双责。新写的十个字在这里。"
    (carried,) = find_carried(
        make_report(2022, {"w1": ("甲", old)}), make_report(2023, {"w1": ("甲", new)}), ("一岗双责",)
    )
    # 落实 and ten new characters stand beside those that are carried over.
    assert (carried.carried, carried.own) == (len(LONG) - 1, len(LONG) - 1 + 2 + 9)
    assert carried.share == carried.carried / carried.own


def test_item_of_set_phrases_alone_has_no_share() -> None:
    report = make_report(2023, {"w1": ("甲", "一岗双责。")})
    (carried,) = find_carried(report, report, ("一岗双责",))
    assert (carried.own, carried.share) == (0, 0.0)


TEXTS = st.text(alphabet="研究村级财务公开情况，。", max_size=80)


@given(TEXTS, TEXTS)
def test_what_is_found_stands_in_both_and_is_long_enough(old: str, new: str) -> None:
    def bare(text: str) -> str:
        return "".join(sign for sign in text if sign.isalnum())

    before, after = make_report(2022, {"w1": ("甲", old)}), make_report(2023, {"w1": ("甲", new)})
    (carried,) = find_carried(before, after, ())
    for passage in carried.passages:
        assert bare(passage.new) in bare(new)
        assert bare(passage.new) == bare(passage.old)
        assert len(bare(passage.new)) >= SHORTEST_RUN
    assert carried.carried <= carried.own


@given(TEXTS)
def test_a_text_is_carried_over_from_itself(text: str) -> None:
    report = make_report(2022, {"w1": ("甲", text)})
    (carried,) = find_carried(report, report, ())
    assert carried.carried == (carried.own if carried.own >= SHORTEST_RUN else 0)

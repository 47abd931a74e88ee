"""The map of two years' titles: what is joined, what stands alone, and what whoever does not see it is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from macros.render.slope_map import SlopeGroup, SlopeTitle, slope_map

OLD = [
    SlopeTitle("w1", "（一）廉政谈话", "现状", "#a"),
    SlopeTitle("m1", "（一）一个长到一栏里放不下的标题", "措施", "#b"),
]
NEW = [SlopeTitle("w1", "（一）谈话提醒", "现状", "#a"), SlopeTitle("w2", "（二）回访", "现状", "#a")]
GROUPS = [
    SlopeGroup("拆分", "plain", ("w1",), ("w1", "w2"), 0.9, {"w1": 0.75, "w2": 0.25}, "拆分|现状"),
    SlopeGroup("未再出现", "hollow", ("m1",), (), values="未再出现|措施"),
]
SVG = "{http://www.w3.org/2000/svg}"


def drawn() -> etree._Element:
    return etree.fromstring(slope_map(("2022年", "2023年"), OLD, NEW, GROUPS, "2022年与2023年的条目"))


def test_map_of_titles(golden: Callable[[str, str], None]) -> None:
    golden("render/slope-map.html", slope_map(("2022年", "2023年"), OLD, NEW, GROUPS, "条目") + "\n")


def test_what_is_parted_forks_and_its_lines_are_as_thick_as_its_shares() -> None:
    lines = [path for path in drawn().iter(f"{SVG}path") if "yb-slope__line" in path.get("class", "")]
    assert [float(line.get("stroke-width", "")) for line in lines] == [4.8, 2.2]


def test_what_stands_alone_ends_in_a_hollow_mark() -> None:
    assert len(list(drawn().iter(f"{SVG}circle"))) == 1


def test_every_title_leads_to_its_pair_and_says_all_its_words() -> None:
    links = list(drawn().iter(f"{SVG}a"))
    assert [link.get("href") for link in links] == ["#a", "#a", "#a", "#b"]
    assert links[-1].findtext(f"{SVG}title") == "未再出现：（一）一个长到一栏里放不下的标题"
    assert (links[-1].findtext(f"{SVG}text") or "").endswith("…")


def test_it_is_told_in_words() -> None:
    told = drawn().get("aria-label", "")
    assert told == "2022年与2023年的条目：左边 2 条，右边 2 条，连起来的 1 处，没有连线的 1 条。"


def test_no_titles_no_picture_and_none_is_made_up() -> None:
    assert slope_map(("a", "b"), [], [], [], "") == ""
    with pytest.raises(KeyError):
        slope_map(("a", "b"), OLD, [], [SlopeGroup("改写", "plain", ("w9",), ())], "")

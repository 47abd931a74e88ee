from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.chart_text import ems, wrap
from macros.render.charts import (
    Bar,
    BarPart,
    FlowLink,
    FlowNode,
    Point,
    StackedBar,
    bar_chart,
    flow_chart,
    line_chart,
    stacked_bars,
)
from macros.render.small_multiple import small_multiple

SVG = "{http://www.w3.org/2000/svg}"
LINE = (
    Point("2019年", Decimal(40), "40人"),
    Point("2020年", Decimal("56.5"), "约56.5人"),
    Point("2021年", None, "未见记载"),
    Point("2022年", Decimal(80), "80人", sample=True),
    Point("2023年", Decimal(120), "120人次", note="2023年起单位由人改为人次，不可直接比较"),
)
BARS = (
    Bar("2021年", Decimal(-4), "-4件"),
    Bar("2022年", None, "未见记载"),
    Bar("2023年", Decimal(0), "0件"),
    Bar("2024年", Decimal("56.5"), "约56.5件", sample=True),
)
STACKS = (
    StackedBar("2024年", (BarPart("已办结", 2, "good"), BarPart("逾期", 7, "problem")), "2024.html"),
    StackedBar("2023年", (BarPart("已办结", 1, "good"), BarPart("未启动", 30, "hollow"))),
    StackedBar("2022年", (), none="本站没有台账"),
)
COLUMNS = ("问题", "原因", "措施", "结果")
NODES = (
    FlowNode("p1", 0, "问责偏轻，多是事后被动履行的程序", ("2023#p1",), "problem", "2023.html#p1", ("示例", "反弹")),
    FlowNode("p2", 0, "教育方式滞后", (), "problem"),
    FlowNode("c1", 1, "机制不完善", (), "cause"),
    FlowNode("m1", 2, "加大问责", ("整改中",), "measure"),
    FlowNode("m2", 2, "改进教育 <b>", (), "measure"),
    FlowNode("r1", 3, "已销号", (), "result"),
    FlowNode("r2", 3, "未见记载", (), "missing"),
)
LINKS = (
    FlowLink("p1", "c1"),
    FlowLink("c1", "m1"),
    FlowLink("p2", "m2"),
    FlowLink("m1", "r1"),
    FlowLink("m2", "r2", "未见记载"),
)


def parse(html: str) -> ElementTree.Element:
    """The drawing as XML, once it was found to be fit for a page."""
    assert "style=" not in html
    assert " id=" not in html
    root = ElementTree.fromstring(html)
    svg = root if root.tag == f"{SVG}svg" else root.find(f"{SVG}svg")
    assert svg is not None
    assert svg.get("aria-label")
    return svg


def boxes(svg: ElementTree.Element, size: float = 15) -> list[tuple[float, float, float, float, str]]:
    """Where each piece of text stands: left, top, right, bottom."""
    found = []
    for text in svg.iter(f"{SVG}text"):
        width, x, y = ems(text.text or "") * size, float(text.get("x", "")), float(text.get("y", ""))
        left = x - {"middle": width / 2, "end": width}.get(text.get("text-anchor", ""), 0)
        # The ink of a line of text; leading is not counted.
        found.append((left, y - 12, left + width, y + 2, text.text or ""))
    return found


def overlaps(svg: ElementTree.Element) -> list[tuple[str, str]]:
    """Pieces of text of which one covers the other."""
    found = boxes(svg)
    return [
        (a[4], b[4])
        for n, a in enumerate(found)
        for b in found[n + 1 :]
        if a[0] < b[2] - 0.1 and b[0] < a[2] - 0.1 and a[1] < b[3] and b[1] < a[3]
    ]


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("", 5, []),
        ("加强教育", 5, ["加强教育"]),
        ("加强教育引导工作", 5, ["加强教育引", "导工作"]),
        ("一二三四五，六", 5, ["一二三四五，", "六"]),
        ("开展2023次", 4, ["开展", "2023次"]),
        ("ABCDEFGHIJ", 3, ["ABCDE", "FGHIJ"]),
    ],
)
def test_text_breaks_where_it_may(text: str, limit: float, lines: list[str]) -> None:
    assert wrap(text, limit) == lines


@given(st.text(alphabet="甲乙，。（）ab1 ", max_size=60), st.integers(3, 12))
def test_wrapping_loses_nothing_and_keeps_its_width(text: str, limit: int) -> None:
    lines = wrap(text, limit)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(ems(line) <= limit + 1 for line in lines)


def test_charts_of_nothing_are_empty() -> None:
    assert line_chart((), "x") == bar_chart((), "x") == flow_chart((), (), (), "x") == stacked_bars((), "x") == ""
    assert stacked_bars(STACKS[2:], "x") == ""


def test_goldens(golden: Callable[[str, str], None]) -> None:
    for name, html in (
        ("line", line_chart(LINE, "廉政谈话历年变化")),
        ("stacked", stacked_bars(STACKS, "各年台账的措施")),
        ("bar", bar_chart(BARS, "信访举报历年变化")),
        ("flow", flow_chart(COLUMNS, NODES, LINKS, "2023年的问题和措施")),
    ):
        parse(html)
        golden(f"render/{name}-chart.html", html + "\n")


def test_gap_and_changed_unit_break_the_line_and_are_told() -> None:
    html = line_chart(LINE, "廉政谈话")
    svg = parse(html)
    assert [line.get("points", "").count(",") for line in svg.iter(f"{SVG}polyline")] == [2]
    assert len(list(svg.iter(f"{SVG}circle"))) == 4
    assert "2021年：未见记载" in svg.get("aria-label", "")
    assert "".join(text.text or "" for text in svg.iter(f"{SVG}text")).count("未见记载") == 1
    assert "① 2023年起单位由人改为人次，不可直接比较" in html
    assert "2023年①" in html


def test_two_figures_of_one_year_are_not_joined() -> None:
    points = [
        Point("2021年", 3, "3次"),
        Point("2022年", 4, "4次"),
        Point("2022年", 9, "9次"),
        Point("2023年", 5, "5次"),
    ]
    svg = parse(line_chart(points, "x"))
    assert not list(svg.iter(f"{SVG}polyline"))
    assert len({circle.get("cx") for circle in svg.iter(f"{SVG}circle")}) == 3


VALUES = st.none() | st.integers(-50, 10**9) | st.decimals(-5, 500, places=2)


@given(st.lists(VALUES, min_size=1, max_size=40), st.booleans())
def test_nothing_overlaps_in_a_line_chart(values: list[Decimal | int | None], noted: bool) -> None:
    points = [
        Point(
            f"{1990 + n}年",
            value,
            "未见记载" if value is None else f"{value}人次",
            "单位不同" if noted and n == 3 else "",
        )
        for n, value in enumerate(values)
    ]
    svg = parse(line_chart(points, "x"))
    assert overlaps(svg) == []
    assert all(box[0] >= -1 and box[2] <= 481 for box in boxes(svg))
    shown = {text.text for text in svg.iter(f"{SVG}text")}
    given_values = [point for point in points if point.value is not None]
    if given_values and len(values) < 12:
        assert given_values[-1].text in shown


@given(
    st.lists(st.tuples(st.text(alphabet="警示教育2023年", min_size=1, max_size=20), VALUES), min_size=1, max_size=12)
)
def test_nothing_overlaps_in_a_bar_chart(rows: list[tuple[str, Decimal | int | None]]) -> None:
    bars = [Bar(name, value, "未见记载" if value is None else f"约{value}人次") for name, value in rows]
    svg = parse(bar_chart(bars, "x"))
    assert overlaps(svg) == []
    assert all(box[0] >= -1 and box[2] <= 481 for box in boxes(svg))
    assert len(list(svg.iter(f"{SVG}rect"))) == sum(value is not None for _, value in rows)


def test_many_bars_stand_closer_and_a_sample_takes_no_line_of_its_own() -> None:
    def height(chart: str) -> float:
        return float(re.findall(r'height="([\d.]+)"', chart)[0])

    def bars(count: int) -> list[Bar]:
        return [Bar("甲东乡党委", Decimal(3), "3次", sample=True)] * count

    def stacks(count: int) -> list[StackedBar]:
        return [StackedBar("甲东乡党委", (BarPart("逾期", 3, "problem"),), sample=True)] * count

    assert "甲东乡党委〔示例〕</text>" in bar_chart(bars(1), "谈话")
    assert height(bar_chart(bars(30), "谈话")) < 1.7 * height(bar_chart(bars(15), "谈话"))
    assert height(stacked_bars(stacks(30), "逾期")) < 1.7 * height(stacked_bars(stacks(15), "逾期"))


def test_small_multiple_breaks_where_the_line_does_and_tells_the_newest() -> None:
    svg = parse(small_multiple(LINE, "参加教育"))
    assert (svg.get("width"), svg.get("height")) == ("168", "64")
    assert [line.get("points", "").count(",") for line in svg.iter(f"{SVG}polyline")] == [2]
    assert len(list(svg.iter(f"{SVG}circle"))) == 4
    assert [text.text for text in svg.iter(f"{SVG}text")] == ["120人次", "2019年", "2023年"]
    assert "2021年：未见记载" in (svg.get("aria-label") or "")
    # What is newest is told with its year where the last year has nothing.
    assert "2020年 约56.5人" in small_multiple(LINE[:3], "x")
    assert small_multiple(LINE[2:3], "x") == ""


def test_stacked_bars_are_as_long_as_they_count_and_told_in_words() -> None:
    svg = parse(stacked_bars(STACKS, "x"))
    told = svg.get("aria-label") or ""
    assert "2024年：共 9 条，已办结 2、逾期 7；2023年：共 31 条，已办结 1、未启动 30；2022年：本站没有台账" in told
    widths = [float(rect.get("width") or 0) for rect in svg.iter(f"{SVG}rect")][3:]
    assert widths == pytest.approx([width * widths[0] / 2 for width in (2, 7, 1, 30)], abs=1)
    # A count that has no room in its part is told by its title alone.
    assert [text.text for text in svg.iter(f"{SVG}text") if text.get("class") == "yb-chart__within"] == ["2", "7"]
    assert "已办结 1" in [title.text for title in svg.iter(f"{SVG}title")]


def test_flow_tells_every_box_and_every_broken_line_in_words() -> None:
    html = flow_chart(COLUMNS, NODES, LINKS, "2023年的问题和措施")
    svg = parse(html)
    told = svg.get("aria-label", "")
    assert "问题：问责偏轻，多是事后被动履行的程序，2023#p1，示例，反弹；教育方式滞后。" in told
    assert "“改进教育 <b>”连到“未见记载”（未见记载）。" in told
    # What holds links is no picture: a reader must get at them.
    assert svg.get("role") == "group"
    assert html.count("yb-chart__link--broken") == 1
    assert parse(flow_chart(["甲"], [FlowNode("a", 0, "乙")], [], "x")).get("role") == "img"


def test_flow_refuses_a_line_to_nowhere() -> None:
    with pytest.raises(KeyError):
        flow_chart(COLUMNS, NODES, [FlowLink("p1", "none")], "x")


@st.composite
def flows(draw: st.DrawFn) -> tuple[int, list[FlowNode], list[FlowLink]]:
    """Any chart: boxes of any length, lines forward, back and within a column."""
    columns = draw(st.integers(1, 5))
    places = draw(st.lists(st.tuples(st.integers(0, columns - 1), st.integers(1, 60)), min_size=1, max_size=15))
    nodes = [FlowNode(str(n), column, "问" * length) for n, (column, length) in enumerate(places)]
    ends = st.integers(0, len(nodes) - 1)
    links = draw(st.lists(st.tuples(ends, ends, st.sampled_from(["", "未见记载"])), max_size=20))
    return columns, nodes, [FlowLink(str(one), str(two), word) for one, two, word in links]


@given(flows())
def test_boxes_of_a_flow_keep_their_order_and_never_overlap(flow: tuple[int, list[FlowNode], list[FlowLink]]) -> None:
    columns, nodes, links = flow
    svg = parse(flow_chart([f"{n}年" for n in range(columns)], nodes, links, "x"))
    faces = [rect for rect in svg.iter(f"{SVG}rect") if rect.get("class") == "yb-chart__face"]
    bottoms: dict[str, float] = {}
    for rect in faces:
        x, y, height = rect.get("x", ""), float(rect.get("y", "")), float(rect.get("height", ""))
        assert y >= bottoms.get(x, 0) + (15 if x in bottoms else 0)
        assert y + height <= float(svg.get("height", ""))
        bottoms[x] = y + height
    assert len(faces) == len(nodes)


def test_drawing_twice_gives_the_same() -> None:
    assert flow_chart(COLUMNS, NODES, LINKS, "x") == flow_chart(COLUMNS, NODES, LINKS, "x")
    assert line_chart(LINE, "x") == line_chart(LINE, "x")

"""Flow charts: boxes in columns and the lines between them, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from macros.render.chart_text import ems, fixed, wrap
from macros.render.environment import render
from macros.render.flow_layout import Slot, place, thread

WIDTH = 152
_PAD = 12
_SIZE, _SMALL = 14, 12
_LEAD, _SMALL_LEAD = 20, 17
_GAP = 40
_MARGIN = 4
#: Colours that stand where no stylesheet does; charts.css has the same by class.
_TONES = {
    "problem": "#a6322b",
    "cause": "#8f5310",
    "measure": "#2f6b4f",
    "result": "#2b4c6f",
    "work": "#2b4c6f",
    "warn": "#8f5310",
    "missing": "#5b656c",
    "plain": "#5b656c",
}


@dataclass(frozen=True)
class FlowNode:
    """A box of a flow chart.

    Attributes:
        id: Names it in links; never shown.
        column: Which column it stands in, from 0.
        text: What it says.
        lines: Short lines under it, such as the state in words and the item's name.
        tone: `problem`, `cause`, `measure`, `result`, `work`, `warn`, `missing` (dashed) or `plain`.
        href: Where it leads; may be empty.
        marks: Words that must strike the eye, such as 示例 or 反弹.
    """

    id: str
    column: int
    text: str
    lines: tuple[str, ...] = ()
    tone: str = "plain"
    href: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class FlowLink:
    """A line from one box to another; `broken` is the word at a line that does not hold, such as 未见记载."""

    source: str
    target: str
    broken: str = ""


@dataclass(frozen=True)
class _Row:
    """A line of text, and how far its foot lies below the top of its box."""

    text: str
    below: float
    style: str


@dataclass(frozen=True)
class _Text:
    """What stands in a box, and how tall that makes it."""

    rows: tuple[_Row, ...]
    height: float


@dataclass(frozen=True)
class _Grid:
    """Where columns stand."""

    columns: int
    gap: float
    head: float

    def left(self, column: int) -> float:
        return _MARGIN + column * (WIDTH + self.gap)

    @property
    def width(self) -> float:
        return self.left(self.columns - 1) + WIDTH + _MARGIN


def flow_chart(columns: Sequence[str], nodes: Sequence[FlowNode], links: Sequence[FlowLink], label: str) -> str:
    """Draw boxes in columns, from left to right.

    Args:
        columns: The heads of the columns.
        nodes: The boxes; within a column they stand in the order given.
        links: The lines; ends must be among the boxes. A line over several columns keeps clear of their boxes.
        label: What the chart shows, for those who do not see it; what stands in it is added.

    Returns:
        An SVG in a box that scrolls inside itself; empty where there are no boxes.

    Raises:
        KeyError: A link names a box that is not there.
    """
    if not nodes:
        return ""
    heads = [wrap(head, WIDTH / _SIZE - 1) for head in columns]
    word = max((ems(link.broken) for link in links), default=0)
    grid = _Grid(len(columns), max(_GAP, word * _SMALL + 24), max(map(len, heads)) * _LEAD + 18)
    texts = {node.id: _set(node) for node in nodes}
    slots = [Slot(node.id, node.column, texts[node.id].height) for node in nodes]
    lanes, routes = thread(slots, [(link.source, link.target) for link in links], len(columns))
    tops, bottom = place(lanes, routes)
    return render(
        "charts/flow_chart",
        width=fixed(grid.width),
        height=fixed(grid.head + bottom + _MARGIN),
        heads=_heads(heads, grid),
        boxes=[_box(node, texts[node.id], tops[node.id] + grid.head, grid) for node in nodes],
        paths=[
            _path(link, [(slot.column, tops[slot.id] + grid.head, slot.height) for slot in route], grid)
            for link, route in zip(links, routes, strict=True)
        ],
        words=_words(links, {node.id: node for node in nodes}, texts, tops, grid),
        name=label,
        label=f"{label}。{_in_words(columns, nodes, links)}",
        linked=any(node.href for node in nodes),
    )


def _set(node: FlowNode) -> _Text:
    rows, below = [], _PAD - 4.0
    marks = "".join(f"〔{mark}〕" for mark in node.marks)
    for text, size, lead, style in (
        (marks, _SMALL, _SMALL_LEAD, "mark"),
        (node.text, _SIZE, _LEAD, "text"),
        *((line, _SMALL, _SMALL_LEAD, "note") for line in node.lines),
    ):
        # One width is kept free for a closing character that hangs over.
        for line in wrap(text, (WIDTH - 2 * _PAD) / size - 1):
            below += lead
            rows.append(_Row(line, below - (lead - size) / 2 - 2, style))
    return _Text(tuple(rows), below + _PAD - 4)


def _box(node: FlowNode, text: _Text, top: float, grid: _Grid) -> dict[str, object]:
    left = grid.left(node.column)
    tone = node.tone if node.tone in _TONES else "plain"
    return {
        "x": fixed(left),
        "y": fixed(top),
        "width": WIDTH,
        "height": fixed(text.height),
        "tone": tone,
        "colour": _TONES[tone],
        "missing": tone == "missing",
        "href": node.href,
        "rows": [
            {"text": row.text, "style": row.style, "x": fixed(left + _PAD), "y": fixed(top + row.below)}
            for row in text.rows
        ],
    }


def _heads(heads: list[list[str]], grid: _Grid) -> list[dict[str, object]]:
    return [
        {
            "x": fixed(grid.left(column)),
            "end": fixed(grid.left(column) + WIDTH),
            "rule": fixed(grid.head - 12),
            "rows": [{"text": line, "y": fixed((number + 1) * _LEAD - 4)} for number, line in enumerate(lines)],
        }
        for column, lines in enumerate(heads)
    ]


def _path(link: FlowLink, stops: list[tuple[int, float, float]], grid: _Grid) -> dict[str, object]:
    """A curve through the gaps between columns, level where it passes one."""
    parts: list[str] = []
    for (column, top, height), (to, to_top, to_height) in pairwise(stops):
        y, to_y = fixed(top + height / 2), fixed(to_top + to_height / 2)
        x = fixed(grid.left(column) + (WIDTH if to >= column else 0))
        to_x = fixed(grid.left(to) + (0 if to > column else WIDTH))
        # Lines back, or within a column, bulge into the gap instead of running through boxes.
        bend = grid.gap / 2 if to > column else grid.gap * (0.8 if to == column else -0.5)
        to_bend = -grid.gap / 2 if to > column else grid.gap * (0.8 if to == column else 0.5)
        parts.append(f"M{x} {y}" if not parts else f"L{x} {y}")
        parts.append(f"C{fixed(x + bend)} {y} {fixed(to_x + to_bend)} {to_y} {to_x} {to_y}")
    return {"d": " ".join(parts), "broken": bool(link.broken)}


def _words(
    links: Sequence[FlowLink],
    nodes: dict[str, FlowNode],
    texts: dict[str, _Text],
    tops: dict[str, float],
    grid: _Grid,
) -> list[dict[str, object]]:
    """The word of each broken line, once before the box that it leads to."""
    places = dict.fromkeys((link.target, link.broken) for link in links if link.broken)
    rows = []
    for target, word in places:
        width = ems(word) * _SMALL + 6
        x = grid.left(nodes[target].column) - width - 6
        y = tops[target] + grid.head + texts[target].height / 2
        rows.append({
            "text": word,
            "x": fixed(x),
            "y": fixed(y - 9),
            "width": fixed(width),
            "text_x": fixed(x + width / 2),
            "text_y": fixed(y + 4),
        })  # fmt: skip
    return rows


def _in_words(columns: Sequence[str], nodes: Sequence[FlowNode], links: Sequence[FlowLink]) -> str:
    """The whole chart as sentences: what stands in each column, then what leads where."""
    names = {node.id: node.text for node in nodes}
    parts = []
    for number, head in enumerate(columns):
        told = ["，".join([node.text, *node.lines, *node.marks]) for node in nodes if node.column == number]
        parts.append(f"{head}：{'；'.join(told) or '无'}。")
    for link in links:
        told_word = f"（{link.broken}）" if link.broken else ""
        parts.append(f"“{names[link.source]}”连到“{names[link.target]}”{told_word}。")
    return "".join(parts)

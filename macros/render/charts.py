"""The charts of the site, as SVG that stands on its own: bars, stacked bars, lines, flows."""

from __future__ import annotations

from macros.render.bars import Bar, bar_chart
from macros.render.flow import FlowLink, FlowNode, flow_chart
from macros.render.lines import Point, line_chart
from macros.render.stacked_bars import BarPart, StackedBar, stacked_bars

__all__ = [
    "Bar",
    "BarPart",
    "FlowLink",
    "FlowNode",
    "Point",
    "StackedBar",
    "bar_chart",
    "flow_chart",
    "line_chart",
    "stacked_bars",
]

"""The charts of the site, as SVG that stands on its own: bars, lines, flows."""

from __future__ import annotations

from macros.render.bars import Bar, bar_chart
from macros.render.flow import FlowLink, FlowNode, flow_chart
from macros.render.lines import Point, line_chart

__all__ = ["Bar", "FlowLink", "FlowNode", "Point", "bar_chart", "flow_chart", "line_chart"]

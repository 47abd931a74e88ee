"""The charts of the site, as SVG that stands on its own: bars, lines, flows."""

from __future__ import annotations

from macros.render.flow import FlowLink, FlowNode, flow_chart

__all__ = ["FlowLink", "FlowNode", "flow_chart"]

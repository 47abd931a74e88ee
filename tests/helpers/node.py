"""Where the checks that run under Node stand."""

from __future__ import annotations

from scripts.setup.project import ROOT

WEB = ROOT / "tests/web"

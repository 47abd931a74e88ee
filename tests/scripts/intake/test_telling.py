"""What a clerk is told of an import."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.intake.manuscript import LeftOut
from scripts.intake.telling import tell
from scripts.setup.console import Console
from tests.helpers.intake_papers import bring_in, make_holdings

PAPER = "2023年度工作总结\n\n一、工作开展情况\n（一）加强教育。开展谈话。\n"


def test_what_was_left_out_beside_the_lines_has_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = bring_in(PAPER, make_holdings(tmp_path))
    left_out = (LeftOut("— 1 —", "页脚", 0), LeftOut("— 2 —", "页码", 7))
    done = replace(done, account=replace(done.account, left_out=left_out))
    tell(done, "docs/reports/2023.md", "", Console(), dry_run=True)
    told = capsys.readouterr().out.splitlines()
    assert "  略去“— 1 —”：页脚" in told
    assert "  略去“— 2 —”：页码（第 7 行）" in told

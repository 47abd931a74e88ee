"""What a console shows while something goes on, on consoles of any age."""

from __future__ import annotations

import io
import sys

import pytest

from scripts.setup.console import Console


class Watched(io.StringIO):
    """A console that somebody looks at."""

    def isatty(self) -> bool:
        return True


def seen(written: str) -> str:
    """What is seen of one line, into which a console goes back by its carriage return."""
    cells: list[str] = []
    for part in written.split("\r"):
        wide = [cell for sign in part for cell in ((sign, "") if ord(sign) > 0x1100 else (sign,))]
        cells[: len(wide)] = wide
    return "".join(cells).rstrip()


def test_progress_is_taken_away_without_a_sequence_that_older_consoles_write_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown, console = Watched(), Console()
    monkeypatch.setattr(sys, "stderr", shown)
    console.show_progress("生成页面　12/1416 页")
    assert seen(shown.getvalue()) == "生成页面　12/1416 页"
    console.show_progress("检查")
    assert seen(shown.getvalue()) == "检查"
    console.show_progress("")
    assert seen(shown.getvalue()) == ""
    assert "\033" not in shown.getvalue()

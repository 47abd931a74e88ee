"""A dash of two signs is read as one, and told from a single one by its width."""

from __future__ import annotations

import pytest

from scripts.intake.scans.boxes import Sign
from scripts.intake.scans.dashes import with_whole_dashes
from tests.helpers.scans import SIZE, box


def read(text: str, dash: int) -> str:
    """A line of which the dash that was read takes so many widths."""
    signs, at = list[Sign](), 0.0
    for sign in text:
        wide = dash * SIZE if sign == "—" else SIZE
        signs.append(Sign(sign, 0.9, at, at + wide))
        at += wide
    return "".join(sign.character for sign in with_whole_dashes(signs, 0.0))


@pytest.mark.parametrize("text", ["—改革开放取得突破", "改革开放—取得新突破"])
def test_dash_of_two_signs_is_whole(text: str) -> None:
    assert read(text, 2) == text.replace("—", "——")
    assert read(text, 1) == text
    assert read(text.replace("—", "——"), 1) == text.replace("—", "——")


def test_line_without_dashes_stays() -> None:
    signs = box("认真落实责任", 0, 0).signs
    assert with_whole_dashes(signs, 0.0) == signs

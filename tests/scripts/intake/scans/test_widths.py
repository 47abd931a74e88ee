"""Brackets and stops have the width of the text in which they stand."""

from __future__ import annotations

import pytest

from scripts.intake.scans.widths import is_needless_blank, set_widths


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("处理规定(试行)》", "处理规定（试行）》"),
        ("(一)压实责任", "（一）压实责任"),
        ("(1)会议", "（1）会议"),
        ("落实责任,开展谈话:12次;", "落实责任，开展谈话：12次；"),
        ("12:30, office (PDF)", "12:30, office (PDF)"),
        ("1,234元", "1,234元"),
        ("县发〔2023]1号、[2022〕3号", "县发〔2023〕1号、〔2022〕3号"),
        ("见[2022]", "见[2022]"),
    ],
)
def test_signs_beside_chinese_are_wide(read: str, written: str) -> None:
    assert set_widths(read) == written


def test_blanks_beside_chinese_are_none() -> None:
    text = " 截至 2023 年 office PDF 共 12 "
    assert "".join(sign for place, sign in enumerate(text) if not is_needless_blank(text, place)) == (
        "截至2023年office PDF共12"
    )

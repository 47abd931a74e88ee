"""The copy check is measured on one paper, and on many."""

from __future__ import annotations

import re

import pytest

from scripts.bench.copies import measure_copies


@pytest.mark.slow
def test_one_paper_and_many_are_measured() -> None:
    one, many = measure_copies(3)
    assert re.fullmatch(r"雷同检查，一份与 30 个年度比：[\d.]+ 秒，列出 [1-9]\d* 处。", one)
    assert re.fullmatch(r"雷同检查，3 份互相比：[\d.]+ 秒，列出 \d+ 处。", many)

"""The desk is killed while one types, and nothing is lost."""

from __future__ import annotations

import re

import pytest

from scripts.bench.desk_kills import measure_kills
from scripts.setup.project import HERE


@pytest.mark.slow
def test_whenever_the_desk_is_killed_no_edit_that_was_answered_is_lost() -> None:
    typed, lost, page, _ = measure_kills(HERE, 3, 7)
    assert re.fullmatch(r"杀掉 3 次，写了 \d+ 次，其中回答“已记下”的 \d+ 次。", typed)
    assert lost.startswith("记下的丢了 0 次，残缺的 0 次；")
    assert page == "没有按“写入”，页面没有变。"

"""What is the same to somebody who searches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.bench.searches.folding import SEPARATOR, fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("规范“三公”经费", "规范三公经费"),
        ("《中国共产党章程》（2022年）", "中国共产党章程2022年"),
        ("【通知】〔2023〕５号「甲」『乙』", "通知2023号甲乙".replace("号", "5号")),
        ("ＸＸ乡 ＡｂＣ", "xx乡abc"),
        ("批评\u200b与\u200b自我 批评\u3000", "批评与自我批评"),
        ("一查，二看；三改。", "一查\n二看\n三改"),
        ("标题\n正文", "标题\n正文"),
        ("好？！好：好、好", "好\n好\n好\n好"),
        ("2.5%", "2.5%"),
        ("“”（） ", ""),
        ("。，", ""),
        ("", ""),
    ],
)
def test_text_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(alphabet="ＡaＢ１1“”《》。，、 \n\u200b党费"))
def test_folding_twice_changes_nothing_and_leaves_no_empty_run(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert SEPARATOR * 2 not in folded
    assert folded.strip(SEPARATOR) == folded

"""The look of pages in figures, on a made-up page of which every figure can be worked out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scripts.bench.look import PageLook, find_kinds, measure_looks
from scripts.setup.needs import BROWSER

#: Boxes of half and a quarter of a window; on them links of one colour and of another, ids and a path.
_PAGE = """\
<!doctype html><meta charset="utf-8"><title>年</title>
<style>body, h1, p { margin: 0 } h1 { height: 96px; font-size: 0 } svg { display: block; height: 800px }
.half { width: 50% } .quarter { width: 25% } p { position: absolute; top: 96px } .other { color: red }</style>
<article><h1>年</h1>
<div><svg class="half"></svg><svg class="quarter"></svg></div>
<p>2023#w1 <a href="1">2023-01</a> <a href="2">一</a> <a href="3" class="other">docs/reports/2023.md</a></p>
</article>
"""


@pytest.mark.needs(BROWSER)
def test_the_look_of_a_page_is_told_in_figures(browser: Any, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(_PAGE, encoding="utf-8")
    looks = list(measure_looks(tmp_path, list(find_kinds(tmp_path)), browser))
    height = 96 + 2 * 800
    assert looks == [PageLook("首页", "index.html", (height, height), blank=0.625, first=96, colours=2, ids=2, paths=1)]


def test_of_several_pages_of_a_kind_the_newest_is_looked_at(tmp_path: Path) -> None:
    for year in (2022, 2023):
        (tmp_path / f"{year}.html").touch()
    assert list(find_kinds(tmp_path, {"年度总结": "[0-9]*.html", "检索": "search.html"})) == [("年度总结", "2023.html")]

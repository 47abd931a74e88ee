from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from macros.compare.duties import compare_duties
from macros.render.duties_page import required_actions
from macros.render.links import Links
from tests.helpers.factories import DUTIES, day
from tests.helpers.small_papers import load, paper

HERE = Links("compare/duties.md")
TODAY = day("2024-07-15")
ROWS = """\
    words: [[书记, 党课]]
  - name: 述责述廉
    basis: {to: "shili/2018#art-2", verified: false}
    per_year: 1
    since: 2018-10-01
    verified: false
    says: 每年评议一次。
    series: 述责述廉
  - name: 厉行节约
    basis: {to: shili/2023, verified: true}
    per_year: 1
    since: 2024-01-01
    verified: true
    words: [[节约]]
---
"""


def test_duties_of_a_year(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    texts = {"w1": "书记讲党课2次。书记没有讲完党课。", "p1": "书记党课少。", "m1": "书记讲党课3次，厉行节约。"}
    pages: dict[str, str | None] = {
        "regulations/duties.md": DUTIES.replace("---\n#", f"{ROWS}#"),
        "reports/2023.md": paper(2023, texts, head="sample: true"),
    }
    html = required_actions(compare_duties(load(tmp_path, pages), "", 2023), HERE, TODAY)
    ElementTree.fromstring(html)
    golden("render/required-actions.html", html)


def test_a_year_under_way_says_so(tmp_path: Path) -> None:
    pages: dict[str, str | None] = {"reports/2024.md": paper(2024, {"w1": "书记讲党课。"}, series="半年报告")}
    html = required_actions(compare_duties(load(tmp_path, pages), "", 2024), HERE, TODAY)
    assert "2024年还没有结束，截至 2024年7月15日。" in html
    assert "没有登记查找用的词" in html


def test_without_papers_or_duties_it_is_said_what_would_be_here(tmp_path: Path) -> None:
    assert "本站没有年度总结" in required_actions(None, HERE, TODAY)
    pages = {"reports/2023.md": paper(2023, {"w1": "学习。"}), "regulations/duties.md": None}
    found = compare_duties(load(tmp_path, pages), "", 2023)
    assert "还没有登记规定动作" in required_actions(found, HERE, TODAY)

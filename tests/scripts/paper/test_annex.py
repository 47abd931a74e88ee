"""What the site says beside the items of a paper stands on paper in one table at its end."""

from __future__ import annotations

import pytest
from lxml import html

from scripts.paper.annex import HOW, TITLE, gather_notes

PAPER = """<article><h1>某年总结</h1><div data-yb-print="beside" data-yb-name="全文"><p>新增 1 条</p></div>
<div data-yb-print="beside"><p>所引某规</p></div><p>开头的话。</p>
<h2>一、工作现状</h2><div data-yb-print="beside">台账</div>
<h3>（一）压实责任</h3><div data-yb-print="beside"><p>数字 45</p><p>逐字相同</p></div><p>正文。</p><h2>存在问题</h2>
<h3>（一）督查偏软</h3><div data-yb-print="beside"><p>再次出现</p></div><p>正文。</p></article>"""


def test_what_stands_beside_items_moves_behind_the_paper_each_under_its_items_name() -> None:
    article = html.fromstring(PAPER)
    gather_notes(article)
    assert [element.text for element in article.iter("h1", "h2")] == ["某年总结", "一、工作现状", "存在问题", TITLE]
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in article.iter("tr")]
    assert rows == [
        ["条目", "本站所记"],
        ["全文", "新增 1 条"],
        ["开头", "所引某规"],
        ["一、开头", "台账"],
        ["一、（一）压实责任", "数字 45逐字相同"],
        ["（一）督查偏软", "再次出现"],
    ]
    assert article[-1].text == HOW
    assert [element for element in article if element.tag == "div"] == []


@pytest.mark.parametrize("inner", ["", "<h2>一、工作现状</h2><p>正文。</p>"])
def test_paper_of_which_nothing_is_said_gets_no_table(inner: str) -> None:
    article = html.fromstring(f"<article><h1>某年总结</h1>{inner}</article>")
    before = html.tostring(article)
    gather_notes(article)
    assert html.tostring(article) == before

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from macros.compare.disagreements import find_disagreements
from macros.render.disagreement_list import disagreements
from macros.render.links import Links
from tests.helpers.ledger_pages import LEDGER_2023
from tests.helpers.small_papers import load, paper

HERE = Links("compare/check.md")
TEXT = "查处2人，其中诫勉3人。整改问题8个。学习[《示例条例》](../regulations/shili/2023.md){ .fixed }。"
HEAD = "sample: true\nindicators: [{name: 廉政谈话, value: 5, unit: 人次}]"


def test_what_does_not_agree(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    ledger = LEDGER_2023.replace("audience: 班子", "audience: 班子\nsample: true")
    yearbook = load(tmp_path, {"reports/2023.md": paper(2023, {"w1": TEXT}, head=HEAD), "ledger/2023.md": ledger})
    html = disagreements(find_disagreements(yearbook, "", 2023), HERE)
    ElementTree.fromstring(html)
    golden("render/disagreements.html", html)


def test_where_all_agrees_it_is_said_what_was_compared(tmp_path: Path) -> None:
    yearbook = load(tmp_path, {"reports/2023.md": paper(2023, {"w1": "查处2人，其中诫勉1人。"})})
    html = disagreements(find_disagreements(yearbook, "", 2023), HERE)
    assert "没有发现不一致" in html
    assert "核对了带分项的合计 1 处、指标 0 个、指到法规的链接 0 处；当年没有整改台账" in html
    assert "本站没有年度总结" in disagreements(None, HERE)

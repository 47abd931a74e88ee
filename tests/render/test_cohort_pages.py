"""Promises kept and problems that came back: the fragments, and the way from each number to its rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.domain.yearbook import Yearbook
from macros.render.cohort_chart import ShareCell, ShareRow, cohort_chart
from macros.render.cohorts import problems_returned, promises_kept
from macros.render.links import Links
from tests.helpers.factories import day
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load, paper

HERE = Links("compare/promises.md")
TODAY = day("2024-07-15")


def site(folder: Path) -> Yearbook:
    done = measure("办结", "2022-05-01 整改中", "2023-05-01 已销号 记录", item="2022#m1", verified_by="纪委书记")
    texts = {"p1": "问责偏轻。", "p2": "公开不细。", "m1": "加大问责。", "m2": "细化公开。"}
    pages: dict[str, str | None] = {
        "reports/2022.md": paper(2022, texts, head="sample: true"),
        "reports/2023.md": paper(2023, {"w1": "公开已细化。"}, head="answers: {2022#m2: w1}"),
        "ledger/2022.md": ledger(
            2022,
            entry("2022-01", "问责偏轻", done, measure("经常检查", kind="长期坚持"), problem="2022#p1"),
            entry("2022-02", "台账 <b> 不全", measure("补齐"), source="巡察反馈"),
        ),
        "ledger/2023.md": ledger(2023, entry("2023-01", "问责仍轻", measure("再查"), repeats="2022-01")),
    }
    return load(folder, pages)


def test_promises_kept(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    html = promises_kept(site(tmp_path), "", HERE, TODAY)
    ElementTree.fromstring(html)
    golden("compare/promises-kept.html", html + "\n")


def test_problems_returned(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    html = problems_returned(site(tmp_path), "", HERE, TODAY)
    ElementTree.fromstring(html)
    golden("compare/problems-returned.html", html + "\n")


@pytest.mark.parametrize("fragment", [promises_kept, problems_returned])
def test_every_number_leads_to_as_many_rows_as_it_says(tmp_path: Path, fragment: Callable[..., str]) -> None:
    html = fragment(site(tmp_path), "", HERE, TODAY)
    rows = [unescape(row).split("|") for row in re.findall(r'data-yb-values="([^"]*)"', html)]
    numbers = re.findall(r'<a href="#([\w-]+)" data-yb-choose="([^"]*)">(\d+)(?:/\d+)?</a>', html)
    assert len(numbers) == html.count("data-yb-choose") > 5
    for target, choice, number in numbers:
        wanted = unescape(choice).split("|")
        chosen = [
            row
            for row in rows
            if all(not want or want in value.split(";") for want, value in zip(wanted, row, strict=True))
        ]
        assert len(chosen) == int(number), choice
        assert f' id="{target}"' in html


def test_site_without_papers_says_what_would_be_here() -> None:
    for fragment in (promises_kept, problems_returned):
        html = fragment(Yearbook(), "", HERE, TODAY)
        assert "yb-empty" in html
        assert "<table" not in html


def test_units_on_one_page_have_anchors_of_their_own(tmp_path: Path) -> None:
    text = paper(2022, {"m1": "甲。"}, name="dong-2022")
    yearbook = load(tmp_path, {"reports/dong/2022.md": text})
    assert 'id="rows-promises-kept-dong-2022"' in promises_kept(yearbook, "dong", HERE, TODAY)


def test_picture_says_in_words_what_it_shows_and_draws_nothing_for_what_is_to_come() -> None:
    rows = [
        ShareRow("2021年", (ShareCell(0.5, "3/6"), ShareCell(None, "未见记载")), sample=True),
        ShareRow("2022年", (ShareCell(0.0, "0/4"), ShareCell(None, ""))),
    ]
    svg = cohort_chart(["1年后", "至今"], rows, "办结", "good")
    root = ElementTree.fromstring(svg)
    assert root.get("aria-label") == "办结。2021年（示例）：1年后 3/6，至今 未见记载；2022年：1年后 0/4。"
    # Two cells have a bar, one of them an empty one.
    assert (svg.count("yb-chart__track"), svg.count("yb-chart__part--good")) == (2, 1)
    assert cohort_chart(["1年后"], [], "办结", "good") == ""

"""Answers of a search become figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bench.searches.engines import ENGINES, Answer
from scripts.bench.searches.engines.base import name_of
from scripts.bench.searches.measure import Exam, Judged, Opening, SearchOutcome, Weight, judge_answer
from scripts.bench.searches.metrics import Score
from scripts.bench.searches.report import as_data, describe
from scripts.bench.searches.run import SizeResult
from scripts.bench.searches.shown import read_shown
from scripts.bench.searches.truth import Library
from scripts.bench.searches.word_list import Word, WordKind

WORD = Word(WordKind.COMPOUND, "谈话提醒")
ITEMS = Library({"2023#w1": "谈话提醒", "2023#w2": "学习", "2022#w1": "谈话提醒", "dong/2022#w1": "学习"})
EXAM = Exam([WORD], ITEMS, Library({"2023#w1": "谈话提醒", "2023#w2": "学习。台账：谈话提醒"}))


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("reports/2023.html#m2", "2023#m2"),
        ("/reports/dong/2022.html#w1", "dong/2022#w1"),
        ("reports/2023.html?h=谈话#m2", "2023#m2"),
        ("reports/2023.html", "2023#"),
        ("/reports/2023.html#*", "2023#*"),
        ("reports/index.html#top", "index#top"),
        ("ledger/2023.html#p1", None),
        ("", None),
    ],
)
def test_address_names_an_item(address: str, name: str | None) -> None:
    assert name_of(address) == name


@pytest.mark.parametrize(
    ("names", "score", "elsewhere"),
    [
        (["2023#w1", "2022#w1"], Score(1, 1, 1), 0),
        # Only the line that the page adds under it holds the phrase: neither right nor wrong.
        (["2023#w2", "2023#w1"], Score(0.5, 1, 0.5), 0),
        (["dong/2022#w1", "2023#w1"], Score(0.5, 0.5, 0.5), 0),
        # A part's heading and the top of a page are no items; nor is an article of a regulation.
        (["2023#work", "2023#", "jilv/2018#art-1", "2022#w1"], Score(0.5, 1, 0.5), 3),
        # A page as a whole stands for all its items, less what is neither right nor wrong.
        (["2023#*"], Score(0.5, 1, 0.5), 0),
        ([], Score(0, 0, 0), 0),
    ],
)
def test_answer_is_judged_by_items(names: list[str], score: Score, elsewhere: int) -> None:
    judged = judge_answer(WORD, Answer(tuple(names), 1.5), EXAM)
    assert (judged.score, judged.elsewhere, judged.milliseconds) == (score, elsewhere, 1.5)


def test_what_a_page_shows_under_an_item_is_read(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/2023.html").write_text(
        "<meta charset='utf-8'><nav><h3 id='w1'>菜单</h3></nav><article><h1 id='report-2023'>标题</h1><p>开头</p>"
        "<h2 id='work'>一、现状</h2><h3 id='w1'>（一）<b>教育</b></h3><p>学<a>条例</a>。</p><div>台账：整改中</div>"
        "<h3 id='w2'>（二）机制</h3><p>定制度。</p></article>",
        encoding="utf-8",
    )
    shown = read_shown(tmp_path, ["2023#w1", "2023#w2", "2023#w3"])
    assert shown == {"2023#w1": "（一）教育\n学条例。\n台账：整改中", "2023#w2": "（二）机制\n定制度。"}


def test_figures_are_told_by_kind() -> None:
    rows = (
        Judged(WORD, Score(1, 0.5, 0.5), 2.0, 0, 0),
        Judged(Word(WordKind.SINGLE, "学"), Score(0, 0, 0), 40.0, 1, 7),
    )
    opening = Opening(123.4, Weight(2_000_000, 1_000_000), Weight(500_000, 100_000))
    result = SizeResult(12, 4, (rows[0].word, rows[1].word), [SearchOutcome(ENGINES[0], opening, rows)], ["没有量。"])
    lines = "\n".join(describe(result))
    assert "12 份总结，4 个条目，2 个词（四字词 1、单字 1）" in lines
    assert "没有量。" in lines
    assert "全部：查全 0.500，查准 0.250，R 查准 0.250，中位 21.0 毫秒，最慢 40 毫秒" in lines
    assert "四字词（1）：查全 1.000" in lines
    assert "打开到首个结果 123 毫秒，共 2.00 MB（传输 1.00 MB），其中搜索 0.50 MB（传输 0.10 MB）" in lines
    assert "另有 1 个结果指向条目以外" in lines
    assert "1 个词的结果没有全部显示" in lines
    engine = as_data(result)["engines"][0]
    assert engine["all"] == {"recall": 0.5, "precision": 0.25, "r_precision": 0.25, "median_ms": 21.0, "worst_ms": 40.0,
                             "elsewhere": 1, "hidden": 7}  # fmt: skip
    assert engine["kinds"]["单字"]["worst_ms"] == 40.0

"""Comparisons are held against labels, series by series."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from macros.errors import SiteError
from scripts.bench.gold.copies import digest
from scripts.bench.gold.scores import SCORES
from scripts.bench.gold.series import Gold, load_gold
from scripts.bench.gold.suggestions import score_suggestions
from scripts.bench.verbs import BENCH
from scripts.setup.project import ROOT, Project
from tests.helpers.commands import run
from tests.helpers.factories import write_pages

pytestmark = pytest.mark.slow

COPIED = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
PAPER = (
    "某机关{}年工作总结\n\n一、工作情况\n\n（一）管好渡口\n\n{}\n\n二、存在问题\n\n（一）登记不全\n\n有的班次漏记。\n"
)
HEADS = "series\told_year\tnew_year\told_item\tnew_item\tkind\tlength\tsha1_of_folded_sentence"


def gold_of(folder: Path, *labels: str) -> Gold:
    write_pages(folder / "docs")
    for name in ("gold", "corpus"):
        (folder / name).mkdir()
    (folder / "gold/copies.tsv").write_text("\n".join([HEADS, *labels]) + "\n", encoding="utf-8")
    for year, text in ((2022, COPIED), (2023, f"今年换了新船。{COPIED}")):
        (folder / f"corpus/ferry-{year}.txt").write_text(PAPER.format(year, text), encoding="utf-8")
    return load_gold(folder / "gold", folder / "corpus", Project(folder))


@pytest.mark.slow
def test_copies_that_were_labelled_are_counted_by_kind(tmp_path: Path) -> None:
    found = f"ferry\t2022\t2023\tw1\tw1\texact\t28\t{digest(COPIED)}"
    missed = f"ferry\t2022\t2023\t-\tw1\tnear\t28\t{digest('今年换了新船。')}"
    gold = gold_of(tmp_path, found, missed)
    lines = [line for score in SCORES for line in score(gold)]
    assert "雷同，ferry：逐字相同 1/1，只改数字 0/0，略有改动 0/1；其中条目以外的 0/1" in lines
    assert "雷同，ferry：与别的序列无关的 5 句中列出 0 处" in lines


def test_suggestions_are_counted_where_they_are_among_the_first_three(tmp_path: Path) -> None:
    gold = gold_of(tmp_path, f"ferry\t2022\t2023\tw1\tw1\texact\t28\t{digest(COPIED)}")
    heads = ("series", "old_year", "new_year", "old_item", "new_item", "relation")
    rows = [dict(zip(heads, ("ferry", "2022", "2023", *row), strict=True)) for row in (("p1", "p1", "recurs"),
            ("p1", "w1", "recurs"), ("m1", "w1", "result"))]  # fmt: skip
    told = list(score_suggestions(replace(gold, rows={"threads": tuple(rows)})))
    assert told == ["推算，ferry：结果在前三的 0/1，居首的 0；又出现在前三的 1/2，居首的 1"]


def test_series_without_papers_is_told(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match=r"没有“canal”的材料。改法"):
        gold_of(tmp_path, "canal\t2022\t2023\tw1\tw1\texact\t28\t000000000000")


def test_labels_are_named_together_with_their_papers() -> None:
    result = run(ROOT, "compare", "--gold", "gold", program=BENCH)
    assert (result.returncode, "要一起写" in result.stderr) == (2, True)

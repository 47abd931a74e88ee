"""The verb that sets two papers side by side."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.commands import one_line, run
from tests.helpers.factories import REPORT, write_pages
from tests.helpers.ledger_pages import entry, ledger

EARLIER = REPORT.replace("2023", "2022")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_pages(tmp_path / "docs", {"reports/2022.md": EARLIER, "ledger/2023.md": None})
    return tmp_path


def test_two_papers_as_data(office: Path) -> None:
    told = json.loads(run(office, "compare", 2022, 2023, "--json").stdout)
    assert (told["old"], told["new"]) == ("2022", "2023")
    by_new = {row["new"][0]: row for row in told["pairs"]}
    assert by_new["p1"] == {
        "old": ["p1"],
        "new": ["p1"],
        "standing": "沿用",
        "score": 1.0,
        "sure": True,
        "confirmed_by": None,
        "candidates": by_new["p1"]["candidates"],
    }


def test_what_was_confirmed_is_told_with_who_said_so(office: Path) -> None:
    assert run(office, "confirm", "2022#m1", "2023#w1", "--answer", "--yes").returncode == 0
    told = json.loads(run(office, "compare", 2022, 2023, "--json").stdout)
    (row,) = [row for row in told["pairs"] if "m1" in row["old"]]
    assert (row["standing"], row["sure"]) in {("沿用", True), ("已有回应", True)}
    assert all(row["standing"] not in {"新增", "未再出现"} for row in told["pairs"])


def test_an_entry_of_a_ledger_has_its_id_for_a_program(office: Path) -> None:
    pages = {
        f"ledger/{year}.md": ledger(year, entry(f"{year}-03", "问责", problem=f"{year}#p1", repeats=repeats))
        for year, repeats in ((2022, ""), (2023, "2022-03"))
    }
    write_pages(office / "docs", {"reports/2022.md": EARLIER, **pages})
    told = json.loads(run(office, "compare", 2022, 2023, "--json").stdout)
    assert [row["confirmed_by"] for row in told["pairs"] if "p1" in row["new"]] == ["台账 2023-03"]


def test_two_papers_in_words(office: Path) -> None:
    lines = run(office, "compare", 2022, 2023).stdout.splitlines()
    assert "沿用  2022年 问题（一） → 2023年 问题（一）  1.00" in lines
    assert lines[-1].startswith("把握由程序推算")


def test_whom_an_item_may_be_is_told_with_what_to_type(tmp_path: Path) -> None:
    other = EARLIER.replace("问责不够有力。", "理论学习不够深入。").replace("问责偏轻", "学习不够")
    write_pages(tmp_path / "docs", {"reports/2022.md": other, "ledger/2023.md": None})
    lines = run(tmp_path, "compare", 2022, 2023).stdout.splitlines()
    place = lines.index("可能新增  2023年 问题（一）")
    assert lines[place + 1].endswith(" 2022年 问题（一）")
    typed = lines[place + 2].strip().removeprefix("python3 scripts/site.py ")
    assert typed == "confirm 2022#p1 2023#p1"
    assert run(tmp_path, *typed.split(), "--yes").returncode == 0
    assert "改写  2022年 问题（一） → 2023年 问题（一）  已确认" in run(tmp_path, "compare", 2022, 2023).stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("2021", "2023"), "没有“2021”这份材料（有的：2022、2023）。改法："),
        (("2023", "2022"), "2023年和2022年不能这样对照"),
        (("2022", "2023", "--unit", "dongzhen"), "没有“2022”这份材料（有的：还没有）。改法："),
    ],
)
def test_papers_that_cannot_be_compared_are_told(office: Path, words: tuple[str, str], told: str) -> None:
    assert told in one_line(run(office, "compare", *words))

"""The verb that lists what wording suggests of a year."""

from __future__ import annotations

import json
from pathlib import Path

from tests.helpers.commands import one_line, run
from tests.helpers.factories import REPORT, write_pages

EARLIER = REPORT.replace("2023", "2022")
LATER = REPORT.replace("开展教育。", "开展教育，加大问责。")


def office(folder: Path) -> Path:
    write_pages(folder / "docs", {"reports/2022.md": EARLIER, "reports/2023.md": LATER, "ledger/2023.md": None})
    return folder


def test_suggestions_are_told_with_the_command_that_confirms_them(tmp_path: Path) -> None:
    told = run(office(tmp_path), "suggest", 2023)
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert "2022年 措施（一），结果可能写在：" in lines
    assert "2023年 问题（一），可能就是往年的：" in lines
    confirming = [line.strip().removeprefix("python3 scripts/site.py ") for line in lines if " confirm " in line]
    assert confirming == ["confirm 2022#m1 2023#w1 --answer", "confirm 2023#p1 2022#p1"]
    assert lines[-1].startswith("推算 2 处，")
    # What is told can be typed, and is suggested no more.
    for line in confirming:
        assert run(tmp_path, *line.split(), "--yes").returncode == 0
    assert run(tmp_path, "suggest", 2023).stdout.startswith("推算 0 处，")


def test_suggestions_as_data(tmp_path: Path) -> None:
    answer, repeat = json.loads(run(office(tmp_path), "suggest", 2023, "--json").stdout)
    assert (answer["for"], answer["kind"]) == ("2022#m1", "answers")
    assert (repeat["for"], repeat["kind"]) == ("2023#p1", "repeats")
    (candidate,) = repeat["candidates"]
    assert candidate == {"item": "2022#p1", "score": 1.0, "sentence": "问责不够有力。"}


def test_year_without_papers_is_told_with_those_that_have_some(tmp_path: Path) -> None:
    assert "没有 2030 年的材料（有的年度：2022、2023）。改法：" in one_line(run(office(tmp_path), "suggest", 2030))

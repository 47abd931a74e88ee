"""The page of the copy check: shares, passages beside their sources, what was left in, what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from macros.domain.yearbook import Yearbook
from macros.render import copies as rendering
from macros.render.copies import copies
from macros.render.links import Links
from tests.helpers.small_papers import load, paper

HERE = Links("compare/copies.md")
FERRY = "渡口值班室每天早晚各巡查一次，逐项登记缆绳、跳板和救生衣的情况。"
COUNTED = "全年维修路灯{}盏，更换灯泡{}只，夜间巡查{}次。"
CARS = "公务用车统一停放统一派遣，节假日封存钥匙，逐车登记里程和油耗。"
RULE = "学习[《示例条例》](../regulations/shili/2018.md)。"


def site(folder: Path, **pages: str) -> Yearbook:
    made = {
        "reports/2021.md": paper(2021, {"w1": FERRY, "p1": "督查偏软。"}),
        "reports/2022.md": paper(2022, {"w1": COUNTED.format(36, 120, 4), "w2": CARS}, head="sample: true"),
        "reports/2023.md": paper(
            2023,
            {
                "opening": "2022年以来，认真学习贯彻党的十九大精神。",
                "w1": f"{FERRY}{COUNTED.format(41, 97, 6)}今年又添了三条新船。",
                "w2": f"站长说“{FERRY}”",
                "w3": CARS.replace("逐车", "分车") + RULE,
            },
        ),
    }
    return load(folder, {**made, **{name.replace("__", "/") + ".md": text for name, text in pages.items()}})


def test_what_is_copied_stands_beside_its_source(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    yearbook = site(tmp_path)
    golden("compare/copies.html", copies(yearbook.reports["2023"], yearbook, HERE) + "\n")


def test_paper_without_anything_copied_says_so(tmp_path: Path) -> None:
    yearbook = site(tmp_path, reports__2023=paper(2023, {"w1": "今年又添了三条新船。"}))
    said = copies(yearbook.reports["2023"], yearbook, HERE)
    assert "雷同 0 字，占 0%" in said
    assert "本站2023年没有找到雷同的文字，也没有像是从别处留下的。" in said
    assert "没有可比的材料" in copies(yearbook.reports["2021"], yearbook, HERE)


def test_where_there_is_no_paper_that_is_said() -> None:
    assert "本站没有可以检查的报告" in copies(None, Yearbook(), HERE)


def test_on_a_site_of_many_papers_those_of_others_are_left_to_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = paper(2023, {"w1": FERRY}, name="dongzhen-2023").replace("XX乡党委", "东镇党委")
    monkeypatch.setattr(rendering, "MOST_PAPERS", 3)
    yearbook = site(tmp_path, reports__dongzhen__2023=theirs)
    said = copies(yearbook.reports["2023"], yearbook, HERE)
    assert "与本单位的材料 2 份比" in said
    assert "没有与其他单位的比" in said
    monkeypatch.setattr(rendering, "MOST_PAPERS", 4)
    yearbook = site(tmp_path / "again", reports__dongzhen__2023=theirs)
    assert "其他单位的材料 1 份" in copies(yearbook.reports["2023"], yearbook, HERE)

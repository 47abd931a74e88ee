"""The verb that tells what is due."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.helpers.commands import one_line, run
from tests.helpers.factories import write_pages
from tests.helpers.ledger_pages import entry, ledger, measure

PAGE = ledger(
    2023,
    entry(
        "2023-01",
        "问责偏轻",
        measure("修订办法", "2024-03-01 整改中", due="2024-06-30}, {on: 2024-07-20, why: 等文件"),
        measure("开展检查", due="2024-07", owner="牵头：组织委员；配合：党政办主任"),
        measure("完善制度", "2024-03-01 已完成待验收", due="2024-07-16"),
    ),
    entry("2023-02", "记录不全", measure("补齐记录", due="", kind="立行立改", owner="党政办主任")),
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    write_pages(tmp_path / "docs", {"ledger/2023.md": PAGE})
    return tmp_path


def test_what_is_due_is_told_by_post_with_the_original_date(office: Path) -> None:
    told = run(office, "due", "--on", "2024-07-15").stdout
    assert told.startswith("XX乡党委，截至2024年7月15日，往后看 20 天。\n")
    assert "逾期 0 条，今天到期 0 条，5 天内 1 条，10 天内 0 条，20 天内 1 条。" in told
    assert (
        "还有 5 天到期　期限 2024-07-20（原期限 2024-06-30，改期原因：等文件）\n    2023年台账第1项措施1：修订办法"
        in told
    )
    assert "还有 16 天到期、配合　期限 2024-07（写到月，按 2024-07-31 算）" in told
    assert "2023年台账第2项：补齐记录（立行立改，没有写期限）" in told
    assert "完善制度" not in told


def test_yearly_duties_without_a_record_are_told(office: Path) -> None:
    told = run(office, "due", "--on", "2023-07-15").stdout
    assert "2023年的规定动作，未见记载" in told
    assert "未见记载不等于没有开展" in told


def test_one_post_sees_its_own_alone(office: Path) -> None:
    told = run(office, "due", "--on", "2024-07-15", "--post", "党政办 主任").stdout
    assert "开展检查" in told
    assert "补齐记录" in told
    assert "修订办法" not in told
    assert "规定动作" not in told
    assert "\n组织委员（" not in told


def test_a_post_that_no_ledger_names_is_told_with_those_that_are(office: Path) -> None:
    told = one_line(run(office, "due", "--on", "2024-07-15", "--post", "乡长"))
    assert "“乡长”" in told
    assert "党政办主任、组织委员" in told


def test_what_is_due_as_data(office: Path) -> None:
    told = json.loads(run(office, "due", "--on", "2024-07-15", "--within", 5, "--json").stdout)
    assert (told["on"], told["counts"]) == ("2024-07-15", {"overdue": 0, "today": 0, "within-5": 1})
    (row,) = told["posts"]
    (line,) = row["due"]
    assert (row["post"], line["entry"], line["measure"]) == ("组织委员", "2023-01", 1)
    assert (line["due"], line["moved_from"], line["days_left"]) == ("2024-07-20", ["2024-06-30"], 5)
    assert [line["why"] for line in told["undated"]] == ["立行立改，没有写期限"]


def test_other_spellings_are_one_post_by_the_settings(office: Path) -> None:
    (office / "mkdocs.yml").write_text("extra:\n  posts:\n    组织委员: [组织部长]\n", encoding="utf-8")
    assert "修订办法" in run(office, "due", "--on", "2024-07-15", "--post", "组织部长").stdout


@pytest.mark.parametrize("setting", ["[组织委员]", "{组织委员: 组织部长}", "{甲: [丙], 乙: [丙]}", "{甲: [1]}"])
def test_a_setting_that_says_nothing_sure_is_refused(office: Path, setting: str) -> None:
    (office / "mkdocs.yml").write_text(f"extra: {{posts: {setting}}}\n", encoding="utf-8")
    assert "extra.posts" in one_line(run(office, "due"))


def test_a_site_without_ledgers_says_so(tmp_path: Path) -> None:
    write_pages(tmp_path / "docs", {"ledger/2023.md": None})
    told = run(tmp_path, "due", "--on", "2024-07-15")
    assert told.returncode == 0
    assert "逾期 0 条" in told.stdout


def test_a_check_that_is_over_stands_under_no_heading(office: Path) -> None:
    lasting = measure("经常检查", due="", kind="长期坚持").replace("kind:", "next_check: 2024-07-01\n        kind:")
    write_pages(office / "docs", {"ledger/2023.md": ledger(2023, entry("2023-01", "学习不够", lasting))})
    told = json.loads(run(office, "due", "--on", "2024-07-15", "--json").stdout)
    (line,) = told["checks_passed"]
    assert (line["days_left"], line["band"], told["counts"]["today"]) == (-14, None, 0)

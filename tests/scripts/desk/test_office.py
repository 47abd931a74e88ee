"""本单位: the office is named in a form, and what the site came with goes in the same change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.corpus import read_office, read_sign_off
from macros.corpus.settings import read_posts
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.factories import LEDGER
from tests.helpers.linked_pages import REPORT, SITE

OWN = {"reports/2023.md": REPORT, "ledger/2023.md": LEDGER}
UNIT = "XX县水务局党组"
SETTINGS = "site_name: XX乡党委廉政年鉴\nextra:\n  scope: /\n"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    return make_desk(tmp_path)


def test_an_office_is_named_and_the_delivered_papers_go_in_one_change(desk: DeskClient) -> None:
    assert "还没有写明是哪个单位的年鉴" in words_of(desk.get("/desk/"))
    before = {path: desk.desk.project.docs.joinpath(path).exists() for path in SITE if path.endswith("2023.md")}
    assert any(before.values())
    shown = desk.post("/desk/office/", {"unit": f" {UNIT} ", "folder": "", "audience": "机关"})
    assert "删去 「2023年度总结（XX乡党委）」（XX乡党委的材料）" in words_of(shown)
    assert read_office(desk.desk.project.docs) is None
    found = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert found
    # What goes is listed once, and counted apart from what is written.
    assert words_of(shown).count("2023年度总结（XX乡党委）") == 1
    home = words_of(desk.post(found[1]))
    assert re.search("：已写入( [0-9]+ 页)?，删去 [0-9]+ 页，改写站点的设置。", home)
    assert f"本单位：{UNIT}。新材料给机关看。" in home
    assert "还没有材料 先从 收件" in words_of(desk.get("/desk/"))
    office = read_office(desk.desk.project.docs)
    assert office and (office.unit, str(office.audience)) == (UNIT, "机关")
    assert not [path for path in before if desk.desk.project.docs.joinpath(path).exists()]
    assert f'value="{UNIT}"' in desk.get("/desk/office/")
    settings = (desk.desk.project.docs.parent / "mkdocs.yml").read_text(encoding="utf-8")
    assert f"site_name: {UNIT}廉政年鉴" in settings


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [("unit", " ", "没有写单位名称"), ("folder", "东镇", "只用小写字母"), ("audience", "所有人", "从列出的范围里选")],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(
    desk: DeskClient, field: str, value: str, told: str
) -> None:
    given = {"unit": UNIT, "folder": "swj", "audience": "机关", field: value}
    page = desk.post("/desk/office/", given)
    assert re.search(rf'name="{field}"[^>]* aria-invalid="true" aria-describedby="{field}-fault"', page)
    assert told in words_of(page)
    kept = {"unit": UNIT, "folder": "swj"}
    assert all(f'value="{text}"' in page for name, text in kept.items() if name != field)
    assert read_office(desk.desk.project.docs) is None


def test_the_site_gets_another_name_and_no_other_line_changes(desk: DeskClient) -> None:
    assert 'value="XX乡党委廉政年鉴"' in desk.get("/desk/office/")
    assert "没有写名称" in desk.post("/desk/office/name", {"site_name": " "})
    shown = desk.post("/desk/office/name", {"site_name": "水务: 年鉴 \\1"})
    words = words_of(shown)
    assert "站点的名称" in words
    assert "XX乡党委廉政年鉴" in words
    found = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert found
    desk.post(found[1])
    file = desk.desk.project.docs.parent / "mkdocs.yml"
    assert file.read_text(encoding="utf-8") == SETTINGS.replace("XX乡党委廉政年鉴", '"水务: 年鉴 \\\\1"')
    assert 'value="水务: 年鉴 \\1"' in desk.get("/desk/office/")


def test_settings_without_a_name_are_told(desk: DeskClient) -> None:
    (desk.desk.project.docs.parent / "mkdocs.yml").write_text("extra:\n  scope: /\n", encoding="utf-8")
    assert "site_name" in words_of(desk.post("/desk/office/name", {"site_name": "年鉴"}, code=409))


def test_an_office_that_is_called_otherwise_now_renames_its_papers_in_one_change(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    own = {path: text.replace("XX乡党委", "XX县水利局党组") for path, text in OWN.items()}
    desk = make_desk(tmp_path, own)
    given = {"unit": UNIT, "folder": "", "audience": "机关"}
    page = desk.post("/desk/office/", given)
    assert "站点里已有 2 份材料写的单位是“XX县水利局党组”" in words_of(page)
    assert f'value="{UNIT}"' in page
    assert "已有 2 份" in words_of(desk.post("/desk/office/", {**given, "renames": "别的名称"}))
    shown = desk.post("/desk/office/", {**given, "renames": UNIT})
    found = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert found, words_of(shown)
    desk.post(found[1])
    for path, text in own.items():
        now = desk.desk.project.docs.joinpath(path).read_text(encoding="utf-8")
        assert now == text.replace("unit: XX县水利局党组", f"unit: {UNIT}")


def confirmed(desk: DeskClient, shown: str) -> str:
    """What the settings say once what is shown is written."""
    found = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert found, words_of(shown)
    desk.post(found[1])
    return (desk.desk.project.docs.parent / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_steps_that_a_publish_waits_for_are_ticked(desk: DeskClient) -> None:
    ticked = {"全体党员-审核": "1", "全体党员-签发": "1", "机关-签发": "1", "since": "2024", "of-报告": "1"}
    shown = desk.post("/desk/office/sign-off", ticked)
    assert "写入： 全体党员：审核、签发；机关：签发；2024 年起" in words_of(shown)
    assert "  sign_off: {全体党员: [审核, 签发], 机关: [签发], since: 2024}\n" in confirmed(desk, shown)
    assert read_sign_off(desk.desk.project.docs).since == 2024
    page = desk.get("/desk/office/")
    assert 'name="机关-签发" value="1" checked' in page
    assert 'name="机关-审核" value="1">' in page
    assert confirmed(desk, desk.post("/desk/office/sign-off", {})) == SETTINGS
    assert 'name="of-报告" value="1" checked' in page
    assert 'name="of-台账" value="1">' in page
    told = desk.post("/desk/office/sign-off", {"机关-签发": "1"})
    assert "没有选哪些材料要办" in words_of(told)
    shown = desk.post("/desk/office/sign-off", {**ticked, "of-台账": "1"})
    assert "since: 2024, of: [报告, 台账]}\n" in confirmed(desk, shown)
    assert 'name="of-台账" value="1" checked' in desk.get("/desk/office/")
    assert confirmed(desk, desk.post("/desk/office/sign-off", {})) == SETTINGS
    told = desk.post("/desk/office/sign-off", {"机关-签发": "1", "since": "今年"})
    assert "“今年”不是年度" in words_of(told)
    assert 'name="机关-签发" value="1" checked' in told


def test_spellings_of_a_post_are_told_row_by_row(desk: DeskClient) -> None:
    rows = {"post-0": "党委书记", "same-0": "书记、 党委主要负责人，书记", "post-1": "", "same-1": ""}
    shown = desk.post("/desk/office/posts", rows)
    assert "党委书记：书记、党委主要负责人" in words_of(shown)
    confirmed(desk, shown)
    assert read_posts(desk.desk.project.docs) == {"书记": "党委书记", "党委主要负责人": "党委书记"}
    assert 'value="书记、党委主要负责人"' in desk.get("/desk/office/")
    half = desk.post("/desk/office/posts", {"post-0": "乡长", "same-0": ""})
    assert "“乡长”一行只写了一半" in words_of(half)
    assert 'value="乡长"' in half
    twice = {"post-0": "乡长", "same-0": "镇长", "post-1": "书记", "same-1": "镇长"}
    assert "“镇长”写在两个职务后面" in words_of(desk.post("/desk/office/posts", twice))
    assert confirmed(desk, desk.post("/desk/office/posts", {"post-0": "", "same-0": ""})) == SETTINGS

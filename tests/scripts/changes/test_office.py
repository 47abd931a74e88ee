"""A site that is set up for an office holds nothing of the one that it was delivered with."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load_yearbook, read_office
from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.setup.project import Project
from tests.helpers.commands import copy_office, run
from tests.helpers.factories import write_pages
from tests.helpers.linked_pages import SITE

UNIT = "XX县农业农村局党组"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_office(tmp_path_factory.mktemp("office") / "project")


def state(project: Path) -> dict[str, bytes]:
    files = [project / "mkdocs.yml", *(project / "docs").rglob("*")]
    return {str(path.relative_to(project)): path.read_bytes() for path in files if path.is_file()}


@pytest.mark.slow
def test_nothing_is_done_until_the_list_is_agreed_to(project: Path) -> None:
    before = state(project)
    for words, options in (("", ()), ("no\n", ()), ("yes\n", ("--dry-run",))):
        asked = run(project, "set-up", "--unit", UNIT, *options, typed=words)
        assert (asked.returncode, asked.stderr) == (0, "")
        assert "删去 「2023年度总结（XX乡党委）」（XX乡党委的材料）" in asked.stdout
        assert "删去 「2024年度总结（XX乡党委）」（示例）" in asked.stdout
        assert state(project) == before


@pytest.mark.slow
def test_set_up_is_one_change_that_can_be_taken_back(project: Path) -> None:
    before = state(project)
    done = run(project, "set-up", "--unit", UNIT, "--folder", "nyj", "--audience", "机关", "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    office = read_office(project / "docs")
    assert office and (office.unit, office.folder, office.audience) == (UNIT, "nyj", Audience.OFFICE)
    yearbook = load_yearbook(project / "docs")
    assert not yearbook.reports
    assert not yearbook.ledgers
    assert not yearbook.local_rules
    pages = [page for page in (project / "docs").rglob("*.md") if "handbook" not in page.parts]
    assert not [page for page in pages if "XX乡" in page.read_text(encoding="utf-8")]
    assert run(project, "check").returncode == 0
    again = run(project, "set-up", "--unit", UNIT, "--folder", "nyj", "--audience", "机关", "--yes")
    assert "已经是这样，什么都没有改动" in again.stdout
    assert run(project, "undo", "1", "--yes").returncode == 0
    assert state(project) == before


@pytest.mark.slow
def test_the_office_that_the_site_was_delivered_with_keeps_its_own_paper(project: Path) -> None:
    listed = run(project, "set-up", "--unit", "XX乡党委", "--dry-run")
    assert "删去 「2024年度总结（XX乡党委）」（示例）" in listed.stdout
    assert "docs/reports/2023.md（" not in listed.stdout


@pytest.mark.parametrize(
    ("arguments", "told"),
    [((), "--unit"), (("--unit", " "), "--unit"), (("--unit", UNIT, "--folder", "农业"), "小写字母")],
)
def test_office_that_cannot_be_is_told_in_one_line(project: Path, arguments: tuple[str, ...], told: str) -> None:
    refused = run(project, "set-up", *arguments)
    assert refused.returncode == 2
    assert told in refused.stderr


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("{unit: 甲局, audience: 机关}", ("甲局", "", Audience.OFFICE)),
        ("{unit: 甲局, folder: jia, audience: 班子}", ("甲局", "jia", Audience.LEADERS)),
        ("甲局", None),
        ("{unit: 甲局, folder: 甲, audience: 班子}", None),
        ("{unit: 甲局, audience: 大家}", None),
        ("{unit: 甲局}", None),
        ("{unit: '', audience: 班子}", None),
        ("{unit: 甲局, audience: 班子, readers: 1}", None),
    ],
)
def test_setting_is_an_office_or_is_told(tmp_path: Path, setting: str, found: tuple[str, str, Audience] | None) -> None:
    docs = Project(tmp_path).docs
    (tmp_path / "mkdocs.yml").write_text(f"extra:\n  office: {setting}\n", encoding="utf-8")
    if found:
        office = read_office(docs)
        assert office and (office.unit, office.folder, office.audience) == found
    else:
        with pytest.raises(SiteError, match=r"extra\.office"):
            read_office(docs)


def test_site_without_an_office_has_none(tmp_path: Path) -> None:
    assert read_office(tmp_path / "docs") is None


@pytest.mark.parametrize("verb", [("clear-samples",), ("set-up", "--unit", UNIT)])
def test_page_that_is_broken_is_named_and_stops_nobody(verb: tuple[str, ...], tmp_path: Path) -> None:
    pages = {"other/a.md": "[没有](b.md)\n", "other/b2.md": "---\nsample: true\n---\n"}
    docs = write_pages(tmp_path / "docs", {**SITE, **pages})
    (tmp_path / "mkdocs.yml").write_text("extra:\n", encoding="utf-8")
    done = run(docs.parent, *verb, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert "站点里已有 1 个页面有错误（docs/other/a.md），这次没有用到它们。" in done.stdout
    assert not (docs / "other/b2.md").exists()

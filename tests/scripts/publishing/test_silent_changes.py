"""A paper that readers have had does not change without a word: a correction, a newer text, or a reason given."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.domain.corrections import PaperCorrection
from macros.domain.reports import Audience
from macros.render.corrections import corrected_banner
from scripts.publishing import delivery
from scripts.publishing.destination import Destination
from scripts.publishing.kept_pages import keep_pages, pack_pages
from scripts.publishing.publishing import PublishOrder, publish, staged_pages
from scripts.publishing.release import read_facts
from scripts.publishing.silent_changes import SilentChangeError, SilentChanges, find_silent_changes, require_told
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.commands import one_line, run
from tests.helpers.linked_pages import REPORT
from tests.helpers.office import make_office

pytestmark = pytest.mark.slow

MEMBERS, OFFICE, LEADERS = Audience
PATH = "reports/2023.md"
DAY = date(2024, 3, 1)
STRICT = REPORT.replace("2023", "2022").replace("audience: 全体党员", "audience: 班子")


@pytest.fixture
def office(tmp_path: Path) -> tuple[Project, Path]:
    """An office whose papers were delivered to 全体党员 once, as plain copies in the place of built pages."""
    project, folder = make_office(tmp_path / "project", {"reports/2022.md": STRICT}), tmp_path / "place"
    with staged_pages(project, MEMBERS, {}, Console(quiet=True)) as staged:
        packed, site = staged.folder / ".pages.zip", staged.folder / "site"
        pack_pages(staged.folder, packed)
        site.mkdir()
        (site / "index.html").write_text("<title>首页 - 甲</title>", encoding="utf-8")
        files = read_facts(site)
        delivery.deliver(Destination(folder), MEMBERS, site, Console(quiet=True), keep=5)
        keep_pages(project, packed, files)
    return project, folder


def change(project: Project, old: str, new: str, path: str = PATH) -> None:
    file = project.docs / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def silent(office: tuple[Project, Path], audience: Audience = MEMBERS) -> list[str]:
    project, folder = office
    found = find_silent_changes(project, Destination(folder), audience)
    assert found.unknown == ""
    return [line for one in found.found for line in one.describe()]


def test_a_changed_paper_is_named_with_what_it_says_otherwise(office: tuple[Project, Path]) -> None:
    assert silent(office) == []
    change(office[0], "不够有力", "偏轻偏软")
    assert silent(office) == [
        "「2023年度总结（XX乡党委）」改动 1 处，没有写更正",
        "  “问责不够有力。” → “问责偏轻偏软。”",
    ]


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("问责不够有力。", "**问责**不够有力。", PATH),
        ("audience: 全体党员", "audience: 全体党员\nletterhead: [XX委〔2024〕1号]", PATH),
        ("audience: 全体党员", "audience: 机关", PATH),
        ("不够有力", "偏轻偏软", "reports/2022.md"),
        ("unit: XX乡党委", "unit: [", PATH),
    ],
)
def test_what_readers_do_not_read_or_have_not_had_is_no_such_change(
    office: tuple[Project, Path], old: str, new: str, path: str
) -> None:
    change(office[0], old, new, path)
    if "机关" in new:
        change(office[0], "不够有力", "偏轻偏软")
    assert silent(office) == []


def test_what_a_page_says_for_the_first_time_puts_nothing_right(office: tuple[Project, Path]) -> None:
    project, folder = office
    begun = re.sub(r"\n\n[^#\n-][^\n]*", "", (project.docs / PATH).read_text(encoding="utf-8"))
    packed = next((project.work / "published").iterdir())
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"docs/{PATH}", begun)
    assert "### （一）问责偏轻" in begun
    assert silent((project, folder)) == []


def test_what_was_corrected_openly_is_told_already(office: tuple[Project, Path]) -> None:
    project = office[0]
    order = (
        "correct",
        f"docs/{PATH}",
        "--before",
        "不够有力",
        "--after",
        "偏轻偏软",
        "--why",
        "写错",
        "--by",
        "党建办",
    )
    assert run(project.folder, *order, "--yes").returncode == 0
    assert silent(office) == []
    change(project, "开头一段", "开头两段")
    assert silent(office)[1:] == ["  “开头一段。” → “开头两段。”"]


def test_a_newer_text_that_was_brought_in_is_told_apart(office: tuple[Project, Path]) -> None:
    project, folder = office
    change(project, "audience:", f"source: {{file: 定稿.docx, sha256: {'a' * 64}}}\naudience:")
    change(project, "不够有力", "偏轻偏软")
    assert silent(office) == ["「2023年度总结（XX乡党委）」换用了新文本，没有写更正"]
    found = find_silent_changes(project, Destination(folder), MEMBERS).found
    require_told(project, found, "正式印发的定稿", "党建办主任", DAY, Console(quiet=True))
    (row,) = load_yearbook(project.docs).reports["2023"].corrections
    assert row == PaperCorrection(DAY, "整份", "", "", "正式印发的定稿", "党建办主任", new_text=True)
    assert silent(office) == []


def test_a_reason_becomes_corrections_of_each_place(office: tuple[Project, Path]) -> None:
    project, folder = office
    change(project, "不够有力", "偏轻偏软")
    change(project, "开头一段。", "")
    found = find_silent_changes(project, Destination(folder), MEMBERS).found
    require_told(project, found, "核对时发现", "党建办主任", DAY, Console(quiet=True))
    told = [
        (row.what, row.before, row.after, row.why) for row in load_yearbook(project.docs).reports["2023"].corrections
    ]
    assert told == [
        ("正文", "开头一段。", "", "核对时发现"),
        ("问题（一）", "问责不够有力。", "问责偏轻偏软。", "核对时发现"),
    ]
    assert silent(office) == []


def test_whoever_is_asked_may_say_why_or_publish_nothing(
    office: tuple[Project, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, folder = office
    change(project, "不够有力", "偏轻偏软")
    before = (project.docs / PATH).read_bytes()
    order = PublishOrder(MEMBERS, 5)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    with pytest.raises(SilentChangeError, match="「2023年度总结（XX乡党委）」改了，没有写更正"):
        publish(project, folder, order, Console(quiet=True))
    assert (project.docs / PATH).read_bytes() == before
    found = find_silent_changes(project, Destination(folder), MEMBERS).found
    monkeypatch.setattr(sys, "stdin", io.StringIO("用语写错\n党建办主任\n"))
    require_told(project, found, "", "", DAY, Console(quiet=True))
    (row,) = load_yearbook(project.docs).reports["2023"].corrections
    assert (row.why, row.by) == ("用语写错", "党建办主任")


def test_a_reason_without_a_post_is_no_order(office: tuple[Project, Path]) -> None:
    told = one_line(run(office[0].folder, "publish", office[1], "--why", "写错"), code=2)
    assert "一起写" in told


def test_what_was_not_published_says_nothing_and_what_was_not_kept_is_not_known(
    office: tuple[Project, Path], tmp_path: Path
) -> None:
    project, folder = office
    change(project, "不够有力", "偏轻偏软")
    assert find_silent_changes(project, Destination(tmp_path / "别处"), MEMBERS).found == ()
    for kept in (project.work / "published").iterdir():
        kept.unlink()
    assert find_silent_changes(project, Destination(folder), MEMBERS) == SilentChanges(unknown="文字")


def correct(project: Project, before: str, after: str) -> None:
    order = ("correct", f"docs/{PATH}", "--before", before, "--after", after, "--why", "写错", "--by", "党建办")
    told = run(project.folder, *order, "--yes")
    assert told.returncode == 0, told.stderr


def told_of(project: Project) -> list[tuple[str, str]]:
    return [(row.before, row.after) for row in load_yearbook(project.docs).reports["2023"].corrections]


def keep_as_published(project: Project) -> None:
    """Another release, of the pages as they are now."""
    with staged_pages(project, MEMBERS, {}, Console(quiet=True)) as staged:
        packed, site = staged.folder / ".pages.zip", staged.folder / "site"
        pack_pages(staged.folder, packed)
        site.mkdir()
        (site / "index.html").write_text((project.docs / PATH).read_text(encoding="utf-8"), encoding="utf-8")
        keep_pages(project, packed, read_facts(site))


def test_a_correction_begins_from_what_readers_have_had(office: tuple[Project, Path]) -> None:
    project = office[0]
    change(project, "不够有力", "不太有力")
    change(project, "开头一段", "开头两段")
    correct(project, "不太有力", "偏轻偏软")
    assert told_of(project) == [("问责不够有力。", "问责偏轻偏软。")]
    # What was changed elsewhere is not told by it.
    assert silent(office)[1:] == ["  “开头一段。” → “开头两段。”"]


def test_corrections_of_a_place_between_two_releases_are_one(office: tuple[Project, Path]) -> None:
    project = office[0]
    correct(project, "开头一段", "开头的一段")
    correct(project, "不够有力", "不太有力")
    correct(project, "不太有力", "偏轻偏软")
    assert told_of(project) == [("开头一段", "开头的一段"), ("不够有力", "偏轻偏软")]
    correct(project, "偏轻偏软", "不够有力")
    assert told_of(project) == [("开头一段", "开头的一段")]
    assert silent(office) == []


def test_the_same_words_elsewhere_are_another_place(office: tuple[Project, Path]) -> None:
    project = office[0]
    correct(project, "一段", "有力")
    correct(project, "不够有力", "偏轻")
    assert told_of(project) == [("一段", "有力"), ("不够有力", "偏轻")]


def test_what_readers_were_told_stays_and_the_place_counts_once(office: tuple[Project, Path]) -> None:
    project = office[0]
    correct(project, "不够有力", "不太有力")
    keep_as_published(project)
    correct(project, "不太有力", "偏轻偏软")
    assert told_of(project) == [("不够有力", "不太有力"), ("不太有力", "偏轻偏软")]
    assert "更正过 1 处" in corrected_banner(load_yearbook(project.docs).reports["2023"])


def test_a_reason_given_at_last_takes_the_place_of_what_tells_half(office: tuple[Project, Path]) -> None:
    project, folder = office
    row = (
        "corrections:\n  - {on: 2024-02-01, what: 甲, before: 问责不太有力。, after: 问责偏轻偏软。, why: 甲, by: 乙}\n"
    )
    change(project, "audience:", f"{row}audience:")
    change(project, "不够有力", "偏轻偏软")
    found = find_silent_changes(project, Destination(folder), MEMBERS).found
    require_told(project, found, "写错", "党建办主任", DAY, Console(quiet=True))
    assert told_of(project) == [("问责不够有力。", "问责偏轻偏软。")]

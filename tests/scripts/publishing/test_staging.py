"""What is taken out of a project for certain readers, and what is left as it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from macros.corpus import find_signed_text, load_corpus
from macros.domain.reports import Audience
from macros.domain.signatures import Step
from scripts.changes import journal
from scripts.changes.signing import plan_signing
from scripts.publishing.reduction import reduce_page
from scripts.publishing.scanned_papers import UnreadError
from scripts.publishing.sight import find_sight
from scripts.publishing.signed_papers import UnsignedError
from scripts.publishing.staging import narrow_settings, stage
from scripts.setup.console import Console
from tests.helpers.factories import LEDGER, write_pages
from tests.helpers.linked_pages import REPORT, SITE
from tests.helpers.office import make_office

MEMBERS, OFFICE, LEADERS = Audience
STRICT = REPORT.replace("2023", "2022").replace("audience: 全体党员", "audience: 班子")
SETTINGS = """\
# remark
site_name: 甲
nav:
  - 首页: index.md
  - 只给班子: a.md
  - 一栏:
      - b.md
      - 外: https://example.invalid/
  - 空栏:
      - 看不到: a.md
markdown_extensions:
  - tables: {use_align_attribute: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
  - macros.annotate
"""


def reduced(folder: Path, path: str, reader: Audience, pages: dict[str, str]) -> str:
    """A page of the small site as some readers may see it."""
    docs = write_pages(folder / "docs", {**SITE, **pages})
    text = (docs / path).read_bytes().decode("utf-8")
    return reduce_page(path, text, find_sight(load_corpus(docs), reader))


def test_settings_name_only_pages_that_are_there_and_keep_the_tags_of_others() -> None:
    text = narrow_settings(SETTINGS, Path("/x/docs"), {"index.md", "b.md"})
    assert "!!python/name:material.extensions.emoji.twemoji" in text
    assert "只给班子" not in text
    assert "remark" not in text
    fields = yaml.safe_load(text.replace("!!python/name:material.extensions.emoji.twemoji", "x"))
    assert fields["nav"] == [{"首页": "index.md"}, {"一栏": ["b.md", {"外": "https://example.invalid/"}]}]
    assert fields["markdown_extensions"][0] == {"tables": {"use_align_attribute": True}}
    assert fields["markdown_extensions"][-1] == {"macros.annotate": {"docs": "/x/docs"}}


@pytest.mark.parametrize("text", ["", "- a\n", "site_name: 甲\n"])
def test_settings_without_nav_stay(text: str) -> None:
    assert yaml.safe_load(narrow_settings(text, Path("/x"), ())) == yaml.safe_load(text)


def test_page_that_holds_nothing_above_its_readers_stays_as_it_is(tmp_path: Path) -> None:
    report = REPORT.replace("audience:", "answers: {2022#m1: w1}\naudience:")
    pages = {"reports/2022.md": REPORT.replace("2023", "2022"), "reports/2023.md": report}
    assert reduced(tmp_path, "reports/2023.md", MEMBERS, pages) == report


@pytest.mark.parametrize(
    ("front", "left"),
    [
        ("answers: {2022#m1: w1}", "answers: {}"),
        ("answers:\n  2022#m1: w1", "answers: {}"),
        ("answers:\n  2022#m1:\n  2021#m1: w1", "answers:\n  2021#m1: w1"),
        ("continues: {p1: {2022#p1: sure}}", "continues: {}"),
        ("continues:\n  p1: {2022#p1: no, 2021#p1: sure}\n  w1: {2022#w1: no}", "continues:\n  p1: {2021#p1: sure}\n"),
    ],
)
def test_what_names_items_of_a_report_that_is_not_there_goes(tmp_path: Path, front: str, left: str) -> None:
    pages = {
        "reports/2021.md": REPORT.replace("2023", "2021"),
        "reports/2022.md": STRICT,
        "reports/2023.md": REPORT.replace("audience:", f"{front}\naudience:"),
    }
    text = reduced(tmp_path, "reports/2023.md", MEMBERS, pages)
    assert left in text
    assert "2022" not in text
    assert text.partition("\n---\n")[2] == REPORT.partition("\n---\n")[2]


def test_entry_loses_what_it_names_above_its_readers_and_keeps_its_own_words(tmp_path: Path) -> None:
    entry = LEDGER.replace("audience: 班子", "audience: 机关").replace("2023#", "2022#")
    pages = {"reports/2022.md": STRICT, "ledger/2023.md": entry.replace("\n", "\r\n")}
    text = reduced(tmp_path, "ledger/2023.md", OFFICE, pages)
    assert "2022" not in text
    assert "修订办法" in text
    assert "已起草" in text
    whole = reduced(tmp_path, "ledger/2023.md", LEADERS, pages)
    assert "item: 2022#m1" in whole


def test_ledger_for_fewer_readers_shows_its_open_entries_under_a_plain_title(tmp_path: Path) -> None:
    two = LEDGER.replace("    text: 问责偏轻", "    audience: 全体党员\n    text: 问责偏轻")
    two = two.replace("entries:\n", "entries:\n  - {id: 2023-09, source: 自查, text: 不公开, measures: []}\n")
    two = two.replace("# 2023年整改台账", "# 内部台账") + "\n只给班子的话。\n"
    text = reduced(tmp_path, "ledger/2023.md", MEMBERS, {"ledger/2023.md": two})
    assert "audience: 全体党员" in text
    assert "问责偏轻" in text
    assert text.endswith("---\n\n# 2023年整改台账 { #ledger-2023 }\n")
    for words in ("不公开", "2023-09", "内部台账", "只给班子的话", "班子"):
        assert words not in text


def test_copy_holds_the_pages_of_the_readers_and_the_files_that_these_lead_to(tmp_path: Path) -> None:
    project = make_office(
        tmp_path / "project",
        {
            "handbook/index.md": '# 手册 { #handbook }\n\n![图](a.png) <img src="b.png">\n',
            "handbook/x.md": "---\naudience: 班子\n---\n\n# 甲 { #x }\n\n![图](c.png)\n",
            "own.css": "p {}",
            **{f"handbook/{name}.png": b"x" for name in "abcd"},
        },
        settings="\nx: [own.css]\n",
    )
    staged = stage(project, MEMBERS, tmp_path / "copy")
    there = {path.relative_to(tmp_path / "copy/docs").as_posix() for path in (tmp_path / "copy/docs").rglob("*.*")}
    assert {"handbook/a.png", "handbook/b.png", "own.css", "reports/2023.md"} <= there
    assert not {"handbook/c.png", "handbook/d.png", "handbook/x.md", "ledger/2023.md"} & there
    assert staged.left_out == ("handbook/d.png",)
    assert (project.docs / "handbook/x.md").is_file()


def test_a_paper_that_lacks_a_step_its_readers_ask_for_is_not_staged(tmp_path: Path) -> None:
    settings = "sign_off: {全体党员: [审核, 签发], 班子: [], since: 2023}"
    project = make_office(tmp_path / "project", {"reports/2022.md": REPORT.replace("2023", "2022")})
    file = project.folder / "mkdocs.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("generator: false", settings), encoding="utf-8")
    with pytest.raises(UnsignedError, match=r"有 1 份材料没有办完.*「2023年度总结（XX乡党委）」缺审核、签发。"):
        stage(project, MEMBERS, tmp_path / "one")
    stage(project, LEADERS, tmp_path / "two")
    for step in Step:
        change = plan_signing(project.docs, "reports/2023.md", step, "党委书记", date(2024, 1, 5), date(2024, 1, 5))
        journal.write(project, change.changes, Console(quiet=True))
    stage(project, MEMBERS, tmp_path / "three")
    page = project.docs / "reports/2023.md"
    page.write_text(page.read_text(encoding="utf-8").replace("不够有力", "不太有力"), encoding="utf-8")
    with pytest.raises(UnsignedError, match="缺审核、签发，办过以后文字有改动"):
        stage(project, MEMBERS, tmp_path / "four")


def test_a_ledger_waits_for_its_signature_where_the_setting_says_so(tmp_path: Path) -> None:
    project = make_office(tmp_path / "project")
    file, settings = project.folder / "mkdocs.yml", "sign_off: {班子: [签发], of: [台账]}"
    file.write_text(file.read_text(encoding="utf-8").replace("generator: false", settings), encoding="utf-8")
    with pytest.raises(UnsignedError, match=r"有 1 份材料没有办完.*：「2023年整改台账（XX乡党委）」缺签发。"):
        stage(project, LEADERS, tmp_path / "one")
    # Whoever does not see it does not wait for it.
    stage(project, MEMBERS, tmp_path / "two")
    change = plan_signing(project.docs, "ledger/2023.md", Step.ISSUE, "党委书记", date(2024, 1, 5), date(2024, 1, 5))
    journal.write(project, change.changes, Console(quiet=True))
    stage(project, LEADERS, tmp_path / "three")


@pytest.mark.parametrize(("words", "is_shown"), [("不够有力", True), ("不够有力，电话13812345678", False)])
def test_a_copy_shows_a_changed_paper_against_what_was_signed_unless_no_page_may_hold_that(
    tmp_path: Path, words: str, is_shown: bool
) -> None:
    text = REPORT.replace("不够有力", words).replace("audience:", "allowed: ['13812345678']\naudience:")
    project = make_office(tmp_path / "project", {"reports/2023.md": text})
    change = plan_signing(project.docs, "reports/2023.md", Step.ISSUE, "甲", date(2024, 1, 5), date(2024, 1, 5))
    journal.write(project, change.changes, Console(quiet=True))
    page = project.docs / "reports/2023.md"
    page.write_text(page.read_text(encoding="utf-8").replace(words, "偏轻"), encoding="utf-8")
    staged = stage(project, LEADERS, tmp_path / "copy").project
    found = find_signed_text(staged.docs, load_corpus(staged.docs).yearbook.reports["2023"])
    assert bool(found) is is_shown


def test_a_ledger_of_which_readers_see_a_part_says_nothing_of_who_signed_the_whole(tmp_path: Path) -> None:
    other = LEDGER[LEDGER.index("  - id:") : LEDGER.index("---\n\n#")].replace("2023-01", "2023-02")
    text = LEDGER.replace("audience: 班子", "audience: 机关").replace(
        "---\n\n#", f"{other}    audience: 班子\n---\n\n#"
    )
    project = make_office(tmp_path / "project", {"ledger/2023.md": text})
    change = plan_signing(project.docs, "ledger/2023.md", Step.ISSUE, "纪委书记", date(2024, 1, 5), date(2024, 1, 5))
    journal.write(project, change.changes, Console(quiet=True))
    for reader, is_told in ((LEADERS, True), (OFFICE, False)):
        staged = stage(project, reader, tmp_path / str(reader)).project
        assert ("纪委书记" in (staged.docs / "ledger/2023.md").read_text(encoding="utf-8")) is is_told


def test_a_scan_that_was_not_held_against_its_pictures_is_not_published(tmp_path: Path) -> None:
    scanned = REPORT.replace("audience:", "text: 扫描识别，待校对 7 处\naudience:")
    project = make_office(tmp_path / "office", {"reports/2023.md": scanned})
    with pytest.raises(UnreadError, match="还有 7 处"):
        stage(project, LEADERS, tmp_path / "copy")
    page = project.docs / "reports/2023.md"
    page.write_text(scanned.replace("待校对 7 处", "已校对 2026-11-30"), encoding="utf-8")
    assert "reports/2023.md" in stage(project, LEADERS, tmp_path / "copy again").sight.pages

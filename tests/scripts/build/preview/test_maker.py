"""A page that is made when it is looked at is the one that a build makes, whatever was done to the pages before."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest

from scripts.build import pipeline
from scripts.build.preview.maker import Maker
from scripts.setup.console import Console
from scripts.setup.project import HERE, Project
from tests.helpers.office import make_office
from tests.helpers.waiting import wait_for

REPORT, RULE = "docs/reports/2023.md", "docs/regulations/local/kaoqin.md"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = make_office(tmp_path / "project")
    # As the process that makes pages does it.
    monkeypatch.chdir(project.folder)
    return project


@pytest.fixture
def maker(project: Project, tmp_path: Path) -> Maker:
    return Maker(project, tmp_path / "out")


def seen(maker: Maker, address: str) -> bytes:
    answer = maker.answer(address)
    return Path(answer.file).read_bytes() if answer.file else answer.body


def read(maker: Maker, address: str) -> str:
    return maker.answer(address).body.decode()


def edit(project: Project, path: str, *changes: tuple[str, str]) -> None:
    page = project.folder / path
    text = page.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    page.write_text(text, encoding="utf-8")


def require_same(maker: Maker, site: Path) -> None:
    files = [file for file in site.rglob("*") if file.is_file()]
    assert files
    assert [file for file in files if seen(maker, file.relative_to(site).as_posix()) != file.read_bytes()] == []


@pytest.mark.slow
def test_every_file_of_the_shipped_site_is_as_it_is_built(
    built_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    require_same(Maker(HERE, tmp_path), built_site)


@pytest.mark.slow
def test_every_file_of_a_made_up_site_is_as_it_is_built(project: Project, maker: Maker) -> None:
    pipeline.build(project.site, project, Console(quiet=True))
    require_same(maker, project.site)


def change_words(project: Project) -> None:
    edit(project, REPORT, ("### （一）加强教育", "### （一）改后的标题"))


def change_title(project: Project) -> None:
    edit(project, RULE, ("# ", "# 新的"))


def take_away(project: Project) -> None:
    for name in ("reports/2023.md", "ledger/2023.md"):
        (project.docs / name).unlink()


def add(project: Project) -> None:
    page = (project.docs / "reports/2023.md").read_text(encoding="utf-8")
    (project.docs / "reports/2022.md").write_text(page.replace("2023", "2022"), encoding="utf-8")
    (project.docs / "handbook/more.md").write_text("# 又一页 { #more }\n\n[首页](../index.md)\n", encoding="utf-8")
    (project.docs / "handbook/picture.svg").write_text("<svg/>", encoding="utf-8")


def move(project: Project) -> None:
    (project.docs / "measures.md").rename(project.docs / "ledger/measures.md")


@pytest.mark.parametrize("change", [change_words, change_title, take_away, add, move])
def test_after_an_edit_pages_are_as_they_are_made_from_nothing(
    project: Project, maker: Maker, tmp_path: Path, change: Callable[[Project], None]
) -> None:
    addresses = ["index.html", "reports/2023.html", "regulations/local/kaoqin.html", "assets/search/shard-000.js"]
    before = {address: seen(maker, address) for address in addresses}
    change(project)
    fresh = Maker(project, tmp_path / "fresh")
    pages = [page.relative_to(project.docs).as_posix() for page in project.docs.rglob("*.md")]
    addresses += [page.replace(".md", ".html") for page in pages]
    addresses += ["handbook/picture.svg", "assets/search/names.js", "assets/search/manifest.js"]
    after = {address: seen(maker, address) for address in addresses}
    assert after == {address: seen(fresh, address) for address in addresses}
    assert {address: after[address] for address in before} != before


def test_another_day_makes_other_pages(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1698796800")
    assert "已于2024年1月1日被2023年版取代" not in read(maker, "regulations/shili/2018.html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1704067200")
    assert "已于2024年1月1日被2023年版取代" in read(maker, "regulations/shili/2018.html")


def test_a_broken_page_stays_as_it_was_and_the_others_follow(project: Project, maker: Maker) -> None:
    before = (project.folder / REPORT).read_bytes()
    edit(project, REPORT, ("year: 2023", "year: x"), ("### （一）加强教育", "### （一）改后的标题"))
    edit(project, RULE, ("# ", "# 新的"))
    page = read(maker, "reports/2023.html")
    assert "现在看到的是它出错以前的样子" in page
    assert "docs/reports/2023.md:2：year：字段的值类型不对" in page
    assert ("加强教育" in page, "改后的标题" in page) == (True, False)
    other = read(maker, "regulations/local/kaoqin.html")
    assert "docs/reports/2023.md:2：year：字段的值类型不对" in other
    assert "新的" in other
    (project.folder / REPORT).write_bytes(before)
    assert "错误" not in read(maker, "reports/2023.html")


def test_a_page_that_was_never_whole_says_what_is_wrong(project: Project, tmp_path: Path) -> None:
    edit(project, REPORT, ("year: 2023", "year: x"))
    maker = Maker(project, tmp_path / "out")
    answer = maker.answer("reports/2023.html")
    assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert "字段的值类型不对" in answer.body.decode()
    assert maker.answer("index.html").status == HTTPStatus.OK
    assert maker.answer("reports/2024.html").status == HTTPStatus.NOT_FOUND


def test_what_pages_say_together_is_checked_behind_and_told_at_its_place(project: Project, maker: Maker) -> None:
    edit(project, REPORT, ("### （一）加强教育", "### （一）加强教育 [没有](../nowhere.md)"))
    text = (project.folder / REPORT).read_text(encoding="utf-8")
    (project.folder / REPORT).write_text(text + "\n[没有](../nowhere.md)\n", encoding="utf-8")
    state = maker.look().state
    told = wait_for(lambda: maker.look().told, "the check")
    assert "nowhere.md" in told
    assert maker.look().state != state
    page = read(maker, "reports/2023.html")
    last = page.rindex("这里有错误")
    assert page.rindex("<h", 0, last) > page.index("<h2")
    assert "nowhere.md" in page[last:]


def test_a_page_that_cannot_be_made_says_why(project: Project, maker: Maker) -> None:
    path = "docs/compare/figures.md"
    seen(maker, "compare/figures.html")
    edit(project, path, ("{{ indicator_table() }}", "{{ nothing() }}"))
    page = read(maker, "compare/figures.html")
    assert "现在看到的是它出错以前的样子" in page
    assert "nothing" in page
    edit(project, path, ("{{ nothing() }}", ""))
    assert "错误" not in read(maker, "compare/figures.html")


def test_what_only_the_generator_sees_is_told_on_the_page(project: Project, maker: Maker) -> None:
    with (project.docs / "search.md").open("a", encoding="utf-8") as page:
        page.write("\n[没有这处](#none)\n")
    assert "#none" in read(maker, "search.html").partition("<main")[0]
    assert "#none" not in read(maker, "index.html")

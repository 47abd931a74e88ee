"""Pages of the last build are taken where they are the same, byte for byte what a fresh build makes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.commands import build

from scripts.build.generator import generating
from scripts.build.kept import VARIABLE
from scripts.build.mkdocs_private import kept_pages
from scripts.build.mkdocs_private.kept_pages import keep_pages
from scripts.setup.project import Project
from tests.helpers.office import HANDBOOK, make_office

REPORT = "docs/reports/2023.md"


def built(project: Project, kept: Path | None, **variables: str) -> dict[str, bytes]:
    """The site as the generator makes it, with or without what was kept."""
    site = project.folder / "site"
    shutil.rmtree(site, ignore_errors=True)
    folder = {VARIABLE: str(kept)} if kept else {}
    with generating(project.folder, site, {"YEARBOOK_AUDIENCE": "班子", **folder, **variables}) as run:
        run.finish()
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def edit(project: Project, path: str, old: str, new: str) -> None:
    file = project.folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def require_same(project: Project, kept: Path, **variables: str) -> None:
    with_kept, fresh = built(project, kept, **variables), built(project, None, **variables)
    assert sorted(with_kept) == sorted(fresh)
    assert [path for path, content in fresh.items() if with_kept[path] != content] == []


@pytest.mark.slow
def test_whatever_changes_the_site_is_the_one_of_a_fresh_build(tmp_path: Path) -> None:
    project, kept = make_office(tmp_path / "project", HANDBOOK), tmp_path / "kept"
    built(project, kept)
    # What stands under a heading, the heading, what is cited: on its page, on overviews, on pages of the register.
    for old, new in (
        ("开展教育。", "广泛开展教育。"),
        ("加强教育", "抓教育"),
        ("落实[《示例条例》](../regulations/shili/2018.md)", "落实"),
    ):
        edit(project, REPORT, old, new)
        require_same(project, kept)
    # Another template, other settings, another day, other readers: nothing is left of before.
    edit(project, "overrides/main.html", "报告正文为当年记录", "正文为当年记录")
    edit(project, "mkdocs.yml", "site_name: 廉政年鉴", "site_name: 别的名字")
    require_same(project, kept, SOURCE_DATE_EPOCH="1700000000", YEARBOOK_AUDIENCE="全体党员")


@pytest.mark.slow
def test_what_is_the_same_is_taken_and_what_is_damaged_is_made(tmp_path: Path) -> None:
    project, kept = make_office(tmp_path / "project", HANDBOOK), tmp_path / "kept"
    site = built(project, kept)
    files = [file for file in kept.iterdir() if file.read_bytes() == site["handbook/intake.html"]]
    assert len(files) == 1
    stamps = {file.name: file.stat().st_mtime_ns for file in kept.iterdir()}
    edit(project, REPORT, "加强教育", "抓教育")
    pages = built(project, kept)
    # Of its macros one has seen nothing of that.
    assert pages["study/index.html"] == site["study/index.html"]
    assert pages["study/index.html"] in [file.read_bytes() for file in kept.iterdir() if file.name in stamps]
    left = {file.name for file in kept.iterdir() if stamps.get(file.name) == file.stat().st_mtime_ns}
    assert files[0].name in left
    assert left < stamps.keys()
    files[0].write_bytes(b"damaged")
    require_same(project, kept)


def test_nothing_is_taken_where_nobody_asks_or_mkdocs_is_not_as_known(monkeypatch: pytest.MonkeyPatch) -> None:
    populate = build._populate_page
    monkeypatch.delenv(VARIABLE, raising=False)
    assert keep_pages() is None
    monkeypatch.setenv(VARIABLE, "kept")
    monkeypatch.setitem(kept_pages._TAKES, "_build_page", ["page"])
    assert keep_pages() is None
    assert build._populate_page is populate


@pytest.mark.parametrize("more", ["hooks: [a.py]\n", "extra: {plain_build: true}\n", "plugins: [tags]\n"])
def test_where_others_have_a_say_or_a_build_is_plain_all_pages_are_made(tmp_path: Path, more: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(more, encoding="utf-8")
    config = SimpleConfig(str(tmp_path / "docs"), hooks="hooks" in more, plugins=["tags"] if "tags" in more else [])
    assert kept_pages._is_foreign(config)  # type: ignore[arg-type]


class SimpleConfig:
    """What is asked of the settings."""

    nav = ("index.md",)

    def __init__(self, docs_dir: str, *, hooks: bool, plugins: list[str]) -> None:
        self.docs_dir, self.hooks, self.plugins = docs_dir, hooks, dict.fromkeys(plugins)

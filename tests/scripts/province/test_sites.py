"""A site a county: the same built alone or beside others, with one register, and a search over all."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from macros.compare.sharing.plan import run_plainly
from scripts.build.search_data import SEARCH_DATA
from scripts.province.outcome import County
from scripts.province.sites import BuiltCounty, build_counties, join_search, stage_county
from scripts.setup.project import HERE, Project
from tests.helpers.factories import write_pages
from tests.helpers.small_papers import paper

REGISTER = "---\nrender_macros: true\nchecked_as_of: 2024-07-01\n---\n\n# 法规 { #regulations }\n"
#: Pages that every page leads to.
_LED_TO = ("search", "reports/index", "ledger/index", "regulations/index", "handbook/index", "measures")


def make_county(top: Path, name: str, **pages: str) -> County:
    """A county whose first page leads to all others."""
    (top / name).mkdir(parents=True)
    stubs = {f"{page}.md": "# 一页\n" for page in _LED_TO}
    docs = write_pages(
        top / name / "docs",
        {"ledger/2023.md": None} | stubs | {path.replace("__", "/") + ".md": text for path, text in pages.items()},
    )
    links = (f"- [一页]({page.relative_to(docs).as_posix()})\n" for page in sorted(docs.rglob("*.md")))
    (docs / "index.md").write_text(f"# 首页\n\n{''.join(links)}", encoding="utf-8")
    return County(name, docs)


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def office(top: Path) -> Project:
    """What gives the register, the theme and the settings."""
    shutil.copytree(HERE.overrides, top / "overrides", ignore=shutil.ignore_patterns("search"))
    settings = (HERE.folder / "mkdocs.yml").read_text(encoding="utf-8")
    (top / "mkdocs.yml").write_text(re.sub(r"(?ms)^nav:.*?^(?=\S)", "nav: [index.md]\n", settings), encoding="utf-8")
    return Project(top)


def test_county_has_the_register_of_all_and_its_own_rules(tmp_path: Path) -> None:
    write_pages(tmp_path / "office/docs", {"regulations/local/theirs.md": "# 别的\n"})
    project = office(tmp_path / "office")
    county = make_county(tmp_path, "dong", regulations__local__own="# 自己的\n", regulations__shili__1999="# 旧的\n")
    staged = files_of(stage_county(county, project, tmp_path / "staged").docs)
    assert "regulations/local/own.md" in staged
    assert staged.keys().isdisjoint({"regulations/local/theirs.md", "regulations/shili/1999.md"})
    register = files_of(project.docs / "regulations")
    assert {f"regulations/{name}" for name in register if not name.startswith("local/")} <= staged.keys()


def test_search_at_the_top_has_the_papers_of_all_and_the_register_once(tmp_path: Path) -> None:
    def put(site: str, *shards: dict[str, object]) -> None:
        folder = tmp_path / site / SEARCH_DATA
        folder.mkdir(parents=True)
        (folder / "manifest.js").write_text(
            f"window.ybSearchManifest={json.dumps({'shards': shards})};\n", encoding="utf-8"
        )

    register = {"file": "shard-001.js", "from": 0, "to": 0, "bytes": 9}
    put("", {"file": "shard-000.js", "from": 2023, "to": 2023, "bytes": 5}, register)
    put("dong", {"file": "shard-000.js", "from": 2020, "to": 2024, "bytes": 7}, register)
    built = [BuiltCounty("dong", ""), BuiltCounty("xi", "有错误")]
    for _ in range(2):
        join_search(built, tmp_path)
        text = (tmp_path / SEARCH_DATA / "manifest.js").read_text(encoding="utf-8")
        manifest = json.loads(text.partition("=")[2].rstrip(";\n"))
        assert manifest["counties"] == ["dong"]
        assert [(one["file"], one.get("folder")) for one in manifest["shards"]] == [
            ("../../dong/assets/search/shard-000.js", "dong"), ("shard-000.js", None), ("shard-001.js", None)
        ]  # fmt: skip


@pytest.mark.slow
def test_site_of_a_county_is_the_same_built_alone_or_beside_others(tmp_path: Path) -> None:
    write_pages(tmp_path / "office/docs", {"regulations/index.md": REGISTER})
    project = office(tmp_path / "office")
    dong = make_county(tmp_path / "counties", "dong", reports__2023=paper(2023, {"w1": "渡口早晚各巡查一次。"}))
    bad = make_county(
        tmp_path / "counties", "xi", reports__2023=paper(2023, {"w1": "值班。"}).replace("year: 2023", "year: x")
    )
    for name in ("alone", "together"):
        (tmp_path / name).mkdir()
    assert build_counties([dong], project, tmp_path / "alone", run_plainly) == [BuiltCounty("dong", "")]
    first, other = build_counties([bad, dong], project, tmp_path / "together", run_plainly)
    assert (other, first.folder, "docs/reports/2023.md:2" in first.fault) == (BuiltCounty("dong", ""), "xi", True)
    assert files_of(tmp_path / "alone/dong") == files_of(tmp_path / "together/dong")
    assert not (tmp_path / "together/xi").exists()

"""A site a county, with one register, and above them one with a list of them all and a search over all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from macros.compare.sharing.plan import run_plainly
from macros.render.units.county_list import CountyRow, county_list
from scripts.build.search_data import SEARCH_DATA
from scripts.province import sites
from scripts.province.outcome import County, ProvinceError
from scripts.province.sites import BuiltCounty, build_counties, join_search, stage_county, tell_faults
from scripts.province.top import put_around, stage_top
from scripts.setup.project import Project
from tests.helpers.county_sites import files_of, make_county, make_office
from tests.helpers.factories import write_pages


def test_county_has_the_register_of_all_and_its_own_rules(tmp_path: Path) -> None:
    write_pages(tmp_path / "office/docs", {"regulations/local/theirs.md": "# 别的\n"})
    project = make_office(tmp_path / "office")
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
    rows = [CountyRow(folder, name, 1, 1, (2020, 2024), "") for folder, name in (("dong", "东县"), ("xi", "西县"))]
    for _ in range(2):
        join_search(rows, tmp_path)
        text = (tmp_path / SEARCH_DATA / "manifest.js").read_text(encoding="utf-8")
        manifest = json.loads(text.partition("=")[2].rstrip(";\n"))
        assert manifest["counties"] == ["东县"]
        assert [(one["file"], one.get("folder"), one.get("county")) for one in manifest["shards"]] == [
            ("../../dong/assets/search/shard-000.js", "dong", "东县"),
            ("shard-000.js", None, None),
            ("shard-001.js", None, None),
        ]


def test_counties_are_listed_by_letter_each_with_the_way_to_its_site() -> None:
    def rows(count: int) -> list[CountyRow]:
        return [CountyRow(f"{chr(97 + number % 20)}{number}", f"{number}县", 26, 260, (2016, 2025), f"{number}/")
                for number in range(count)]  # fmt: skip

    few, many = county_list(rows(13)), county_list(rows(100))
    assert ("13 个县，338 个单位，3380 份材料" in few, "<details" in few, few.count("<tr><th")) == (True, False, 14)
    assert many.count("<details") == 20
    assert all(f'<a href="{number}/">{number}县</a>' in many for number in range(100))
    assert county_list([CountyRow("dong", "东县", 0, 0, (), "", "没有生成")]).count("<a ") == 0


def test_top_leads_to_the_counties_and_replaces_what_is_its_own_alone(tmp_path: Path) -> None:
    write_pages(tmp_path / "office/docs", {"index.md": "# 首页 { #home }\n\n四个数。\n", "search.md": "# 检索\n"})
    project = make_office(tmp_path / "office")
    row = CountyRow("dong", "东县", 1, 1, (2023, 2023), "index.html?county=dong")
    staged = stage_top([row], project, tmp_path / "staged")
    home = (staged.docs / "index.md").read_text(encoding="utf-8")
    assert home.split("\n\n")[-2:] == [
        "[各县](counties.md)的站点一个县一个，共 1 个县、1 个单位、1 份材料。", "四个数。\n"
    ]  # fmt: skip
    assert "各县: counties.md" in (staged.folder / "mkdocs.yml").read_text(encoding="utf-8")
    assert "index.html?county=dong" in (staged.docs / "counties.md").read_text(encoding="utf-8")
    for path in ("site/new/page.html", "into/old/page.html", "into/new/old.html", "into/dong/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    put_around(tmp_path / "site", tmp_path / "into", {"dong"})
    assert files_of(tmp_path / "into").keys() == {"new/page.html", "dong/index.html"}


def test_county_that_is_called_as_a_part_of_the_top_is_refused(tmp_path: Path) -> None:
    write_pages(tmp_path / "office/docs")
    county = County("reports", tmp_path)
    with pytest.raises(ProvinceError, match="reports"):
        build_counties([county], Project(tmp_path / "office"), tmp_path, run_plainly)


def test_what_a_site_is_made_of_tells_when_it_is_built_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(tmp_path / "office/docs")
    project = make_office(tmp_path / "office")
    counties = [make_county(tmp_path / "counties", name) for name in ("dong", "xi")]
    built: list[str] = []

    def build_it(staged: Project, _: str) -> str:
        built.append((staged.docs / "index.md").read_text(encoding="utf-8").split()[-1])
        write_pages(staged.site, {"index.html": "site"})
        return ""

    monkeypatch.setattr(sites, "_run_apart", build_it)

    def names(*, afresh: bool = False) -> list[str]:
        done = build_counties(counties, project, tmp_path, run_plainly, afresh=afresh)
        return [one.folder for one in done if not one.unchanged]

    assert (names(), names()) == (["dong", "xi"], [])
    (counties[1].docs / "search.md").write_text("# 改了\n", encoding="utf-8")
    assert (names(), names(afresh=True)) == (["xi"], ["dong", "xi"])
    (counties[0].docs.parent / "mkdocs.yml").write_text("site_name: 东县\nnav: [index.md]\n", encoding="utf-8")
    assert names() == ["dong"]
    (tmp_path / "xi/index.html").write_text("somebody else's", encoding="utf-8")
    assert names() == ["xi"]
    (project.docs / "regulations/index.md").write_text("# 法规\n", encoding="utf-8")
    assert (names(), len(built)) == (["dong", "xi"], 9)


def test_of_a_county_with_many_faults_a_few_are_told_and_all_are_written(tmp_path: Path) -> None:
    many = "\n".join(f"docs/reports/{number}.md：引用没有链接。" for number in range(2000))
    told = list(
        tell_faults([BuiltCounty("dong", many), BuiltCounty("xi", "页首信息不对。"), BuiltCounty("nan", "")], tmp_path)
    )
    written = tmp_path / "没有生成-dong.txt"
    assert (told[0], told[3], told[4]) == (
        "dong 没有生成：docs/reports/0.md：引用没有链接。",
        f"dong 还有 1997 行，全部写在 {written}。",
        "xi 没有生成：页首信息不对。",
    )
    assert (len(told), written.read_text(encoding="utf-8").split()) == (5, many.split())
    assert (list(tell_faults([BuiltCounty("dong", "")], tmp_path)), written.exists()) == ([], False)

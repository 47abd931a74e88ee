"""The same pages under three generators: MkDocs and ProperDocs strictly, Zensical as far as it goes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from scripts.build.after_build.site_checks import check_site
from scripts.setup.needs import BROWSER
from scripts.setup.project import ROOT
from tests.helpers.browsing import wait_for_results
from tests.helpers.built_pages import read_article, read_tables
from tests.helpers.commands import clone, command
from tests.helpers.office import make_office

pytestmark = pytest.mark.slow

COMMANDS = {
    "mkdocs": ["mkdocs", "build", "--strict", "-f", "mkdocs.yml"],
    "properdocs": ["properdocs", "build", "--strict", "-f", "mkdocs.yml"],
    "zensical": ["zensical", "build", "--strict", "--clean", "-f", "mkdocs.yml"],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with the data of the search: a step before the generator, whichever that is."""
    project = clone(tmp_path_factory.mktemp("generators") / "project")
    run_in(project, steps()[0])
    return project


def steps() -> list[list[str]]:
    """What the handbook shows for Zensical: the data of the search, the site, the calendars, the look at the site."""
    lines = map(shlex.split, steps_of("zensical"))
    return [[sys.executable if word == ".venv/bin/python" else word for word in line] for line in lines]


@pytest.fixture(scope="module")
def sites(project: Path, built_site: Path) -> dict[str, Path]:
    """The whole real site as each generator builds it: MkDocs by our own command, the others by themselves."""
    found = {"mkdocs": built_site}
    _, build, *rest = steps()
    assert build == [sys.executable, "-m", *COMMANDS["zensical"]]
    for name, after in (("properdocs", rest[:1]), ("zensical", rest)):
        assert "WARNING" not in run_in(project, [sys.executable, "-m", *COMMANDS[name]])
        assert not "".join(run_in(project, step) for step in after)
        found[name] = project.parent / name
        shutil.move(project / "site", found[name])
    return found


def run_in(project: Path, command: list[str]) -> str:
    """What a command tells that works in a copy of the project."""
    variables = {"SOURCE_DATE_EPOCH": "1795392000", "PYTHONPATH": str(project)}
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    environment = os.environ | variables | quiet
    result = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stderr + result.stdout


def steps_of(section: str) -> list[str]:
    """The commands in a section of the handbook's page on leaving, in order."""
    text = (ROOT / "docs/handbook/leaving.md").read_text(encoding="utf-8")
    part = text.split(f"{{ #{section} }}", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip() for block in part.split("```")[1::2] for line in block.splitlines()]
    return [line for line in lines if line and "pip install" not in line]


def pages(site: Path) -> set[str]:
    return {page.relative_to(site).as_posix() for page in site.rglob("*.html") if page.name != "404.html"}


@pytest.mark.parametrize("other", ["properdocs", "zensical"])
def test_every_page_is_there(sites: dict[str, Path], other: str) -> None:
    assert pages(sites[other]) == pages(sites["mkdocs"])
    assert len(pages(sites["mkdocs"])) > 40


@pytest.mark.parametrize("other", ["properdocs", "zensical"])
def test_articles_are_equal_in_words_links_and_ids(sites: dict[str, Path], other: str) -> None:
    for page in sorted(pages(sites["mkdocs"])):
        ours, theirs = read_article(sites["mkdocs"] / page), read_article(sites[other] / page)
        assert theirs.text == ours.text, page
        assert theirs.ids == ours.ids, page
        assert theirs.links == ours.links, page


@pytest.mark.parametrize("other", ["properdocs", "zensical"])
def test_tables_of_comparisons_are_equal_cell_by_cell(sites: dict[str, Path], other: str) -> None:
    counted = 0
    for page in sorted(page for page in pages(sites["mkdocs"]) if page.startswith(("compare/", "ledger/"))):
        ours = read_tables(sites["mkdocs"] / page)
        assert read_tables(sites[other] / page) == ours, page
        counted += sum(len(table) for table in ours)
    assert counted > 300


@pytest.fixture(scope="module")
def search_pages(sites: dict[str, Path], browser: Any) -> Iterator[dict[str, Any]]:
    """A window for each site."""
    contexts = {name: browser.new_context() for name in sites}
    yield {name: context.new_page() for name, context in contexts.items()}
    for context in contexts.values():
        context.close()


@pytest.mark.needs(BROWSER)
@pytest.mark.parametrize("query", ["一岗双责", "问责", "批评与自我批评", "四风 整改", "鹦鹉螺"])
def test_search_finds_the_same_under_every_generator(
    sites: dict[str, Path], search_pages: dict[str, Any], query: str
) -> None:
    found = {}
    for name, page in search_pages.items():
        page.goto(f"{sites[name].as_uri()}/search.html?q={quote(query)}")
        wait_for_results(page)
        found[name] = page.eval_on_selector_all("[data-yb-id]", "rows => rows.map(row => row.textContent)")
    assert found["properdocs"] == found["zensical"] == found["mkdocs"]
    assert bool(found["mkdocs"]) is (query != "鹦鹉螺")


#: Pages that show how a macro is written.
HOLDING_CALLS = {
    f"handbook/{file.stem}.html"
    for file in (ROOT / "docs/handbook").glob("*.md")
    if "{% raw %}" in file.read_text(encoding="utf-8")
}


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_left_unrendered(sites: dict[str, Path], name: str) -> None:
    for page in sorted(pages(sites[name])):
        text = read_article(sites[name] / page).text
        if page not in HOLDING_CALLS:
            assert "{{" not in text, page
        assert "Macro" not in text, page


@pytest.mark.parametrize("name", COMMANDS)
def test_the_section_of_a_page_is_marked_and_its_way_back_is_shown(sites: dict[str, Path], name: str) -> None:
    text = (sites[name] / "handbook/report.html").read_text(encoding="utf-8")
    assert re.search(r'<a[^>]* aria-current="true">手册</a>', text)
    assert len(re.findall('class="yb-path"', text)) == 1
    report = (sites[name] / "reports/2023.html").read_text(encoding="utf-8")
    assert re.search(r'<a[^>]* aria-current="true">年度总结</a>', report)
    assert len(re.findall('class="yb-path"', report)) == 1


@pytest.mark.parametrize("name", ["properdocs", "zensical"])
def test_every_site_passes_what_is_looked_at_after_a_build(sites: dict[str, Path], project: Path, name: str) -> None:
    check_site(sites[name], project / "docs")


@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_pages_are_loaded_once_a_build_whatever_their_number(tmp_path: Path, name: str) -> None:
    office = make_office(tmp_path / "office").folder
    told = run_in(office, [sys.executable, "-m", "tests.helpers.counted", *COMMANDS[name]])
    assert (office / "site/reports/2023.html").is_file()
    assert told.split()[-1] == "1"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_window_is_titled_as_the_page_is(sites: dict[str, Path], name: str) -> None:
    titles = {
        "reports/2023.html": "2023年度落实全面从严治党主体责任和党风廉政建设责任制工作总结",
        "regulations/jilv-chufen-tiaoli/2018.html": "中国共产党纪律处分条例（2018年版）",
        "regulations/concepts.html": "概念",
    }
    for page, title in titles.items():
        text = (sites[name] / page).read_text(encoding="utf-8")
        assert f"<title>{title} - 廉政年鉴</title>" in text, page


@pytest.mark.parametrize("name", COMMANDS)
def test_search_has_its_data_and_its_scripts(sites: dict[str, Path], name: str) -> None:
    site = sites[name]
    for path in ("assets/search/manifest.js", "assets/search/shard-000.js", "assets/javascripts/search-engine.js"):
        assert (site / path).read_bytes() == (sites["mkdocs"] / path).read_bytes(), path
    page = (site / "search.html").read_text(encoding="utf-8")
    assert 'data-yb-component="search-page"' in page
    assert "assets/javascripts/search.js" in page


def test_page_on_leaving_names_the_versions_that_are_tried() -> None:
    text = (ROOT / "docs/handbook/leaving.md").read_text(encoding="utf-8")
    for name in ("properdocs", "zensical"):
        assert f"pip install {name}=={version(name)}" in text


def test_step_to_properdocs_is_one_word_and_the_commands_stay(tmp_path: Path) -> None:
    changed, office = clone(tmp_path / "project"), make_office(tmp_path / "office").folder
    module = changed / "scripts/build/generator.py"
    text = module.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("COMMAND"))
    assert line.count('"scripts.build.mkdocs_private"') == 1
    module.write_text(
        text.replace(line, line.replace('"scripts.build.mkdocs_private"', '"properdocs"')), encoding="utf-8"
    )
    variables = os.environ | {"PYTHONPATH": str(changed)}
    done = subprocess.run(command(office, "build"), cwd=changed, env=variables, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert {"index.html", "reports/2023.html", "regulations/shili/2018.html"} <= pages(office / "site")

"""The same pages under three generators: MkDocs and ProperDocs strictly, Zensical as far as it goes."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from macros.corpus import load_corpus
from scripts.build.after_build.policy import REVIEWED_SCRIPTS, sign_script
from scripts.build.after_build.site_checks import check_site
from scripts.build.search_data.writing import write_search_data
from scripts.setup.environment import ROOT
from scripts.setup.needs import BROWSER
from tests.helpers.browsing import wait_until
from tests.helpers.built_pages import read_article, read_tables
from tests.helpers.commands import clone, run_copy

COMMANDS = {
    "mkdocs": ["mkdocs", "build", "--strict", "-f", "mkdocs.yml"],
    "properdocs": ["properdocs", "build", "--strict", "-f", "mkdocs.yml"],
    "zensical": ["zensical", "build", "--strict", "--clean", "-f", "mkdocs.yml"],
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The whole real site, built by each generator in a copy of the project."""
    project = clone(tmp_path_factory.mktemp("generators") / "project")
    environment = os.environ | {"SOURCE_DATE_EPOCH": "1795392000", "PYTHONPATH": str(project),
                                "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}  # fmt: skip
    # A step before the generator, whichever that is.
    write_search_data(load_corpus(project / "docs"), project / "overrides")
    built = {}
    for name, words in COMMANDS.items():
        result = subprocess.run(
            [sys.executable, "-m", *words], cwd=project, env=environment, capture_output=True, text=True
        )
        output = result.stdout + result.stderr
        assert result.returncode == 0, output
        assert "WARNING" not in output, output
        built[name] = project.parent / name
        shutil.move(project / "site", built[name])
    return built


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


@pytest.mark.needs(BROWSER)
@pytest.mark.parametrize("query", ["一岗双责", "问责", "批评与自我批评", "四风 整改", "鹦鹉螺"])
def test_search_finds_the_same_under_every_generator(sites: dict[str, Path], browser: Any, query: str) -> None:
    found = {}
    for name, site in sites.items():
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{site.as_uri()}/search.html?q={quote(query)}")
        page.wait_for_selector("[data-yb-count]", state="attached")
        wait_until(page, "!document.querySelector('.yb-find__results[aria-busy=true]')")
        found[name] = page.eval_on_selector_all("[data-yb-id]", "rows => rows.map(row => row.textContent)")
        context.close()
    assert found["properdocs"] == found["zensical"] == found["mkdocs"]
    assert bool(found["mkdocs"]) is (query != "鹦鹉螺")


#: Pages that show how a macro is written.
HOLDING_CALLS = {f"handbook/{name}.html" for name in ("macros", "comparing", "packs", "searching")}


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
    assert re.search(r'yb-tabs__link--here"[^>]*>手册</a>', text)
    assert len(re.findall('class="yb-path"', text)) == 1
    report = (sites[name] / "reports/2023.html").read_text(encoding="utf-8")
    assert re.search(r'yb-tabs__link--here"[^>]*>年度总结</a>', report)
    assert len(re.findall('class="yb-path"', report)) == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_every_site_passes_what_is_looked_at_after_a_build(sites: dict[str, Path], name: str) -> None:
    check_site(sites[name], sites[name].parent / "project/docs")


def test_every_reviewed_script_is_one_of_a_theme(sites: dict[str, Path]) -> None:
    found = {
        sign_script(script)
        for site in sites.values()
        for script in re.findall("<script>(.*?)</script>", (site / "index.html").read_text(encoding="utf-8"), re.DOTALL)
    }
    assert found == set(REVIEWED_SCRIPTS)


COUNT = """
import sys
from macros.corpus import load
real, counted = load.load_yearbook, []
load.load_yearbook = lambda docs: counted.append(1) or real(docs)
sys.argv = ["generator", *sys.argv[2:]]
import runpy
try:
    runpy.run_module({module!r}, run_name="__main__")
except SystemExit:
    pass
print("loads", len(counted))
"""


@pytest.mark.parametrize("name", ["mkdocs", "properdocs"])
def test_pages_are_loaded_once_a_build_whatever_their_number(tmp_path: Path, name: str) -> None:
    project = clone(tmp_path / "project")
    module, *arguments = COMMANDS[name]
    code = COUNT.format(module=module)
    result = subprocess.run(
        [sys.executable, "-c", code, module, *arguments],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert result.stdout.splitlines()[-1] == "loads 1", result.stderr


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


def steps_of(section: str) -> list[str]:
    """The commands in a section of the handbook's page on leaving, in order."""
    text = (Path(ROOT) / "docs/handbook/leaving.md").read_text(encoding="utf-8")
    part = text.split(f"{{ #{section} }}", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip() for block in part.split("```")[1::2] for line in block.splitlines()]
    return [line for line in lines if line and "pip install" not in line]


def run_step(project: Path, step: str) -> None:
    words = [sys.executable if word == ".venv/bin/python" else word for word in shlex.split(step)]
    result = subprocess.run(
        words, cwd=project, env=os.environ | {"PYTHONPATH": str(project)}, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_page_on_leaving_names_the_versions_that_are_tried() -> None:
    text = (Path(ROOT) / "docs/handbook/leaving.md").read_text(encoding="utf-8")
    for name in ("properdocs", "zensical"):
        assert f"pip install {name}=={version(name)}" in text


def test_steps_to_zensical_are_those_of_the_handbook(tmp_path: Path, sites: dict[str, Path]) -> None:
    project = clone(tmp_path / "project")
    steps = steps_of("zensical")
    assert len(steps) == 3
    for step in steps:
        run_step(project, step)
    assert pages(project / "site") == pages(sites["zensical"])
    assert (project / "site/assets/search/manifest.js").is_file()


def test_step_to_properdocs_is_one_word_and_the_commands_stay(tmp_path: Path, sites: dict[str, Path]) -> None:
    project = clone(tmp_path / "project")
    module = project / "scripts/build/generator.py"
    text = module.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("COMMAND"))
    assert line.count('"scripts.build.mkdocs_private"') == 1
    module.write_text(
        text.replace(line, line.replace('"scripts.build.mkdocs_private"', '"properdocs"')), encoding="utf-8"
    )
    result = run_copy(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    assert pages(project / "site") == pages(sites["properdocs"])

"""The generators that are measured, each with its own copy of the same pages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from macros.corpus import load_corpus
from scripts.bench.made_up_sites import Taken, add_commands, build_whole, run_measured
from scripts.build.search_data.writing import write_search_data

#: What Markdown needs to read the pages; the theme's own defaults for the rest.
_STOCK = """\
site_name: 年度总结
use_directory_urls: false
theme: {name: material, language: zh}
markdown_extensions: [attr_list, admonition, tables, toc, pymdownx.superfences]
"""
_STOCK_SEARCH = "plugins: [search]\n"


@dataclass(frozen=True)
class Contender:
    """A way to make a site of the pages.

    Attributes:
        key: As the command line and the data name it.
        how: What is built, in words.
        prepare: Makes a project of a copy of the pages.
        build: Builds the project into its `site` folder.
    """

    key: str
    how: str
    prepare: Callable[[Path], None]
    build: Callable[[Path], Taken]

    def make_project(self, pages: Path) -> Path:
        """Copy what `make_site` has written, and make this generator's project of it."""
        project = Path(shutil.copytree(pages, pages.parent / self.key))
        self.prepare(project)
        return project


def _prepare_stock(project: Path) -> None:
    shutil.rmtree(project / "overrides")
    (project / "mkdocs.yml").write_text(_STOCK + _STOCK_SEARCH, encoding="utf-8")


def _prepare_zensical(project: Path) -> None:
    ours = (project / "mkdocs.yml").read_text(encoding="utf-8")
    nav = re.search(r"^nav:\n.*", ours, re.MULTILINE | re.DOTALL)
    shutil.rmtree(project / "overrides")
    (project / "mkdocs.yml").write_text(_STOCK + (nav[0] if nav else ""), encoding="utf-8")


def _prepare_properdocs(project: Path) -> None:
    write_search_data(load_corpus(project / "docs"), project / "overrides")


def _command(*arguments: str) -> Callable[[Path], Taken]:
    return lambda project: run_measured(["-m", *arguments], project)


GENERATORS = {
    generator.key: generator
    for generator in (
        Contender("ours", "本站：检查、检索数据、生成、生成后的检查，全部步骤", add_commands, build_whole),
        Contender(
            "material",
            "Material for MkDocs 原样：默认导航，自带检索（jieba 切词），没有本站的模板、扩展和宏",
            _prepare_stock,
            _command("mkdocs", "build", "--quiet"),
        ),
        Contender(
            "zensical",
            "Zensical 原样：自带检索，没有本站的模板、扩展和宏；导航与本站一样只列栏目首页（列出全部页面的更慢）",
            _prepare_zensical,
            _command("zensical", "build", "--clean", "-f", "mkdocs.yml"),
        ),
        Contender(
            "properdocs",
            "ProperDocs：本站的模板、扩展和宏，只有生成一步",
            _prepare_properdocs,
            _command("properdocs", "build", "--strict", "-f", "mkdocs.yml"),
        ),
    )
}

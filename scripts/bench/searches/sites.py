"""The same pages built three times: for Material's search, for Pagefind, for our own."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.errors import SiteError
from scripts.bench.made_up_sites import add_commands, build_site, build_whole, make_site, run_measured

#: As the theme's documentation sets its search up for Chinese.
_MATERIAL_SEARCH = r"search: {lang: zh, separator: '[\s\u200b\-]'}"
_NO_SEARCH = "search: {enabled: false}"
_OUR_SCRIPT = "  - assets/javascripts/search.js\n"
#: The theme's own page, whose head holds its search box.
_STOCK_PAGE = '{% extends "base.html" %}\n'
#: What the article of a page stands in; menus and footers are no text to search.
_ARTICLE = "article.md-content__inner"


class SearchMissingError(SiteError):
    """The site was built and holds no search of this kind."""

    meaning = "生成的站点里没有要量的那种检索"
    remedy = "照提示安装所缺的程序，再运行一次"


def write_pages(folder: Path, reports: int) -> Path:
    """Write the made-up pages that every search is built over.

    Args:
        folder: An empty folder.
        reports: How many reports.

    Returns:
        The folder of the pages.
    """
    make_site(folder / "pages", reports)
    return folder / "pages"


def build_material(pages: Path) -> Path:
    """Build the pages with the theme's own search, words cut by jieba.

    Args:
        pages: What `write_pages` has written.

    Returns:
        The folder of the site.
    """
    project = _copy_without_ours(pages, "material", _MATERIAL_SEARCH)
    (project / "overrides/main.html").write_text(_STOCK_PAGE, encoding="utf-8")
    build_site(project)
    return project / "site"


def build_pagefind(pages: Path) -> Path:
    """Build the pages without a search and index the folder with Pagefind.

    Args:
        pages: What `write_pages` has written.

    Returns:
        The folder of the site.
    """
    project = _copy_without_ours(pages, "pagefind", _NO_SEARCH)
    build_site(project)
    site = project / "site"
    run_measured(["-m", "pagefind", "--site", str(site), "--root-selector", _ARTICLE], project)
    return site


def build_ours(pages: Path) -> Path:
    """Build the pages as `scripts/site.py build` does, search data and all.

    Args:
        pages: What `write_pages` has written.

    Returns:
        The folder of the site.

    Raises:
        SearchMissingError: It has no results page.
    """
    project = _copy(pages, "ours")
    add_commands(project)
    build_whole(project)
    if not (project / "site/search.html").is_file():
        raise SearchMissingError("生成的站点没有 search.html，本站搜索没有量。")
    return project / "site"


def _copy(pages: Path, name: str) -> Path:
    return Path(shutil.copytree(pages, pages.parent / name))


def _copy_without_ours(pages: Path, name: str, search: str) -> Path:
    """The pages with another search: neither our script nor our data."""
    project = _copy(pages, name)
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    if _NO_SEARCH not in text:
        raise SearchMissingError(f"mkdocs.yml 里没有“{_NO_SEARCH}”，不知道在哪里打开主题的搜索。改法：核对 plugins。")
    settings.write_text(text.replace(_NO_SEARCH, search).replace(_OUR_SCRIPT, ""), encoding="utf-8")
    shutil.rmtree(project / "overrides/assets/search", ignore_errors=True)
    return project

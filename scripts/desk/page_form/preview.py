"""A page as it will look: its text through the seam that annotates the site's pages, with what the pages would say."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import urljoin

from jinja2 import TemplateError
from markupsafe import Markup

from macros.annotate import render_article
from macros.corpus.pages import PageKind, page_kind
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from macros.page_text.splitting import split_text
from macros.trying import try_macros

_RUNS_MACROS = re.compile(r"render_macros:\s*true\s*")
_ADDRESS = re.compile(r"(?<=\s)(?P<name>href|src)=\"(?P<address>[^\"#][^\"]*)\"")


def render_page(text: str, path: str, docs: Path, yearbook: Yearbook) -> Markup:
    """The article of a page as the site shows it.

    Args:
        text: The page.
        path: Its path under docs.
        docs: The folder of the pages.
        yearbook: What all pages say, this one as its text has it.

    Raises:
        SiteError: The page is not among them, or holds what no page may.
    """
    split = split_text(text)
    body = "\n".join(split.body)
    if any(map(_RUNS_MACROS.fullmatch, split.front)) and page_kind(path) in {PageKind.FREE, PageKind.REGISTER}:
        try:
            body = try_macros(body, path, docs, yearbook)
        except TemplateError as error:
            raise SiteError(f"页面里的 {{{{ }}}} 写得不对：{error}。改法：照手册“宏”一页的写法改。") from error
    html = render_article(body, docs, yearbook)
    here = "/" + path.removesuffix(".md") + ".html"
    # The page is shown at another address than its own, and what is typed there shall stay in sight.
    return Markup(_ADDRESS.sub(lambda one: _from_desk(one["name"], one["address"], here), html))  # noqa: S704


def _from_desk(name: str, address: str, here: str) -> str:
    to, mark, anchor = urljoin(here, unescape(address)).partition("#")
    if to.startswith("/") and to.endswith(".md"):
        to = to.removesuffix(".md") + ".html"
    return f'{name}="{escape(f"{to}{mark}{anchor}")}"' + (' target="_blank"' if name == "href" else "")

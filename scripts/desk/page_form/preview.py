"""A page as it will look: its text through the seam that annotates the site's pages, with what the pages would say."""

from __future__ import annotations

import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import Markup

from macros.annotate import render_article
from macros.domain.yearbook import Yearbook
from macros.page_text.splitting import split_text

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
    html = render_article("\n".join(split_text(text).body), docs, yearbook)
    here = "/" + path.removesuffix(".md") + ".html"
    # The page is shown at another address than its own, and what is typed there shall stay in sight.
    return Markup(_ADDRESS.sub(lambda one: _from_desk(one["name"], one["address"], here), html))  # noqa: S704


def _from_desk(name: str, address: str, here: str) -> str:
    to, mark, anchor = urljoin(here, unescape(address)).partition("#")
    if to.startswith("/") and to.endswith(".md"):
        to = to.removesuffix(".md") + ".html"
    return f'{name}="{escape(f"{to}{mark}{anchor}")}"' + (' target="_blank"' if name == "href" else "")

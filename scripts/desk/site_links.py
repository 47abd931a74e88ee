"""On the pages of the site as it is looked at, the ways to the desk; nothing of them is in what is built."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlencode
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from markupsafe import Markup

from macros.corpus.pages import PageKind, page_kind, path_within
from scripts.build.preview.served_pages import changing_pages

#: Pages that hold an office's own words.
_OWN = frozenset({PageKind.REPORT, PageKind.LEDGER, PageKind.LOCAL})
_HEADER = b"<header"
_NAV = Markup(
    '<nav class="md-typeset" aria-label="工作台">'
    '<div class="md-grid"><p class="yb-head__line"><a href="/desk/">工作台</a>{}</p></div></nav>'
)
_EDIT = Markup('<a href="/desk/editing/?{}">改这一页</a>')
_UPDATE = Markup('<a href="/desk/ledgers/sheet?{}">更新这本台账</a>')


def with_desk_links(site: WSGIApplication, docs: Path) -> WSGIApplication:
    """Serve a site with the way to the desk at the top of its pages, and on an office's own pages the way to its form.

    Args:
        site: Serves the site as it is looked at.
        docs: The folder of the pages.
    """

    def serve(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        links = _links(environ.get("PATH_INFO", ""), docs)
        return changing_pages(site, lambda page: page.replace(_HEADER, links + _HEADER, 1))(environ, start_response)

    return serve


def _links(address: str, docs: Path) -> bytes:
    # As WSGI hands it over, each byte a character.
    name = address.encode("latin-1").decode("utf-8", "replace").strip("/")
    path = name.removesuffix(".html") + ".md"
    file = docs / path
    is_own = name.endswith(".html") and page_kind(path) in _OWN and path_within(file, docs) == path and file.is_file()
    link = _UPDATE if page_kind(path) is PageKind.LEDGER else _EDIT
    return _NAV.format(link.format(urlencode({"page": path})) if is_own else "").encode()

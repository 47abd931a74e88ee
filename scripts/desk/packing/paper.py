"""A pack as it will be on paper, before it is written: the page that the build would make, in the look of print."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from macros.errors import ContentErrors
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import ChangeSet
from scripts.desk.page_form.preview import render_page
from scripts.setup.project import ROOT

_STYLES = ROOT / "overrides" / "assets" / "stylesheets"
_IMPORT = re.compile(r'@import (?:url\()?"([a-z-]+\.css)"')


def render_paper(changes: ChangeSet, path: str) -> Markup:
    """The article of a page as the build would make it.

    Args:
        changes: What would be written.
        path: The page, one of those of the change set or of those that are there.

    Raises:
        ContentErrors: The page would have faults.
        SiteError: It asks for what there is not.
    """
    corpus, found = survey_pages(changes.site)
    if own := [fault for fault in found if fault.file == f"docs/{path}"]:
        raise ContentErrors(own)
    text = changes.site.read(path).decode("utf-8", "replace")
    return render_page(text, path, changes.docs, corpus.yearbook)


def paper_style() -> str:
    """All style sheets of the site in their order, as they are for print, to be shown on a screen."""
    return _printed(_STYLES, (_STYLES / "site.css").stat().st_mtime_ns)


@cache
def _printed(folder: Path, _stamp: int) -> str:
    names = _IMPORT.findall((folder / "site.css").read_text(encoding="utf-8"))
    text = "\n".join((folder / name).read_text(encoding="utf-8") for name in names)
    # What is for screens alone is for none; no browser takes itself for a `tty`.
    return text.replace("@media screen", "@media tty").replace("@media print", "@media all")

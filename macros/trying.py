"""A page with macros as it would be, without a generator: what a screen shows of it before it is written."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from macros.domain.yearbook import Yearbook
from macros.plugin import MACROS


def try_macros(body: str, path: str, docs: Path, yearbook: Yearbook) -> str:
    """The text of a page with what its macros give, as a generator puts it there; for a page that is but looked at.

    Args:
        body: What stands after its front matter.
        path: Its path under docs.
        docs: The folder of the pages.
        yearbook: What all pages say, this one as it would be.

    Raises:
        SiteError: A macro is asked for what there is not.
        TemplateError: It is called in a way that it cannot be.
    """
    environment = SandboxedEnvironment(undefined=StrictUndefined)
    environment.globals.update({function.__name__: function for function in MACROS})
    page = SimpleNamespace(url=path.removesuffix(".md") + ".html")
    return environment.from_string(body).render(yearbook_docs=str(docs), yearbook_tried=yearbook, page=page)

"""Pages of the built site in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.helpers.waiting import PATIENCE_SECONDS


def wait_until(page: Any, condition: str) -> None:
    """Wait until an expression holds; Playwright's own way asks a second time by `eval`, which our pages refuse."""
    # Without a window nothing is drawn unasked, and what waits for an idle moment between two pictures waits for ever.
    page.evaluate(
        f"""() => new Promise((done, fail) => {{
          const end = Date.now() + {PATIENCE_SECONDS * 1000};
          const look = () => ({condition}) ? done()
            : Date.now() > end ? fail(new Error("waited in vain"))
            : requestAnimationFrame(() => setTimeout(look, 20));
          look();
        }})"""
    )


KINDS = (
    "index.html",
    "reports/index.html",
    "reports/2023.html",
    "reports/2025.html",
    "ledger/index.html",
    "ledger/2025.html",
    "due.html",
    "compare/index.html",
    "compare/2024-2025.html",
    "compare/figures.html",
    "compare/checks.html",
    "regulations/index.html",
    "regulations/jilv-chufen-tiaoli/index.html",
    "regulations/jilv-chufen-tiaoli/2018.html",
    "regulations/geren-shixiang-guiding/2023.html",
    "regulations/concepts.html",
    "regulations/duties.html",
    "regulations/phrases.html",
    "regulations/local/jiguan-kaoqin-zhidu.html",
    "regulations/unresolved.html",
    "handbook/index.html",
    "handbook/report.html",
    "handbook/macros.html",
    "handbook/comparing.html",
    "study/index.html",
    "study/2023.html",
    "study/zeren-zhuijiu.html",
    "study/jilv-chufen-tiaoli.html",
    "search.html",
    "measures.html",
)


@contextmanager
def visit(
    browser: Any, site: Path, path: str, *, width: int = 1440, scheme: str = "light", **more: Any
) -> Iterator[Any]:
    """A page of a site in a window of its own, opened from a folder, as a shared drive serves it."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, **more)
    try:
        page = context.new_page()
        page.goto(f"{site.as_uri()}/{path}")
        yield page
    finally:
        context.close()

"""Pages of the built site in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.helpers.waiting import PATIENCE_SECONDS

#: Playwright's own way asks a second time by `eval`, which our pages refuse. Without a window nothing is drawn unasked,
#: and what waits for an idle moment between two pictures waits for ever.
_LOOK = """([wanted, patience]) => new Promise(done => {
  const end = Date.now() + patience;
  const see = () => { try { return (EXPRESSION); } catch (fault) { return String(fault); } };
  const look = () => {
    const seen = see();
    if (JSON.stringify(seen) === JSON.stringify(wanted) || Date.now() > end) done(seen);
    else requestAnimationFrame(() => setTimeout(look, 20));
  };
  look();
})"""


def wait_for_value(page: Any, expression: str, wanted: object) -> None:
    """Wait until an expression of the page gives a value; if it never does, what it gave last is told."""
    seen = page.evaluate(_LOOK.replace("EXPRESSION", expression), [wanted, PATIENCE_SECONDS * 1000])
    assert seen == wanted, expression


def wait_until(page: Any, condition: str) -> None:
    """Wait until an expression of the page holds."""
    wait_for_value(page, f"Boolean({condition})", wanted=True)


def reload(page: Any) -> None:
    """Load a page again once it is loaded: a browser that is still at it may break off both."""
    page.wait_for_load_state("load")
    page.reload()


def wait_for_results(page: Any) -> None:
    """Wait until the page of results has all its data, and has drawn all that it found."""
    page.wait_for_selector("[data-yb-count]", state="attached")
    wait_until(page, "!/正在|还在加载/.test(document.querySelector('.yb-find__count').textContent)")
    wait_until(page, "!document.querySelector('.yb-find__results[aria-busy=true]')")


def resize(page: Any, width: int, height: int = 900) -> None:
    """Make the window so large, and wait until the scripts of the page have been told."""
    page.set_viewport_size({"width": width, "height": height})
    wait_for_value(page, "[innerWidth, innerHeight]", [width, height])
    # Told they are before the next picture is drawn.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done())))")


def let_timers_end(page: Any, milliseconds: int) -> None:
    """Wait until what the page has set itself for that time has come, by the order of its own clock."""
    page.evaluate("time => new Promise(done => setTimeout(done, time))", milliseconds)


def press_tab(page: Any) -> None:
    """Go on to what is next by the keyboard, and wait until one is there."""
    page.evaluate("window.ybLeft = document.activeElement")
    page.keyboard.press("Tab")
    wait_until(page, "document.activeElement !== window.ybLeft")


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
    "compare/copies.html",
    "compare/promises.html",
    "compare/jilv-chufen-tiaoli-2018-2023.html",
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

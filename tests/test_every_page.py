"""Every kind of page, opened once in each scheme and looked at in every way that leaves it as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.setup.needs import BROWSER, WEB, WEB_TOOLS
from tests.helpers.browsing import KINDS, visit
from tests.helpers.needs import require

pytestmark = pytest.mark.needs(BROWSER)
#: Colours alone change with the scheme; everything else is looked at once.
RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]},
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
# The contrast of every piece of visible text with the nearest painted background (WCAG 2.1, 1.4.3).
CONTRAST = """() => {
  const parse = value => (value.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const paint = parse(getComputedStyle(at).backgroundColor);
      if (paint.length === 3 || paint[3] === 1) return paint;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll("article *, header *, .yb-tabs *, .yb-footer *")) {
    const words = [...element.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
    const box = element.getBoundingClientRect();
    if (!words.length || !box.width || getComputedStyle(element).visibility === "hidden") continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const words_shown = words[0].data.trim().slice(0, 12);
    if (ratio < 4.5) poor.push([element.className || element.tagName, words_shown, ratio.toFixed(2)]);
  }
  return poor;
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    require(WEB_TOOLS)
    return (WEB / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=KINDS)
def path(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def light(browser: Any, built_site: Path, path: str) -> Iterator[Any]:
    """The page as a phone opens it."""
    with visit(browser, built_site, path, width=390) as page:
        yield page


@pytest.fixture(scope="module")
def dark(browser: Any, built_site: Path, path: str) -> Iterator[Any]:
    """The page as a wide window opens it, in the dark scheme."""
    with visit(browser, built_site, path, width=1440, scheme="dark") as page:
        yield page


def resize(page: Any, width: int, height: int = 900) -> None:
    """Make the window so large, and let the page's scripts see it."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def test_page_says_where_one_is(light: Any, path: str) -> None:
    assert light.locator(".yb-tabs [aria-current]").count() == 1
    steps = light.locator(".yb-path li").all_inner_texts()
    assert bool(steps) == (path != "index.html")
    assert not steps or (steps[0] == "首页" and len(steps) == len(set(steps)) > 1)


def test_no_page_is_wider_than_its_window(light: Any) -> None:
    # The last two are a window of 1440 as a browser zooms: half of it in CSS pixels, and the reflow of WCAG 1.4.10.
    for width, height in ((390, 900), (720, 900), (1440, 900), (720, 450), (320, 450)):
        resize(light, width, height)
        assert light.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(light: Any, dark: Any, scheme: str) -> None:
    page = light if scheme == "light" else dark
    resize(page, 1440)
    assert page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]
    assert page.evaluate(CONTRAST) == []


# The colours of the dark scheme are the same at any width.
@pytest.mark.parametrize(("scheme", "width"), [("light", 390), ("light", 1440), ("dark", 1440)])
def test_axe_finds_nothing(light: Any, dark: Any, axe: str, scheme: str, width: int) -> None:
    page = light if scheme == "light" else dark
    resize(page, width)
    # Run by the browser itself, past the policy of the page.
    page.evaluate(axe)
    # What passes need not be told, and to name its nodes takes far longer than to look.
    options = {"runOnly": RULES[scheme], "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    assert [(fault["id"], node["html"][:200]) for fault in found for node in fault["nodes"]] == []

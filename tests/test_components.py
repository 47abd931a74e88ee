"""Every component of the look, as it is seen in wide and narrow windows and in both schemes, against kept pictures."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from scripts.setup.needs import BROWSER, WEB_TOOLS
from tests.helpers.browsing import resize, visit
from tests.helpers.component_site import PAGE, make_components
from tests.helpers.seeing import find_axe_faults, find_faint_text
from tests.helpers.shared import make_once

pytestmark = [pytest.mark.slow, pytest.mark.needs(BROWSER, WEB_TOOLS)]

_PARTS = PAGE.replace(".md", ".html")
#: What is looked at of each page, by its name; one that the page of components holds has the name in its id.
PAGES: dict[str, dict[str, str]] = {
    _PARTS: {"header": ".yb-header", "text": "#text, #text ~ *"},
    "reports/2023.html": {"report": "article"},
    "regulations/shili/2023.html": {"edition": "article"},
    "404.html": {"missing": "article"},
    "handbook/intake.html": {"pager": ".yb-pager"},
}
#: A window's width and scheme, and which pages are looked at in it: the others hold nothing that is new there.
VIEWS = {
    "wide": (1440, "light", tuple(PAGES)),
    "narrow": (390, "light", (_PARTS, "reports/2023.html")),
    "dark": (1440, "dark", (_PARTS,)),
}


def focus_tile(page: Any) -> None:
    """Go to a tile by the keyboard; the theme's script, which makes more room for the ring then, has to be there."""
    page.wait_for_selector(".js-focus-visible")
    page.keyboard.press("Tab")
    page.focus("#yb-part-tiles a")
    page.wait_for_selector("#yb-part-tiles a.focus-visible")


#: Colours pass into one another while one looks: here they change at once.
_AT_ONCE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""


def open_card(page: Any) -> None:
    """Go to a link of a paper; the window is as high as the page, since the card goes when its size changes."""
    resize(page, 1440, page.evaluate("document.documentElement.scrollHeight"))
    page.focus("article > p a")


#: What only whoever does something sees: the page, the part that is looked at, and what is done before.
DONE: dict[str, tuple[str, str, Callable[[Any], None]]] = {
    "focus": (_PARTS, "#yb-part-tiles", focus_tile),
    "chosen": (_PARTS, "#yb-part-ledger", lambda page: page.select_option("#yb-part-ledger select >> nth=0", index=1)),
    "opened": (
        _PARTS,
        "#yb-part-ledger",
        lambda page: page.evaluate("document.querySelector('#yb-part-ledger details').open = true"),
    ),
    "card": ("reports/2023.html", ".yb-gloss", open_card),
    "found": (f"search.html?q={quote('廉政谈话')}", "article", lambda page: page.wait_for_selector(".yb-find__row")),
}
#: Where each part lies. Each begins at a whole point, so that none looks otherwise because of what stands before it.
_BOXES = """wanted => {
  const boxes = {}, box = elements => {
    const all = elements.map(element => element.getBoundingClientRect()).filter(one => one.width && one.height);
    const x = Math.floor(Math.min(...all.map(one => one.left))), y = Math.floor(Math.min(...all.map(one => one.top)));
    return {x: Math.max(x, 0), y, width: Math.ceil(Math.max(...all.map(one => one.right))) - Math.max(x, 0),
            height: Math.ceil(Math.max(...all.map(one => one.bottom))) - y};
  };
  for (const one of document.querySelectorAll("[id^='yb-part-']")) {
    one.style.display = "flow-root";
    one.style.marginTop = "0";
    const top = one.getBoundingClientRect().top;
    one.style.marginTop = `${Math.ceil(top) - top}px`;
    boxes[one.id.slice(8)] = box([one]);
  }
  for (const [name, selector] of Object.entries(wanted)) boxes[name] = box([...document.querySelectorAll(selector)]);
  return boxes;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", "1721001600")
            make_components(folder)

    return make_once(tmp_path_factory, "components", make)


def take(page: Any, wanted: dict[str, str], picture: Path) -> dict[str, dict[str, int]]:
    """Take a picture of a whole page, and tell where each part of it lies."""
    page.wait_for_selector("article")
    parts: dict[str, dict[str, int]] = {}
    # Scripts put some parts together between two pictures: it is one of a page that has come to rest.
    while parts != (parts := page.evaluate(_BOXES, wanted)):
        page.screenshot(path=picture, full_page=True, animations="disabled")
    return parts


@pytest.mark.parametrize("view", VIEWS)
def test_components_look_as_they_are_kept(
    browser: Any, site: Path, compare_parts: Callable[..., list[str]], tmp_path: Path, view: str
) -> None:
    width, scheme, paths = VIEWS[view]
    told = []
    for number, path in enumerate(paths):
        with visit(browser, site, path, width=width, scheme=scheme) as page:
            picture = tmp_path / f"{number}.png"
            parts = take(page, PAGES[path], picture)
        told += compare_parts(f"components/{view}", picture, parts)
    assert told == [], "\n".join(told)


def test_what_is_done_looks_as_it_is_kept(
    browser: Any, site: Path, compare_parts: Callable[..., list[str]], tmp_path: Path
) -> None:
    told = []
    for name, (path, part, do) in DONE.items():
        with visit(browser, site, path) as page:
            page.evaluate(_AT_ONCE)
            do(page)
            page.wait_for_selector(part)
            picture = tmp_path / f"{name}.png"
            parts = take(page, {name: part}, picture)
        told += compare_parts("components/done", picture, {name: parts[name]})
    assert told == [], "\n".join(told)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_whoever_sees_badly_can_use_every_component(browser: Any, site: Path, scheme: str) -> None:
    with visit(browser, site, _PARTS, scheme=scheme) as page:
        assert find_axe_faults(page, scheme) == []
        assert find_faint_text(page) == []


#: A change of a colour, of a line, of a place and of a size, by the part that it is made in.
_CHANGES = {
    "tiles": ".yb-tile a { background: #f0ede4 !important }",
    "banners": ".yb-banner--over { border-left-width: 4px !important }",
    "matrix": ".yb-matrix__cell { padding-left: 6px !important }",
    "note": ".yb-note p { line-height: 23px !important }",
}


def test_a_small_change_is_seen_where_it_is_and_nowhere_else(
    browser: Any, site: Path, compare_parts: Callable[..., list[str]], tmp_path: Path
) -> None:
    with visit(browser, site, _PARTS) as page:
        page.evaluate(
            """rules => {
              const sheet = new CSSStyleSheet();
              sheet.replaceSync(rules);
              document.adoptedStyleSheets = [sheet];
            }""",
            " ".join(f"#yb-part-{name} {rule}" for name, rule in _CHANGES.items()),
        )
        parts = take(page, {}, tmp_path / "page.png")
    told = compare_parts("components/wide", tmp_path / "page.png", parts, renews=False)
    assert {line.split()[0] for line in told} == {f"wide/{name}" for name in _CHANGES}
    assert {file.stem for file in (tmp_path / "differing").iterdir()} == set(_CHANGES)

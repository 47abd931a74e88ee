"""Who cannot see, point or read small print: the ways by keyboard, text that is made larger."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import wait_until

pytestmark = pytest.mark.needs(BROWSER)
#: What the focused element is called, and whether one sees that it is focused (or, where it is hidden, its label).
FOCUS = """() => {
  const element = document.activeElement, hidden = element.matches(".md-option");
  const style = getComputedStyle(hidden ? element.nextElementSibling : element);
  return [(element.getAttribute("aria-label") || element.textContent).trim(), style.outlineStyle !== "none"];
}"""


def walk(page: Any, steps: int) -> list[str]:
    """Press Tab so often; what is reached must be seen to be."""
    names = []
    for _ in range(steps):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(FOCUS)
        assert seen, name
        names.append(name)
    return names


def test_keyboard_goes_through_the_head_in_the_order_that_one_sees(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html", width=390)
    sections = page.locator(".yb-tabs a").all_inner_texts()
    names = walk(page, 5 + len(sections))
    assert names[:-1] == ["跳转至", *sections, "检索", "目录", "换成深色"]
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_keyboard_skips_the_head(new_page: Callable[..., Any]) -> None:
    page = new_page("handbook/report.html")
    walk(page, 1)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('article').contains(document.activeElement)")


def test_keyboard_searches_chooses_and_leaves(new_page: Callable[..., Any]) -> None:
    page = new_page("index.html")
    box, found = page.locator(".yb-search__input"), page.locator(".yb-search__list [role=option]")
    page.keyboard.press("Control+k")
    page.keyboard.type("诫勉谈话")
    found.first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "诫勉谈话"
    page.keyboard.press("ArrowDown")
    chosen = box.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    place = str(page.locator(f"#{chosen} a").get_attribute("href")).partition("?")[0]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{place}?h=*")
    page.go_back()
    page.keyboard.press("Control+k")
    page.keyboard.type("诫勉谈话")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")


def test_the_one_key_that_does_something_can_be_turned_off(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    for key in "fskjn,.":
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement === document.body")
    assert page.url.endswith("reports/2023.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('.yb-search__input')")
    page.goto(page.url.replace("reports/2023.html", "search.html"))
    page.locator(".yb-find__keys input").uncheck()
    page.goto(page.url.replace("search.html", "reports/2023.html"))
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")


def test_keyboard_narrows_a_comparison_to_its_changes(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/2024-2025.html")
    box = page.locator(".yb-pair__only").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    assert box.evaluate("box => box === document.activeElement && getComputedStyle(box).outlineStyle !== 'none'")
    before = page.locator("article").inner_text()
    page.keyboard.press("Space")
    assert box.is_checked()
    assert len(page.locator("article").inner_text()) < len(before)


def test_keyboard_changes_the_scheme(new_page: Callable[..., Any]) -> None:
    page = new_page("index.html")
    walk(page, 4 + page.locator(".yb-tabs a").count())
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"


def test_wide_table_is_a_stop_only_where_it_scrolls(new_page: Callable[..., Any]) -> None:
    stops = "[...document.querySelectorAll('.yb-table')].map(box => [box.tabIndex, box.scrollWidth > box.clientWidth])"
    for width in (1440, 800):
        page = new_page("ledger/index.html", width=width)
        wait_until(page, f"{stops}.every(([stop, scrolls]) => (stop === 0) === scrolls)")
    assert any(scrolls for _, scrolls in page.evaluate(stops))


@pytest.mark.parametrize("path", ["index.html", "reports/2023.html", "compare/2024-2025.html", "ledger/2025.html"])
def test_wider_spacing_loses_no_words(new_page: Callable[..., Any], path: str) -> None:
    page = new_page(path, width=390)
    # WCAG 1.4.12, put in as a reader's own style is, past the policy of the page.
    page.evaluate(
        """() => { const sheet = new CSSStyleSheet();
                   sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
                                          word-spacing: 0.16em !important } p { margin-bottom: 2em !important }`);
                   document.adoptedStyleSheets = [sheet]; }"""
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    cut = """() => [...document.querySelectorAll("article *, header *, .yb-tabs *")].filter(element => {
      const style = getComputedStyle(element);
      return element.clientHeight && style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1;
    }).map(element => element.className)"""
    assert [name for name in page.evaluate(cut) if "yb-sr" not in name] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["search.html", "regulations/index.html"])
def test_borders_of_fields_stand_out(new_page: Callable[..., Any], path: str, scheme: str) -> None:
    page = new_page(path, scheme=scheme)
    page.wait_for_selector("article select, article input")
    faint = """() => {
      const light = value => value.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
      const fields = [...document.querySelectorAll("select, input[type=search], input[type=text]")];
      const ground = light(getComputedStyle(document.body).backgroundColor);
      return fields.filter(field => field.clientWidth).map(field => {
        const [a, b] = [light(getComputedStyle(field).borderTopColor), ground];
        return [field.className, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
      }).filter(([, ratio]) => ratio < 3);
    }"""
    assert page.evaluate(faint) == []

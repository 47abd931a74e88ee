"""Who cannot see, point or read small print: the ways by keyboard, text that is made larger."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import press_tab, wait_for_value, wait_until

pytestmark = pytest.mark.needs(BROWSER)
#: What the focused element is called, and whether one sees that it is focused (or, where it is hidden, its label).
FOCUS = """() => {
  const element = document.activeElement, hidden = element.matches(".md-option");
  const style = getComputedStyle(hidden ? element.nextElementSibling : element);
  return [(element.getAttribute("aria-label") || element.textContent).trim(), style.outlineStyle !== "none"];
}"""


IN_THE_TEXT = "document.querySelector('article').contains(document.activeElement)"


def walk(page: Any, steps: int) -> list[str]:
    """Press Tab so often; what is reached must be seen to be."""
    names = []
    for _ in range(steps):
        press_tab(page)
        name, seen = page.evaluate(FOCUS)
        assert seen, name
        names.append(name)
    return names


def test_keyboard_goes_through_the_head_in_the_order_that_one_sees(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html", width=390)
    sections = page.locator(".yb-tabs a").all_inner_texts()
    names = walk(page, 5 + len(sections))
    assert names[:-1] == ["跳转至", *sections, "检索", "目录", "换成深色"]
    wait_until(page, IN_THE_TEXT)


def test_keyboard_skips_the_head(new_page: Callable[..., Any]) -> None:
    page = new_page("handbook/report.html")
    walk(page, 1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/report.html#*")
    press_tab(page)
    wait_until(page, IN_THE_TEXT)


def test_keyboard_searches_chooses_and_leaves(new_page: Callable[..., Any]) -> None:
    page = new_page("index.html")
    box, found = page.locator(".yb-search__input"), page.locator(".yb-search__list [role=option]")
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type("诫勉谈话")
    found.first.wait_for()
    expect(page.locator(".yb-search__note")).to_have_text(re.compile(r"^共 \d+ 条，按回车看全部。$"))
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("诫勉谈话")
    page.keyboard.press("ArrowDown")
    expect(found.first).to_have_attribute("aria-selected", "true")
    chosen = found.first.get_attribute("id") or ""
    expect(box).to_have_attribute("aria-activedescendant", chosen)
    place = str(page.locator(f"#{chosen} a").get_attribute("href")).partition("?")[0]
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{place}?h=*")
    page.go_back()
    page.wait_for_url("**/index.html")
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    page.keyboard.type("诫勉谈话")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")


def test_the_one_key_that_does_something_can_be_turned_off(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    here = page.url
    box = page.locator(".yb-search__input")
    for key in "fskjn,.":
        page.keyboard.press(key)
    wait_until(page, "document.activeElement === document.body")
    page.keyboard.press("/")
    expect(box).to_be_focused()
    # Had one of the others led into it, the next would stand there.
    expect(box).to_have_value("")
    expect(page).to_have_url(here)
    page.goto(here.replace("reports/2023.html", "search.html"))
    page.locator(".yb-find__keys input").uncheck()
    page.goto(here)
    page.keyboard.type("/f")
    page.keyboard.press("Control+k")
    expect(box).to_be_focused()
    expect(box).to_have_value("")


def test_keyboard_narrows_a_comparison_to_its_changes(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/2024-2025.html")
    box = page.locator(".yb-pair__only").first
    for _ in range(60):
        press_tab(page)
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    wait_until(page, "getComputedStyle(document.activeElement).outlineStyle !== 'none'")
    words = "document.querySelector('article').innerText.length"
    before = page.evaluate(words)
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    wait_until(page, f"{words} < {before}")


def test_keyboard_changes_the_scheme(new_page: Callable[..., Any]) -> None:
    page = new_page("index.html")
    walk(page, 4 + page.locator(".yb-tabs a").count())
    page.keyboard.press("Enter")
    wait_for_value(page, "document.body.dataset.mdColorScheme", "slate")


def test_wide_table_is_a_stop_only_where_it_scrolls(new_page: Callable[..., Any]) -> None:
    stops = "[...document.querySelectorAll('.yb-table')].map(box => [box.tabIndex, box.scrollWidth > box.clientWidth])"
    for width in (1440, 800):
        page = new_page("ledger/index.html", width=width)
        wait_until(page, f"{stops}.every(([stop, scrolls]) => (stop === 0) === scrolls)")
    wait_until(page, f"{stops}.some(([, scrolls]) => scrolls)")


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
    wait_until(page, "getComputedStyle(document.querySelector('article p')).letterSpacing !== 'normal'")
    wait_until(page, "document.documentElement.scrollWidth <= 390")
    cut = """[...document.querySelectorAll("article *, header *, .yb-tabs *")].filter(element => {
      const style = getComputedStyle(element);
      return element.clientHeight && style.overflowY === "hidden" && element.scrollHeight > element.clientHeight + 1;
    }).map(element => String(element.className)).filter(name => !name.includes("yb-sr"))"""
    wait_for_value(page, cut, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["search.html", "regulations/index.html"])
def test_borders_of_fields_stand_out(new_page: Callable[..., Any], path: str, scheme: str) -> None:
    page = new_page(path, scheme=scheme)
    page.wait_for_selector("article select, article input")
    faint = """(() => {
      const light = value => value.match(/[\\d.]+/g).slice(0, 3).map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, n) => sum + v * [0.2126, 0.7152, 0.0722][n], 0);
      const fields = [...document.querySelectorAll("select, input[type=search], input[type=text]")];
      const ground = light(getComputedStyle(document.body).backgroundColor);
      return fields.filter(field => field.clientWidth).map(field => {
        const [a, b] = [light(getComputedStyle(field).borderTopColor), ground];
        return [field.className, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)];
      }).filter(([, ratio]) => ratio < 3);
    })()"""
    wait_for_value(page, faint, [])

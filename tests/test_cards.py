"""In a report, a link to a provision or a concept shows what it asks; tried as a reader would."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import let_timers_end, press_tab, resize, wait_until

pytestmark = pytest.mark.needs(BROWSER)

CARD = ".yb-gloss"
SHOWN = f"document.querySelector('{CARD}')"
GONE = f"!{SHOWN}"
#: In the text: a concept, an edition, an article.
CONCEPT = "#w1 ~ p a[href$='#yigang-shuangze']"
EDITION = "#m1 ~ p a[href$='jilv-chufen-tiaoli/2018.html']"
ARTICLE = "article > p a[href$='jilv-chufen-tiaoli/2023.html#art-74']"
#: Within the window, and on none of the lines of its link.
IN_PLACE = f"""(() => {{
  const card = {SHOWN}.getBoundingClientRect(), link = document.querySelector("[aria-describedby]");
  return card.left >= 0 && card.right <= innerWidth && document.documentElement.scrollWidth <= innerWidth
    && [...link.getClientRects()].every(line =>
      card.top >= line.bottom || card.bottom <= line.top || card.left >= line.right || card.right <= line.left);
}})()"""


def test_hover_shows_what_a_concept_asks_and_what_it_rested_on(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.hover(CONCEPT)
    card = page.locator(CARD)
    expect(card).to_have_text(re.compile("^一岗双责"))
    expect(card).to_contain_text("重要领导责任")
    expect(card).to_contain_text("当时的依据：主体责任规定2020年版第八条")
    wait_until(page, IN_PLACE)
    # In the margin: no line of the text is covered.
    beside = f"document.querySelector('#w1 ~ p').getBoundingClientRect().right <= {SHOWN}.getBoundingClientRect().left"
    wait_until(page, beside)


def test_the_pointer_can_go_into_the_card_and_follow_a_link_there(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.hover(CONCEPT)
    wait_until(page, SHOWN)
    page.hover(f"{CARD} a")
    let_timers_end(page, 600)
    page.click(f"{CARD} a")
    page.wait_for_url("**/regulations/zhuti-zeren-guiding/2020.html#art-8")


def test_the_card_goes_when_the_pointer_does(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.hover(CONCEPT)
    wait_until(page, SHOWN)
    page.mouse.move(5, 5)
    wait_until(page, GONE)
    expect(page.locator("[aria-describedby]")).to_have_count(0)


def test_an_article_is_told_with_title_edition_topic_and_digest(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2025.html")
    page.focus(ARTICLE)
    card = page.locator(CARD)
    expect(card).to_have_text(
        re.compile(r"^《中国共产党纪律处分条例》2023年版\n第七十四条\s.*本站摘要：", re.S), use_inner_text=True
    )


def test_a_short_rule_cited_as_a_whole_shows_what_it_deals_with(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.hover("#w3 ~ p a[href$='baxiang-guiding/2012.html']")
    expect(page.locator(CARD)).to_contain_text("共 8 点：改进调查研究")
    wait_until(page, IN_PLACE)


def test_the_keyboard_reaches_the_card_and_escape_closes_it(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.focus(EDITION)
    link = page.locator(EDITION).first
    card = page.locator(CARD)
    # A reader of the screen is told it with the link.
    expect(card).to_have_attribute("id", re.compile("."))
    expect(link).to_have_attribute("aria-describedby", card.get_attribute("id") or "")
    expect(card).to_contain_text("已被2023年版取代")
    press_tab(page)
    wait_until(page, f"{SHOWN}.contains(document.activeElement)")
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()
    press_tab(page)
    expect(link).not_to_be_focused()


def test_the_names_in_an_items_note_show_it_too(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.focus("#m1 + .yb-note a[href$='jilv-chufen-tiaoli/2018.html']")
    expect(page.locator(CARD)).to_contain_text("《中国共产党纪律处分条例》2018年版")


def test_the_card_stays_in_the_window_and_off_its_own_link(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2025.html")
    for width in (390, 720, 1280, 1440):
        page.evaluate("document.activeElement.blur()")
        resize(page, width)
        page.focus(ARTICLE)
        wait_until(page, f"innerWidth === {width} && {IN_PLACE}")


def test_the_first_touch_shows_it_under_the_paragraph_and_the_second_follows(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html", width=390, touch=True)
    page.tap(CONCEPT)
    expect(page.locator(f"p:has({CONCEPT.removeprefix('#w1 ~ p ')}) + {CARD}")).to_be_visible()
    expect(page).to_have_url(re.compile("/reports/2023.html$"))
    wait_until(page, "document.documentElement.scrollWidth <= innerWidth")
    page.tap(f"{CARD} >> text=收起")
    wait_until(page, GONE)
    page.tap(CONCEPT)
    wait_until(page, SHOWN)
    page.tap(CONCEPT)
    page.wait_for_url("**/regulations/concepts.html#yigang-shuangze")


def test_the_card_holds_the_way_on_after_a_touch(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html", width=390, touch=True)
    page.tap(EDITION)
    page.tap(f"{CARD} >> text=打开")
    page.wait_for_url("**/regulations/jilv-chufen-tiaoli/2018.html")


def test_paper_has_no_card(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.focus(EDITION)
    card = page.locator(CARD)
    expect(card).to_be_visible()
    page.emulate_media(media="print")
    expect(card).to_be_hidden()
    expect(card).to_have_count(1)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    expect(card).to_have_count(0)
    # The provisions that are cited stand at the foot, opened; what concepts ask is for the screen.
    expect(page.locator(".yb-rules")).to_be_visible()
    expect(page.locator(".yb-terms")).to_be_hidden()


def test_nothing_moves_where_no_motion_is_asked_for(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.emulate_media(reduced_motion="reduce")
    page.focus(EDITION)
    wait_until(page, f"getComputedStyle({SHOWN}).animationName === 'none'")
    page.emulate_media(reduced_motion="no-preference")
    style = f"getComputedStyle({SHOWN})"
    wait_until(page, f"{style}.animationName !== 'none' && parseFloat({style}.animationDuration) <= 0.15")


def test_without_scripts_the_foot_says_it(browser: Any, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/reports/2025.html")
    page.click(".yb-rules summary >> text=第七十四条")
    expect(page.locator(".yb-rules details[open] p >> text=本站摘要")).to_be_visible()
    page.click(".yb-terms summary")
    expect(page.locator(".yb-terms li >> nth=0")).to_be_visible()
    context.close()

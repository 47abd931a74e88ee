"""In a report, a link to a provision or a concept shows what it asks; tried as a reader would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import wait_until

pytestmark = pytest.mark.needs(BROWSER)

CARD = ".yb-gloss"
SHOWN = f"document.querySelector('{CARD}')"
GONE = f"!{SHOWN}"
#: In the text: a concept, an edition, an article.
CONCEPT = "#w1 ~ p a[href$='#yigang-shuangze']"
EDITION = "#m1 ~ p a[href$='jilv-chufen-tiaoli/2018.html']"
ARTICLE = "article > p a[href$='jilv-chufen-tiaoli/2023.html#art-74']"
#: Within the window, and on none of the lines of its link.
IN_PLACE = f"""() => {{
  const card = {SHOWN}.getBoundingClientRect(), link = document.querySelector("[aria-describedby]");
  return card.left >= 0 && card.right <= innerWidth && document.documentElement.scrollWidth <= innerWidth
    && [...link.getClientRects()].every(line =>
      card.top >= line.bottom || card.bottom <= line.top || card.left >= line.right || card.right <= line.left);
}}"""


def test_hover_shows_what_a_concept_asks_and_what_it_rested_on(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.hover(CONCEPT)
    wait_until(page, SHOWN)
    words = page.inner_text(CARD)
    assert words.startswith("一岗双责")
    assert "重要领导责任" in words
    assert "当时的依据：主体责任规定2020年版第八条" in words
    assert page.evaluate(IN_PLACE)
    # In the margin: no line of the text is covered.
    beside = f"document.querySelector('#w1 ~ p').getBoundingClientRect().right <= {SHOWN}.getBoundingClientRect().left"
    assert page.evaluate(beside)


def test_the_pointer_can_go_into_the_card_and_follow_a_link_there(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.hover(CONCEPT)
    wait_until(page, SHOWN)
    page.hover(f"{CARD} a")
    page.wait_for_timeout(600)
    page.click(f"{CARD} a")
    assert page.url.endswith("/regulations/zhuti-zeren-guiding/2020.html#art-8")


def test_the_card_goes_when_the_pointer_does(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.hover(CONCEPT)
    wait_until(page, SHOWN)
    page.mouse.move(5, 5)
    wait_until(page, GONE)
    assert page.locator("[aria-describedby]").count() == 0


def test_an_article_is_told_with_title_edition_topic_and_digest(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2025.html")
    page.focus(ARTICLE)
    words = page.inner_text(CARD)
    assert words.startswith("《中国共产党纪律处分条例》2023年版\n第七十四条　")
    assert "本站摘要：" in words


def test_a_short_rule_cited_as_a_whole_shows_what_it_deals_with(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.hover("#w3 ~ p a[href$='baxiang-guiding/2012.html']")
    wait_until(page, SHOWN)
    assert "共 8 点：改进调查研究" in page.inner_text(CARD)
    assert page.evaluate(IN_PLACE)


def test_the_keyboard_reaches_the_card_and_escape_closes_it(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.focus(EDITION)
    link = page.locator(EDITION).first
    # A reader of the screen is told it with the link.
    assert link.get_attribute("aria-describedby") == page.get_attribute(CARD, "id")
    assert "已被2023年版取代" in page.inner_text(CARD)
    page.keyboard.press("Tab")
    assert page.evaluate(f"{SHOWN}.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0
    assert link.evaluate("link => link === document.activeElement")
    page.keyboard.press("Tab")
    assert not link.evaluate("link => link === document.activeElement")


def test_the_names_in_an_items_note_show_it_too(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.focus("#m1 + .yb-note a[href$='jilv-chufen-tiaoli/2018.html']")
    assert "《中国共产党纪律处分条例》2018年版" in page.inner_text(CARD)


def test_the_card_stays_in_the_window_and_off_its_own_link(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2025.html")
    for width in (390, 720, 1280, 1440):
        page.evaluate("document.activeElement.blur()")
        page.set_viewport_size({"width": width, "height": 900})
        page.focus(ARTICLE)
        wait_until(page, SHOWN)
        assert page.evaluate(IN_PLACE), width


def test_the_first_touch_shows_it_under_the_paragraph_and_the_second_follows(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html", width=390, touch=True)
    page.tap(CONCEPT)
    assert page.url.endswith("/reports/2023.html")
    paragraph = page.locator(CONCEPT).locator("xpath=ancestor::p")
    assert paragraph.evaluate("p => p.nextElementSibling.classList.contains('yb-gloss')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.tap(f"{CARD} >> text=收起")
    assert page.locator(CARD).count() == 0
    page.tap(CONCEPT)
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
    page.emulate_media(media="print")
    assert not page.is_visible(CARD)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(CARD).count() == 0
    # The provisions that are cited stand at the foot, opened; what concepts ask is for the screen.
    assert page.is_visible(".yb-rules")
    assert not page.is_visible(".yb-terms")


def test_nothing_moves_where_no_motion_is_asked_for(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.emulate_media(reduced_motion="reduce")
    page.focus(EDITION)
    assert page.evaluate(f"getComputedStyle({SHOWN}).animationName") == "none"
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(f"parseFloat(getComputedStyle({SHOWN}).animationDuration)") <= 0.15


def test_without_scripts_the_foot_says_it(browser: Any, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/reports/2025.html")
    page.click(".yb-rules summary >> text=第七十四条")
    assert page.is_visible(".yb-rules details[open] p >> text=本站摘要")
    page.click(".yb-terms summary")
    assert page.is_visible(".yb-terms li >> nth=0")
    context.close()

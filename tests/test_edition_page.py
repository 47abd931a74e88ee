"""An edition in a real browser: one row an article, found by number, narrowed, folded, and whole without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import reload, visit, wait_for_value, wait_until

pytestmark = pytest.mark.needs(BROWSER)
NEWEST = "regulations/jilv-chufen-tiaoli/2023.html"
POINTS = "regulations/baxiang-guiding/2012.html"
PARTS = "regulations/dangnei-shenghuo-zhunze/2016.html"
SHOWN = "[...document.querySelectorAll('.yb-row')].filter(row => row.getClientRects().length).length"


def ask(page: Any, number: str) -> None:
    page.fill(".yb-jump__box", number)
    page.press(".yb-jump__box", "Enter")


def in_sight(page: Any, anchor: str) -> None:
    wait_until(
        page,
        f"""(() => {{ const top = document.getElementById('{anchor}').getBoundingClientRect().top;
                      return top > 40 && top < innerHeight / 2; }})()""",
    )


def test_article_is_found_by_its_number_however_it_is_written(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    for number in ("74", "第七十四条", "七十四", "７４", " 第 74 条 ", "第七十四条第二款", "七四", "（七十四）"):
        page.evaluate("history.replaceState(null, '', location.pathname); scrollTo(0, 0)")
        ask(page, number)
        in_sight(page, "art-74")
        page.wait_for_url("**/2023.html#art-74")
        expect(page.locator("#art-74")).to_be_focused()
        expect(page.locator(".yb-jump__told")).to_have_text("")


@pytest.mark.parametrize(
    ("path", "number", "anchor"),
    [(POINTS, "第三点", "art-3"), (POINTS, "第3条", "art-3"), (PARTS, "第五部分", "part-5")],
)
def test_points_and_parts_are_found_too(new_page: Callable[..., Any], path: str, number: str, anchor: str) -> None:
    page = new_page(path)
    ask(page, number)
    in_sight(page, anchor)
    page.wait_for_url(f"**#{anchor}")


def test_number_that_is_not_there_is_told_in_words(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    for number, told in (
        ("200", "2023年版没有“200”：本页共 158 条。"),
        ("31之一", "2023年版没有“31之一”：本页共 158 条。"),
        ("处分", "没有读出编号：写 7 或第七条这样的编号。"),
        ("art-7", "没有读出编号：写 7 或第七条这样的编号。"),
    ):
        ask(page, number)
        expect(page.locator(".yb-jump__told")).to_have_text(told)
        expect(page).to_have_url(re.compile("^[^#]*$"))
        page.fill(".yb-jump__box", "7")
        expect(page.locator(".yb-jump__told")).to_have_text("")


def test_number_with_an_addition_is_read(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    read = "number => { const found = window.ybReadArticleNumber(number); return found && found.article; }"
    numbers = ["31之一", "第三十一条之一", "一百零一", "一百一十二", "一〇一", "二十", "第一百五十八条第三款第（二）项"]
    found = [page.evaluate(read, number) for number in numbers]
    assert found == ["31_1", "31_1", "101", "112", "101", "20", "158"]


def test_articles_are_narrowed_to_what_changed_or_is_cited(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    wait_for_value(page, SHOWN, 158)
    count, book = page.locator(".yb-bar__count"), page.locator("#book-3")
    label = page.locator(".yb-bar__choice", has_text="被引用")
    label.click()
    wait_until(page, f"0 < {SHOWN} && {SHOWN} < 20")
    cited = page.evaluate(SHOWN)
    expect(label).to_have_text(f"被引用 {cited}")
    expect(count).to_have_text(f"共 158 条，现在列出 {cited} 条")
    chapters = page.locator(".yb-chapter:visible")
    expect(chapters).not_to_have_count(0)
    expect(chapters.filter(has_not=page.locator(".yb-row:visible"))).to_have_count(0)
    expect(book).to_be_hidden()
    page.locator(".yb-bar__choice", has_text="有改动").click()
    wait_until(page, f"{cited} < {SHOWN} && {SHOWN} < 158")
    wait_until(page, f"document.querySelectorAll('.yb-row:not([hidden]) .yb-from').length >= {SHOWN}")
    page.locator(".yb-bar__choice", has_text="全部").click()
    wait_for_value(page, SHOWN, 158)
    expect(count).to_have_text("")
    expect(book).to_be_visible()


def test_whatever_is_asked_for_is_shown_though_it_was_narrowed_away(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    page.locator(".yb-bar__choice", has_text="被引用").click()
    wait_until(page, f"{SHOWN} < 158")
    ask(page, "158")
    in_sight(page, "art-158")
    wait_for_value(page, SHOWN, 158)


def test_chapter_folds_and_a_link_into_it_opens_it(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    button = page.locator("#chapter-2 .yb-chapter__fold")
    expect(button).to_have_text("收起")
    expect(button).to_have_attribute("aria-expanded", "true")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_text("展开")
    expect(button).to_have_attribute("aria-expanded", "false")
    wait_until(page, "!document.getElementById('art-7').checkVisibility({ contentVisibilityAuto: true })")
    expect(page.locator("#chapter-2")).to_be_visible()
    page.evaluate("location.hash = 'art-9'")
    in_sight(page, "art-9")
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(button).to_have_attribute("aria-expanded", "false")
    reload(page)
    expect(button).to_have_attribute("aria-expanded", "true")


def test_folding_is_kept_for_the_visit(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    page.click(".yb-bar__every")
    expect(page.locator(".yb-bar__every")).to_have_text("全部展开")
    page.click("#chapter-3 .yb-chapter__fold")
    expect(page.locator("#chapter-3 .yb-chapter__fold")).to_have_attribute("aria-expanded", "true")
    reload(page)
    state = "[...document.querySelectorAll('.yb-chapter__fold')].map(button => button.getAttribute('aria-expanded'))"
    wait_for_value(page, f"{state}.slice(0, 4)", ["false", "false", "true", "false"])


def test_folded_chapters_are_on_paper(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    page.click(".yb-bar__every")
    expect(page.locator(".yb-bar__every")).to_have_text("全部展开")
    page.emulate_media(media="print")
    wait_for_value(page, SHOWN, 158)
    for control in (".yb-jump", ".yb-bar__show", ".yb-bar__every", "#chapter-1 .yb-chapter__fold"):
        expect(page.locator(control)).to_be_hidden()


def test_edition_reads_fully_without_scripts(browser: Any, built_site: Path) -> None:
    with visit(browser, built_site, NEWEST, java_script_enabled=False) as page:
        expect(page.locator(".yb-row:visible")).to_have_count(158)
        expect(page.locator("#art-158")).to_be_visible()
        expect(page.locator(".yb-bar > *, .yb-chapter__fold")).to_have_count(0)
        expect(page.locator(".yb-row").first).to_contain_text("个别文字修改")
        page.locator(".yb-cites summary").first.click()
        expect(page.locator(".yb-cites a").first).to_be_visible()


def test_heading_of_the_chapter_stays_while_one_reads_it(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST)
    page.locator("#art-12").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('art-12').scrollIntoView()")
    top = "document.getElementById('chapter-2').getBoundingClientRect().top"
    wait_until(page, f"{top} >= 40 && {top} < 60")


def test_wide_page_has_facts_and_changes_beside_the_text(new_page: Callable[..., Any]) -> None:
    beside = """(() => { const [text, note] = document.querySelector(".yb-row").children;
                        const [main, side] = document.querySelector(".yb-columns").children;
                        const x = element => element.getBoundingClientRect();
                        return [x(note).left >= x(text).right, x(side).left >= x(main).right,
                                x(document.querySelector(".yb-toc")).right <= x(text).left]; })()"""
    wait_for_value(new_page(NEWEST, width=1440), beside, [True, True, True])
    page = new_page(POINTS, width=1440)
    wait_until(page, "document.querySelector('.yb-side').getBoundingClientRect().left > innerWidth / 2")


@pytest.mark.parametrize("path", [NEWEST, POINTS, PARTS, "regulations/jilv-chufen-tiaoli/index.html"])
def test_phone_shows_the_text_at_once_and_never_scrolls_sideways(new_page: Callable[..., Any], path: str) -> None:
    page = new_page(path, width=390, height=844)
    wide, facts = "document.documentElement.scrollWidth", page.locator("#facts")
    wait_for_value(page, wide, 390)
    first = "(document.querySelector('.yb-row h3') || document.querySelector('h2')).getBoundingClientRect().top"
    wait_until(page, f"{first} < 2 * innerHeight")
    expect(facts).to_be_hidden()
    page.click(".yb-side__label")
    expect(facts).to_be_visible()
    wait_for_value(page, wide, 390)


def test_contents_of_a_phone_open_when_asked_for(new_page: Callable[..., Any]) -> None:
    page = new_page(NEWEST, width=390)
    contents = page.locator(".yb-toc > ul")
    expect(contents).to_be_hidden()
    page.click(".yb-header__toc")
    expect(contents).to_be_visible()


def test_scripts_move_nothing_on_the_page(new_page: Callable[..., Any], browser: Any, built_site: Path) -> None:
    top = "document.querySelector('.yb-row h3').getBoundingClientRect().top"
    for width in (390, 1440):
        with visit(browser, built_site, NEWEST, width=width, java_script_enabled=False) as plain:
            before = plain.evaluate(top)
        page = new_page(NEWEST, width=width)
        page.wait_for_selector(".yb-jump")
        wait_until(page, f"Math.abs({top} - {before}) <= 1")

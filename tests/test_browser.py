"""The site in a real browser, opened from a folder as a shared drive serves it."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import press_tab, wait_for_value, wait_until

pytestmark = pytest.mark.needs(BROWSER)
UNFOLD = "document.querySelectorAll('details').forEach(part => { part.open = true; })"


def test_a_reader_goes_from_home_to_the_edition_and_back_to_the_item(new_page: Callable[..., Any]) -> None:
    page = new_page("index.html")
    page.click("#years ~ .yb-table >> text=2023年")
    page.wait_for_url("**/reports/2023.html")
    page.click("article p >> text=《中国共产党纪律处分条例》")
    page.wait_for_url("**/regulations/jilv-chufen-tiaoli/2018.html")
    expect(page.locator(".yb-banner--over")).to_contain_text("已于2024年1月1日被2023年版取代")
    page.click(".yb-banner--over >> text=引用它的条目")
    page.wait_for_url("**/2018.html#cited-by")
    page.click("#cited-by-2023 summary")
    page.click("#cited-by-2023 >> text=抓实理论武装")
    page.wait_for_url("**/reports/2023.html#m1")
    # A button stands beside it where the mouse happens to lie.
    expect(page.locator("#m1")).to_have_text(re.compile("^（一）抓实理论武装，夯实政治基础"))
    wait_until(page, "document.querySelector('#m1').getBoundingClientRect().top >= 0")


def test_an_old_article_leads_to_its_successor(new_page: Callable[..., Any]) -> None:
    page = new_page("regulations/jilv-chufen-tiaoli/2018.html")
    page.locator(".yb-row", has=page.locator("#art-122")).locator(".yb-note >> text=第一百三十二条").click()
    page.wait_for_url("**/2023.html#art-132")


def test_lines_of_a_report_are_no_longer_than_38_characters(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html", width=1920)
    wait_until(
        page,
        """[...document.querySelectorAll(".yb-title--report ~ p")].every(p =>
             p.getBoundingClientRect().width <= 38.01 * parseFloat(getComputedStyle(p).fontSize))""",
    )


def test_the_line_under_an_item_stands_in_the_margin_where_there_is_room(new_page: Callable[..., Any]) -> None:
    beside = """document.querySelector("#w2 + .yb-note").getBoundingClientRect().left
                >= document.querySelector("#w2 ~ p").getBoundingClientRect().right"""
    wait_for_value(new_page("reports/2023.html", width=1440), beside, wanted=True)
    wait_for_value(new_page("reports/2023.html", width=800), beside, wanted=False)


def test_on_a_phone_notes_stand_folded_after_their_text_and_elsewhere_before_it(new_page: Callable[..., Any]) -> None:
    after = """(() => {
      const text = document.querySelector("#p1 ~ p"), note = document.querySelector("#p1 ~ .yb-note, #p1 ~ details");
      return Boolean(text.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING);
    })()"""
    page = new_page("reports/2025.html", width=390)
    wait_until(page, after)
    fold = page.locator("#p1 ~ details").first
    expect(fold.locator("summary").first).to_have_text(re.compile("^台账 1 · 法规.*再次出现"))
    expect(fold.locator(".yb-note")).to_be_hidden()
    fold.locator("summary").first.click()
    expect(fold.locator(".yb-note")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    wait_until(page, "!document.querySelector('.yb-note__fold')")
    wait_until(page, f"!{after}")


def test_picture_stands_under_its_lines_and_is_no_wider(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html", width=1440)
    page.evaluate(
        """() => {
          const figure = document.createElement("figure"), picture = document.createElement("img");
          picture.width = 2000;
          figure.append(picture);
          document.querySelector("article h3 ~ p").after(figure);
        }"""
    )
    edges = (
        "['h3 ~ p', 'figure', 'img'].map((name) => document.querySelector('article ' + name).getBoundingClientRect())"
    )
    wait_until(page, f"(([p, ...rest]) => rest.every((one) => one.left === p.left && one.right <= p.right))({edges})")


def test_first_column_of_a_long_table_stays_while_it_scrolls(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/figures.html", width=800)
    left = page.evaluate(
        """() => { const box = document.querySelector(".yb-table"); box.scrollLeft = 200;
                   return [box.scrollLeft, box.querySelector("tbody th").getBoundingClientRect().left
                                           - box.getBoundingClientRect().left]; }"""
    )
    assert left[0] > 0
    assert left[1] == pytest.approx(0, abs=1)


def test_keyboard_reaches_the_sections_and_shows_where_it_is(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    reached = set()
    for _ in range(12):
        press_tab(page)
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"首页", "年度总结", "整改台账", "法规", "手册"} <= reached
    page.focus(".yb-tabs a")
    wait_until(page, "getComputedStyle(document.querySelector('.yb-tabs a:focus')).outlineStyle !== 'none'")


def test_paper_holds_the_text_and_none_of_the_furniture(new_page: Callable[..., Any], tmp_path: Path) -> None:
    page = new_page("reports/2023.html")
    page.emulate_media(media="print")
    for selector in (".md-header", ".yb-tabs", ".yb-toc", ".yb-path", ".yb-footer"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator("#m4")).to_be_visible()
    expect(page.locator("#m4 + .yb-note")).to_be_visible()


def test_pages_read_fully_without_scripts(browser: Any, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/reports/2023.html")
    for selector in ("#m4", "#m4 + .yb-note", ".yb-tabs"):
        expect(page.locator(selector)).to_be_visible()
    context.close()


def test_register_can_be_narrowed_by_kind_standing_and_check(new_page: Callable[..., Any]) -> None:
    page = new_page("regulations/index.html")
    shown = "[...document.querySelectorAll('[data-yb-values]')].filter(row => !row.hidden).length"
    count = page.locator(".yb-filter__count")
    wait_for_value(page, shown, 35)
    expect(count).to_have_text("共 35 部")
    page.select_option(".yb-filter__choice:nth-child(1) select", "法律")
    wait_for_value(page, shown, 4)
    page.select_option(".yb-filter__choice:nth-child(3) select", "已核")
    wait_until(page, f"0 < {shown} && {shown} < 4")
    narrowed = page.evaluate(shown)
    expect(count).to_have_text(f"共 {narrowed} 部")
    page.select_option(".yb-filter__choice:nth-child(1) select", "")
    wait_until(page, f"{shown} > {narrowed}")
    expect(page.locator(".yb-filter__choice")).to_have_text(
        [re.compile(f"^{name}：") for name in ("类别", "施行", "核实")]
    )


def test_a_number_that_was_counted_leaves_its_rows_in_the_list(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/promises.html")
    count = page.locator(".yb-filter__count").first
    for text, rows in (("4/6", 4), ("7", 7)):
        page.click(f"#kept ~ div .yb-grid--counts tbody tr:has-text('2022年') >> text='{text}'")
        expect(count).to_have_text(f"共 {rows} 项")
        page.wait_for_url("**#rows-promises-kept-2022")


def test_articles_of_two_editions_can_be_narrowed_by_what_became_of_them(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/jilv-chufen-tiaoli-2018-2023.html", width=390)
    # Two articles of 2023 have an origin more than they are articles.
    count = page.locator(".yb-filter__count")
    expect(count).to_have_text("共 160 行")
    page.select_option(".yb-filter__choice:nth-child(1) select", "新增")
    expect(count).to_have_text("共 16 行")
    wait_for_value(page, "document.documentElement.scrollWidth", 390)


def test_what_changed_is_seen_on_a_phone_without_pushing_the_table(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/jilv-chufen-tiaoli-2018-2023.html", width=390)
    widths = page.evaluate(
        """() => { const box = document.querySelector(".yb-editions .yb-table");
                   const note = box.querySelector("tbody tr td:nth-child(3)").getBoundingClientRect();
                   return [box.scrollWidth - box.clientWidth, note.left, note.right]; }"""
    )
    assert widths[0] <= 0
    assert 0 <= widths[1] < widths[2] <= 390


def test_register_is_whole_without_scripts(browser: Any, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/regulations/index.html")
    expect(page.locator("[data-yb-values]")).to_have_count(35)
    expect(page.locator(".yb-filter")).to_have_count(0)
    context.close()


def test_an_item_leads_to_a_concept_and_back(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.click("#w1 ~ p >> text=一岗双责")
    page.wait_for_url("**/regulations/concepts.html#yigang-shuangze")
    row = page.locator("tr", has=page.locator("#yigang-shuangze"))
    row.locator("summary").first.click()
    row.locator("li a[href$='reports/2023.html#w1']").click()
    page.wait_for_url("**/reports/2023.html#w1")


def test_what_is_the_same_can_be_folded_away_without_scripts(browser: Any, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/compare/2024-2025.html")
    page.click("summary >> text=条目对照表")
    same = page.locator(".yb-pair__row--same")
    count = same.count()
    assert count > 0
    expect(page.locator("tr.yb-pair__same").first).to_be_visible()
    expect(same.filter(visible=True)).to_have_count(count)
    page.check("text=只看变化")
    expect(same.filter(visible=True)).to_have_count(0)
    expect(page.locator("tr.yb-pair__same").first).to_be_hidden()
    expect(page.locator(".yb-pair__row--reworded").first).to_be_visible()
    context.close()


def test_part_of_the_bar_leaves_its_items_in_the_table_and_the_pairs(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/2024-2025.html")
    left = """["tr", "section", "svg g"].map(tag => [...document.querySelectorAll(tag + "[data-yb-values]")]
                .filter(row => !row.hasAttribute("hidden")).map(row => row.dataset.ybValues.split("|")[0]))"""
    page.click("[data-yb-choose='新增|']")
    wait_until(page, f"{left}.flat().every(change => change === '新增')")
    table, pairs, titles = page.evaluate(left)
    assert table == pairs == titles and set(table) == {"新增"}
    expect(page.locator(".yb-filter__count")).to_have_text(f"共 {len(table)} 条")


def test_what_is_chosen_stands_as_chips_that_the_keyboard_takes_back(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/2024-2025.html")
    chips = page.locator(".yb-chips button")
    page.click("[data-yb-choose='新增|']")
    page.check("text=只看变化")
    expect(chips).to_have_text(["变化：新增 ×", "只看变化 ×", "全部清除"])
    chips.first.focus()
    page.keyboard.press("Enter")
    expect(chips).to_have_text(["只看变化 ×", "全部清除"])
    expect(chips.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(chips).to_have_count(0)
    expect(page.locator(".yb-pair__only").first).not_to_be_checked()
    wait_until(page, "document.activeElement.matches('.yb-filter select')")


@pytest.mark.parametrize(
    ("page", "choose", "words"),
    [
        ("regulations/dangzhang/2022.html", ".yb-bar__choice:nth-of-type(2)", "比2017年版有改动 ×"),
        ("search.html?q=谈话", "label.yb-find__value >> nth=0", "类别：法规 ×"),
    ],
)
def test_every_bar_of_choices_has_chips(new_page: Callable[..., Any], page: str, choose: str, words: str) -> None:
    opened = new_page(page)
    opened.click(choose)
    chips = opened.locator(".yb-chips button")
    expect(chips).to_have_text([words, "全部清除"])
    chips.last.click()
    expect(chips).to_have_count(0)


@pytest.mark.parametrize(
    ("page", "place", "name"),
    [
        ("reports/2023.html", "w1", "2023#w1"),
        ("regulations/dangzhang/2022.html", "art-3", "dangzhang/2022#art-3"),
        ("ledger/2025.html", "e-2025-01", "2025-01"),
    ],
)
def test_an_address_is_copied_also_from_a_folder(
    new_page: Callable[..., Any], page: str, place: str, name: str
) -> None:
    opened = new_page(page)
    button = opened.locator(f"[id='{place}'] .yb-copy")
    # What is told goes again after a while; here it stays until it was looked at.
    opened.evaluate("window.setTimeout = () => 0")
    button.focus()
    opened.keyboard.press("Enter")
    expect(button).to_have_text(f"已复制 {name}")
    expect(button).to_be_focused()
    opened.focus(".yb-search__input")
    opened.keyboard.press("Control+V")
    expect(opened.locator(".yb-search__input")).to_have_value(name)


def test_map_of_titles_leads_to_a_pair_opens_it_and_marks_it(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/2024-2025.html", width=1440)
    link = page.locator(".yb-slope a[href='#yb-2024-2025-m3']")
    link.click()
    expect(page.locator("[id='yb-2024-2025-m3'] details p")).to_be_visible()
    expect(link).to_have_attribute("aria-current", re.compile("."))
    expect(link).to_be_in_viewport()


def test_long_runs_that_both_years_have_open_and_close(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/2021-2022.html")
    button = page.locator(".yb-pair__row--reworded button").first
    kept = page.locator(".yb-pair__run").first
    expect(button).to_have_text(f"〔… 未变 {len(kept.text_content())} 字〕")
    expect(kept).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(kept).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(kept).to_be_hidden()


def test_the_two_years_stay_in_sight_while_a_comparison_scrolls(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/2024-2025.html")
    page.locator(".yb-pair__item").last.scroll_into_view_if_needed()
    top = "document.querySelector('.yb-pair__years').getBoundingClientRect().top"
    wait_until(page, f"scrollY > 900 && 0 <= {top} && {top} < 120")


def test_two_years_stand_side_by_side_and_on_a_phone_one_under_the_other(new_page: Callable[..., Any]) -> None:
    beside = """(() => { const row = document.querySelector(".yb-pair__row--reworded");
                         const [x, y] = [...row.children].map(cell => cell.getBoundingClientRect());
                         return x.right <= y.left + 1 && Math.abs(x.top - y.top) < 2; })()"""
    wait_for_value(new_page("compare/2024-2025.html", width=1440), beside, wanted=True)
    phone = new_page("compare/2024-2025.html", width=390)
    wait_for_value(phone, beside, wanted=False)
    expect(phone.locator(".yb-pair__row--reworded .yb-pair__year").first).to_be_visible()


def test_added_and_removed_words_are_told_without_colour(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/2024-2025.html")
    for part, line, sign in ((".yb-pair__in", "underline", "＋"), (".yb-pair__out", "line-through", "－")):
        expect(page.locator(part).first).to_have_css("text-decoration-line", line)
        wait_for_value(page, f"getComputedStyle(document.querySelector('{part}'), '::before').content", f'"{sign}"')
    expect(page.locator(".yb-pair__in").first).to_have_text(re.compile(r"^增：\s?\S"), use_inner_text=True)


def test_item_leads_to_its_pair_and_the_pair_back(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2025.html")
    page.click("#w1 + .yb-note >> text=沿用")
    page.wait_for_url("**/compare/2024-2025.html#yb-2024-2025-w1")
    page.click("[id='yb-2024-2025-w1'] a[href$='2025.html#w1']")
    page.wait_for_url("**/reports/2025.html#w1")


def test_table_is_saved_as_csv_that_excel_reads(new_page: Callable[..., Any], tmp_path: Path) -> None:
    page = new_page("compare/2024-2025.html")
    page.evaluate(UNFOLD)
    with page.expect_download() as caught:
        page.locator(".yb-save button").first.click()
    assert caught.value.suggested_filename == "2024年与2025年条目对照.csv"
    caught.value.save_as(tmp_path / "a.csv")
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["变化", "类别", "2024年", "2025年", "把握"]
    expect(page.locator(".yb-pair .yb-grid tbody tr")).to_have_count(len(rows) - 1)
    assert {len(row) for row in rows} == {5}


@pytest.mark.parametrize(("path", "head"), [("ledger/2025.html", "编号（示例）"), ("regulations/index.html", "法规")])
def test_a_table_of_a_page_of_samples_leaves_it_as_a_sample(
    new_page: Callable[..., Any], tmp_path: Path, path: str, head: str
) -> None:
    page = new_page(path)
    with page.expect_download() as caught:
        page.locator(".yb-save button").first.click()
    caught.value.save_as(tmp_path / "a.csv")
    assert next(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()))[0] == head


def test_saved_table_repeats_what_spans_and_starts_no_formula(new_page: Callable[..., Any], tmp_path: Path) -> None:
    page = new_page("compare/index.html")
    page.evaluate(UNFOLD)
    page.evaluate(
        """() => { const box = document.querySelector("[data-yb-name='反复出现的问题']");
                  box.querySelector("tbody th").textContent = "=1+1"; }"""
    )
    with page.expect_download() as caught:
        page.locator("[data-yb-name='反复出现的问题'] + .yb-save button").click()
    caught.value.save_as(tmp_path / "a.csv")
    rows = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    spanned = page.evaluate("document.querySelector(\"[data-yb-name='反复出现的问题'] tbody th\").rowSpan")
    assert spanned > 1
    assert [row[0] for row in rows[1 : 1 + spanned]] == ["'=1+1"] * spanned


def test_on_a_phone_rows_of_words_are_cards_with_their_heads_and_counts_stay_a_table(
    new_page: Callable[..., Any],
) -> None:
    page = new_page("compare/promises.html", width=390)
    page.evaluate(UNFOLD)
    told = "getComputedStyle(document.querySelector(\"{}\"), '::before').content"
    words, counts = "[data-yb-name='各年度的问题']", ".yb-table:has(.yb-grid--counts)"
    box = f'document.querySelector("{words}")'
    wait_until(page, f"{box}.dataset.ybDealt === '' && {box}.scrollWidth <= {box}.clientWidth")
    for rows in ("tbody:first-of-type", "tbody:last-of-type"):
        wait_for_value(page, told.format(f"{words} {rows} td"), '"年度 "')
    box = f'document.querySelector("{counts}")'
    wait_until(page, f"{box}.scrollWidth > {box}.clientWidth && {box}.tabIndex === 0")
    wait_for_value(page, told.format(f"{counts} tbody td"), "none")


def test_a_long_matrix_scrolls_inside_itself_on_a_phone_and_shows_the_newest_years_first(
    new_page: Callable[..., Any],
) -> None:
    page = new_page("index.html", width=390)
    page.evaluate(
        """() => { const box = document.querySelector(".yb-matrix"), body = box.querySelector("tbody");
                  box.dataset.ybComponent = "table";
                  box.querySelector("table").classList.remove("yb-grid--cards");
                  for (let n = 0; n < 30; n += 1) body.append(body.rows[0].cloneNode(true));
                  [...box.querySelectorAll("tr")].forEach(row => {
                    for (let n = 0; n < 6; n += 1) row.append(row.lastElementChild.cloneNode(true)); });
                  box.classList.add("yb-long"); }"""
    )
    page.add_script_tag(url=page.url.replace("index.html", "assets/javascripts/table.js"))
    box = "document.querySelector('.yb-matrix')"
    wait_until(page, f"{box}.tabIndex === 0 && {box}.clientHeight < innerHeight")
    wait_until(page, f"{box}.scrollLeft + {box}.clientWidth >= {box}.scrollWidth - 1")
    page.locator(".yb-matrix").focus()
    page.keyboard.press("End")
    wait_until(page, f"{box}.scrollTop > 0 && !{box}.dataset.ybDealt")
    wait_until(
        page, f"{box}.querySelector('thead th').getBoundingClientRect().top >= {box}.getBoundingClientRect().top"
    )


def test_contents_of_a_pack_are_its_parts_on_a_phone_until_one_asks_for_the_items(new_page: Callable[..., Any]) -> None:
    page = new_page("study/zeren-zhuijiu.html", width=390)
    items = page.locator(".yb-pack__contents ol ol").first
    expect(items).to_be_hidden()
    page.click(".yb-pack__every")
    expect(items).to_be_visible()


def test_long_pictures_scroll_inside_themselves_and_by_key(new_page: Callable[..., Any]) -> None:
    page = new_page("compare/index.html", width=390)
    page.evaluate(UNFOLD)
    flow = page.locator(".yb-flow").first
    box = "document.querySelector('.yb-flow')"
    wait_until(page, f"{box}.scrollWidth > {box}.clientWidth")
    flow.focus()
    page.keyboard.press("ArrowRight")
    wait_until(page, f"{box}.scrollLeft > 0")

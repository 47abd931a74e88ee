"""The box and the page of results as a reader uses them, from a folder and over http."""

from __future__ import annotations

import csv
import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2 as pdfium
import pytest

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import wait_until

pytestmark = pytest.mark.needs(BROWSER)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(built_site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built_site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def open_page(browser: Any, built_site: Path, complaints: list[str]) -> Iterator[Callable[..., Any]]:
    contexts = []

    def open_it(path: str, *, root: str = "", width: int = 1440, prepare: Callable[[Any], None] | None = None) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append("dialog"))
        if prepare:
            prepare(page)
        page.goto(f"{root or built_site.as_uri()}/{path}")
        return page

    yield open_it
    for context in contexts:
        context.close()
    assert complaints == []


def results(page: Any) -> list[str]:
    page.wait_for_selector("[data-yb-count]", state="attached")
    wait_until(page, "!document.querySelector('.yb-find__results[aria-busy=true]')")
    return list(page.eval_on_selector_all(
        "[data-yb-id]",
        "rows => rows.filter(r => !r.closest('[data-yb-near], [data-yb-named]')).map(r => r.dataset.ybId)",
    ))  # fmt: skip


def ask(open_page: Callable[..., Any], query: str, more: str = "", **options: Any) -> Any:
    page = open_page(f"search.html?q={quote(query)}{more}", **options)
    wait_until(
        page,
        "!/正在/.test(document.querySelector('.yb-find__count').textContent) && "
        "!/还在加载/.test(document.querySelector('.yb-find__count').textContent)",
    )
    return page


@pytest.mark.parametrize("over", ["folder", "http"])
def test_words_with_quotes_in_the_text_are_found(open_page: Callable[..., Any], served: str, over: str) -> None:
    page = ask(open_page, "三公经费", root=served if over == "http" else "")
    found = results(page)
    assert {"2023#w3", "2021#w4", "concepts#sangong-jingfei"} <= set(found)
    assert page.inner_text("[data-yb-count]") == str(len(found))


def test_box_answers_while_one_types_and_keys_lead_on(open_page: Callable[..., Any]) -> None:
    page = open_page("reports/2023.html")
    page.keyboard.press("/")
    box = page.locator(".yb-search__input")
    assert box.evaluate("input => input === document.activeElement")
    page.keyboard.type("问责")
    page.wait_for_selector(".yb-search [role='option']")
    assert 0 < page.locator(".yb-search [role='option']").count() <= 8
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    active = box.get_attribute("aria-activedescendant")
    assert active == "yb-search-option-1"
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    assert page.input_value(".yb-find__input") == "问责"


def test_control_k_reaches_the_box_from_anywhere(open_page: Callable[..., Any]) -> None:
    page = open_page("regulations/index.html")
    page.focus("select")
    page.keyboard.press("Control+k")
    assert page.locator(".yb-search__input").evaluate("input => input === document.activeElement")


def test_enter_while_an_input_method_composes_is_not_a_question(open_page: Callable[..., Any]) -> None:
    page = open_page("index.html")
    page.focus(".yb-search__input")
    page.evaluate(
        """() => { const box = document.querySelector(".yb-search__input");
                  box.dispatchEvent(new CompositionEvent("compositionstart"));
                  box.value = "问责";
                  box.dispatchEvent(new InputEvent("input", {isComposing: true, bubbles: true}));
                  const enter = {key: "Enter", isComposing: true, bubbles: true};
                  box.dispatchEvent(new KeyboardEvent("keydown", enter)); }"""
    )
    page.wait_for_selector(".yb-search [role='option']")
    assert page.url.endswith("/index.html")


def test_result_leads_to_the_place_and_marks_the_words(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "三公经费")
    page.click("[data-yb-id='2023#w3'] a")
    page.wait_for_selector("mark.yb-found")
    assert page.url.endswith("#w3")
    marked = page.eval_on_selector_all("mark.yb-found", "marks => marks.map(m => m.textContent).join('')")
    assert marked == "三公”经费"
    assert page.locator("#w2 ~ p mark").count() == page.locator("mark.yb-found").count()


def test_choices_narrow_with_counts_and_stand_in_the_address(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "问责")
    everything = results(page)
    label = page.locator(".yb-find__value", has_text="措施").first
    said = int(label.locator(".yb-muted").inner_text())
    label.locator("input").check()
    narrowed = results(page)
    assert len(narrowed) == said < len(everything)
    assert all("#m" in name for name in narrowed)
    since = page.locator(".yb-find__choice select").nth(1)
    year = since.locator("option").nth(1).get_attribute("value") or ""
    since.select_option(year)
    later = results(page)
    assert set(later) <= set(narrowed)
    assert later
    assert all(name[:4] >= year for name in later)
    again = open_page("search.html" + page.evaluate("location.search"))
    again.wait_for_selector(".yb-find__row")
    assert results(again) == later


def test_order_by_year_is_newest_first(open_page: Callable[..., Any]) -> None:
    found = [name for name in results(ask(open_page, "问责", "&sort=year")) if name[:4].isdecimal()]
    years = [int(name[:4]) for name in found]
    assert years == sorted(years, reverse=True)


def test_other_names_are_offered_with_how_many_they_find(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "一把手")
    hint = page.inner_text(".yb-find__hint")
    assert "也可以查：第一责任人（" in hint
    page.click(".yb-find__hint a >> text=第一责任人")
    page.wait_for_selector(".yb-find__row")
    assert "2023#w1" in results(page)


def test_near_results_stand_apart_and_are_not_counted(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "问责 从来没有写过的词")
    assert results(page) == []
    assert page.inner_text("[data-yb-count]") == "0"
    page.wait_for_selector("[data-yb-near] [data-yb-id]")
    assert "相近的结果" in page.inner_text("[data-yb-near]")
    assert "没有找到。查的是" in page.inner_text(".yb-find__count")


@pytest.mark.parametrize("over", ["folder", "http"])
@pytest.mark.parametrize(
    "query",
    [
        "，。、",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "(a+)+$[\\",
        "长" * 10_000,
        "\ufffd",
        "%",
        "-",
    ],
)
def test_strange_questions_get_a_plain_answer(
    open_page: Callable[..., Any], served: str, query: str, over: str
) -> None:
    page = open_page("search.html", root=served if over == "http" else "")
    page.wait_for_selector(".yb-find__input")
    page.fill(".yb-find__input", query)
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    wait_until(page, "document.querySelector('.yb-find__count').textContent.length > 3")
    assert page.locator(".yb-find__results script, .yb-find__results img").count() == 0


def test_half_of_a_sign_does_not_break_the_page(open_page: Callable[..., Any]) -> None:
    page = open_page("search.html")
    page.wait_for_selector(".yb-find__input")
    page.evaluate(
        """() => { const box = document.querySelector(".yb-find__input"); box.value = "\\ud800问责";
                  box.dispatchEvent(new Event("input")); }"""
    )
    wait_until(page, "/没有找到|共/.test(document.querySelector('.yb-find__count').textContent)")


def test_shard_that_does_not_load_is_told_and_the_rest_searched(open_page: Callable[..., Any], served: str) -> None:
    fields = [
        "id",
        "kind",
        "year",
        "unit",
        "place",
        "heading",
        "text",
        "address",
        "works",
        "topics",
        "statuses",
        "sample",
    ]
    row = ["2023#m1", "措施", 2023, "甲", "2023年", "加大问责", "问责。", "a.html#m1", [], [], [], False]
    shards = [{"file": "gone.js", "years": "2024—2025"}, {"file": "there.js", "years": "2023—2023"}]
    names: dict[str, object] = {"asOf": "2026-11-23", "works": {}, "topics": {}, "synonyms": []}
    manifest = {"fields": fields, "total": 2, "shards": shards, **names}
    bodies = {
        "manifest.js": f"window.ybSearchManifest={json.dumps(manifest)};",
        "there.js": f"ybSearchShard(1,{json.dumps([row])});",
    }

    def answer(route: Any) -> None:
        body = bodies.get(route.request.url.rpartition("/")[2])
        route.fulfill(body=body, content_type="text/javascript") if body else route.abort()

    def without(page: Any) -> None:
        page.route("**/assets/search/*", answer)

    page = open_page("search.html?q=" + quote("问责"), root=served, prepare=without)
    page.wait_for_selector(".yb-find__row")
    assert results(page) == ["2023#m1"]
    assert "2024—2025年的数据没有加载出来，其余照查" in page.inner_text(".yb-find__hints")


def test_data_that_is_not_there_is_told(open_page: Callable[..., Any], served: str) -> None:
    def without(page: Any) -> None:
        page.route("**/assets/search/manifest.js", lambda route: route.abort())

    page = open_page("search.html?q=a", root=served, prepare=without)
    wait_until(page, "/没有加载出来/.test(document.querySelector('.yb-find__count').textContent)")


def test_blocked_storage_does_not_matter(open_page: Callable[..., Any], complaints: list[str]) -> None:
    def blocked(page: Any) -> None:
        page.add_init_script(
            """for (const name of ["localStorage", "sessionStorage"])
                 Object.defineProperty(window, name, {get() { throw new Error("blocked"); }});"""
        )

    page = ask(open_page, "问责", prepare=blocked)
    assert results(page)
    page.focus(".yb-search__input")
    page.keyboard.type("问责")
    page.wait_for_selector(".yb-search [role='option']")
    # The theme asks for the colours that were chosen, and complains; the search does not.
    complaints[:] = [complaint for complaint in complaints if complaint != "blocked"]


def test_list_is_saved_as_csv(open_page: Callable[..., Any], tmp_path: Path) -> None:
    page = ask(open_page, "三公经费")
    found = results(page)
    with page.expect_download() as caught:
        page.click(".yb-find__results .yb-save button")
    assert caught.value.suggested_filename == "检索 三公经费.csv"
    caught.value.save_as(tmp_path / "a.csv")
    rows = list(csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    assert [row[0] for row in rows[1:]] == found
    assert rows[0][:3] == ["标识", "年度", "类别"]


def test_paper_holds_the_list_and_not_the_tools(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "三公经费")
    page.emulate_media(media="print")
    assert page.is_visible(".yb-find__row")
    for selector in (".yb-find", ".yb-find__fold", ".yb-search", ".yb-save"):
        assert not page.locator(selector).first.is_visible(), selector


def test_paper_says_what_was_asked_and_chosen(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "三公经费")
    assert not page.is_visible(".yb-find__asked")
    page = open_page("search.html?q=三公经费&kind=措施&from=2023&work=" + quote("jilv-chufen-tiaoli"))
    page.wait_for_selector("[data-yb-count]:visible, .yb-find__count:has-text('没有')")
    page.emulate_media(media="print")
    assert (
        page.inner_text(".yb-find__asked")
        == "检索：三公经费；年度：从2023年；类别：措施；引用法规：中国共产党纪律处分条例"
    )


def test_rows_that_were_never_in_sight_are_printed_in_full(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "监督")
    rows = page.locator(".yb-find__results > ol > li .yb-find__head a").all_inner_texts()
    document = pdfium.PdfDocument(page.pdf())
    paper = "".join("".join(document[n].get_textpage().get_text_range() for n in range(len(document))).split())
    assert len(rows) > 20  # several screens
    assert [row for row in rows if "".join(row.split()) not in paper] == []


def shown(page: Any) -> list[str]:
    """All results in their order, those by the name of a regulation as well."""
    results(page)
    return list(page.eval_on_selector_all("[data-yb-id]", "rows => rows.map(r => r.dataset.ybId)"))


@pytest.mark.parametrize("over", ["folder", "http"])
def test_an_article_is_found_by_its_number_in_the_edition_in_force_first(
    open_page: Callable[..., Any], served: str, over: str
) -> None:
    page = ask(open_page, "处分条例74条", root=served if over == "http" else "")
    editions = [name for name in shown(page) if name.endswith("#art-74")]
    assert shown(page)[:2] == ["jilv-chufen-tiaoli/2023#art-74", "jilv-chufen-tiaoli/2018#art-74"]
    assert shown(page)[: len(editions)] == editions
    row = page.locator(".yb-find__row").first.inner_text()
    assert all(words in row for words in ("第七十四条", "《中国共产党纪律处分条例》2023年版", "现行，本站摘要"))
    assert f"按法规的名称列出 {len(editions)} 条" in page.inner_text(".yb-find__count")
    page.click(".yb-find__row a")
    page.wait_for_url("**/jilv-chufen-tiaoli/2023.html*#art-74")


def test_box_answers_an_article_and_says_which_edition(open_page: Callable[..., Any]) -> None:
    page = open_page("index.html")
    page.focus(".yb-search__input")
    page.keyboard.type("2018年 处分条例 第六十七条")
    page.wait_for_selector("#yb-search-option-0[data-yb-id='jilv-chufen-tiaoli/2018#art-67']")
    option = page.locator(".yb-search [role='option']").first
    assert all(words in option.inner_text() for words in ("2018年版 第六十七条", "已被取代，本站摘要"))


def test_answers_of_the_box_lie_on_the_screen_of_a_phone(open_page: Callable[..., Any]) -> None:
    page = open_page("index.html", width=390)
    page.focus(".yb-search__input")
    page.keyboard.type("处分条例74条")
    page.wait_for_selector(".yb-search [role='option']")
    sides = page.evaluate(
        """() => { const list = document.querySelector(".yb-search__list").getBoundingClientRect();
           const box = document.querySelector(".yb-search__input").getBoundingClientRect();
           return [list.left, list.right, list.top - box.bottom]; }"""
    )
    assert sides[0] >= 0
    assert sides[1] <= 390
    assert 0 <= sides[2] < 20


def test_an_article_that_is_not_there_is_told_with_its_edition(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "处分条例 第二百条")
    assert "《中国共产党纪律处分条例》第二百条：2023年版共158条。" in page.inner_text(".yb-find__hints")
    assert shown(page) == ["jilv-chufen-tiaoli/2023"]


def test_a_short_name_offers_what_it_may_mean(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "条例 第七条")
    assert "写的可能是：" in page.inner_text(".yb-find__others")
    page.click(".yb-find__others a >> text=《问责条例》第七条")
    page.wait_for_selector(".yb-find__row")
    assert shown(page)[0] == "wenze-tiaoli/2019#art-7"


def test_a_bar_of_a_year_shows_that_year_alone_and_all_again(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "问责")
    everything = results(page)
    bar = page.locator(".yb-find__year").first
    year, said = bar.get_attribute("data-yb-year"), bar.get_attribute("aria-label")
    bar.focus()
    page.keyboard.press("Enter")
    alone = results(page)
    assert said == f"{year}年，{len(alone)} 条"
    assert 0 < len(alone) < len(everything)
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    assert f"from={year}&to={year}" in page.url
    page.keyboard.press("Enter")
    assert results(page) == everything


OFFERED = """() => {
  const tools = window.ybSearch, manifest = window.ybSearchManifest;
  const box = document.querySelector(".yb-find__input"), found = [];
  const names = manifest.register.names.map(row => row[0]);
  new Set([...names, ...manifest.synonyms.flat(), "条例", "规定 第五条", "意见"]).forEach(name => {
    box.value = name;
    box.form.dispatchEvent(new Event("submit", {cancelable: true}));
    document.querySelectorAll(".yb-find__others a").forEach(link => {
      const query = new URL(link.href).searchParams.get("q");
      if (!tools.ask(query, "").all.length) found.push([name, query]);
    });
  });
  return found; }"""


def test_no_other_name_that_is_offered_finds_nothing(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "条例")
    assert page.locator(".yb-find__others a").count() > 5
    assert page.evaluate(OFFERED) == []


CHOICES = """() => {
  const empty = [], years = () => document.querySelectorAll(".yb-find__choice select");
  const found = () => document.querySelectorAll(".yb-find__row").length;
  const ticks = () => document.querySelectorAll(".yb-find__value input");
  for (let n = 0; n < ticks().length; n += 1) {
    ticks()[n].click();
    if (!found()) empty.push("value " + n);
    /* The list is another one now. */
    document.querySelector(".yb-find__value input:checked").click();
  }
  const choose = (at, value) => {
    years()[at].value = value;
    years()[at].dispatchEvent(new Event("change"));
  };
  const values = at => [...years()[at].options].map(option => option.value).filter(Boolean);
  for (const from of values(1)) {
    choose(1, from);
    if (!found()) empty.push(from);
    for (const to of values(2)) {
      choose(2, to);
      if (!found()) empty.push(from + "-" + to);
    }
    choose(2, "");
    choose(1, "");
  }
  for (let n = 0; n < document.querySelectorAll(".yb-find__year").length; n += 1) {
    document.querySelectorAll(".yb-find__year")[n].click();
    if (!found()) empty.push("bar " + n);
    document.querySelector(".yb-find__year[aria-pressed=true]").click();
  }
  return empty; }"""


@pytest.mark.parametrize("query", ["问责", "处分条例 第七十四条", "问责条例 党的建设"])
def test_no_choice_that_is_offered_leaves_nothing(open_page: Callable[..., Any], query: str) -> None:
    page = ask(open_page, query)
    assert page.locator(".yb-find__value input").count() > 1
    before = page.locator(".yb-find__value").all_inner_texts()
    assert page.evaluate(CHOICES) == []
    assert page.locator(".yb-find__value").all_inner_texts() == before


def test_nothing_is_loaded_before_the_box_is_used(open_page: Callable[..., Any]) -> None:
    asked: list[str] = []
    page = open_page("reports/2023.html", prepare=lambda p: p.on("request", lambda r: asked.append(r.url)))
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search-engine" in url or "/manifest.js" in url or "/shard-" in url]
    page.focus(".yb-search__input")
    wait_until(page, "window.ybSearchManifest")
    assert [url for url in asked if url.endswith("/assets/search/manifest.js")]


def test_without_scripts_the_page_says_what_to_do(browser: Any, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/search.html")
    page.click("article >> text=历年措施")
    assert page.url.endswith("/measures.html")
    assert "抓实理论武装，夯实政治基础" in page.inner_text("article")
    context.close()

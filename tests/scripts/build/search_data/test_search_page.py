"""The box and the page of results as a reader uses them, from a folder and over http."""

from __future__ import annotations

import csv
import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER
from tests.helpers.browsing import let_timers_end, wait_for_results, wait_for_value, wait_until

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
    wait_for_results(page)
    return list(page.eval_on_selector_all(
        "[data-yb-id]",
        "rows => rows.filter(r => !r.closest('[data-yb-near], [data-yb-named]')).map(r => r.dataset.ybId)",
    ))  # fmt: skip


def ask(open_page: Callable[..., Any], query: str, more: str = "", **options: Any) -> Any:
    page = open_page(f"search.html?q={quote(query)}{more}", **options)
    wait_for_results(page)
    return page


@pytest.mark.parametrize("over", ["folder", "http"])
def test_words_with_quotes_in_the_text_are_found(open_page: Callable[..., Any], served: str, over: str) -> None:
    page = ask(open_page, "三公经费", root=served if over == "http" else "")
    found = results(page)
    assert {"2023#w3", "2021#w4", "concepts#sangong-jingfei"} <= set(found)
    expect(page.locator("[data-yb-count]")).to_have_text(str(len(found)))


def test_box_answers_while_one_types_and_keys_lead_on(open_page: Callable[..., Any]) -> None:
    page = open_page("reports/2023.html")
    page.keyboard.press("/")
    box = page.locator(".yb-search__input")
    expect(box).to_be_focused()
    page.keyboard.type("问责")
    options = "document.querySelectorAll('.yb-search [role=option]').length"
    wait_until(page, f"0 < {options} && {options} <= 8")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "yb-search-option-1")
    expect(page.locator("#yb-search-option-1")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    expect(page.locator(".yb-find__input")).to_have_value("问责")


def test_control_k_reaches_the_box_from_anywhere(open_page: Callable[..., Any]) -> None:
    page = open_page("regulations/index.html")
    page.focus("select")
    page.keyboard.press("Control+k")
    expect(page.locator(".yb-search__input")).to_be_focused()


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
    expect(page).to_have_url(re.compile("/index.html$"))


def test_result_leads_to_the_place_and_marks_the_words(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "三公经费")
    page.click("[data-yb-id='2023#w3'] a")
    page.wait_for_url("**#w3")
    marked = "[...document.querySelectorAll('mark.yb-found')].map(mark => mark.textContent).join('')"
    wait_for_value(page, marked, "三公”经费")
    expect(page.locator("mark.yb-found:not(#w2 ~ p *)")).to_have_count(0)


def test_choices_narrow_with_counts_and_stand_in_the_address(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "问责")
    everything = results(page)
    label = page.locator(".yb-find__value", has_text="措施").first
    said = int(label.locator(".yb-muted").inner_text())
    label.locator("input").check()
    page.wait_for_url("**&kind=*")
    narrowed = results(page)
    assert len(narrowed) == said < len(everything)
    assert all("#m" in name for name in narrowed)
    since = page.locator(".yb-find__choice select").nth(1)
    year = since.locator("option").nth(1).get_attribute("value") or ""
    since.select_option(year)
    page.wait_for_url(f"**&from={year}*")
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
    expect(page.locator(".yb-find__hint").first).to_contain_text("也可以查：第一责任人（")
    page.click(".yb-find__hint a >> text=第一责任人")
    page.wait_for_url(f"**/search.html?q={quote('第一责任人')}*")
    page.wait_for_selector(".yb-find__row")
    assert "2023#w1" in results(page)


def test_near_results_stand_apart_and_are_not_counted(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "问责 从来没有写过的词")
    assert results(page) == []
    expect(page.locator("[data-yb-count]")).to_have_text("0")
    page.wait_for_selector("[data-yb-near] [data-yb-id]")
    expect(page.locator("[data-yb-near]")).to_contain_text("相近的结果")
    expect(page.locator(".yb-find__count")).to_contain_text("没有找到。查的是")


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
    let_timers_end(page, 200)
    page.keyboard.press("Enter")
    wait_until(page, "document.querySelector('.yb-find__count').textContent.length > 3")
    expect(page.locator(".yb-find__results script, .yb-find__results img")).to_have_count(0)


def test_half_of_a_sign_does_not_break_the_page(open_page: Callable[..., Any]) -> None:
    page = open_page("search.html")
    page.wait_for_selector(".yb-find__input")
    page.evaluate(
        """() => { const box = document.querySelector(".yb-find__input"); box.value = "\\ud800问责";
                  box.dispatchEvent(new Event("input")); }"""
    )
    wait_until(page, "/没有找到|共/.test(document.querySelector('.yb-find__count').textContent)")


FIELDS = ("id", "kind", "year", "unit", "place", "heading", "text", "address", "works", "topics", "statuses", "sample")


def answer_with(
    page: Any,
    shards: dict[str, str],
    late: list[Any] | None = None,
    most: int = 0,
    listed: list[dict[str, object]] | None = None,
    each: int = 1,
) -> None:
    """Give other data in place of the site's: a shard for each name, with rows of that year, or nothing.

    Args:
        page: The page, not opened yet.
        shards: The year of each shard by its name, "" for one that is not there.
        late: Where what asks for the last shard is kept for the test to answer.
        most: How many bytes come unasked; all where it is 0.
        listed: How the manifest tells of the shards.
        each: How many rows a shard has.
    """

    def row(year: str, number: int) -> list[object]:
        return [
            f"{year}#m{number}",
            "措施",
            int(year),
            "甲",
            f"{year}年",
            "加大问责",
            "问责。",
            "a.html#m1",
            [],
            [],
            [],
            False,
        ]

    listed = listed or [{"file": name, "years": "2024—2025"} for name in shards]
    names: dict[str, object] = {"asOf": "2026-11-23", "works": {}, "topics": {}, "synonyms": []}
    manifest = {"fields": FIELDS, "total": 2, "most": most, "shards": listed, **names}
    bodies = {"manifest.js": f"window.ybSearchManifest={json.dumps(manifest)};"} | {
        name: f"ybSearchShard({number},{json.dumps([row(year, n + 1) for n in range(each)])});"
        for number, (name, year) in enumerate(shards.items())
        if year
    }

    def answer(route: Any) -> None:
        name = route.request.url.rpartition("/")[2]
        kept = late is not None and name == [*shards][-1]

        def send() -> None:
            route.fulfill(body=bodies[name], content_type="text/javascript") if name in bodies else route.abort()

        late.append(send) if kept else send()

    page.route("**/assets/search/*", answer)


MB = 1_000_000
MANY = [
    *(
        {"file": f"{year}.js", "years": str(year), "from": year, "to": year, "bytes": 60 * MB}
        for year in (2025, 2024, 2023)
    ),
    {"file": "2022.js", "years": "2022", "from": 2022, "to": 2022, "bytes": MB, "county": "东县", "folder": "dong"},
    {"file": "2000.js", "years": "", "from": 0, "to": 0, "bytes": MB},
]


@pytest.mark.parametrize(
    ("more", "first", "unread"),
    [("", ["2025", "dong/2022", "2000"], "120 MB 没有查（2023—2024年）"), ("&from=2023&to=2023", ["2023"], ""),
     ("&county=" + quote("东县"), ["dong/2022"], "")],
)  # fmt: skip
def test_of_very_much_what_is_asked_for_comes_first_and_the_rest_when_it_is_wanted(
    open_page: Callable[..., Any], served: str, more: str, first: list[str], unread: str
) -> None:
    def prepare(page: Any) -> None:
        answer_with(
            page, {f"{year}.js": str(year) for year in (2025, 2024, 2023, 2022, 2000)}, most=70 * MB, listed=MANY
        )

    page = ask(open_page, "问责", more, root=served, prepare=prepare)
    expect(page.locator("[data-yb-count]")).to_have_text(str(len(first)))
    assert results(page) == [f"{name}#m1" for name in first]
    button = page.locator("[data-yb-more]")
    if unread:
        expect(page.locator(".yb-find__hints")).to_contain_text(unread)
        link = page.locator("[data-yb-id='dong/2022#m1'] a")
        expect(link).to_have_attribute("href", re.compile("^dong/a[.]html"))
        # Of what was not searched nobody knows how much there is; it can be chosen all the same.
        expect(page.locator("[data-yb-year]")).to_have_text(["20251", "20240+", "20230+", "20221", "20001"])
        button.click()
        expect(page.locator(".yb-find__hints")).to_contain_text("60 MB 没有查（2023年）")
        button.click()
        expect(page.locator("[data-yb-count]")).to_have_text("5")
    expect(button).to_have_count(0)


def test_of_very_many_results_so_many_are_listed_and_more_when_they_are_asked_for(
    open_page: Callable[..., Any], served: str
) -> None:
    page = ask(open_page, "问责", root=served, prepare=lambda page: answer_with(page, {"2025.js": "2025"}, each=1250))
    expect(page.locator("[data-yb-count]")).to_have_text("1250")
    results(page)
    rows, button = page.locator(".yb-find__row"), page.locator("[data-yb-rest]")
    expect(rows).to_have_count(1000)
    expect(page.locator(".yb-find__results .yb-find__hint")).to_contain_text("列了前 1000 条，还有 250 条没有列")
    button.click()
    expect(rows.nth(1000).locator("a")).to_be_focused()
    expect(rows).to_have_count(1250)
    expect(button).to_have_count(0)


def test_shard_that_does_not_load_is_told_and_the_rest_searched(open_page: Callable[..., Any], served: str) -> None:
    page = open_page(
        "search.html?q=" + quote("问责"),
        root=served,
        prepare=lambda page: answer_with(page, {"gone.js": "", "there.js": "2023"}),
    )
    page.wait_for_selector(".yb-find__row")
    assert results(page) == ["2023#m1"]
    expect(page.locator(".yb-find__hints")).to_contain_text("2024—2025年的数据没有加载出来，其余照查")


@pytest.fixture
def late() -> list[Callable[[], None]]:
    """Sends the last shard, once it has been asked for."""
    return []


@pytest.fixture
def box(open_page: Callable[..., Any], served: str, late: list[Callable[[], None]]) -> Any:
    """The box that answers from a part of its data, while the rest is still to come."""
    shards = {"there.js": "2023", "late.js": "2025"}
    page = open_page("index.html", root=served, prepare=lambda page: answer_with(page, shards, late))
    page.focus(".yb-search__input")
    page.keyboard.type("问责")
    expect(page.locator(".yb-search__note")).to_have_text("共 1 条（还在加载），按回车看全部。")
    return page.locator(".yb-search__input")


def test_what_was_chosen_stays_chosen_when_more_comes(box: Any, late: list[Callable[[], None]]) -> None:
    box.press("ArrowDown")
    chosen = box.page.locator(".yb-search [aria-selected=true]")
    expect(chosen).to_have_attribute("data-yb-id", "2023#m1")
    late.pop()()
    expect(box.page.locator(".yb-search__note")).to_have_text("共 2 条，按回车看全部。")
    expect(chosen).to_have_attribute("data-yb-id", "2023#m1")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")


def test_answers_that_were_closed_stay_closed_when_more_comes(box: Any, late: list[Callable[[], None]]) -> None:
    page = box.page
    page.evaluate(
        """() => window.ybSearch.listen(document.querySelector(".yb-search"),
             state => { if (!state.waiting) document.title = "全部加载"; })"""
    )
    box.press("Escape")
    expect(page.locator(".yb-search__list")).to_be_hidden()
    late.pop()()
    expect(page).to_have_title("全部加载")
    expect(page.locator(".yb-search__list")).to_be_hidden()


def type_and_press(open_page: Callable[..., Any], words: str, key: str) -> Any:
    """A page in whose search box words came in place of others, and a key at once behind them."""
    page = open_page("index.html")
    page.focus(".yb-search__input")
    page.keyboard.type("问")
    page.wait_for_selector(".yb-search [role='option']")
    page.evaluate(
        """([words, key]) => { const box = document.querySelector(".yb-search__input");
                  box.value = words;
                  box.dispatchEvent(new InputEvent("input", {bubbles: true}));
                  box.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true})); }""",
        [words, key],
    )
    let_timers_end(page, 100)
    return page


def test_answers_that_were_closed_are_not_opened_by_what_was_typed_before(open_page: Callable[..., Any]) -> None:
    page = type_and_press(open_page, "问责", "Escape")
    expect(page.locator(".yb-search__list")).to_be_hidden()


def test_key_down_chooses_among_the_answers_to_what_was_typed_last(open_page: Callable[..., Any]) -> None:
    page = type_and_press(open_page, "三公经费", "ArrowDown")
    chosen = page.locator(".yb-search [aria-selected=true]")
    expect(chosen).to_contain_text("三公")
    expect(page.locator(".yb-search__input")).to_have_attribute("aria-activedescendant", "yb-search-option-0")


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
    expect(page.locator(".yb-find__row").first).to_be_visible()
    for selector in (".yb-find", ".yb-find__fold", ".yb-search", ".yb-save"):
        expect(page.locator(selector).first).to_be_hidden()


def test_paper_says_what_was_asked_and_chosen(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "三公经费")
    expect(page.locator(".yb-find__asked")).to_be_hidden()
    page = open_page("search.html?q=三公经费&kind=措施&from=2023&work=" + quote("jilv-chufen-tiaoli"))
    page.wait_for_selector("[data-yb-count]:visible, .yb-find__count:has-text('没有')")
    page.emulate_media(media="print")
    asked = page.locator(".yb-find__asked")
    expect(asked).to_be_visible()
    expect(asked).to_have_text("检索：三公经费；年度：从2023年；类别：措施；引用法规：中国共产党纪律处分条例")


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
    for words in ("第七十四条", "《中国共产党纪律处分条例》2023年版", "现行，本站摘要"):
        expect(page.locator(".yb-find__row").first).to_contain_text(words)
    expect(page.locator(".yb-find__count")).to_contain_text(f"按法规的名称列出 {len(editions)} 条")
    page.click(".yb-find__row a")
    page.wait_for_url("**/jilv-chufen-tiaoli/2023.html*#art-74")


def test_box_answers_an_article_and_says_which_edition(open_page: Callable[..., Any]) -> None:
    page = open_page("index.html")
    page.focus(".yb-search__input")
    page.keyboard.type("2018年 处分条例 第六十七条")
    page.wait_for_selector("#yb-search-option-0[data-yb-id='jilv-chufen-tiaoli/2018#art-67']")
    for words in ("2018年版 第六十七条", "已被取代，本站摘要"):
        expect(page.locator(".yb-search [role='option']").first).to_contain_text(words)


def test_answers_of_the_box_lie_on_the_screen_of_a_phone(open_page: Callable[..., Any]) -> None:
    page = open_page("index.html", width=390)
    page.focus(".yb-search__input")
    page.keyboard.type("处分条例74条")
    page.wait_for_selector(".yb-search [role='option']")
    wait_until(
        page,
        """(() => { const list = document.querySelector(".yb-search__list").getBoundingClientRect();
           const below = list.top - document.querySelector(".yb-search__input").getBoundingClientRect().bottom;
           return list.left >= 0 && list.right <= 390 && 0 <= below && below < 20; })()""",
    )


def test_an_article_that_is_not_there_is_told_with_its_edition(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "处分条例 第二百条")
    expect(page.locator(".yb-find__hints")).to_contain_text("《中国共产党纪律处分条例》第二百条：2023年版共158条。")
    assert shown(page) == ["jilv-chufen-tiaoli/2023"]


def test_a_short_name_offers_what_it_may_mean(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "条例 第七条")
    expect(page.locator(".yb-find__others")).to_contain_text("写的可能是：")
    page.click(".yb-find__others a >> text=《问责条例》第七条")
    page.wait_for_selector("[data-yb-id^='wenze-tiaoli/']")
    assert shown(page)[0] == "wenze-tiaoli/2019#art-7"


def test_a_bar_of_a_year_shows_that_year_alone_and_all_again(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "问责")
    everything = results(page)
    bar = page.locator(".yb-find__year").first
    year, said = bar.get_attribute("data-yb-year"), bar.get_attribute("aria-label")
    bar.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**from={year}&to={year}*")
    alone = results(page)
    assert said == f"{year}年，{len(alone)} 条"
    assert 0 < len(alone) < len(everything)
    wait_for_value(page, "document.activeElement.getAttribute('aria-pressed')", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=[^&]*$"))
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
    expect(page.locator(".yb-find__others a").nth(5)).to_be_attached()
    empty = page.evaluate(OFFERED)
    assert empty == []


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
    expect(page.locator(".yb-find__value input").nth(1)).to_be_attached()
    values = "[...document.querySelectorAll('.yb-find__value')].map(value => value.innerText)"
    before = page.evaluate(values)
    empty = page.evaluate(CHOICES)
    assert empty == []
    wait_for_value(page, values, before)


def test_nothing_is_loaded_before_the_box_is_used(open_page: Callable[..., Any]) -> None:
    asked: list[str] = []
    page = open_page("reports/2023.html", prepare=lambda p: p.on("request", lambda r: asked.append(r.url)))
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search-engine" in url or "/manifest.js" in url or "/shard-" in url]
    with page.expect_request("**/assets/search/manifest.js"):
        page.focus(".yb-search__input")


def test_without_scripts_the_page_says_what_to_do(browser: Any, built_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/search.html")
    page.click("article >> text=历年措施")
    page.wait_for_url("**/measures.html")
    expect(page.locator("article")).to_contain_text("抓实理论武装，夯实政治基础")
    context.close()


def test_a_facet_of_many_values_shows_some_and_is_searched_itself(open_page: Callable[..., Any]) -> None:
    page = ask(open_page, "党")
    facet = page.locator("fieldset.yb-find__facet", has=page.locator("legend", has_text="引用法规"))
    values = facet.locator(".yb-find__value")
    expect(values).to_have_count(12)
    expect(facet).to_contain_text("写几个字找")
    words = facet.get_by_label("找引用法规")
    words.fill("纪律处分")
    expect(values).to_have_count(1)
    expect(values).to_contain_text("纪律处分条例")
    words.press("Enter")
    values.locator("input").click()
    expect(page.locator(".yb-chips")).to_contain_text("引用法规")
    # What is chosen stays in sight, whatever is looked for.
    page.get_by_label("找引用法规").fill("没有这样的法规")
    expect(values).to_have_count(1)
    expect(page).to_have_url(re.compile("work="))

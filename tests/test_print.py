"""Pages as Chromium prints them, measured on the paper: GB/T 9704-2012, with notes in place of links."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect

from scripts.setup.needs import BROWSER, FANDOL
from tests.helpers.browsing import wait_for_value, wait_until
from tests.helpers.waiting import wait_for

pytestmark = pytest.mark.needs(BROWSER, FANDOL)

POINTS_PER_MM = 72 / 25.4
STEP_MM = 225 / 22
KINDS = (
    "index.html",
    "reports/index.html",
    "reports/2023.html",
    "reports/2025.html",
    "reports/2025-half.html",
    "reports/2025-plan.html",
    "ledger/index.html",
    "ledger/2025.html",
    "regulations/index.html",
    "regulations/jilv-chufen-tiaoli/index.html",
    "regulations/jilv-chufen-tiaoli/2018.html",
    "regulations/concepts.html",
    "regulations/duties.html",
    "compare/index.html",
    "compare/2022-2023.html",
    "compare/checks.html",
    "compare/figures.html",
    "compare/jilv-chufen-tiaoli-2018-2023.html",
    "handbook/ledger.html",
    "handbook/macros.html",
    "measures.html",
    "search.html?q=党课",
)
#: Also of a kind of their own, as far as it is about how pages are filled.
LONG_KINDS = (
    "due.html",
    "corrections.html",
    "compare/2024-2025.html",
    "compare/promises.html",
    "study/zeren-zhuijiu.html",
)


@dataclass(frozen=True)
class Sign:
    """A sign on paper; lengths in mm from the upper left corner, its width with its room in pt."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True)
class Sheet:
    """A printed page: its number, its size in mm and the signs on it, as they are read."""

    number: int
    width: float
    height: float
    signs: tuple[Sign, ...]

    @property
    def lies_across(self) -> bool:
        return self.width > self.height

    @property
    def area(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the type area."""
        binding = 28 if self.number % 2 else 26
        return (35, binding, 260, binding + 156) if self.lies_across else (binding, 37, binding + 156, 262)

    @property
    def body(self) -> list[Sign]:
        """The signs of the text; the page number stands outside the type area."""
        left, _, _, bottom = self.area
        return [s for s in self.signs if (s.right > left if self.lies_across else s.top < bottom)]

    @property
    def footer(self) -> list[Sign]:
        left, _, _, bottom = self.area
        return [s for s in self.signs if not (s.right > left if self.lies_across else s.top < bottom)]

    @property
    def filled(self) -> float:
        """How far down the type area there is text, of 1."""
        _, top, _, bottom = self.area
        return max((sign.bottom - top for sign in self.body), default=0) / (bottom - top)

    @property
    def last_line(self) -> str:
        lowest = max((sign.bottom for sign in self.body), default=0)
        return "".join(sign.text for sign in self.body if sign.bottom > lowest - 2)

    @property
    def text(self) -> str:
        return re.sub(r"\s", "", "".join(s.text for s in self.body))


ROWS = """() => { return [...document.querySelectorAll("article table")].map(table => ({
  head: table.tHead ? [...table.tHead.rows[0].cells].map(cell => cell.textContent.replace(/\\s/g, "")) : [],
  rows: [...table.tBodies].flatMap(body => [...body.rows]).filter(row => ![...row.cells].some(c => c.rowSpan > 1))
    .map(row => [...row.cells].map(printed)),
}));
/* What is folded in a cell stays folded on paper: a provision that is unchanged is named there and no more. */
function printed(cell) {
  const shown = cell.cloneNode(true);
  shown.querySelectorAll("details:not([open])").forEach(folded => folded.remove());
  return shown.textContent.replace(/\\s/g, "");
}}"""


#: How what has a page to itself begins; its signs are read in another order where they stand in columns.
PARTS = """() => [...document.querySelectorAll("article *")]
  .filter(part => part.getClientRects().length && getComputedStyle(part).breakBefore === "page")
  .map(part => part.textContent.replace(/\\s/g, "").slice(0, 6))"""


@dataclass(frozen=True)
class Printed:
    """What came out of the printer, and what stood on the page that was printed."""

    sheets: list[Sheet]
    headings: list[str]
    tables: list[dict[str, Any]]
    parts: list[str]

    @property
    def running_on(self) -> list[Sheet]:
        """The sheets that end because they are full: not the last, and none before what has a page to itself."""
        return [one for one, after in pairwise(self.sheets) if not after.text.startswith(tuple(self.parts))]


@pytest.fixture(scope="module")
def read_before() -> dict[tuple[str, str], Printed]:
    """What has been printed and read; several tests look at the same paper."""
    return {}


@pytest.fixture(scope="module")
def window(browser: Any) -> Iterator[Any]:
    """One window for all that is printed: a new one for each page takes as long again as to open it."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def print_out(built_site: Path, window: Any, read_before: dict[tuple[str, str], Printed]) -> Callable[..., Printed]:
    """Print a page of the site, after a script that changes it, if one is given."""

    def open_page(path: str, **_: object) -> Any:
        window.emulate_media(media="screen")
        window.goto(f"{built_site.as_uri()}/{path}")
        return window

    def print_page(path: str, script: str = "") -> Printed:
        if (path, script) not in read_before:
            page = open_with_names(open_page, path)
            if script:
                page.evaluate(script)
            found, tables = headings(page), page.evaluate(ROWS)
            page.emulate_media(media="print")
            parts = page.evaluate(PARTS)
            sheets = read_sheets(page.pdf(prefer_css_page_size=True))
            # What was folded or chosen on this page is nothing to the next.
            page.evaluate("sessionStorage.clear(), localStorage.clear()")
            read_before[path, script] = Printed(sheets, found, tables, parts)
        return read_before[path, script]

    return print_page


@pytest.fixture
def printed(print_out: Callable[..., Printed]) -> Callable[..., list[Sheet]]:
    """The sheets alone."""
    return lambda path, script="": print_out(path, script).sheets


def open_with_names(new_page: Callable[..., Any], path: str, *, scheme: str = "light") -> Any:
    page = new_page(path, scheme=scheme)
    wait_until(page, "window.ybPageNames")
    if "?" in path:
        page.wait_for_selector(".yb-find__row")
    return page


def read_sheets(pdf: bytes) -> list[Sheet]:
    document = pdfium.PdfDocument(io.BytesIO(pdf))
    try:
        return [read_sheet(page, number + 1) for number, page in enumerate(document)]
    finally:
        document.close()


def read_sheet(page: Any, number: int) -> Sheet:
    width, height = (length / POINTS_PER_MM for length in page.get_size())
    words = page.get_textpage()
    signs = []
    for place in range(words.count_chars()):
        # Not by the library's own way to a piece of text, which takes longer than all else here.
        text = chr(pdfium.raw.FPDFText_GetUnicode(words.raw, place))
        if text != "\0" and text.strip():
            left, bottom, right, top = (length / POINTS_PER_MM for length in words.get_charbox(place))
            before, _, after, _ = words.get_charbox(place, loose=True)
            signs.append(Sign(text, left, height - top, right, height - bottom, after - before))
    return Sheet(number, width, height, tuple(signs))


def lines_of(sheet: Sheet) -> list[list[Sign]]:
    """The signs of each of the 22 lines, by where their middle is."""
    rows: dict[int, list[Sign]] = {}
    for sign in sheet.body:
        rows.setdefault(int(((sign.top + sign.bottom) / 2 - sheet.area[1]) / STEP_MM), []).append(sign)
    return [rows[row] for row in sorted(rows)]


def headings(page: Any) -> list[str]:
    found = page.evaluate(
        """() => [...document.querySelectorAll(
                   "article h2, article h3, .yb-sub, .yb-pair__head, summary[data-yb-print=label]")]
                 .filter(h => h.getClientRects().length).map(h => h.textContent.replace(/\\s/g, ""))"""
    )
    return [heading for heading in found if heading]


@pytest.mark.parametrize("path", KINDS)
def test_text_stands_in_the_type_area_and_at_its_own_size(printed: Callable[..., list[Sheet]], path: str) -> None:
    sheets = printed(path)
    for sheet in sheets:
        left, top, right, bottom = sheet.area
        assert (round(sheet.width), round(sheet.height)) == ((297, 210) if sheet.lies_across else (210, 297))
        strays = [
            s
            for s in sheet.body
            if s.left < left - 0.5 or s.right > right + 0.5 or s.top < top - 0.5 or s.bottom > bottom + 0.5
        ]
        assert strays == [], sheet.number
    # A table too wide for the page would have made all of it smaller.
    assert max(sign.size for sign in sheets[0].body) == pytest.approx(22, abs=0.3)


LONG_TEXT = """() => {
  const article = document.querySelector("article");
  [...article.children].slice(article.querySelector("h1") ? 1 : 0).forEach(part => part.remove());
  article.querySelector("h1")?.remove();
  article.textContent = "";
  const text = document.createElement("p");
  text.textContent = "认真落实全面从严治党主体责任把党的政治建设摆在首位".repeat(120);
  article.append(text);
}"""


def test_page_of_text_holds_22_lines_of_28_characters(printed: Callable[..., list[Sheet]]) -> None:
    sheets = printed("reports/2023.html", LONG_TEXT)
    assert len(sheets) > 3
    for sheet in sheets[:-1]:
        rows = lines_of(sheet)
        assert len(rows) == 22
        # The first line of a paragraph is set in by two characters.
        assert [len(row) for row in rows] == [26 if sheet.number == 1 else 28, *[28] * 21]
        left, top, right, bottom = sheet.area
        for row in rows[1:]:
            assert row[0].left == pytest.approx(left, abs=1)
            assert row[-1].right == pytest.approx(right, abs=1)
        assert rows[0][0].top == pytest.approx(top + (STEP_MM - 15.75 / POINTS_PER_MM) / 2, abs=1)
        assert bottom - rows[-1][0].bottom == pytest.approx((STEP_MM - 15.75 / POINTS_PER_MM) / 2, abs=1)


def test_text_keeps_to_its_22_lines_beside_headings_and_lines_under_items(printed: Callable[..., list[Sheet]]) -> None:
    size = 15.75 / POINTS_PER_MM
    for sheet in printed("reports/2023.html")[:6]:
        full = [s for s in sheet.body if "一" <= s.text <= "鿿" and s.bottom - s.top > size * 0.86 and s.top > 120]
        assert full
        for sign in full:
            # The middle of a large sign is the middle of its line.
            line = ((sign.top + sign.bottom) / 2 - 37) / STEP_MM - 0.5
            assert line == pytest.approx(round(line), abs=0.12), (sheet.number, sign)


def test_number_stands_outside_the_text_right_on_odd_and_left_on_even_pages(
    printed: Callable[..., list[Sheet]],
) -> None:
    character = 14 / POINTS_PER_MM
    for sheet in printed("reports/2023.html"):
        left, _, right, bottom = sheet.area
        number = sorted(sheet.footer, key=lambda s: s.left)
        assert "".join(s.text for s in number) == f"—{sheet.number}—"
        assert number[0].top - bottom == pytest.approx(7, abs=0.5)
        if sheet.number % 2:
            assert number[-1].right == pytest.approx(right - character, abs=0.5)
        else:
            assert number[0].left == pytest.approx(left + character, abs=0.5)
        digit = number[1]
        assert digit.right - digit.left < character / 2


def test_only_a_table_too_wide_turns_its_page_with_the_number_where_the_others_have_it(
    printed: Callable[..., list[Sheet]],
) -> None:
    assert not any(sheet.lies_across for sheet in printed("compare/jilv-chufen-tiaoli-2018-2023.html"))
    assert all(sheet.lies_across for sheet in printed("compare/2022-2023.html"))
    sheets = printed("ledger/index.html")
    across = [sheet for sheet in sheets if sheet.lies_across]
    assert across and not sheets[0].lies_across
    assert across[0].text.startswith("没有办结的措施")
    for sheet in across:
        assert sorted(s.text for s in sheet.footer) == sorted(f"—{sheet.number}—")
        # Bound, its left is the foot of the page: 7 mm under the text, at the outer edge.
        dash = next(s for s in sheet.footer if s.text == "—")
        assert 35 - dash.right == pytest.approx(7, abs=0.5)
        middle = sum(s.top for s in sheet.footer) / len(sheet.footer)
        assert (middle > sheet.height / 2) == bool(sheet.number % 2)


FACES = (
    ("h1", ("FZXiaoBiaoSong", "方正小标宋", "FandolSong")),
    ("h2", ("SimHei", "FandolHei")),
    ("h3", ("KaiTi", "FandolKai")),
    ("article > p", ("FangSong", "FandolFang")),
    ("article .yb-note", ("KaiTi", "FandolKai")),
)


def test_each_level_has_its_face(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    page.emulate_media(media="print")
    client = page.context.new_cdp_session(page)
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    client.send("CSS.enable")
    for selector, faces in FACES:
        node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        fonts = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        used = max(fonts, key=lambda font: font["glyphCount"])["familyName"]
        assert used.startswith(faces), selector


FURNITURE = ("查措施", "下载CSV", "只看变化", "打印", "←", "→2", "回到页面顶部", "报告正文为当年记录", "跳转")


@pytest.mark.parametrize("path", KINDS)
def test_paper_has_none_of_the_furniture(printed: Callable[..., list[Sheet]], path: str) -> None:
    words = "".join(sheet.text for sheet in printed(path))
    own = {"handbook/macros.html": {"只看变化"}, "handbook/ledger.html": {"打印"}}.get(path, set())
    assert [word for word in FURNITURE if word in words and word not in own] == []


@pytest.mark.parametrize("path", [*KINDS, *LONG_KINDS])
def test_no_heading_stands_last_on_its_page(print_out: Callable[..., Printed], path: str) -> None:
    made = print_out(path)
    for sheet in made.running_on:
        last = sheet.last_line
        assert [heading for heading in made.headings if len(last) > 3 and heading.endswith(last)] == [], sheet.number


@pytest.mark.parametrize("path", [*KINDS, *LONG_KINDS])
def test_no_page_but_the_last_is_left_empty(print_out: Callable[..., Printed], path: str) -> None:
    made = print_out(path)
    for sheet in made.running_on:
        assert sheet.filled > 1 / 3, sheet.number


@pytest.mark.parametrize("path", [*KINDS, *LONG_KINDS])
def test_no_head_of_a_table_and_no_name_of_its_rows_stands_last_on_its_page(
    print_out: Callable[..., Printed], path: str
) -> None:
    made = print_out(path)
    heads = {"".join(table["head"]) for table in made.tables}
    names = {row[0] for table in made.tables for row in table["rows"] if len(row) == 1}
    for sheet in made.sheets[:-1]:
        assert [words for words in heads | names if words and sheet.text.endswith(words)] == [], sheet.number


def test_a_year_of_the_ledger_is_one_table_with_several_measures_a_page(printed: Callable[..., list[Sheet]]) -> None:
    sheets = printed("ledger/2025.html")
    assert all(sheet.lies_across and "编号措施和问题责任期限状态经过" in sheet.text for sheet in sheets)
    assert all(sheet.filled > 0.75 for sheet in sheets[:-1])
    assert all(len(re.findall(r"第\d+项", sheet.text)) > 1 for sheet in sheets[:-1])


#: A measure with more on record than a page takes, and all of them often enough to meet every end of a page.
MUCH_ON_RECORD = """() => {
  const body = document.querySelector(".yb-sheet__grid tbody"), record = body.querySelector(".yb-sheet__more > p");
  for (let more = 0; more < 60; more += 1) record.after(record.cloneNode(true));
  const rows = [...body.rows];
  for (let more = 0; more < 3; more += 1) rows.forEach(row => body.append(row.cloneNode(true)));
}"""


def test_what_is_on_record_of_a_measure_goes_on_but_its_words_never_stand_alone(
    printed: Callable[..., list[Sheet]],
) -> None:
    sheets = printed("ledger/2025.html", MUCH_ON_RECORD)
    assert len(sheets) > 10
    assert all(sheet.filled > 0.6 for sheet in sheets[:-1])
    for sheet in sheets:
        # What stands in the second column: words of the measure, of its problem, what is on record, its source.
        column = "".join(sign.text for sign in sheet.body if 45 < sign.left < 145)
        told = column.partition("措施和问题")[2]
        assert not told.startswith(("问题：", "来源：")), sheet.number
        *_, last = re.split(r"问题：", told)
        assert re.search(r"20\d\d-|来源：", last), sheet.number


#: So many posts that every end of a page is met.
MANY_POSTS = """() => { const table = document.querySelector(".yb-due .yb-sheet__grid"), posts = [...table.tBodies];
  for (let more = 0; more < 5; more += 1) posts.forEach(post => table.append(post.cloneNode(true))); }"""


def test_a_post_stands_on_the_page_of_what_it_answers_for(print_out: Callable[..., Printed]) -> None:
    made = print_out("due.html", MANY_POSTS)
    posts = {row[0] for table in made.tables for row in table["rows"] if len(row) == 1}
    assert len(made.sheets) > 6
    # A post is also the last of those that answer for a measure: there it stands further right.
    for sheet in made.sheets[:-1]:
        first = "".join(sign.text for sign in sheet.body if sign.left < 60)
        assert not first.endswith(tuple(posts)), sheet.number


def test_map_of_two_years_stands_beside_their_table(printed: Callable[..., list[Sheet]]) -> None:
    first, second = printed("compare/2024-2025.html")[:2]
    assert first.filled > 0.8
    assert "条目对照表" in first.text and "线越粗越相近" in second.text
    left = [sign for sign in second.body if sign.left < 143]
    assert max(sign.right for sign in left) < min(sign.left for sign in second.body if sign.left >= 143)
    assert max(sign.bottom for sign in left) > 130


def test_a_form_of_a_pack_takes_one_page(printed: Callable[..., list[Sheet]]) -> None:
    last = printed("study/zeren-zhuijiu.html")[-1]
    assert last.text.startswith("学习记录")


#: So many rules that every end of a page is met.
MANY_RULES = """() => { const table = document.querySelector(".yb-rules"), rows = [...table.tBodies[0].rows];
  for (let more = 0; more < 3; more += 1) rows.forEach(row => table.tBodies[0].append(row.cloneNode(true))); }"""


def test_articles_of_a_rule_stand_on_its_page(printed: Callable[..., list[Sheet]]) -> None:
    sheets = [sheet for sheet in printed("reports/2025.html", MANY_RULES) if sheet.text.startswith("法规版本现状条目")]
    assert len(sheets) > 3
    for sheet in sheets:
        # The line under the head says since when the rule is in force.
        first = "".join(sign.text for sign in sheet.body if 6 < sign.top - sheet.area[1] < 10)
        assert "施行" in first, sheet.number


def test_what_names_an_item_of_a_pack_stays_with_its_text(printed: Callable[..., list[Sheet]]) -> None:
    sheets = printed("study/zeren-zhuijiu.html")
    assert any("XX乡党委◇" in sheet.text for sheet in sheets)
    assert not [sheet.number for sheet in sheets if sheet.text.endswith("XX乡党委◇")]


@pytest.mark.parametrize(
    "path",
    ["compare/jilv-chufen-tiaoli-2018-2023.html", "compare/2022-2023.html", "regulations/index.html", "measures.html"],
)
def test_table_repeats_its_head_and_cuts_no_row(print_out: Callable[..., Printed], path: str) -> None:
    made = print_out(path)
    pages = [re.sub(r"[（）]", "", sheet.text) for sheet in made.sheets]
    for table in made.tables:
        head = re.sub(r"[（）]", "", "".join(table["head"]))
        for row in table["rows"]:
            cells = [re.sub(r"[（）]", "", cell) for cell in row if cell != "—"]
            where = [page for page in pages if all(cell in page for cell in cells)]
            assert where, row
            assert any(head in page for page in where), row


def test_what_is_folded_or_chosen_away_is_printed(printed: Callable[..., list[Sheet]]) -> None:
    fold = """() => { const fold = document.createElement("details");
                      fold.innerHTML = "<summary>更多</summary><p>折起来的一句话</p>";
                      document.querySelector("article").append(fold); }"""
    assert "折起来的一句话" in "".join(sheet.text for sheet in printed("reports/2023.html", fold))
    whole = "".join(sheet.text for sheet in printed("compare/2024-2025.html"))
    changed = "".join(
        sheet.text for sheet in printed("compare/2024-2025.html", "document.querySelector('.yb-pair__only').click()")
    )
    assert changed == whole


def test_paper_says_what_a_table_was_narrowed_to(printed: Callable[..., list[Sheet]]) -> None:
    narrow = """() => { const choice = document.querySelector(".yb-filter select");
                        choice.value = "法律"; choice.dispatchEvent(new Event("change")); }"""
    assert "共4部" in printed("regulations/index.html", narrow)[0].text
    assert "共35部" not in printed("regulations/index.html")[0].text


def notes_of(sheets: list[Sheet]) -> list[str]:
    words = "".join(sheet.text for sheet in sheets)
    _, _, notes = words.partition("注：链接所指")
    return re.split(r"(?=\[\d+\])", notes)[1:]


def test_links_are_numbered_and_told_at_the_end(printed: Callable[..., list[Sheet]]) -> None:
    sheets = printed("reports/2023.html")
    words = "".join(sheet.text for sheet in sheets)
    notes = notes_of(sheets)
    assert [int(note[1:].partition("]")[0]) for note in notes] == list(range(1, len(notes) + 1))
    told = [note.partition("]")[2] for note in notes]
    assert len(set(told)) == len(told)
    superseded = "《中国共产党纪律处分条例》2018年版（自2024年1月1日起由2023年版取代）"
    assert superseded in told
    concept = next(note for note in told if note.startswith("概念“一岗双责”"))
    assert concept.startswith("概念“一岗双责”（现行依据《")
    # Where a page lies is nobody's business on paper.
    assert not any(".html" in note for note in notes)
    # One target, one number, wherever it is linked.
    number = told.index(superseded) + 1
    assert words.count(f"[{number}]") >= 3


LINKS = """() => { for (const anchor of ["art-10", "art-101", "art-110", "art-31_1", "art-122-2-3", "part-6"]) {
  const link = document.createElement("a");
  link.href = "../regulations/jilv-chufen-tiaoli/2018.html#" + anchor;
  link.textContent = "见此";
  const line = document.createElement("p");
  line.append(link);
  document.querySelector("article").append(line);
} const far = document.createElement("a");
  far.href = "https://example.cn/a?b=1";
  far.textContent = "来源";
  document.querySelector("article > p").append(far); }"""


def test_the_table_at_the_end_names_items_without_what_only_the_screen_has(
    printed: Callable[..., list[Sheet]],
) -> None:
    words = "".join(sheet.text for sheet in printed("reports/2025.html"))
    assert "附表" in words
    assert "复制编号" not in words


def test_what_says_itself_where_it_leads_gets_no_number(printed: Callable[..., list[Sheet]]) -> None:
    assert not re.search(r"\[\d+\]", printed("index.html")[0].text)


def test_counts_stand_on_one_page_with_their_words_whole(
    printed: Callable[..., list[Sheet]], new_page: Callable[..., Any]
) -> None:
    # What stands over a table, and its last row.
    for name, last in {
        "各年度办理状态": "2021年",
        "按来源": "责任书",
        "按类型": "长期坚持",
        "按责任单位": "财政所",
    }.items():
        sheet = next(sheet for sheet in printed("ledger/index.html") if name in sheet.text)
        assert last in sheet.text.partition(name)[2], name
    # As wide as the text of a page; every cell of a row is one line.
    page = new_page("ledger/index.html", width=590)
    page.emulate_media(media="print")
    expect(page.locator(".md-header")).to_be_hidden()
    broken = """[...document.querySelectorAll(".yb-grid--counts tbody tr > *")].filter(cell => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      return new Set([...words.getClientRects()].map(box => Math.round(box.bottom))).size > 1;
    }).map(cell => cell.textContent)"""
    wait_for_value(page, broken, [])


#: The title stays; a page as one that sets many units beside one another is.
_MANY_UNITS = """(() => {{
  const article = document.querySelector("article"), title = article.querySelector("h1");
  article.replaceChildren(title);
  title.insertAdjacentHTML("afterend", `{html}`);
}})()"""


def test_a_chart_of_thirty_units_stands_under_its_title(printed: Callable[..., list[Sheet]]) -> None:
    chart = (
        '<div class="yb-banner"><p>示例</p></div><p>各单位并列的指标，名称和计数单位都相同的才列，全部单位另列。</p>'
        '<div class="yb-block"><p class="yb-sub">廉政谈话</p><div class="yb-trend__chart">'
        '<svg class="yb-chart yb-chart--plot" viewBox="0 0 480 700"><text y="690">末行</text></svg></div></div>'
    )
    first = printed("index.html", _MANY_UNITS.format(html=chart))[0]
    assert "末行" in first.text


def test_counts_of_many_units_begin_where_there_is_room(printed: Callable[..., list[Sheet]]) -> None:
    rows = "<tr><th>甲东乡党委</th><td>3</td></tr>" * 60
    table = f'<div class="yb-table yb-long"><table class="yb-grid yb-grid--counts"><tbody>{rows}</tbody></table></div>'
    first = printed("index.html", _MANY_UNITS.format(html="<p>各单位的数。</p>" * 8 + table))[0]
    assert first.filled > 2 / 3


def test_note_names_article_paragraph_and_point(printed: Callable[..., list[Sheet]]) -> None:
    notes = "".join(notes_of(printed("reports/2023.html", LINKS)))
    for label in (
        "第十条",
        "第一百零一条",
        "第一百一十条",
        "第三十一条之一",
        "第一百二十二条第二款第（三）项",
        "第六部分",
    ):
        assert f"《中国共产党纪律处分条例》2018年版{label}（" in notes
    assert "“来源”：https://example.cn/a?b=1" in notes


def test_article_of_a_report_is_named_with_its_edition(printed: Callable[..., list[Sheet]]) -> None:
    notes = notes_of(printed("reports/2025.html"))
    assert any(re.search(r"》\d{4}年版第[一二三四五六七八九十百]+条", note) for note in notes)


def test_long_word_in_a_table_leaves_room_for_the_other_columns(printed: Callable[..., list[Sheet]]) -> None:
    script = """() => { const table = document.createElement("table"); const row = table.insertRow();
        row.insertCell().textContent = "字".repeat(60); row.insertCell().textContent = "C".repeat(120);
        document.querySelector("article h1").after(table); }"""
    sheet = printed("reports/2023.html", script)[0]
    left, _, right, _ = sheet.area
    words = [sign for sign in sheet.body if sign.text in "字C"]
    assert max(sign.right for sign in words) < right + 0.5
    assert max(sign.right for sign in words if sign.text == "字") > left + 40


def test_no_word_of_a_title_is_cut_on_paper(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html")
    words = page.inner_text("h1")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    wait_for_value(page, "[...document.querySelectorAll('h1 span')].map(part => part.innerText).join('')", words)
    pieces = page.locator("h1 span").all_inner_texts()
    assert {"主体", "建设", "总结"} <= set(pieces)
    wait_for_value(page, "getComputedStyle(document.querySelector('h1 span')).whiteSpace", "nowrap")


def test_page_is_as_before_once_printed(new_page: Callable[..., Any]) -> None:
    page = open_with_names(new_page, "reports/2023.html")
    before = page.inner_html("article")
    page.pdf()
    wait_for_value(page, "document.querySelector('article').innerHTML", before)


def test_print_button_waits_for_names_that_are_on_their_way(new_page: Callable[..., Any]) -> None:
    late: list[Any] = []
    page = new_page(
        "reports/2023.html", prepare=lambda page: page.route("**/names.js", lambda route: late.append(route))
    )
    page.evaluate("window.print = () => { document.title = window.ybPageNames ? '有名称' : '没有名称'; }")
    wait_until(page, "document.querySelector(\"script[src$='names.js']\")")
    page.click("text=打印")
    wait_for(lambda: page.title() and late, "the names to be asked for")
    late.pop().continue_()
    expect(page).to_have_title("有名称")


def test_links_without_names_are_told_by_their_words(new_page: Callable[..., Any]) -> None:
    page = new_page("reports/2023.html", prepare=lambda page: page.route("**/names.js", lambda route: route.abort()))
    wait_until(page, "document.querySelector(\"script[src$='names.js']\")")
    notes = notes_of(read_sheets(page.pdf(prefer_css_page_size=True)))
    assert any(note.endswith("“一岗双责”") for note in notes)


def test_pages_print_without_scripts(browser: Any, built_site: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{built_site.as_uri()}/reports/2023.html")
    sheets = read_sheets(page.pdf(prefer_css_page_size=True))
    context.close()
    words = "".join(sheet.text for sheet in sheets)
    assert "一岗双责" in words
    assert "打印" not in words


def test_dark_scheme_prints_black_on_white(new_page: Callable[..., Any]) -> None:
    page = open_with_names(new_page, "reports/2023.html", scheme="dark")
    document = pdfium.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    image = document[0].render(scale=1)
    pixels = list(tones(image))
    assert pixels[0] == 255
    assert pixels.count(255) > len(pixels) * 0.8
    assert min(pixels) < 64
    document.close()


def tones(image: Any) -> Iterator[int]:
    """How light each pixel is."""
    data, width, stride, channels = bytes(image.buffer), image.width, image.stride, image.n_channels
    for row in range(image.height):
        line = data[row * stride : row * stride + width * channels]
        yield from (max(line[at : at + 3]) for at in range(0, width * channels, channels))


def test_print_button_prints_and_is_not_there_without_scripts(
    new_page: Callable[..., Any], browser: Any, built_site: Any
) -> None:
    page = new_page("reports/2023.html")
    page.evaluate("window.print = () => { document.title = '已打印'; }")
    page.click("text=打印")
    expect(page).to_have_title("已打印")
    context = browser.new_context(java_script_enabled=False)
    bare = context.new_page()
    bare.goto(f"{built_site.as_uri()}/reports/2023.html")
    expect(bare.locator("text=打印").first).to_be_hidden()
    context.close()

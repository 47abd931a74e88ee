"""Words set as Markdown and read back are the same words, and the page is sound."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.corpus import load_yearbook, parse_report
from macros.corpus.markup import LONGEST_LINE, LONGEST_PARAGRAPH
from macros.page_text.words import escape, plain_text
from scripts.intake.accounting import read_back
from scripts.intake.draft import Draft, make_parts
from scripts.intake.galley import GalleyParagraph
from scripts.intake.outline import read_outline
from scripts.intake.setting import set_body
from tests.helpers.factories import write_pages
from tests.helpers.intake_papers import paragraphs_of

HEAD = """\
---
year: 2023
unit: XX乡党委
series: 年度总结
period: 2023
as_of: 2023-12-31
audience: 全体党员
---

"""
SIGNS = "加强教育责任AZaz09。，、：；！？“”《》（）［］｛｝＃-+*_`~=#>|\\[](){}<>&!.:;\"'$%^@/,? "
WORDS = st.text(alphabet=SIGNS, min_size=1, max_size=40).map(str.strip).filter(bool)


@given(WORDS)
def test_escaped_words_read_back_as_they_were(text: str) -> None:
    assert plain_text(escape(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "1. 加强教育", "- 加强教育", "+ 加强", "* 加强", "# 加强", "> 加强", "| 加强 |", "[条例](a.md)", "![图](a.png)",
        "［条例］（2023）", "{ #w1 }", "{: .work }", "加强 { #w1 .work }", "\\", "\\\\", "a\\*b", "**加强**", "3*4=12",
        "___", "---", "===", "***", "```", "~~~", "!!! note", "??? 说明", "[^1]: 注", "[1]: 注", "<b>加强</b>", "&lt;",
        "# 加强 #", "C#", "{{ 责任 }}", "{% if %}", "{# 注 #}", "http://example.org/a_b", "1) 加强", "12.", "*", "_",
    ],
)  # fmt: skip
def test_markdown_in_the_words_stays_words(text: str) -> None:
    body = page_of("一、工作情况", "（一）" + text, text, "二、" + text)
    assert words_of(body) == "".join(["工作总结", "一、工作情况", "（一）" + text, text, "二、" + text])


def page_of(*texts: str) -> str:
    outline = read_outline([paragraph for paragraph in paragraphs_of(*texts) if paragraph.text.strip()])
    return set_body(Draft("工作总结", False, (), outline.lead, make_parts(outline)), "report-2023")


def words_of(body: str) -> str:
    return read_back(body, frozenset()).replace("\n", "")


@pytest.fixture(scope="module")
def load_with(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], None]:
    """Read a page of 2023 as the site does."""
    docs = write_pages(tmp_path_factory.mktemp("setting"), {"ledger/2023.md": None})

    def load(page: str) -> None:
        (docs / "reports/2023.md").write_text(page, encoding="utf-8")
        assert load_yearbook(docs).reports

    return load


MARKED = st.builds(str.__add__, st.sampled_from(["", "", "一、", "（一）", "1.", "（1）", "附件", "——"]), WORDS)


@settings(max_examples=60)
@given(texts=st.lists(MARKED, min_size=1, max_size=8))
@example(texts=["一、0。 0"])
def test_any_text_set_and_read_back_is_the_same_and_the_page_loads(
    texts: list[str], load_with: Callable[[str], None]
) -> None:
    body = page_of(*texts)
    # A blank between a heading and the sentence that it begins is left out, and told so.
    run_in = re.compile(r"(?<=[。！？；：…]) +")
    assert run_in.sub("", words_of(body)) == "工作总结" + run_in.sub("", "".join(texts))
    parse_report(HEAD + body, "reports/2023.md")
    load_with(HEAD + body)


CELLS = st.lists(st.text(alphabet=SIGNS, max_size=8).map(str.strip), min_size=1, max_size=4).filter(any)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(CELLS, min_size=1, max_size=5))
def test_any_table_set_and_read_back_has_the_same_cells(
    rows: list[list[str]], load_with: Callable[[str], None]
) -> None:
    lead = tuple(GalleyParagraph("\t".join(row), n, 0, 1, n, n) for n, row in enumerate(rows))
    body = set_body(Draft("工作总结", False, (), lead, []), "report-2023")
    columns = max(map(len, rows))
    assert [line.split("\t") for line in read_back(body, frozenset()).split("\n")[1:]] == [
        row + [""] * (columns - len(row)) for row in rows
    ]
    load_with(HEAD + body)


@pytest.mark.parametrize("sign", ["加强教育", "加强教育。", "ab cd ", "\\*"])
def test_paragraph_longer_than_a_page_may_hold_is_broken_and_whole(sign: str, load_with: Callable[[str], None]) -> None:
    text = (sign * (30_000 // len(sign))).strip()
    body = page_of("一、工作情况", text)
    assert words_of(body) == "工作总结一、工作情况" + text
    blocks = body.split("\n\n")
    assert max(map(len, body.split("\n"))) <= LONGEST_LINE
    assert max(map(len, blocks)) <= LONGEST_PARAGRAPH
    load_with(HEAD + body)


def test_marked_line_below_an_item_is_a_heading_of_its_own() -> None:
    body = page_of("一、工作情况", "（一）加强教育", "1.召开会议", "甲。", "2.举办培训。")
    assert "### （一）加强教育 { #w1 }" in body
    assert "#### 1.召开会议\n" in body
    assert "\n2.举办培训。" in body


def test_lost_heading_of_a_part_is_told_on_the_page() -> None:
    body = page_of("（一）加强教育", "甲。", "二、存在问题", "（一）教育不够")
    assert "## （原件此处没有一级标题） { #other .other }" in body
    assert read_back(body, frozenset({"other"})).split("\n")[1] == "（一）加强教育"

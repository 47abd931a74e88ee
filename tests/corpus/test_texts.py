"""The words under a heading, read with their links: nothing lost, nothing live but what a data page may hold."""

from __future__ import annotations

import html
import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus import PageTexts, load_corpus, neutralise
from macros.corpus.texts import read_runs
from macros.domain.texts import Block, Blocks, Bullets, Paragraph, Rows, Run, Subheading
from scripts.setup.environment import ROOT
from tests.helpers.factories import EDITION_2018, REPORT, write_pages

PAGE = "reports/dongzhen/2023.md"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("没有记号", (Run("没有记号"),)),
        ("", ()),
        (
            "落实[《条例》](../../regulations/shili/2018.md#art-2){ .fixed }。",
            (Run("落实"), Run("《条例》", path="regulations/shili/2018.md", anchor="art-2"), Run("。")),
        ),
        ("见[本条](#p1)", (Run("见"), Run("本条", path=PAGE, anchor="p1"))),
        ("见[网站](https://example.com/a)", (Run("见"), Run("网站", address="https://example.com/a"))),
        ("见[附件](a.pdf)", (Run("见"), Run("附件"))),
        ("![合影](a.png)", (Run("（图：合影）"),)),
        (
            "**重[点](a.md)**话",
            (Run("重", strong=True), Run("点", strong=True, path="reports/dongzhen/a.md"), Run("话")),
        ),
        ("*斜*与**粗**", (Run("斜", strong=True), Run("与"), Run("粗", strong=True))),
        ("3*4=12，一*", (Run("3*4=12，一*"),)),
        (r"\*不是\*、\[甲\](b.md)", (Run("*不是*、[甲](b.md)"),)),
        ("{{ ledger() }}<b>", (Run("{{ ledger() }}<b>"),)),
    ],
)
def test_inline_marks_become_runs(text: str, runs: tuple[Run, ...]) -> None:
    assert read_runs(text, PAGE) == runs


BODY = """\
甲，
乙。

- 一
- [二](2022.md)
续

| 名称 | 数 |
| --- | --- |
| 谈话 | **5** |

#### 1. 小标题

丙。
{ #art-2-1 }"""


def under(tmp_path: Path, body: str) -> Blocks:
    docs = write_pages(tmp_path / "docs", {"reports/2023.md": REPORT.replace("问责不够有力。", body)})
    return PageTexts(docs).under("reports/2023.md", "p1")


def test_blocks_are_read_up_to_the_next_heading(tmp_path: Path) -> None:
    body = BODY.replace("[二](2022.md)", "[二](2023.md)")
    assert under(tmp_path, body) == (
        Paragraph((Run("甲，乙。"),)),
        Bullets(((Run("一"),), (Run("二", path="reports/2023.md"), Run("续")))),
        Rows(((Run("名称"),), (Run("数"),)), (((Run("谈话"),), (Run("5", strong=True),)),)),
        Subheading((Run("1. 小标题"),)),
        Paragraph((Run("丙。"),), "art-2-1"),
    )


def test_lead_and_article_are_found_and_what_is_not_there_is_empty(tmp_path: Path) -> None:
    edition = EDITION_2018.replace("{ #art-1 }", "{ #art-1 }\n\n为了立规。")
    texts = PageTexts(write_pages(tmp_path / "docs", {"regulations/shili/2018.md": edition}))
    assert texts.lead("reports/2023.md") == (Paragraph((Run("开头一段。"),)),)
    assert texts.under("regulations/shili/2018.md", "art-1") == (Paragraph((Run("为了立规。"),)),)
    for path, anchor in (("regulations/shili/2018.md", "art-2"), ("reports/2023.md", "p9"), ("none.md", "p1")):
        assert texts.under(path, anchor) == ()


def words_of(blocks: Blocks) -> str:
    return re.sub(r"\s", "", "".join(run.text for block in blocks for run in _runs(block)))


def _runs(block: Block) -> list[Run]:
    if isinstance(block, Bullets):
        return [run for item in block.items for run in item]
    if isinstance(block, Rows):
        return [run for row in (block.head, *block.rows) for cell in row for run in cell]
    return list(block.runs)


def shown_by_markdown(lines: list[str]) -> str:
    converter = markdown.Markdown(extensions=["attr_list", "tables"])
    converter.parser.blockprocessors.deregister("code")
    page = converter.convert("\n".join(neutralise(line) for line in lines))
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", page)))


@pytest.mark.slow
def test_every_section_of_the_site_says_what_its_page_shows() -> None:
    pages = load_corpus(Path(ROOT, "docs")).pages
    texts = PageTexts(Path(ROOT, "docs"))
    for path, page in pages.items():
        ids = [heading.id for heading in page.headings if heading.id and heading.level < 4] if page.is_data else []
        for anchor in ids:
            start = next(heading.line for heading in page.headings if heading.id == anchor)
            later = [heading.line for heading in page.headings if heading.line > start and heading.level < 4]
            lines = page.body[
                start - page.first_line + 1 : (later[0] if later else None) and later[0] - page.first_line
            ]
            assert words_of(texts.under(path, anchor)) == shown_by_markdown(list(lines)), (path, anchor)


@given(st.text(st.sampled_from("甲乙1. <>&`_{}#|!-（）\\"), min_size=1, max_size=40))
def test_a_paragraph_without_links_and_emphasis_says_what_its_page_shows(text: str) -> None:
    # What stands at the start of a line is told of by other tests.
    line = "甲" + text
    assert words_of((Paragraph(read_runs(line, PAGE)),)) == shown_by_markdown([line])

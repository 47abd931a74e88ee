from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus import markup
from macros.corpus.markup import neutralise
from macros.page_text.attributes import block_id
from macros.page_text.headings import parse_heading
from macros.page_text.links import find_links
from macros.page_text.words import plain_text

HEADING = "### （一）加强教育 { #w1 .a }"


def test_heading_is_read_with_its_id_and_classes() -> None:
    heading = parse_heading(HEADING, 7)
    assert heading is not None
    assert (heading.level, heading.text, heading.id, heading.classes, heading.line) == (
        3,
        "（一）加强教育",
        "w1",
        ("a",),
        7,
    )


@pytest.mark.parametrize("words", ["1. 保持问责力度", "2．提高认识", "- 甲", "（一）乙"])
def test_heading_keeps_the_mark_that_it_begins_with(words: str) -> None:
    heading = parse_heading(f"### {words} {{ #w1 }}", 1)
    assert heading is not None
    assert heading.text == words


@pytest.mark.parametrize("line", ["正文 # 不是标题", "#没有空格", "\\# 转义", ""])
def test_other_lines_are_no_headings(line: str) -> None:
    assert parse_heading(line, 1) is None


def test_braces_at_the_end_of_a_heading_that_are_no_list_are_text() -> None:
    heading = parse_heading("## 集合 {1, 2}", 1)
    assert heading is not None
    assert (heading.text, heading.id, heading.attributes) == ("集合 {1, 2}", "", "")


@pytest.mark.parametrize(
    ("line", "targets"),
    [
        ("见[甲](a.md)、[乙](b.md#art-1){ .fixed }", ["a.md", "b.md#art-1"]),
        ("[a](javascript:alert(1))", ["javascript:alert(1)"]),
        ('[a](x.md "题")，[b]( y.md )', ["x.md", "y.md"]),
        ("[[注]](z.md)", ["z.md"]),
        ("[b]: data:x", []),
        ("\\[甲](x.md)", []),
        ("［全角］（不是链接）", []),
    ],
)
def test_links_of_a_line_are_found(line: str, targets: list[str]) -> None:
    assert [link.target for link in find_links([(1, line)])] == targets


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (HEADING, HEADING),
        ("[甲](a.md){ .fixed }", "[甲](a.md){ .fixed }"),
        ("{ #art-1-2 }", "{ #art-1-2 }"),
        ("<script>", "&lt;script>"),
        ("{{ x }} 和 {% y %}", "&#123;&#123; x &#125;&#125; 和 &#123;% y %&#125;"),
        ("一段话 { #x }", "一段话 &#123; #x &#125;"),
        ('## 标题 { onclick="x" }', '## 标题 &#123; onclick="x" &#125;'),
        ("[甲](a.md){ onclick=x }", "[甲](a.md)&#123; onclick=x &#125;"),
        ("[甲](a_b.md#art-31_1)为____元", "[甲](a_b.md#art-31_1)为&#95;&#95;&#95;&#95;元"),
        ("\\{甲\\} \\_ \\\\{乙\\<", "\\{甲\\} \\_ \\\\&#123;乙\\&lt;"),
        ("```", "&#96;&#96;&#96;"),
        ("~~~ js", "&#126;~~ js"),
        ("5. 甲", "5&#46; 甲"),
        ("> 甲", "&#62; 甲"),
        ("===", "&#61;=="),
        ("---", "&#45;--"),
        ("* * *", "&#42; * *"),
        ("!!! note", "&#33;!! note"),
        ("[注]: 说明", "&#91;注]&#58; 说明"),
        ("- 甲", "- 甲"),
        ("- 1. 甲", "- 1&#46; 甲"),
        ("- # 甲", "- &#35; 甲"),
        ("- [注]: 甲", "- &#91;注]&#58; 甲"),
        ("- - 甲", "- &#45; 甲"),
        ("3*4=12，5*6=30", "3&#42;4=12，5&#42;6=30"),
        ("#### C#", "#### C&#35;"),
        ("### 学C## { #w1 .x }", "### 学C&#35;&#35; { #w1 .x }"),
        ("### 学C\\# { #w1 }", "### 学C\\# { #w1 }"),
        ("AT&T &lt;", "AT&amp;T &amp;lt;"),
    ],
)
def test_only_plain_attribute_lists_stay_live(line: str, kept: str) -> None:
    assert neutralise(line) == kept


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("见[《条例》](a.md#x){ .fixed }第二条", "见《条例》第二条"),
        ("- 第一项", "第一项"),
        ("**加重**\\*号", "加重*号"),
        ("3*4=12，5*6=30，*甲*A**乙**B", "3*4=12，5*6=30，甲A乙B"),
        ("![图](a.png)文字", "文字"),
    ],
)
def test_words_are_taken_from_markup(line: str, words: str) -> None:
    assert plain_text(line) == words


def test_id_alone_on_a_line_belongs_to_the_block_before() -> None:
    assert block_id("{ #art-122-2 }") == "art-122-2"
    assert block_id("文字 { #art-122-2 }") == ""


SIGNS = [*"党纪<>{}[]()#*_`~!&|\\\"'=:;/.- \t%^+x1", "script", "onclick=", "style=", "[a](", "{ #", "&#60;"]
LINES = st.lists(st.sampled_from(SIGNS), max_size=40).map("".join)


class Tags(HTMLParser):
    """The tags and attributes of a text, and nothing that only looks like one."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= set(attrs)


@given(st.lists(LINES, min_size=1, max_size=8))
def test_no_text_becomes_markup_of_its_own(lines: list[str]) -> None:
    found = Tags()
    found.feed(markdown.markdown("\n".join(neutralise(line) for line in lines), extensions=["attr_list", "tables"]))
    block = {"p", "ul", "ol", "li", "blockquote", "hr", "pre", *(f"h{level}" for level in range(1, 7))}
    inline, table = {"a", "em", "strong", "img", "br", "code"}, {"table", "thead", "tbody", "tr", "th", "td"}
    assert found.tags <= block | inline | table
    assert {name for name, _ in found.attributes} <= {"href", "src", "alt", "title", "start", "id", "class", "style"}
    # The only style is the alignment of a table's column, which the site writes as an attribute.
    styles = {value for name, value in found.attributes if name == "style"}
    assert styles <= {f"text-align: {side};" for side in ("left", "right", "center")}


@given(st.text(st.sampled_from("党纪法规<>{}`%_&"), min_size=1, max_size=40))
def test_neutral_text_reads_as_it_was_written(text: str) -> None:
    written = markdown.markdown("甲" + neutralise(text), extensions=["attr_list"])
    assert html.unescape(re.sub(r"</?p>", "", written)) == "甲" + text


@pytest.mark.slow
@given(st.from_regex(markup._LIVE_LINE, fullmatch=True) | st.text(alphabet="甲a1 #*-[](){}.!&_\\:/"))
def test_line_that_is_live_at_a_glance_is_live_when_looked_at_closely(line: str) -> None:
    if markup._LIVE_LINE.fullmatch(line):
        assert markup._neutralise(line) == line

"""Templates, looks and readers say the same words, and no reader knows how a page looks."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from macros.corpus import load_yearbook
from scripts.paper import annex
from scripts.paper.article import read_paper
from scripts.paper.blocks import (
    Anchor,
    Contents,
    Headline,
    NewPage,
    PaperTable,
    Para,
    Role,
    TableCell,
    TextRun,
    Tone,
    WritingLines,
)
from scripts.paper.built_article import ArticleError
from scripts.paper.contract import ATTRIBUTE, LOOKS, PROPERTY, PrintWord, name_words, read_looks
from scripts.paper.shelf import Shelf
from scripts.setup.project import HERE, ROOT

HOUSE = Path(ROOT)
SOURCES = [
    *sorted((HOUSE / "macros").rglob("*.html")),
    HOUSE / "macros/annotate.py",
    *sorted((HOUSE / "overrides").rglob("*.html")),
    *sorted((HOUSE / "docs").rglob("*.md")),
]
SHEET = (HOUSE / "overrides" / LOOKS).read_text(encoding="utf-8")


def told(words: str, *, header: bool = False) -> TableCell:
    return TableCell((Para((TextRun(words),)),), header=header)


#: What a reader makes of each word.
MEANT = {
    PrintWord.OMIT: ('<p data-yb-print="omit">甲</p>', ()),
    PrintWord.LINE: (
        '<div data-yb-print="line"><a>甲</a>\n<ul><li>乙</li></ul><b>丙</b></div>',
        (Para((TextRun("甲"), TextRun("　"), TextRun("丙", bold=True)), Role.LINE),),
    ),
    PrintWord.BESIDE: (
        '<div data-yb-print="beside"><p>甲</p></div>',
        (
            Para((TextRun("末段"),)),
            Headline(2, (TextRun(annex.TITLE),)),
            PaperTable(
                head=((told("条目", header=True), told("本站所记", header=True)),),
                rows=((told("开头", header=True), told("甲")),),
            ),
        ),
    ),
    PrintWord.LABEL: ('<p data-yb-print="label">甲</p>', (Para((TextRun("甲"),), Role.LABEL),)),
    PrintWord.NOTICE: (
        '<div data-yb-print="notice"><p>甲<a href="#b">乙</a></p></div>',
        (Para((TextRun("甲"),), Role.NOTICE),),
    ),
    PrintWord.HOW: ('<p data-yb-print="how">甲</p>', (Para((TextRun("甲"),), Role.HOW),)),
    PrintWord.BLANK: (
        '<p data-yb-print="blank">甲</p><table data-yb-print="blank"></table>'
        '<div data-yb-print="blank" data-yb-lines="2"></div>',
        (Para((TextRun("甲"),), Role.FIELD), PaperTable((), (), blank=True), WritingLines(2)),
    ),
    PrintWord.NAMED: (
        '<div data-yb-print="named"><p><a href="#b">甲</a></p></div>',
        (Para((TextRun("甲", target="a.html#b", noted=False),)),),
    ),
    PrintWord.COVER: (
        '<div data-yb-print="cover"><p>甲</p></div>',
        (Para((TextRun("甲"),), Role.CENTRE), NewPage()),
    ),
    PrintWord.CONTENTS: ('<nav data-yb-print="contents">甲</nav>', (Contents(depth=3), NewPage())),
    PrintWord.PART: ('<div data-yb-print="part" id="b"></div>', (NewPage(), Anchor("b"))),
    PrintWord.PAIR: (
        '<div data-yb-print="pair"><p>甲</p></div>',
        (Para((TextRun("甲"),), Role.LINE), PaperTable((), (), even=True)),
    ),
    PrintWord.COLUMN: ('<div data-yb-print="column"><span>甲</span><span>乙</span></div>', ()),
    PrintWord.ACROSS: ('<div data-yb-print="across"><p>甲</p></div>', (Para((TextRun("甲"),)),)),
    PrintWord.COUNTS: (
        '<table data-yb-print="counts"><tr><th>甲</th><td>1</td></tr></table>',
        (PaperTable((), ((told("甲", header=True), replace(told("1"), align="end")),)),),
    ),
    PrintWord.RIGHT: (
        '<table><tr><td data-yb-print="right">甲</td></tr></table>',
        (PaperTable((), ((replace(told("甲"), align="end"),),)),),
    ),
    PrintWord.CENTER: (
        '<table><tr><td data-yb-print="center">甲</td></tr></table>',
        (PaperTable((), ((replace(told("甲"), align="center"),),)),),
    ),
    PrintWord.NOTE: (
        '<p>甲<sup><a href="#n" data-yb-print="note">1</a></sup>乙</p>'
        '<ol data-yb-print="notes"><li id="n">注<b>文</b> <a data-yb-print="omit">回</a></li></ol>',
        (Para((TextRun("甲"), TextRun("", note="注文"), TextRun("乙"))),),
    ),
    PrintWord.NOTES: ('<section data-yb-print="notes"><p>注</p></section>', ()),
    PrintWord.TAG: ('<p><b data-yb-print="tag">甲</b></p>', (Para((TextRun("甲", bold=True, tone=Tone.TAG),)),)),
    PrintWord.WARN: ('<p><i data-yb-print="warn">甲</i></p>', (Para((TextRun("甲", tone=Tone.WARN),)),)),
    PrintWord.ASIDE: (
        '<p>甲<i data-yb-print="aside">乙</i></p>',
        (Para((TextRun("甲 "), TextRun("乙", tone=Tone.MUTED))),),
    ),
}  # fmt: skip


def write(site: Path, inner: str, sheet: str = "") -> None:
    file = site / LOOKS
    file.parent.mkdir(parents=True)
    file.write_text(sheet, encoding="utf-8")
    (site / "a.html").write_text(
        f'<!doctype html><article class="md-content__inner"><h1>题名</h1>{inner}<p>末段</p></article>', encoding="utf-8"
    )


def said() -> dict[str, set[str]]:
    """The words that are said anywhere, and where."""
    found: dict[str, set[str]] = {word: {LOOKS} for word in read_looks(SHEET).values()}
    for file in SOURCES:
        for word in re.findall(rf'{ATTRIBUTE}="([^"]*)"', file.read_text(encoding="utf-8")):
            found.setdefault(word, set()).add(file.name)
    return found


@pytest.mark.parametrize("word", PrintWord)
def test_every_word_is_read(word: PrintWord, tmp_path: Path) -> None:
    inner, blocks = MEANT[word]
    write(tmp_path, inner)
    found = read_paper(tmp_path, "a.html").blocks
    assert found[0] == Headline(1, (TextRun("题名"),))
    assert found[1:-1] == blocks


def test_templates_and_looks_say_every_word_and_no_other() -> None:
    words = said()
    assert {word: files for word, files in words.items() if word not in list(PrintWord)} == {}
    assert [word for word in PrintWord if word not in words] == []


def test_attributes_are_written_out_so_that_this_can_be_read() -> None:
    for file in SOURCES:
        text = file.read_text(encoding="utf-8")
        assert text.count(ATTRIBUTE) == len(re.findall(rf' {ATTRIBUTE}="[a-z]+"', text)), file


def test_a_look_says_its_word_by_its_class_alone_and_once() -> None:
    bare = re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)
    rules = re.findall(rf"([^{{}}]+)\{{\s*{PROPERTY}: [a-z]+;\s*\}}", bare)
    names = [name.strip() for rule in rules for name in rule.split(",")]
    assert bare.count(PROPERTY) == len(rules)
    assert all(re.fullmatch(r"\.[\w-]+", name) for name in names)
    assert sorted(read_looks(SHEET)) == sorted(name[1:] for name in names)


def test_looks_that_say_a_word_are_looks_of_templates() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in SOURCES)
    assert [name for name in read_looks(SHEET) if not re.search(rf"(?<![\w-]){name}(?![\w-])", text)] == []


def test_an_attribute_goes_before_a_look(tmp_path: Path) -> None:
    write(
        tmp_path, '<p class="wide quiet">甲</p><p class="quiet" data-yb-print="omit">乙</p>', ".quiet{--yb-print: how}"
    )
    assert read_paper(tmp_path, "a.html").blocks[1:-1] == (Para((TextRun("甲"),), Role.HOW),)


def test_a_mark_without_a_word_warns(tmp_path: Path) -> None:
    write(tmp_path, "<p>甲 <i>待核实</i></p>", "")
    assert read_paper(tmp_path, "a.html").blocks[1:-1] == (Para((TextRun("甲 "), TextRun("待核实", tone=Tone.WARN))),)


def test_comments_and_other_rules_say_nothing() -> None:
    sheet = (
        "/* .a { --yb-print: omit } */ @media print { .b, .c { color: red; --yb-print: line; } } .d { --yb-print2: a }"
    )
    assert read_looks(sheet) == {"b": "line", "c": "line"}


@pytest.mark.parametrize(
    ("inner", "sheet"),
    [
        ('<p data-yb-print="loud">甲</p>', ""),
        ('<p data-yb-print="">甲</p>', ""),
        ('<p class="a">甲</p>', ".a{--yb-print:loud}"),
    ],
)
def test_a_word_that_is_none_is_told_with_its_page(inner: str, sheet: str, tmp_path: Path) -> None:
    write(tmp_path, inner, sheet)
    with pytest.raises(
        ArticleError, match=r"a\.html 里有打印程序不认识的标记.*改法：运行 python3 scripts/site\.py build"
    ):
        read_paper(tmp_path, "a.html")


def test_readers_know_no_class_of_the_site() -> None:
    files = [file for file in (HOUSE / "scripts/paper").rglob("*") if file.suffix in {".py", ".typ"}]
    found = {file.name: re.findall(r"(?<!data-)(?<!--)yb-[\w-]*", file.read_text(encoding="utf-8")) for file in files}
    assert {name: classes for name, classes in found.items() if classes} == {}
    assert len(files) > 20


def test_every_page_of_the_site_says_known_words(built_site: Path) -> None:
    words: set[str] = set()
    for page in sorted(built_site.rglob("*.html")):
        tree = html.document_fromstring(page.read_bytes())
        name_words(tree, built_site)
        words.update(tree.xpath(f"//article//@{ATTRIBUTE}"))
        assert tree.xpath(f"//@{ATTRIBUTE}[not(ancestor::article)]") == [], page
        # A picture in a line of words would be read as its words.
        assert tree.xpath("//article//svg[@aria-label][ancestor::span]") == [], page
    assert words == set(PrintWord)


def test_every_page_that_is_printed_can_be_read(built_site: Path) -> None:
    shelf = Shelf(built_site, load_yearbook(HERE.docs))
    for page in shelf.names.all:
        shelf.require_content(page)

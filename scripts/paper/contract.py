"""What the pages tell paper: one word for each thing that is not printed as its HTML element says.

An element says its word in `data-yb-print`. What stands on a page again and
again says it by its look, `--yb-print` in the style rule of its class, so that
pages stay light: written out, the words of one report would weigh a twentieth
of its page. The names of classes are for looks alone, and no reader knows one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from lxml import html

ATTRIBUTE = "data-yb-print"
PROPERTY = "--yb-print"
#: How many lines there are to write on, where an element is BLANK.
LINES = "data-yb-lines"
#: On words that every page of the paper repeats.
EVERY_PAGE = "data-yb-every-page"
#: What warns, where a page has so many that a class would weigh; an `i` is nothing else here.
MARK = "i"
#: The style sheet that says it of looks, from the site's root.
LOOKS = "assets/stylesheets/print.css"
#: All classes that readers know: the theme gives them, not the site's own templates.
THEME_ARTICLE = "md-content__inner"
THEME_SCREEN = "headerlink"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(rf"([^{{}}]+)\{{[^{{}}]*(?<![\w-]){PROPERTY}:\s*([\w-]+)")
_CLASS = re.compile(r"\.([\w-]+)")


class PrintWord(StrEnum):
    """What something on a page is on paper; without a word it is what its HTML element says."""

    OMIT = "omit"
    """Nothing: it asks the reader to act on the screen, or is told by other means on paper."""

    LINE = "line"
    """A quiet line of facts, whose links get no notes.

    Elements that stand in it without words between are set apart by wide
    blanks; lists in it are left out, since the notes of links say the same.
    """

    BESIDE = "beside"
    """What is said of the item above it: on the paper of a page a row of the table at its end."""

    LABEL = "label"
    """A quiet line that stays with what it names, such as the table below it."""

    NOTICE = "notice"
    """What must be known of the page: 示例, 转述, 本站摘要. The ways on that it offers are left out."""

    HOW = "how"
    """How figures came about, in small type."""

    BLANK = "blank"
    """Room to write by hand: a `table` of empty cells, a `p` with a label, or any other element for ruled lines."""

    NAMED = "named"
    """Links in it say themselves where they lead, and get no notes."""

    COVER = "cover"
    """The first page of a pack, centred, with nothing else on it."""

    CONTENTS = "contents"
    """Where the table of contents goes, with the numbers of the pages; what stands there on the screen is left out."""

    PART = "part"
    """Begins on a new page."""

    PAIR = "pair"
    """An item of two years: its `p` are quiet lines, then each `div` is a row of one box or two."""

    COLUMN = "column"
    """What stands above the two columns of the pairs that follow.

    Inside a box it is only there for narrow screens: its own words are left
    out, and what is marked in it stays.
    """

    ACROSS = "across"
    """What asks for paper on its side: the page that holds it lies across on every sheet."""

    COUNTS = "counts"
    """A table of numbers: but for the first of a row its cells stand at the right edge of their columns."""

    RIGHT = "right"
    """A cell whose words stand at its right edge."""

    CENTER = "center"
    """A cell whose words stand in its middle."""

    NOTE = "note"
    """The mark of a note of the page's own, a link to its words: they stand at the foot where the mark is."""

    NOTES = "notes"
    """The notes of the page's own, which paper has at the foot of their marks; a browser prints them where they are."""

    TAG = "tag"
    """Words in a frame: 示例, 现状, 推算."""

    WARN = "warn"
    """Words that warn: 待核实, 逾期."""

    ASIDE = "aside"
    """Words that step back, set apart from those before by a blank."""


def word_of(element: html.HtmlElement) -> PrintWord | None:
    """What an element says, once `name_words` has been there; None where it says nothing."""
    word = element.get(ATTRIBUTE)
    return None if word is None else PrintWord(word)


def name_words(article: html.HtmlElement, site: Path) -> None:
    """Let every element whose look has a word say it itself, where it says none already; a mark warns by itself.

    Args:
        article: The article of a built page.
        site: Folder of the built site, whose style sheet says what its looks are.

    Raises:
        ValueError: A word that is said is none of ours.
    """
    sheet = site / LOOKS
    looks = read_looks(sheet.read_text(encoding="utf-8")) if sheet.is_file() else {}
    for element in article.iter("*"):
        look = next((looks[name] for name in element.get("class", "").split() if name in looks), None)
        word = element.get(ATTRIBUTE, PrintWord.WARN if element.tag == MARK else look)
        if word is not None:
            element.set(ATTRIBUTE, PrintWord(word))


@cache
def read_looks(sheet: str) -> dict[str, str]:
    """The words that a style sheet gives to looks, by class; such a rule has plain classes as its selectors."""
    rules = _RULE.findall(_COMMENT.sub("", sheet))
    return {name: word for selectors, word in rules for name in _CLASS.findall(selectors)}

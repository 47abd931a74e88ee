"""Gathers what the site says beside the items of a paper into one table at its end (附表)."""

from __future__ import annotations

import lxml.etree as etree
from lxml import html

from scripts.paper.contract import ATTRIBUTE, PrintWord, word_of

TITLE = "附表　各条的台账、数字和来源"
HOW = "附表由本站按台账、正文里的数字和链接汇总，不是原文。"
_HEAD = ("条目", "本站所记")
#: What stands before the first item of a part, or before the first part.
_LEAD = "开头"
#: Where something is said of more than the item above it, it names that itself.
_NAME = "data-yb-name"
#: The mark of a part with its 、 is at most so long.
_LONGEST_MARK = 4


def gather_notes(article: html.HtmlElement) -> None:
    """Move what is said beside items into a table behind everything else, so that the paper itself is clean.

    Args:
        article: The article of a built page, whose elements say their words; it is changed.
    """
    notes = _named(article)
    if not notes:
        return
    etree.SubElement(article, "h2").text = TITLE
    table = etree.SubElement(article, "table")
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    for word in _HEAD:
        etree.SubElement(head, "th").text = word
    body = etree.SubElement(table, "tbody")
    for name, note in notes:
        row = etree.SubElement(body, "tr")
        etree.SubElement(row, "th").text = name
        cell = etree.SubElement(row, "td")
        cell.text = note.text
        cell.extend(list(note))
        note.getparent().remove(note)
    etree.SubElement(article, "p", {ATTRIBUTE: PrintWord.HOW}).text = HOW


def _named(article: html.HtmlElement) -> list[tuple[str, html.HtmlElement]]:
    """Each note with what it is on: 一、（一）领导高度重视."""
    found: list[tuple[str, html.HtmlElement]] = []
    part = item = ""
    for element in article.iter("h2", "h3", "div"):
        if element.tag == "h2":
            part, item = _mark_of(_words(element)), ""
        elif element.tag == "h3":
            item = _words(element)
        elif word_of(element) is PrintWord.BESIDE:
            found.append((element.get(_NAME) or part + (item or _LEAD), element))
    return found


def _mark_of(title: str) -> str:
    mark, sign, _ = title.partition("、")
    return mark + sign if sign and len(mark) < _LONGEST_MARK else ""


def _words(heading: html.HtmlElement) -> str:
    return " ".join("".join(heading.itertext()).split())

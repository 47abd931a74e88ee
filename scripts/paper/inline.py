"""Reads what stands inside a paragraph, a heading or a cell: words, and how they are set."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import html

from scripts.paper.blocks import Edit, TextRun, TextRuns, Tone
from scripts.paper.contract import THEME_SCREEN, PrintWord, word_of

#: What asks the reader to act on the screen, where it says no word.
_SCREEN_TAGS = {"script", "style", "template", "button", "form", "input", "label", "progress", "nav"}
_TONES: dict[PrintWord | None, Tone] = {
    PrintWord.TAG: Tone.TAG,
    PrintWord.WARN: Tone.WARN,
    PrintWord.ASIDE: Tone.MUTED,
}
_EDITS = {"ins": Edit.ADDED, "del": Edit.REMOVED}
_BOLD = {"strong", "b", "em"}
_BLANK = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uff00-\uffef“”‘’…—"
#: Between Chinese characters a line end of the page's source is nothing; a browser shows it as a blank.
_LINE_END = re.compile(rf"(?<=[{_WIDE}])[ \t]*\r?\n[ \t]*(?=[{_WIDE}])")


@dataclass(frozen=True)
class Standpoint:
    """Where a reader stands.

    Attributes:
        page: The page's path on the site.
        noted: Whether links there get notes.
        years: What stands above the two sides of a comparison.
    """

    page: str
    noted: bool = True
    years: tuple[str, ...] = ()

    @property
    def unnoted(self) -> Standpoint:
        """The same place, where links say themselves where they lead."""
        return replace(self, noted=False)

    def address(self, href: str) -> str:
        """The address of a link as seen from the site's root."""
        path, mark, anchor = href.partition("#")
        if re.match(r"[a-z][a-z0-9+.-]*:", path):
            return href
        here = posixpath.normpath(posixpath.join(posixpath.dirname(self.page), path)) if path else self.page
        return here + mark + anchor


def is_for_screen(element: html.HtmlElement) -> bool:
    """Whether an element says nothing on paper."""
    if not isinstance(element.tag, str):
        return True
    word = word_of(element)
    if word is None:
        return element.tag in _SCREEN_TAGS or THEME_SCREEN in element.classes
    return word is PrintWord.OMIT


def number_of(element: html.HtmlElement, name: str, default: int) -> int:
    """A whole number in an attribute; what is none, or is longer than any that is meant, is passed over."""
    found = re.fullmatch(r"\d{1,9}", element.get(name, ""), re.ASCII)
    return int(found[0]) if found else default


def read_runs(nodes: Iterable[str | html.HtmlElement], here: Standpoint) -> TextRuns:
    """Read text and inline elements.

    Args:
        nodes: Texts and elements in reading order.
        here: Where they stand.

    Returns:
        Runs without blanks at either end, neighbours of one kind joined; empty where there are no words.
    """
    return _tidy(run for node in nodes for run in _read(node, TextRun(""), here))


def children_of(element: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    """Yield the texts and elements in an element, in reading order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def _read(node: str | html.HtmlElement, style: TextRun, here: Standpoint) -> Iterator[TextRun]:
    if isinstance(node, str):
        yield replace(style, text=_BLANK.sub(" ", _LINE_END.sub("", node)))
    elif node.tag == "br":
        yield replace(style, text="\n")
    elif word_of(node) is PrintWord.NOTE:
        yield replace(style, text="", note=_note_of(node, here))
    elif not is_for_screen(node):
        if word_of(node) is PrintWord.ASIDE:
            yield replace(style, text=" ")
        inside = _styled(node, style, here)
        for child in children_of(node):
            yield from _read(child, inside, here)


def _note_of(mark: html.HtmlElement, here: Standpoint) -> str:
    """The words of a note, which stand where its mark leads."""
    name = mark.get("href", "").removeprefix("#")
    found = mark.getroottree().xpath("//*[@id=$name]", name=name)
    return "".join(run.text for run in read_runs(children_of(found[0]), here.unnoted)) if found else ""


def _styled(element: html.HtmlElement, style: TextRun, here: Standpoint) -> TextRun:
    tone = _TONES.get(word_of(element), style.tone)
    style = replace(style, tone=tone, edit=_EDITS.get(element.tag, style.edit), bold=style.bold or element.tag in _BOLD)
    if element.tag == "a" and element.get("href"):
        return replace(style, target=here.address(element.get("href", "")), noted=here.noted)
    return style


def _tidy(runs: Iterable[TextRun]) -> TextRuns:
    """Join neighbours of one kind; no blank at an end, after another, be it wide, or beside a forced break."""
    found: list[TextRun] = []
    for run in runs:
        text = run.text
        before = found[-1].text[-1:] if found else "\n"
        if before in " 　\n":
            text = text.lstrip(" ")
        if text.startswith("\n") and found:
            found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
        if not text and not run.note:
            continue
        if found and not run.note and replace(found[-1], text="") == replace(run, text=""):
            found[-1] = replace(run, text=found[-1].text + text)
        else:
            found.append(replace(run, text=text))
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" \n"))
        found[0] = replace(found[0], text=found[0].text.lstrip(" \n"))
    return tuple(run for run in found if run.text or run.note)

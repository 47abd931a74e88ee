"""Knows again what this site has put into a Word file that it exported.

Word, WPS and LibreOffice may write every style and bookmark anew; what they
keep are the names, and the part that the site has put beside the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import lxml.etree as etree

from scripts.changes.carriage import BOOKMARK, COMPUTED, LIST_NAME, TITLE_NAME, Carriage, digest
from scripts.intake.manuscript import Own
from scripts.intake.readers.package import Relation
from scripts.intake.readers.styles import Styles
from scripts.intake.readers.wordxml import attribute, name_of, value_at

COMPUTED_REASON = "本站生成的内容"
NOTE_REASON = "本站生成的脚注"
#: Somebody has written into a paragraph of the site; it is told, since it is not on the page.
CHANGED_REASON = "写在本站样式里的文字"


def is_of_site(paragraph: etree._Element, styles: Styles) -> bool:
    """Whether a paragraph has one of the styles of what the site adds to a page."""
    found = styles.by_id.get(value_at(paragraph, "w:pPr", "w:pStyle") or "")
    return found is not None and found.name.startswith(COMPUTED)


@dataclass(frozen=True)
class OwnFile:
    """A file of this site: what it carries, its styles, and what its links lead to."""

    carriage: Carriage
    styles: Styles
    relations: Mapping[str, Relation]

    def reason(self, paragraph: etree._Element) -> str:
        """Why a paragraph is left out; empty for the page's own words."""
        if not is_of_site(paragraph, self.styles):
            return ""
        return COMPUTED_REASON if digest(paragraph) in self.carriage.computed else CHANGED_REASON

    def is_table(self, table: etree._Element) -> bool:
        """Whether a table is one of the site's: it has words, and none that are the page's own."""
        written = [paragraph for paragraph in table.iter("{*}p") if "".join(paragraph.itertext()).strip()]
        return bool(written) and all(map(self.reason, written))

    def run_reason(self, run: etree._Element) -> str:
        """Why a run is left out, such as the mark before an item of a list."""
        return COMPUTED_REASON if self._named(value_at(run, "w:rPr", "w:rStyle")).startswith(COMPUTED) else ""

    def of(self, paragraph: etree._Element) -> Own:
        """What a paragraph was on its page; title, 一、 and （一） are headings of levels 1, 2 and 3."""
        name = self._named(value_at(paragraph, "w:pPr", "w:pStyle"))
        level = 1 if name == TITLE_NAME else self.styles.outline(paragraph)
        level += bool(level and name != TITLE_NAME)
        return Own(level, tuple(_bookmarks(paragraph)), listed=name == LIST_NAME)

    def link(self, hyperlink: etree._Element | None) -> str:
        """What a link leads to: a bookmark, or an address outside; empty where it is of no concern."""
        anchor = attribute(hyperlink, "anchor")
        relation = self.relations.get(attribute(hyperlink, "id"))
        return anchor or (relation.target if relation and relation.external else "")

    def is_note(self, note: etree._Element) -> bool:
        """Whether a footnote is one of the site's."""
        first = next((one for one in note if name_of(one) == "w:p"), None)
        return first is not None and self.reason(first) == COMPUTED_REASON

    def _named(self, style: str | None) -> str:
        """The name of a style by its id."""
        found = self.styles.by_id.get(style or "")
        return found.name if found else ""


def _bookmarks(paragraph: etree._Element) -> Iterator[str]:
    """Yield the bookmarks in a paragraph, and those that stand right before it, where some programs put them."""
    before = paragraph.getprevious()
    while before is not None and name_of(before) in {"w:bookmarkStart", "w:bookmarkEnd"}:
        yield from _own_name(before)
        before = before.getprevious()
    for element in paragraph.iter("{*}bookmarkStart"):
        yield from _own_name(element)


def _own_name(element: etree._Element) -> Iterator[str]:
    if name_of(element) == "w:bookmarkStart" and attribute(element, "name").startswith(BOOKMARK):
        yield attribute(element, "name")

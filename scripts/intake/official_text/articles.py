"""The structure of a regulation: books, chapters, sections, articles, paragraphs and points.

Source of the order: 立法法 (2023) 第六十五条 and 中国共产党党内法规制定条例 (2019)
第十五条: 编、章、节、条、款、项、目; 编章节条 are numbered through, 款 not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from macros.domain.numerals import read_number, to_chinese
from scripts.intake.galley import GalleyParagraph
from scripts.intake.marks import MarkKind, parse_mark

_HAN = "零〇○一二三四五六七八九十百千"
_BLANKS = "[ \t\u3000\u00a0]*"
_DIGITS = "0-9０-９"
_DIVISION = re.compile(rf"第{_BLANKS}([{_HAN}{_DIGITS}]{{1,6}}){_BLANKS}(分编|编|章|节)(?:{_BLANKS}(.*))?")
_ARTICLE = re.compile(rf"(第{_BLANKS}([{_HAN}{_DIGITS}]{{1,7}}){_BLANKS}条(?:之([{_HAN}]{{1,3}}))?)({_BLANKS})")
#: Collections of laws print a heading in these brackets behind an article's number.
_OWN_HEADING = re.compile(rf"【([^【】]{{1,40}})】{_BLANKS}")
#: What stands before the first article may have a heading of its own, without a number.
_PREFACE_HEADING = re.compile(rf"(?:总{_BLANKS}[纲则]|[序前导引]{_BLANKS}言|序)")
#: The anchor of that, as digests have it.
PREFACE = "section-0"
#: What follows the number of an article that is cited and not begun.
_CITED_TAIL = re.compile(
    r"第[零一二三四五六七八九十百0-9]+[款项条]|[、，。；和或与及至的]|规定|所列|所称|之[一二三]|以[下上]|中"
)
_ANNEX = re.compile(rf"附{_BLANKS}[件表录]{_BLANKS}[0-9一二三四五六七八九十]{{0,3}}(?:{_BLANKS}[：:]?.{{0,40}})?")
_LONGEST_TITLE = 40
_LONGEST_MARK = 5
_STOPS = "。；：，、！？"
_DIVISION_IDS = {"编": "book", "分编": "division", "章": "chapter", "节": "section"}


@dataclass
class ProvisionText:
    """A heading of a regulation with the paragraphs under it.

    Attributes:
        level: 2 for 编、分编、章、节 and subheadings, 3 for an article; 0 for what stands before the first heading.
        heading: Its words, such as 第一条; empty at level 0.
        id: Its permanent anchor.
        number: Line in the file.
        paragraphs: What stands under it.
        cut: Where the words after an article's number begin in its line: line, offset and blanks in the galley.
        titled: Whether the heading of a point has words beside its number.
        own_heading: What the text itself prints behind an article's number in brackets.
        bracketed: Length of the closing bracket of that with the blanks behind it.
    """

    level: int
    heading: str
    id: str
    number: int
    paragraphs: list[GalleyParagraph] = field(default_factory=list)
    cut: tuple[int, int, int] | None = None
    titled: bool = False
    own_heading: str = ""
    bracketed: int = 0

    def marks(self) -> Iterator[tuple[int, int, int, str]]:
        """Yield what of its line is no word of the text, from the right: line, offset, length, and what it is."""
        if self.cut is None:
            return
        line, end, blanks = self.cut
        if self.own_heading:
            yield line, end + blanks + 1 + len(self.own_heading), self.bracketed, "条标的括号"
            yield line, end + blanks, 1, "条标的括号"
        if blanks:
            yield line, end, blanks, "条号后空白"


@dataclass(frozen=True)
class Provisions:
    """A regulation read: its headings in order, and what is wrong with their numbers."""

    sections: tuple[ProvisionText, ...]
    faults: tuple[str, ...]

    @property
    def articles(self) -> list[ProvisionText]:
        """The numbered provisions alone."""
        return [section for section in self.sections if section.level == 3]


def read_provisions(paragraphs: Sequence[GalleyParagraph], unit: str, prefix: str) -> Provisions:
    """Read what stands under a regulation's title.

    Args:
        paragraphs: Its paragraphs.
        unit: What its provisions are called: 条, or 点, 项, 部分 for a text without articles.
        prefix: First part of their anchors: art or part.
    """
    return _Reading(paragraphs, unit, prefix).read()


class _Reading:
    """Goes through a regulation once, from top to bottom."""

    def __init__(self, paragraphs: Sequence[GalleyParagraph], unit: str, prefix: str) -> None:
        self._paragraphs = paragraphs
        self._unit = unit
        self._prefix = prefix
        self._mark = None if unit == "条" else _numbering_mark(paragraphs)
        self._sections = [ProvisionText(0, "", "", 0)]
        self._faults: list[str] = []
        self._last = (0, 0)
        self._book = self._division_of_book = self._chapter = ""
        self._ids: set[str] = set()
        self._counts: Counter[str] = Counter()

    def read(self) -> Provisions:
        for place, paragraph in enumerate(self._paragraphs):
            section = None
            if not paragraph.table:
                section = self._article(paragraph) or self._division(paragraph) or self._subheading(place)
            if section is None:
                self._sections[-1].paragraphs.append(paragraph)
            else:
                self._sections.append(section)
        return Provisions(tuple(self._sections), tuple(self._faults))

    def _article(self, paragraph: GalleyParagraph) -> ProvisionText | None:
        if self._unit != "条":
            return self._point(paragraph)
        match = _ARTICLE.match(paragraph.text)
        if match is None:
            return None
        found = (read_number(match[2]), read_number(match[3]) if match[3] else 0)
        rest = paragraph.text[match.end() :]
        if not self._begins(found, rest, parted=bool(match[4]) or not rest):
            return None
        anchor = f"{self._prefix}-{found[0]}" + (f"_{found[1]}" if found[1] else "")
        section = self._begin(found, match[1], anchor, paragraph, len(match[1]), len(match[4]))
        _take_own_heading(section)
        return section

    def _begins(self, found: tuple[int, int], rest: str, *, parted: bool) -> bool:
        """Whether a number begins an article, and is not one that a line broken in mid-sentence cites."""
        if found[0] == 0:
            return False
        if _CITED_TAIL.match(rest) and not (parted and self._follows(found)):
            return False
        return parted or self._follows(found) or found > self._last

    def _follows(self, found: tuple[int, int]) -> bool:
        return found in {(self._last[0] + 1, 0), (self._last[0], self._last[1] + 1)}

    def _point(self, paragraph: GalleyParagraph) -> ProvisionText | None:
        # A number may fill a line of its own.
        alone = len(paragraph.text) <= _LONGEST_MARK and paragraph.text[-1] in "、．."
        mark = parse_mark(paragraph.text + "文" * alone)
        if mark is None or self._mark is None or mark.kind is not self._mark:
            return None
        found = (mark.value, 0)
        if not self._follows(found) and found <= self._last:
            return None
        whole = alone or (len(paragraph.text) <= _LONGEST_TITLE and paragraph.text[-1] not in _STOPS)
        heading = paragraph.text if whole else paragraph.text[: mark.length].rstrip()
        blanks = 0 if whole else mark.length - len(heading)
        section = self._begin(found, heading, f"{self._prefix}-{mark.value}", paragraph, len(heading), blanks)
        section.titled = whole and not alone
        return section

    def _begin(
        self, found: tuple[int, int], heading: str, anchor: str, paragraph: GalleyParagraph, cut: int, blanks: int
    ) -> ProvisionText:
        if not self._follows(found):
            before = self._name(self._last) if self._last[0] else "开头"
            what = "重复或倒退" if found <= self._last else "缺号"
            self._faults.append(f"第 {paragraph.number} 行{heading}：编号{what}，前一个是{before}")
        self._last = max(self._last, found)
        if anchor in self._ids:
            # Kept on the page all the same, under an anchor of its own.
            anchor = self._free(f"repeated-{anchor}")
        self._ids.add(anchor)
        section = ProvisionText(3, heading, anchor, paragraph.number, cut=(paragraph.first, cut, blanks))
        if rest := paragraph.text[cut + blanks :]:
            section.paragraphs.append(
                GalleyParagraph(rest, paragraph.number, 0, 0, paragraph.first, paragraph.last, cut + blanks)
            )
        return section

    def _name(self, found: tuple[int, int]) -> str:
        if self._unit == "条":
            return f"第{to_chinese(found[0])}条" + (f"之{to_chinese(found[1])}" if found[1] else "")
        return f"第{found[0]}{self._unit}"

    def _division(self, paragraph: GalleyParagraph) -> ProvisionText | None:
        match = _DIVISION.fullmatch(paragraph.text)
        title = match[3] if match else None
        if match is None or (title and (len(title) > _LONGEST_TITLE or title[-1] in _STOPS)):
            return None
        name = f"{_DIVISION_IDS[match[2]]}-{read_number(match[1])}"
        if match[2] == "编":
            self._book = self._division_of_book = name
            self._chapter = ""
        elif match[2] == "分编":
            name = f"{self._book}-{name}" if self._book else name
            self._division_of_book, self._chapter = name, ""
        elif match[2] == "章":
            # Most texts number their chapters through; where books begin anew, the book's name comes first.
            name = f"{self._division_of_book}-{name}" if name in self._ids and self._division_of_book else name
            self._chapter = name
        else:
            name = f"{self._chapter}-{name}" if self._chapter else name
        name = self._free(name)
        self._ids.add(name)
        return ProvisionText(2, paragraph.text, name, paragraph.number)

    def _subheading(self, place: int) -> ProvisionText | None:
        """A short line without a stop right before an article, as 准则 has them; or an annex after the last."""
        text = self._paragraphs[place].text
        if len(text) > _LONGEST_TITLE or text[-1] in _STOPS + "”）)":
            return None
        following = self._paragraphs[place + 1].text if place + 1 < len(self._paragraphs) else ""
        if _PREFACE_HEADING.fullmatch(text) and len(self._sections) == 1 and following:
            self._ids.add(PREFACE)
            return ProvisionText(2, text, PREFACE, self._paragraphs[place].number)
        annex = _ANNEX.fullmatch(text) is not None and self._last[0] > 0
        before = self._sections[-1]
        ended = not before.paragraphs or before.paragraphs[-1].text[-1] in "。；！？”）)"
        if not annex and not (self._is_next(following) and ended and not parse_mark(text)):
            return None
        kind = "annex" if annex else "section"
        self._counts[kind] += 1
        name = self._free(f"{kind}-{self._counts[kind]}")
        self._ids.add(name)
        return ProvisionText(2, text, name, self._paragraphs[place].number)

    def _is_next(self, text: str) -> bool:
        if self._unit != "条":
            mark = parse_mark(text)
            return mark is not None and mark.kind is self._mark and mark.value == self._last[0] + 1
        match = _ARTICLE.match(text)
        return match is not None and read_number(match[2]) == self._last[0] + 1

    def _free(self, name: str) -> str:
        if name not in self._ids:
            return name
        self._counts[name] += 1
        return f"{name}-again-{self._counts[name]}"


def _take_own_heading(section: ProvisionText) -> None:
    """Part the heading that an article has in its brackets from its words."""
    if not section.paragraphs or (match := _OWN_HEADING.match(section.paragraphs[0].text)) is None:
        return
    section.own_heading, section.bracketed = match[1], match.end() - match.end(1)
    first = section.paragraphs[0]
    rest = first.text[match.end() :]
    moved = replace(first, text=rest, offset=first.offset + match.end())
    section.paragraphs[:1] = [moved] if rest else []


def _numbering_mark(paragraphs: Sequence[GalleyParagraph]) -> MarkKind | None:
    """The kind of mark that runs on the longest without beginning anew."""
    longest: dict[MarkKind, int] = {}
    for kind in MarkKind:
        last = 0
        for paragraph in paragraphs:
            mark = parse_mark(paragraph.text)
            if mark and mark.kind is kind:
                last = mark.value if mark.value == last + 1 else last
                longest[kind] = max(longest.get(kind, 0), last)
    return max(longest, key=lambda kind: longest[kind], default=None)


def number_paragraphs(article: ProvisionText) -> Iterator[tuple[GalleyParagraph, str]]:
    """Yield the paragraphs of an article with their anchors: 款 `art-4-1`, 项 `art-4-1-2`; others have none."""
    clause, point = 0, 0
    for paragraph in article.paragraphs:
        mark = None if paragraph.table else parse_mark(paragraph.text)
        if paragraph.table or (mark and mark.kind is not MarkKind.BRACKETED_HAN):
            # Tables, and 目 under a point.
            yield paragraph, ""
        elif mark:
            clause = clause or 1
            point = mark.value if mark.value > point else point + 1
            yield paragraph, _bounded(f"{article.id}-{clause}-{point}", clause, point)
        else:
            clause, point = clause + 1, 0
            yield paragraph, _bounded(f"{article.id}-{clause}", clause, point)


def _bounded(anchor: str, clause: int, point: int) -> str:
    """Pages take two digits; no article has a hundred paragraphs."""
    return anchor if clause < 100 and point < 100 and not anchor.startswith("repeated") else ""

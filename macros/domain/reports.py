"""Papers of a year: units, reports, parts, items, and what they cite."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from functools import cached_property

from macros.domain.amounts import write_amount
from macros.domain.corrections import PaperCorrection
from macros.domain.dates import PartialDate
from macros.domain.scans import ScannedText
from macros.domain.signatures import Signature


class PartKind(Enum):
    """What a level-1 section is about (部分的类别): class name, word, letter of its items' ids."""

    WORK = ("work", "现状", "w")
    PROBLEM = ("problem", "问题", "p")
    CAUSE = ("cause", "原因", "c")
    MEASURE = ("measure", "措施", "m")
    OTHER = ("other", "其他", "o")

    @property
    def class_name(self) -> str:
        """The class in a heading's attribute list, without the point."""
        return self.value[0]

    @property
    def word(self) -> str:
        """The word shown to readers."""
        return self.value[1]

    @property
    def letter(self) -> str:
        """The first letter of the ids of its items."""
        return self.value[2]


class Series(StrEnum):
    """Which paper of the year it is (文种系列)."""

    SUMMARY = "年度总结"
    PLAN = "年度任务安排"
    HALF_YEAR = "半年报告"
    ACCOUNT = "述责述廉"
    RECTIFICATION = "整改报告"
    SUPERVISION = "监督责任报告"

    @property
    def of_whole_year(self) -> bool:
        """Whether it looks back on a year: the figures of a plan are wishes, those of half a year half of it."""
        return self not in {Series.PLAN, Series.HALF_YEAR}


class Audience(StrEnum):
    """Who may read a page or a ledger entry (阅读范围), widest first."""

    MEMBERS = "全体党员"
    OFFICE = "机关"
    LEADERS = "班子"

    def may_read(self, page: Audience) -> bool:
        """Whether these readers may see what is for `page`: that, and all that is for more people."""
        order = list(Audience)
        return order.index(page) <= order.index(self)


class Wording(StrEnum):
    """Whether a page holds the office's own words or a restatement (文字)."""

    ORIGINAL = "原文"
    RESTATED = "转述"


@dataclass(frozen=True, order=True)
class ItemRef:
    """Names an item anywhere on the site, as in `2023#p2` (条目引用)."""

    report: str
    item: str

    _FORM = re.compile(r"([a-z0-9][a-z0-9/-]*)#([a-z][a-z0-9-]*)")

    @classmethod
    def parse(cls, text: str) -> ItemRef:
        """Read `<report key>#<item id>`.

        Raises:
            ValueError: The text has another form.
        """
        match = cls._FORM.fullmatch(text)
        if match is None:
            raise ValueError(f"not an item reference: {text}")
        return cls(*match.groups())

    def __str__(self) -> str:
        return f"{self.report}#{self.item}"


@dataclass(frozen=True)
class Citation:
    """A link from a page's text to a page of the register (引用).

    Attributes:
        text: The words that carry the link.
        regulation: Id of the regulation.
        edition: Id of the edition within it, or None where the work itself is meant.
        anchor: Anchor on that page, such as `art-122`, or an empty text.
        fixed: Pinned by hand with `{ .fixed }`.
        line: 1-based line in the page.
    """

    text: str
    regulation: str
    edition: str | None
    anchor: str
    fixed: bool
    line: int


@dataclass(frozen=True)
class ConceptLink:
    """A link from a page's text to a concept (概念引用)."""

    text: str
    concept: str
    fixed: bool
    line: int


@dataclass(frozen=True)
class Indicator:
    """A counted figure with its unit (指标); `at` is the id of the item that gives it."""

    name: str
    value: Decimal
    unit: str
    at: str | None = None
    qualifier: str | None = None

    @property
    def key(self) -> str:
        """What makes figures of several years the same: the name, folded in width and without blanks."""
        return fold_name(self.name)

    @property
    def written(self) -> str:
        """The figure as a sentence has it: 约56人次, 50余人次, 2万余人次, 30件以上."""
        return write_amount(self.value, self.unit, self.qualifier or "")


def fold_name(name: str) -> str:
    """A name without differences of width and blanks."""
    return "".join(unicodedata.normalize("NFKC", name).split())


#: The address of what stands under the title of a paper, before its first part.
OPENING = "opening"
_OF_LEAD = re.compile(rf"{OPENING}|({'|'.join(kind.class_name for kind in PartKind)})(-[1-9]\d*)?-0")


def lead_id(part: str) -> str:
    """The address of what stands in a part before its first item, `work-0` of `work`: it follows from the part's."""
    return f"{part}-0"


def is_lead_id(name: str) -> bool:
    """Whether an id is the address of an opening or a lead, and so no heading's or item's."""
    return _OF_LEAD.fullmatch(name) is not None


@dataclass(frozen=True)
class Item:
    """The addressable section under a part (条目), or the text before the first one (开头).

    Attributes:
        id: Stable within the report, such as `p2`; of a lead see `lead_id`.
        kind: Kind of the part that it stands in; of a paper's opening `OTHER`.
        title: Heading with its mark, such as （二）加强教育引导; of a lead that of its part, of an opening none.
        text: Running text without markup, paragraphs joined by a line end.
        citations: Links to regulations and editions, in reading order.
        concepts: Links to concepts, in reading order.
        line: 1-based line of the heading under which it stands.
    """

    id: str
    kind: PartKind
    title: str
    text: str
    citations: tuple[Citation, ...]
    concepts: tuple[ConceptLink, ...]
    line: int

    @property
    def is_lead(self) -> bool:
        """Whether it is the text before the first part or item: something said, but no measure, problem or cause."""
        return is_lead_id(self.id)

    @property
    def is_part(self) -> bool:
        """Whether it is a whole part, one that is not divided into items, and bears its id."""
        return self.id.startswith(self.kind.class_name) and not self.is_lead

    @property
    def caption(self) -> str:
        """Its heading in lists; a lead has none of its own: 一、工作情况（开头）, of the paper's opening 开头."""
        if not self.is_lead:
            return self.title
        return f"{self.title}（开头）" if self.title else "开头"


@dataclass(frozen=True)
class Part:
    """A level-1 section with a kind (部分); one without items is its own item, one that is a heading alone has none.

    `lead` is what stands between its heading and its first item, None where nothing does.
    """

    id: str
    kind: PartKind
    title: str
    items: tuple[Item, ...]
    line: int
    lead: Item | None = None

    @property
    def passages(self) -> tuple[Item, ...]:
        """Its lead, if it has one, and its items."""
        return (self.lead, *self.items) if self.lead else self.items


@dataclass(frozen=True)
class SourceFile:
    """The file that a page was made from (来源文件)."""

    file: str
    sha256: str | None = None


@dataclass(frozen=True)
class Unit:
    """Who writes the papers of one folder (单位); the top folder's name is empty."""

    folder: str
    name: str

    @property
    def letter(self) -> str:
        """The letter under which it is found: that of its folder, which is called by its sounds."""
        return self.folder[:1].upper()


@dataclass(frozen=True)
class Continuation:
    """What a person has said of an item and one of an earlier paper (接续): whether it goes on from that."""

    item: str
    of: ItemRef
    sure: bool


@dataclass(frozen=True)
class Report:
    """One paper of one unit and year (年度总结及其他文种).

    `as_of` is the end of the period, at which citations are resolved; `opening` is
    what stands under its title before the first part, None where nothing does;
    `key` is the path under docs/reports without the ending; `letterhead` are
    the lines that the paper has above its title (版头、文号); `retired` are ids
    of items that a newer text no longer has, never to be given again; `person`
    is the member of the unit who answers for himself in it (述责述廉人), if any;
    `allowed` are texts that the clerk has looked at and lets stand (核过可留);
    `continues` is what was said of its items and those of earlier papers;
    `signed` are the steps of sign-off as they were taken, one after the other;
    `corrections` what of it was put right after it had been given out;
    `scanned` says how far the text of a scan was held against its pictures.
    """

    key: str
    title: str
    year: int
    unit: str
    series: Series
    period: str
    as_of: date
    signed_on: PartialDate | None
    audience: Audience
    sample: bool
    wording: Wording
    source: SourceFile | None
    indicators: tuple[Indicator, ...]
    answers: dict[ItemRef, str] = field(hash=False)
    opening: Item | None = None
    parts: tuple[Part, ...] = ()
    letterhead: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    person: str = ""
    continues: tuple[Continuation, ...] = ()
    signed: tuple[Signature, ...] = ()
    corrections: tuple[PaperCorrection, ...] = ()
    scanned: ScannedText | None = None

    @property
    def path(self) -> str:
        """Path of its page under docs."""
        return f"reports/{self.key}.md"

    @property
    def folder(self) -> str:
        """The unit's folder under docs/reports; empty for the top folder."""
        return self.key.rpartition("/")[0]

    @property
    def name(self) -> str:
        """Short name in lists and navigation: 2023年, 2023年度任务安排, 2023年述责述廉（张三）."""
        whose = f"（{self.person}）" if self.person else ""
        if self.series is Series.SUMMARY:
            return f"{self.year}年{whose}"
        year = str(self.year) if self.series.startswith("年") else f"{self.year}年"
        return f"{year}{self.series}{whose}"

    @cached_property
    def items(self) -> dict[str, Item]:
        """All items by id, in reading order: what counts as measure, problem or cause."""
        return {item.id: item for part in self.parts for item in part.items}

    @cached_property
    def passages(self) -> dict[str, Item]:
        """All that it says by its address, in reading order: the opening, and of each part its lead and its items."""
        opening = (self.opening,) if self.opening else ()
        return {
            passage.id: passage for group in (opening, *(part.passages for part in self.parts)) for passage in group
        }

    @cached_property
    def words(self) -> str:
        """All that it says but its title: leads, headings and texts of the items, in reading order."""
        texts = self.passages.values()
        return "\n".join(text.text if text.is_lead else f"{text.title}\n{text.text}" for text in texts)

    @property
    def written(self) -> bool:
        """Whether it says something already: the page of a year that has just begun has headings alone."""
        return any(passage.text for passage in self.passages.values())

    def ref(self, item: Item) -> ItemRef:
        """How the rest of the site names one of its passages."""
        return ItemRef(self.key, item.id)

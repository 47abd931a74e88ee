"""Regulations (the work), their editions (its text from a date on) and articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from macros.domain.corrections import Correction
from macros.domain.dates import PartialDate

_AMENDED = re.compile(r"（\d{4}年[^（）]*）$")


class Binding(StrEnum):
    """How a regulation binds a township (对乡镇的适用)."""

    DIRECT = "直接适用"
    BY_REFERENCE = "参照"
    NONE = "不适用"
    PROVINCIAL = "依省级办法"
    UNCHECKED = "待核实"


class AmendmentKind(StrEnum):
    """What an article saw from one edition to the next (条文变化).

    `SAME` is every character but numbers of articles and punctuation. `SPLIT`
    stands in every row of an article that became several, `JOINED` in that of an
    article, or a part of one, that went into an article with another origin.
    """

    SAME = "未改"
    MINOR = "个别文字修改"
    REWRITTEN = "改写"
    MOVED = "移动并改写"
    SPLIT = "拆分"
    JOINED = "并入"
    CLOSING = "附则施行条款"

    @property
    def strength(self) -> int:
        """How much it changes, mildest first: over several editions the strongest stands for all."""
        return (
            AmendmentKind.SAME,
            AmendmentKind.MINOR,
            AmendmentKind.CLOSING,
            AmendmentKind.REWRITTEN,
            AmendmentKind.MOVED,
            AmendmentKind.SPLIT,
            AmendmentKind.JOINED,
        ).index(self)

    @property
    def is_whole(self) -> bool:
        """Whether it says that all of one article stands in one other, and nothing else does."""
        return self in {AmendmentKind.SAME, AmendmentKind.MINOR}


class TextKind(StrEnum):
    """What stands on an edition's page (页面内容)."""

    FACTS = "版本信息"
    DIGEST = "本站摘要"
    OFFICIAL = "条文原文"


@dataclass(frozen=True)
class Check:
    """An office's own confirmation of a fact (本单位核对)."""

    by_post: str
    on: PartialDate
    against: str


@dataclass(frozen=True)
class Fact:
    """A fact about an edition, and how far it can be relied on (版本信息).

    Attributes:
        value: The fact as a date, a number or a text; None where it is unknown.
        verified: Whether a source was read that proves it.
        note: What a reader must know beside it, such as another source's value.
        checked: The office's own confirmation, which counts as proof.
    """

    value: PartialDate | int | str | None
    verified: bool
    note: str = ""
    checked: Check | None = None

    @property
    def proven(self) -> bool:
        """Whether it may be shown without 待核实."""
        return self.verified or self.checked is not None

    @property
    def day(self) -> PartialDate | None:
        """The value where it is a date."""
        return self.value if isinstance(self.value, PartialDate) else None


@dataclass(frozen=True)
class Article:
    """A numbered provision (条、点、项、部分).

    Attributes:
        anchor: Permanent anchor on the edition's page, such as `art-122`.
        label: How a citation names it, such as 第一百二十二条.
        topic: The heading beside the number.
        verified: Whether the digest was checked against the text.
        line: 1-based line of its heading.
        ours: Whether the topic is this site's own and no word of the text (本站所拟).
        words: What stands under it, a paragraph a line: the digest, or the
            official text where the edition's page holds that; may be empty.
    """

    anchor: str
    label: str
    topic: str
    verified: bool
    line: int
    ours: bool = False
    words: str = ""


@dataclass(frozen=True)
class DigestCheck:
    """By what the digests of an edition were checked (摘要核对).

    Attributes:
        copies: How many copies of the official text; more than one agreed with each other.
        on: The day of the check.
        note: What a reader must know beside it.
    """

    copies: int
    on: PartialDate
    note: str = ""


@dataclass(frozen=True)
class Amendment:
    """What became of one article of the edition before (条文对照), or of one part of it where it has several rows.

    Attributes:
        old: Anchor in the edition before.
        new: Anchor in this edition.
        change: What the article saw, or None where nobody has judged it.
        similarity: Share of three-character pieces in common, 0 to 1.
        note: What a reader must know beside it.
    """

    old: str
    new: str
    change: AmendmentKind | None
    similarity: float
    note: str = ""


@dataclass(frozen=True)
class LoneArticle:
    """An article that only one of two editions has (删去的条、新增的条).

    Attributes:
        anchor: Its anchor in the edition that has it.
        note: What a reader must know beside it.
    """

    anchor: str
    note: str = ""


@dataclass(frozen=True)
class AmendedFrom:
    """The articles of an edition against those of the edition before (沿革对照).

    Attributes:
        edition: The edition before.
        reviewed: Whether a person has read both texts article by article. Then every
            article of the edition before is accounted for, and what is not named is new.
        amendments: The pairs; the main row of an article comes before its others.
        dropped: Articles of the edition before that were struck out.
        added: New articles of which there is more to tell than that they are new.
    """

    edition: str
    reviewed: bool
    amendments: tuple[Amendment, ...]
    dropped: tuple[LoneArticle, ...] = ()
    added: tuple[LoneArticle, ...] = ()

    @cached_property
    def by_old(self) -> dict[str, tuple[Amendment, ...]]:
        """The rows of each article of the edition before, the main one first."""
        return _group((row.old, row) for row in self.amendments)

    @cached_property
    def by_new(self) -> dict[str, tuple[Amendment, ...]]:
        """The rows that lead to each article, that of its main origin first: what only went into it stands behind."""
        ordered = sorted(self.amendments, key=lambda row: row.change is AmendmentKind.JOINED)
        return _group((row.new, row) for row in ordered)

    @cached_property
    def struck(self) -> dict[str, LoneArticle]:
        """The articles that were struck out, by anchor."""
        return {article.anchor: article for article in self.dropped}

    @cached_property
    def told_new(self) -> dict[str, LoneArticle]:
        """The new articles of which something is told, by anchor."""
        return {article.anchor: article for article in self.added}


def _group(rows: Iterable[tuple[str, Amendment]]) -> dict[str, tuple[Amendment, ...]]:
    grouped: dict[str, list[Amendment]] = {}
    for anchor, row in rows:
        grouped.setdefault(anchor, []).append(row)
    return {anchor: tuple(found) for anchor, found in grouped.items()}


@dataclass(frozen=True)
class Edition:
    """The text of a regulation from one date to another (版本).

    An edition without a date of entry into force is never chosen for a
    citation: nothing proves that it applied. `aliases` are short names of
    this text, which those before and after it do not have.
    """

    regulation: str
    id: str
    title: str
    official_title: str
    form: str
    issuer: str
    number: Fact | None
    adopted: Fact
    adopted_by: str
    issued: Fact
    published: Fact | None
    in_force: Fact
    superseded: Fact | None
    successor: str | None
    count: Fact
    unit: str
    structure_verified: bool
    repeals: Fact
    amended_from: AmendedFrom | None
    sources: tuple[str, ...]
    areas: tuple[str, ...]
    text: TextKind
    articles: tuple[Article, ...]
    aliases: tuple[str, ...] = ()
    digest_check: DigestCheck | None = None

    @property
    def key(self) -> str:
        """Names the edition anywhere on the site: `jilv-chufen-tiaoli/2018`."""
        return f"{self.regulation}/{self.id}"

    @property
    def path(self) -> str:
        """Path of its page under docs."""
        return f"regulations/{self.key}.md"

    @property
    def name(self) -> str:
        """Short name beside the regulation's title: 2018年版."""
        return f"{self.id}年版"

    @property
    def own_title(self) -> str:
        """Its official title, without what the site adds where a text was amended: （2017年修改）."""
        return _AMENDED.sub("", self.official_title)

    @property
    def starts(self) -> PartialDate | None:
        """When it entered into force, if that is known."""
        return self.in_force.day

    @property
    def ends(self) -> PartialDate | None:
        """The first day on which it no longer applied, if that is known."""
        return self.superseded.day if self.superseded else None

    @cached_property
    def by_anchor(self) -> dict[str, Article]:
        """Its articles by anchor."""
        return {article.anchor: article for article in self.articles}


@dataclass(frozen=True)
class InForce:
    """Which edition applied on a day, and how sure that is (当时有效的版本).

    Attributes:
        edition: The last edition that is proven to have begun by then.
        reservations: Why it is 待核实, each a Chinese clause; empty where it is certain.
        upcoming: Editions issued by that day and in force only later.
    """

    edition: Edition
    reservations: tuple[str, ...]
    upcoming: tuple[Edition, ...]


@dataclass(frozen=True)
class Regulation:
    """The work, whatever its text at a date (法规); `editions` are in order of time, `corrections` as written."""

    id: str
    title: str
    kind: str
    aliases: tuple[str, ...]
    concepts: tuple[str, ...]
    binding: Binding
    binding_verified: bool
    binding_note: str
    editions: tuple[Edition, ...] = field(default=())
    corrections: tuple[Correction, ...] = ()

    @property
    def path(self) -> str:
        """Path of its page under docs."""
        return f"regulations/{self.id}/index.md"

    @cached_property
    def by_id(self) -> dict[str, Edition]:
        """Its editions by id, in order of time."""
        return {edition.id: edition for edition in self.editions}

    def mapped_before(self, edition: Edition) -> Edition | None:
        """The edition that the mapping of one of its editions leads back to; None where there is none."""
        return self.by_id.get(edition.amended_from.edition) if edition.amended_from else None

    def mapped_after(self, edition: Edition) -> Edition | None:
        """The edition after one of its editions, where its mapping says what became of this one's articles."""
        after = self.by_id.get(edition.successor or "")
        return after if after and after.amended_from and after.amended_from.edition == edition.id else None

    def follows(self, later: Edition, earlier: Edition) -> bool:
        """Whether one of its editions came after another."""
        return self._order[later.id] > self._order[earlier.id]

    @cached_property
    def _order(self) -> dict[str, int]:
        return {edition.id: place for place, edition in enumerate(self.editions)}

    @cached_property
    def _applied(self) -> dict[date, InForce | None]:
        """What was asked already: a site asks for the same few days over and over."""
        return {}

    def in_force_on(self, day: date) -> InForce | None:
        """Tell which edition applied on a day.

        An unknown boundary never leaves a gap: the last edition that is
        known to have begun is given, with the reservation that goes with it.

        Args:
            day: The day asked about.

        Returns:
            The edition with its reservations, or None before the first one.
        """
        if day not in self._applied:
            self._applied[day] = self._find_applied(day)
        return self._applied[day]

    def _find_applied(self, day: date) -> InForce | None:
        begun = [edition for edition in self.editions if edition.starts and edition.starts.first <= day]
        if not begun:
            return None
        edition = begun[-1]
        reservations = tuple(self._reservations(edition, day))
        upcoming = tuple(
            later
            for later in self.editions
            if later.starts and later.starts.first > day and later.issued.day and later.issued.day.last <= day
        )
        return InForce(edition, reservations, upcoming)

    def _reservations(self, edition: Edition, day: date) -> Iterator[str]:
        if not edition.in_force.proven:
            yield f"{edition.name}的施行日期没有原文可证"
        if edition.starts and edition.starts.last > day:
            yield f"{edition.name}的施行日期只知为{edition.starts.chinese}"
        if edition.ends and edition.ends.last <= day:
            yield f"{edition.name}已于{edition.ends.chinese}失效，后继版本的施行日期不详"
        for other in self.editions:
            if other.starts is None and other.issued.day and other.issued.day.first <= day:
                yield f"{other.issued.day.chinese}可能另有修订，施行日期不详"

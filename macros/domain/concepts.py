"""Terms of practice and yearly duties, with the provisions that they rest on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from macros.domain.corrections import PaperCorrection
from macros.domain.reports import Series

_FORM = re.compile(r"([a-z0-9-]+)(?:/([a-z0-9-]+))?(?:#((?:art|part)-[0-9_-]+))?")


@dataclass(frozen=True)
class Basis:
    """A provision that a concept or duty rests on (依据).

    Attributes:
        regulation: Id of the regulation.
        edition: The edition that the provision stands in; None where it is
            the edition in force on the day asked about.
        anchor: The article, or an empty text for the whole.
        verified: Whether the provision was checked against the text.
    """

    regulation: str
    edition: str | None
    anchor: str
    verified: bool

    @classmethod
    def parse(cls, text: str, *, verified: bool) -> Basis:
        """Read `zhibu-tiaoli/2018#art-16`, `xunshi-tiaoli/2017` or `zhaobiao-toubiao-fa`.

        Raises:
            ValueError: The text has another form.
        """
        match = _FORM.fullmatch(text)
        if match is None or (match[3] and not match[2]):
            raise ValueError(f"not a provision: {text}")
        return cls(match[1], match[2], match[3] or "", verified)

    def __str__(self) -> str:
        edition, anchor = f"/{self.edition}" if self.edition else "", f"#{self.anchor}" if self.anchor else ""
        return f"{self.regulation}{edition}{anchor}"


@dataclass(frozen=True)
class Concept:
    """A term of practice, such as 一岗双责 (概念).

    Attributes:
        id: Anchor on the page of concepts.
        names: The words for it, the first of them its heading.
        context: Words of which one must stand in the same sentence, where the
            name alone says too little (where there are common names, such a
            one); empty where it says enough.
        common: Those of the names that others use too, in another sense: such
            a one counts only beside words of the context, or of the party's.
        not_with: Words that tell, in the same clause, of that other sense.
        unless: Longer words in which a name is only part of something else,
            as 家风 in 国家风险.
        basis: What it rests on; empty where nothing of that name was found.
        also: Provisions that bear on it besides.
        verified: Whether the basis, or that there is none, was checked.
        note: What a reader must know beside it.
        search_names: Words that people look for it by, and that are not linked in texts.
        says: What the practice is and what the provision asks, in our own words.
    """

    id: str
    names: tuple[str, ...]
    context: tuple[str, ...]
    unless: tuple[str, ...]
    basis: tuple[Basis, ...]
    also: tuple[Basis, ...]
    verified: bool
    note: str
    search_names: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True)
class Duty:
    """What is asked of an office every year (规定动作).

    Attributes:
        name: What is asked.
        basis: The provision that asks it.
        per_year: How often a year.
        since: The first day from which it is asked.
        verified: Whether it was checked that it is asked so.
        note: What a reader must know beside it.
        words: By what papers are searched: groups of words that must stand in
            one sentence together.
        series: The paper that records it by being there; None where none does.
        says: What is asked, by when and how often, in our own words.
    """

    name: str
    basis: Basis
    per_year: int
    since: date
    verified: bool
    note: str
    words: tuple[tuple[str, ...], ...] = ()
    series: Series | None = None
    says: str = ""


class Known(StrEnum):
    """How much of a local rule the site holds (掌握情况)."""

    NAME = "只知名称"
    TEXT = "有文本"


@dataclass(frozen=True)
class LocalRule:
    """A rule of the county or of the office itself (本地制度); in a unit's folder that unit's own, else common.

    Its `text` are the words of its page, a paragraph a line, its `corrections` what was put right openly.
    """

    id: str
    title: str
    aliases: tuple[str, ...]
    level: str
    issuer: str
    known: Known
    note: str
    text: str = ""
    corrections: tuple[PaperCorrection, ...] = ()

    @property
    def path(self) -> str:
        """Path of its page under docs."""
        return f"regulations/local/{self.id}.md"

    @property
    def folder(self) -> str:
        """The folder of the unit whose rule it is; empty for one that all units may mean."""
        return self.id.rpartition("/")[0]

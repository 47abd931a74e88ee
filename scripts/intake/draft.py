"""A paper ready to be set: its parts with kinds, its items with ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from macros.domain.reports import PartKind
from scripts.intake.choices import Place
from scripts.intake.galley import GalleyParagraph
from scripts.intake.kinds import Judgement, judge_kind, years_of
from scripts.intake.outline import Outline, Section
from scripts.intake.reshaping import place_of


@dataclass
class DraftItem:
    """An item: its id, the section that it is, and whether its id came with the text."""

    id: str
    section: Section
    known: bool = False


@dataclass
class DraftPart:
    """A part: its id, its kind with what is unsure about it, its items, and whether its id came with the text.

    `advice` says which kind is likely and why, where it is unsure.
    """

    id: str
    kind: PartKind
    doubt: str
    section: Section
    items: list[DraftItem]
    known: bool = False
    advice: str = ""

    def tell_doubt(self) -> str:
        """What is unsure about its kind, and what may be done, in Chinese without a full stop."""
        shown = self.section.heading or "（缺少标题的部分）"
        command = f"python3 scripts/site.py kind 页面 {self.id}"
        return f"“{shown}”的类别记作“其他”：{self.doubt}；{self.advice}。要改的，运行 {command} 类别"


@dataclass
class Draft:
    """A report as it will be set.

    Attributes:
        title: Its title; one that the source does not have is `added`.
        added: Whether the title was made up from year and series.
        letterhead: Lines above the title.
        lead: Paragraphs before the first part.
        parts: Its parts.
    """

    title: str
    added: bool
    letterhead: tuple[str, ...]
    lead: tuple[GalleyParagraph, ...]
    parts: list[DraftPart]


def make_parts(outline: Outline, kinds: Mapping[Place, PartKind] | None = None) -> list[DraftPart]:
    """Give every part its kind, and every part and item its id.

    Args:
        outline: The structure.
        kinds: The kinds of parts that a person has chosen, by where each begins.
    """
    years = frozenset(year for section in outline.parts for year in years_of(section.heading))
    parts = [_part(section, years, kinds or {}) for section in outline.parts]
    number_anew(parts)
    return parts


def number_anew(parts: list[DraftPart]) -> None:
    """Number parts and items by their kinds, from the first: work, work-2, w1, w2."""
    seen: Counter[str] = Counter()
    for part in parts:
        seen[part.kind.class_name] += 1
        number = seen[part.kind.class_name]
        part.id = part.kind.class_name + (f"-{number}" if number > 1 else "")
        for item in part.items:
            seen[part.kind.letter] += 1
            item.id = f"{part.kind.letter}{seen[part.kind.letter]}"


def _part(section: Section, years: frozenset[int], kinds: Mapping[Place, PartKind]) -> DraftPart:
    chosen = kinds.get(place) if (place := place_of(section)) else None
    judgement = Judgement(chosen) if chosen else _judge(section, years)
    items = [DraftItem("", item) for item in section.sections]
    return DraftPart("", judgement.kind, judgement.doubt, section, items, advice=_advise(judgement))


def _advise(judgement: Judgement) -> str:
    if judgement.likely is None:
        return "看内容也分不出，请自己定"
    return f"建议改为“{judgement.likely.word}”（{judgement.because}）"


def _judge(section: Section, years: frozenset[int]) -> Judgement:
    if section.annex:
        return Judgement(PartKind.OTHER)
    if not section.heading:
        return Judgement(PartKind.OTHER, "缺少一级标题")
    body = [paragraph.text for part in (section, *section.sections) for paragraph in part.body]
    return judge_kind(section.words, [item.words for item in section.sections], "\n".join(body), years)

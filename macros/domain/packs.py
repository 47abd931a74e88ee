"""Study packs: what one study session prints (学习资料包)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.domain.corrections import PaperCorrection
from macros.domain.reports import Audience, ItemRef, PartKind


@dataclass(frozen=True)
class WholeReport:
    """A paper whole, or its parts of some kinds (整份总结); without kinds all of it."""

    report: str
    kinds: tuple[PartKind, ...] = ()


@dataclass(frozen=True)
class ChosenItems:
    """Single items of papers (若干条目)."""

    refs: tuple[ItemRef, ...]


@dataclass(frozen=True)
class ProblemHistory:
    """A problem through all years, with what was to be done about it (问题追溯)."""

    problem: ItemRef
    kinds: tuple[PartKind, ...] = ()


@dataclass(frozen=True)
class WholeEdition:
    """The articles of a regulation, or some of them (法规条文).

    Attributes:
        regulation: Id of the regulation.
        edition: Id of the edition; None for the one in force on the day of the build.
        articles: Anchors of the articles; empty for all.
    """

    regulation: str
    edition: str | None
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class RegulationChanges:
    """What the newest edition changed, with the items that cite what has changed (法规修改).

    Attributes:
        regulation: Id of the regulation.
        articles: Anchors in the earlier or the later edition; empty for all that changed.
    """

    regulation: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparisonTable:
    """A table that a macro makes (对照表): the macro's name and the plain values of the call."""

    name: str
    values: tuple[object, ...]
    named: dict[str, object]


Material = WholeReport | ChosenItems | ProblemHistory | WholeEdition | RegulationChanges | ComparisonTable


@dataclass(frozen=True)
class StudyPack:
    """What one study session prints (学习资料包).

    Attributes:
        key: Path of its page under docs/study without the ending.
        title: Title of its page.
        audience: Who may read it; None for the narrowest circle of what it holds.
        held_on: Day of the session; None leaves room to write.
        place: Where it is held, likewise.
        host: Who leads it, as a post, likewise.
        materials: What goes in, in order.
        questions: What is to be discussed.
        notes_lines: How many lines there are for notes.
        sign_in: How many rows the sign-in sheet has; 0 for none.
        minutes: Whether a form for the minutes goes in.
        text: What its page says besides, a paragraph a line.
        corrections: What was put right openly.
    """

    key: str
    title: str
    audience: Audience | None
    held_on: date | None
    place: str
    host: str
    materials: tuple[Material, ...]
    questions: tuple[str, ...]
    notes_lines: int
    sign_in: int
    minutes: bool
    text: str = ""
    corrections: tuple[PaperCorrection, ...] = ()

    @property
    def path(self) -> str:
        """Path of its page under docs."""
        return f"study/{self.key}.md"

    @property
    def folder(self) -> str:
        """The unit's folder under docs/study; empty for the top folder."""
        return self.key.rpartition("/")[0]

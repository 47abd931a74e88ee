"""What does not agree in a year's papers: the records that checks yield."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from macros.domain.ledgers import Ledger
from macros.domain.reports import Item, Report


class Disagreement(Enum):
    """What does not agree with what (不一致的种类)."""

    TOTAL = "合计与分项"
    SHARE = "比例之和"
    INDICATOR = "指标与正文"
    LEDGER = "报告与台账"
    RULE = "引用与施行时间"


@dataclass(frozen=True)
class FigurePlace:
    """A place in a paper or a ledger, with its words (出处).

    Attributes:
        paper: The paper or ledger.
        item: The item; None where the paper as a whole, or its front matter, is meant.
        words: The sentence or the entry that stands there.
    """

    paper: Report | Ledger
    item: Item | None
    words: str

    @property
    def anchor(self) -> str:
        """The place on the page; empty for the page itself."""
        return self.item.id if self.item else ""

    @property
    def name(self) -> str:
        """How the rest of the site names it."""
        if isinstance(self.paper, Ledger):
            return f"{self.paper.year}年整改台账"
        return f"{self.paper.key}#{self.item.id}" if self.item else self.paper.name


@dataclass(frozen=True)
class DisagreementRow:
    """One disagreement (不一致之处).

    Attributes:
        kind: What does not agree with what.
        spots: The places, the one to be looked at first in front.
        expected: What was expected, in words.
        certain: Whether nothing about it is 待核实.
    """

    kind: Disagreement
    spots: tuple[FigurePlace, ...]
    expected: str
    certain: bool = True


@dataclass(frozen=True)
class Compared:
    """What was found, and how much was looked at (核对结果).

    Attributes:
        year: The year.
        papers: The papers of the year.
        ledger: The ledger of the year, if there is one that is shown whole.
        totals: How many totals with parts were read.
        indicators: How many indicators were held against the text.
        citations: How many links to regulations were held against the dates.
        ledger_figures: How many sentences and indicators were held against the ledger.
        findings: What does not agree, in order of kind and place.
        all_ledgers: Whether every ledger is shown, so that there is none where `ledger` is None.
    """

    year: int
    papers: tuple[Report, ...]
    ledger: Ledger | None
    totals: int
    indicators: int
    citations: int
    ledger_figures: int
    findings: tuple[DisagreementRow, ...]
    all_ledgers: bool

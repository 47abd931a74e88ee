"""The pages that set two years side by side: where they stand and what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from string import Template

from macros.domain.reports import Report, Series
from macros.domain.yearbook import Yearbook
from macros.page_text.link_grammar import write_link

_TEMPLATES = Path(__file__).with_name("templates")
_LONGEST_NAME = 80


@dataclass(frozen=True)
class ComparisonPage:
    """A page to be made for a paper and a later one, which may not be there yet (对照页).

    Attributes:
        old: The earlier paper.
        year: Year of the later one.
        name: File name of the later one, without folder and ending.
        has_ledger: Whether the later one has, or is to have, a ledger beside it.
    """

    old: Report
    year: int
    name: str
    has_ledger: bool

    @property
    def path(self) -> str:
        """Its path under docs."""
        return f"compare/{self.old.folder}/{self.old.year}-{self.name}.md".replace("//", "/")

    def text(self, yearbook: Yearbook) -> str:
        """The page itself: where the papers are, and the macros that compare them.

        What is carried over is told of neighbours only, since that is what the
        macro looks at.

        Args:
            yearbook: All pages, for the ledgers and for what stands between the two.
        """
        between = [paper.year for paper in yearbook.reports_of(self.old.folder, self.old.series)]
        neighbours = not [year for year in between if self.old.year < year < self.year]
        carried = _template("carried").substitute(new=self.year, options=self._options) if neighbours else ""
        return _template("compare").substitute(
            unit=_plain_name(self.old),
            old=self.old.year,
            new=self.year,
            options=self._options,
            papers="\n".join(self._papers(yearbook)),
            carried=carried,
        )

    @property
    def _options(self) -> str:
        """What the macros have to be told beside the years."""
        unit = f', unit="{self.old.folder}"' if self.old.folder else ""
        return unit + (f', series="{self.old.series}"' if self.old.series is not Series.SUMMARY else "")

    def _papers(self, yearbook: Yearbook) -> list[str]:
        old, up = self.old, "../../" if self.old.folder else "../"
        key = f"{old.folder}/{self.name}".removeprefix("/")
        earlier, later = f"{old.year}年", f"{self.year}年"
        rows = [f"- {old.series}：{write_link(earlier, up + old.path)}、{write_link(later, f'{up}reports/{key}.md')}"]
        beside = yearbook.ledger_beside(old) if old.series is Series.SUMMARY else None
        ledgers = [write_link(earlier, up + beside.path)] if beside else []
        if self.has_ledger and old.series is Series.SUMMARY:
            ledgers.append(write_link(later, f"{up}ledger/{key}.md"))
        return [*rows, f"- 整改台账：{'、'.join(ledgers)}"] if ledgers else rows


def _template(name: str) -> Template:
    return Template((_TEMPLATES / f"{name}.md").read_text(encoding="utf-8"))


def _plain_name(report: Report) -> str:
    # A page that runs macros gets no character from a paper that could mean something to them.
    return re.sub(r"[^\w（）、·]|_", "", report.unit)[:_LONGEST_NAME]

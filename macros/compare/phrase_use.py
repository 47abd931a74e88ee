"""Set phrases through the years of one unit: how often, since when, until when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from macros.domain.phrases import Phrase, fold_words
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook

_COMMAS = re.compile(r"[、，,﹐､﹑]")


@dataclass(frozen=True)
class PhraseRow:
    """One phrase over all years (提法的历年次数); a year without a summary has no count."""

    phrase: Phrase
    counts: tuple[int | None, ...]
    first: int
    last: int


@dataclass(frozen=True)
class PhraseYear:
    """What came and went with one summary (一年的变化).

    Attributes:
        report: The summary.
        before: The last one before it; None for the first, with which nothing is compared.
        new: In no earlier summary.
        gone: In the one before, and not in this.
        back: In an earlier one, not in the one before, and in this.
    """

    report: Report
    before: Report | None
    new: tuple[Phrase, ...]
    gone: tuple[Phrase, ...]
    back: tuple[Phrase, ...]


@dataclass(frozen=True)
class PhraseTable:
    """The phrases of a unit by year (提法一览).

    Attributes:
        papers: Every year from the first summary to the last, with its summary or None.
        rows: The phrases that occur, in the order of their page.
        years: What came and went, oldest first.
        unused: The phrases that occur in no summary.
        listed: Whether any phrase is listed at all.
    """

    papers: tuple[tuple[int, Report | None], ...]
    rows: tuple[PhraseRow, ...]
    years: tuple[PhraseYear, ...]
    unused: tuple[Phrase, ...]
    listed: bool


def count_phrases(phrases: Sequence[Phrase]) -> Callable[[str], Counter[Phrase]]:
    """Make the counter of a list of phrases.

    Args:
        phrases: The phrases; a spelling belongs to one of them.

    Returns:
        A function from a text to how often each phrase stands in it. From left
        to right, the longest spelling that begins at a place counts, so a
        phrase within a longer one does not count for itself.
    """
    spellings = [(_parts(form), phrase) for phrase in phrases for form in phrase.forms]
    by_form = {"".join(parts): phrase for parts, phrase in spellings}
    longest_first = sorted((parts for parts, _ in spellings), key=lambda parts: (-len("".join(parts)), parts))
    search = re.compile("|".join(",?".join(map(re.escape, parts)) for parts in longest_first) or r"(?!)")

    def count(text: str) -> Counter[Phrase]:
        return Counter(by_form[found.replace(",", "")] for found in search.findall(fold_words(text)))

    return count


def tabulate_phrases(yearbook: Yearbook, folder: str) -> PhraseTable:
    """Follow the listed phrases through the yearly summaries of a unit.

    Args:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
    """
    reports = yearbook.written_of(folder)
    count = count_phrases(yearbook.phrases)
    counts = {report.year: count(f"{report.title}\n{report.words}") for report in reports}
    by_year = {report.year: report for report in reports}
    years = range(reports[0].year, reports[-1].year + 1) if reports else range(0)
    rows = []
    for phrase in yearbook.phrases:
        used = [year for year in by_year if counts[year][phrase]]
        if used:
            row = tuple(counts[year][phrase] if year in counts else None for year in years)
            rows.append(PhraseRow(phrase, row, used[0], used[-1]))
    found = {row.phrase for row in rows}
    return PhraseTable(
        papers=tuple((year, by_year.get(year)) for year in years),
        rows=tuple(rows),
        years=tuple(_follow(yearbook.phrases, reports, counts)),
        unused=tuple(phrase for phrase in yearbook.phrases if phrase not in found),
        listed=bool(yearbook.phrases),
    )


def _follow(
    phrases: Sequence[Phrase], reports: Sequence[Report], counts: dict[int, Counter[Phrase]]
) -> list[PhraseYear]:
    rows = []
    ever: set[Phrase] = set()
    before: Report | None = None
    for report in reports:
        last = set(counts[before.year]) if before else set()
        now = set(counts[report.year])
        rows.append(
            PhraseYear(
                report,
                before,
                tuple(phrase for phrase in phrases if before and phrase in now - ever),
                tuple(phrase for phrase in phrases if phrase in last - now),
                tuple(phrase for phrase in phrases if phrase in (now & ever) - last),
            )
        )
        ever |= now
        before = report
    return rows


def _parts(form: str) -> list[str]:
    """A spelling cut where the text may have a comma or none; a stop within it stands in the text as well."""
    parts = (fold_words(part).replace(",", "").strip("\n") for part in _COMMAS.split(form))
    return [part for part in parts if part]

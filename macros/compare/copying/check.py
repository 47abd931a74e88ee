"""The copy check of a paper: what it has from earlier years, from other units and from other texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from macros.compare.copying.fingerprints import Fingerprints
from macros.compare.copying.lasting import why_lasting
from macros.compare.copying.matches import CopyKind, Match
from macros.compare.copying.matching import find_matches
from macros.compare.copying.papers import Paper, read_paper, sentences_of
from macros.compare.copying.quoting import Quoting
from macros.domain.reports import Item, Report
from macros.domain.yearbook import Yearbook

#: So many papers are looked at one by one; of more all sentences are read first, by `know_all`.
FEW = 3


@dataclass(frozen=True)
class CopiedRow:
    """Sentences of an item that follow one another here and in their source, or one of them (雷同文段).

    Attributes:
        matches: The sentences, in reading order.
        source: The paper that has them.
        own: How many of their characters are the office's own.
        why_not: Why they do not count, in Chinese; None where they do.
    """

    matches: tuple[Match, ...]
    source: Paper
    own: int
    why_not: str | None

    @property
    def counts(self) -> bool:
        """Whether they count as copied."""
        return self.why_not is None

    @property
    def kind(self) -> CopyKind:
        """How they stand in the source: as the one of them that was changed most."""
        return max((match.kind for match in self.matches), key=list(CopyKind).index)

    @property
    def text(self) -> str:
        """Their words."""
        return "".join(match.here.text for match in self.matches)

    @property
    def source_text(self) -> str:
        """The words of the source."""
        return "".join(match.there.text for match in self.matches)


@dataclass(frozen=True)
class CheckedItem:
    """A passage of the paper with what it has from others (条目雷同情况)."""

    item: Item
    own: int
    rows: tuple[CopiedRow, ...]

    def copied(self, kind: CopyKind | None = None) -> int:
        """How many of its own characters are copied, of one kind or of any."""
        return sum(row.own for row in self.rows if row.counts and kind in {None, row.kind})

    @property
    def share(self) -> float:
        """Share of its own characters that is copied, 0 to 1."""
        return min(1.0, self.copied() / self.own) if self.own else 0.0


@dataclass(frozen=True)
class CopyCheck:
    """What a paper has from others (雷同检查).

    Attributes:
        report: The paper.
        against: What it was held against, the nearest first.
        items: All its passages, in reading order.
    """

    report: Report
    against: tuple[Paper, ...]
    items: tuple[CheckedItem, ...]

    @cached_property
    def rows(self) -> tuple[CopiedRow, ...]:
        """What was found, in reading order."""
        return tuple(row for item in self.items for row in item.rows)

    @property
    def own(self) -> int:
        """How many of its characters are the office's own."""
        return sum(item.own for item in self.items)

    def copied(self, kind: CopyKind | None = None) -> int:
        """How many of these are copied, of one kind or of any."""
        return sum(item.copied(kind) for item in self.items)

    @property
    def uncounted(self) -> int:
        """How many rows do not count."""
        return sum(not row.counts for row in self.rows)


def check_copies(
    report: Report,
    yearbook: Yearbook,
    texts: Sequence[Paper] = (),
    *,
    everybody: bool = True,
    known: Fingerprints | None = None,
) -> CopyCheck:
    """Find what of a paper stands in others.

    Args:
        report: The paper.
        yearbook: All pages.
        texts: Texts that are no pages, such as those of superiors.
        everybody: Whether papers of other units are looked at too.
        known: The sentences of all of them and perhaps of more, where several papers are looked at; see `know_all`.

    Returns:
        Every passage of the report with what of it is copied, also where that is nothing.
    """
    paper = read_paper(report)
    against = (*find_papers(report, yearbook, everybody=everybody), *texts)
    if known is None:
        known = Fingerprints(sentences_of(against), sentences_of([paper]))
    return check_against(paper, report, against, known, yearbook)


def know_all(yearbook: Yearbook, texts: Sequence[Paper] = ()) -> Fingerprints:
    """The sentences of all papers and of some texts, for whoever looks at several papers.

    Args:
        yearbook: All pages.
        texts: Texts that are no pages.

    Returns:
        What `check_copies` takes as `known`.
    """
    papers = (_read(report, yearbook, own=True) for report in _newest_first(yearbook))
    return Fingerprints(sentences_of((*papers, *texts)))


def check_against(
    paper: Paper, report: Report, against: Sequence[Paper], known: Fingerprints, yearbook: Yearbook
) -> CopyCheck:
    """The same with sentences that are known already, of these papers or of more.

    Args:
        paper: The paper, as it is held against others.
        report: The same, as a page.
        against: The papers that it may have been taken from, the likeliest first.
        known: Their sentences, and perhaps others.
        yearbook: All pages.

    Returns:
        The same as `check_copies`.
    """
    ranks = {other.key: place for place, other in enumerate(against)}
    judge = _Judge(report, {other.key: other for other in against}, yearbook)
    rows = {passage.ref.item: judge.rows(find_matches(passage, known, ranks)) for passage in paper.passages}
    items = (
        CheckedItem(item, judge.quoting.count_own(item.text), tuple(rows.get(item.id, ())))
        for item in report.passages.values()
    )
    return CopyCheck(report, tuple(against), tuple(items))


def find_papers(report: Report, yearbook: Yearbook, *, everybody: bool = True) -> Iterator[Paper]:
    """Yield the papers that a report may have been taken from: its unit's first, newest first, then those of others.

    These are the papers of earlier years of the unit, those of other members
    for the same year, and those of other units up to its year.

    Args:
        report: The report.
        yearbook: All pages.
        everybody: Whether papers of other units are among them.
    """
    for own in (True, False):
        for other in _newest_first(yearbook):
            if (other.folder == report.folder) is own and (own or everybody) and _may_be_source(other, report):
                yield _read(other, yearbook, own=own)


def _newest_first(yearbook: Yearbook) -> list[Report]:
    papers = yearbook.reports.values()
    return yearbook.keep("newest first", lambda: sorted(papers, key=lambda paper: (-paper.year, paper.key)))


def _may_be_source(other: Report, report: Report) -> bool:
    if other.folder == report.folder and other.year == report.year:
        return bool(report.person and other.person) and other.person != report.person
    return other.year < report.year or (other.year == report.year and other.folder != report.folder)


def _read(report: Report, yearbook: Yearbook, *, own: bool) -> Paper:
    name = report.name if own else f"{report.unit}{report.name}"
    return yearbook.keep(("paper", report.key, own), lambda: read_paper(report, name))


class _Judge:
    """Joins matches to rows and says which of them count."""

    def __init__(self, report: Report, papers: dict[str, Paper], yearbook: Yearbook) -> None:
        self.quoting = yearbook.keep("quoting", lambda: Quoting(yearbook))
        self._report, self._papers, self._yearbook = report, papers, yearbook

    def rows(self, matches: Iterable[Match]) -> Iterator[CopiedRow]:
        for group in _join(matches):
            text = "".join(match.here.text for match in group)
            judged = self.quoting.judge(text)
            if judged.is_common and not all(match.is_whole for match in group):
                continue
            why_not = judged.why_not or self._let_stand(text) or why_lasting(self._report, group, self._yearbook)
            yield CopiedRow(tuple(group), self._papers[group[0].there.passage.ref.report], judged.own, why_not)

    def _let_stand(self, text: str) -> str | None:
        bare = text.strip("。；，！？")
        return "已列入核过可留的文字" if any(bare in allowed for allowed in self._report.allowed) else None


def _join(matches: Iterable[Match]) -> Iterator[list[Match]]:
    """Put matches together that follow one another here and in their source."""
    group: list[Match] = []
    for match in matches:
        if group and not group[-1].goes_on_in(match):
            yield group
            group = []
        group.append(match)
    if group:
        yield group

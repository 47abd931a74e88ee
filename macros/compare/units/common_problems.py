"""Problems that many units name in one year, put together by wording as those of two years are, and what was done.

That two units name the same problem is computed and never confirmed: whoever
shows it says so, with the least chance that any two of them are one. Chances
were learned on years of one unit, which goes on with what it told; two units
have no such thread between them, so that both heading and text must speak for
it: 服务企业 in two headings may be two things, and so may 教师 in two texts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from macros.compare.alignment import SURE
from macros.compare.ledger_view import MeasureLine, list_measures
from macros.compare.likeness import Likeness, body_of
from macros.compare.topics import Topics, pieces_of
from macros.compare.units.unit_years import papers_of_year
from macros.compare.wording import bare_title, fold
from macros.domain.ledgers import Status
from macros.domain.reports import Item, PartKind, Report
from macros.domain.yearbook import ReportItem, Yearbook

#: Of a group any two items must be so likely to be one problem.
_LIKELY = 0.5
#: How close headings, and texts, must be at least, rare pieces of all problems weighing more; where a problem has no
#: heading or nothing else, how close the other must be. Of 57 problems of 30 papers, each as of a unit of its own, 14
#: groups were found by chance alone and four were wrong; by these too ten are found, and none is wrong.
_HEADING, _TEXT, _HEADING_ALONE, _TEXT_ALONE = 0.1, 0.03, 0.5, 0.1
#: Two problems that do not share so many pieces are not even looked at; what stands in more than half tells nothing.
_FEWEST_SHARED, _LEAST_SPREAD = 3, 40


@dataclass(frozen=True)
class UnitProblem:
    """A problem as one unit names it, and what came of it there (一个单位的写法和做法).

    Attributes:
        place: The item.
        measures: What the unit's ledger has about it, as of the day asked about.
        knows_all: Whether the unit's ledgers are here whole; else nothing can be denied of them.
    """

    place: ReportItem
    measures: tuple[MeasureLine, ...]
    knows_all: bool

    @property
    def done(self) -> tuple[MeasureLine, ...]:
        """The measures that are closed with proof, by somebody who does not answer for them."""
        return tuple(line for line in self.measures if line.status is Status.CLOSED)


@dataclass(frozen=True)
class CommonProblem:
    """One problem of several units (共性问题).

    Attributes:
        problems: As each unit names it, in the order of the units.
        least: The least chance, 0 to 1, that any two of them are one.
    """

    problems: tuple[UnitProblem, ...]
    least: float

    @property
    def name(self) -> str:
        """What it is called: as the unit that says it in the fewest words does."""
        titles = [problem.place.item.title for problem in self.problems]
        return min(titles, key=lambda title: (len(title), title))

    @property
    def done(self) -> tuple[UnitProblem, ...]:
        """The units that have done something about it, with proof."""
        return tuple(problem for problem in self.problems if problem.done)


_Pairs = dict[tuple[int, int], float]


def find_common_problems(yearbook: Yearbook, year: int, today: date, among: str = "") -> tuple[CommonProblem, ...]:
    """Find the problems of a year that two units or more name; those of most units first.

    Args:
        yearbook: All pages.
        year: The year.
        today: The day as of which measures stand.
        among: Only units of a group; empty for all.
    """
    return yearbook.keep(("common problems", year, today, among), lambda: _find(yearbook, year, today, among))


def count_named(yearbook: Yearbook, year: int, among: str = "") -> int:
    """How many problems the units, or those of a group, name in a year, in all."""
    return sum(len(_problems(paper)) for paper in papers_of_year(yearbook, year, among))


def _find(yearbook: Yearbook, year: int, today: date, among: str) -> tuple[CommonProblem, ...]:
    papers = papers_of_year(yearbook, year, among)
    places = [ReportItem(paper, item) for paper in papers for item in _problems(paper)]
    chances = dict(_chances(places))
    groups = _group(places, chances)
    lines = _Measures(yearbook, today)
    found = [
        CommonProblem(
            tuple(lines.of(places[number]) for number in sorted(group)),
            min(chances[pair] for pair in combinations(sorted(group), 2)),
        )
        for group in groups
    ]
    return tuple(sorted(found, key=lambda problem: (-len(problem.problems), -len(problem.done), problem.name)))


def _problems(paper: Report) -> list[Item]:
    return [item for item in paper.items.values() if item.kind is PartKind.PROBLEM and (item.title or item.text)]


def _chances(places: Sequence[ReportItem]) -> Iterator[tuple[tuple[int, int], float]]:
    """Yield the pairs of problems of two units that may be one, each with its chance, whose units are compared once."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        numbers[place.report.key].append(number)
    near: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for one, other in _spoken_for(places, sorted(_near(places))):
        near[places[one].report.key, places[other].report.key].append((one, other))
    for (first, second), pairs in near.items():
        old, new = ([places[number].item for number in numbers[key]] for key in (first, second))
        likeness = Likeness(old, new)
        for one, other in pairs:
            chance = likeness.chance(places[one].item, places[other].item)
            if chance >= _LIKELY:
                yield (one, other), chance


def _spoken_for(places: Sequence[ReportItem], pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which both the headings and the texts are close."""
    headings, texts = ([Counter(pieces_of(fold(of(place.item)))) for place in places] for of in (_heading, body_of))
    by_heading, by_text = Topics(headings), Topics(texts)
    for one, other in pairs:
        has_heading, has_text = (all((few[one], few[other])) for few in (headings, texts))
        heading = by_heading.closeness(one, other) >= (_HEADING if has_text else _HEADING_ALONE)
        text = by_text.closeness(one, other) >= (_TEXT if has_heading else _TEXT_ALONE)
        # Of few problems nobody can tell how rare a piece is.
        text = text and len(texts[one].keys() & texts[other].keys()) >= _FEWEST_SHARED
        if (heading or not has_heading) and (text or not has_text):
            yield one, other


def _heading(item: Item) -> str:
    return bare_title(item.title)


def _near(places: Sequence[ReportItem]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of different units that share some pieces that most problems have not."""
    pieces = [set(pieces_of(fold(f"{place.item.title}{place.item.text}"))) for place in places]
    spread: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(pieces):
        for piece in own:
            spread[piece].append(number)
    most = max(_LEAST_SPREAD, len(places) // 2)
    for number, own in enumerate(pieces):
        rare = (spread[piece] for piece in own if len(spread[piece]) <= most)
        shared = Counter(other for found in rare for other in found if other > number)
        for other, count in shared.items():
            if count >= _FEWEST_SHARED and places[other].report.folder != places[number].report.folder:
                yield number, other


def _group(places: Sequence[ReportItem], chances: _Pairs) -> list[set[int]]:
    """Put together what is likeliest first; of a unit a group holds one, and any two of it are likely one."""
    group_of = {number: {number} for number in range(len(places))}
    for (one, other), chance in sorted(chances.items(), key=lambda row: (-row[1], row[0])):
        first, second = group_of[one], group_of[other]
        if chance < SURE or first is second or not _fit(first, second, places, chances):
            continue
        first |= second
        for number in second:
            group_of[number] = first
    groups = {id(group): group for group in group_of.values() if len(group) > 1}
    return list(groups.values())


def _fit(first: set[int], second: set[int], places: Sequence[ReportItem], chances: _Pairs) -> bool:
    units = [places[number].report.folder for number in first | second]
    pairs = ((min(one, other), max(one, other)) for one in first for other in second)
    return len(units) == len(set(units)) and all(pair in chances for pair in pairs)


class _Measures:
    """What the ledgers have about problems, each ledger looked through once."""

    def __init__(self, yearbook: Yearbook, today: date) -> None:
        self._yearbook, self._today = yearbook, today
        self._lines: dict[str, list[MeasureLine]] = {}

    def of(self, place: ReportItem) -> UnitProblem:
        """A problem with its measures, in the order of ledger and entry."""
        found = []
        for line in self._yearbook.lines_of(place.ref):
            key = line.ledger.key
            if key not in self._lines:
                self._lines[key] = list_measures(line.ledger, self._today)
            rows = [row for row in self._lines[key] if row.entry is line.entry and row.measure]
            found += sorted(rows, key=lambda row: row.number)
        return UnitProblem(place, tuple(found), self._yearbook.shows_all_ledgers(place.report.folder))

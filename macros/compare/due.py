"""What falls due, and what is overdue, on a day: by how near it is, and by the posts that answer for it.

What a date is, and whether anything still waits for it, the ledger itself
says (`macros.domain.ledgers`); here it is only ordered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from macros.compare.duties import DutiesOfYear, compare_duties
from macros.compare.ledger_view import MeasureLine, MeasureStanding, list_measures
from macros.domain.dates import PartialDate
from macros.domain.ledgers import Due, Status
from macros.domain.posts import PostPart, Responsible, parse_posts, post_key
from macros.domain.yearbook import Yearbook

#: So many days before a date it is told, each time more urgently.
STEPS = (5, 10, 20)
#: So many days ahead are looked at where nobody says how many.
WITHIN_DAYS = STEPS[-1]
#: Under what a measure stands for which the ledger names nobody.
NOBODY = "责任未写明"
_NOBODY = (Responsible(NOBODY),)


@dataclass(frozen=True)
class DueBand:
    """How near a date is, as lists are parted (远近).

    Attributes:
        most: So many days are left at most; negative for what is overdue.
    """

    most: int

    @property
    def words(self) -> str:
        """What it is called."""
        if self.most < 0:
            return "逾期"
        return f"{self.most} 天内" if self.most else "今天到期"

    @property
    def key(self) -> str:
        """By what a program knows it."""
        return "overdue" if self.most < 0 else f"within-{self.most}" if self.most else "today"


OVERDUE, TODAY = DueBand(-1), DueBand(0)


@dataclass(frozen=True)
class DueLine:
    """A measure with the date that it waits for (到期事项).

    Attributes:
        line: The measure, as of the day.
        on: The date as the ledger has it, which may be a month or a year; its last day counts.
        left: How many days are left; negative where it is over.
        band: Under which heading it is told.
        owners: The posts that answer for it, each with its part; empty where the ledger names none.
        from_field: What the ledger calls them: 责任人, else 责任单位 or 责任领导 where it names nobody nearer.
    """

    line: MeasureLine
    on: PartialDate
    left: int
    band: DueBand
    owners: tuple[Responsible, ...]
    from_field: str

    @property
    def is_check(self) -> bool:
        """Whether the date is that of a next check and no end."""
        return self.line.lasts

    @property
    def moved_from(self) -> tuple[Due, ...]:
        """The dates that it was moved from, the original one first; of a next check the ledger keeps none."""
        return () if self.is_check or self.line.measure is None else self.line.measure.due[:-1]

    @property
    def why(self) -> str:
        """Why it was moved last; empty where it was not, or nobody says."""
        return self.line.measure.due[-1].why if self.line.measure and self.moved_from else ""

    @property
    def returned(self) -> PartialDate | None:
        """When it was returned after its date had passed, and so has had no new one since; None where it was not."""
        days = [event.on for event in self.line.history if event.status is Status.RETURNED and event.on]
        return days[-1] if days and not self.is_check and days[-1].first > self.on.last else None

    @property
    def told(self) -> str:
        """How far away it is, in words."""
        if self.left < 0:
            return f"逾期 {-self.left} 天"
        what = "检查" if self.is_check else "到期"
        return f"还有 {self.left} 天{what}" if self.left else f"今天{what}"

    @property
    def order(self) -> tuple[date, int, str, int]:
        """What it is sorted by: the earliest date first."""
        return self.on.last, self.line.ledger.year, self.line.entry.id, self.line.number


@dataclass(frozen=True)
class PostDues:
    """What waits for one post (一个职务的到期事项).

    Attributes:
        key: What all spellings of the post have in common.
        post: The post, as the ledgers write it most often.
        rows: What waits, the earliest date first, each with the post's part in it.
    """

    key: str
    post: str
    rows: tuple[tuple[DueLine, PostPart], ...]

    def count(self, band: DueBand) -> int:
        """How many of them stand under a heading."""
        return sum(line.band == band for line, _ in self.rows)


@dataclass(frozen=True)
class DueList:
    """What falls due by a day and soon after, of one unit (到期与督办).

    Attributes:
        folder: The unit's folder; empty for the top folder.
        unit: The unit's name; empty where it has no ledger.
        day: The day as of which it is told.
        within: So many days after it are looked at.
        lines: What is overdue or falls due, the earliest date first.
        later: What falls due after that.
        passed: What goes on for good and has a check date that is over; that is not overdue.
        undated: What is open and has no date at all; nothing is guessed of it.
        duties: The yearly duties beside the papers of the day's year.
        named: The posts of all measures of the ledgers, those that are done too, as often as they are named.
        same: Which spellings of posts the office says to be one, by key.
        only: The one post that it is told for, by key; empty where it is told for all.
    """

    folder: str
    unit: str
    day: date
    within: int
    lines: tuple[DueLine, ...]
    later: tuple[DueLine, ...]
    passed: tuple[DueLine, ...]
    undated: tuple[MeasureLine, ...]
    duties: DutiesOfYear
    named: tuple[str, ...]
    same: Mapping[str, str]
    only: str = ""

    @property
    def bands(self) -> tuple[DueBand, ...]:
        """The headings, the most urgent first."""
        return bands_within(self.within)

    def count(self, band: DueBand) -> int:
        """How many measures stand under a heading; each counts once, however many answer for it."""
        return sum(line.band == band for line in self.lines)

    @cached_property
    def posts(self) -> tuple[PostDues, ...]:
        """What waits by post: whoever has the most overdue first, then who has the earliest date; nobody last."""
        return tuple(sorted(self.by_post(self.lines), key=_press))

    def of_post(self, post: str) -> DueList | None:
        """What waits for one post, however it is written; None where no measure of the ledgers is its own."""
        key = self._key(post)
        if key not in self.everybody and post != NOBODY:
            return None

        def is_own(owners: tuple[Responsible, ...]) -> bool:
            return any(self._key(one.post) == key for one in owners or _NOBODY)

        def own(lines: Iterable[DueLine]) -> tuple[DueLine, ...]:
            return tuple(line for line in lines if is_own(line.owners))

        undated = tuple(line for line in self.undated if is_own(owners_of(line)[0]))
        return replace(
            self, lines=own(self.lines), later=own(self.later), passed=own(self.passed), undated=undated, only=key
        )

    @cached_property
    def everybody(self) -> dict[str, str]:
        """All posts that the ledgers name, whether or not anything waits for them: names by key, in order of name."""
        spelt: dict[str, Counter[str]] = {}
        for post in self.named:
            spelt.setdefault(self._key(post), Counter())[self._named(post)] += 1
        names = {key: _commonest(found) for key, found in spelt.items()}
        return dict(sorted(names.items(), key=lambda row: row[1]))

    def by_post(self, lines: Iterable[DueLine]) -> Iterator[PostDues]:
        """Yield what each post has of some of the measures, in their order; alone that of the post it is told for."""
        groups: dict[str, list[tuple[DueLine, PostPart]]] = {}
        for line in lines:
            for one in line.owners or _NOBODY:
                key = self._key(one.post)
                if not self.only or key == self.only:
                    groups.setdefault(key, []).append((line, one.part))
        yield from (PostDues(key, self.everybody.get(key, NOBODY), tuple(rows)) for key, rows in groups.items())

    def _key(self, post: str) -> str:
        key = post_key(post, self.unit)
        return post_key(self.same.get(key, key), self.unit)

    def _named(self, post: str) -> str:
        return self.same.get(post_key(post, self.unit), post)


def find_due(
    yearbook: Yearbook, folder: str, day: date, within: int = WITHIN_DAYS, same: Mapping[str, str] | None = None
) -> DueList:
    """Find what waits for a date in all ledgers of a unit.

    Args:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
        day: The day for which it is told.
        within: So many days after it are looked at.
        same: Other spellings of posts, each with the one that it stands for, as the office says.
    """
    ledgers = yearbook.ledgers_of(folder)
    measures = [line for ledger in ledgers for line in list_measures(ledger, day)]
    waiting = [line for line in measures if line.waits]
    dated = sorted((_line(line, on, day, within) for line in waiting if (on := line.due)), key=lambda row: row.order)
    unit = ledgers[-1].unit if ledgers else ""
    passed = tuple(row for row in dated if row.left < 0 and row.is_check)
    told = [row for row in dated if not (row.left < 0 and row.is_check)]
    return DueList(
        folder=folder,
        unit=unit,
        day=day,
        within=within,
        lines=tuple(row for row in told if row.left <= within),
        later=tuple(row for row in told if row.left > within),
        passed=passed,
        undated=tuple(line for line in waiting if not line.due),
        duties=compare_duties(yearbook, folder, day.year),
        named=tuple(one.post for line in measures for one in owners_of(line)[0]),
        same=_resolved({post_key(spelling, unit): name for spelling, name in (same or {}).items()}, unit),
    )


def _resolved(same: Mapping[str, str], unit: str) -> dict[str, str]:
    """Each spelling with the post that it stands for in the end, where that stands for another one in its turn."""
    found = {}
    for key, name in same.items():
        seen = {key}
        while (further := post_key(name, unit)) in same and further not in seen:
            seen.add(further)
            name = same[further]
        found[key] = name
    return found


def bands_within(within: int) -> tuple[DueBand, ...]:
    """The headings of so many days ahead, the most urgent first."""
    steps = sorted({step for step in STEPS if step < within} | ({within} if within else set()))
    return OVERDUE, TODAY, *map(DueBand, steps)


def owners_of(line: MeasureLine) -> tuple[tuple[Responsible, ...], str]:
    """The posts that answer for a measure, the nearest that it names, with who helps; what the ledger calls them."""
    measure = line.measure
    if measure is None:
        return (), ""
    helping = tuple(Responsible(one.post, PostPart.HELPS) for one in parse_posts(measure.helpers))
    for name, text in (("责任人", measure.owner), ("责任单位", measure.unit), ("责任领导", measure.leader)):
        if found := parse_posts(text):
            there = {post_key(one.post) for one in found}
            return (*found, *(one for one in helping if post_key(one.post) not in there)), name
    return (), ""


def _line(line: MeasureLine, on: PartialDate, day: date, within: int) -> DueLine:
    left = (on.last - day).days
    band = next((band for band in bands_within(within)[1:] if left <= band.most), DueBand(left))
    # What is overdue the ledger says.
    band = OVERDUE if line.standing is MeasureStanding.OVERDUE else band
    return DueLine(line, on, left, band, *owners_of(line))


def _commonest(spelt: Counter[str]) -> str:
    """The commonest spelling, among equals the shortest."""
    return min(spelt, key=lambda word: (-spelt[word], len(word), word))


def _press(row: PostDues) -> tuple[bool, int, date, str]:
    return row.post == NOBODY, -row.count(OVERDUE), row.rows[0][0].on.last, row.post

"""Orders what a text says of its own making: which adoption and which issue gave it the wording that it has (沿革)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.intake.official_text.head import Said
from scripts.intake.official_text.sayings import Step

_APPROVES = re.compile(r"(?<!审议)批准")


@dataclass(frozen=True)
class History:
    """What was done with a text, in the order in which it is said (制定和修改的经过).

    Attributes:
        said: All of it, but for the approval of what another assembly had adopted.
    """

    said: tuple[Said, ...]

    @classmethod
    def of(cls, said: Sequence[Said]) -> History:
        """Leave out approvals: a city's assembly adopts, the province's approves, and the text is the city's.

        Source: 立法法 (2023), 第八十一条.
        """
        kept: list[Said] = []
        for one in said:
            later = any(before.event.step is Step.ADOPTED for before in kept)
            approves = one.event.step is Step.ADOPTED and _APPROVES.search(one.event.words) is not None
            if not (later and approves and "人民代表大会" in one.event.body):
                kept.append(one)
        return cls(tuple(kept))

    def of_step(self, step: Step) -> list[Said]:
        """All that was done of one kind."""
        return [one for one in self.said if one.event.step is step]

    @property
    def makings(self) -> list[Said]:
        """All but beginnings."""
        return [one for one in self.said if one.event.step is not Step.IN_FORCE]

    @property
    def adoptions(self) -> list[Said]:
        """Every adoption, of this wording and of older ones."""
        return self.of_step(Step.ADOPTED)

    @property
    def adoption(self) -> Said | None:
        """The adoption of this wording: none where it was amended by a later decision of which that is not said."""
        last = next(iter(self.adoptions[-1:]), None)
        return None if last and last in self.makings[: self._amended] else last

    @property
    def issue(self) -> Said | None:
        """The issue of this wording: none where it was adopted or amended anew after the last one."""
        issue: Said | None = None
        for one in self.makings:
            if one.event.step is Step.ISSUED:
                issue = one
            elif issue and (one.event.step is Step.AMENDED or one.event.day.first > issue.event.day.last):
                issue = None
        return issue

    @property
    def amendment(self) -> Said | None:
        """The decision that gave this wording, where it is not said whether its day is that of adoption or issue."""
        makings = self.makings
        return makings[-1] if makings and makings[-1].event.step is Step.AMENDED else None

    @property
    def _amended(self) -> int:
        places = [place for place, one in enumerate(self.makings) if one.event.step is Step.AMENDED]
        return places[-1] + 1 if places else 0

    @property
    def partly(self) -> bool:
        """Whether a decision changed parts of it, and the whole was not given anew since."""
        partly = False
        for one in self.makings:
            if not one.event.whole:
                partly = True
            elif one.event.step is Step.ADOPTED or "修订" in one.event.words:
                partly = False
        return partly

    @property
    def revised(self) -> bool:
        """Whether it was given anew, so that it may say when an older wording began."""
        return any("修" in one.event.words for one in self.makings)

    def beginnings(self) -> Iterator[Said]:
        """Yield what is said of the beginning of this wording: what stands before its making is of an older one."""
        made = [self.said.index(one) for one in (self.adoption, self.issue, self.amendment) if one]
        after = max(made, default=0)
        first = self.said.index(self.adoption) if self.adoption else after if self.partly else 0
        named = [one for one in self.said[first:] if one.event.step is Step.IN_FORCE]
        late = [one for one in self.said[after:] if one.event.step is Step.IN_FORCE]
        yield from late or named

    def partners(self) -> list[Said]:
        """The adoption of this wording, with that of another body in the same sentence."""
        if self.adoption is None:
            return []
        last, place = self.adoption, self.adoptions.index(self.adoption)
        before = self.adoptions[place - 1] if place else None
        # A clause without a verb of its own borrows that of the next.
        if before and before.line == last.line and before.event.words and not _has_verb(before) and _has_verb(last):
            return [before, last]
        return [last]


def _has_verb(said: Said) -> bool:
    return re.search("通过|批准|修订|修正|修改", said.event.words) is not None

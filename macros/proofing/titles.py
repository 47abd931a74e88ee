"""Finds titles of regulations that are nearly those of the register, or no longer in use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from macros.citations.lexicon import Lexicon, NameKind, fold_title
from macros.domain.regulations import Edition, Regulation
from macros.proofing.remarks import RemarkKind

#: Share of characters in common from which a title is taken for a slip, and the most characters that differ then.
NEAR_PERCENT = 85
NEAR_CHARACTERS = 2
_SHORTEST = 4
_CITED = re.compile(r"《([^《》]{2,80})》(?P<year>[（(]\d{4})?")
_PREFIX = re.compile(r"^(?:中国共产党|中华人民共和国|中共中央)")


@dataclass(frozen=True)
class WrongTitle:
    """A title between its marks, what is wrong with it, and the title that is meant."""

    kind: RemarkKind
    start: int
    end: int
    due: str


@dataclass(frozen=True, eq=False)
class Titles:
    """The titles of a register, for looking up many."""

    lexicon: Lexicon
    _near: dict[str, str | None] = field(default_factory=dict)
    _due: dict[tuple[str, str, date], str | None] = field(default_factory=dict)

    def find_wrong(self, text: str, as_of: date) -> Iterator[WrongTitle]:
        """Yield the titles of a paragraph that are misspelt, or outdated on a day."""
        for match in _CITED.finditer(text):
            title = re.sub(r"\s", "", match[1])
            name = self.lexicon.titles.get(fold_title(title))
            if name is None:
                due = self._nearest(title)
                kind = RemarkKind.TITLE_NEAR
            elif name.kind is NameKind.WORK and len(name.targets) == 1 and not match["year"]:
                due = self._present(title, name.targets[0], as_of)
                kind = RemarkKind.TITLE_OUTDATED
            else:
                continue
            if due:
                yield WrongTitle(kind, match.start(), match.end(1) + 1, due)

    def _present(self, title: str, work: str, as_of: date) -> str | None:
        key = title, work, as_of
        if key not in self._due:
            self._due[key] = _present_title(title, self.lexicon.regulations[work], as_of)
        return self._due[key]

    def _nearest(self, title: str) -> str | None:
        folded = fold_title(title)
        if folded not in self._near:
            self._near[folded] = self._look_up(folded)
        return self._near[folded]

    def _look_up(self, folded: str) -> str | None:
        if len(folded) < _SHORTEST:
            return None
        found = process.extractOne(folded, self._full, scorer=fuzz.ratio, score_cutoff=NEAR_PERCENT)
        # A word more makes another rule: 行政监察法 is none of 监察法.
        if (
            found is None
            or abs(len(found[0]) - len(folded)) > 1
            or Levenshtein.distance(folded, found[0]) > NEAR_CHARACTERS
        ):
            return None
        return self.lexicon.titles[found[0]].text

    @cached_property
    def _full(self) -> list[str]:
        return sorted(text for text, name in self.lexicon.titles.items() if name.kind is not NameKind.SHORT)


def _present_title(title: str, work: Regulation, day: date) -> str | None:
    """The title of the edition in force where the one given is an earlier edition's, else None."""
    applied = work.in_force_on(day)
    # Of which day the new one holds may not be proven; that it held by this day must be known.
    if applied is None or (applied.edition.starts and applied.edition.starts.last > day):
        return None
    given, now = _bare(title), applied.edition
    if given in {*_names(now), *(_bare(alias) for alias in work.aliases)}:
        return None
    earlier = work.editions[: work.editions.index(now)]
    return now.own_title if any(given in _names(edition) for edition in earlier) else None


def _names(edition: Edition) -> set[str]:
    return {_bare(name) for name in (edition.own_title, *edition.aliases)}


def _bare(title: str) -> str:
    return _PREFIX.sub("", fold_title(title))

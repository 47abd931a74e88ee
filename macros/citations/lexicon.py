"""The names that a text can cite by: titles, aliases, short forms, concepts, local rules.

A name stands for a target only where it says enough by itself. Short forms
(《条例》, “准则”, 实施细则) never do: they are found, and left to their context.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import Enum
from functools import cached_property, lru_cache

from macros.domain.concepts import Concept, LocalRule
from macros.domain.register import Register
from macros.domain.regulations import Edition, Regulation
from macros.domain.word_patterns import any_of
from macros.domain.yearbook import Yearbook

#: Short forms that fit any work whose title ends so.
GENERIC = frozenset({"条例", "准则", "规定", "办法", "规则", "细则", "意见", "章程"})
#: Short forms of one work each, which running words use in another sense as well.
PARTICULAR = {
    "实施细则": "baxiang-guiding-xize",
    "监督条例": "dangnei-jiandu-tiaoli",
    "个人有关事项规定": "geren-shixiang-guiding",
    "重大事项请示报告": "qingshi-baogao-tiaoli",
    "廉政准则": "lianjie-zilv-zhunze",
    "过紧日子条例": "lixing-jieyue-tiaoli",
}
_PREFIXES = ("中国共产党", "中华人民共和国", "中共中央")
_SUFFIX = re.compile(r"（[^（）]*）$")


#: What stands before a name and makes it part of a longer one, which is another rule: 农村集体问责条例.
LONGER_BEFORE = ("人员", "集体", "单位", "干部", "县委", "市委", "省委", "区委", "农村")
_FOLDED = str.maketrans({"(": "（", ")": "）", **dict.fromkeys("“”‘’\"'「」『』、，,·", "")})


def fold_title(title: str) -> str:
    """A title as names are compared: without blanks, quotation marks and pauses, brackets full-width."""
    return re.sub(r"\s", "", title).translate(_FOLDED)


class NameKind(Enum):
    """What a name names."""

    WORK = "work"
    SHORT = "short"
    CONCEPT = "concept"
    LOCAL = "local"


@dataclass(frozen=True)
class Name:
    """A name with everything that it can stand for.

    Attributes:
        text: The name as it is written, without marks.
        kind: What it names.
        targets: Ids of works, a concept or local rules.
        editions: Ids of the editions of its one work that bear it, in order of
            time; empty where it is the work's, whatever its text.
    """

    text: str
    kind: NameKind
    targets: tuple[str, ...]
    editions: tuple[str, ...] = ()

    def edition_on(self, work: Regulation, day: date) -> Edition | None:
        """The edition that it means, where that is another one than what was in force on a day.

        Such a name is an older title, or a newer one that was issued already;
        a title that was to come only later cannot be meant.
        """
        bearing = [edition for edition in map(work.by_id.__getitem__, self.editions) if _known_on(edition, day)]
        applied = work.in_force_on(day)
        if not bearing or (applied and applied.edition in bearing):
            return None
        return bearing[-1]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All names of a register.

    Attributes:
        regulations: By id; concepts and local rules likewise.
        titles: Names as they stand between 《 and 》, folded.
        bare: Names that count in running words too.
    """

    regulations: Mapping[str, Regulation]
    concepts: Mapping[str, Concept]
    local_rules: Mapping[str, LocalRule]
    titles: Mapping[str, Name]
    bare: Mapping[str, Name]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the names of `bare`, and the words that only contain one, longest first."""
        # 监察法, but not in 监察法规 nor 监察法实施条例.
        after = {True: "(?![规律院定治]|实施)", False: ""}
        return re.compile(any_of([*self.bare, *self.unless], lambda word: after[word.endswith("法")]))

    @cached_property
    def unless(self) -> frozenset[str]:
        """Words in which a concept's name means something else."""
        return frozenset(word for concept in self.concepts.values() for word in concept.unless)

    @cached_property
    def common_names(self) -> re.Pattern[str]:
        """Finds the names of concepts that others use too, and the words that only contain one, longest first."""
        return re.compile(any_of([*(name for c in self.concepts.values() for name in c.common), *self.unless]))

    def nearest(self, title: str) -> str | None:
        """The full title that an unknown one is most likely a slip for, if there is one."""
        near = get_close_matches(title, self._full_titles, n=1, cutoff=0.85)
        # One character too many or too few is a slip; more make another title.
        return near[0] if near and abs(len(near[0]) - len(title)) <= 1 else None

    @cached_property
    def _full_titles(self) -> list[str]:
        return sorted(name.text for name in self.titles.values() if name.kind is not NameKind.SHORT)

    @cached_property
    def judged(self) -> dict[str, bool]:
        """Words of which it was asked already whether they are a citation and nothing else."""
        return {}

    def concept_of(self, name: Name) -> Concept:
        """The concept that a name of that kind stands for."""
        return self.concepts[name.targets[0]]


def make_lexicon(yearbook: Yearbook) -> Lexicon:
    """Gather the names of a register.

    Args:
        yearbook: All pages.

    Returns:
        The names; where two works share one, it has both as targets. As long
        as the register is the same, so is the lexicon.
    """
    return _make_lexicon(yearbook.register)


@lru_cache(maxsize=1)
def _make_lexicon(register: Register) -> Lexicon:
    works: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for work in register.regulations:
        for title, editions in _titles(work).items():
            works[title][work.id] = editions
    aliases = {alias for work in register.regulations for alias in _aliases(work)}
    named = {title: _name(title, bearers) for title, bearers in works.items()}
    titles = {fold_title(title): name for title, name in named.items()}
    rules: dict[str, list[str]] = defaultdict(list)
    for rule in register.local_rules:
        for title in (rule.title, *rule.aliases):
            rules[title].append(rule.id)
    for title, ids in rules.items():
        titles.setdefault(fold_title(title), Name(title, NameKind.LOCAL, tuple(ids)))
    for short in GENERIC | set(PARTICULAR):
        titles[short] = Name(short, NameKind.SHORT, (PARTICULAR[short],) if short in PARTICULAR else ())
    # A whole title says enough without its marks; a title of one common word does not.
    bare = {title: name for title, name in named.items() if title in aliases or len(title) >= 8}
    bare |= {short: titles[short] for short in PARTICULAR}
    for concept in register.concepts:
        for text in concept.names:
            bare.setdefault(text, Name(text, NameKind.CONCEPT, (concept.id,)))
    return Lexicon(
        regulations={work.id: work for work in register.regulations},
        concepts={concept.id: concept for concept in register.concepts},
        local_rules={rule.id: rule for rule in register.local_rules},
        titles=titles,
        bare=bare,
    )


def _name(title: str, bearers: Mapping[str, tuple[str, ...]]) -> Name:
    editions = next(iter(bearers.values())) if len(bearers) == 1 else ()
    return Name(title, NameKind.WORK, tuple(sorted(bearers)), editions)


def _aliases(work: Regulation) -> Iterator[str]:
    yield from work.aliases
    for edition in work.editions:
        yield from edition.aliases


def _titles(work: Regulation) -> dict[str, tuple[str, ...]]:
    """The titles of a work, each with the editions that bear it where they alone do."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for edition in work.editions:
        for title in {*_forms(edition.official_title), *edition.aliases}:
            bearers[title].append(edition.id)
    found: dict[str, tuple[str, ...]] = dict.fromkeys({*_forms(work.title), *work.aliases}, ())
    found |= {title: tuple(ids) if len(ids) < len(work.editions) else () for title, ids in bearers.items()}
    return {title: ids for title, ids in found.items() if title not in GENERIC and title not in PARTICULAR}


def _forms(title: str) -> set[str]:
    """A title as papers write it: in full, without the brackets at its end, without the issuer before it."""
    full = {title, _SUFFIX.sub("", title)}
    return full | {form.removeprefix(prefix) for form in full for prefix in _PREFIXES}


def _known_on(edition: Edition, day: date) -> bool:
    """Whether an edition applied by a day, or was issued then and applied some day."""
    first = [known.first for known in (edition.starts, edition.issued.day) if known]
    return edition.starts is not None and min(first) <= day

"""The names that a text can cite by: titles, aliases, short forms, concepts, local rules.

A name stands for a target only where it says enough by itself. Short forms
(《条例》, “准则”, 实施细则) never do: they are found, and left to their context.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from functools import cached_property, lru_cache

from macros.domain.concepts import Concept, LocalRule
from macros.domain.register import Register
from macros.domain.regulations import Regulation
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
    """A name with everything that it can stand for: ids of works, a concept or local rules."""

    text: str
    kind: NameKind
    targets: tuple[str, ...]


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
    works: dict[str, set[str]] = defaultdict(set)
    for work in register.regulations:
        for title in _titles(work):
            works[title].add(work.id)
    aliases = {alias for work in register.regulations for alias in work.aliases}
    named = {title: Name(title, NameKind.WORK, tuple(sorted(ids))) for title, ids in works.items()}
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


def _titles(work: Regulation) -> Iterator[str]:
    full = {work.title, *(edition.official_title for edition in work.editions)}
    full |= {_SUFFIX.sub("", title) for title in full}
    full |= {title.removeprefix(prefix) for title in full for prefix in _PREFIXES}
    for title in {*full, *work.aliases}:
        if title not in GENERIC and title not in PARTICULAR:
            yield title

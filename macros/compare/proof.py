"""How many facts of the register are proven, and how far its texts go (核实情况)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.domain.regulations import Binding, Edition, Fact, Regulation, TextKind


@dataclass(frozen=True)
class ProofCount:
    """So many facts, and so many of them proven."""

    facts: int = 0
    proven: int = 0

    def __add__(self, other: ProofCount) -> ProofCount:
        return ProofCount(self.facts + other.facts, self.proven + other.proven)


@dataclass(frozen=True)
class RegisterProof:
    """How far the whole register can be relied on.

    Attributes:
        count: Its facts.
        works: How many regulations.
        editions: How many editions.
        digested: Editions whose digests were checked against an official text.
        articles: The articles of those.
        official: Editions of which the official text itself is here.
    """

    count: ProofCount
    works: int
    editions: int
    digested: int
    articles: int
    official: int

    @property
    def unchecked(self) -> int:
        """Editions of which neither holds: what they say was held against no official text."""
        return self.editions - self.official - self.digested


def count_edition(edition: Edition) -> ProofCount:
    """Count the facts of an edition: its dates, number of the document, articles, structure, repeals.

    What need not be said, such as the day on which an edition in force ended,
    is a fact where it is said. A fact whose value is unknown is not proven.
    """
    return _count(_is_known(fact) for fact in _facts(edition)) + _count([edition.structure_verified])


def count_work(work: Regulation) -> ProofCount:
    """Count the facts of a regulation: those of its editions, and how it binds a township."""
    bound = work.binding_verified and work.binding is not Binding.UNCHECKED
    return sum(map(count_edition, work.editions), _count([bound]))


def count_register(works: Iterable[Regulation]) -> RegisterProof:
    """Count the whole register."""
    works = list(works)
    editions = [edition for work in works for edition in work.editions]
    digested = [edition for edition in editions if edition.text is TextKind.DIGEST and edition.digest_check]
    return RegisterProof(
        count=sum(map(count_work, works), ProofCount()),
        works=len(works),
        editions=len(editions),
        digested=len(digested),
        articles=sum(len(edition.articles) for edition in digested),
        official=sum(edition.text is TextKind.OFFICIAL for edition in editions),
    )


def _facts(edition: Edition) -> Iterator[Fact]:
    yield from (edition.adopted, edition.issued, edition.in_force, edition.count, edition.repeals)
    yield from (fact for fact in (edition.number, edition.published, edition.superseded) if fact is not None)


def _is_known(fact: Fact) -> bool:
    return fact.proven and fact.value not in {None, ""}


def _count(facts: Iterable[bool]) -> ProofCount:
    proven = list(facts)
    return ProofCount(len(proven), sum(proven))

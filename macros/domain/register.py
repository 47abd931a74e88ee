"""The register as texts are held against it: what they can cite, apart from the texts."""

from __future__ import annotations

from dataclasses import dataclass

from macros.domain.concepts import Concept, LocalRule
from macros.domain.regulations import Regulation


@dataclass(frozen=True)
class Register:
    """Everything that a report can cite (登记册): regulations, concepts, local rules, each in order of its page."""

    regulations: tuple[Regulation, ...]
    concepts: tuple[Concept, ...]
    local_rules: tuple[LocalRule, ...]

    def __hash__(self) -> int:
        # To go through every article of every edition takes long, and what is alike in this is mostly alike in all.
        return hash(tuple(work.id for work in self.regulations))

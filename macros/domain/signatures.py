"""拟稿、审核、签发: what an office did with a paper before it went out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Step(StrEnum):
    """A step of sign-off (办理的一步), in the order in which they follow each other."""

    DRAFT = "拟稿"
    REVIEW = "审核"
    ISSUE = "签发"

    @property
    def place(self) -> int:
        """Its place among the steps, from 0."""
        return list(Step).index(self)


@dataclass(frozen=True)
class Signature:
    """What is on record of one step (签署); it binds a post and a day to a text, and is no electronic signature.

    Attributes:
        step: Which step.
        post: The post that took it, never a person's name.
        on: The day.
        of: The SHA-256 of the text, in hexadecimal, see `macros.domain.signing.text_as_signed`.
    """

    step: Step
    post: str
    on: date
    of: str

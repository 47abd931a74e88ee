"""Asks the person at the command line what neither options nor paper say; without an answer the paper is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from macros.domain.reports import Audience
from scripts.intake.facts import ImportOrder, UnknownFactError
from scripts.setup.console import Console

Made = TypeVar("Made")
_YEARS = range(1949, 2200)


def with_answers(order: ImportOrder, make: Callable[[ImportOrder], Made], console: Console | None) -> Made:
    """Make something of an order, asking for each fact that is missing.

    Args:
        order: What is known.
        make: Makes it, or says which fact it needs.
        console: Where to ask; None where nobody is to be asked.

    Raises:
        UnknownFactError: Nobody answers, or not what can be.
    """
    while True:
        try:
            return make(order)
        except UnknownFactError as unknown:
            if console is None:
                raise
            order = _with_answer(order, unknown, console)


def _with_answer(order: ImportOrder, unknown: UnknownFactError, console: Console) -> ImportOrder:
    answer = console.ask(unknown.question)
    if unknown.fact == "unit" and answer:
        return replace(order, unit=answer)
    if unknown.fact == "year" and answer.isdecimal() and int(answer) in _YEARS:
        return replace(order, year=int(answer))
    if unknown.fact == "audience" and answer in set(Audience):
        return replace(order, audience=Audience(answer))
    raise unknown

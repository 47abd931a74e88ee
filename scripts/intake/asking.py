"""Asks the person at the command line what neither options nor paper say; without an answer the paper is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from scripts.intake.facts import ImportOrder, UnknownFactError, fact_of_answer
from scripts.setup.console import Console

Made = TypeVar("Made")


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
    told: dict[str, Any] = {unknown.fact: fact_of_answer(unknown.fact, console.ask(unknown.question))}
    if told[unknown.fact] is None:
        raise unknown
    return replace(order, **told)

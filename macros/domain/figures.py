"""Proposes indicators: counted figures with a name, in the sentences that give them.

A proposal is the clerk's to confirm: the sentence stands beside it. Where no
name can be read from the words around a figure, none is made up, and what is
not surely a result of the paper's own year is no figure of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from macros.domain.amounts import find_amounts, write_amount
from macros.domain.figure_names import name_amounts
from macros.domain.figure_times import is_result


@dataclass(frozen=True)
class Figure:
    """A proposed indicator (指标): name, value, unit, qualifier (约, 超过, 余 …) and the sentence that gives it."""

    name: str
    value: Decimal
    unit: str
    qualifier: str
    sentence: str

    @property
    def written(self) -> str:
        """The figure as its sentence has it."""
        return write_amount(self.value, self.unit, self.qualifier)


_LONGEST_SENTENCE = 200


def find_figures(text: str, year: int | None = None) -> Iterator[Figure]:
    """Yield the figures of a running text that have a unit and a name, in reading order.

    Args:
        text: Running text.
        year: The paper's year; figures of a year that is named as another one are left out.
    """
    for sentence in re.findall(r"[^。！？\n]+[。！？]?", text):
        yield from _of_sentence(sentence, year)


def _of_sentence(sentence: str, year: int | None) -> Iterator[Figure]:
    amounts = list(find_amounts(sentence))
    shown = sentence.strip()[:_LONGEST_SENTENCE]
    for amount, name in zip(amounts, name_amounts(sentence, amounts), strict=True):
        if name and is_result(sentence[: amount.start], year):
            yield Figure(name, amount.value, amount.unit, amount.qualifier, shown)

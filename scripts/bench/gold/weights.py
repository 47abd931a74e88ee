"""Learns by what two items are known to be one, and how well that holds for a series that nothing was learned from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import mul
from unittest import mock

from macros.compare import likeness
from macros.compare.alignment import align_reports
from macros.compare.like_parts import are_divided_alike, like_parts
from macros.compare.likeness import Likeness
from scripts.bench.gold.pairs import Tally, judge_pairs, labelled_years
from scripts.bench.gold.series import Gold

#: How strongly weights are held back, in units of one pair (ridge), and how often they are bettered: it settles soon.
_RIDGE, _STEPS = 1.0, 25
_Row = tuple[tuple[float, ...], bool]


def score_weights(gold: Gold) -> Iterator[str]:
    """Yield the weights that all series give, and the scores of each by those that the others give, in Chinese."""
    rows = {name: list(_rows(gold, name)) for name in gold.of("alignment")}
    weights, nothing = learn([row for series in rows.values() for row in series])
    yield f"折算，全部标注学得：{'、'.join(f'{weight:.2f}' for weight in weights)}，常数 {nothing:.2f}"
    whole = Tally()
    for name in rows:
        learned = learn([row for other, series in rows.items() if other != name for row in series])
        with _using(learned):
            for old, new, labels in labelled_years(gold, name):
                whole.add(align_reports(old, new), labels)
    yield f"折算，逐个序列留出：{whole.told()}"


def learn(rows: Sequence[_Row]) -> tuple[tuple[float, ...], float]:
    """Find the weights of a logistic regression (Newton's method, ridge on standardized figures).

    Args:
        rows: What was counted of each pair, and whether it is one item.

    Returns:
        The weight of each figure, and the constant.
    """
    columns = list(zip(*(counted for counted, _ in rows), strict=True))
    means = [sum(column) / len(column) for column in columns]
    spreads = [
        math.sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    points = [
        ((1.0, *((v - m) / s for v, m, s in zip(counted, means, spreads, strict=True))), float(one))
        for counted, one in rows
    ]
    found = [0.0] * (len(means) + 1)
    for _ in range(_STEPS):
        found = [a + b for a, b in zip(found, _step(points, found), strict=True)]
    weights = tuple(weight / spread for weight, spread in zip(found[1:], spreads, strict=True))
    return weights, found[0] - sum(map(mul, weights, means))


def _step(points: Sequence[tuple[tuple[float, ...], float]], found: Sequence[float]) -> list[float]:
    size = len(found)
    slope = [0.0, *(-_RIDGE * weight for weight in found[1:])]
    bend = [[_RIDGE * (i == j and i > 0) for j in range(size)] for i in range(size)]
    for point, one in points:
        chance = 1 / (1 + math.exp(-sum(map(mul, found, point))))
        for i in range(size):
            slope[i] += (one - chance) * point[i]
            for j in range(size):
                bend[i][j] += chance * (1 - chance) * point[i] * point[j]
    return _solve(bend, slope)


def _solve(matrix: list[list[float]], values: list[float]) -> list[float]:
    """Solve a system of linear equations (Gauss, largest pivot first)."""
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for row in range(size):
            if row != column:
                factor = rows[row][column]
                rows[row] = [a - factor * b for a, b in zip(rows[row], rows[column], strict=True)]
    return [row[-1] for row in rows]


def _rows(gold: Gold, name: str) -> Iterator[_Row]:
    for old, new, labels in labelled_years(gold, name):
        before, after = list(old.passages.values()), list(new.passages.values())
        known, may_be_one = judge_pairs(labels), like_parts(old, new)
        for a, row in zip(before, Likeness(before, after).counted, strict=True):
            for b, counted in zip(after, row, strict=True):
                is_one = known.get((a.id, b.id), False)
                if is_one is None or a.is_lead or b.is_lead:
                    continue
                if may_be_one(a, b) and are_divided_alike(a, b):
                    yield counted, is_one


@contextmanager
def _using(learned: tuple[tuple[float, ...], float]) -> Iterator[None]:
    weights, nothing = learned
    with mock.patch.multiple(likeness, WEIGHTS=weights, NOTHING=nothing):
        yield

"""How good an answer is."""

from __future__ import annotations

import pytest

from scripts.bench.searches.metrics import Score, judge, mean_score


@pytest.mark.parametrize(
    ("answer", "truth", "score"),
    [
        (["a", "b"], {"a", "b"}, Score(1, 1, 1)),
        # One right of four; the first two hold it.
        (["x", "a", "y", "z"], {"a", "b"}, Score(0.5, 0.25, 0.5)),
        # All right ones come last.
        (["x", "y", "a", "b"], {"a", "b"}, Score(1, 0.5, 0)),
        (["a", "a", "x"], {"a"}, Score(1, 0.5, 1)),
        (["x"], {"a"}, Score(0, 0, 0)),
        ([], {"a"}, Score(0, 0, 0)),
    ],
)
def test_answer_is_judged(answer: list[str], truth: set[str], score: Score) -> None:
    assert judge(answer, truth) == score


def test_every_query_counts_the_same() -> None:
    assert mean_score([Score(1, 1, 1), Score(0, 0.5, 0)]) == Score(0.5, 0.75, 0.5)

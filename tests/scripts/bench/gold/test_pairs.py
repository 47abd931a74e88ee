"""How right a comparison is, by what a person says of it; and what weights are learned from."""

from __future__ import annotations

import random

import pytest

from macros.compare.alignment import align_reports
from scripts.bench.gold.pairs import Tally
from scripts.bench.gold.weights import learn
from tests.helpers.reports import make_report

TALK = "全年开展廉政谈话四十五人次，对新任职干部逐个提醒，对群众反映集中的村当面反馈。"
CARS = "公务用车统一停放统一派遣，节假日封存钥匙，逐车登记里程和油耗。"
OLD = {"w1": ("（一）谈话", TALK), "w2": ("（二）档案", "档案室更换铁柜三组，移交文书档案四百余件。")}
NEW = {"w1": ("（一）谈话", TALK), "w2": ("（二）用车", CARS)}


def tally_of(*labels: tuple[str, str, str]) -> Tally:
    tally = Tally()
    rows = [{"old_item": old, "new_item": new, "relation": kind} for old, new, kind in labels]
    tally.add(align_reports(make_report(2022, OLD), make_report(2023, NEW)), rows)
    return tally


def test_pairs_and_what_stands_alone_are_counted() -> None:
    right = tally_of(("w1", "w1", "same"), ("w2", "-", "gone"), ("-", "w2", "new"))
    assert (right.precision, right.f1, right.outright) == (1.0, 1.0, 1.0)
    wrong = tally_of(("w1", "w2", "same"), ("w2", "w1", "same"))
    assert (wrong.precision, wrong.f1, wrong.outright) == (0.0, 0.0, 0.0)
    assert wrong.counts["to_name"] == 2


def test_what_may_be_seen_either_way_is_not_counted() -> None:
    tally = tally_of(("w1", "w1", "maybe"), ("w2", "-", "maybe-gone"), ("-", "w2", "maybe-new"))
    assert tally.counts["wrong"] == tally.counts["missed"] == tally.counts["outright"] == 0


def test_weights_are_those_by_which_the_labels_were_made() -> None:
    dice = random.Random(7)
    rows = [((dice.gauss(0, 1), dice.gauss(5, 2)), False) for _ in range(4000)]
    rows = [(counted, 3 * counted[0] - 10 + 2 * counted[1] + dice.gauss(0, 1.7) > 0) for counted, _ in rows]
    (first, second), nothing = learn(rows)
    assert first / second == pytest.approx(1.5, rel=0.1)
    assert nothing / second == pytest.approx(-5, rel=0.1)

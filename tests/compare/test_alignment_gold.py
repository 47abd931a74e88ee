"""How well two years are aligned, and carried-over words found, against pairs that a person has marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pytest

from macros.compare.alignment import align_reports
from macros.compare.carryover import SHORTEST_RUN, find_carried
from macros.compare.wording import fold
from scripts.bench.gold.labelled import load_labelled_series
from scripts.bench.gold.pairs import Tally
from tests.helpers.reports import make_report

_MARKED = re.compile(r"【([^【】]*)】")
_Rows = dict[str, tuple[str, str]]


@dataclass
class Case:
    """Two years with their pairs of ids."""

    name: str
    old: _Rows = field(default_factory=dict)
    new: _Rows = field(default_factory=dict)
    pairs: set[tuple[str, str]] = field(default_factory=set)


def read_cases() -> list[Case]:
    cases: list[Case] = []
    section = ""
    for line in (Path(__file__).parent / "gold_alignment.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("案例："):
            cases.append(Case(line[3:]))
        elif line in {"旧", "新", "对应"}:
            section = line
        elif section == "对应" and line and not line.startswith("#"):
            old, new = line.split()
            cases[-1].pairs.add((old, new))
        elif "｜" in line and cases:
            name, title, text = line.split("｜")
            (cases[-1].old if section == "旧" else cases[-1].new)[name] = (title, text)
    return cases


CASES = read_cases()


def plain(rows: _Rows) -> _Rows:
    return {name: (title, _MARKED.sub(r"\1", text)) for name, (title, text) in rows.items()}


def f1(found: int, right: int, wanted: int) -> float:
    return 2 * right / (found + wanted) if found + wanted else 1.0


def test_items_are_aligned_as_a_person_does(capsys: pytest.CaptureFixture[str]) -> None:
    found, right, wanted = 0, 0, 0
    wrong = []
    for case in CASES:
        aligned = align_reports(make_report(2022, plain(case.old)), make_report(2023, plain(case.new)))
        pairs = {(a.id, b.id) for row in aligned for a in row.old for b in row.new}
        found, right, wanted = found + len(pairs), right + len(pairs & case.pairs), wanted + len(case.pairs)
        wrong += [(case.name, *pair) for pair in sorted(pairs ^ case.pairs)]
    with capsys.disabled():
        score = f1(found, right, wanted)
        print(f"\n条目对应：应有 {wanted} 对，找出 {found} 对，正确 {right} 对，F1 {score:.3f}；不符 {wrong}")
    assert f1(found, right, wanted) >= 0.95


def test_made_up_series_are_aligned_as_a_person_does(capsys: pytest.CaptureFixture[str]) -> None:
    tally = Tally()
    for series in load_labelled_series():
        papers = series.reports()
        for old, new in pairwise(papers):
            rows = [
                {"relation": row.kind, "old_item": row.old or "-", "new_item": row.new or "-"}
                for row in series.between(old, new)
            ]
            tally.add(align_reports(papers[old], papers[new]), rows)
    with capsys.disabled():
        print(f"\n自拟的各年材料：{tally.told()}")
    assert tally.precision >= 0.95
    assert tally.f1 >= 0.87
    assert tally.outright >= 0.85
    assert tally.counts["named"] >= 0.95 * tally.counts["to_name"]
    assert tally.counts["pieces"] >= 0.75 * tally.counts["all_pieces"]


def test_carried_over_words_are_found_as_a_person_marks_them(capsys: pytest.CaptureFixture[str]) -> None:
    found, right, wanted = 0, 0, 0
    for case in CASES:
        old, new = make_report(2022, plain(case.old)), make_report(2023, plain(case.new))
        for carried in find_carried(old, new, ()):
            text = fold(carried.item.text)
            # Set phrases aside, marked words that are too short to count are there to be passed over.
            marked = [fold(words) for words in _MARKED.findall(case.new[carried.item.id][1])]
            due = _covered(text, [words for words in marked if len(words) >= SHORTEST_RUN])
            told = _covered(text, [fold(passage.new) for passage in carried.passages])
            found, right, wanted = found + len(told), right + len(told & due), wanted + len(due)
    with capsys.disabled():
        print(f"\n逐字沿用：应有 {wanted} 字，找出 {found} 字，正确 {right} 字，F1 {f1(found, right, wanted):.3f}")
    assert f1(found, right, wanted) >= 0.95


def _covered(text: str, passages: list[str]) -> set[int]:
    return {text.index(words) + n for words in passages for n in range(len(words))}

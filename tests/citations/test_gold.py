"""Precision and recall of linking, on sentences of our own (gold.txt)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from macros.citations.lexicon import Lexicon, make_lexicon
from macros.citations.linking import link_page
from macros.corpus import load_yearbook
from scripts.setup.environment import ROOT

GOLD = Path(__file__).parent / "gold.txt"
LINK = re.compile(r"\[([^\[\]]*)\]\(([^()]*)\)")
BOUND = 0.98


@dataclass(frozen=True)
class Case:
    """A sentence with the links that are due: place of the words, words, target."""

    day: date
    source: str
    links: frozenset[tuple[int, str, str]]
    stays: bool


def places(text: str) -> frozenset[tuple[int, str, str]]:
    """The links of a text, by where their words begin once all links are taken out."""
    found, shift = [], 0
    for match in LINK.finditer(text):
        found.append((match.start() - shift, match[1], match[2]))
        shift += len(match[0]) - len(match[1])
    return frozenset(found)


def cases() -> list[Case]:
    rows = []
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        day, _, sentence = line.partition("\t")
        stays = sentence.endswith("-")
        sentence = sentence.removesuffix("-")
        source = sentence if stays else LINK.sub(r"\1", sentence)
        rows.append(Case(date.fromisoformat(day), source, frozenset() if stays else places(sentence), stays))
    return rows


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return make_lexicon(load_yearbook(Path(ROOT, "docs")))


def linked(case: Case, lexicon: Lexicon) -> frozenset[tuple[int, str, str]]:
    text = link_page(case.source, "reports/2023.md", case.day, lexicon).text
    if case.stays:
        return frozenset() if text == case.source else places(text)
    found = places(text)
    short = {target: re.sub(r"^\.\./regulations/|\.md", "", target) for _, _, target in found}
    return frozenset((place, words, short[target]) for place, words, target in found)


def test_gold_file_is_large_and_names_no_case_twice() -> None:
    rows = cases()
    assert len(rows) >= 200
    assert sum(case.stays for case in rows) >= 60
    assert [key for key, count in Counter((case.day, case.source) for case in rows).items() if count > 1] == []


def test_links_are_precise_and_complete(lexicon: Lexicon, capsys: pytest.CaptureFixture[str]) -> None:
    right = wrong = missed = 0
    faults = []
    for case in cases():
        found = linked(case, lexicon)
        right += len(found & case.links)
        wrong += len(found - case.links)
        missed += len(case.links - found)
        if found != case.links:
            faults.append((case.day, case.source, sorted(found - case.links), sorted(case.links - found)))
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(f"\n引用链接：{right + missed} 处应链接，精确率 {precision:.3f}，召回率 {recall:.3f}")
        for fault in faults:
            print(" ", *fault)
    assert precision >= BOUND
    assert recall >= BOUND

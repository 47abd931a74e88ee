"""What an inspector asks of the shipped yearbook is answered among the first three; a provision stands first."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from macros.corpus import load_corpus
from scripts.build.search_data.scripts_for_browsers import make_scripts
from scripts.setup.needs import NPM, find_program
from scripts.setup.project import ROOT
from tests.helpers.factories import day

pytestmark = pytest.mark.needs(NPM)
HERE = Path(__file__).parent
SCRIPTS = ROOT / "overrides/assets/javascripts"
#: In the order in which a page loads them.
PARTS = ("search-engine.js", "numerals.js", "search-query.js", "search-provisions.js")
TODAY = day("2026-11-23")
FIRST, BOUND = 3, 38


@dataclass(frozen=True)
class Question:
    """What is asked, what is typed for it, and where it is answered."""

    words: str
    query: str
    places: frozenset[str]


def questions(file: str = "inspector_questions.txt") -> Iterator[Question]:
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words, query, places = (cell.strip() for cell in line.split(" | "))
            yield Question(words, query, frozenset(places.split()))


def ask(queries: Sequence[str]) -> list[list[str]]:
    """Addresses of results by query, as the page lists them; without its ending, a page is named as it is asked for."""
    scripts = [script.text for script in make_scripts(load_corpus(ROOT / "docs"), TODAY)]
    parts = [(SCRIPTS / name).read_text(encoding="utf-8") for name in PARTS]
    given = {"scripts": [*parts, *scripts], "queries": list(queries)}
    result = subprocess.run(
        [str(find_program("node")), str(HERE / "ask.cjs")],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [[address.replace(".html", "") for address in json.loads(line)] for line in result.stdout.splitlines()]


def test_there_are_forty_questions_each_asked_once() -> None:
    asked = list(questions())
    assert len({question.query for question in asked}) == len(asked) == 40


def test_answers_are_among_the_first_three(capsys: pytest.CaptureFixture[str]) -> None:
    asked = list(questions())
    missed = [
        (question.query, found[:FIRST])
        for question, found in zip(asked, ask([question.query for question in asked]), strict=True)
        if question.places.isdisjoint(found[:FIRST])
    ]
    with capsys.disabled():
        print(f"\n检查人员的提问：{len(asked)} 题，前 {FIRST} 条里有答案的 {len(asked) - len(missed)} 题")
        for query, found in missed:
            print(f"  {query}：{'、'.join(found) or '没有结果'}")
    assert len(asked) - len(missed) >= BOUND


def test_provisions_that_are_asked_for_stand_first() -> None:
    asked = list(questions("provision_questions.txt"))
    assert len({question.query for question in asked}) == len(asked) == 15
    found = ask([question.query for question in asked])
    wrong = [
        (question.query, first[:1])
        for question, first in zip(asked, found, strict=True)
        if not question.places.intersection(first[:1])
    ]
    assert wrong == []

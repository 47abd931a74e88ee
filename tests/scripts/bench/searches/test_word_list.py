"""The words to search for."""

from __future__ import annotations

import pytest

from macros.corpus import load_yearbook
from scripts.bench.searches.folding import SEPARATOR, fold
from scripts.bench.searches.truth import Library, read_items
from scripts.bench.searches.word_list import Word, WordKind, draw_words
from scripts.setup.project import HERE

pytestmark = pytest.mark.slow

TEXTS = [
    "（一）规范“三公”经费\n全年开展警示教育56人次，公务接待费下降10.4%，党委书记切实履行第一责任人职责。",
    "（二）落实“一岗双责”要求\n班子成员分别开展谈话提醒，逐级签订责任书，把压力传到最末一级支部。",
]
NAMES = ["警示教育", "《谈话提醒》", "没有的名称"]


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    return read_items(load_yearbook(HERE.docs).reports.values())


def test_list_is_the_same_for_the_same_seed(shipped: dict[str, str]) -> None:
    words = draw_words(shipped.values(), NAMES, 200)
    assert words == draw_words(shipped.values(), NAMES, 200)
    assert words != draw_words(shipped.values(), NAMES, 200, seed=1)


def test_list_holds_every_kind_and_as_many_words_as_asked_for(shipped: dict[str, str]) -> None:
    words = draw_words(shipped.values(), NAMES, 400)
    assert len({word.text for word in words}) == len(words) == 400
    assert {word.kind for word in words} == set(WordKind)


def test_every_word_stands_in_the_texts_and_holds_no_punctuation(shipped: dict[str, str]) -> None:
    library = Library(shipped)
    for word in draw_words(shipped.values(), NAMES, 400):
        assert library.find(word.text), word
        assert word.text == fold(word.text), word
        assert SEPARATOR not in word.text, word


def test_words_are_of_their_kind() -> None:
    found: dict[WordKind, set[str]] = {kind: set() for kind in WordKind}
    for word in draw_words(TEXTS, NAMES, 1000):
        found[word.kind].add(word.text)
    assert {"党委书记", "班子成员"} <= found[WordKind.COMPOUND]
    assert found[WordKind.NAME] == {"警示教育", "谈话提醒"}
    assert found[WordKind.QUOTED] == {"规范三公经费", "落实一岗双责要求"}
    assert {"56人次", "10.4%"} == found[WordKind.DIGITS]
    assert {len(text) for text in found[WordKind.RUN_ON]} == {6, 7, 8}
    assert {len(text) for text in found[WordKind.LONG]} == {10}
    assert {len(text) for text in found[WordKind.SINGLE]} == {1}


def test_texts_that_hold_little_give_what_there_is() -> None:
    assert draw_words(["无"], [], 100) == (Word(WordKind.SINGLE, "无"),)
    assert draw_words([], [], 100) == ()

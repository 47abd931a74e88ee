"""Lists of words beside the code: what a file of them holds, and that each of ours is in order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.word_lists import alternatives, parse_lists, read_lists
from scripts.setup.project import ROOT

FILES = sorted(file for top in ("macros", "scripts") for file in (ROOT / top).rglob("*.txt"))
NAMES = [file.relative_to(ROOT).as_posix() for file in FILES]
WORDS = st.text(alphabet="甲乙丙｜|.*+(）【】 a", min_size=1).map(str.strip).filter(bool)


def test_lists_keep_their_order_and_pass_over_comments_and_blank_lines() -> None:
    text = "# 说明\n[units]\n人次\n人\n\n# 另一个\n[posts]\n  书记  \n#主任\n"
    assert parse_lists(text) == {"units": ("人次", "人"), "posts": ("书记",)}


def test_lists_stand_beside_their_module(tmp_path: Path) -> None:
    (tmp_path / "figures.txt").write_text("[verbs]\n召开\n", encoding="utf-8")
    assert read_lists(str(tmp_path / "figures.py")) == {"verbs": ("召开",)}


@given(st.dictionaries(st.text("abc ", min_size=1).map(str.strip).filter(bool), st.lists(WORDS)))
def test_what_is_written_is_read(lists: dict[str, list[str]]) -> None:
    text = "\n".join("\n".join([f"[{name}]", *words]) for name, words in lists.items())
    assert parse_lists(text) == {name: tuple(words) for name, words in lists.items()}


@given(st.lists(WORDS, min_size=1))
def test_a_pattern_of_words_finds_each_as_it_stands(words: list[str]) -> None:
    assert all(re.fullmatch(alternatives(words), word) for word in words)


@pytest.mark.parametrize("file", FILES, ids=NAMES)
def test_every_list_is_in_order(file: Path) -> None:
    module, text = file.with_suffix(".py"), file.read_text(encoding="utf-8")
    assert module.is_file(), "a list stands beside the module that reads it"
    lists = parse_lists(text)
    for name, words in lists.items():
        assert words, name
        assert len(set(words)) == len(words), name
    # Where names are not the columns of a sheet, each is asked for by its name, and a comment says what it is.
    if file.name != "columns.txt":
        source = module.read_text(encoding="utf-8")
        assert [name for name in lists if f'"{name}"' not in source and f"'{name}'" not in source] == []
        assert len(re.findall(r"^#.*\n\[", text, re.MULTILINE)) == len(lists)

"""Links as their words between marks, and the lines of a page as they were typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.page_text.marked_links import links_by_words, mark_links, write_lines
from macros.page_text.sections import split_sections

LINE = "学[《条例》](a.md#art-2){ .fixed }和[一岗双责](b.md)，〖原有〗的。"
TEXTS = st.text(alphabet="字甲〖〗[]()#-*|\\ {.}!a1\u3000", max_size=40)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("学〖《条例》〗和〖一岗双责〗，〖原有〗的。", LINE),
        ("学习〖《条例》〗和〖一岗双责〗，〖原有〗的。", LINE.replace("学", "学习")),
        ("学〖《条例》第二条〗和〖一岗双责〗，〖原有〗的。", LINE.replace("《条例》", "《条例》第二条")),
        ("学《条例》和〖一岗双责〗，〖原有〗的。", "学《条例》和[一岗双责](b.md)，〖原有〗的。"),
        ("〖一岗双责〗，学〖《条例》〗。", "[一岗双责](b.md)，学[《条例》](a.md#art-2){ .fixed }。"),
        ("学〖《条例》〗和〖一岗双责〗，〖原有〗的，〖新写〗的。", f"{LINE[:-1]}，新写的。"),
        ("没有了。", "没有了。"),
    ],
)
def test_words_between_marks_have_the_link_that_they_had(typed: str, written: str) -> None:
    assert write_lines([typed], [LINE], {}) == [written]


def test_text_from_elsewhere_brings_its_link() -> None:
    assert write_lines(["见〖一岗双责〗。"], ["旧。"], links_by_words([LINE])) == ["见[一岗双责](b.md)。"]


def test_a_picture_is_a_link_too() -> None:
    line = "见![图一](a.png)。"
    assert mark_links(line) == "见〖图：图一〗。"
    assert write_lines(["请见〖图：图二〗。"], [line], {}) == ["请见![图二](a.png)。"]


def test_new_lines_are_paragraphs_and_old_ones_stay_together() -> None:
    before = ["一。", "仍是一。", "", "| 表 |", "| - |"]
    assert write_lines(["一。", "仍是一。", "", "| 表 |", "| - |", "| 新 |"], before, {})[:5] == before
    assert write_lines(["甲。", "乙。"], ["旧。"], {}) == ["甲。", "", "乙。"]
    assert write_lines(["#甲", "　　乙"], ["旧。"], {}) == ["\\#甲", "", "乙"]


@given(st.lists(TEXTS, max_size=6))
def test_what_was_not_changed_is_as_it_was(lines: list[str]) -> None:
    assert write_lines([mark_links(line) for line in lines], lines, {}) == lines


@given(st.lists(TEXTS, max_size=6), st.lists(TEXTS, max_size=6))
def test_whatever_is_typed_no_section_begins_in_it(typed: list[str], before: list[str]) -> None:
    assert len(split_sections(write_lines(typed, [line for line in before if line[:1] != "#"], {}))) == 1


@given(st.lists(TEXTS, max_size=12))
def test_sections_are_the_body_again(body: list[str]) -> None:
    assert [line for section in split_sections(body) for line in section.lines] == body

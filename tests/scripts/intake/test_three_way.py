"""What a newer text and a person have changed in one page is put together, or a person is asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scripts.intake.three_way import Merged, Side, join_blocks, merge_blocks, split_blocks

BASE = "# 总结 { #report-2022 }\n\n甲。\n\n## 一、情况 { #work .work }\n\n### （一）教育 { #w1 }\n\n乙。\n\n丙。\n"


def merge(page: str, newer: str, base: str = BASE, **said: Side) -> tuple[str, Merged]:
    texts = [split_blocks(text.split("\n")) for text in (base, page, newer)]
    merged = merge_blocks(texts[0], texts[1], texts[2], said)
    return "\n".join(join_blocks(merged.blocks)), merged


def test_what_each_has_changed_is_kept() -> None:
    text, merged = merge(BASE.replace("乙。", "乙，补充。"), BASE.replace("丙。", "丙，新稿。"))
    assert text == BASE.replace("乙。", "乙，补充。").replace("丙。", "丙，新稿。")
    assert [(kept.before, kept.page) for kept in merged.kept] == [(("乙。",), ("乙，补充。",))]
    assert merged.clashes == ()


def test_what_both_have_changed_is_asked_and_until_then_the_page_stays() -> None:
    page, newer = BASE.replace("乙。", "乙，手改。"), BASE.replace("乙。", "乙，新稿。")
    text, merged = merge(page, newer)
    assert text == page
    (clash,) = merged.clashes
    assert (clash.before, clash.page, clash.newer) == (("乙。",), ("乙，手改。",), ("乙，新稿。",))
    assert merge(page, newer, **{clash.key: Side.NEWER})[0] == newer
    assert "乙，手改。\n\n乙，新稿。" in merge(page, newer, **{clash.key: Side.BOTH})[0]


def test_what_both_have_changed_alike_is_no_question() -> None:
    both = BASE.replace("乙。", "乙，一样。")
    text, merged = merge(both, both)
    assert (text, merged.clashes, merged.kept) == (both, (), ())


def test_links_and_ids_that_were_set_on_the_page_are_no_edits() -> None:
    page = BASE.replace("乙。", "[乙](../a.md){ .fixed }。").replace("#w1", "#w7")
    text, merged = merge(page, BASE.replace("丙。", "丁。"))
    assert text == page.replace("丙。", "丁。")
    assert merged.kept == ()


def test_item_that_was_added_or_taken_out_by_hand_stays_so() -> None:
    added = BASE + "\n### （二）补上 { #w2 }\n\n戊。\n"
    assert merge(added, BASE.replace("甲。", "新甲。"))[0] == added.replace("甲。", "新甲。")
    taken = BASE.replace("\n\n丙。", "")
    assert merge(taken, BASE.replace("甲。", "新甲。"))[0] == taken.replace("甲。", "新甲。")


LINES = st.lists(st.sampled_from(["甲", "乙", "丙", "## 丁", ""]), max_size=8).map("\n".join)


@given(LINES)
def test_any_body_goes_together_as_it_was(body: str) -> None:
    assert "\n".join(join_blocks(split_blocks(body.split("\n")))).rstrip("\n") == body.rstrip("\n")


@given(LINES, LINES)
def test_who_alone_has_changed_something_has_it(base: str, other: str) -> None:
    words = [block.words for block in split_blocks(other.split("\n")) if block.text]
    for text, merged in (merge(other, base, base), merge(base, other, base)):
        assert merged.clashes == ()
        assert [block.words for block in split_blocks(text.split("\n")) if block.text] == words

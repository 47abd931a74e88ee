"""A page's text comes apart where every generator parts it, and goes together again to the last sign."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils import meta as mkdocs_meta
from properdocs.utils import meta as properdocs_meta

from macros.page_text.splitting import FrontMatterError, body_start, join_page, plain_lines, remake_page, split_text
from scripts.setup.project import ROOT

PIECES = [
    *["---", "...", "--", "----", "- --", " ---", "--- #", "\u3000", " ", "\t", "\ufeff", "\n", "\n", "\n", "\r\n"],
    *["\r", "\x85", "year: 2023", "unit: 某乡", "# 标题 { #report-2023 }", "正文。", "---\nyear: 2023\n---\n"],
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text()
LINES = st.lists(st.sampled_from(["year: 2023", "unit: 某乡", "# 注", "", "  - 甲", "正文。"]), max_size=5)


def has_parts(text: str) -> bool:
    try:
        split_text(text).front  # noqa: B018 - asking is what may fail
    except FrontMatterError:
        return False
    return True


@given(TEXTS)
@example("")
@example("---")
@example("\ufeff---\r\nyear: 2023\r--- \n\n# 标题\r\n")
def test_any_text_goes_together_as_it_was(text: str) -> None:
    page = split_text(text)
    assert page.text == page.rewritten(page.lines) == text
    if has_parts(text):
        assert page.changed() == page.changed(front=page.front if page.body_at else None, body=page.body) == text


@pytest.mark.parametrize("meta", [mkdocs_meta, properdocs_meta], ids=["mkdocs", "properdocs"])
@given(text=TEXTS)
@example(text="---\nyear: 2023\n--- \n# 标题\n")
@example(text="---\nyear: 2023\n...\n# 标题\n")
@example(text="\ufeff\ufeff---\nyear: 2023\n---\n")
@example(text="---\n---\nyear: 2023\n---\n# 标题\n")
def test_front_matter_is_what_generators_take_as_such(meta: object, text: str) -> None:
    # As they read a file: without a mark, each line ended by a line feed, the last one too.
    lines = [*plain_lines(text), ""]
    read = "\n".join(lines)
    taken = meta.YAML_RE.match(read)  # type: ignore[attr-defined]
    try:
        start = body_start(lines)
    except FrontMatterError:
        assert taken is None or taken[1].startswith(("---", "..."))
        return
    assert (taken.end() if taken else 0) == len("".join(f"{line}\n" for line in lines[:start]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("---\nyear: 2023\n\n# 标题\n", "没有结尾的 ---"),
        ("---\nyear: 2023\n ---\n", "没有结尾的 ---"),
        ("---\n---\n\n# 标题\n", "之间没有字段"),
        ("---\n...\nyear: 2023\n---\n", "之间没有字段"),
    ],
)
def test_front_matter_that_generators_read_each_in_its_own_way_is_told(text: str, found: str) -> None:
    with pytest.raises(FrontMatterError, match=f"{found}.*改法：") as caught:
        split_text(text).changed(body=[])
    assert found in caught.value.found


def test_pieces_have_their_lines() -> None:
    page = split_text("\ufeff---\r\nyear: 2023\r\n... \r\n\r\n# 标题\r\n")
    assert (page.mark, page.front, page.body, page.body_at) == ("\ufeff", ("year: 2023",), ("", "# 标题", ""), 3)
    assert list(page.numbered_body())[1] == (5, "# 标题")
    assert split_text("# 标题").front == ()


@given(TEXTS.filter(has_parts), LINES, LINES)
def test_only_what_changes_changes(text: str, front: list[str], body: list[str]) -> None:
    page = split_text(text)
    assert split_text(page.changed(body=body)).front == page.front
    assert page.changed(body=body).startswith(page.mark)
    # A line that stands more than once may be told from its like by its end alone.
    if page.body_at and len({*page.lines, *front}) == len(page.lines) + len(front):
        kept = [line + end for line, end in zip(page.lines, page.ends, strict=True)]
        changed = page.changed(front=front)
        assert changed.startswith(page.mark + kept[0])
        assert changed.endswith("".join(kept[page.body_at - 1 :]))


def test_lines_that_stay_keep_their_ends_in_a_file_that_mixes_them() -> None:
    page = split_text("---\r\nyear: 2023\nunit: 甲乡\r\n---\n\n# 标题\r正文。\n")
    front = ["year: 2024", "sample: true", "unit: 甲乡"]
    assert page.changed(front=front) == "---\r\nyear: 2024\r\nsample: true\r\nunit: 甲乡\r\n---\n\n# 标题\r正文。\n"


@given(LINES.filter(lambda lines: bool(lines)), LINES)
def test_page_put_together_comes_apart(front: list[str], body: list[str]) -> None:
    page = split_text(join_page(front, body))
    assert (list(page.front), list(page.body)) == (front, ["", *body])


def test_page_that_takes_the_place_of_another_is_enclosed_like_it() -> None:
    old = "\ufeff---  \r\nyear: 2022\r\n...\r\n\r\n# 甲\r\n"
    assert remake_page(old, ["year: 2023"], ["# 乙", ""]) == "\ufeff---  \r\nyear: 2023\r\n...\r\n\r\n# 乙\r\n"
    assert remake_page("", ["year: 2023"], ["# 乙", ""]) == "---\nyear: 2023\n---\n\n# 乙\n"


@pytest.mark.slow
def test_every_shipped_page_comes_apart_and_goes_together() -> None:
    for file in sorted((ROOT / "docs").rglob("*.md")):
        raw = file.read_bytes()
        page = split_text(raw.decode())
        assert page.text.encode() == raw, file
        assert page.changed(front=page.front or None, body=page.body).encode() == raw, file
        assert yaml.safe_load("\n".join(page.front)) == mkdocs_meta.get_data(as_read(file))[1] or not page.front, file


def as_read(file: Path) -> str:
    return codecs.decode(file.read_bytes(), "utf-8-sig").replace("\r\n", "\n")

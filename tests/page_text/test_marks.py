"""Headings, links, attribute lists and ids of titles are read as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.corpus.findings import Findings
from macros.corpus.pages import parse_page
from macros.page_text.attributes import allowed_attributes, block_id, read_attributes, write_attributes
from macros.page_text.headings import heading_level, heading_words, parse_heading, parse_title, write_heading
from macros.page_text.link_grammar import LINK, is_plain_address, write_link
from macros.page_text.links import find_links, replace_links, split_links
from macros.page_text.title_ids import find_title_id, is_title_id, title_id
from macros.page_text.words import escape, plain_text
from scripts.setup.project import ROOT

SIGNS = "加强教育AZaz09。，、：；“”《》（）［］｛｝＃-+*_`~=#>|\\[](){}<>&!.:;\"'$%^@/,? "
WORDS = st.text(SIGNS, min_size=1, max_size=20).map(str.strip).filter(bool)
NAMES = st.from_regex(r"[a-z][a-z0-9]{0,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
ADDRESSES = st.sampled_from(
    ["2023.md", "../regulations/shili/2018.md#art-31_1", "https://example.org/a?b=1", "a(b).md", "#p1"]
)


@given(st.integers(1, 6), WORDS, NAMES | st.just(""), st.lists(NAMES, max_size=2, unique=True))
def test_heading_is_read_as_it_was_written(level: int, words: str, name: str, classes: list[str]) -> None:
    line = write_heading(level, escape(words, begins=False), name, classes)
    heading = parse_heading(line, 7)
    assert heading is not None
    assert (heading.level, heading.text, heading.line) == (level, words, 7)
    assert (heading.id, heading.classes) == (name, tuple(classes) if name else ())
    assert heading_level(line) == level
    assert plain_text(f"甲{heading_words(line)}") == f"甲{words}"
    assert allowed_attributes(heading.attributes)


@given(WORDS, st.from_regex(r"[a-z]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True))
def test_title_is_read_as_it_was_written(words: str, name: str) -> None:
    assert parse_title(write_heading(1, escape(words, begins=False), name)) == (words, name)


@given(NAMES | st.just(""), st.lists(NAMES, max_size=3, unique=True))
def test_attribute_list_is_read_as_it_was_written(name: str, classes: list[str]) -> None:
    written = write_attributes(name, classes)
    assert read_attributes(written) == ((name,) if name else (), tuple(classes))
    assert block_id(f" {written} ") == name
    assert allowed_attributes(written, of_link=True) == (bool(classes) and not name)


@given(st.text(SIGNS, max_size=9), WORDS, ADDRESSES, st.sampled_from(["", "{ .fixed }"]), st.text(SIGNS, max_size=9))
def test_link_is_read_as_it_was_written(before: str, words: str, target: str, attributes: str, after: str) -> None:
    # After a backslash a bracket begins no link, and after an exclamation mark a picture.
    line = f"甲{escape(before)}乙{write_link(escape(words, begins=False), target, attributes)}丙{escape(after)}"
    (link,) = find_links([(3, line)])
    assert (link.text, link.target, link.attributes) == (words, target, attributes)
    assert (link.image, link.line, link.fixed) == (False, 3, bool(attributes))
    assert [address for _, address in split_links(line) if address] == [target]
    assert replace_links(line, lambda address: address == target).count(target) == line.count(target) - 1
    assert "".join(part for part, _ in split_links(line)) == replace_links(line, lambda _: True)
    found = LINK.search(line)
    assert found is not None
    assert line[: found.start()] == f"甲{escape(before)}乙"
    assert line[found.end() :] == f"丙{escape(after)}"


@pytest.mark.parametrize("target", ["a b", "a\\b", "a'b", "(a", "a)", "[a]", ""])
def test_address_that_some_reader_takes_otherwise_is_told(target: str) -> None:
    assert not is_plain_address(target)


@given(WORDS.filter(lambda text: "\n" not in text))
def test_what_is_written_over_two_lines_is_one_link(words: str) -> None:
    line = write_link(f"甲\n{escape(words)}", "2023.md")
    (link,) = find_links(enumerate(line.split("\n"), 1))
    assert (link.text, link.line) == (f"甲{words}", 1)


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        ("report", "2023", "report-2023"),
        ("ledger", "dongzhen/2023-half", "ledger-dongzhen-2023-half"),
        ("edition", "shili/2018", "edition-shili-2018"),
        ("concepts", "", "concepts"),
        ("report", "report/2023", "report-report-2023"),
        ("pack", "q1", "pack-q1"),
    ],
)
def test_id_of_a_title_is_its_kind_and_key(kind: str, key: str, expected: str) -> None:
    assert title_id(kind, key) == expected
    assert is_title_id(expected) == (kind != "pack")
    assert find_title_id(write_heading(1, "标题", expected)) == (expected if kind != "pack" else "")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("reports/dongzhen/2023.md", "report-dongzhen-2023"),
        ("reports/report/2023.md", "report-report-2023"),
        ("ledger/ledger/2023.md", "ledger-ledger-2023"),
        ("regulations/regulation/index.md", "regulation-regulation"),
        ("regulations/shili/2018.md", "edition-shili-2018"),
        ("regulations/local/kaoqin.md", "local-kaoqin"),
        ("regulations/concepts.md", "concepts"),
    ],
)
def test_page_has_the_id_of_its_kind_and_key(path: str, expected: str) -> None:
    page = parse_page(f"---\nyear: 2023\n---\n\n# 标题 {{ #{expected} }}\n", path, Findings())
    assert page is not None
    assert page.title_id == expected


def test_whole_site_knows_its_pages_by_the_ids_of_their_titles() -> None:
    for name, subject in load_yearbook(ROOT / "docs").page_ids.items():
        first = next(
            line for line in (ROOT / "docs" / subject.path).read_text(encoding="utf-8").split("\n") if line[:2] == "# "
        )
        assert find_title_id(first) == name

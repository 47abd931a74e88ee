"""A value that is written is read the same, by any reader of YAML and by ours."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from macros.corpus.findings import Findings
from macros.corpus.front_matter import parse_front_matter
from macros.domain.dates import parse_partial_date
from macros.domain.reports import ItemRef, Series
from macros.page_text.yaml_values import field_line, flow, indented, item, list_field, scalar, wide_field

LOADERS = [yaml.SafeLoader, yaml.CSafeLoader]
SEEN = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
TEXTS = st.text() | st.from_regex(
    r"[a-z0-9#/_-]{1,12}|[0-9]{4}(-[0-9]{2}){0,2}|[+-]?[0-9_.:eExob]{1,8}", fullmatch=True
)
SCALARS = (
    TEXTS | st.none() | st.booleans() | st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=3)
)
KEYS = st.from_regex(r"[a-z]{1,6}_[a-z]{1,4}", fullmatch=True)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("XX乡党委", "XX乡党委"),
        ("2023", '"2023"'),
        ("a: b", '"a: b"'),
        ("# x", '"# x"'),
        ("", '""'),
        ('"', '"\\""'),
        ("\u200b", '"\\U0000200B"'),
        ("on", '"on"'),
        ("null", '"null"'),
        ("2023-12-31", '"2023-12-31"'),
        ("2023-02", "2023-02"),
        ("shili/2018#art-31_1", "shili/2018#art-31_1"),
        ("2023-half", "2023-half"),
        (date(2023, 12, 31), "2023-12-31"),
        (parse_partial_date("2023-12"), "2023-12"),
        (ItemRef("2023", "p2"), "2023#p2"),
        (Series.SUMMARY, "年度总结"),
        (Decimal("1E+2"), "100"),
        (0.00001, "0.00001"),
        (None, "null"),
        (False, "false"),
    ],
)
def test_value_is_quoted_where_it_needs_to_be(value: object, written: str) -> None:
    assert scalar(value) == written


def said(value: Any) -> Any:
    """A value as YAML has it, which knows no decimals."""
    if isinstance(value, dict):
        return {name: said(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [said(inner) for inner in value]
    return float(value) if isinstance(value, Decimal) else value


@pytest.mark.slow
@pytest.mark.parametrize("loader", LOADERS)
@given(value=VALUES)
@example(value={"a_b": ["y", "0b1", "1_0", "2023-02-30", "a\u2028b", "\ud7ff", "=", "~"]})
def test_any_value_is_read_the_same(value: Any, loader: Any) -> None:
    text = field_line("name", value)
    assert "\n" not in text
    assert yaml.load(text, Loader=loader) == {"name": said(value)}
    assert yaml.load("\n".join(wide_field("name", value)), Loader=loader) == {"name": said(value)}


@given(st.text(SEEN, max_size=12) | TEXTS.filter(lambda text: text.isprintable()))
def test_any_text_of_a_page_is_read_the_same_by_the_corpus(text: str) -> None:
    lines = ["---", field_line("name", text), f"row: {flow({'on': text, 'all': [text]})}", "---"]
    findings = Findings()
    found = parse_front_matter(lines, len(lines), "a.md", findings)
    assert found is not None, findings.errors
    assert found.fields == {"name": text, "row": {"on": text, "all": [text]}}


@pytest.mark.slow
@pytest.mark.parametrize("loader", LOADERS)
@given(
    text=st.text(SEEN, max_size=30),
    pad=st.sampled_from(["甲", " ", '"', "\\", "\u3000", "a: "]),
    deep=st.integers(1, 9),
)
def test_long_text_goes_on_in_the_next_line(text: str, pad: str, deep: int, loader: Any) -> None:
    long = f"{text}{pad * 2_100}{text}"
    lines = [*field_line("name", long, deep=" " * deep).split("\n"), field_line("next", [long], deep=" " * deep)]
    assert yaml.load("\n".join(lines), Loader=loader) == {"name": long, "next": [long]}
    assert max(len(line) for part in lines for line in part.split("\n")) < 10_100


def test_lines_of_lists_and_of_their_rows() -> None:
    assert list(list_field("retired", ["w1", "1"])) == ["retired:", "  - w1", '  - "1"']
    assert list(list_field("retired", [])) == []
    assert list(indented(item(["a: 1", "b: 2"]))) == ["  - a: 1", "    b: 2"]
    row = {"id": "2023-01", "on": date(2024, 3, 1), "marks": []}
    assert flow(row) == "{id: 2023-01, on: 2024-03-01, marks: []}"


def test_wide_field_is_parted_where_it_is_too_wide() -> None:
    assert list(wide_field("note", "甲" * 200)) == [f"note: {'甲' * 200}"]
    assert list(wide_field("names", ["甲", "乙"])) == ["names: [甲, 乙]"]
    assert list(wide_field("names", ["甲" * 60, "乙" * 60])) == ["names:", f"  - {'甲' * 60}", f"  - {'乙' * 60}"]
    rows = [{"old": 1, "new": 2}, {"names": ["甲"], "verified": True}]
    assert list(wide_field("rows", rows)) == ["rows:", "  - {old: 1, new: 2}", "  - names: [甲]", "    verified: true"]

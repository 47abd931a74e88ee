"""A field of front matter gives way, and every other line stays."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from macros.page_text.fields import field_spans, with_field, with_fields, with_row
from macros.page_text.splitting import split_text
from scripts.setup.project import ROOT

TEXT = """\
year: 2023
unit: XX乡党委
# 往年的措施，逐条列出。
answers:
  # 2022年 （一）加强学习
  2022#m1:

# 这一条本年没有写
  2022#m2: w1
letterhead: [XX乡党委文件,
  X委〔2023〕1号]

# 人工核对过
indicators:
  - {name: 谈话, value: 5, unit: 次}
source: {
  file: a.txt
}
"note": |
  year: 1999
  # 说明
"""
FRONT = TEXT.split("\n")[:-1]


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("year", "year: 2023", "year: 2023"),
        ("answers", "answers:", "  2022#m2: w1"),
        ("letterhead", "letterhead: [XX乡党委文件,", "  X委〔2023〕1号]"),
        ("source", "source: {", "}"),
        ("note", '"note": |', "  # 说明"),
    ],
)
def test_field_stands_from_its_name_to_the_end_of_its_value(name: str, first: str, last: str) -> None:
    start, stop = field_spans(FRONT)[name]
    assert (FRONT[start], FRONT[stop - 1]) == (first, last)


def test_every_field_is_found_in_its_order() -> None:
    assert list(field_spans(FRONT)) == list(yaml.safe_load("\n".join(FRONT)))
    assert field_spans(["甲：乙", "2022#m1: w1", "- year: 2023", "# unit: 甲", "https://a.b", " year: 1", "at:x"]) == {}
    assert field_spans(["year : 2023"]) == {"year": (0, 1)}


def test_field_that_is_not_there_goes_behind_the_first_that_is() -> None:
    lines = ["year: 2023", "unit: 甲", "# 注", "sample: true"]
    written = with_field(lines, "source", ["source: {file: a}"], after=("audience", "unit", "year"))
    assert written == ["year: 2023", "unit: 甲", "source: {file: a}", "# 注", "sample: true"]
    assert with_field(lines, "source", ["source: {file: a}"])[-1] == "source: {file: a}"
    assert with_field(lines, "source", []) == lines


def test_comments_of_a_field_that_changes_or_goes_follow_it() -> None:
    at = FRONT.index("# 这一条本年没有写")
    gone = with_field(FRONT, "answers", [])
    assert gone == [*FRONT[:3], FRONT[at], *FRONT[at + 2 :]]
    assert with_field(FRONT, "answers", ["answers: {}"])[3:5] == ["answers: {}", FRONT[at]]


def test_several_fields_stand_in_their_order() -> None:
    assert with_fields([], {"a": ["a: 1"], "b": [], "c": ["c: 3"]}) == ["a: 1", "c: 3"]
    lines = ["c: 3", "a: 1"]
    assert with_fields(lines, {"a": None, "b": ["b: 2"], "c": ["c: 4"]}) == ["c: 4", "a: 1", "b: 2"]


@pytest.mark.slow
def test_any_field_of_a_shipped_page_can_be_written_anew_with_its_own_lines() -> None:
    for file in sorted((ROOT / "docs").rglob("*.md")):
        lines = split_text(file.read_bytes().decode()).front
        assert list(field_spans(lines)) == list(yaml.safe_load("\n".join(lines)) or {}), file
        for name, (start, stop) in field_spans(lines).items():
            assert with_field(lines, name, lines[start:stop]) == list(lines), (file, name)


VALUES = st.sampled_from(
    [
        "1",
        "甲",
        '"甲: #乙"',
        "[1,\n  2]",
        "{a: 1, b: [x]}",
        "\n  - 甲\n  - 乙",
        "|\n  甲: 乙\n  # 丙",
        "{\na1#x: 1\n}",
        "",
    ]
)
NOTES = st.sampled_from(["", "# 注\n", "\n", "# year: 1\n\n"])
NAMES = ["year", "unit", "answers", "source", "sample"]


@given(st.lists(st.tuples(NOTES, VALUES), min_size=5, max_size=5), st.sampled_from(NAMES), VALUES)
def test_whatever_the_others_say_they_stay(rows: list[tuple[str, str]], name: str, value: str) -> None:
    text = "".join(f"{note}{field}: {old}\n" for field, (note, old) in zip(NAMES, rows, strict=True))
    lines, new = text.split("\n")[:-1], f"{name}: {value}"
    written = with_field(lines, name, new.split("\n"))
    before, after = yaml.safe_load(text), yaml.safe_load("\n".join([*written, ""]))
    assert after == before | yaml.safe_load(f"{new}\n")
    start, stop = field_spans(lines)[name]
    assert written[:start] == lines[:start]
    assert written[-(len(lines) - stop) :] == lines[stop:] or stop == len(lines)
    assert with_field(written, name, lines[start:stop]) == lines


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["p1", "m12", "2022#m1", "a/2022#p1"]),
        st.sampled_from(["w2", "", "{2022#p1: sure}", "{2022#p1: no,\n  2021#p1: sure}", "\n    2022#p1: sure"]),
        st.sampled_from(["", "  # 注\n", "\n", "# 注\n"]),
    ),
    unique_by=lambda row: row[0],
)


@given(ROWS, st.sampled_from(["p1", "2022#m1", "w9"]), st.sampled_from(["", "'"]), st.booleans())
def test_one_row_of_a_field_is_written_and_its_fellows_stay(
    rows: list[tuple[str, str, str]], key: str, quote: str, flat: bool
) -> None:
    value = {name: yaml.safe_load(f"a: {told}")["a"] for name, told, _ in rows}
    below = "".join(f"{note}  {quote}{name}{quote}: {told}\n" for name, told, note in rows)
    field = f"answers: {yaml.safe_dump(value, default_flow_style=True, width=10**6)}" if flat else f"answers:\n{below}"
    lines = f"year: 2023\n{field}unit: 甲".split("\n")
    told = {name: yaml.safe_dump(one, default_flow_style=True, width=10**6) for name, one in value.items()}
    told = {name: one.removesuffix("...\n").strip() for name, one in told.items()} | {key: "{2020#p1: sure}"}
    written = with_row(lines, "answers", told, key)
    read = yaml.safe_load("\n".join(written))
    assert read == {"year": 2023, "answers": value | {key: {"2020#p1": "sure"}}, "unit": "甲"}
    if not flat:
        gone = [line for line in lines if line not in written]
        assert all(quote + key + quote in line or line.startswith("  2021") or "    " in line for line in gone)
    assert with_row(written, "answers", told, key) == written

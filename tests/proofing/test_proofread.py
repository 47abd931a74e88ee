"""What a page's text is told: each kind with its place, and what must stay silent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus import load_yearbook
from macros.domain.usages import Usage
from macros.proofing import RemarkKind, Standard, find_classification, find_passages, make_standard, proofread
from scripts.setup.environment import ROOT
from tests.helpers.factories import EDITION_2018, EDITION_2023, write_pages

DAY = date(2023, 12, 31)
USAGES = (
    Usage("党纪政纪处分", "党纪政务处分", "", "", True, date(2018, 3, 20)),
    Usage("政纪处分", "政务处分", "", "", True, date(2018, 3, 20)),
    Usage("不想腐、不敢腐、不去腐", "不敢腐、不能腐、不想腐", "", "", False),
    Usage("台帐", "台账（台帐）", "", "", True),
)


@pytest.fixture(scope="module")
def standard(tmp_path_factory: pytest.TempPathFactory) -> Standard:
    """A register whose work had another title before 2024."""
    old = EDITION_2018.replace("official_title: 示例条例", "official_title: 示例工作若干条例（试行）")
    new = EDITION_2023.replace("official_title: 示例条例", "official_title: 示例工作和教育条例")
    pages: dict[str, str | bytes | None] = {"regulations/shili/2018.md": old, "regulations/shili/2023.md": new}
    yearbook = load_yearbook(write_pages(tmp_path_factory.mktemp("docs"), pages))
    return Standard(make_standard(yearbook).lexicon, USAGES)


K = RemarkKind
CASES = [
    ("本材料为内部资料，不得外传。", [(K.NOT_FOR_PUBLICATION, 5, "内部资料"), (K.NOT_FOR_PUBLICATION, 10, "不得外传")]),
    ("反映某人的问题线索。", [(K.NOT_FOR_PUBLICATION, 6, "问题线索")]),
    ("处置问题线索12件。", []),
    ("做好保密工作，保守国家秘密。", []),
    ("给予张三党内警告处分。", [(K.PERSON, 3, "张三")]),
    ("**给予**[张三](x.md)党内警告处分。", [(K.PERSON, 8, "张三")]),
    ("党的XX大，XXX党委。", [(K.PLACEHOLDER, 3, "XX"), (K.PLACEHOLDER, 7, "XXX")]),
    ("召开____次，×××村，（此处插入表格），待补充", [
        (K.PLACEHOLDER, 3, "____"), (K.PLACEHOLDER, 9, "×××"), (K.PLACEHOLDER, 14, "（此处插入表格）"),
        (K.PLACEHOLDER, 23, "待补充")]),
    ("○○乡，○○同志", [(K.PLACEHOLDER, 1, "○○"), (K.PLACEHOLDER, 5, "○○")]),
    ("二○○九年，二〇〇八年，2乘3", []),
    ("MAXX和VIXXI", []),
    ("党纪政纪处分较少。", [(K.USAGE, 1, "党纪政纪处分")]),
    ("“不想腐，不敢腐、不去腐”", [(K.USAGE, 2, "不想腐，不敢腐、不去腐")]),
    ("“[不想腐](../regulations/concepts.md#x)、不敢腐、不去腐”", [(K.USAGE, 3, "不想腐、不敢腐、不去腐")]),
    ("整改台账（台帐）", []),
    ("“甲”、“乙”，《甲书》、《乙书》。", [(K.PAUSE_MARK, 3, "”、“"), (K.PAUSE_MARK, 12, "》、《")]),
    ("“甲”（一）、“乙”", []),
    ("甲,乙:丙;丁.戊", [(K.HALF_WIDTH, n, sign) for n, sign in ((2, ","), (4, ":"), (6, ";"), (8, "."))]),
    ("增长3.5%，比例1:2，Word, Excel", []),
    ("(一)甲", [(K.HALF_WIDTH, 1, "(一)")]),
    ("（一)甲", [(K.MIXED_BRACKETS, 1, "（一)")]),
    ("甲。。乙，，丙", [(K.REPEATED, 2, "。。"), (K.REPEATED, 5, "，，")]),
    ("甲……乙——丙", []),
    ("“甲乙", [(K.UNPAIRED, 1, "“")]),
    ("甲“乙“丙", [(K.UNPAIRED, 2, "“")]),
    ("（甲", [(K.UNPAIRED, 1, "（")]),
    ("1）甲；a)乙；一）丙", []),
    ("学习《示例工作若干条利（试行）》", [(K.TITLE_NEAR, 3, "《示例工作若干条利（试行）》")]),
    ("学习《别的什么办法》", []),
    ("旧号码110105491231002。", [(K.OLD_ID_NUMBER, 4, "110105491231002")]),
    ("|甲|“乙|", [(K.UNPAIRED, 4, "“")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_remark_names_kind_column_and_words(
    standard: Standard, text: str, expected: list[tuple[RemarkKind, int, str]]
) -> None:
    remarks = list(proofread([(7, text)], standard, DAY, file="docs/reports/2023.md"))
    assert [(remark.kind, remark.column, remark.found) for remark in remarks] == expected
    assert all(str(remark).startswith(f"docs/reports/2023.md:7:{remark.column}：") for remark in remarks)


def test_every_kind_has_a_case_and_a_remedy() -> None:
    told = {kind for _, expected in CASES for kind, *_ in expected}
    # What is copied takes two papers to tell, what was left over a unit and a year, and a concept the links of a page.
    copied = {RemarkKind.CARRIED_OVER, RemarkKind.COPIED, RemarkKind.COPIED_BUT_FIGURES, RemarkKind.COPIED_NEARLY}
    left = {RemarkKind.OTHERS_NAME, RemarkKind.OTHER_YEAR, RemarkKind.OTHER_MEETING, RemarkKind.OTHERS_POST}
    # Of sign-off, scans and indicators the head of a page tells, and not its words.
    head = {RemarkKind.SIGNED_CHANGED, RemarkKind.SCAN_OPEN, RemarkKind.INDICATOR_LEFT}
    # Pictures are no words.
    elsewhere = {RemarkKind.TITLE_OUTDATED, RemarkKind.CONCEPT_UNCLEAR, RemarkKind.PICTURE_WORDS, *head, *copied, *left}
    assert told | elsewhere == set(RemarkKind)
    assert all(kind.title and kind.remedy and not kind.remedy.endswith("。") for kind in RemarkKind)


def test_allowed_text_is_silent_and_only_that_text(standard: Standard) -> None:
    remarks = proofread([(1, "党的XX大，XXX党委。")], standard, DAY, file="x", allowed=["XX"])
    assert [remark.found for remark in remarks] == ["XXX"]


def test_usage_holds_from_its_day_on(standard: Standard) -> None:
    lines = [(1, "党纪政纪处分")]
    assert list(proofread(lines, standard, date(2018, 3, 19), file="x")) == []
    (remark,) = proofread(lines, standard, date(2018, 3, 20), file="x")
    assert "“党纪政务处分”" in remark.expected


def test_outdated_title_is_told_from_the_day_of_the_new_one(standard: Standard) -> None:
    lines = [(1, "《示例工作若干条例（试行）》")]
    assert list(proofread(lines, standard, date(2023, 12, 31), file="x")) == []
    (remark,) = proofread(lines, standard, date(2024, 1, 1), file="x")
    assert (remark.kind, remark.expected) == (RemarkKind.TITLE_OUTDATED, "现名《示例工作和教育条例》")
    dated = [(1, "《示例工作若干条例（试行）》（2018年）")]
    assert list(proofread(dated, standard, date(2024, 1, 1), file="x")) == []


def test_outdated_title_is_told_whoever_proved_the_day_of_the_new_one() -> None:
    shipped = make_standard(load_yearbook(Path(ROOT, "docs")))
    for title in ("中国共产党党员领导干部廉洁从政若干准则", "廉洁从政若干准则"):
        (remark,) = proofread([(1, f"学习《{title}》。")], shipped, date(2019, 12, 31), file="x")
        assert (remark.kind, remark.expected) == (RemarkKind.TITLE_OUTDATED, "现名《中国共产党廉洁自律准则》")
        assert list(proofread([(1, f"学习《{title}》。")], shipped, date(2014, 12, 31), file="x")) == []


def test_place_in_a_later_line_of_a_paragraph_is_that_of_the_file(standard: Standard) -> None:
    (remark,) = proofread([(4, "# 标题 { #a }"), (5, "甲“乙"), (6, "丙”党的XX大")], standard, DAY, file="x")
    assert (remark.line, remark.column) == (6, 5)


MARKS = [
    ("秘密★1年", 1, "秘密★1年"),
    ("机密★", 1, "机密★"),
    ("绝  密☆长期", 1, "绝  密☆长期"),
    ("秘密*1年", 1, "秘密*1年"),
    ("机密", 1, "机密"),
    ("**绝 密**  特急", 3, "绝 密"),
    ("密级：秘密", 1, "密级：秘密"),
    ("    秘密 1年", 5, "秘密 1年"),
    ("文件上标着“秘密★1年”。", 7, "秘密★1年"),
]


@pytest.mark.parametrize(("line", "column", "words"), MARKS)
def test_mark_of_classification_is_found(line: str, column: int, words: str) -> None:
    (spot,) = find_classification([(1, ""), (2, line)])
    assert (spot.line, spot.column, spot.text) == (2, column, words)


@pytest.mark.parametrize(
    "line", ["保守国家秘密", "做好保密工作", "保守**秘密**，", "工作秘密", "涉及机密的事项", "密级管理"]
)
def test_words_about_secrecy_are_no_mark(line: str) -> None:
    assert list(find_classification([(1, line)])) == []


def test_mark_alone_on_its_line_counts_near_the_top_only() -> None:
    lines = [(number, "甲") for number in range(1, 30)]
    assert list(find_classification([*lines, (30, "机密")])) == []
    assert len(list(find_classification([*lines, (30, "机密★1年")]))) == 1


@given(st.lists(st.text(alphabet="甲乙[]()*{}#. \\!\"'_-|12\u200bXX“”《》（(", max_size=30), max_size=5))
def test_every_character_seen_stands_at_its_place(rows: list[str]) -> None:
    lines = dict(enumerate(rows, 1))
    for passage in find_passages(lines.items()):
        for at, sign in enumerate(passage.text):
            line, column = passage.place(at)
            assert sign == "\n" or lines[line][column - 1] == sign

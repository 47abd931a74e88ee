"""Regulations: what is an article, what is its anchor, and what is wrong with its numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.numerals import to_chinese
from scripts.intake.cleaning import clean
from scripts.intake.galley import Galley
from scripts.intake.joining import join_lines
from scripts.intake.official_text.articles import Provisions, number_paragraphs, read_provisions
from scripts.intake.readers.plain import read_plain


def read(text: str, unit: str = "条", prefix: str = "art") -> Provisions:
    galley = Galley(read_plain(text.encode()))
    clean(galley)
    join_lines(galley)
    return read_provisions(list(galley.paragraphs()), unit, prefix)


def ids(found: Provisions) -> list[str]:
    return [section.id for section in found.sections if section.level]


def anchors(found: Provisions, article: int) -> list[tuple[str, str]]:
    return [(anchor, paragraph.text) for paragraph, anchor in number_paragraphs(found.articles[article])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第一条　目的。\n第二条　范围。", ["art-1", "art-2"]),
        ("第一条目的。\n第二条范围。", ["art-1", "art-2"]),
        ("第一条\n目的是好的。\n第二条\n范围。", ["art-1", "art-2"]),
        ("第1条 目的。\n第2条 范围。", ["art-1", "art-2"]),
        ("第一编　总则\n第一章　原则\n第一条　甲。\n第二编　分则\n第二章　细\n第二条　乙。",
         ["book-1", "chapter-1", "art-1", "book-2", "chapter-2", "art-2"]),
        ("第一编　总则\n第一章　原则\n第一条　甲。\n第二编　分则\n第一章　细\n第二条　乙。",
         ["book-1", "chapter-1", "art-1", "book-2", "book-2-chapter-1", "art-2"]),
        ("第一章　总　则\n第一节　一般\n第一条　甲。\n第二章　分　则\n第一节　特别\n第二条　乙。",
         ["chapter-1", "chapter-1-section-1", "art-1", "chapter-2", "chapter-2-section-1", "art-2"]),
        ("第一条　甲。\n第一条之一　乙。\n第二条　丙。", ["art-1", "art-1_1", "art-2"]),
        ("导语一句。\n党员规范\n第一条　甲。\n干部规范\n第二条　乙。", ["section-1", "art-1", "section-2", "art-2"]),
        ("目　录\n第一章　总则\n第二章　附则\n\n第一章　总则\n第一条　甲。\n第二章　附则\n第二条　乙。",
         ["chapter-1", "art-1", "chapter-2", "art-2"]),
        ("第一条　甲。\n附件1：表\n内容。", ["art-1", "annex-1"]),
    ],
)  # fmt: skip
def test_headings_get_their_permanent_anchors(text: str, expected: list[str]) -> None:
    found = read(text)
    assert ids(found) == expected
    assert found.faults == ()


@pytest.mark.parametrize(
    "line",
    [
        "第一条规定的情形，从轻处理。",
        "第一条第二款所列的人员。",
        "第一条、第三条的规定同样适用。",
        "第九条所称干部，是指在编人员。",
        "第三十条和第三十一条另行规定。",
    ],
)
def test_line_that_begins_with_a_cited_article_is_no_heading(line: str) -> None:
    found = read(f"第一条　甲。\n第二条　乙。\n{line}\n第三条　丙。")
    assert ids(found) == ["art-1", "art-2", "art-3"]
    assert found.faults == ()
    assert [text for _, text in anchors(found, 1)] == ["乙。", line]


@pytest.mark.parametrize("line", ["第一条规定处理。", "第五条第一款处理。"])
def test_sentence_broken_before_a_cited_article_is_whole_again(line: str) -> None:
    found = read(f"第一条　甲。\n第二条　违反前述规定的，依照本规定\n{line}\n第三条　丙。")
    assert ids(found) == ["art-1", "art-2", "art-3"]
    assert [text for _, text in anchors(found, 1)] == [f"违反前述规定的，依照本规定{line}"]


def test_paragraphs_and_points_have_anchors_and_items_below_them_none() -> None:
    found = read("第一条　甲：\n（一）子；\n1.目一；\n2.目二。\n（二）丑。\n前款所列，从严。\n（一）寅。\n第二条　乙。")
    assert anchors(found, 0) == [
        ("art-1-1", "甲："),
        ("art-1-1-1", "（一）子；"),
        ("", "1.目一；"),
        ("", "2.目二。"),
        ("art-1-1-2", "（二）丑。"),
        ("art-1-2", "前款所列，从严。"),
        ("art-1-2-1", "（一）寅。"),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("第一条　甲。\n第三条　乙。", "第 2 行第三条：编号缺号，前一个是第一条"),
        ("第二条　甲。", "第 1 行第二条：编号缺号，前一个是开头"),
        ("第一条　甲。\n第二条　乙。\n第二条　丙。", "第 3 行第二条：编号重复或倒退，前一个是第二条"),
        ("第一条　甲。\n第一条之二　乙。", "第 2 行第一条之二：编号缺号，前一个是第一条"),
    ],
)
def test_gap_or_repeat_is_told_with_its_line(text: str, fault: str) -> None:
    assert read(text).faults == (fault,)


def test_repeated_article_stays_under_an_anchor_of_its_own() -> None:
    found = read("第一条　甲。\n第一条　乙。\n第二条　丙。")
    assert ids(found) == ["art-1", "repeated-art-1", "art-2"]


def test_points_of_a_text_without_articles_are_its_provisions() -> None:
    found = read("一、改进调研\n多到基层。\n二、精简会议，开短会、讲短话。\n三、精简文件", unit="点")
    assert ids(found) == ["art-1", "art-2", "art-3"]
    assert [article.heading for article in found.articles] == ["一、改进调研", "二、", "三、精简文件"]


@given(st.integers(1, 1000), st.sampled_from(["　", " ", "", "\n"]), st.booleans())
def test_every_article_is_found_however_many_and_however_parted(count: int, parting: str, digits: bool) -> None:
    step = max(1, count // 7)
    wanted = sorted({*range(1, min(count, 30) + 1), *range(1, count + 1, step)})
    numbers = range(1, count + 1) if count < 60 else wanted
    text = "\n".join(f"第{n if digits else to_chinese(n)}条{parting}应当遵守纪律要求。" for n in numbers)
    found = read(text)
    assert [article.id for article in found.articles] == [f"art-{n}" for n in numbers]
    assert all([p.text for p in article.paragraphs] == ["应当遵守纪律要求。"] for article in found.articles)

"""Whatever a report's page says stands in one passage, and every passage has an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.corpus.load import load_yearbook, parse_report, survey_corpus
from macros.domain.reports import PartKind, Report, is_lead_id
from macros.errors import ContentErrors, ErrorKind
from tests.helpers.factories import REPORT, write_pages

_FRONT, _ = REPORT.split("# 2023年度总结")
#: A lead that cites, and speaks of a concept.
LEAD = "按照[《示例条例》](../regulations/shili/2018.md#art-2)抓[教育](../regulations/concepts.md#jiaoyu)。"
WITH_LEAD = REPORT.replace("### （一）加强教育", f"{LEAD}\n\n### （一）加强教育")


def test_text_before_the_first_part_or_item_has_an_address() -> None:
    report = parse_report(WITH_LEAD, "reports/2023.md")
    assert list(report.passages) == ["opening", "work-0", "w1", "p1", "m1"]
    assert list(report.items) == ["w1", "p1", "m1"]
    opening, lead = report.passages["opening"], report.passages["work-0"]
    assert (opening.kind, opening.title, opening.text) == (PartKind.OTHER, "", "开头一段。")
    assert (lead.kind, lead.title, lead.text) == (PartKind.WORK, "一、工作情况", "按照《示例条例》抓教育。")
    assert [found.is_lead for found in report.passages.values()] == [True, True, False, False, False]


def test_links_of_a_lead_are_its_citations_and_concepts() -> None:
    lead = parse_report(WITH_LEAD, "reports/2023.md").passages["work-0"]
    assert [(c.regulation, c.edition, c.anchor, c.line) for c in lead.citations] == [("shili", "2018", "art-2", 16)]
    assert [(link.concept, link.text) for link in lead.concepts] == [("jiaoyu", "教育")]


def test_part_without_items_has_no_lead_and_blanks_are_none() -> None:
    report = parse_report(
        REPORT.replace("### （一）问责偏轻 { #p1 }\n\n", "").replace("开头一段。", ""), "reports/2023.md"
    )
    assert list(report.passages) == ["w1", "problem", "m1"]


@pytest.mark.parametrize("name", ["opening", "work-0", "other-12-0"])
def test_a_heading_cannot_take_the_address_of_a_lead(name: str) -> None:
    with pytest.raises(ContentErrors, match=f"#{name}"):
        parse_report(REPORT + f"\n#### 甲 {{ #{name} }}\n", "reports/2023.md")


@pytest.mark.parametrize("name", ["w1", "work", "work-10", "work-1-2-0", "art-0", "w-0"])
def test_other_ids_are_none_of_a_lead(name: str) -> None:
    assert not is_lead_id(name)


def test_an_indicator_may_stand_in_a_lead(tmp_path: Path) -> None:
    text = REPORT.replace(
        "audience: 全体党员", "audience: 全体党员\nindicators:\n  - {name: 谈话, value: 5, unit: 次, at: opening}"
    )
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text})).reports["2023"]
    assert report.indicators[0].at == "opening"


@pytest.mark.parametrize(("anchor", "is_there"), [("work-0", True), ("opening", True), ("problem-0", False)])
def test_a_link_may_lead_to_a_lead_that_is_there(tmp_path: Path, anchor: str, *, is_there: bool) -> None:
    text = WITH_LEAD.replace("问责不够有力。", f"[见前文](2023.md#{anchor})。")
    _, findings = survey_corpus(write_pages(tmp_path, {"reports/2023.md": text}))
    assert [found.kind for found in findings.errors] == ([] if is_there else [ErrorKind.LINK_ANCHOR])


_PARAGRAPHS = st.lists(st.text("甲乙丙，。", min_size=1, max_size=9), max_size=3)


@st.composite
def _pages(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A page, and its paragraphs in reading order."""
    paragraphs = list(draw(_PARAGRAPHS))
    body = ["# 总结 { #report-2023 }", *paragraphs]
    numbers = dict.fromkeys(PartKind, 0)
    for place, kind in enumerate(draw(st.lists(st.sampled_from(list(PartKind)), max_size=4, unique=True)), 1):
        for level in range(draw(st.integers(1, 4))):
            number = numbers[kind] = numbers[kind] + 1
            below = f"### 条 {{ #{kind.letter}{number} }}"
            body.append(below if level else f"## {place}、部分 {{ #{kind.class_name} .{kind.class_name} }}")
            words = draw(_PARAGRAPHS)
            body += words
            paragraphs += words
    return _FRONT + "\n\n".join(body) + "\n", paragraphs


@given(_pages())
def test_every_character_but_headings_and_blanks_is_in_one_passage(made: tuple[str, list[str]]) -> None:
    text, paragraphs = made
    report: Report = parse_report(text, "reports/2023.md")
    assert "\n".join(found.text for found in report.passages.values() if found.text) == "\n".join(paragraphs)
    assert {name for name, found in report.passages.items() if not found.is_lead} == set(report.items)

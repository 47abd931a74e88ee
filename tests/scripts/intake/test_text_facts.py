"""What an official text says of itself: read from its head and its last provisions, and never invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.dates import PartialDate
from macros.domain.numerals import to_chinese
from scripts.intake.official_text.closing import read_closing
from scripts.intake.official_text.regulation_import import prepare
from scripts.intake.official_text.sayings import Step, read_events
from scripts.intake.official_text.text_facts import Found, TextRead, read_text
from scripts.intake.official_text.title import bare_title, find_kind
from scripts.intake.readers.plain import read_plain
from tests.helpers.official_texts import ALL, BARE, CONTRADICTORY, JOINT, LAW, PARTY, OfficialText


def read(text: str) -> TextRead:
    return read_text(list(prepare(read_plain(text.encode())).paragraphs()))


def said(found: Found) -> str | None:
    return None if found.value is None else str(found.value)


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_every_kind_of_text_says_what_it_is(text: OfficialText) -> None:
    result = read(text.text)
    facts = result.facts
    assert (facts.title, facts.kind, facts.unit) == (text.title, text.kind, text.unit)
    assert said(facts.issuer) == text.issuer
    assert said(facts.adopted) == text.adopted
    assert said(facts.issued) == text.issued
    assert said(facts.in_force) == text.in_force
    assert said(facts.repeals) == text.repeals
    assert said(facts.number) == text.number
    assert len(result.provisions.articles) == text.count
    assert result.provisions.faults == ()


@pytest.mark.parametrize("text", ALL.values(), ids=ALL)
def test_every_fact_is_shown_with_words_that_stand_in_the_text(text: OfficialText) -> None:
    facts = read(text.text).facts
    bare = "".join(text.text.split())
    for found in (facts.adopted, facts.issued, facts.in_force, facts.issuer):
        if found.value is not None:
            first = found.words.split("、")[0]
            assert "".join(first.split()) in bare.replace("(", "（").replace(")", "）") or first == facts.title


def test_a_law_from_its_promulgation_takes_the_day_of_its_adoption_and_is_not_proven() -> None:
    facts = read(LAW.text.replace("本法自2030年7月1日起施行", "本法自公布之日起施行")).facts
    assert said(facts.in_force) == "2030-06-20"
    assert not facts.in_force.proven
    assert "没有写公布日期" in facts.in_force.note


def test_a_party_text_from_its_issue_without_that_day_has_no_beginning() -> None:
    facts = read(PARTY.text.replace("　2019年12月30日中共中央发布", "")).facts
    assert facts.in_force.value is None
    assert "没有写发布日期" in facts.in_force.note


def test_days_that_contradict_each_other_are_told_and_none_is_taken() -> None:
    assert "分不清" in read(CONTRADICTORY.text).facts.in_force.note


def test_two_bodies_adopted_when_the_later_one_had() -> None:
    facts = read(JOINT.text).facts
    assert "、" in facts.adopted_by
    assert "最后一个日期" in facts.adopted.note


def test_year_beside_a_title_is_no_part_of_it_and_serves_where_nothing_else_does() -> None:
    facts = read(BARE.text).facts
    assert (facts.year, facts.year_from) == (2015, "题名旁边的年份")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("本办法自2020年1月1日起施行。", "2020-01-01"),
        ("本办法从２０２０年１月１日起执行。", "2020-01-01"),
        ("本办法自 2020 年 1 月 1 日起正式施行。", "2020-01-01"),
        ("自二〇二〇年一月一日起施行。", "2020-01-01"),
        ("本办法经批准后，自2020年1月起试行。", "2020-01"),
        # A part of the text, another text, a day that no calendar has, and a title.
        ("本办法第三条自2020年1月1日起施行。", None),
        ("《船票办法》自2020年1月1日起施行。", None),
        ("本办法自2020年2月30日起施行。", None),
        ("依照《自2020年1月1日起施行的办法》办理。", None),
    ],
)
def test_only_what_is_said_of_the_whole_text_is_its_beginning(sentence: str, day: str | None) -> None:
    starts = read_closing(read(f"渡船办法\n第一条　要求。\n第二条　{sentence}").provisions.articles).starts
    assert [str(start.day) for start in starts] == ([day] if day else [])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("机关图书办法（试行）", "办法"),
        ("中国共产党章程", "党章"),
        ("某协会章程", ""),
        ("中华人民共和国渡船法", "法律"),
        ("渡船的做法", ""),
        ("最高人民法院关于渡船问题的批复", "批复"),
        ("机关考勤制度", ""),
    ],
)
def test_kind_is_read_from_the_end_of_the_title(title: str, kind: str) -> None:
    assert find_kind(title) == kind


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("### 渡船办法", ("渡船办法", None)),
        ("《渡船办法》（全文）", ("渡船办法", None)),
        ("渡船办法（试行）", ("渡船办法（试行）", None)),
        ("渡船办法 2023", ("渡船办法", 2023)),
        ("渡船办法（2023年修订）", ("渡船办法", 2023)),
    ],
)
def test_what_the_keeper_of_a_file_puts_beside_a_title_is_no_part_of_it(
    line: str, title: tuple[str, int | None]
) -> None:
    assert bare_title(line) == title


BODIES = st.sampled_from(["中共中央", "示例委员会", "某省人民政府", "第三十届全国人民代表大会第二次会议"])
DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@given(st.lists(st.tuples(DAYS, BODIES, st.sampled_from(["审议批准", "发布", "第三次修订"])), min_size=1, max_size=6))
def test_any_note_is_read_event_by_event(events: list[tuple[date, str, str]]) -> None:
    note = "　".join(f"{day.year}年{day.month}月{day.day}日{body}{verb}" for day, body, verb in events)
    step = {"审议批准": Step.ADOPTED, "发布": Step.ISSUED, "第三次修订": Step.ADOPTED}
    assert [(one.day.first, one.body, one.step) for one in read_events(f"（{note}）")] == [
        (day, body, step[verb]) for day, body, verb in events
    ]


@given(DAYS)
def test_chinese_figures_are_read_like_others(day: date) -> None:
    digits = "〇一二三四五六七八九"
    year = "".join(digits[int(figure)] for figure in str(day.year))
    events = list(read_events(f"{year}年{to_chinese(day.month)}月{to_chinese(day.day)}日示例委员会发布"))
    assert [event.day for event in events] == [PartialDate(day.year, day.month, day.day)]


SIGNS = "《》（）()第一二三条章年月日通过发布修正自起施行本办法条例规定令号〔〕2019 .:：。，、\u3000#*【】"


@given(st.text(SIGNS, max_size=200), st.lists(st.text(SIGNS, max_size=40), max_size=8))
def test_any_text_is_read_without_fail(head: str, lines: list[str]) -> None:
    result = read("\n".join([head, *lines]))
    for found in (result.facts.adopted, result.facts.issued, result.facts.in_force):
        assert found.value is None or isinstance(found.value, PartialDate)

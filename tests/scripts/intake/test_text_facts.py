"""What an official text says of itself: read from its head and its last provisions, and never invented."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.dates import PartialDate
from macros.domain.numerals import to_chinese
from scripts.intake.detect import read_file
from scripts.intake.official_text.closing import read_closing
from scripts.intake.official_text.regulation_import import prepare
from scripts.intake.official_text.sayings import Step, read_events
from scripts.intake.official_text.text_facts import Found, TextRead, read_text
from scripts.intake.official_text.title import bare_title, find_kind
from scripts.intake.readers.plain import read_plain
from tests.helpers.official_texts import ALL, BARE, CONTRADICTORY, JOINT, LAW, PARTY, OfficialText
from tests.helpers.word_files import paragraph, run, word_file


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


def in_form(form: str, text: str, folder: Path) -> Path:
    """A text as a Word file, as a web page with what stands around it, or as lines broken at the edge of a page."""
    file = folder / f"全文.{form}"
    lines = [line for line in text.lstrip("\ufeff").split("\n") if line.strip()]
    if form == "docx":
        file.write_bytes(word_file("".join(paragraph(run(escape(line))) for line in lines)))
    elif form == "html":
        body = "".join(f"<p>{escape(line)}</p>" for line in lines[1:])
        menu = "<div class=nav><a href=/>首页</a> &gt; <a href=/x>法规库</a></div>"
        file.write_text(
            f"<html><body>{menu}<div><h1>{escape(lines[0])}</h1><p>来源：某网</p>{body}</div></body></html>",
            encoding="utf-8",
        )
    else:
        broken = ["\n".join(line[at : at + 34] for at in range(0, len(line), 34)) for line in text.split("\n")]
        file.write_bytes("\n".join(broken).lstrip("\ufeff").encode("gb18030"))
    return file


@pytest.mark.parametrize("form", ["docx", "html", "txt"])
@pytest.mark.parametrize("name", ALL)
def test_a_text_says_the_same_in_every_form(name: str, form: str, tmp_path: Path) -> None:
    plain, other = read(ALL[name].text), prepare(read_file(in_form(form, ALL[name].text, tmp_path)))
    found = read_text(list(other.paragraphs()))
    assert len(found.provisions.articles) == len(plain.provisions.articles)
    for field in ("title", "kind", "unit", "adopted_by", "year"):
        assert getattr(found.facts, field) == getattr(plain.facts, field)
    for field in ("issuer", "number", "adopted", "issued", "in_force", "repeals"):
        assert getattr(found.facts, field).value == getattr(plain.facts, field).value, field


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
        ("本办法由示例局负责解释，并自2020年1月1日起施行。", "2020-01-01"),
        # A part of the text, a standard or a case in it, another text, a day that no calendar has, and a title.
        ("新标准自2020年1月1日起执行。", None),
        ("本办法规定的标准自2020年1月1日起执行。", None),
        ("本办法施行前已经登记的，自2020年1月1日起执行新标准。", None),
        ("自2020年1月1日起施行的《船票办法》同时废止。", None),
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


@pytest.mark.parametrize(
    ("note", "events"),
    [
        ("（中共中央办公厅2016年7月8日印发）", [("发布", "2016-07-08", "中共中央办公厅", "")]),
        (
            "（2021年7月20日国家监察委员会全体会议决定　2021年9月20日国家监察委员会公告第1号公布\n"
            "自2021年9月20日起施行）",
            [
                ("通过", "2021-07-20", "国家监察委员会全体会议", ""),
                ("发布", "2021-09-20", "国家监察委员会", "国家监察委员会公告第1号"),
                ("施行", "2021-09-20", "", ""),
            ],
        ),
        (
            "《渡船法》已由第三十三届全国人民代表大会常务委员会第十九次会议于2030年6月20日通过，现予公布，自2030年7月1日起施行。",
            [
                ("通过", "2030-06-20", "第三十三届全国人民代表大会常务委员会第十九次会议", ""),
                ("施行", "2030-07-01", "", ""),
            ],
        ),
        (
            "（2001年1月1日国务院令第300号公布　根据2011年1月8日《国务院关于废止和修改部分行政法规的决定》第一次修订）",
            [
                ("发布", "2001-01-01", "国务院", "国务院令第300号"),
                # A decision without a session: the day may be that of its adoption or of its issue.
                ("修改", "2011-01-08", "国务院", ""),
            ],
        ),
        (
            "（根据2020年12月23日示例法院第9次会议通过的《示例决定》修正）",
            [("通过", "2020-12-23", "示例法院第9次会议", "")],
        ),
        ("（2019.1.1起施行）", [("施行", "2019-01-01", "", "")]),
        ("（2019年2月30日示例委员会发布）", []),
        ("《2019年1月1日通过的示例办法》", []),
    ],
)
def test_notes_of_every_form_are_read(note: str, events: list[tuple[str, str, str, str]]) -> None:
    assert [(one.step.value, str(one.day), one.body, one.number) for one in read_events(note)] == events


@pytest.mark.parametrize(
    ("note", "day"),
    [
        (
            "（1979年7月1日示例大会通过　自1980年1月1日起施行　1997年3月14日示例大会修订　自1997年10月1日起施行）",
            "1997-10-01",
        ),
        ("（1979年7月1日示例大会通过　自1980年1月1日起施行　根据1997年3月14日示例大会《关于修改的决定》修正）", None),
    ],
)
def test_an_older_wording_s_beginning_is_not_that_of_a_newer_one(note: str, day: str | None) -> None:
    assert said(read(f"渡船办法\n{note}\n第一条　要求。\n第二条　还有。").facts.in_force) == day


def test_books_divisions_chapters_and_sections_each_have_an_anchor_of_their_own() -> None:
    lines = ["渡船法典", "第一编　总则", "第一章　一般规定", "第一条　要求。", "第二编　船", "第一分编　通则"]
    lines += [
        "第一章　一般规定",
        "第二条　要求。",
        "第二分编　桨",
        "第一章　一般规定",
        "第一节　木桨",
        "第 3 条　要求。",
    ]
    sections = read("\n".join(lines)).provisions.sections
    assert [section.id for section in sections[1:]] == [
        "book-1",
        "chapter-1",
        "art-1",
        "book-2",
        "book-2-division-1",
        "book-2-division-1-chapter-1",
        "art-2",
        "book-2-division-2",
        "book-2-division-2-chapter-1",
        "book-2-division-2-chapter-1-section-1",
        "art-3",
    ]


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

"""Calendars of what falls due: read back, and held against the rules of RFC 5545 by another reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from macros.compare.due import DueList, find_due
from macros.corpus import load_corpus
from macros.domain.reports import Audience
from macros.render.calendar_names import DUE_PAGE, calendar_path
from scripts.build import calendar_files
from scripts.build.calendar_files import write_calendar
from scripts.build.due_calendars import make_calendars
from scripts.build.kept_results import KeptResults
from scripts.setup.project import Project
from tests.helpers.commands import one_line, run
from tests.helpers.factories import day, write_pages
from tests.helpers.ics_rules import find_breaches, unfold
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.small_papers import load

TODAY = day("2024-07-15")
MOVED = "2024-06-30}, {on: 2024-07-20, why: 等文件"
DUE = "---\nrender_macros: true\naudience: 班子\n---\n\n# 到期与督办 { #due }\n\n{{ due_list() }}\n"


def page(due: str = MOVED, text: str = "修订办法", sample: bool = False) -> str:
    return ledger(
        2023,
        entry(
            "2023-01",
            "问责偏轻，“点到为止”；有的没有下文",
            measure(text, "2024-03-01 整改中", due=due),
            measure("开展检查", due="2024-12", owner="牵头：组织委员；配合：党政办主任"),
            measure("完善制度", "2024-03-01 已完成待验收", due="2024-07-16", owner="财政所所长"),
        ),
        entry("2023-02", "记录不全", measure("补齐记录", due="")),
        sample=sample,
    )


def due_of(folder: Path, text: str = "", on: date = TODAY) -> DueList:
    return find_due(load(folder, {"ledger/2023.md": text or page()}), "", on)


def events(content: bytes) -> list[icalendar.Event]:
    return [one for one in icalendar.Calendar.from_ical(content).walk("VEVENT") if isinstance(one, icalendar.Event)]


def test_every_date_that_is_waited_for_is_read_back_as_a_whole_day(tmp_path: Path) -> None:
    found = events(write_calendar(due_of(tmp_path)))
    assert [(str(one["SUMMARY"]), one.decoded("DTSTART"), one.decoded("DTEND")) for one in found] == [
        ("到期：修订办法", date(2024, 7, 20), date(2024, 7, 21)),
        ("到期：开展检查", date(2024, 12, 31), date(2025, 1, 1)),
    ]
    told = str(found[0]["DESCRIPTION"]).split("\n")
    assert told == [
        "2023年台账第1项措施1",
        "问题：问责偏轻，“点到为止”；有的没有下文",
        "期限 2024-07-20（原期限 2024-06-30，改期原因：等文件）",
        "责任人：组织委员",
        "截至 2024-07-15：整改中",
    ]


def test_it_reminds_ten_days_before(tmp_path: Path) -> None:
    for event in events(write_calendar(due_of(tmp_path))):
        (alarm,) = event.walk("VALARM")
        assert alarm.decoded("TRIGGER") == timedelta(days=-10)


def test_a_moved_date_keeps_its_name_and_is_a_later_edition(tmp_path: Path) -> None:
    before = events(write_calendar(due_of(tmp_path, page("2024-06-30"))))[0]
    after = events(write_calendar(due_of(tmp_path, page())))[0]
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 1)


def test_the_day_of_making_alone_decides_its_stamps(tmp_path: Path) -> None:
    content = write_calendar(due_of(tmp_path))
    assert content == write_calendar(due_of(tmp_path))
    assert {value for name, _, value in unfold(content) if name == "DTSTAMP"} == {"20240715T000000Z"}


def test_it_keeps_the_rules(tmp_path: Path) -> None:
    content = write_calendar(due_of(tmp_path))
    assert find_breaches(content) == []
    assert not [part.errors for part in icalendar.Calendar.from_ical(content).walk() if part.errors]


def test_where_nothing_is_waited_for_it_still_is_a_calendar(tmp_path: Path) -> None:
    done = ledger(2023, entry("2023-01", "问责", measure("办", "2024-03-01 已完成待验收")))
    content = write_calendar(due_of(tmp_path, done))
    assert find_breaches(content) == []
    assert not events(content)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> DueList:
    return due_of(tmp_path_factory.mktemp("due"))


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=200))
@example(text="一二三，四；五\\六：七" * 20)
@example(text="a" * 200)
@example(text="𠮷" * 60)
def test_whatever_a_measure_says_the_rules_are_kept_and_it_is_read_back(shown: DueList, text: str) -> None:
    line = shown.lines[0]
    assert line.line.measure
    changed = replace(line, line=replace(line.line, measure=replace(line.line.measure, text=text)))
    content = write_calendar(replace(shown, lines=(changed,), later=()))
    assert find_breaches(content) == []
    assert str(events(content)[0]["SUMMARY"]) == f"到期：{text}"


@pytest.mark.parametrize(
    ("spoilt", "told"),
    [
        (lambda text: text.replace(b"\r\n", b"\n"), "CRLF"),
        (lambda text: text.replace(b"\r\n ", b""), "octets"),
        (lambda text: text.replace(b"UID:2023-01-2", b"UID:2023-01-1"), "2 times"),
        (
            lambda text: b"\r\n".join(line for line in text.split(b"\r\n") if not line.startswith(b"DTSTAMP")),
            "no DTSTAMP",
        ),
        (lambda text: text.replace(b"END:VALARM\r\n", b"", 1), "is open"),
        (lambda text: text.replace(b"PRODID", b"X-PRODID"), "no PRODID"),
    ],
)
def test_the_check_of_the_rules_finds_what_breaks_them(tmp_path: Path, spoilt: object, told: str) -> None:
    assert callable(spoilt)
    assert any(told in breach for breach in find_breaches(spoilt(write_calendar(due_of(tmp_path)))))


def make_site(folder: Path, audience: Audience, *, has_page: bool = True) -> dict[str, bytes]:
    write_pages(folder / "docs", {"ledger/2023.md": page(), **({DUE_PAGE: DUE} if has_page else {})})
    return make_calendars(load_corpus(folder / "docs"), Project(folder, audience))


def test_each_post_has_one_beside_that_of_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1721001600")  # 2024-07-15
    made = make_site(tmp_path, Audience.LEADERS)
    names = ["", "财政所所长", "党政办主任", "组织委员"]
    assert set(made) == {calendar_path("", key) for key in names}
    counts = {name: len(events(made[calendar_path("", name)])) for name in names}
    # Of whom everything is done the calendar stays, empty: programs have subscribed to it.
    assert counts == {"": 2, "财政所所长": 0, "党政办主任": 1, "组织委员": 2}
    assert all(not find_breaches(content) for content in made.values())


@pytest.mark.parametrize("audience", [Audience.MEMBERS, Audience.OFFICE])
def test_nobody_else_gets_any(tmp_path: Path, audience: Audience) -> None:
    assert make_site(tmp_path, audience) == {}


def test_a_site_without_the_page_has_none(tmp_path: Path) -> None:
    assert make_site(tmp_path, Audience.LEADERS, has_page=False) == {}


def test_only_those_of_units_whose_papers_changed_are_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []

    def write(found: DueList, post: str = "") -> bytes:
        written.append(found.folder)
        return write_calendar(found, post)

    monkeypatch.setattr(calendar_files, "write_calendar", write)
    ledgers = {"ledger/2023.md": page(), "ledger/zhan/2023.md": page().replace("#ledger-2023", "#ledger-zhan-2023")}

    def make(on: str = "1721001600") -> dict[str, bytes]:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", on)
        written.clear()
        write_pages(tmp_path / "docs", {**ledgers, DUE_PAGE: DUE})
        corpus = load_corpus(tmp_path / "docs")
        kept = KeptResults(corpus.yearbook, tmp_path / "kept")
        made = make_calendars(corpus, Project(tmp_path), kept)
        kept.keep()
        return made

    first = make()
    assert set(written) == {"", "zhan"}
    assert make() == first
    assert written == []
    ledgers["ledger/zhan/2023.md"] = ledgers["ledger/zhan/2023.md"].replace("修订办法", "修改办法")
    assert make() != first
    assert set(written) == {"zhan"}
    make(on="1721088000")
    assert set(written) == {"", "zhan"}


def test_a_sample_says_that_it_is_one(tmp_path: Path) -> None:
    (first, *_) = events(write_calendar(due_of(tmp_path, page(sample=True))))
    assert str(first["SUMMARY"]).startswith("（示例）")


def test_the_command_writes_one(tmp_path: Path) -> None:
    write_pages(tmp_path / "docs", {"ledger/2023.md": page()})
    asked = ("due", "--on", "2024-07-15", "--calendar", "--out")
    assert "2 个日期" in run(tmp_path, *asked, tmp_path / "全部.ics").stdout
    assert "1 个日期" in run(tmp_path, *asked, tmp_path / "一人.ics", "--post", "党政办主任").stdout
    assert find_breaches((tmp_path / "一人.ics").read_bytes()) == []
    assert ".ics" in one_line(run(tmp_path, *asked, tmp_path / "a.pdf"))
    assert run(tmp_path, "due", "--calendar").returncode == 2

"""What readers are told an item is called."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.render.item_names import entry_name, item_name
from tests.helpers.factories import LEDGER, REPORT, write_pages


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("（一）加大问责", "2023年 措施（一）"),
        ("(二) 加大问责", "2023年 措施(二)"),
        ("3．加大问责", "2023年 措施3"),
        ("12. 加大问责", "2023年 措施12"),
        ("二、加大问责", "2023年 措施二"),
        ("加大问责", "2023年 措施“加大问责”"),
        ("一体推进不敢腐不能腐不想腐工作", "2023年 措施“一体推进不敢腐不能腐不想…”"),
    ],
)
def test_item_is_named_by_paper_kind_and_mark(tmp_path: Path, title: str, name: str) -> None:
    text = REPORT.replace("### （一）加大问责", f"### {title}")
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text})).reports["2023"]
    assert item_name(report, report.items["m1"]) == name


def test_items_of_two_parts_of_one_kind_have_two_names(tmp_path: Path) -> None:
    more = "\n## 四、几点打算 { #measure-2 .measure }\n\n### （一）再加大问责 { #m2 }\n\n问责。\n"
    ledger = {"ledger/2023.md": None, "regulations/duties.md": None}
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": REPORT + more, **ledger})).reports["2023"]
    assert [item_name(report, report.items[name]) for name in ("m1", "m2")] == [
        "2023年 措施三（一）",
        "2023年 措施四（一）",
    ]


def test_items_of_parts_without_marks_have_two_names_too(tmp_path: Path) -> None:
    more = "\n## 几点打算 { #measure-2 .measure }\n\n### （一）再加大问责 { #m2 }\n\n问责。\n"
    text = REPORT.replace("## 三、", "## ") + more
    ledger = {"ledger/2023.md": None, "regulations/duties.md": None}
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text, **ledger})).reports["2023"]
    names = [item_name(report, report.items[name]) for name in ("m1", "m2")]
    assert names[1] == "2023年 措施“几点打算”（一）"
    assert names[0] != names[1]


def test_what_stands_before_the_first_part_or_item_is_named_as_a_beginning(tmp_path: Path) -> None:
    more = "\n## 四、几点打算 { #measure-2 .measure }\n\n打算如下。\n\n### （一）再加大问责 { #m2 }\n\n问责。\n"
    text = REPORT.replace("### （一）加强教育", "情况如下。\n\n### （一）加强教育") + more
    ledger = {"ledger/2023.md": None, "regulations/duties.md": None}
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": text, **ledger})).reports["2023"]
    leads = [passage for passage in report.passages.values() if passage.is_lead]
    assert [item_name(report, lead) for lead in leads] == ["2023年 开头", "2023年 现状开头", "2023年 措施四开头"]
    assert [lead.caption for lead in leads] == ["开头", "一、工作情况（开头）", "四、几点打算（开头）"]


def test_item_of_another_unit_says_whose_it_is(tmp_path: Path) -> None:
    text = REPORT.replace("XX乡党委", "东镇党委").replace("../regulations", "../../regulations")
    book = load_yearbook(
        write_pages(tmp_path, {"reports/dongzhen/2023.md": text.replace("#report-2023", "#report-dongzhen-2023")})
    )
    report = book.reports["dongzhen/2023"]
    assert item_name(report, report.items["w1"]) == "东镇党委 2023年 现状（一）"


def test_part_that_is_its_own_item_goes_by_its_title(tmp_path: Path) -> None:
    more = "\n## 四、组织实施 { #other .other }\n\n党委统一领导。\n"
    report = load_yearbook(write_pages(tmp_path, {"reports/2023.md": REPORT + more})).reports["2023"]
    assert item_name(report, report.items["other"]) == "2023年 四、组织实施"


def test_entry_is_named_by_its_year_and_number(tmp_path: Path) -> None:
    ledger = load_yearbook(write_pages(tmp_path, {"ledger/2023.md": LEDGER, "reports/2023.md": REPORT})).ledgers["2023"]
    assert entry_name(ledger, ledger.entries[0]) == "2023年台账第1项"

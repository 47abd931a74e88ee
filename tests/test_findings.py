"""Whatever is found has one form, and every kind of it a name that stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from macros.errors import ErrorKind
from macros.findings import Finding, Kind, Severity, shown
from macros.proofing import RemarkKind
from macros.render.overview import error_list, remark_list
from scripts.build.after_build.faults import FaultKind
from scripts.build.settings_file import SettingKind
from scripts.ledger_sheet.faults import CellFaultKind

LISTS: tuple[type[Kind], ...] = (ErrorKind, RemarkKind, FaultKind, CellFaultKind, SettingKind)
KINDS = [kind for kinds in LISTS for kind in kinds]


def test_every_list_of_kinds_is_looked_at() -> None:
    assert set(Kind.__subclasses__()) == set(LISTS)


def test_codes_are_unique_and_stay(golden: Callable[[str, str], None]) -> None:
    """A program goes by them: a new one is added, and none that was given is changed."""
    codes = [kind.code for kind in KINDS]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes)
    golden("findings/codes.txt", "".join(f"{kind.code} {kind.severity}\n" for kind in KINDS))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_kind_says_what_is_wrong_and_what_to_do(kind: Kind) -> None:
    for words in (kind.title, kind.remedy):
        assert re.search("[一-鿿]", words)
        assert not words.endswith(("。", "，"))


def test_the_macros_list_every_kind_with_its_remedy() -> None:
    for kinds, page in ((ErrorKind, error_list()), (RemarkKind, remark_list())):
        rows = re.findall('<th scope="row">(.*?)</th><td>(.*?)</td>', page)
        assert len(rows) == len(kinds)
        assert [title for title, _ in rows] == [kind.title for kind in kinds]


FOUND = Finding(ErrorKind.FIELD_TYPE, "docs/reports/2023.md", 2, "year", "“abc”", "整数", column=7)
TOLD = [
    (FOUND, "docs/reports/2023.md:2:7：year：字段的值类型不对，写的是“abc”，应为整数。改法：按应有的类型改写。"),
    (
        Finding(ErrorKind.SYMLINK, "docs/x.md", detail="一句话", advice="移走"),
        "docs/x.md:1：docs 里不用符号链接，一句话。改法：移走。",
    ),
    (
        Finding(RemarkKind.REPEATED, "docs/x.md", 3, found="。。", column=9),
        "docs/x.md:3:9：标点重复，写的是“。。”。只留一个。",
    ),
    (
        Finding(RemarkKind.USAGE, "docs/x.md", 3, found="甲", expected="规范的写法是“乙”"),
        "docs/x.md:3：不是规范用语，写的是“甲”。规范的写法是“乙”。",
    ),
    (
        Finding(RemarkKind.CARRIED_OVER, "docs/x.md", 3, found="甲", detail="在 2022#p1"),
        "docs/x.md:3：与上一年逐字相同，写的是“甲”。在 2022#p1。写本年情况的，按本年实际重写；长期有效的要求可以保留。",
    ),
    (
        Finding(FaultKind.LINK_FILE, "x.html", 4, "a", "甲" * 61, source="docs/x.md"),
        f"x.html:4（由 docs/x.md 生成）：<a>：链接指向的页面或文件不存在，写的是“{'甲' * 60}…”。"
        "改法：检查路径；页面和文件放在 docs 里。",
    ),
    (
        Finding(CellFaultKind.DATE, "台账.xlsx", 2, "表!K2", "期限写的是“甲”", "日期"),
        "表!K2：期限写的是“甲”，应为日期。改法：改正日期，没有的留空。",
    ),
    (
        Finding(CellFaultKind.PROBLEM_MISSING, "台账.xlsx", 2, "表!C2", expected="问题的表述", advice="补写"),
        "表!C2：没有写问题，应为问题的表述。改法：补写。",
    ),
]


@pytest.mark.parametrize(("finding", "line"), TOLD, ids=lambda value: getattr(value, "file", ""))
def test_finding_is_told_in_one_line(finding: Finding, line: str) -> None:
    assert str(finding) == line


def test_finding_as_data_says_all_that_the_line_says() -> None:
    assert FOUND.as_data() == {
        "code": "field-type",
        "severity": "stops",
        "file": "docs/reports/2023.md",
        "line": 2,
        "column": 7,
        "field": "year",
        "title": "字段的值类型不对",
        "found": "“abc”",
        "expected": "整数",
        "detail": "",
        "remedy": "按应有的类型改写",
        "message": str(FOUND),
    }
    remark = Finding(RemarkKind.REPEATED, "docs/x.md", 3, found="。。").as_data()
    assert (remark["severity"], remark["remedy"], remark["column"]) == (Severity.SUGGESTS, "只留一个", 0)


def test_long_text_is_shown_on_one_line_and_cut_short() -> None:
    assert shown(" 甲\n 乙 ") == "“甲 乙”"
    assert shown("甲" * 60) == f"“{'甲' * 60}”"
    assert shown("甲乙丙", 2) == "“甲乙…”"

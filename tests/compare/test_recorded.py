"""What of a record was changed or taken back is told; whatever only came is progress."""

from __future__ import annotations

import pytest

from macros.compare.recorded import find_record_changes
from macros.corpus import parse_given
from macros.domain.records import records_of

PATH = "ledger/2023.md"
PAGE = """\
---
year: 2023
unit: XX乡党委
audience: 班子
entries:
  - id: 2023-01
    source: 自查
    text: 问责偏轻
    repeats: 2022-03
    measures:
      - text: 修订办法
        kind: 限期整改
        leader: 党委书记
        owner: 组织委员
        due:
          - {on: 2024-06-30}
          - {on: 2024-09-30, why: 上级办法未出}
        history:
          - {on: 2024-03-01, recorded_on: 2024-03-02, status: 整改中, note: 已起草}
          - {on: 2024-09-20, status: 已销号, evidence: 会议记录}
        closure: {requested: 组织委员, verified_by: 纪委书记}
      - text: 开展自查
        kind: 长期坚持
        next_check: 2024-06-30
  - id: 2023-02
    source: 自查
    text: 学习不够
    measures:
      - text: 集中学习
        kind: 立行立改
        history:
          - {on: 不详, status: 整改中}
---

# 2023年整改台账 { #ledger-2023 }
"""
_FIRST, _LAST = "第1项措施1", "          - {on: 2024-09-20, status: 已销号, evidence: 会议记录}\n"
_EVENT = "          - {on: 2024-03-01, recorded_on: 2024-03-02, status: 整改中, note: 已起草}\n"
_DATES = "          - {on: 2024-06-30}\n          - {on: 2024-09-30, why: 上级办法未出}\n"
_REASON, _MOVED = "why: 上级办法未出}\n", "2024-09-30，改期原因："
_DRAFTED, _CLOSED = "2024-03-01，记录于：2024-03-02，整改中，", "，已销号，佐证：会议记录"
_STANDING = "      - text: 开展自查\n        kind: 长期坚持\n        next_check: 2024-06-30\n"


def changes(*pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
    new = PAGE
    for old, fresh in pairs:
        assert old in new
        new = new.replace(old, fresh, 1)
    found = find_record_changes(*(records_of(parse_given(text, PATH)) for text in (PAGE, new)))
    return [(change.what, change.before, change.after) for change in found]


def more(event: str) -> tuple[str, str]:
    return _LAST, f"{_LAST}          - {{{event}}}\n"


@pytest.mark.parametrize(
    "pairs",
    [
        [],
        # An event, also one told late of a day before others.
        [more("on: 2024-10-01, status: 退回整改, note: 又发现")],
        [(_EVENT, f"          - {{on: 2024-02-01, status: 整改中, note: 摸底}}\n{_EVENT}")],
        # A date moved with its reason, evidence, a blank filled, a day that is known now.
        [("why: 上级办法未出}\n", "why: 上级办法未出}\n          - {on: 2024-12-31, why: 人员调整}\n")],
        [("evidence: 会议记录", "evidence: 会议记录；印发的文件")],
        [("note: 已起草", "note: 已起草, evidence: 草稿")],
        [("on: 不详", "on: 2024-01-05")],
        [("kind: 立行立改\n", "kind: 立行立改\n        owner: 宣传委员\n")],
        [("verified_by: 纪委书记", "verified_by: 纪委书记, approved_by: 党委会, on: 2024-09-21")],
        # An end that is taken back and made again; a check that was made.
        [
            more("on: 2024-10-01, status: 退回整改, note: 又发现"),
            ("        closure: {requested: 组织委员, verified_by: 纪委书记}\n", ""),
        ],
        [more("on: 2024-12-01, status: 已销号, evidence: 复查记录"), ("纪委书记", "县纪委")],
        [
            ("check: 2024-06-30\n", "check: 2025-06-30\n        history: [{on: 2024-06, status: 长期坚持}]\n"),
        ],
        # A measure and an entry more, wherever they stand.
        [("      - text: 开展自查", "      - text: 督查\n        kind: 立行立改\n      - text: 开展自查")],
        [("  - id: 2023-02", "  - {id: 2023-03, source: 自查, text: 新的, measures: []}\n  - id: 2023-02")],
        [("    repeats: 2022-03\n", "    problem: 2023#p1\n    repeats: 2022-03\n")],
    ],
)  # fmt: skip
def test_what_goes_on_is_no_change(pairs: list[tuple[str, str]]) -> None:
    assert changes(*pairs) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("owner: 组织委员", "owner: 宣传委员", (f"{_FIRST}责任人", "组织委员", "宣传委员")),
        ("        leader: 党委书记\n", "", (f"{_FIRST}责任领导", "党委书记", "")),
        ("text: 修订办法", "text: 研究修订办法", (f"{_FIRST}措施", "修订办法", "研究修订办法")),
        ("text: 问责偏轻", "text: 问责有所偏轻", ("第1项问题", "问责偏轻", "问责有所偏轻")),
        ("    repeats: 2022-03\n", "", ("第1项同一问题", "2022年第3项", "")),
        ("kind: 立行立改", "kind: 长期坚持", ("第2项措施1类型", "立行立改", "长期坚持")),
        ("{on: 2024-06-30}", "{on: 2024-07-31}", (f"{_FIRST}期限", "2024-06-30", "2024-07-31")),
        ("why: 上级办法未出", "why: 工作忙", (f"{_FIRST}期限", f"{_MOVED}上级办法未出", f"{_MOVED}工作忙")),
        (_DATES, "          - {on: 2024-09-30}\n", None),
        (_REASON, f"{_REASON}          - {{on: 2024-12-31}}\n", (f"{_FIRST}期限", "2024-09-30", "2024-12-31")),
        (_EVENT, "", (f"{_FIRST}办理记录", f"{_DRAFTED}已起草", "")),
        ("note: 已起草", "note: 已印发", (f"{_FIRST}办理记录", f"{_DRAFTED}已起草", f"{_DRAFTED}已印发")),
        ("on: 2024-09-20", "on: 2024-06-20", (f"{_FIRST}办理记录", f"2024-09-20{_CLOSED}", f"2024-06-20{_CLOSED}")),
        (", evidence: 会议记录", "", (f"{_FIRST}办理记录", "2024-09-20，已销号，佐证：会议记录", "2024-09-20，已销号")),
        (", verified_by: 纪委书记", "", (f"{_FIRST}验收人", "纪委书记", "")),
        ("next_check: 2024-06-30", "next_check: 2025-06-30", ("第1项措施2下次检查", "2024-06-30", "2025-06-30")),
        (_STANDING, "", ("第1项措施2", "开展自查", "")),
        (PAGE[PAGE.index("  - id: 2023-02") : PAGE.index("---\n\n#")], "", ("第2项", "学习不够", "")),
        ("# 2023年整改台账", "# 2023年台账", ("标题", "2023年整改台账", "2023年台账")),
    ],
)  # fmt: skip
def test_what_was_said_and_is_not_said_any_more_is_told(old: str, new: str, told: tuple[str, str, str] | None) -> None:
    found = changes((old, new))
    assert found == ([told] if told else found)
    assert found


def test_a_measure_is_known_by_its_words_wherever_it_stands() -> None:
    assert changes((_STANDING, ""), ("      - text: 修订办法", f"{_STANDING}      - text: 修订办法")) == []

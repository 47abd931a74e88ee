"""An entry that changes keeps the lines of whatever stays in it, however they were written."""

from __future__ import annotations

import pytest

from scripts.ledger_sheet.kept_lines import keep_lines

OLD = """\
- id: 2023-01   # 第一项
  source: "自查"
  text: >-
    问责
    # 不是注释
    偏轻
  measures:
  - text: 修订办法
    kind: 限期整改
    due:
      - {on: 2024-06-30}  # 会上定的
    # 还要补材料
    history:
      - on: 2024-03-01
        status: 整改中
      - {on: 2024-04-01, status: 整改中}
""".splitlines()
#: The same as it is written anew.
ANEW = """\
  - id: 2023-01
    source: 自查
    text: "问责 # 不是注释 偏轻"
    measures:
      - text: 修订办法
        kind: 限期整改
        due: [{on: 2024-06-30}]
        history:
          - {on: 2024-03-01, status: 整改中}
          - {on: 2024-04-01, status: 整改中}
"""


def kept(*changes: tuple[str, str]) -> str:
    text = ANEW
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return "\n".join(keep_lines(OLD, text.splitlines())) + "\n"


BEFORE = "\n".join(OLD) + "\n"


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (("source: 自查", "source: 巡察反馈"), 'source: "自查"', "source: 巡察反馈"),
        (("kind: 限期整改", "kind: 长期坚持"), "kind: 限期整改", "kind: 长期坚持"),
        (
            (
                "2024-04-01, status: 整改中}\n",
                "2024-04-01, status: 整改中}\n          - {on: 2024-05-01, status: 已销号}\n",
            ),
            "2024-04-01, status: 整改中}\n",
            "2024-04-01, status: 整改中}\n      - {on: 2024-05-01, status: 已销号}\n",
        ),
        (
            ("        kind", "        goal: 年内出台\n        kind"),
            "    kind: 限期整改\n",
            "    goal: 年内出台\n    kind: 限期整改\n",
        ),
        (("    measures", "    repeats: 2022-01\n    measures"), "  measures", "  repeats: 2022-01\n  measures"),
    ],
)
def test_only_what_says_something_else_is_written(change: tuple[str, str], old: str, new: str) -> None:
    assert kept(change) == BEFORE.replace(old, new, 1)


def test_nothing_is_written_where_nothing_changes() -> None:
    assert kept() == BEFORE


def test_comments_beside_what_changes_follow_it() -> None:
    text = kept(("due: [{on: 2024-06-30}]", "due: [{on: 2024-09-30}]"))
    assert "    due: [{on: 2024-09-30}]\n    # 还要补材料\n    history:\n" in text


def test_another_first_field_is_written_anew_with_what_stands_in_it() -> None:
    text = kept(("- text: 修订办法", "- item: 2023#m1\n        text: 修订办法"))
    assert text.endswith(
        "  - item: 2023#m1\n    text: 修订办法\n    kind: 限期整改\n    due: [{on: 2024-06-30}]\n    history:\n"
        "      - {on: 2024-03-01, status: 整改中}\n      - {on: 2024-04-01, status: 整改中}\n    # 还要补材料\n"
    )

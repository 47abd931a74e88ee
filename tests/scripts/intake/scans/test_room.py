"""Where a line leaves room that it should fill, a person looks whether something was not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scripts.intake.scans.room import LEFT_OUT, NO_STOP, ROOM, find_room
from scripts.intake.scans.rows import make_rows
from tests.helpers.scans import HEIGHT, SIZE, WIDTH, box, page_of

FULL = "认真落实从严治党的主体责任开展谈话提醒"
LINES = [f"  {FULL[2:]}", FULL, FULL, FULL, FULL, "到此为止。", f"  {FULL[2:]}", "又到此为止。"]


def marked(lines: list[str], *, at: int, shift: int = 0) -> list[str]:
    boxes = page_of(lines)
    text = boxes[at].text
    boxes[at] = box(text, boxes[at].left + shift * SIZE, boxes[at].top)
    rows = make_rows(boxes, 1, WIDTH, HEIGHT)
    return [one.row.text[a:b] for one, marks in zip(rows, find_room(rows), strict=True) for a, b, _ in marks]


def test_lines_that_fill_their_paragraph_leave_no_room() -> None:
    assert marked(LINES, at=0) == []


@pytest.mark.parametrize(
    ("line", "shift", "expected"),
    [
        (FULL[6:], 6, [FULL[6]]),
        (FULL[:14], 0, [FULL[13]]),
        ("抓早抓小，压实责任", 0, ["任"]),
        (FULL[:8], 0, []),
        (FULL[:13] + "。", 0, []),
        (FULL[:-1], 0, [FULL[-2]]),
        (FULL[:-3] + "。", 0, ["。"]),
        (FULL[:-1] + "，", 0, []),
    ],
    ids=[
        "begins late",
        "ends early",
        "a sentence without its stop",
        "a heading",
        "ends a sentence",
        "ends a sign early",
        "ends two signs early behind a stop",
        "ends with the others",
    ],
)
def test_line_that_begins_late_or_ends_early_is_looked_at(line: str, shift: int, expected: list[str]) -> None:
    assert marked([*LINES[:2], line, *LINES[3:]], at=2, shift=shift) == expected


def test_sign_that_stands_well_within_its_line_is_looked_at() -> None:
    first, *rest = page_of(LINES)
    rows = make_rows([replace(first, left=first.left - 2 * SIZE), *rest], 1, WIDTH, HEIGHT)
    assert [one.row.text[a:b] for one, marks in zip(rows, find_room(rows), strict=True) for a, b, _ in marks] == [
        FULL[2]
    ]


def test_sign_that_ends_well_before_its_line_does_is_looked_at() -> None:
    *rest, last = page_of(["  " + FULL[2:]])
    rows = make_rows([*rest, replace(last, right=last.right + SIZE)], 1, WIDTH, HEIGHT)
    assert [one.row.text[a:b] for one, marks in zip(rows, find_room(rows), strict=True) for a, b, _ in marks] == ["醒"]


def test_paragraph_that_ends_without_a_stop_is_looked_at() -> None:
    lines = ["  抓早抓小，" + FULL[7:], FULL, "到此为止", *LINES]
    rows = make_rows(page_of(lines), 1, WIDTH, HEIGHT)
    assert [(rows[n].row.text[a:b], why) for n, marks in enumerate(find_room(rows)) for a, b, why in marks] == [
        ("止", NO_STOP)
    ]
    assert marked([*LINES[:-1], "到此为止、" + FULL[5:15]], at=0) == [FULL[14]]
    # A heading has none.
    assert marked(["  到此为止", *LINES], at=0) == []


def test_sign_beside_what_was_left_out_is_looked_at() -> None:
    boxes = page_of(LINES)
    stain = box("义", boxes[2].right + 5, boxes[2].top + 8, 0.3)
    rows = make_rows(boxes, 1, WIDTH, HEIGHT)
    found = find_room(rows, [stain, box("同意", 1100, 1500, 0.3)])
    assert [(rows[n].row.text[a:b], why) for n, marks in enumerate(found) for a, b, why in marks] == [("醒", LEFT_OUT)]


def test_room_in_a_line_is_looked_at() -> None:
    boxes = [*page_of(LINES), box("盖章", 160, 1000), box("2023年", 900, 1000)]
    rows = make_rows(boxes, 1, WIDTH, HEIGHT)
    assert [one.row.text[a:b] for one, marks in zip(rows, find_room(rows), strict=True) for a, b, _ in marks] == ["章"]
    assert {why for marks in find_room(rows) for *_, why in marks} == {ROOM}

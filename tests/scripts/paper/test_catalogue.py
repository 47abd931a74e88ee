"""The list of archived files."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from scripts.paper.catalogue import NAME, CatalogueError, Record, with_records

FIRST = Record("2023.pdf", "某乡党委", "", "某项工作总结", "20240105", 6, "永久", b"one")
SECOND = replace(FIRST, file="2024.pdf", title="又一份", day="", content=b"two")


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.DictReader(opened))


def add(file: Path, *records: Record) -> None:
    file.write_bytes(with_records(file, records))


def test_rows_are_numbered_and_hold_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / NAME
    add(file, FIRST)
    add(file, SECOND)
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert [row["件号"] for row in rows(file)] == ["1", "2"]
    assert rows(file)[0] == {
        "件号": "1",
        "责任者": "某乡党委",
        "文号": "",
        "题名": "某项工作总结",
        "日期": "20240105",
        "页数": "6",
        "保管期限": "永久",
        "sha256": hashlib.sha256(b"one").hexdigest(),
        "文件名": "2023.pdf",
    }


def test_file_that_is_made_again_keeps_its_row(tmp_path: Path) -> None:
    file = tmp_path / NAME
    add(file, FIRST, SECOND)
    before = file.read_bytes()
    add(file, FIRST)
    assert file.read_bytes() == before
    add(file, replace(FIRST, pages=7, content=b"new"))
    assert [(row["件号"], row["页数"]) for row in rows(file)] == [("1", "7"), ("2", "6")]


def test_what_was_filled_in_by_hand_stays(tmp_path: Path) -> None:
    file = tmp_path / NAME
    add(file, replace(FIRST, keep=""))
    text = file.read_text(encoding="utf-8-sig").replace("1,某乡党委,,", "7,某乡党委,某发〔2024〕1号,")
    file.write_text(text, encoding="utf-8-sig")
    add(file, replace(FIRST, keep=""), SECOND)
    assert [(row["件号"], row["文号"]) for row in rows(file)] == [("7", "某发〔2024〕1号"), ("8", "")]


@pytest.mark.parametrize("content", ["甲,乙\r\n1,2\r\n".encode(), "件号".encode("gb18030")])
def test_list_of_another_kind_is_not_touched(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / NAME
    file.write_bytes(content)
    with pytest.raises(CatalogueError, match="改法："):
        with_records(file, [FIRST])

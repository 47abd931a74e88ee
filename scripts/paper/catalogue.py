"""The list of archived files (归档文件目录) that goes with them, one row a file."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from macros.errors import SiteError

NAME = "归档文件目录.csv"
_COLUMNS = ("件号", "责任者", "文号", "题名", "日期", "页数", "保管期限", "sha256", "文件名")
#: What an office fills in or corrects by hand stays where the command knows nothing better.
_BY_HAND = ("件号", "责任者", "文号", "题名", "日期", "保管期限")


class CatalogueError(SiteError):
    """The list that stands there is not one of ours."""

    meaning = "归档目录读不懂，不是本程序写的；没有改动"
    remedy = "换一个文件夹，或移走那份目录"


@dataclass(frozen=True)
class Record:
    """One archived file (件).

    Attributes:
        file: Its name in the folder.
        unit: 责任者.
        number: 文号.
        title: 题名.
        day: 日期, as `20240112`; zeros where month or day is unknown; empty where nothing is.
        pages: 页数.
        keep: 保管期限.
        content: Its bytes.
    """

    file: str
    unit: str
    number: str
    title: str
    day: str
    pages: int
    keep: str
    content: bytes


def with_records(file: Path, records: Iterable[Record]) -> bytes:
    """The list with a row for each file, in the place of the row that it had.

    Args:
        file: The list as it stands on disk, if it does.
        records: Files that are new or made anew.

    Raises:
        CatalogueError: The list there has other columns, or is no text.
    """
    rows = {row["文件名"]: row for row in _load(file)}
    for record in records:
        rows[record.file] = _row(record, rows.get(record.file) or {"件号": str(_next_number(rows.values()))})
    return _text(rows.values()).encode("utf-8-sig")


def _row(record: Record, old: dict[str, str]) -> dict[str, str]:
    told = {
        "件号": "",
        "责任者": record.unit,
        "文号": record.number,
        "题名": record.title,
        "日期": record.day,
        "页数": str(record.pages),
        "保管期限": record.keep,
        "sha256": hashlib.sha256(record.content).hexdigest(),
        "文件名": record.file,
    }
    return told | {name: old[name] for name in _BY_HAND if not told[name] and old.get(name)}


def _next_number(rows: Iterable[dict[str, str]]) -> int:
    return max((int(row["件号"]) for row in rows if row["件号"].isdecimal()), default=0) + 1


def _load(file: Path) -> list[dict[str, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError):
        raise CatalogueError(f"{file} 读不出来。改法：用记事本打开，另存为 UTF-8；或者移走它，会另建一份。") from None
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    if rows and not set(_COLUMNS) <= set(rows[0]):
        raise CatalogueError(f"{file} 的各栏不是{'、'.join(_COLUMNS)}。改法：改回这些栏，或者移走它，会另建一份。")
    return [{name: row[name] or "" for name in _COLUMNS} for row in rows]


def _text(rows: Iterable[dict[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, _COLUMNS)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()

"""A concept or a duty as it was typed: read, and written in its place among the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from macros.domain.numbered import anchor_kind
from macros.domain.numerals import read_number
from macros.domain.regulations import Edition
from macros.domain.yearbook import Yearbook
from macros.page_text.fields import field_spans
from macros.page_text.yaml_values import indented, item, wide_field
from scripts.desk.regulations.practice import Entry, Practice, name_row
from scripts.desk.regulations.typing import HOW, read_whole_day
from scripts.desk.regulations.words_form import row_chunks
from scripts.intake.official_text.naming import propose_id

_ARTICLE = re.compile(
    r"第?([0-9０-９〇零一二三四五六七八九十百千]{1,7})(?:条|点|项|部分)?(?:之([0-9一二三四五六七八九十]{1,3}))?"
)
_MOST_TIMES = 365


def read_row(
    practice: Practice, old: Mapping[str, Any], typed: Mapping[str, str], yearbook: Yearbook
) -> tuple[dict[str, Any], dict[str, str]]:
    """A row as it was typed, and what is wrong with that, by the name of the field.

    Args:
        practice: What it is a row of.
        old: The row as it stands; empty for a new one.
        typed: The fields of its form.
        yearbook: The regulations that it may rest on.
    """
    faults: dict[str, str] = {}
    row = dict(old)
    for entry in practice.entries:
        value = _read(entry, typed, yearbook, faults)
        if value not in (None, []):
            row[entry.name] = value
            continue
        row.pop(entry.name, None)
        if entry.must:
            faults.setdefault(entry.name, f"{entry.label}还没有写。")
    if practice.has_ids and "id" not in row:
        row["id"] = propose_id(name_row(practice, row), yearbook.concepts)
    return row, faults


def _read(entry: Entry, typed: Mapping[str, str], yearbook: Yearbook, faults: dict[str, str]) -> Any:
    text = typed.get(entry.name, "").strip()
    readers: dict[str, Callable[[], Any]] = {
        "truth": lambda: text == "是",
        "words": lambda: _parted(text),
        "groups": lambda: [group for group in map(_parted, text.splitlines()) if group],
        "lines": lambda: " ".join(text.split()) or None,
        "bases": lambda: list(_read_bases(entry, typed, yearbook, faults)),
        "basis": lambda: next(_read_bases(entry, typed, yearbook, faults), None),
        "day": lambda: read_whole_day(text),
        "number": lambda: int(text) if text.isascii() and text.isdecimal() and 1 <= int(text) <= _MOST_TIMES else None,
    }
    value = readers.get(entry.shape, lambda: text or None)()
    if text and value is None and entry.shape in {"day", "number"}:
        how = HOW if entry.shape == "day" else f"写 1 到 {_MOST_TIMES} 的数字"
        faults[entry.name] = f"“{text}”不对，{how}。"
    return value


def _read_bases(
    entry: Entry, typed: Mapping[str, str], yearbook: Yearbook, faults: dict[str, str]
) -> Iterator[dict[str, Any]]:
    at = 0
    while (of := typed.get(f"{entry.name}-{at}-of")) is not None:
        name, article = f"{entry.name}-{at}-article", "".join(typed.get(f"{entry.name}-{at}-article", "").split())
        edition = yearbook.editions.get(of)
        anchor = _anchor_of(edition, article) if edition and article else article
        if article and not of:
            faults[name] = "还没有选是哪一部的。"
        elif article and not edition:
            faults[name] = "写哪一条的，左边选一个版本。"
        elif article and not anchor:
            faults[name] = f"“{article}”看不出是哪一条，写成 第八条 或 8。"
        if of:
            yield {
                "to": f"{of}#{anchor}" if anchor else of,
                "verified": typed.get(f"{entry.name}-{at}-verified") == "是",
            }
        at += 1


def _anchor_of(edition: Edition, article: str) -> str:
    """The anchor of an article as a clerk writes it; empty where it cannot be told."""
    for one in edition.articles:
        if one.label == article or one.anchor == article:
            return one.anchor
    match = _ARTICLE.fullmatch(article)
    if match is None:
        return ""
    further = f"_{read_number(match[2])}" if match[2] else ""
    return f"{anchor_kind(edition.unit)}-{read_number(match[1])}{further}"


def _parted(text: str) -> list[str]:
    return [word for word in map(str.strip, re.split("[、\n]", text)) if word]


def write_row(practice: Practice, front: Sequence[str], at: int, row: Mapping[str, Any] | None) -> list[str]:
    """The lines of front matter with one row anew; the others stay to the last blank.

    Args:
        practice: What it is a row of.
        front: The lines as they stand.
        at: Its place; behind the last for a new one.
        row: What it says; None to take it out.
    """
    start, stop = field_spans(front)[practice.field]
    chunks = list(row_chunks(front[start + 1 : stop]))
    order = dict.fromkeys(("id", *(entry.name for entry in practice.entries), *(row or ())))
    told = [(name, row[name]) for name in order if row and name in row]
    lines = list(indented(item(line for name, value in told for line in wide_field(name, value))))
    chunks[at : at + 1] = [lines] if lines else []
    written = [line for chunk in chunks for line in chunk]
    return [*front[:start], f"{practice.field}:" if written else f"{practice.field}: []", *written, *front[stop:]]

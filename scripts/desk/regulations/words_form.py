"""Lists of words as forms: how set phrases are written, which are followed; a row that was not changed stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from macros.corpus.pages import PageKind
from macros.page_text.fields import field_spans
from macros.page_text.yaml_values import flow

_ROW = re.compile(r"(\s*)- ")
#: So many empty rows stand at the end, to be filled in.
_MORE = 3


@dataclass(frozen=True)
class Column:
    """A column of a list (一栏).

    Attributes:
        name: What front matter calls it.
        label: What the clerk reads.
        must: Whether no row is without it.
        is_list: Whether it holds several, parted by 、.
        is_truth: Whether it is yes or no.
    """

    name: str
    label: str
    must: bool = False
    is_list: bool = False
    is_truth: bool = False

    def show(self, value: Any) -> str:
        """What stands in its field."""
        if self.is_truth:
            return "是" if value is True else "否"
        return "、".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)

    def read(self, typed: str) -> Any:
        """What was typed, as front matter has it; None for nothing."""
        if self.is_truth:
            return typed == "是"
        if self.is_list:
            return [one for one in map(str.strip, typed.split("、")) if one] or None
        return typed or None


@dataclass(frozen=True)
class WordList:
    """A page that is a list of words (一页词表).

    Attributes:
        field: The field of its front matter that holds the rows.
        columns: What each row has.
    """

    field: str
    columns: tuple[Column, ...]


LISTS: Mapping[PageKind, WordList] = {
    PageKind.USAGES: WordList(
        "usages",
        (
            Column("wrong", "不规范的", must=True),
            Column("right", "规范的", must=True),
            Column("note", "说明"),
            Column("source", "出处"),
            Column("since", "从哪天起"),
            Column("verified", "已核", is_truth=True),
        ),
    ),
    PageKind.PHRASES: WordList(
        "set_phrases",
        (Column("text", "提法", must=True), Column("also", "别的写法，用、隔开", is_list=True), Column("note", "说明")),
    ),
}


def show_rows(words: WordList, written: Mapping[str, Any], typed: Mapping[str, str]) -> list[dict[str, str]]:
    """The rows of the form, as they stand or were typed, with some empty ones to be filled in."""
    rows = [{one.name: one.show(row.get(one.name)) for one in words.columns} for row in written.get(words.field) or ()]
    count = max(len(rows), sum(1 for name in typed if name.endswith(f"-{words.columns[0].name}")) - _MORE)
    empty = {one.name: one.show(None) for one in words.columns}
    rows += [dict(empty) for _ in range(count + _MORE - len(rows))]
    return [{name: typed.get(f"w-{at}-{name}", value) for name, value in row.items()} for at, row in enumerate(rows)]


def find_faults(words: WordList, rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """What is wrong with the rows as they were typed, by field."""
    must = [one for one in words.columns if one.must]
    return {
        f"w-{at}-{one.name}": f"还没有写{one.label}；整行不要的，各栏都删空。"
        for at, row in enumerate(rows)
        if _says_something(words, row)
        for one in must
        if not row[one.name].strip()
    }


def write_rows(
    words: WordList, front: Sequence[str], written: Mapping[str, Any], rows: Sequence[Mapping[str, str]]
) -> list[str]:
    """The lines of front matter with the rows as they were typed; the lines of those that say the same stay."""
    start, stop = field_spans(front)[words.field]
    chunks, before = list(row_chunks(front[start + 1 : stop])), written.get(words.field) or []
    lines: list[str] = []
    for at, row in enumerate(rows):
        if not _says_something(words, row):
            continue
        old = before[at] if at < len(before) else {}
        known = {one.name: one.show(old.get(one.name)) for one in words.columns}
        if old and {name: value.strip() for name, value in row.items()} == known and len(chunks) == len(before):
            lines += chunks[at]
        else:
            told = {**old, **{one.name: one.read(row[one.name].strip()) for one in words.columns}}
            lines.append(f"  - {flow({name: value for name, value in told.items() if value is not None})}")
    head = [f"{words.field}:", *lines] if lines else [f"{words.field}: []"]
    return [*front[:start], *head, *front[stop:]]


def _says_something(words: WordList, row: Mapping[str, str]) -> bool:
    return any(row[one.name].strip() for one in words.columns if not one.is_truth)


def row_chunks(lines: Sequence[str]) -> Iterator[list[str]]:
    """The lines of each row of a list that stands below its field."""
    chunk: list[str] = []
    depth = next((match[1] for line in lines if (match := _ROW.match(line))), None)
    for line in lines:
        match = _ROW.match(line)
        if match and match[1] == depth and chunk:
            yield chunk
            chunk = []
        chunk.append(line)
    if chunk:
        yield chunk

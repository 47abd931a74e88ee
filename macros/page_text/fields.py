"""Fields of front matter, line by line: one gives way to other lines, and all others stay to the last blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from macros.page_text.yaml_values import flow, list_field

#: Names stand at the first column; what goes on with a value over more lines is indented, or begins otherwise.
_FIELD = re.compile(r"(?P<quote>[\"']?)(?P<name>[^\W\d]\w*)(?P=quote)[ \t]*:(?=[ \t]|$)")


def field_spans(lines: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where each field stands.

    Args:
        lines: The front matter, without the lines that enclose it.

    Returns:
        The index of a field's first line and of the one after its last, by name, in their order. Blank lines and
        comments before the next field are nobody's.
    """
    starts = [(n, match["name"]) for n, line in enumerate(lines) if (match := _FIELD.match(line))]
    spans = {}
    for (start, name), (stop, _) in pairwise([*starts, (len(lines), "")]):
        while stop > start + 1 and (not lines[stop - 1].strip() or lines[stop - 1].startswith("#")):
            stop -= 1
        spans[name] = start, stop
    return spans


def with_field(lines: Sequence[str], name: str, written: Iterable[str], *, after: Sequence[str] = ()) -> list[str]:
    """Write a field anew.

    Args:
        lines: The front matter, without the lines that enclose it.
        name: The field.
        written: Its lines; none to leave it out.
        after: Where it is not there yet: the fields behind the first of which that is there it goes; else it is
            the last.

    Returns:
        The lines with the field in its place; comments that begin a line within it follow it.
    """
    spans = field_spans(lines)
    if name in spans:
        start, stop = spans[name]
        written = [*written, *(line for line in lines[start:stop] if line.startswith("#"))]
    else:
        start = stop = next((spans[field][1] for field in after if field in spans), len(lines))
    return [*lines[:start], *written, *lines[stop:]]


def with_fields(lines: Sequence[str], written: Mapping[str, Sequence[str] | None]) -> list[str]:
    """Write several fields anew, in this order where they are not there yet; those of None stay as they are."""
    before: list[str] = []
    for name, own in written.items():
        lines = lines if own is None else with_field(lines, name, own, after=before)
        before.insert(0, name)
    return [*lines]


def with_row(
    lines: Sequence[str], name: str, rows: Mapping[str, str], key: str, *, after: Sequence[str] = ()
) -> list[str]:
    """Write one row of a field that holds rows of its own, `key: value` below it, and leave the others as they stand.

    Args:
        lines: The front matter, without the lines that enclose it.
        name: The field.
        rows: All that it is to hold, each value in one line: where its rows do not stand below it, one a line, it is
            written anew.
        key: The row that changes, which may be new.
        after: As for `with_field`.
    """
    start, stop = field_spans(lines).get(name, (0, 0))
    below = next((line for line in lines[start + 1 : stop] if _depth(line)), "")
    if not below or lines[start].partition("#")[0].rstrip()[-1] != ":":
        return with_field(lines, name, [f"{name}:", *(f"  {one}: {value}" for one, value in rows.items())], after=after)
    form = re.compile(rf"[\"']?{re.escape(key)}[\"']?\s*:(?=\s|$)")
    at = next((number for number in range(start + 1, stop) if form.match(lines[number].lstrip())), stop)
    return [*lines[:at], f"{' ' * _depth(below)}{key}: {rows[key]}", *lines[_end_of_row(lines, at, stop) :]]


def with_rows(
    lines: Sequence[str], name: str, rows: Sequence[object], added: int, *, after: Sequence[str] = ()
) -> list[str]:
    """Add rows at the end of a field that lists them, and leave the others as they stand.

    Args:
        lines: The front matter, without the lines that enclose it.
        name: The field.
        rows: All that it is to list: where its rows do not stand below it, one behind a dash, it is written anew.
        added: How many of them, the last ones, are new.
        after: As for `with_field`.
    """
    start, stop = field_spans(lines).get(name, (0, 0))
    below = next((line for line in lines[start + 1 : stop] if line.lstrip().startswith("- ")), "")
    if not below or lines[start].partition("#")[0].rstrip()[-1] != ":":
        return with_field(lines, name, list_field(name, rows), after=after)
    indent = " " * (len(below) - len(below.lstrip()))
    return [*lines[:stop], *(f"{indent}- {flow(row)}" for row in rows[len(rows) - added :]), *lines[stop:]]


def _depth(line: str) -> int:
    """How far a line that says something is indented; 0 for a comment or a blank one."""
    bare = line.lstrip()
    return 0 if not bare or bare.startswith("#") else len(line) - len(bare)


def _end_of_row(lines: Sequence[str], at: int, stop: int) -> int:
    """The index of the line after a row with all that is indented deeper, or stands in its brackets."""
    if at == stop:
        return stop
    number, open_brackets = at, 0
    while number < stop and (number == at or open_brackets > 0 or _depth(lines[number]) > _depth(lines[at])):
        plain = lines[number]
        open_brackets += sum(map(plain.count, "{[")) - sum(map(plain.count, "}]"))
        number += 1
    return number

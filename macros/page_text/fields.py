"""Fields of front matter, line by line: one gives way to other lines, and all others stay to the last blank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

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

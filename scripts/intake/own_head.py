"""Front matter that comes back with a file, or stands on the page already: every line stays but those of the import."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_FIELD = re.compile(r"[A-Za-z_]+:")


def front_of(page: str) -> tuple[str, ...]:
    """The lines of a page's front matter, without those that enclose it."""
    lines = page.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in {"---", "..."}), 1)
    return tuple(lines[1:end])


def with_field(lines: Sequence[str], name: str, written: Iterable[str], *, after: str) -> list[str]:
    """Write a field anew.

    Args:
        lines: The front matter.
        name: The field.
        written: Its lines; none to leave it out.
        after: The field behind which it goes where it is not there yet.

    Returns:
        The lines with the field in its place.
    """
    found = _span(lines, name)
    if found:
        start, end = found
    else:
        start = end = (_span(lines, after) or (0, len(lines)))[1]
    return [*lines[:start], *written, *lines[end:]]


def _span(lines: Sequence[str], name: str) -> tuple[int, int] | None:
    """First line of a field and the one after its last; comments of the next field are not its own."""
    start = next((n for n, line in enumerate(lines) if line.startswith(f"{name}:")), None)
    if start is None:
        return None
    end = next(
        (n for n in range(start + 1, len(lines)) if _FIELD.match(lines[n]) or lines[n].startswith("#")), len(lines)
    )
    return start, end

"""Values of front matter as YAML, so that every reader of YAML has them back the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

#: So many characters of a text stand in one line, where it may go on in the next.
_LONGEST_PIECE = 1_000
#: So many of a list or mapping stand in one line.
_WIDEST = 110
#: It holds a Han character, so that it is no word of YAML's own, such as true.
_HAN = re.compile(r"(?=.*[\u4e00-\u9fff])[\u4e00-\u9fffA-Za-z〇][\u4e00-\u9fffA-Za-z0-9〇（）、《》“”·.-]*")
#: A name of ours: an id or a key (`m1`, `2023-half`, `shili/2018`), a place on its page (`2023#p2`).
_WORD = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_NAME = re.compile(rf"(?:{_WORD}/)*(?:{_WORD}|[0-9]{{4}}(?:-{_WORD})?)(?:#{_WORD}(?:_[0-9]+)?)?")
#: A month, or an entry of a ledger.
_NUMBERED = re.compile(r"[0-9]{4}-[0-9]{2,3}")
#: Names by their form, that YAML reads as something else.
_OWN_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})


def scalar(value: object, *, deep: str | None = None) -> str:
    """Write a value that is no list and no mapping.

    Args:
        value: A text, without quotes where none are needed; None, a truth value, a number; a day, or a name of the
            domain, which stands as it calls itself.
        deep: The indentation at which a long text may go on in the next line; None keeps it in one.
    """
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float | Decimal):
        return format(Decimal(str(value)), "f")
    if not isinstance(value, str):
        return str(value)
    text = str(value)
    if deep is not None and len(text) > _LONGEST_PIECE:
        return _broken(text, deep)
    return text if _is_plain(text) else _quoted(text)


def _is_plain(text: str) -> bool:
    name = _NAME.fullmatch(text) is not None and not text.isdecimal() and text not in _OWN_WORDS
    return name or any(pattern.fullmatch(text) for pattern in (_HAN, _NUMBERED))


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(one if one.isprintable() else f"\\U{ord(one):08X}" for one in quoted)


def _broken(text: str, deep: str) -> str:
    # Quoted piece by piece, so that no escape is cut. A blank that begins a line needs an escape of its own.
    pieces = [_quoted(text[at : at + _LONGEST_PIECE])[1:-1] for at in range(0, len(text), _LONGEST_PIECE)]
    return '"' + f"\\\n{deep}".join(re.sub(r"^ ", r"\\ ", piece) for piece in pieces) + '"'


def flow(value: object, *, deep: str | None = None) -> str:
    """Write any value on one line: `[a, b]`, `{on: 2024-03-01, status: 整改中}`; `deep` as in `scalar`."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {flow(inner, deep=deep)}' for name, inner in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(flow(inner, deep=deep) for inner in value)}]"
    return scalar(value, deep=deep)


def field_line(name: str, value: object, *, deep: str | None = None) -> str:
    """Write a field on one line."""
    return f"{name}: {flow(value, deep=deep)}"


def list_field(name: str, values: Iterable[object]) -> Iterator[str]:
    """Yield the lines of a field that lists values, one a line; none where there is none."""
    lines = [f"  - {flow(value)}" for value in values]
    if lines:
        yield f"{name}:"
        yield from lines


def wide_field(name: str, value: object) -> Iterator[str]:
    """Yield the lines of a field: one where that is not too wide and no list of mappings, else one for each part."""
    line = field_line(name, value)
    nested = isinstance(value, list) and any(isinstance(row, dict) for row in value)
    if not isinstance(value, list | dict) or (len(line) <= _WIDEST and not nested):
        yield line
        return
    yield f"{name}:"
    parts = value.items() if isinstance(value, dict) else ()
    yield from indented(line for key, inner in parts for line in wide_field(key, inner))
    yield from indented(line for row in (value if isinstance(value, list) else ()) for line in _row(row))


def _row(row: object) -> Iterator[str]:
    line = f"- {flow(row)}"
    if not isinstance(row, dict) or (len(line) <= _WIDEST and not any(isinstance(v, list) for v in row.values())):
        yield line
    else:
        yield from item(line for key, inner in row.items() for line in wide_field(key, inner))


def item(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a mapping as one item of a list."""
    yield from (f"{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def indented(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as what stands below a field."""
    yield from (f"  {line}" for line in lines)

"""Where a clerk slipped in front matter, which is often before the place at which YAML noticed.

Each likely slip is mended on a copy: the line after whose mending the text reads furthest is the wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

#: Plain YAML, read by the library in C where it is there.
SAFE_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: So many lines before the one at which YAML noticed may hold the slip.
_LINES_BACK = 6
#: So many characters are read again in all, however long the text is.
_MOST_READ = 4_000_000
_FEWEST_TRIES = 12

_WIDE_COLON = re.compile(r"^(\s*(?:- )?[\w.#/-]+)：\s*")
_TIGHT_COLON = re.compile(r"^(\s*(?:- )?[A-Za-z_]\w*):(?=[^\s/])")
_TIGHT_DASH = re.compile(r"^(\s*)-(?=[^\s-])")
_VALUE = re.compile(r"^(\s*(?:- )?[\w.]+: )(\S.*)$")
_ITEM = re.compile(r"^(\s*- )(\S.*)$")
_WIDE = str.maketrans(
    {"：": ": ", "，": ", ", "｛": "{", "｝": "}", "【": "[", "】": "]", "“": '"', "”": '"', "\t": "  "}
)
_CLOSING = {"{": "}", "[": "]"}
#: A line of a value that was surely meant as a field; a sentence may well go on with `一是：`.
_FIELD_LINE = re.compile(r"(?:- )?[a-z_]+：")
#: Keys that are none: `on：2024-06-30`, `on:2024-06-30`, `-report`.
_SWALLOWED = re.compile(r"-\S|[A-Za-z_]\w*(?:：|:\S)")


@dataclass(frozen=True)
class YamlSlip:
    """A line that is wrong.

    Attributes:
        line: 0-based, within the front matter.
        mended: How it should read; empty where that is not known.
    """

    line: int
    mended: str = ""


def find_slip(lines: Sequence[str], error: yaml.MarkedYAMLError) -> YamlSlip:
    """The line that is to blame for what YAML complains of.

    Args:
        lines: The front matter without the lines that enclose it, nested so little that it can safely be read.
        error: The complaint.
    """
    noticed = min(_line_of(error), len(lines) - 1)
    began = error.context_mark.line if error.context_mark and _is_enclosure(error) else noticed
    places = sorted({*range(max(0, began - _LINES_BACK), noticed + 1)}, key=lambda n: (abs(n - began), -n))
    tries = max(_FEWEST_TRIES, _MOST_READ // (1 + sum(map(len, lines))))
    best, furthest = YamlSlip(began), noticed
    for line, mended in islice(_mendings(lines, places), tries):
        reached = _reads_until([*lines[:line], mended, *lines[line + 1 :]])
        if reached is None:
            return YamlSlip(line, mended)
        if reached > furthest:
            best, furthest = YamlSlip(line, mended), reached
    return best


def find_swallowed(node: yaml.Node | None, lines: Sequence[str]) -> YamlSlip | None:
    """The first line on which a field has become part of a key or of the value before it, of which YAML says nothing.

    Args:
        node: The front matter as it was read.
        lines: Its lines.
    """
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and not key.style and _SWALLOWED.match(key.value):
                return _mended_slip(key.start_mark.line, lines)
            if found := find_swallowed(value, lines):
                return found
    if isinstance(node, yaml.SequenceNode):
        return next((found for value in node.value if (found := find_swallowed(value, lines))), None)
    return _swallowed_in_value(node, lines) if isinstance(node, yaml.ScalarNode) and not node.style else None


def _swallowed_in_value(value: yaml.ScalarNode, lines: Sequence[str]) -> YamlSlip | None:
    """What stands on the later lines of a value and looks like a field or a row."""
    first = value.start_mark.line
    for number in range(first + 1, min(value.end_mark.line + 1, len(lines))):
        line = lines[number].strip()
        if line in value.value and _FIELD_LINE.match(line):
            return _mended_slip(number, lines)
        if line.startswith("- ") and value.value.startswith("-"):
            return _mended_slip(first, lines)
    return None


def _mended_slip(line: int, lines: Sequence[str]) -> YamlSlip:
    mended = _TIGHT_DASH.sub(r"\1- ", _WIDE_COLON.sub(r"\1: ", lines[line]))
    return YamlSlip(line, (mended if mended != lines[line] else lines[line].translate(_WIDE)).rstrip())


def _is_enclosure(error: yaml.MarkedYAMLError) -> bool:
    """Whether something that was opened is not closed, which YAML notices only at its end."""
    return any(word in (error.context or "") for word in ("quoted scalar", "flow"))


def _line_of(error: yaml.MarkedYAMLError) -> int:
    return int(error.problem_mark.line) if error.problem_mark else 0


def _reads_until(lines: Sequence[str]) -> int | None:
    """The line at which YAML complains; None where it does not."""
    try:
        for _ in yaml.parse("\n".join(lines) + "\n", Loader=SAFE_LOADER):
            pass
    except yaml.MarkedYAMLError as error:
        return _line_of(error)
    except (yaml.YAMLError, ValueError):
        return 0
    return None


def _mendings(lines: Sequence[str], places: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Yield lines as they may have been meant, the likeliest slips of all places first."""
    for mend in (_mend_marks, _mend_closing, _mend_quotes):
        for place in places:
            for mended in mend(lines[place]):
                if mended != lines[place]:
                    yield place, mended
    # A step is two blanks, so an odd one is the likeliest to be wrong.
    for place in sorted(places, key=lambda n: _indent(lines[n]) % 2 == 0):
        for indent in _indents_around(lines, place):
            yield place, " " * indent + lines[place].lstrip()


def _mend_marks(line: str) -> Iterator[str]:
    yield _WIDE_COLON.sub(r"\1: ", line).rstrip()
    yield _TIGHT_COLON.sub(r"\1: ", line)
    yield _TIGHT_DASH.sub(r"\1- ", line)
    yield line.translate(_WIDE)


def _mend_closing(line: str) -> Iterator[str]:
    opened: list[str] = []
    for character in line:
        if character in _CLOSING:
            opened.append(_CLOSING[character])
        elif opened and character == opened[-1]:
            opened.pop()
    if opened:
        yield line.rstrip() + "".join(reversed(opened))


def _mend_quotes(line: str) -> Iterator[str]:
    for pattern in (_VALUE, _ITEM):
        if match := pattern.match(line):
            value = match[2].strip().strip("\"'")
            yield match[1] + '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _indents_around(lines: Sequence[str], place: int) -> Iterator[int]:
    """Yield how far a line may have been meant to be indented: a little less or more, or as those beside it."""
    own = _indent(lines[place])
    beside = [*reversed(lines[max(0, place - _LINES_BACK) : place]), *lines[place + 1 : place + 3]]
    around = [own - 1, own + 1, own - 2, own + 2, *(_indent(line) for line in beside if line.strip())]
    yield from (indent for indent in dict.fromkeys(around) if indent != own and indent >= 0)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())

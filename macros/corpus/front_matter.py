"""Front matter: YAML that remembers on which line each field stands.

Dates stay text, since a date may be a month, and `on` stays a word: YAML 1.1
would read the ledger's `on:` as a truth value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import yaml

from macros.corpus.findings import Findings
from macros.corpus.yaml_slips import SAFE_LOADER, YamlSlip, find_slip, find_swallowed
from macros.errors import ErrorKind

_KEPT_AS_TEXT = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"}
_DEEPEST = 16
#: So many characters of a line are shown.
_SHOWN = 60
#: Below this nothing overflows that goes down a tree step by step.
_SAFE_DEPTH = 200
_CONSTRUCT = re.compile(r"[&*!]")
#: U+FFFE and U+FFFF are no characters, and no XML may hold them.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: The line of a page on which the first of its fields stands.
_FIRST_LINE = 2
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)")


class _Loader(SAFE_LOADER):  # type: ignore[misc]
    """Plain YAML with truth values of one spelling and no dates."""


#: What generators take for a number or a day, by its first character.
_COUNTED: dict[str, list[re.Pattern[str]]] = {
    first: [pattern for tag, pattern in resolvers if tag.rpartition(":")[2] in {"int", "float", "timestamp"}]
    for first, resolvers in SAFE_LOADER.yaml_implicit_resolvers.items()
}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _KEPT_AS_TEXT]
    for first, resolvers in SAFE_LOADER.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
# YAML 1.1 would read the article 31_1 as 311, and 010 as eight.
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


@dataclass(frozen=True)
class Value:
    """A word or text of front matter with its fields and place.

    Attributes:
        location: The fields and places in lists that lead to it.
        text: What it says.
        line: 1-based line on which it begins.
        column: 1-based place of its first character; 0 where its characters do
            not stand in the file one after another, as in text of many lines.
    """

    location: tuple[str | int, ...]
    text: str
    line: int
    column: int


class FrontMatter:
    """The fields of a page, and the line of each.

    The tree that knows the lines is made anew where it is kept no longer: it is seldom asked, and large.

    Args:
        fields: What they say.
        text: How they are written; empty where a page has none.
        node: The tree of that text.

    Attributes:
        fields: What they say.
    """

    def __init__(self, fields: dict[str, Any], text: str, node: yaml.Node | None) -> None:
        self.fields = fields
        self._text = text
        self._made = node

    def __getstate__(self) -> dict[str, Any]:
        return {"fields": self.fields, "_text": self._text, "_made": None}

    @property
    def _node(self) -> yaml.Node | None:
        if self._made is None and self._text:
            self._made = yaml.compose(self._text, Loader=_Loader)
        return self._made

    @cached_property
    def values(self) -> tuple[Value, ...]:
        """All words and texts, keys included, in the order of the file."""
        return tuple(_values(self._node, (), _FIRST_LINE))

    def line_of(self, location: tuple[str | int, ...]) -> int:
        """The 1-based line of a field, or of the nearest thing that contains it."""
        return find_line(self._node, location, _FIRST_LINE) if self._text else 1


def find_line(node: yaml.Node | None, location: tuple[str | int, ...], first: int) -> int:
    """The 1-based line of a field, or of the nearest thing that contains it.

    Args:
        node: A tree of YAML.
        location: The fields and places in lists that lead to it.
        first: On which line of its file the tree begins.
    """
    line = first
    for step in location:
        node, line = _child(node, step, line, first)
        if node is None:
            break
    return line


def _values(node: yaml.Node | None, location: tuple[str | int, ...], offset: int) -> Iterator[Value]:
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark, node.end_mark
        quotes = 2 if node.style in {"'", '"'} else 0
        # As many characters in the file as in the text: none of them is escaped.
        plain = start.line == end.line and end.column - start.column == len(node.value) + quotes
        yield Value(location, node.value, start.line + offset, start.column + 1 + quotes // 2 if plain else 0)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _values(key, location, offset)
            yield from _values(value, (*location, str(key.value)), offset)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _values(value, (*location, number), offset)


def parse_front_matter(lines: list[str], start: int, path: str, findings: Findings) -> FrontMatter | None:
    """Read the front matter of a page.

    Args:
        lines: All lines of the page.
        start: Index of the first line after it.
        path: Path under docs, for messages.
        findings: Where faults go.

    Returns:
        The fields; None on a fault.
    """
    front = lines[1 : start - 1]
    text = "\n".join(front) + "\n"
    try:
        if _CONSTRUCT.search(text) or _may_be_deep(text):
            _refuse_constructs(text)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if _depth(node) > _DEEPEST:
                _refuse_constructs(text)
            fields = loader.construct_document(node) if node is not None else {}
        finally:
            loader.dispose()
        _refuse_what_generators_cannot_read(node, text)
    except yaml.MarkedYAMLError as error:
        _tell_slip(find_slip(front, error), front, path, findings)
        return None
    except _ConstructError as error:
        findings.add(ErrorKind.YAML_SYNTAX, path, error.line + 2, detail=str(error))
        return None
    except (yaml.YAMLError, ValueError, RecursionError, AttributeError, KeyError, IndexError, TypeError):
        findings.add(ErrorKind.YAML_SYNTAX, path, detail="其中有读不懂的写法或字符")
        return None
    if not isinstance(fields, dict):
        findings.add(ErrorKind.YAML_SYNTAX, path, 2, found=f"“{lines[1].strip()}”", expected="“字段: 值”的各行")
        return None
    if slip := find_swallowed(node, front):
        _tell_slip(slip, front, path, findings)
        return None
    for key in find_repeats(node):
        findings.add(ErrorKind.FIELD_REPEATED, path, key.start_mark.line + 2, field=key.value)
    return FrontMatter(fields, text, node)


class _ConstructError(Exception):
    """Front matter uses what no page needs, or what a generator would not read."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


def _may_be_deep(text: str) -> bool:
    """Whether text may be nested so deep that even building a tree of it is not safe."""
    indents = (len(line) - len(line.lstrip(" -?:")) for line in text.split("\n"))
    return 2 * max(indents) + text.count("[") + text.count("{") > _SAFE_DEPTH


def _depth(node: yaml.Node | None) -> int:
    if isinstance(node, yaml.MappingNode):
        return 1 + max((_depth(part) for pair in node.value for part in pair), default=0)
    if isinstance(node, yaml.SequenceNode):
        return 1 + max((_depth(value) for value in node.value), default=0)
    return 0


def _refuse_constructs(text: str) -> None:
    """Refuse anchors, aliases, tags and deep nesting, before anything is built from them."""
    depth = 0
    for event in yaml.parse(text, Loader=SAFE_LOADER):
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _ConstructError(line, "不用 & 和 * 的引用写法")
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None):
            raise _ConstructError(line, "不用 ! 的类型写法")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise _ConstructError(line, f"嵌套超过 {_DEEPEST} 层")


def _refuse_what_generators_cannot_read(node: yaml.Node | None, text: str) -> None:
    """A page of which a generator drops the front matter would be shown as something else.

    They read dates where this module keeps text, so that 2023-02-30 is a
    fault to them; and control characters have no place in a page.
    """
    doubtful = False
    for scalar in find_scalars(node):
        if _UNSEEN.search(scalar.value):
            raise _ConstructError(scalar.start_mark.line, "其中有不可见的控制字符")
        doubtful = doubtful or not _reads_alike(scalar)
    if not doubtful:
        return
    try:
        yaml.load(text, Loader=SAFE_LOADER)  # noqa: S506 - the base is PyYAML's safe loader
    except ValueError:
        dated = (s for s in find_scalars(node) if re.match(r"[0-9]{4}-[0-9]", s.value) and not _is_day(s.value))
        first = next(dated, None)
        raise _ConstructError(first.start_mark.line if first else 0, "其中的日期在日历上没有") from None


def _reads_alike(scalar: yaml.ScalarNode) -> bool:
    """Whether generators surely read a value too, where they take it for a number or a day."""
    value = scalar.value
    patterns = () if scalar.style else _COUNTED.get(value[:1], ())
    counted = any(pattern.match(value) for pattern in patterns)
    return not counted or _NUMBER.fullmatch(value) is not None or _is_day(value)


def find_scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield every key and value that is no list or mapping, in order."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from find_scalars(key)
            yield from find_scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from find_scalars(value)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _tell_slip(slip: YamlSlip, lines: list[str], path: str, findings: Findings) -> None:
    found = lines[slip.line].strip() if slip.line < len(lines) else ""
    mended = slip.mended.strip()
    expected = f"“{mended[:_SHOWN]}”" if mended and len(found) <= _SHOWN and mended != found else ""
    if mended == found and mended:
        expected = "与同一级的各行对齐"
    findings.add(ErrorKind.YAML_SYNTAX, path, slip.line + 2, found=f"“{found[:_SHOWN]}”", expected=expected)


def find_repeats(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """Yield every key that stands a second time in one place."""
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key
                seen.add(key.value)
            yield from find_repeats(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from find_repeats(value)


def _child(node: yaml.Node | None, step: str | int, line: int, offset: int) -> tuple[yaml.Node | None, int]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) == str(step):
                return value, key.start_mark.line + offset
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value, value.start_mark.line + offset
    return None, line

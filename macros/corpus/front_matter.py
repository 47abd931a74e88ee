"""Front matter: YAML that remembers on which line each field stands.

Dates stay text, since a date may be a month, and `on` stays a word: YAML 1.1
would read the ledger's `on:` as a truth value.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from macros.corpus.findings import Findings
from macros.errors import ErrorKind

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEPT_AS_TEXT = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:int"}
_FULL_WIDTH_COLON = re.compile(r"\s*(?:- )?[\w.]+：")


class _Loader(_BASE):  # type: ignore[misc]
    """Plain YAML with truth values of one spelling and no dates."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _KEPT_AS_TEXT]
    for first, resolvers in _BASE.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
# YAML 1.1 would read the article 31_1 as 311, and 010 as eight.
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^-?(?:0|[1-9][0-9]*)$"), list("-0123456789"))


class FrontMatter:
    """The fields of a page, and the line of each."""

    def __init__(self, fields: dict[str, Any], node: yaml.MappingNode | None, offset: int) -> None:
        self.fields = fields
        self._node = node
        self._offset = offset

    def line_of(self, location: tuple[str | int, ...]) -> int:
        """The 1-based line of a field, or of the nearest thing that contains it."""
        node: yaml.Node | None = self._node
        line = self._offset
        for step in location:
            node, line = _child(node, step, line, self._offset)
            if node is None:
                break
        return line


def parse_front_matter(lines: list[str], path: str, findings: Findings) -> tuple[FrontMatter, int] | None:
    """Read the front matter of a page.

    Args:
        lines: All lines of the page.
        path: Path under docs, for messages.
        findings: Where faults go.

    Returns:
        The fields, and the index of the first line after them; None on a fault.
    """
    if not lines or lines[0].strip() != "---":
        findings.add(ErrorKind.FRONT_MATTER_MISSING, path)
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() in {"---", "..."}), None)
    if end is None:
        findings.add(ErrorKind.FRONT_MATTER_MISSING, path, found="只有开头的 ---，没有结尾的 ---")
        return None
    loader = _Loader("\n".join(lines[1:end]))
    try:
        node = loader.get_single_node()
        fields = loader.construct_document(node) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        line = _fault_line(error, lines[:end])
        shown = lines[line - 1].strip() if line <= len(lines) else ""
        findings.add(ErrorKind.YAML_SYNTAX, path, line, found=f"“{shown}”")
        return None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        findings.add(ErrorKind.YAML_SYNTAX, path, found=f"“{error}”".replace("\n", " "))
        return None
    finally:
        loader.dispose()
    if not isinstance(fields, dict):
        findings.add(ErrorKind.YAML_SYNTAX, path, 2, found=f"“{lines[1].strip()}”", expected="“字段: 值”的各行")
        return None
    _report_repeats(node, path, findings)
    return FrontMatter(fields, node, offset=2), end + 1


def _fault_line(error: yaml.MarkedYAMLError, lines: list[str]) -> int:
    """Where the clerk slipped, which is often before the place at which YAML noticed."""
    noticed = error.problem_mark.line + 2 if error.problem_mark else 1
    if error.context and "quoted scalar" in error.context and error.context_mark:
        return int(error.context_mark.line) + 2
    slips = [n for n, line in enumerate(lines[:noticed], 1) if _FULL_WIDTH_COLON.match(line)]
    return slips[-1] if slips else noticed


def _report_repeats(node: yaml.Node | None, path: str, findings: Findings) -> None:
    if isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if key.value in seen:
                findings.add(ErrorKind.FIELD_REPEATED, path, key.start_mark.line + 2, field=str(key.value))
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
            _report_repeats(value, path, findings)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _report_repeats(value, path, findings)


def _child(node: yaml.Node | None, step: str | int, line: int, offset: int) -> tuple[yaml.Node | None, int]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if str(key.value) == str(step):
                return value, key.start_mark.line + offset
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value, value.start_mark.line + offset
    return None, line

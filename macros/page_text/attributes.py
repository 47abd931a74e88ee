"""Attribute lists, `{ #id .class }`: on a heading, right after a link, alone on a line under a block."""

from __future__ import annotations

import re
from collections.abc import Iterable

_CLASSES = r"(?:[.][A-Za-z][\w-]*[ ]*)"
_LIST = re.compile(rf"\{{:?[ ]*{_CLASSES}*(?:#[A-Za-z][\w-]*[ ]*)?{_CLASSES}*\}}")
_OF_LINK = re.compile(rf"\{{:?[ ]*{_CLASSES}+\}}")
_LOOKS_LIKE_LIST = re.compile(r"\{:?\s*(?:[#.][^{}]*|[^{}]*\w=[^{}]*)\}")


def read_attributes(attributes: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids and the classes of an attribute list."""
    tokens = attributes.strip("{}: \t").split()
    ids, classes = ([token[1:] for token in tokens if token[0] == first] for first in "#.")
    return tuple(ids), tuple(classes)


def write_attributes(name: str = "", classes: Iterable[str] = ()) -> str:
    """Write an attribute list.

    Args:
        name: The id; empty for none.
        classes: The classes, without their dots.
    """
    tokens = [*([f"#{name}"] if name else []), *(f".{one}" for one in classes)]
    return f"{{ {' '.join(tokens)} }}"


def split_attributes(words: str) -> tuple[str, str]:
    """Part a heading from the attribute list at its end, which a blank must precede."""
    at = words.rfind("{")
    if not words.endswith("}") or (at > 0 and words[at - 1] not in " \t"):
        return words, ""
    if at < 0 or not _LOOKS_LIKE_LIST.fullmatch(words[at:]):
        return words, ""
    return words[:at].rstrip(), words[at:]


def is_attribute_list(line: str) -> bool:
    """Whether a line is an attribute list of a page, and nothing else."""
    return "{" in line and _LIST.fullmatch(line.strip()) is not None


def block_id(line: str) -> str:
    """The id of an attribute list that stands alone on its line, or an empty text."""
    if not is_attribute_list(line):
        return ""
    ids, _ = read_attributes(line)
    return ids[0] if ids else ""


def allowed_attributes(attributes: str, *, of_link: bool = False) -> bool:
    """Whether an attribute list is empty, or holds classes and (not on a link) one id."""
    pattern = _OF_LINK if of_link else _LIST
    return not attributes or pattern.fullmatch(attributes) is not None

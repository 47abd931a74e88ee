"""What becomes of one page of a change set, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.corpus.findings import Findings
from macros.corpus.front_matter import parse_front_matter
from macros.page_text.splitting import FrontMatterError, SplitText, normal_text, split_text
from scripts.changes.change_set import SETTINGS, ChangeSet
from scripts.changes.said.body import say_body
from scripts.changes.said.fields import say_fields
from scripts.changes.said.names import Names
from scripts.changes.said.settings import say_settings
from scripts.changes.said.telling import Said, value
from scripts.changes.writing import read_file


def say_page(changes: ChangeSet, path: str) -> tuple[Said, ...]:
    """What a page of a change set says anew, in the order of the page; nothing where only its writing differs.

    Args:
        changes: What is written.
        path: One of its pages.
    """
    before, after = (_text(content) for content in (changes.before[path], changes.after[path]))
    if path == SETTINGS:
        return tuple(say_settings(before, after))
    names = Names(lambda page: _versions(changes, page), path)
    try:
        old, new = split_text(before), split_text(after)
        return (*_say_front(_fields(old), _fields(new), names), *say_body(old.body, new.body, names))
    except FrontMatterError:
        # Its lines tell it, below.
        return ()


def _versions(changes: ChangeSet, path: str) -> Iterator[str]:
    """What a page says, as it will be, as it was, or as it stands where it is none of those that change."""
    held = [changes.after[path], changes.before[path]] if path in changes.after else [read_file(changes.docs / path)]
    yield from (_text(content) for content in held if content is not None)


def _text(content: bytes | None) -> str:
    return normal_text((content or b"").decode("utf-8", "replace"))


def _say_front(old: dict[str, Any] | None, new: dict[str, Any] | None, names: Names) -> Iterator[Said]:
    if old is not None and new is not None:
        yield from say_fields(old, new, names)
    elif old != new:
        yield value("页首信息", *("写得不对，读不出来" if one is None else "读得出来" for one in (old, new)))


def _fields(split: SplitText) -> dict[str, Any] | None:
    """The front matter; None where it cannot be read."""
    front = split.front
    found = parse_front_matter(["", *front, ""], len(front) + 2, "", Findings()) if front else None
    return found.fields if found else {} if not front else None

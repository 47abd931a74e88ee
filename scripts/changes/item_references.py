"""Follows items that get other ids: in every page, whatever names them is written anew and nothing else.

An item is named by a reference in front matter or in a macro (`2023#o1`), by
a link (`../reports/2023.md#o1`), and on its own page by `#o1` and its id alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from macros.domain.paths import resolve
from macros.page_text.fields import field_spans
from macros.page_text.links import rename_anchors
from macros.page_text.splitting import SplitText, split_text

_NAME = r"[a-z][a-z0-9-]*"
_CALL = re.compile(r"\{\{.*?\}\}", re.DOTALL)
#: Where fields of a report's own page name its items by their ids alone: after `at:`, behind the item that is
#: answered, before what an item goes on from.
_PLACES = {
    "indicators": re.compile(rf"(?P<before>(?<![\w-])[\"']?at[\"']?\s*:\s*[\"']?)(?P<id>{_NAME})(?=[\"'\s,}}]|$)"),
    "answers": re.compile(rf"(?P<before>#{_NAME}[\"']?\s*:\s+[\"']?)(?P<id>{_NAME})(?=[\"'\s,}}]|$)"),
    "continues": re.compile(rf"(?P<before>(?:^|[\s{{,])[\"']?)(?P<id>{_NAME})(?=[\"']?\s*:)"),
}


@dataclass(frozen=True)
class Renamed:
    """Items of one report that get other ids (换标识).

    Attributes:
        key: The report's.
        ids: The new id of each item and part, by the old one.
    """

    key: str
    ids: Mapping[str, str]

    @property
    def path(self) -> str:
        """Path of the report's page under docs."""
        return f"reports/{self.key}.md"


def rename_references(text: str, path: str, renamed: Renamed) -> str:
    """The text of a page with every reference to the items as they are called now.

    Args:
        text: The whole page.
        path: Its path under docs.
        renamed: The items; headings that carry their ids are left to whoever changes the page.
    """
    if not any(f"#{old}" in text for old in renamed.ids) and path != renamed.path:
        return text
    split = split_text(text)
    front = _front(split, path, renamed)
    body = "\n".join(split.body)
    body = _CALL.sub(lambda call: _references(call[0], renamed), body)
    body = rename_anchors(body, _new_anchor(path, renamed))
    return split.changed(front=front if split.body_at else None, body=body.split("\n"))


def _front(split: SplitText, path: str, renamed: Renamed) -> list[str]:
    lines = [_references(line, renamed) for line in split.front]
    return _with_places(lines, renamed) if path == renamed.path else lines


def _with_places(lines: list[str], renamed: Renamed) -> list[str]:
    """What the report's own fields say of its items."""
    lines = [*lines]
    for name, form in _PLACES.items():
        for number in range(*field_spans(lines).get(name, (0, 0))):
            lines[number] = form.sub(
                lambda found: found["before"] + renamed.ids.get(found["id"], found["id"]), lines[number]
            )
    return lines


def _references(text: str, renamed: Renamed) -> str:
    """References such as `2023#o1`; of an item in a folder the folder is part of its key."""
    form = re.compile(rf"(?<![\w/#-])((?:reports/)?{re.escape(renamed.key)}(?:\.md)?#)({_NAME})(?![\w-])")
    return form.sub(lambda found: found[1] + renamed.ids.get(found[2], found[2]), text)


def _new_anchor(path: str, renamed: Renamed) -> Callable[[str, str], str]:
    def rename(address: str, name: str) -> str:
        target = resolve(address, path) if address else path
        return renamed.ids.get(name, name) if re.sub(r"\.html$", ".md", target) == renamed.path else name

    return rename


def retire(names: Iterable[str], before: Sequence[str]) -> list[str]:
    """The ids that may not be given again, with those that are given up now."""
    return [*before, *(name for name in names if name not in before)]


def free_part(name: str, taken: Container[str]) -> str:
    """The id of a further part of one kind: `work`, or `work-2` where that is taken."""
    return next(free for n in count(1) if (free := f"{name}-{n}" if n > 1 else name) not in taken)


def free_item(letter: str, taken: Iterable[str]) -> str:
    """The id of a further item of one kind: one more than the highest that was ever given."""
    numbers = (int(name[1:]) for name in taken if re.fullmatch(rf"{letter}[0-9]+", name))
    return f"{letter}{max(numbers, default=0) + 1}"

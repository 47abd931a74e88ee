"""Puts other words into one fact that the head of a page records, however its lines are written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from macros.compare.corrected import TextChange
from macros.compare.recorded import find_record_changes
from macros.corpus import parse_given
from macros.domain.records import GivenPage, name_facts, records_of, words_of
from macros.errors import SiteError
from macros.page_text.fields import field_spans
from macros.page_text.splitting import split_text

#: What of a head tells of the page, and is none of what it records.
_ABOUT = frozenset({"corrections", "signed", "allowed", "kept", "put_off", "meanings", "audience", "sample"})


@dataclass(frozen=True)
class FactPlace:
    """One fact with other words in it (要更正的一项).

    Attributes:
        text: The page with them.
        change: What the fact said and says, and which it is.
    """

    text: str
    change: TextChange


def find_facts(text: str, path: str, before: str, after: str, what: str = "") -> list[FactPlace]:
    """The facts of a page that words can be put right in, each with the page as it would be.

    Wherever the words stand in the head they are replaced and the page is read again: it counts where one fact alone
    says something else then.

    Args:
        text: The whole page.
        path: Its path under docs.
        before: The words that give way.
        after: What stands there then.
        what: Which fact is meant, or with what its name begins: 第2项, 第2项措施1责任人; empty for any.
    """
    page = parse_given(text, path)
    found: dict[TextChange, FactPlace] = {}
    for fresh in _replaced(text, before, after):
        change = _only_change(page, fresh, path)
        if change and change.what.startswith(what):
            found.setdefault(change, FactPlace(fresh, change))
    return [*found.values()]


def find_standing(text: str, path: str, before: str, after: str, what: str = "") -> list[FactPlace]:
    """The facts in which words stand already that are only to be recorded as put right; arguments as `find_facts`."""
    return [
        FactPlace(text, TextChange(words.replace(after, before, 1), words, name))
        for name, words in name_facts(records_of(parse_given(text, path))).items()
        if after and after in words and name.startswith(what)
    ]


def _replaced(text: str, before: str, after: str) -> Iterator[str]:
    """Yield the page with the words in each place of its head, as they are and as a value in quotes."""
    page = split_text(text)
    spans = [span for name, span in field_spans(page.front).items() if name not in _ABOUT]
    for number in (number for start, stop in spans for number in range(start, stop)) if before else ():
        line, at = page.front[number], -1
        while (at := line.find(before, at + 1)) >= 0:
            for words in (after, json.dumps(after, ensure_ascii=False)):
                lines = [*page.front]
                lines[number] = line[:at] + words + line[at + len(before) :]
                yield page.changed(front=lines)


def _only_change(page: GivenPage, fresh: str, path: str) -> TextChange | None:
    try:
        now = parse_given(fresh, path)
    except SiteError:
        return None
    before, after = records_of(page), records_of(now)
    if [(one.id, one.within) for one in before] != [(one.id, one.within) for one in after]:
        # What is called otherwise is neither gone nor put right.
        return None
    changes = find_record_changes(before, after)
    return changes[0] if len(changes) == 1 and words_of(now) == words_of(page) else None

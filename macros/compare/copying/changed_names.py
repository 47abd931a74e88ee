"""Tells whether two sentences differ in names of places, offices and bodies alone, beside their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.distance import Levenshtein

from macros.compare.copying.masking import mask
from macros.word_lists import alternatives, read_lists

_LISTS = read_lists(__file__)
_LEVELS, _NO_NAMES = frozenset(_LISTS["levels"]), frozenset(_LISTS["no names"])
_END = re.compile(alternatives(_LISTS["ends"]))
_ENDED = re.compile(f"(?P<name>.*?)(?:{alternatives(_LISTS['ends'])})")
#: What stands between two differences that are of one name: 石桥村, 桥头村.
_BETWEEN = 1
_LONGEST = 10
#: A name of one character stands everywhere.
_SHORTEST = 2


def differ_in_names_alone(old: str, new: str) -> bool:
    """Whether each difference is one name in place of another: 东山村 of 西岭村, 县委 of 市委.

    Args:
        old: The masked words of a sentence.
        new: Those of another.
    """
    changes = list(_changes(old, new))
    return bool(changes) and all(_are_names(old[a:b], new[c:d], new[d:], old[b:]) for a, b, c, d in changes)


def find_changed_names(old: str, new: str) -> Iterator[tuple[str, str]]:
    """Yield the names of one sentence that another has others for: 东山村 and 西岭村.

    Args:
        old: A sentence.
        new: The same with other names; where it differs otherwise too, none are told.
    """
    before, after = mask(old), mask(new)
    if not differ_in_names_alone(before, after):
        return
    for a, b, c, d in _changes(before, after):
        old_end, new_end = _END.match(before, b), _END.match(after, d)
        names = before[a:b] + (old_end[0] if old_end else ""), after[c:d] + (new_end[0] if new_end else "")
        if before[a:b] not in _LEVELS and min(map(len, names)) >= _SHORTEST:
            yield names


def _changes(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """Where the two differ: start and end in either, differences close to each other as one."""
    spans: list[list[int]] = []
    for step in Levenshtein.opcodes(before, after):
        if step.tag == "equal":
            continue
        if spans and step.src_start - spans[-1][1] <= _BETWEEN:
            spans[-1][1], spans[-1][3] = step.src_end, step.dest_end
        else:
            spans.append([step.src_start, step.src_end, step.dest_start, step.dest_end])
    yield from ((a, b, c, d) for a, b, c, d in spans)


def _are_names(old: str, new: str, behind_new: str, behind_old: str) -> bool:
    if old in _LEVELS and new in _LEVELS:
        return True
    return _is_name(old, behind_old) and _is_name(new, behind_new)


def _is_name(words: str, behind: str) -> bool:
    """Whether words are a name whose end they hold or are followed by."""
    whole = _ENDED.fullmatch(words)
    name = whole["name"] if whole else words if _END.match(behind) else ""
    return 0 < len(name) <= _LONGEST and name not in _NO_NAMES and not any(name.endswith(word) for word in _NO_NAMES)

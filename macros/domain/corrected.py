"""Where in a paper stands what was corrected, and in how many places."""

from __future__ import annotations

from collections.abc import Iterable

from macros.domain.corrections import PaperCorrection
from macros.domain.reports import Item, Report


def find_corrected(report: Report, correction: PaperCorrection) -> Item | None:
    """The passage that holds what was put there; None where none does, or more than one.

    Args:
        report: The paper as it is now.
        correction: One of its corrections.
    """
    words = _bare(correction.after)
    found = [item for item in report.passages.values() if words and words in _bare(f"{item.title}\n{item.text}")]
    return found[0] if len(found) == 1 else None


def count_places(corrections: Iterable[PaperCorrection]) -> int:
    """How many places were corrected: what was put right again at the same place counts once.

    Args:
        corrections: All of a paper, in the order in which they were written.
    """
    places: list[str] = []
    count = 0
    for one in corrections:
        before, after = _bare(one.before), _bare(one.after)
        again = next((place for place in places if place == after or _is_within(place, before)), None)
        if again is not None and not one.new_text:
            places.remove(again)
        else:
            count += 1
        if after:
            places.append(after)
    return count


def _is_within(one: str, other: str) -> bool:
    return bool(other) and (one in other or other in one)


def _bare(text: str) -> str:
    return "".join(text.split())

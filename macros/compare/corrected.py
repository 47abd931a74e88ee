"""What of a text was changed, and which of that its corrections tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from macros.compare.passages import compare_texts
from macros.domain.corrections import PaperCorrection


@dataclass(frozen=True)
class TextChange:
    """A passage that says something else (一处改动); either side may be empty.

    `what` says of a recorded fact which it is, such as 第2项措施1责任人; of running text it is empty. `audience` says
    who may read of it, where that is not who may read the page.
    """

    before: str
    after: str
    what: str = ""
    audience: str = ""


def find_changes(old: str, new: str) -> list[TextChange]:
    """What a text says otherwise than before, sentence by sentence, in reading order.

    Args:
        old: The earlier text.
        new: The later one.
    """
    found: list[TextChange] = []
    stands_beside = False
    for pair in compare_texts(old, new) if old != new else ():
        change = TextChange(*("".join(piece.text for piece in side) for side in (pair.old, pair.new)))
        if change.before == change.after:
            stands_beside = False
            continue
        last = found[-1] if stands_beside else None
        # What was put in the place of something, in words that are not alike, is one change.
        if last and not (last.after and change.after) and not (last.before and change.before):
            found[-1] = TextChange(last.before + change.before, last.after + change.after)
        else:
            found.append(change)
        stands_beside = True
    return found


def find_untold(changes: Iterable[TextChange], corrections: Sequence[PaperCorrection]) -> list[TextChange]:
    """The changes that no correction tells.

    Args:
        changes: What a text says otherwise than before.
        corrections: What was written of it meanwhile, in the order in which it was.
    """
    if any(correction.new_text for correction in corrections):
        return []
    return [change for change in changes if not (_is_fact_told if change.what else _is_told)(change, corrections)]


def _is_fact_told(change: TextChange, corrections: Sequence[PaperCorrection]) -> bool:
    """Whether corrections of that very fact lead from what stood there to what does: the same words stand in many."""
    words = _bare(change.before)
    for correction in corrections:
        if correction.what == change.what and _bare(correction.before) == words:
            words = _bare(correction.after)
    return words == _bare(change.after)


def _is_told(change: TextChange, corrections: Sequence[PaperCorrection]) -> bool:
    before, after = _bare(change.before), _bare(change.after)
    for correction in corrections:
        old, new = _bare(correction.before), _bare(correction.after)
        if (old or new) and before in old and after in new:
            return True
        if old and old in before:
            before = before.replace(old, new, 1)
        elif new and not old and new in after:
            after = after.replace(new, "", 1)
    return before == after


def _bare(text: str) -> str:
    return "".join(text.split())

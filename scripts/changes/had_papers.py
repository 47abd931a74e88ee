"""Corrections as the readers of a page need them: from what they last had to what they have now, one a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from macros.compare.corrected import TextChange, find_changes
from macros.domain.corrections import PaperCorrection
from macros.domain.records import GivenPage, Record, name_facts, records_of, words_of


@dataclass(frozen=True)
class HadPaper:
    """A page as its readers have had it (读者看过的).

    Attributes:
        text: Its running text as it was last given out, as `words_of` has it.
        corrections: What any readers were told of it, which stays as it is.
        source: The SHA-256 of the file that it was taken from; empty where that is not known.
        records: What it recorded, as `records_of` has it.
    """

    text: str
    corrections: tuple[PaperCorrection, ...] = ()
    source: str = ""
    records: tuple[Record, ...] = ()

    @property
    def facts(self) -> dict[str, str]:
        """What each fact said, by what it is called."""
        return name_facts(self.records)


def join_corrections(
    page: GivenPage, fresh: Iterable[PaperCorrection], had: HadPaper
) -> tuple[list[PaperCorrection], list[PaperCorrection]]:
    """Put new corrections together with those of the same places that no readers were told yet.

    Args:
        page: The page as it will be, with the corrections that its page tells already.
        fresh: What is corrected now, in reading order.
        had: What its readers have had.

    Returns:
        The corrections of the page that stay, and the new ones, each beginning from what readers have had; what says
        again what they have had is none.
    """
    stay, text = list(page.corrections), _bare(words_of(page))
    changes, facts = find_changes(had.text, words_of(page)), had.facts | name_facts(records_of(page))
    new = []
    for correction in fresh:
        if correction.entry or correction.what in facts:
            new += _join_fact(correction, stay, had)
            continue
        joined = correction
        for earlier in reversed([one for one in stay if one not in had.corrections and not one.new_text]):
            both = _from(earlier, joined)
            if _is_same_place(earlier, joined, text, _bare(had.text)) and _bare(both.after) in text:
                joined = both
                stay.remove(earlier)
        joined = _as_had(joined, had, changes)
        if joined.new_text or _bare(joined.before) != _bare(joined.after):
            new.append(joined)
    return stay, new


def _join_fact(correction: PaperCorrection, stay: list[PaperCorrection], had: HadPaper) -> list[PaperCorrection]:
    """A correction of a fact with those of the same that no readers were told yet, which stay no longer."""
    joined = correction
    for earlier in reversed([one for one in stay if one not in had.corrections and one.what == correction.what]):
        if _bare(earlier.after) == _bare(joined.before):
            joined = replace(joined, before=earlier.before)
            stay.remove(earlier)
    joined = replace(joined, before=had.facts.get(correction.what, joined.before))
    return [joined] if _bare(joined.before) != _bare(joined.after) else []


def _is_same_place(earlier: PaperCorrection, later: PaperCorrection, text: str, had: str) -> bool:
    """Whether a correction is of words that an earlier one had put there; texts are without blanks."""
    put, before, after = (_bare(words) for words in (earlier.after, later.before, later.after))
    if not put or later.new_text:
        return False
    if put not in text:
        return _is_within(put, before)
    # The same few words may stand elsewhere, for another reason.
    if text.count(put) > 1 or put not in after:
        return False
    return put in before or (before in had and _bare(earlier.before) not in had)


def _is_within(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _from(earlier: PaperCorrection, later: PaperCorrection) -> PaperCorrection:
    """Both in one: from what stood before the earlier one to what stands after the later."""
    if earlier.after == later.before or _bare(earlier.after) == _bare(later.before):
        return replace(later, before=earlier.before)
    if earlier.after in later.before:
        return replace(later, before=later.before.replace(earlier.after, earlier.before, 1))
    if later.before and later.before in earlier.after:
        return replace(later, before=earlier.before, after=earlier.after.replace(later.before, later.after, 1))
    return later


def _as_had(correction: PaperCorrection, had: HadPaper, changes: Sequence[TextChange]) -> PaperCorrection:
    """It from what readers have had, where what it begins from was never given out."""
    text, before, after = _bare(had.text), _bare(correction.before), _bare(correction.after)
    if correction.new_text or not before or before in text:
        return correction
    found = [change for change in changes if after and after in _bare(change.after)]
    if len(found) == 1:
        return replace(correction, before=found[0].before, after=found[0].after)
    # What was put back as readers have had it is no change to them.
    return replace(correction, before=correction.after) if after and after in text else correction


def _bare(text: str) -> str:
    return "".join(text.split())

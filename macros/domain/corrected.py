"""Where on a page stands what was corrected, in how many places, and who may read of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.domain.corrections import PaperCorrection
from macros.domain.ledgers import Entry, Ledger
from macros.domain.records import GivenPage
from macros.domain.reports import Audience, Item, Report
from macros.domain.yearbook import Yearbook

#: What a correction is of where it is of the whole page, or of its head.
WHOLE, TITLE = "整份", "标题"


def given_pages(yearbook: Yearbook) -> Iterator[GivenPage]:
    """Yield the pages that can be put right openly: papers, ledgers, local rules, packs."""
    yield from yearbook.reports.values()
    yield from yearbook.ledgers.values()
    yield from yearbook.local_rules.values()
    yield from yearbook.packs.values()


def find_corrected(report: Report, correction: PaperCorrection) -> Item | None:
    """The passage that holds what was put there; None where none does, or more than one.

    Args:
        report: The paper as it is now.
        correction: One of its corrections.
    """
    words = _bare(correction.after)
    found = [item for item in report.passages.values() if words and words in _bare(f"{item.title}\n{item.text}")]
    return found[0] if len(found) == 1 else None


def find_entry(ledger: Ledger, correction: PaperCorrection) -> Entry | None:
    """The entry that a correction of a ledger is of; None where it names none, or one that is struck."""
    return next((entry for entry in ledger.entries if entry.number == correction.entry), None)


def corrections_for(ledger: Ledger, reader: Audience) -> tuple[PaperCorrection, ...]:
    """What readers may be told of the corrections of a ledger, which hold words of its entries.

    Of an entry they are for its readers alone; of one that is struck for those whom it was for then. One that does
    not say which entry it is of is for whoever sees them all.

    Args:
        ledger: The ledger, with all its entries.
        reader: Who reads.
    """
    return tuple(one for one in ledger.corrections if _may_read(ledger, one, reader))


def _may_read(ledger: Ledger, correction: PaperCorrection, reader: Audience) -> bool:
    entry = find_entry(ledger, correction)
    then = Audience(correction.audience) if correction.audience else None
    if entry:
        return reader.may_read(entry.audience) and (then is None or reader.may_read(then))
    if correction.entry:
        return reader.may_read(then or ledger.audience)
    sees_all = all(reader.may_read(one.audience) for one in ledger.entries)
    return reader.may_read(ledger.audience) and (sees_all or correction.what == TITLE)


def count_places(corrections: Iterable[PaperCorrection]) -> int:
    """How many places were corrected: what was put right again at the same place counts once.

    Args:
        corrections: All of a page, in the order in which they were written.
    """
    places: list[tuple[str, str]] = []
    count = 0
    for one in corrections:
        before, after = _bare(one.before), _bare(one.after)
        # The same few words stand in many facts of a ledger.
        fact = one.what if one.entry else ""
        again = next((place for place in places if place[0] == fact and _is_again(place[1], before, after)), None)
        if again is not None and not one.new_text:
            places.remove(again)
        else:
            count += 1
        if after:
            places.append((fact, after))
    return count


def _is_again(place: str, before: str, after: str) -> bool:
    return place == after or (bool(before) and (place in before or before in place))


def _bare(text: str) -> str:
    return "".join(text.split())

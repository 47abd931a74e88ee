"""What a change would make pages record or say otherwise than they do, and how it is told openly as corrections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from macros.compare.corrected import TextChange, find_changes
from macros.compare.recorded import find_record_changes
from macros.corpus import parse_given
from macros.domain.records import GivenPage, records_of, words_of
from macros.domain.reports import Report
from macros.errors import SiteError
from macros.page_text.splitting import normal_text
from scripts.changes.change_set import ChangeSet
from scripts.changes.correcting import corrections_of, require_reason, with_corrections
from scripts.changes.had_papers import HadPaper


@dataclass(frozen=True)
class OtherwiseSaid:
    """A page that would say something otherwise (改了原来的一页), with each such place; progress is none."""

    path: str
    changes: tuple[TextChange, ...]


def find_otherwise_said(changes: ChangeSet) -> list[OtherwiseSaid]:
    """The ledgers, local rules and packs in which a change takes back what was said, in their order.

    Papers are left out, whose own form asks; so are pages that get a correction with the same change.
    """
    found = []
    for path in changes.after:
        old, new = (_read(side[path], path) for side in (changes.before, changes.after))
        if old and new and old.corrections == new.corrections:
            said = [*find_record_changes(records_of(old), records_of(new)), *find_changes(words_of(old), words_of(new))]
            found += [OtherwiseSaid(path, tuple(said))] if said else []
    return found


def with_reason(
    changes: ChangeSet, why: str, by: str, on: date, read_had: Callable[[str], HadPaper | None]
) -> ChangeSet:
    """The same change, in which each place that says something otherwise stands as a correction.

    Args:
        changes: What is going to be written.
        why: The reason.
        by: The post that answers for it.
        on: The day.
        read_had: Gives what readers have had of a page.

    Raises:
        CorrectionError: It is not said why, or by whom.
    """
    require_reason(why, by)
    after = dict(changes.after)
    for one in find_otherwise_said(changes):
        text, rows = normal_text((after[one.path] or b"").decode()), corrections_of(one.changes, why, by, on)
        after[one.path] = with_corrections(text, one.path, rows, read_had(one.path)).encode()
    return replace(changes, after=after)


def _read(content: bytes | None, path: str) -> GivenPage | None:
    if content is None:
        return None
    try:
        page = parse_given(normal_text(content.decode("utf-8", "replace")), path)
    except SiteError:
        return None
    return None if isinstance(page, Report) else page

"""What the units of one site have from one another, with what of it counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros.compare.copying.quoting import Quoting
from macros.compare.sharing.passages import SharedPassage
from macros.compare.sharing.pipeline import Shared, find_shared
from macros.compare.sharing.plan import run_plainly
from macros.compare.sharing.records import PaperRecord, read_record
from macros.domain.remembering import Remember, find_anew
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook


@dataclass(frozen=True)
class JudgedPassage:
    """A passage with why it does not count, in Chinese; None where it does."""

    passage: SharedPassage
    why_not: str | None

    @property
    def counts(self) -> bool:
        """Whether it counts as copied."""
        return self.why_not is None


def share_texts(
    yearbook: Yearbook, remember: Remember = find_anew, found: Callable[[], Shared | None] = lambda: None
) -> Shared:
    """What the units of a site have in common, found once a site.

    Args:
        yearbook: All pages.
        remember: Knows the records of papers that were read before.
        found: Gives what was found elsewhere already; None where nothing was.
    """

    def read(papers: Iterable[Report]) -> Iterator[PaperRecord]:
        return (remember("sharing", paper, lambda paper=paper: read_record(paper)) for paper in papers)  # type: ignore[misc]

    papers = list(yearbook.reports.values())
    # One process does it all, in one piece.
    whole = len(papers) + 1
    return yearbook.keep("shared texts", lambda: found() or find_shared(papers, read, run_plainly, whole, whole))


def judge_passages(passages: Iterable[SharedPassage], yearbook: Yearbook) -> Iterator[JudgedPassage]:
    """Yield passages that are more than set words, each with whether it counts.

    Args:
        passages: What was found.
        yearbook: Titles, concepts, set phrases and provisions of the site.
    """
    quoting: Quoting = yearbook.keep("quoting", lambda: Quoting(yearbook))
    for passage in passages:
        judged = quoting.judge(passage.text)
        if not judged.is_common:
            yield JudgedPassage(passage, judged.why_not)

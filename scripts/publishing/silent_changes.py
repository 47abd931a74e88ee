"""Pages that say something else than these readers have had, without a word about it; and that word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from macros.compare.corrected import TextChange, find_changes, find_untold
from macros.compare.recorded import find_record_changes
from macros.domain.concepts import LocalRule
from macros.domain.corrected import corrections_for
from macros.domain.ledgers import Ledger
from macros.domain.packs import StudyPack
from macros.domain.records import GivenPage
from macros.domain.reports import Audience
from macros.errors import SiteError
from macros.page_text.splitting import normal_text
from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.changes.correcting import corrections_of, newer_text, require_reason, with_corrections
from scripts.changes.had_papers import HadPaper
from scripts.changes.naming import name_given
from scripts.changes.writing import read_file
from scripts.publishing.destination import Destination
from scripts.publishing.had_texts import HadPages, had, had_in, read_given, read_had_file
from scripts.publishing.kept_pages import read_kept_page, read_kept_pages
from scripts.publishing.switching import current_number
from scripts.setup.console import Console
from scripts.setup.project import Project

#: So many changes of a page are told one by one, with so many words of each side.
_MOST_TOLD, _MOST_WORDS = 5, 40


class SilentChangeError(SiteError):
    """Pages were changed that readers have had, and nobody says why; the text names them."""

    meaning = "没有发布：读者看过的报告、台账、本地制度或学习资料包改了，没有写更正，也没有写理由；读者看到的没有改动"
    remedy = "加上 `--why 理由 --by 职务` 再运行一次，就记成更正；不该改的退回改动，见[更正](corrections.md#untold)"


@dataclass(frozen=True)
class SilentChange:
    """A page that says something else than its readers have had (没有写更正的改动).

    Attributes:
        path: Its page under docs.
        name: What an office calls it.
        changes: What it says otherwise, of which no correction tells.
        is_newer_text: Whether a newer text of it was brought in from a file, rather than words put right.
    """

    path: str
    name: str
    changes: tuple[TextChange, ...]
    is_newer_text: bool

    def describe(self) -> Iterator[str]:
        """Yield the page, then its changes, each a Chinese line."""
        what = "换用了新文本" if self.is_newer_text else f"改动 {len(self.changes)} 处"
        yield f"{self.name}{what}，没有写更正"
        for change in () if self.is_newer_text else self.changes[:_MOST_TOLD]:
            where = f"{change.what}：" if change.what else ""
            yield f"  {where}“{_short(change.before) or '（没有）'}” → “{_short(change.after) or '（去掉）'}”"


@dataclass(frozen=True)
class SilentChanges:
    """What was changed since readers have had it, as far as that is known (没有写更正的各页).

    Attributes:
        found: Each page, in the order of their paths.
        unknown: Of which pages nobody has kept what readers have had, in an office's words; empty where of none.
    """

    found: tuple[SilentChange, ...] = ()
    unknown: str = ""

    @property
    def notice(self) -> str:
        """What is told of what is not known; empty where nothing is."""
        return (
            f"上一次发布时还没有留下读者看到的{self.unknown}，看不出其中哪些改了、没有写更正；这一次发布起都留着。"
            if self.unknown
            else ""
        )


def read_had(project: Project, path: str) -> HadPaper | None:
    """A page as readers have had it, and all that any of them were told of it; None where that is not known.

    Args:
        project: The office's project.
        path: The page's path under docs.
    """
    kept = [page for content in read_kept_page(project, path) for page in had_in({path: content}).values()]
    told = {one: None for page in kept for one in page.corrections}
    # Some readers have had a part of a ledger alone: of each fact counts what was given out last.
    records = tuple(record for page in reversed(kept) for record in page.records)
    return replace(kept[0], corrections=tuple(told), records=records) if kept else None


def find_silent_changes(project: Project, place: Destination, audience: Audience) -> SilentChanges:
    """The pages that readers have had and that were changed since without a correction.

    What a release was made before that was kept, and whose pages are not here, is told as not known.

    Args:
        project: The office's project, with the pages as they are now.
        place: Where it is published to.
        audience: Who reads there.
    """
    number = current_number(place, place.read_state()) if place.is_ours else 0
    if number not in place.numbers():
        return SilentChanges()
    withdrawn = place.read_state().withdrawn
    known = read_had_file(place.texts_file(number))
    if known is None or known.papers_alone:
        kept = read_kept_pages(project, place.manifest(number))
        known = known if kept is None else HadPages(had_in(kept))
    if known is None:
        return SilentChanges(unknown="文字")
    stay = [path for path in sorted(known.pages) if path[:-3] not in withdrawn]
    found = (_compare(path, known.pages[path], read_file(project.docs / path), audience) for path in stay)
    unknown = "台账、本地制度和学习资料包" if known.papers_alone else ""
    return SilentChanges(tuple(change for change in found if change), unknown)


def tell_reason(
    project: Project, silent: Sequence[SilentChange], why: str, by: str, on: date, console: Console
) -> None:
    """Write down on their pages why they were changed, as corrections, in one change.

    Args:
        project: Whose pages they are.
        silent: What was changed.
        why: The reason.
        by: The post that answers for it.
        on: The day.
        console: Where it is told.

    Raises:
        CorrectionError: It is not said why, or by whom.
        ContentErrors: The site would have faults with them.
        WriteError: A page cannot be written; none is.
    """
    require_reason(why, by)
    pages = {one.path: _with_reason(project, one, why.strip(), by.strip(), on) for one in silent}
    changes = ChangeSet.plan(project.docs, f"写明更正：{'、'.join(one.name for one in silent)}", pages)
    changes.check()
    journal.write(project, changes, console)
    console.say(f"已记成更正：{'、'.join(one.name for one in silent)}。")


def require_told(
    project: Project, silent: Sequence[SilentChange], why: str, by: str, on: date, console: Console
) -> None:
    """See that pages that were changed say so: with the reason that is given, or the one that is asked for.

    Raises:
        SilentChangeError: There are such pages, and nobody says why.
    """
    if not silent:
        return
    tell(silent, console)
    if not why:
        why = console.ask("为什么改？写一句理由，记成更正，读者看得到；直接回车就不发布：")
    if why and not by:
        by = console.ask("谁更正的？写职务：")
    if not (why.strip() and by.strip()):
        raise SilentChangeError(
            f"{'、'.join(one.name for one in silent)}改了，没有写更正，也没有写理由，没有发布。"
            "改法：加上 --why 理由 --by 职务 再运行一次，就记成更正；不该改的退回改动。"
        )
    tell_reason(project, silent, why, by, on, console)


def tell(silent: Iterable[SilentChange], console: Console) -> None:
    """Tell which pages were changed without a correction, and what."""
    for change in silent:
        for line in change.describe():
            console.say(line)


def _compare(path: str, old: HadPaper, content: bytes | None, audience: Audience) -> SilentChange | None:
    new = read_given(content, path)
    if not new or not _is_read(new, audience):
        return None
    now = had(new)
    if isinstance(new, Ledger):
        old, now = _as_read(old, new, audience), _as_read(now, new, audience)
    fresh = [one for one in now.corrections if one not in old.corrections]
    changes = find_untold([*find_record_changes(old.records, now.records), *find_changes(old.text, now.text)], fresh)
    is_newer = bool(now.source) and now.source != old.source
    return SilentChange(path, name_given(new), tuple(changes), is_newer) if changes else None


def _is_read(page: GivenPage, audience: Audience) -> bool:
    """Whether readers may read a page as far as it says itself, and it is no sample."""
    if isinstance(page, LocalRule):
        return True
    if isinstance(page, StudyPack):
        return page.audience is None or audience.may_read(page.audience)
    readers = (
        [page.audience, *(entry.audience for entry in page.entries)] if isinstance(page, Ledger) else [page.audience]
    )
    return not page.sample and any(map(audience.may_read, readers))


def _as_read(page: HadPaper, ledger: Ledger, audience: Audience) -> HadPaper:
    """A ledger as these readers see it: entries that are for others by now are none of what they miss."""
    closed = {entry.id for entry in ledger.entries if not audience.may_read(entry.audience)}
    is_whole = audience.may_read(ledger.audience)
    records = [one for one in page.records if not {one.id, one.within} & closed and (is_whole or one.name)]
    if not is_whole:
        # They see single entries of it, and would not be told of one that is gone.
        records = [replace(one, audience=one.audience or str(audience)) for one in records]
    seen = corrections_for(ledger, audience)
    told = tuple(one for one in page.corrections if one in seen or one not in ledger.corrections)
    return replace(page, text=page.text if is_whole else "", records=tuple(records), corrections=told)


def _with_reason(project: Project, one: SilentChange, why: str, by: str, on: date) -> str:
    text = normal_text((project.docs / one.path).read_bytes().decode())
    rows = [newer_text(why, by, on)] if one.is_newer_text else corrections_of(one.changes, why, by, on)
    return with_corrections(text, one.path, rows, read_had(project, one.path))


def _short(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"

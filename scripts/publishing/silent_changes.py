"""Papers that say something else than these readers have had, without a word about it; and that word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from macros.compare.corrected import TextChange, find_changes, find_untold
from macros.corpus import parse_report
from macros.domain.reports import Audience, Report
from macros.domain.signing import text_as_signed
from macros.errors import SiteError
from macros.page_text.splitting import normal_text
from scripts.changes import journal
from scripts.changes.change_set import ChangeSet
from scripts.changes.correcting import corrections_of, newer_text, require_reason, with_corrections
from scripts.changes.had_papers import HadPaper
from scripts.changes.naming import name_report
from scripts.changes.writing import read_file
from scripts.publishing.destination import Destination
from scripts.publishing.kept_pages import read_kept_page, read_kept_pages
from scripts.publishing.switching import current_number
from scripts.setup.console import Console
from scripts.setup.project import Project

#: So many changes of a page are told one by one, with so many words of each side.
_MOST_TOLD, _MOST_WORDS = 5, 40


class SilentChangeError(SiteError):
    """Papers were changed that readers have had, and nobody says why; the text names them."""

    meaning = "没有发布：读者看过的报告改了文字，没有写更正，也没有写理由；读者看到的没有改动"
    remedy = "加上 `--why 理由 --by 职务` 再运行一次，就记成更正；不该改的退回改动，见[更正](corrections.md#untold)"


@dataclass(frozen=True)
class SilentChange:
    """A paper that says something else than its readers have had (没有写更正的改动).

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
            yield f"  “{_short(change.before) or '（没有）'}” → “{_short(change.after) or '（去掉）'}”"


def read_had(project: Project, path: str) -> HadPaper | None:
    """A paper as readers have had it, and all that any of them were told of it; None where that is not known.

    Args:
        project: The office's project.
        path: The paper's path under docs.
    """
    kept = [report for content in read_kept_page(project, path) if (report := _read(content, path)) and report.written]
    told = {one: None for report in kept for one in report.corrections}
    return HadPaper(text_as_signed(kept[0]), tuple(told)) if kept else None


def find_silent_changes(project: Project, place: Destination, audience: Audience) -> tuple[SilentChange, ...] | None:
    """The papers that readers have had and that were changed since without a correction.

    Args:
        project: The office's project, with the pages as they are now.
        place: Where it is published to.
        audience: Who reads there.

    Returns:
        Each of them, in the order of their paths; None where the pages that readers have had are not here.
    """
    number = current_number(place, place.read_state()) if place.is_ours else 0
    if number not in place.numbers():
        return ()
    withdrawn = place.read_state().withdrawn
    before = read_kept_pages(project, place.manifest(number))
    if before is None:
        return None
    papers = [path for path in sorted(before) if path.startswith("reports/") and path[:-3] not in withdrawn]
    found = (_compare(path, before[path], read_file(project.docs / path), audience) for path in papers)
    return tuple(change for change in found if change)


def tell_reason(
    project: Project, silent: Sequence[SilentChange], why: str, by: str, on: date, console: Console
) -> None:
    """Write down on their pages why papers were changed, as corrections, in one change.

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
    """See that papers that were changed say so: with the reason that is given, or the one that is asked for.

    Raises:
        SilentChangeError: There are such papers, and nobody says why.
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
            f"{'、'.join(one.name for one in silent)}改了文字，没有写更正，也没有写理由，没有发布。"
            "改法：加上 --why 理由 --by 职务 再运行一次，就记成更正；不该改的退回改动。"
        )
    tell_reason(project, silent, why, by, on, console)


def tell(silent: Iterable[SilentChange], console: Console) -> None:
    """Tell which papers were changed without a correction, and what."""
    for change in silent:
        for line in change.describe():
            console.say(line)


def _compare(path: str, had: bytes, content: bytes | None, audience: Audience) -> SilentChange | None:
    old, new = _read(had, path), _read(content, path)
    # What a page says for the first time puts nothing right.
    if not old or not new or not old.written or new.sample or not audience.may_read(new.audience):
        return None
    told = list(old.corrections)
    fresh = [one for one in new.corrections if one not in told]
    changes = find_untold(find_changes(text_as_signed(old), text_as_signed(new)), fresh)
    newer = new.source is not None and new.source.sha256 is not None and new.source != old.source
    return SilentChange(path, name_report(new), tuple(changes), newer) if changes else None


def _read(content: bytes | None, path: str) -> Report | None:
    """What a page says; a page that is at fault stops the publish by itself."""
    if content is None:
        return None
    try:
        return parse_report(normal_text(content.decode("utf-8", "replace")), path)
    except SiteError:
        return None


def _with_reason(project: Project, one: SilentChange, why: str, by: str, on: date) -> str:
    text = normal_text((project.docs / one.path).read_bytes().decode())
    rows = [newer_text(why, by, on)] if one.is_newer_text else corrections_of(one.changes, why, by, on)
    return with_corrections(text, one.path, rows, read_had(project, one.path))


def _short(words: str) -> str:
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"

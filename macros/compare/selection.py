"""Which papers a comparison is made of: those of one unit, the newest where no year is named."""

from __future__ import annotations

from macros.domain.ledgers import Ledger
from macros.domain.packs import StudyPack
from macros.domain.regulations import Regulation
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError


class NotThereError(SiteError):
    """A year was named of which there is no paper; the check of the pages tells it earlier, with its line."""

    meaning = "汇总页面的宏写了没有材料的年度、单位或版本"
    remedy = "改成有的，或去掉这个值，取最近的"


def choose_report(yearbook: Yearbook, folder: str, year: int | None = None, series: str = "") -> Report | None:
    """The paper of a year, or the newest one; one without a text yet only where there is no other.

    Args:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
        year: The year; None for the newest paper.
        series: Which paper of the year; empty for those that tell of the unit's years.

    Returns:
        The paper; None where no year was named and there is no paper at all.

    Raises:
        NotThereError: A year was named of which there is no paper.
    """
    papers = yearbook.reports_of(folder, series)
    if year is None:
        written = yearbook.written_of(folder, series) or papers
        return written[-1] if written else None
    found = next((paper for paper in papers if paper.year == year), None)
    if found is None:
        raise _not_there(str(series or yearbook.series_of(folder)), year, [paper.year for paper in papers])
    return found


def written_before(report: Report, yearbook: Yearbook) -> Report | None:
    """The paper before one in its row that says something already; None where there is none."""
    before = yearbook.neighbours(report)[0]
    while before and not before.written:
        before = yearbook.neighbours(before)[0]
    return before


def choose_ledger(yearbook: Yearbook, folder: str, year: int | None = None) -> Ledger | None:
    """The ledger of a year, or the newest one; see `choose_report`.

    Raises:
        NotThereError: A year was named of which there is no ledger.
    """
    ledgers = yearbook.ledgers_of(folder)
    if year is None:
        return ledgers[-1] if ledgers else None
    found = next((ledger for ledger in ledgers if ledger.year == year), None)
    if found is None:
        raise _not_there("整改台账", year, [ledger.year for ledger in ledgers])
    return found


def choose_pair(
    yearbook: Yearbook, folder: str, old: int | None = None, new: int | None = None, series: str = ""
) -> tuple[Report, Report] | None:
    """Two papers of one unit and series: those named, else the newest and the one before it.

    Returns:
        The older paper and the newer one, whatever their order in the call;
        None where there are not two.

    Raises:
        NotThereError: A year was named of which there is no paper, or one year twice.
    """
    written = yearbook.written_of(folder, series)
    papers = written if len(written) > 1 else yearbook.reports_of(folder, series)
    newer = choose_report(yearbook, folder, new, series) if new is not None else (papers[-1] if papers else None)
    earlier = [paper for paper in papers if newer and paper.year < newer.year]
    older = choose_report(yearbook, folder, old, series) if old is not None else (earlier[-1] if earlier else None)
    if older is None or newer is None:
        return None
    if older is newer:
        raise NotThereError(f"两个年度都是 {old}，没有可以对照的。改法：在宏里写两个不同的年度。")
    return (older, newer) if older.year < newer.year else (newer, older)


def choose_work(yearbook: Yearbook, regulation: str) -> Regulation:
    """The regulation of an id.

    Raises:
        NotThereError: The register does not hold it.
    """
    work = yearbook.regulations.get(regulation)
    if work is None:
        raise NotThereError(f"没有登记法规“{regulation}”。改法：改正宏里的法规标识，标识见法规页面的文件夹名。")
    return work


def choose_pack(yearbook: Yearbook, path: str) -> StudyPack:
    """The study pack of a page.

    Raises:
        NotThereError: The page is no pack.
    """
    pack = next((pack for pack in yearbook.packs.values() if pack.path == path), None)
    if pack is None:
        raise NotThereError(
            f"docs/{path} 不是学习资料包。改法：study_pack() 只写在页首信息有 pack 的 docs/study/ 页面上。"
        )
    return pack


def _not_there(what: str, year: int, years: list[int]) -> NotThereError:
    shown = "、".join(map(str, years)) or "还没有"
    return NotThereError(f"没有 {year} 年的{what}（有的年度：{shown}）。改法：改正宏里的年度，或者去掉它，取最近的。")

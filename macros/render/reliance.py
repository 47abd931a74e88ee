"""How far a reader may rely on the register: by what it was checked, what was corrected."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.compare.proof import count_edition, count_work
from macros.domain.corrections import Correction
from macros.domain.numbered import label_of
from macros.domain.numerals import to_chinese
from macros.domain.regulations import DigestCheck, Edition, Regulation, TextKind
from macros.render.environment import render
from macros.render.links import Links

#: Where they stand on the page of a regulation.
_CORRECTIONS = "yb-corrections"
_HOW_TO_BRING_A_TEXT = ("intake", "regulation")


@dataclass(frozen=True)
class CorrectionRow:
    """A correction with the page that it concerns; `path` is empty where that is the regulation's own."""

    work: Regulation
    correction: Correction
    place: str = ""
    path: str = ""
    anchor: str = ""


def edition_reliance(work: Regulation, edition: Edition, links: Links) -> str:
    """What an edition holds, how it was checked, how many facts are proven, what was corrected, in one line."""
    way = "" if edition.text is TextKind.OFFICIAL or _check(edition) else links.to_handbook(*_HOW_TO_BRING_A_TEXT)
    return render(
        "reliance",
        said=_said(edition),
        way=way,
        count=count_edition(edition),
        corrections=sum(row.edition == edition.id for row in work.corrections),
        corrections_at=links.to(work.path, _CORRECTIONS),
    )


def work_reliance(work: Regulation) -> str:
    """The count of a regulation's facts, and the way to what was corrected."""
    return render(
        "reliance",
        said=(),
        way="",
        count=count_work(work),
        corrections=len(work.corrections),
        corrections_at=f"#{_CORRECTIONS}",
    )


def work_corrections(work: Regulation, links: Links) -> str:
    """What was corrected of a regulation, the newest first; nothing where nothing was."""
    return render("corrections", rows=find_rows([work]), links=links) if work.corrections else ""


def _check(edition: Edition) -> DigestCheck | None:
    return edition.digest_check if edition.text is TextKind.DIGEST else None


def _said(edition: Edition) -> tuple[str, ...]:
    if edition.text is TextKind.OFFICIAL:
        held = ("条文原文", "由本单位据所存文件放进来")
        topics = any(article.ours for article in edition.articles)
        return (*held, "条号后【】里的主题是本站自拟的，不是条文原文") if topics else held
    if check := _check(edition):
        said = ("本站摘要", f"据正式文本（{_copies(check.copies)}）核对", check.on.chinese)
        return (*said, "引用以原文为准", *([check.note] if check.note else []))
    if edition.text is TextKind.DIGEST:
        what = "本站摘要" if any(article.words for article in edition.articles) else "各条只有本站所拟的主题"
        return (what, "没有与正式文本核对", "引用以原文为准")
    shown = "版本信息和已知条文的主题" if edition.articles else "版本信息"
    return (f"本站没有这个版本的正式文本，只有{shown}",)


def _copies(number: int) -> str:
    return "一份" if number == 1 else f"{'两' if number == 2 else to_chinese(number)}份，逐条一致"


def find_rows(works: Iterable[Regulation]) -> list[CorrectionRow]:
    """What was corrected of some regulations, the newest first."""
    rows = [_row(work, correction) for work in works for correction in work.corrections]
    return sorted(rows, key=lambda row: (row.correction.on.first, row.work.title), reverse=True)


def _row(work: Regulation, correction: Correction) -> CorrectionRow:
    edition = work.by_id.get(correction.edition)
    if edition is None:
        return CorrectionRow(work, correction)
    label = label_of(edition, correction.anchor) if correction.anchor else ""
    anchor = correction.anchor if correction.anchor in edition.by_anchor else ""
    return CorrectionRow(work, correction, edition.name + label, edition.path, anchor)

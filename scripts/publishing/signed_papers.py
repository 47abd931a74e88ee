"""Sign-off in a publish: which papers may not go out yet, and the texts that pages are shown against."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from macros.corpus import find_signed_text, read_sign_off, signed_file
from macros.domain.signing import Paper, digest_of, find_lacking
from macros.errors import SiteError
from macros.proofing import find_classification, find_private_numbers
from scripts.changes.naming import name_given
from scripts.changes.signed_texts import gather_signed_texts
from scripts.changes.writing import write_whole
from scripts.publishing.sight import Sight


class UnsignedError(SiteError):
    """Papers lack steps of sign-off that these readers' site asks for; the text names both.

    Attributes:
        papers: Paths of those papers.
    """

    meaning = "没有发布：有材料还没有办完这些人的站点要求的审核、签发，或者办完以后文字改动过；读者看到的没有改动"
    remedy = "照提示办好，在工作台的“办理”里记下，或者用 `sign` 记，再发布，见[发布前要办到哪一步](signing.md#required)"

    def __init__(self, text: str, papers: Iterable[str] = ()) -> None:
        super().__init__(text)
        self.papers = tuple(papers)


def require_signed(sight: Sight, docs: Path) -> None:
    """See that the papers that readers would see have the steps that the site's settings ask for.

    Args:
        sight: What they would see.
        docs: The folder of the pages, beside which the settings stand.

    Raises:
        UnsignedError: A paper lacks a step.
        SiteError: The setting is none.
    """
    wanted, book = read_sign_off(docs), sight.corpus.yearbook
    every: list[Paper] = [*book.reports.values(), *book.ledgers.values()]
    told, lack = [], []
    for paper in sorted((one for one in every if one.path in sight.pages), key=lambda one: one.path):
        if (lacking := find_lacking(paper, wanted.steps_of(paper, sight.reader))) and not paper.sample:
            changed = "，办过以后文字有改动" if {one.step for one in paper.signed} & {*lacking} else ""
            lack.append(paper.path)
            told.append(f"{name_given(paper)}缺{'、'.join(lacking)}{changed}")
    if told:
        raise UnsignedError(
            f"给{sight.reader}看的站点，有 {len(told)} 份材料没有办完，没有发布：{'；'.join(told)}。"
            "改法：办好以后在工作台的“办理”里记下，或者用 sign 记，再发布。",
            lack,
        )


def hand_over_signed_texts(docs: Path, copy: Path, sight: Sight) -> None:
    """Put the texts that changed papers are shown against beside the pages of a copy.

    One that holds what no page may is left out: there the page says only that it was changed.

    Args:
        docs: The folder of the office's pages.
        copy: That of the copy.
        sight: What is seen of them.
    """
    reports = [one for one in sight.corpus.yearbook.reports.values() if one.path in sight.pages]
    ledgers = [one for one in sight.corpus.yearbook.ledgers.values() if one.path in sight.pages and one.signed]
    whole = (one for one in ledgers if all(sight.sees_entry(one, entry) for entry in one.entries))
    papers: list[Paper] = [*reports, *whole]
    gather_signed_texts(docs, papers)
    for report in papers:
        text = find_signed_text(docs, report)
        if text is not None and _may_be_shown(text):
            file = signed_file(copy, digest_of(text))
            with contextlib.suppress(OSError, SiteError):
                file.parent.mkdir(parents=True, exist_ok=True)
                write_whole(file, text.encode())


def _may_be_shown(text: str) -> bool:
    lines = [*enumerate(text.split("\n"), 1)]
    return not any(find_classification(lines)) and not any(find_private_numbers(text))

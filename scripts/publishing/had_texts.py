"""What readers have had of each page that can be put right, kept beside the release, wherever that was made.

It is in words that they read anyway, and goes with its release: so a page
that changes without a word is seen on any machine that can publish there, and
what was withdrawn stays nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from macros.corpus import parse_given
from macros.domain.corrections import PaperCorrection
from macros.domain.records import GivenPage, Record, records_of, words_of
from macros.domain.reports import Report
from macros.errors import SiteError
from macros.page_text.splitting import normal_text
from scripts.changes.had_papers import HadPaper

_FORMAT = 2
#: Before that papers alone were kept.
_PAPERS_ALONE = 1
_PAPERS = "reports/"
_GIVEN = (_PAPERS, "ledger/", "regulations/local/", "study/")


@dataclass(frozen=True)
class HadPages:
    """What readers have had (读者看过的各页).

    Attributes:
        pages: Each page that is known, by its path under docs.
        papers_alone: Whether nothing is known of any but papers, since their release was made before more was kept.
    """

    pages: Mapping[str, HadPaper]
    papers_alone: bool = False


def read_given(content: bytes | None, path: str) -> GivenPage | None:
    """What a page says; None where it is none that can be put right, or at fault, which stops a publish by itself."""
    if content is None or not path.startswith(_GIVEN):
        return None
    try:
        return parse_given(normal_text(content.decode("utf-8", "replace")), path)
    except SiteError:
        return None


def had_in(pages: Mapping[str, bytes]) -> dict[str, HadPaper]:
    """What can be put right among the pages of a release, as its readers have it; what says nothing yet is left out.

    Args:
        pages: The pages that it is made of, by path under docs.
    """
    given = ((path, read_given(pages[path], path)) for path in sorted(pages))
    return {path: had(page) for path, page in given if page and not (isinstance(page, Report) and not page.written)}


def had(page: GivenPage) -> HadPaper:
    """A page as whoever reads it has it."""
    source = page.source.sha256 if isinstance(page, Report) and page.source else None
    return HadPaper(words_of(page), page.corrections, source or "", records_of(page))


def write_had(papers: Mapping[str, HadPaper]) -> bytes:
    """The file that keeps them."""
    rows = {path: asdict(paper) for path, paper in papers.items()}
    fields = {"format": _FORMAT, "papers": rows}
    return json.dumps(fields, ensure_ascii=False, indent=1, default=date.isoformat).encode()


def read_had_file(file: Path) -> HadPages | None:
    """What such a file keeps; None where there is none, as of a release that was made before there were any."""
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        pages = {str(path): _page(row) for path, row in fields["papers"].items()}
        return HadPages(pages, papers_alone=fields["format"] == _PAPERS_ALONE)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _page(row: Mapping[str, Any]) -> HadPaper:
    records = tuple(map(_record, row.get("records", ())))
    return HadPaper(str(row["text"]), tuple(map(_correction, row["corrections"])), str(row["source"]), records)


def _record(row: Mapping[str, Any]) -> Record:
    return Record(**{**row, "rows": {name: tuple(rows) for name, rows in row["rows"].items()}})


def _correction(row: Mapping[str, Any]) -> PaperCorrection:
    return PaperCorrection(**{**row, "on": date.fromisoformat(row["on"])})

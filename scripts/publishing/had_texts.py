"""What readers have had of each paper, kept beside the release that gave it to them, wherever it was made.

It is in words that they read anyway, and goes with its release: so a paper
that changes without a word is seen on any machine that can publish there, and
what was withdrawn stays nowhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from macros.corpus import parse_report
from macros.domain.corrections import PaperCorrection
from macros.domain.reports import Report
from macros.domain.signing import text_as_signed
from macros.errors import SiteError
from macros.page_text.splitting import normal_text
from scripts.changes.had_papers import HadPaper

_FORMAT = 1
_PAPERS = "reports/"


def read_paper(content: bytes | None, path: str) -> Report | None:
    """What a page says; None where it is none, or at fault, which stops a publish by itself."""
    if content is None:
        return None
    try:
        return parse_report(normal_text(content.decode("utf-8", "replace")), path)
    except SiteError:
        return None


def had_in(pages: Mapping[str, bytes]) -> dict[str, HadPaper]:
    """The papers among the pages of a release as its readers have them; what says nothing yet is none.

    Args:
        pages: The pages that it is made of, by path under docs.
    """
    papers = ((path, read_paper(pages[path], path)) for path in sorted(pages) if path.startswith(_PAPERS))
    return {path: had(paper) for path, paper in papers if paper and paper.written}


def had(paper: Report) -> HadPaper:
    """A paper as whoever reads it has it."""
    source = paper.source.sha256 if paper.source else None
    return HadPaper(text_as_signed(paper), paper.corrections, source or "")


def write_had(papers: Mapping[str, HadPaper]) -> bytes:
    """The file that keeps them."""
    rows = {path: asdict(paper) for path, paper in papers.items()}
    fields = {"format": _FORMAT, "papers": rows}
    return json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True, default=date.isoformat).encode()


def read_had_file(file: Path) -> dict[str, HadPaper] | None:
    """What such a file keeps; None where there is none, as of a release that was made before there were any."""
    try:
        fields = json.loads(file.read_text(encoding="utf-8"))
        return {str(path): _paper(row) for path, row in fields["papers"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _paper(row: Mapping[str, Any]) -> HadPaper:
    return HadPaper(str(row["text"]), tuple(map(_correction, row["corrections"])), str(row["source"]))


def _correction(row: Mapping[str, Any]) -> PaperCorrection:
    return PaperCorrection(**{**row, "on": date.fromisoformat(row["on"])})

"""The small site's pages with all links as they are due, and what is done to pages on the disk."""

from __future__ import annotations

import re
from pathlib import Path

from tests.helpers import factories

#: The small site's report and pages, with all links as they are due.
REPORT = factories.REPORT.replace("#art-2", "")
SITE: dict[str, str | bytes | None] = {"reports/2023.md": REPORT, "regulations/concepts.md": None}


def put(docs: Path, pages: dict[str, str]) -> None:
    for path, text in pages.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_text(text, encoding="utf-8")


def files(docs: Path) -> dict[str, bytes]:
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in docs.rglob("*") if path.is_file()}


def in_folder(text: str) -> str:
    text = text.replace("#report-2023", "#report-dongzhen-2023").replace("#ledger-2023", "#ledger-dongzhen-2023")
    text = re.sub(r"2023#", "dongzhen/2023#", text).replace("XX乡党委", "XX村党支部")
    return text.replace("../regulations", "../../regulations")

"""Keeps the texts of papers as they were signed, so that it can be told what was changed since."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.corpus import parse_report, read_signed_text, signed_file
from macros.domain.reports import Report
from macros.domain.signing import digest_of, find_outdated, text_as_signed
from macros.errors import SiteError
from scripts.changes.change_set import ChangeSet, shown_path
from scripts.changes.git_record import read_versions
from scripts.changes.writing import write_whole


def keep_signed_texts(changes: ChangeSet) -> None:
    """Keep what pages of a change set said when they were signed, before it or with it.

    That a text cannot be kept stops nothing: then it is only known that it was changed.
    """
    contents = [(path, one) for side in (changes.before, changes.after) for path, one in side.items()]
    for path, content in contents:
        if content and path.startswith("reports/") and b"signed" in content:
            for digest, text in _signed_in(content, path):
                _keep(changes.docs, digest, text)


def gather_signed_texts(docs: Path, reports: Iterable[Report]) -> None:
    """Look in Git for what papers said when they were signed that were changed since, where it is not kept.

    Args:
        docs: The folder of the pages, in that of the project.
        reports: The papers.
    """
    for report in reports:
        outdated = find_outdated(report)
        if outdated is None or read_signed_text(docs, outdated.of) is not None:
            continue
        for content in read_versions(docs.parent, shown_path(report.path)):
            text = _text_of(content, report.path)
            if text is not None and digest_of(text) == outdated.of:
                _keep(docs, outdated.of, text)
                break


def _signed_in(content: bytes, path: str) -> Iterator[tuple[str, str]]:
    """The text of a page by its digest, where the page says that it is signed."""
    with contextlib.suppress(SiteError):
        report = parse_report(content.decode("utf-8", "replace"), path)
        text = text_as_signed(report)
        digest = digest_of(text)
        if digest in {signature.of for signature in report.signed}:
            yield digest, text


def _text_of(content: bytes, path: str) -> str | None:
    try:
        return text_as_signed(parse_report(content.decode("utf-8", "replace"), path))
    except SiteError:
        return None


def _keep(docs: Path, digest: str, text: str) -> None:
    file = signed_file(docs, digest)
    if not file.exists():
        with contextlib.suppress(OSError, SiteError):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text.encode())

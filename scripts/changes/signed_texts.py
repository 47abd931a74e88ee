"""Keeps the texts of papers as they were signed, so that it can be told what was changed since."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from macros.corpus import parse_paper, read_signed_text, signed_file
from macros.domain.signing import Paper, digest_of, find_outdated, text_as_signed
from macros.errors import SiteError
from scripts.changes.change_set import ChangeSet, shown_path
from scripts.changes.git_record import read_versions
from scripts.changes.writing import write_whole

#: Where what can be signed stands.
_SIGNED = ("reports/", "ledger/")


def keep_signed_texts(changes: ChangeSet) -> None:
    """Keep what pages of a change set said when they were signed, before it or with it.

    That a text cannot be kept stops nothing: then it is only known that it was changed.
    """
    contents = [(path, one) for side in (changes.before, changes.after) for path, one in side.items()]
    for path, content in contents:
        if content and path.startswith(_SIGNED) and b"signed" in content:
            for digest, text in _signed_in(content, path):
                _keep(changes.docs, digest, text)


def gather_signed_texts(docs: Path, papers: Iterable[Paper]) -> None:
    """Look in Git for what papers said when they were signed that were changed since, where it is not kept.

    Args:
        docs: The folder of the pages, in that of the project.
        papers: The papers, ledgers among them.
    """
    for paper in papers:
        outdated = find_outdated(paper)
        if outdated is None or read_signed_text(docs, outdated.of) is not None:
            continue
        for content in read_versions(docs.parent, shown_path(paper.path)):
            text = _text_of(content, paper.path)
            if text is not None and digest_of(text) == outdated.of:
                _keep(docs, outdated.of, text)
                break


def _signed_in(content: bytes, path: str) -> Iterator[tuple[str, str]]:
    """The text of a page by its digest, where the page says that it is signed."""
    with contextlib.suppress(SiteError):
        paper = parse_paper(content.decode("utf-8", "replace"), path)
        text = text_as_signed(paper)
        digest = digest_of(text)
        if digest in {signature.of for signature in paper.signed}:
            yield digest, text


def _text_of(content: bytes, path: str) -> str | None:
    try:
        return text_as_signed(parse_paper(content.decode("utf-8", "replace"), path))
    except SiteError:
        return None


def _keep(docs: Path, digest: str, text: str) -> None:
    file = signed_file(docs, digest)
    if not file.exists():
        with contextlib.suppress(OSError, SiteError):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, text.encode())

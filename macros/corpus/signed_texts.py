"""Texts as they were signed, which stand beside the pages, each under its own digest."""

from __future__ import annotations

from pathlib import Path

from macros.domain.signing import Paper, digest_of, find_outdated

#: Beside the folder of the pages, among what is made of them.
_FOLDER = Path(".build", "signed")


def signed_file(docs: Path, digest: str) -> Path:
    """Where the text of a digest is kept."""
    return docs.parent / _FOLDER / f"{digest}.txt"


def read_signed_text(docs: Path, digest: str) -> str | None:
    """The text of a digest; None where it was not kept, or something else stands there.

    Args:
        docs: The folder of the pages.
        digest: As a signature has it.
    """
    try:
        text = signed_file(docs, digest).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    return text if digest_of(text) == digest else None


def find_signed_text(docs: Path, paper: Paper) -> str | None:
    """The text of the furthest step since which a paper was changed; None where it was not, or that is not known."""
    outdated = find_outdated(paper)
    return read_signed_text(docs, outdated.of) if outdated else None

"""What is made of pages, in a form that can be compared."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from macros.corpus import Overlay, Source, load
from macros.corpus.store import PageStore
from macros.errors import ContentErrors
from macros.findings import Finding
from scripts.build.content_checks import check_pages, find_remarks, load_pages
from scripts.build.copy_remarks import find_copied


class Told(NamedTuple):
    """What comes of pages; where they cannot be read, the faults alone."""

    pages: object
    yearbook: str
    remarks: list[Finding]
    errors: list[Finding]


def tell(docs: Path | Source) -> Told:
    """Load and check pages as a build does; give all that comes of it."""
    try:
        corpus = load_pages(docs)
    except ContentErrors as faults:
        return Told(None, "", [], faults.errors)
    words = [
        (page.path, page.text, page.front_matter.fields, page.headings, page.links) for page in corpus.pages.values()
    ]
    remarks = [*find_remarks(corpus), *find_copied(corpus)]
    errors: list[Finding] = []
    try:
        check_pages(corpus)
    except ContentErrors as faults:
        errors = faults.errors
    return Told(words, repr(corpus.yearbook), remarks, errors)


def tell_from_nothing(docs: Path) -> Told:
    """The same, with nothing known of any page that was read before."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "_STORE", PageStore())
        return tell(docs)


def put(docs: Path, overlay: Overlay) -> Path:
    """Make a folder what an overlay says."""
    for path, content in overlay.items():
        file = docs / path
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return docs

"""What handed-over papers rest on: pages of the register that are not here come along, and what stands here stands.

They come as those of a register pack do, fact by fact; but a page that has all
that the papers cite is not touched, whatever the office's says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from macros.corpus.audiences import resolve_address
from macros.corpus.findings import Findings
from macros.corpus.pages import parse_page
from scripts.changes.writing import read_file
from scripts.county.incoming import Incoming
from scripts.register.differences import find_differences, find_kept, tell_new
from scripts.register.merging import merge_page
from scripts.register.page_text import split_page
from scripts.register.reading import read_page

_CONCEPTS = "regulations/concepts.md"


def plan_register(docs: Path, incoming: Iterable[Incoming]) -> tuple[dict[str, str], dict[str, list[Incoming]]]:
    """Plan what comes into the register with some hand-overs.

    Args:
        docs: The folder of the pages here.
        incoming: The hand-overs, which are told what was done.

    Returns:
        The texts of pages that come or change, and who brought each.
    """
    texts: dict[str, str] = {}
    bringers: dict[str, list[Incoming]] = {}

    def read(path: str) -> str | None:
        if path in texts:
            return texts[path]
        content = read_file(docs / path)
        return content.decode("utf-8", "replace") if content is not None else None

    for one in incoming:
        for path in _wanted(one, read):
            if changed := _put(one, path, read):
                texts[path] = changed
                bringers.setdefault(path, []).append(one)
    return texts, bringers


def _wanted(one: Incoming, read: Callable[[str], str | None]) -> Iterator[str]:
    """Yield the pages of works of which something is not here, and of the concepts where one of those linked is not."""
    pages = [path for path in one.hand_over.register if path != _CONCEPTS]
    lacking = {path.split("/")[1] for path in pages if read(path) is None}
    yield from (path for path in pages if path.split("/")[1] in lacking)
    if _CONCEPTS in one.hand_over.register and _missing_concepts(one, read(_CONCEPTS)):
        yield _CONCEPTS


def _missing_concepts(one: Incoming, here: str | None) -> set[str]:
    """Ids of the concepts that papers link to and that are not here."""
    found = set()
    for path in one.hand_over.papers:
        page = parse_page(one.hand_over.files[path].decode("utf-8", "replace"), path, Findings())
        places = [resolve_address(path, link.target) for link in page.links] if page else []
        found |= {anchor for place, anchor in places if place == _CONCEPTS and anchor}
    page = parse_page(here, _CONCEPTS, Findings()) if here else None
    rows = page.front_matter.fields.get("concepts", []) if page else []
    return found - {str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row}


def _put(one: Incoming, path: str, read: Callable[[str], str | None]) -> str:
    """What a page is to say with the office's put into it; empty where nothing changes."""
    text, findings = one.hand_over.files[path].decode("utf-8", "replace"), Findings()
    brought, here = read_page(text, path, findings), read(path)
    one.faults.extend(findings.errors)
    if brought is None or findings.errors:
        return ""
    if here is None:
        one.rests_on.append(tell_new(brought))
        return text
    own = split_page(here, path, Findings())
    if own is None:
        return ""
    if path == _CONCEPTS:
        missing = _missing_concepts(one, here)
        rows = [row for row in brought.fields.get("concepts", []) if row.get("id") in missing]
        brought = brought.with_fields({**brought.fields, "concepts": rows})
    merged = merge_page(own, brought)
    one.rests_on.extend([*find_differences(own, merged), *find_kept(own, merged)])
    return merged.page.text() if merged.page != own else ""

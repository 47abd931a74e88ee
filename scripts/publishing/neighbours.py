"""What of a site of many units is one unit's own, and what is its neighbours'."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from macros.corpus import Corpus
from macros.corpus.macro_calls import find_calls

#: Where each unit has a folder of its own; what stands in none is that of whose site it is.
_PAPERS = ("reports/", "ledger/")
_RULES = "regulations/local/"
#: Where a unit may have a folder, or a page under its name, among what is common.
_MIXED = ("study/", "compare/", "units/")


def is_of_neighbour(path: str, unit: str, units: frozenset[str]) -> bool:
    """Whether a page or file is another unit's than the one that a site is published for.

    Args:
        path: Its path under docs.
        unit: The unit's folder.
        units: The folders of all.
    """
    for top in (*_PAPERS, _RULES, *_MIXED):
        if path.startswith(top):
            folder, inside, _ = path.removeprefix(top).partition("/")
            if top in _PAPERS:
                return folder != unit and path != f"{top}index.md"
            name = folder if inside or top != "units/" else folder.removesuffix(".md")
            return bool(inside) and name != unit if top == _RULES else name in units - {unit}
    return False


def find_neighbours(corpus: Corpus, unit: str) -> Iterator[str]:
    """Yield the pages that are other units' than one, and those that ask for one of them by name.

    Args:
        corpus: All pages.
        unit: The unit's folder.
    """
    units = frozenset(corpus.yearbook.units)
    yield from (path for path in corpus.pages if is_of_neighbour(path, unit, units))
    yield from find_asking(corpus, units - {unit, ""})


def find_asking(corpus: Corpus, units: Collection[str]) -> Iterator[str]:
    """Yield the pages whose macros ask for one of some units by name."""
    for path, page in corpus.pages.items():
        calls = () if page.is_data or not units else find_calls(page)
        if any(call.named.get("unit") in units for call in calls):
            yield path

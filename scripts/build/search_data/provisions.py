"""By what names, years and numbers the provisions of the register are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from macros.citations.lexicon import NameKind, make_lexicon
from macros.compare.standing import find_standing
from macros.domain.regulations import Edition, Regulation
from macros.domain.yearbook import Yearbook


def make_register(yearbook: Yearbook, today: date) -> Mapping[str, object]:
    """The names of all works, and of each work its editions, the one in force first, then the newest.

    Args:
        yearbook: All pages.
        today: The day as of which an edition is in force.
    """
    names = [
        (name.text, name.targets, name.editions)
        for name in make_lexicon(yearbook).titles.values()
        if name.targets and name.kind in {NameKind.WORK, NameKind.SHORT}
    ]
    works = {work.id: _work(work, today) for work in yearbook.regulations.values()}
    return {"names": sorted(names), "works": works}


def _work(work: Regulation, today: date) -> Mapping[str, object]:
    editions = [_edition(edition, work, today) for edition in _in_order(work, today)]
    return {"title": work.title, "name": work.aliases[0] if work.aliases else work.title, "editions": editions}


def _in_order(work: Regulation, today: date) -> Iterator[Edition]:
    now = work.in_force_on(today)
    if now:
        yield now.edition
    yield from (edition for edition in reversed(work.editions) if not now or edition is not now.edition)


def _edition(edition: Edition, work: Regulation, today: date) -> Mapping[str, object]:
    return {
        "id": edition.id,
        "standing": _standing(edition, work, today),
        "text": edition.text.value,
        "unit": edition.unit,
        "count": edition.count.value or 0,
        "proven": edition.count.proven,
        "held": len(edition.articles),
        "from": edition.starts.first.isoformat() if edition.starts else "",
        "to": edition.ends.last.isoformat() if edition.ends else "",
    }


def _standing(edition: Edition, work: Regulation, today: date) -> str:
    """Whether it applies on a day, in the words that stand on its page."""
    standing, doubts = find_standing(work, edition, today)
    return f"{standing}（待核实）" if doubts else str(standing)

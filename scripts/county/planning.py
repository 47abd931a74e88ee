"""The change set of some hand-overs, with those left out that would leave faults."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from macros.corpus.settings import WITHHELD_LEDGERS, read_withheld_ledgers
from macros.errors import ContentErrors
from macros.findings import Finding
from scripts.build.citation_links import link_pages
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import SETTINGS, ChangeSet
from scripts.changes.extra_settings import with_extra
from scripts.changes.links import links_due
from scripts.changes.writing import WriteError, read_file
from scripts.county.county_pages import plan_county_pages, plan_group_page, plan_unit_pages
from scripts.county.incoming import Content, Incoming
from scripts.county.manifest import HandOverError
from scripts.county.resting import plan_register

#: Where a page is named in the words of a fault.
_PLACE = re.compile(r"docs/([^\s:：，。（）]+\.md)")


@dataclass
class GatherPlan:
    """What some hand-overs would change (汇总的结果).

    Attributes:
        changes: Writes those that are sound.
        taken: They.
        refused: The others, each with what is wrong.
        is_whole: Whether all that were handed in were taken.
    """

    changes: ChangeSet
    taken: list[Incoming] = field(default_factory=list)
    refused: list[tuple[Incoming, list[Finding]]] = field(default_factory=list)
    is_whole: bool = True


def plan_gathering(docs: Path, incoming: Iterable[Incoming], county: tuple[str, str] = ("", "")) -> GatherPlan:
    """Put hand-overs together with the pages, and see that the whole is sound; nothing is written.

    Args:
        docs: The folder of the pages here.
        incoming: The hand-overs, each of another unit.
        county: What the folders of their county begin with, and its name.

    Raises:
        HandOverError: Pages of the county's own would have faults, as those that refer to what goes.
        WriteError: A page cannot be read.
    """
    left = list(incoming)
    known = {unit.folder: unit.name for unit in survey_pages(docs)[0].yearbook.units.values()} if left else {}
    refused: list[tuple[Incoming, list[Finding]]] = []
    while True:
        changes, bringers = _put_together(docs, left, county, known)
        found = _find_faults(changes, left, bringers)
        if not found:
            return GatherPlan(changes, left, refused)
        refused += [(one, faults) for one, faults in found]
        wrong = [one for one, _ in found]
        left = [one for one in left if not any(one is other for other in wrong)]


def _put_together(
    docs: Path, incoming: list[Incoming], county: tuple[str, str], known: Mapping[str, str]
) -> tuple[ChangeSet, dict[str, list[Incoming]]]:
    for one in incoming:
        one.faults.clear()
        one.rests_on.clear()
    texts, bringers = plan_register(docs, incoming)
    pages: dict[str, Content] = {**texts}
    for one in incoming:
        # The first rule of others that comes stands, as one that was here would.
        pages |= {path: content for path, content in one.pages.items() if one.owns(path) or path not in pages}
    if incoming:
        pages |= plan_county_pages(docs)
        pages |= plan_unit_pages(docs, ((one.move.to, one.unit) for one in incoming), known)
        pages |= plan_group_page(docs, *county)
    if (settings := _settings(docs, incoming, pages.get(SETTINGS))) is not None:
        pages[SETTINGS] = settings
    task = f"汇总 {'、'.join(one.unit for one in incoming[:3])}{' 等' if len(incoming) > 3 else ''}的材料"
    return ChangeSet.plan(docs, task, _linked(docs, pages)), bringers


def _linked(docs: Path, pages: dict[str, Content]) -> dict[str, Content]:
    """The pages with citations linked as is due here, where more or other regulations are known."""
    site = ChangeSet.plan(docs, "", pages).site
    book = survey_pages(site)[0].yearbook
    papers = {paper.path for paper in book.reports.values()}
    wanted = [path for path in pages if pages[path] is not None and path in papers]
    return pages | links_due(link_pages(site, book, wanted) if wanted else ())


def _settings(docs: Path, incoming: Iterable[Incoming], planned: Content) -> bytes | None:
    """Settings, as they are planned or as they are, that know which ledgers did not come whole; None where they do."""
    known = read_withheld_ledgers(docs)
    keys = {key for key in known if not any(one.owns(f"ledger/{key}.md") for one in incoming)}
    keys |= {one.move.key(key) for one in incoming for key in one.hand_over.manifest.withheld_ledgers}
    if keys == known:
        return None
    settings = planned if isinstance(planned, bytes) else read_file(docs / SETTINGS)
    if settings is None:
        raise WriteError(f"{docs.parent} 里没有 mkdocs.yml。改法：在项目文件夹里运行。")
    return with_extra(settings.decode(), WITHHELD_LEDGERS, sorted(keys) or None).encode()


def _find_faults(
    changes: ChangeSet, incoming: list[Incoming], bringers: Mapping[str, list[Incoming]]
) -> list[tuple[Incoming, list[Finding]]]:
    found: list[tuple[Incoming, list[Finding]]] = [(one, list(one.faults)) for one in incoming]
    try:
        changes.check()
    except ContentErrors as errors:
        of_others = [fault for fault in errors.errors if not _blame(fault, found, bringers)]
        if of_others and not any(faults for _, faults in found):
            raise HandOverError(_tell_own(of_others)) from errors
    return [(one, faults) for one, faults in found if faults]


def _blame(
    fault: Finding, found: Iterable[tuple[Incoming, list[Finding]]], bringers: Mapping[str, list[Incoming]]
) -> bool:
    """Put a fault down to those whose page it is, or who brought it; whether there are any."""
    path, is_blamed = fault.file.removeprefix("docs/"), False
    for one, faults in found:
        # Of two that may not both be there it is told at the one that was there.
        other = next((place[1] for place in _PLACE.finditer(fault.detail) if one.owns(place[1])), "")
        if one.owns(path) or any(one is by for by in bringers.get(path, ())):
            faults.append(fault)
        elif other:
            faults.append(replace(fault, file=f"docs/{other}", line=1, detail="另一份是别的单位的，站点里已有"))
        else:
            continue
        is_blamed = True
    return is_blamed


def _tell_own(faults: Iterable[Finding]) -> str:
    return "\n".join(
        [
            "汇总以后，本站自己的页面会有下列错误（多是用到了要撤下的材料），没有写入。改法：先改好这些页面，再汇总。",
            *map(str, faults),
        ]
    )

"""What a page becomes once a pack's page is put into it: the surer of two facts stands, additions stay.

Pages of facts are updated; the pages that an office keeps for itself (concepts,
duties, usages) are only added to. Nothing is ever taken away.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from macros.corpus.pages import PageKind
from macros.domain.regulations import TextKind
from macros.page_text.headings import parse_heading
from scripts.register.page_text import PageSection, PageText

#: What a fact says about itself, beside what it says.
_ABOUT = frozenset({"verified", "note", "checked"})
#: By which field a row of a list is known, whatever else it says.
_ROW_NAMES = ("id", "name", "wrong", "to")
_TEXTS = [str(kind) for kind in (TextKind.FACTS, TextKind.DIGEST, TextKind.OFFICIAL)]


@dataclass
class MergedPage:
    """A page with a pack's page put into it (合并的结果).

    Attributes:
        page: The page.
        kept: Fields and rows of the office that stand although the pack has them otherwise: place, ours, theirs.
        official: Whether its articles are an official text, which nothing touches.
    """

    page: PageText
    kept: list[tuple[str, Any, Any]] = field(default_factory=list)
    official: bool = False


def merge_page(own: PageText, pack: PageText) -> MergedPage:
    """Put a pack's page into the page of the same path.

    Args:
        own: The page as it stands.
        pack: The pack's page.

    Returns:
        The page as it is to be; equal to `own` where nothing changes.
    """
    merged = MergedPage(own, official=own.fields.get("text") == TextKind.OFFICIAL)
    if own.kind in {PageKind.REGULATION, PageKind.EDITION}:
        fields = {name: _fact_field(name, own, pack, merged) for name in _names(own, pack)}
    else:
        fields = {name: _add(value, pack.fields.get(name), name, merged) for name, value in own.fields.items()}
    page = own.with_fields(fields, pack)
    title, sections = own.title, own.sections
    if not merged.official and own.kind in {PageKind.REGULATION, PageKind.EDITION}:
        title, sections = _surer(own.title, pack.title), tuple(_merge_sections(own.sections, pack.sections))
    merged.page = replace(page, title=title, sections=sections)
    return merged


def same_fact(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two facts say the same, however far each is proven."""
    return all(one.get(key) == other.get(key) for key in (one.keys() | other.keys()) - _ABOUT)


def is_fact(value: object) -> bool:
    """Whether a value of front matter is a fact with its `verified` flag."""
    return isinstance(value, dict) and "verified" in value


def _names(own: PageText, pack: PageText) -> list[str]:
    """The fields of the page, each new one after that which it follows in the pack."""
    names, before = list(own.fields), ""
    for name in pack.fields:
        # Where a text came from is told only of a text, and no pack brings one; how digests were checked, of digests.
        of_digests = name == "digest" and own.fields.get("text") == TextKind.OFFICIAL
        if name not in names and name != "source" and not of_digests:
            names.insert(names.index(before) + 1 if before in names else 0, name)
        before = name
    return names


def _fact_field(name: str, own: PageText, pack: PageText, merged: MergedPage) -> Any:
    """What a field of a page of facts is to say."""
    if name not in own.fields:
        return pack.fields[name]
    ours = own.fields[name]
    theirs = None if name == "source" else pack.fields.get(name)
    if ours == theirs or theirs is None:
        return ours
    if ours is None:
        return theirs
    if name == "text":
        return max(ours, theirs, key=_TEXTS.index)
    if name == "amended_from":
        kept = bool(ours["reviewed"]) and not theirs["reviewed"]
        return _keep(name, ours, theirs, merged) if kept else theirs
    if is_fact(ours):
        return _fact(name, ours, theirs, merged)
    return _union(ours, theirs) if isinstance(ours, list) else theirs


def _fact(name: str, ours: dict[str, Any], theirs: dict[str, Any], merged: MergedPage) -> dict[str, Any]:
    """The surer of two facts; of two alike the pack's, since it is the later one."""
    if same_fact(ours, theirs):
        return {**ours, **theirs, "verified": ours["verified"] or theirs["verified"]}
    kept: dict[str, Any] = _keep(name, ours, theirs, merged) if _sureness(ours) > _sureness(theirs) else theirs
    return kept


def _sureness(fact: dict[str, Any]) -> int:
    if fact.get("checked"):
        return 3
    if fact["verified"]:
        return 2
    return int(any(value is not None for key, value in fact.items() if key not in _ABOUT))


def _add(ours: Any, theirs: Any, place: str, merged: MergedPage) -> Any:
    """Add to a value of the office what only the pack has."""
    if theirs is None or ours == theirs:
        return ours
    if isinstance(ours, list) and isinstance(theirs, list):
        return _add_rows(ours, theirs, merged) if _rows(ours) or _rows(theirs) else _union(ours, theirs)
    if isinstance(ours, dict) and isinstance(theirs, dict) and _row_name(ours) == _row_name(theirs):
        return _add_to_row(ours, theirs, merged)
    return _keep(place, ours, theirs, merged)


def _add_rows(ours: list[Any], theirs: list[Any], merged: MergedPage) -> list[Any]:
    found = {_row_name(row): row for row in theirs}
    rows = [_add_to_row(row, found.pop(_row_name(row), {}), merged) for row in ours]
    return [*rows, *found.values()]


def _add_to_row(ours: dict[str, Any], theirs: dict[str, Any], merged: MergedPage) -> dict[str, Any]:
    row = dict(ours)
    for key, value in theirs.items():
        if key == "verified" and key in ours:
            row[key] = ours[key] or value
        else:
            row[key] = _add(ours[key], value, f"{_row_name(ours)}：{key}", merged) if key in ours else value
    return row


def _rows(value: list[Any]) -> bool:
    return any(isinstance(row, dict) for row in value)


def _row_name(row: dict[str, Any]) -> str:
    return next((str(row[key]) for key in _ROW_NAMES if key in row), "")


def _union(ours: list[Any], theirs: list[Any]) -> list[Any]:
    return [*ours, *(value for value in theirs if value not in ours)]


def _keep(place: str, ours: Any, theirs: Any, merged: MergedPage) -> Any:
    merged.kept.append((place, ours, theirs))
    return ours


def _merge_sections(own: tuple[PageSection, ...], pack: tuple[PageSection, ...]) -> list[PageSection]:
    """The pack's sections in its order, each of the office's own after the one that it stood after."""
    ours, theirs = {section.id: section for section in own}, {section.id for section in pack}
    rows = [_surer(ours[section.id], section) if section.id in ours else replace(section, lines=()) for section in pack]
    before = ""
    for section in own:
        if section.id not in theirs:
            place = next(
                (number for number, row in enumerate(rows, 1) if row.id == before), 0 if not before else len(rows)
            )
            rows.insert(place, section)
        before = section.id
    return rows


def _surer(ours: PageSection, theirs: PageSection) -> PageSection:
    """The pack's section, unless it is the less certain of two; words never give way to nothing."""
    if _is_unverified(theirs) and not _is_unverified(ours):
        return ours
    section = PageSection(ours.id, theirs.heading, theirs.body or ours.body)
    return ours if section == ours else section


def _is_unverified(section: PageSection) -> bool:
    heading = parse_heading(section.heading, 0)
    return heading is not None and "unverified" in heading.classes

"""A page that was changed elsewhere while its form was filled in: both are put together, item by item."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from scripts.desk.page_form.form import FormSection, PageForm

_TABLE = "indicators"


@dataclass(frozen=True)
class Clash:
    """What both have changed (两边都改了的一处).

    Attributes:
        key: The section's in the form, the name of a field, or that of the table of indicators.
        ours: As it is typed.
        theirs: As it stands on the page now; empty where it is gone.
    """

    key: str
    ours: str
    theirs: str


@dataclass(frozen=True)
class Merged:
    """Both in one form.

    Attributes:
        form: The form; where both have changed something, it holds what was chosen, else ours.
        clashes: What both have changed.
    """

    form: PageForm
    clashes: tuple[Clash, ...]


def merge(base: PageForm, ours: PageForm, theirs: PageForm, take_theirs: frozenset[str] = frozenset()) -> Merged:
    """Put together what is typed and what was written elsewhere since.

    Args:
        base: The page as it was opened.
        ours: What is typed.
        theirs: The page as it stands now.
        take_theirs: Of what both have changed, the keys of what is to be as it stands now.
    """
    clashes: list[Clash] = []
    head = dict(theirs.head)
    for name, words in ours.head.items():
        if words.split() == base.head.get(name, "").split():
            continue
        if not _same(theirs.head.get(name, ""), base.head.get(name, "")) and not _same(
            words, theirs.head.get(name, "")
        ):
            clashes.append(Clash(name, words, theirs.head.get(name, "")))
        if name not in take_theirs:
            head[name] = words
    rows = theirs.indicators
    if _table(ours) != _table(base):
        if _table(theirs) not in (_table(base), _table(ours)):
            clashes.append(Clash(_TABLE, _table(ours), _table(theirs)))
        rows = rows if _TABLE in take_theirs else ours.indicators
    sections = _sections(base, ours, theirs, take_theirs, clashes)
    form = replace(
        theirs, head=head, indicators=rows, sections=tuple(sections), ids=ours.ids, correction=ours.correction
    )
    return Merged(form, tuple(clashes))


def _sections(
    base: PageForm, ours: PageForm, theirs: PageForm, take_theirs: frozenset[str], clashes: list[Clash]
) -> list[FormSection]:
    before, now = _by_id(base), _by_id(theirs)
    merged: list[FormSection] = []
    for one in ours.sections:
        was, is_now = before.get(_name(one)), now.get(_name(one))
        if was is None:
            merged.append(one)
        elif _said(one) == _said(was):
            merged += [replace(is_now, key=one.key)] if is_now else []
        elif is_now and _said(is_now) in (_said(was), _said(one)):
            merged.append(replace(one, was=is_now.was))
        else:
            clashes.append(Clash(one.key, _said(one), _said(is_now) if is_now else ""))
            kept = replace(one, was=is_now.was) if is_now else one
            chosen = replace(is_now, key=one.key) if is_now else None
            merged += [one for one in (chosen if one.key in take_theirs else kept,) if one]
    return _with_new(merged, before, ours, theirs)


def _with_new(
    merged: list[FormSection], before: Mapping[str, FormSection], ours: PageForm, theirs: PageForm
) -> list[FormSection]:
    """With what was added elsewhere, or taken out here but changed elsewhere, each behind what it stands behind."""
    there = {_name(one) for one in merged}
    number = max((int(one.key[1:]) for one in (*ours.sections, *theirs.sections)), default=0)
    previous = ""
    for one in theirs.sections:
        name = _name(one)
        dropped = name in before and _said(before[name]) == _said(one)
        if name not in there and not dropped and one.level:
            number += 1
            at = next((n + 1 for n, other in enumerate(merged) if _name(other) == previous), len(merged))
            merged.insert(at, replace(one, key=f"s{number}"))
        previous = name if any(_name(other) == name for other in merged) else previous
    return merged


def _by_id(form: PageForm) -> dict[str, FormSection]:
    return {name: one for one in form.sections if (name := _name(one))}


def _name(one: FormSection) -> str:
    """By what a section of one form is known in another; empty where it is new."""
    return one.was.id or ("" if one.level else "0")


def _said(one: FormSection) -> str:
    return "\n".join(filter(None, (one.title, one.kind, one.text.strip())))


def _same(one: str, other: str) -> bool:
    return one.split() == other.split()


def _table(form: PageForm) -> str:
    return "\n".join("　".join(filter(None, row.values())) for row in form.indicators)

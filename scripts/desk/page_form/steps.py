"""What is done to the sections of a form by its buttons: each step gives the form as it is after it."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from macros.page_text.sections import Section
from scripts.desk.page_form.form import ITEM, PART, FormSection, PageForm

_NOTHING = Section("", ())


def move(form: PageForm, key: str, *, up: bool) -> PageForm:
    """An item before or after its neighbour in its part; a part with all its items."""
    groups = _groups(form, key)
    at = next((number for number, group in enumerate(groups) if group[0].key == key), -1)
    other = at - 1 if up else at + 1
    if at < 0 or not 0 <= other < len(groups) or groups[other][0].level != groups[at][0].level:
        return form
    groups[at], groups[other] = groups[other], groups[at]
    return form.with_sections([one for group in groups for one in group])


def move_to(form: PageForm, key: str, part: str) -> PageForm:
    """An item to the end of another part."""
    one, own = form.find(key), form.part_of(key)
    target = form.find(part)
    if one is None or target is None or one.level != ITEM or target.level != PART or own is target:
        return form
    others = [other for other in form.sections if other.key != key]
    at = others.index(target) + 1
    while at < len(others) and others[at].level == ITEM:
        at += 1
    return form.with_sections([*others[:at], one, *others[at:]])


def add(form: PageForm, after: str, level: int) -> tuple[PageForm, str]:
    """A new item after a section, or a new part at the end of the part that it stands in; with its key."""
    key = _free_key(form)
    there = [number for number, one in enumerate(form.sections) if one.key == after]
    at = there[0] + 1 if there else len(form.sections)
    while level == PART and at < len(form.sections) and form.sections[at].level == ITEM:
        at += 1
    new = FormSection(key, level, _NOTHING, "", "other" if level == PART else "", "")
    return form.with_sections([*form.sections[:at], new, *form.sections[at:]]), key


def part(form: PageForm, key: str, paragraph: int) -> tuple[PageForm, str]:
    """A section in two: what stands from a paragraph on becomes an item of its own, right behind; with its key."""
    one = form.find(key)
    lines = one.text.split("\n") if one else []
    said = [number for number, line in enumerate(lines) if line.strip()]
    if one is None or not 0 < paragraph < len(said):
        return form, key
    at, new = said[paragraph], _free_key(form)
    before, after = ("\n".join(half).strip("\n") for half in (lines[:at], lines[at:]))
    number = form.sections.index(one)
    halves = replace(one, text=before), FormSection(new, ITEM, Section("", one.was.text), "", "", after)
    return form.with_sections([*form.sections[:number], *halves, *form.sections[number + 1 :]]), new


def join(form: PageForm, key: str) -> tuple[PageForm, str]:
    """An item to the one before it; with the key of that. Its id leads there from now on."""
    one = form.find(key)
    number = form.sections.index(one) if one else 0
    if one is None or one.level != ITEM or number == 0 or form.sections[number - 1].level < PART:
        return form, key
    before = form.sections[number - 1]
    was = Section(before.was.heading, (*before.was.text, "", *one.was.text))
    words = "\n\n".join(filter(None, (before.text, one.text)))
    joined = replace(before, was=was, text=words)
    ids = {one.was.id: before.key} if one.was.id else {}
    ids |= {old: before.key for old, new in form.ids.items() if new == key}
    return form.with_sections([*form.sections[: number - 1], joined, *form.sections[number + 1 :]], ids), before.key


def drop(form: PageForm, key: str) -> tuple[PageForm, str]:
    """Without a section, a part with all its items; with the key of what stands before it."""
    one = form.find(key)
    if one is None or one.level < PART:
        return form, key
    number = form.sections.index(one)
    end = number + 1
    while one.level == PART and end < len(form.sections) and form.sections[end].level == ITEM:
        end += 1
    return form.with_sections([*form.sections[:number], *form.sections[end:]]), form.sections[max(number - 1, 0)].key


def going(form: PageForm, key: str) -> list[str]:
    """The ids that would go with a section."""
    after = drop(form, key)[0].sections
    return [one.was.id for one in form.sections if one.was.id and one not in after]


def _groups(form: PageForm, key: str) -> list[list[FormSection]]:
    """Sections one by one, or part by part where a part is asked for."""
    one = form.find(key)
    groups: list[list[FormSection]] = []
    for other in form.sections:
        if one and one.level == PART and other.level == ITEM and groups:
            groups[-1].append(other)
        else:
            groups.append([other])
    return groups


def _free_key(form: PageForm) -> str:
    return next(key for n in count() if form.find(key := f"s{n}") is None)

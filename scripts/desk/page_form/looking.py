"""A form looked at: the page as it will be, and what is wrong, each at the field it was typed in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind, SiteError
from macros.findings import Finding
from macros.page_text.marked_links import has_odd_marks
from scripts.build.content_checks import survey_pages
from scripts.changes.change_set import ChangeSet
from scripts.changes.naming import name_of_page
from scripts.desk.desk_words import tell_wrong
from scripts.desk.page_form.form import PageForm
from scripts.desk.page_form.head import FIELDS, INDICATOR, Field
from scripts.desk.page_form.preview import render_page
from scripts.desk.page_form.writing import WrittenPage

#: Where what is wrong with the front matter stands that is no field of the form.
HEAD = "head"
_PATH = re.compile(r"docs/([a-z0-9/-]+\.md)")
_IN_ROW = re.compile(rf"indicators\[(\d+)\]\.({'|'.join(INDICATOR)})")


@dataclass(frozen=True)
class Look:
    """What is seen of a form.

    Attributes:
        page: The article of the page; empty where it cannot be shown.
        faults: What is wrong, by the field or the key of the section.
        why: Why the page cannot be shown; empty where it is.
    """

    page: Markup
    faults: Mapping[str, list[str]] = field(default_factory=dict)
    why: str = ""


def look_at(form: PageForm, written: WrittenPage, changes: ChangeSet) -> Look:
    """Look at a form; nothing is written.

    Args:
        form: What is typed.
        written: The page from it.
        changes: What would be written.
    """
    content = {**changes.after, form.path: written.text.encode()}
    corpus, found = survey_pages(replace(changes, after=content).site)
    faults = find_slips(form)
    for fault in found:
        if fault.file == f"docs/{form.path}":
            place = place_of(fault, form, written)
            told = _PATH.sub(lambda path: name_of_page(changes.docs, path[1]), tell(fault, form))
            if told not in faults.setdefault(place, []):
                faults[place].append(told)
    try:
        return Look(_render(written, changes, corpus.yearbook), faults)
    except SiteError:
        return Look(Markup(), faults, "还有错误，改好以后这里就能看到页面。")


def find_slips(form: PageForm) -> dict[str, list[str]]:
    """What is wrong with what is typed before any page is made of it, by the key of the section."""
    slips: dict[str, list[str]] = {}
    for one in form.sections:
        if one.level and not one.title:
            slips.setdefault(one.key, []).append("标题还没有写。")
        typed = has_odd_marks(f"{one.title}\n{one.text}")
        if typed and not has_odd_marks("\n".join(one.was.lines)):
            slips.setdefault(one.key, []).append("〖和〗没有成对。改法：补上缺的一半，不要链接的把另一半也删去。")
    return slips


def _render(written: WrittenPage, changes: ChangeSet, yearbook: Yearbook) -> Markup:
    return render_page(written.text, written.path, changes.docs, yearbook)


def place_of(fault: Finding, form: PageForm, written: WrittenPage) -> str:
    """Where a fault of the page stands in its form: the field, the key of the section, or the head."""
    own = _field_of(fault, form)
    name = own.path if own else re.split(r"[.\[]", fault.field)[0]
    fields = {one.path: one.key for one in FIELDS.get(form.kind, ())} | {"indicators": "indicators"}
    first = min(written.lines.values(), default=1)
    if fault.line < first or name in fields:
        return fields.get(name, "indicators" if fault.kind is ErrorKind.ITEM_REFERENCE and name else HEAD)
    keys = list(written.lines)
    return keys[bisect_right(list(written.lines.values()), fault.line) - 1]


def _field_of(fault: Finding, form: PageForm) -> Field | None:
    """The field of the head that a fault is of; None where it is of none."""
    fields = FIELDS.get(form.kind, ())
    return next((one for one in fields if re.match(rf"{re.escape(one.path)}(?:[.\[]|$)", fault.field)), None)


def tell(fault: Finding, form: PageForm) -> str:
    """A fault in a clerk's words, without its place."""
    own = _field_of(fault, form)
    if own and fault.kind is ErrorKind.FIELD_MISSING:
        return f"{own.label}还没有写。{own.hint}".rstrip("。") + "。"
    if own and fault.kind in {ErrorKind.FIELD_TYPE, ErrorKind.FIELD_VALUE}:
        what = f"写的是{fault.found}，" if fault.found else ""
        wanted = own.hint or "、".join(own.choices) or fault.expected
        return f"{own.label}不对，{what}应为：{wanted}。"
    if row := _IN_ROW.fullmatch(fault.field):
        where = f"第 {int(row[1]) + 1} 行的“{INDICATOR[row[2]]}”"
        if fault.kind is ErrorKind.FIELD_MISSING:
            return f"{where}还没有写。"
        if fault.kind in {ErrorKind.FIELD_TYPE, ErrorKind.FIELD_VALUE}:
            wanted = "数字" if row[2] == "value" else fault.expected
            return f"{where}不对，写的是{fault.found}，应为{wanted}。"
    return tell_wrong(fault)

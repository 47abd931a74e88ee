"""Where at the desk a fault is mended: the field of a form, by the name that a clerk knows, else a line of the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from macros.corpus.findings import Findings
from macros.corpus.front_matter import FrontMatter
from macros.corpus.pages import PageKind, page_kind, parse_page
from macros.errors import ErrorKind, SiteError
from macros.findings import Finding, Kind
from scripts.changes.pack_page import read_pack_page
from scripts.changes.said.labels import label_of, name_field
from scripts.desk.ledgers.measure_form import MeasurePlace
from scripts.desk.page_form.form import PageForm
from scripts.desk.page_form.head import FIELDS
from scripts.desk.page_form.looking import place_of
from scripts.desk.page_form.writing import write_page
from scripts.desk.regulations.facts import FACTS
from scripts.desk.regulations.practice import PRACTICE
from scripts.desk.regulations.words_form import LISTS
from scripts.ledger_sheet.entries import parse_ledger

#: What no form shows, since it is how the text is written and nothing that it says.
_OF_WRITING: frozenset[Kind] = frozenset(
    {
        ErrorKind.FRONT_MATTER_MISSING, ErrorKind.YAML_SYNTAX, ErrorKind.FIELD_UNKNOWN, ErrorKind.FIELD_REPEATED,
        ErrorKind.MACROS_ON_DATA_PAGE, ErrorKind.TITLE_MISSING, ErrorKind.TITLE_ID, ErrorKind.HEADING_ID_MISSING,
        ErrorKind.HEADING_ID_REPEATED, ErrorKind.HEADING_ID_FORM, ErrorKind.ATTRIBUTE_LIST, ErrorKind.LINK_FORM,
        ErrorKind.LINK_SCHEME, ErrorKind.LINK_TARGET, ErrorKind.LINK_ANCHOR, ErrorKind.LINK_FILE,
        ErrorKind.MACRO_NAME, ErrorKind.MACRO_CALL, ErrorKind.MACRO_VALUE,
    }
)  # fmt: skip
#: What is wrong with a file and not with what it says.
_OF_FILE: frozenset[Kind] = frozenset(
    {ErrorKind.NOT_UTF8, ErrorKind.UNREADABLE, ErrorKind.SYMLINK, ErrorKind.PAGE_ENDING, ErrorKind.MISPLACED_PAGE}
)
_STEP = re.compile(r"([a-z_]+)(?:\[([0-9]+)\])?")
#: By what a row of front matter is known, the first that it has.
_NAMES = ("text", "names", "name", "wrong", "title")
_SHOWN = 16


@dataclass(frozen=True)
class Mending:
    """Where at the desk something is mended (到哪里去改).

    Attributes:
        name: What the place is called; empty where the whole page is meant.
        screen: Its page, as `url_for` knows it; empty where it is mended nowhere at the desk.
        page: What that is asked for.
        anchor: The field or the part of the page.
        line: The line of the text, where it is mended in that.
    """

    name: str = ""
    screen: str = ""
    page: str = ""
    anchor: str = ""
    line: int = 0

    @property
    def way(self) -> str:
        """What the way there is called."""
        return f"到原文第 {self.line} 行去改" if self.line else f"去改{self.name}"

    @property
    def address(self) -> str:
        """Where that is; empty where it is nowhere."""
        return self.screen and url_for(self.screen, page=self.page, line=self.line or None, _anchor=self.anchor or None)


def find_mending(fault: Finding, path: str, text: str) -> Mending:
    """Where a fault is mended.

    Args:
        fault: What is wrong.
        path: Its page under docs.
        text: That page.
    """
    if fault.kind in _OF_FILE:
        return Mending()
    found = None
    if fault.kind not in _OF_WRITING:
        front = _front_of(path, text)
        form, kind = form_of(path, text), page_kind(path)
        if form:
            found = _in_form(fault, form, text, front)
        elif front and kind is PageKind.LEDGER:
            found = _in_ledger(fault, path, text, front)
        elif front and kind in LISTS:
            found = _in_list(fault, path, front)
        elif front and kind in PRACTICE:
            found = _in_practice(fault, path, front)
    return found or _in_text(fault, path)


def _front_of(path: str, text: str) -> FrontMatter | None:
    page = parse_page(text, path, Findings())
    return page.front_matter if page else None


def form_of(path: str, text: str) -> PageForm | None:
    """The form of a page; None where it is changed in none.

    Args:
        path: Its path under docs.
        text: All of it.
    """
    if page_kind(path) not in FIELDS or path.startswith("handbook/"):
        return None
    if page_kind(path) is PageKind.FREE and re.search(r"^[ \t]*<", text, re.MULTILINE):
        return None
    try:
        return PageForm.of_text(path, text)
    except SiteError:
        return None


def _in_text(fault: Finding, path: str, name: str = "") -> Mending:
    is_of_writing, label = fault.kind in _OF_WRITING, name_field(fault.field)
    if not name and not is_of_writing and label != fault.field:
        name = f"“{label}”"
    written = f"的“{fault.field}”" if fault.field and is_of_writing else ""
    return Mending(name or f"原文第 {fault.line} 行{written}", "source.show", path, line=fault.line)


def _in_form(fault: Finding, form: PageForm, text: str, front: FrontMatter | None) -> Mending | None:
    place = place_of(fault, form, write_page(form, text))
    label = next((one.label for one in FIELDS[form.kind] if one.key == place), "")
    if label:
        return Mending(f"“{label}”", "editing.show", form.path, place)
    if place == "indicators":
        return Mending("“指标”", "editing.show", form.path, "t-indicators")
    if one := form.find(place):
        name = f"“{_short(one.title)}”" if one.title else "开头"
        return Mending(name, "editing.show", form.path, f"f-{place}")
    return _beside(fault, form, text, front)


def _beside(fault: Finding, form: PageForm, text: str, front: FrontMatter | None) -> Mending | None:
    """What stands in the head of a page and in no field of its form, where another screen has it."""
    name = _top_field(fault, front) if front else ""
    if form.kind is PageKind.EDITION and name in FACTS:
        return Mending(f"“{FACTS[name][0]}”", "regulations.facts", form.path, f"value-{name}")
    if name == "pack" and _is_pack(text):
        return Mending("“放进来的材料”", "packs.edit", form.path, "rows")
    return None


def _top_field(fault: Finding, front: FrontMatter) -> str:
    """The field of a head in which a fault stands, by its line."""
    lines = {name: front.line_of((name,)) for name in front.fields}
    return max((name for name in lines if lines[name] <= fault.line), key=lines.__getitem__, default="")


def _is_pack(text: str) -> bool:
    try:
        return bool(read_pack_page(text))
    except SiteError:
        return False


def _in_ledger(fault: Finding, path: str, text: str, front: FrontMatter) -> Mending | None:
    """The form of a measure, where the ledger can be read as a whole."""
    steps = _steps_to(fault, front, "entries")
    if not steps:
        return None
    entry, measure = steps[0][1], next((number for name, number in steps if name == "measures"), 0)
    name = _name_steps(front.fields, steps)
    try:
        ledger = parse_ledger(text, path)
    except SiteError:
        return _in_text(fault, path, name)
    return Mending(name, "ledgers.measure", str(MeasurePlace(path, ledger.entries[entry].id, measure + 1)))


def _in_list(fault: Finding, path: str, front: FrontMatter) -> Mending | None:
    """The row of a list, and its field where that is told."""
    words = LISTS[page_kind(path)]
    steps = _steps_to(fault, front, words.field)
    if not steps:
        return None
    row, told = steps[0][1], {name for name, _ in steps}
    column = next((one for one in words.columns if one.name in told), words.columns[0])
    name = _name_steps(front.fields, steps[:1]) + (f"的“{column.label}”" if column.name in told else "")
    return Mending(name, "regulations.words", path, f"w-{row}-{column.name}")


def _in_practice(fault: Finding, path: str, front: FrontMatter) -> Mending | None:
    """The form of a concept or a duty, and its field where that is told."""
    practice = PRACTICE[page_kind(path)]
    steps = _steps_to(fault, front, practice.field)
    if not steps:
        return None
    told = {name for name, _ in steps}
    entry = next((one for one in practice.entries if one.name in told), None)
    name = _name_steps(front.fields, steps[:1]) + (f"的“{entry.label}”" if entry else "")
    return Mending(name, "regulations.practice.row", f"{path}#{steps[0][1]}", entry.name if entry else "")


def _steps_to(fault: Finding, front: FrontMatter, top: str) -> list[tuple[str, int]]:
    """The fields that lead to a fault, each with its place in a list, from a row of a list on; nothing elsewhere."""
    rows = front.fields.get(top)
    if not isinstance(rows, list) or not rows:
        return []
    steps = [(name, int(number or -1)) for name, number in _STEP.findall(fault.field)]
    if steps and steps[0][0] == top and steps[0][1] in range(len(rows)):
        return steps
    lines = [front.line_of((top, number)) for number in range(len(rows))]
    at = bisect_right(lines, fault.line) - 1
    if at < 0:
        return []
    return [
        (top, at),
        *(step for step in steps if step[0] != top and isinstance(rows[at], Mapping) and step[0] in rows[at]),
    ]


def _name_steps(fields: Mapping[str, Any], steps: Sequence[tuple[str, int]]) -> str:
    """Rows by what they say, and the field in words: “问责偏轻”的“措施一”的期限."""
    told, held = list[str](), fields
    for at, (name, number) in enumerate(steps):
        value = held.get(name) if isinstance(held, Mapping) else None
        if isinstance(value, list) and number in range(len(value)):
            held = value[number]
            told.append(_name_row(held) or f"第 {number + 1} 项")
        else:
            label = label_of(name, steps[at - 1][0] if at else "")
            return "的".join([*told, f"“{label}”"] if label else told)
    return "的".join(told)


def _name_row(row: object) -> str:
    said = [row[name] for name in _NAMES if row.get(name)] if isinstance(row, Mapping) else []
    words = said[0][0] if said and isinstance(said[0], list) else said[0] if said else ""
    return f"“{_short(str(words))}”" if words else ""


def _short(words: str) -> str:
    return f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words

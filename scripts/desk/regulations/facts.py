"""The facts of an edition, as the office confirms them: by whom, on which day, against what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from macros.domain.dates import PartialDate
from scripts.desk.regulations.typing import HOW, read_day, read_whole_day
from scripts.register.differences import words
from scripts.register.page_text import PageText

#: The facts that can be confirmed, by their fields, with what an office calls them and the key of their value.
FACTS = {
    "number": ("文号", "text"),
    "adopted": ("审议批准", "date"),
    "issued": ("印发", "date"),
    "published": ("公开发布", "date"),
    "in_force": ("施行", "date"),
    "superseded": ("失效", "date"),
    "count": ("条数", "value"),
    "repeals": ("废止旧文", "text"),
}
#: Of the confirmation itself.
CHECK = {
    "by_post": "还没有写是谁核对的。写职务，如 纪检干事。",
    "on": f"还没有写哪一天核对的，{HOW}。",
    "against": "还没有写对照的是什么，如 本单位所存文件。",
}


@dataclass(frozen=True)
class ShownFact:
    """A fact as it stands.

    Attributes:
        name: Its field.
        label: What an office calls it.
        value: What it says, as it is typed.
        told: What it says, in words.
        proven: Whether it is confirmed, or proven by a source.
    """

    name: str
    label: str
    value: str
    told: str
    proven: bool


@dataclass
class Confirmed:
    """A form of confirmations as it was sent.

    Attributes:
        faults: What is wrong, by field.
        fields: The front matter as it is to be, where nothing is wrong.
    """

    faults: dict[str, str] = field(default_factory=dict)
    fields: dict[str, Any] | None = None


def list_facts(page: PageText) -> list[ShownFact]:
    """The facts of an edition, in the order of its page."""
    facts = []
    for name, (label, key) in FACTS.items():
        fact = page.fields.get(name)
        if isinstance(fact, dict):
            proven = fact.get("verified") is True or "checked" in fact
            value = "" if fact.get(key) is None else str(fact[key])
            facts.append(ShownFact(name, label, value, words(fact), proven))
    return facts


def read_confirmed(page: PageText, values: Mapping[str, str]) -> Confirmed:
    """Take down which facts are confirmed, with what they say."""
    form = Confirmed()
    chosen = [name for name in FACTS if values.get(f"ok-{name}") and isinstance(page.fields.get(name), dict)]
    typed = {name: " ".join(values.get(name, "").split()) for name in CHECK}
    form.faults |= {name: told for name, told in CHECK.items() if not typed[name]}
    on = read_whole_day(typed["on"])
    if typed["on"] and on is None:
        form.faults["on"] = f"“{typed['on']}”不是日期，{HOW}。"
    if not chosen:
        form.faults["facts"] = "还没有勾选核对过的事项。"
    read = {name: _read(name, values.get(f"value-{name}", "").strip(), form) for name in chosen}
    if form.faults:
        return form
    fields = dict(page.fields)
    for name, value in read.items():
        check = {"by_post": typed["by_post"], "on": on, "against": typed["against"]}
        fields[name] = {**fields[name], FACTS[name][1]: value, "checked": check}
    form.fields = fields
    return form


def _read(name: str, typed: str, form: Confirmed) -> object:
    """The value of a fact as its field takes it; what is wrong goes to the form."""
    label, key = FACTS[name]
    if not typed:
        form.faults[f"value-{name}"] = f"“{label}”还空着，写上核对到的内容再确认。"
    elif key == "text":
        return typed
    elif key == "value":
        if typed.isascii() and typed.isdecimal() and int(typed) <= 9999:
            return int(typed)
        form.faults[f"value-{name}"] = f"“{typed}”不是条数，写数字。"
    elif day := read_day(typed):
        return _written(day)
    else:
        form.faults[f"value-{name}"] = f"“{typed}”不是日期，{HOW}；只知道月份的写 2024年1月。"
    return None


def _written(day: PartialDate) -> date | str:
    return day.first if day.first == day.last else str(day)

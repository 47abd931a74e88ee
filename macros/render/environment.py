"""The template environment: autoescape on, undefined names are errors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from macros.domain.dates import PartialDate, chinese_date
from macros.domain.regulations import Fact
from macros.render.item_names import entry_name, entry_number, item_name, name_within


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        # A build is one process: no template changes under it, and none needs to be looked at again.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["chinese"] = _chinese
    environment.filters["fact"] = _fact
    environment.filters["lines"] = _lines
    environment.globals["entry_name"] = entry_name
    environment.globals["entry_number"] = entry_number
    environment.globals["item_name"] = item_name
    environment.globals["name_within"] = name_within
    return environment


def keep_code(kept: BytecodeCache) -> None:
    """Take what templates were compiled to from whoever keeps it, and give him what is compiled."""
    _environment().bytecode_cache = kept


def render(template: str, **values: object) -> str:
    """Fill a template.

    Args:
        template: File name under templates/, without the ending.
        **values: Names that the template uses.

    Returns:
        HTML that is also well-formed XML, without surrounding blanks.
    """
    return _template(template).render(**values).strip()


def render_macro(template: str, **values: object) -> str:
    """The same for a template that is one macro of the same name.

    Calling it costs a fraction of what filling a template costs, for
    fragments of which a page has many.
    """
    return str(_macro(template)(**values)).strip()


@cache
def _macro(name: str) -> Callable[..., str]:
    macro: Callable[..., str] = getattr(_template(name).module, name)
    return macro


@cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html")


def _chinese(day: date | PartialDate) -> str:
    return day.chinese if isinstance(day, PartialDate) else chinese_date(day)


def _lines(text: str) -> Markup:
    """Running text of which every paragraph but the first begins on a new line."""
    return Markup("<br />").join(text.split("\n"))


def _fact(fact: Fact) -> str:
    """A fact's value as a table shows it; an unknown one says so."""
    if fact.value is None or fact.value == "":
        return "未见记载"
    return str(fact.value)

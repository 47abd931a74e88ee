"""How a page calls a macro: what becomes one, and what it is told of the page, its unit and the yearbook."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from macros.corpus import current_yearbook, has_page, shows_gaps
from macros.corpus.settings import reader
from macros.domain.reports import Audience
from macros.domain.yearbook import Yearbook
from macros.render.calendar_names import DUE_PAGE
from macros.render.links import Links
from macros.render.unit_shown import unit_shown, whose_papers
from macros.render.withheld import withheld

#: What pages can call, by the names of the functions.
MACROS: list[Callable[..., str]] = []


def macro(function: Callable[..., str]) -> Callable[..., str]:
    """A macro that is told of the page that calls it."""
    MACROS.append(pass_context(function))
    return MACROS[-1]


def of_unit(function: Callable[..., str]) -> Callable[..., str]:
    """A macro that tells, where it is asked for no unit, whose papers it shows if they might be another's."""

    @wraps(function)
    def told(context: Context, *values: Any, **named: Any) -> str:
        said = function(context, *values, **named)
        asked = signature(function).bind(context, *values, **named).arguments.get("unit")
        return said if asked else unit_shown(yearbook_of(context), folder_of(context, ""), links_of(context)) + said

    return macro(told)


def of_all_ledgers(what: str, *, gaps: bool = False) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """A macro that counts what a unit's ledgers hold, or says that they hold nothing.

    Where readers are not shown all of them, that would be wrong, and it is said instead that it is not shown.

    Args:
        what: What is not shown then, in Chinese, such as 台账的办理情况.
        gaps: Whether it tells gaps, which are for those alone whom the office has named.
    """

    def decorate(function: Callable[..., str]) -> Callable[..., str]:
        @wraps(function)
        def told(context: Context, *values: Any, **named: Any) -> str:
            asked = signature(function).bind(context, *values, **named).arguments.get("unit", "")
            shown = yearbook_of(context).shows_all_ledgers(folder_of(context, asked))
            shown = shown and (not gaps or shows_gaps(docs_of(context)))
            return function(context, *values, **named) if shown else withheld(what)

        return told

    return decorate


def yearbook_of(context: Context) -> Yearbook:
    """All pages of the site, as they are or, where the page is but looked at, as they would be."""
    return context.get("yearbook_tried") or current_yearbook(docs_of(context))


def folder_of(context: Context, unit: str) -> str:
    """The folder of the unit that a page asks for, or of the one that the site holds."""
    return yearbook_of(context).folder_of(unit)


def whose(context: Context, unit: str) -> str:
    """What the unit of `folder_of` is called where its overview has nothing to show."""
    return whose_papers(yearbook_of(context), folder_of(context, unit))


def docs_of(context: Context) -> Path:
    """The folder of the pages."""
    return Path(context["yearbook_docs"])


def links_of(context: Context) -> Links:
    """Addresses as seen from the page."""
    # Both generators give the address under the site's root, without a slash in front.
    page = context["page"].url.removesuffix(".html") + ".md"
    # A publish for others has no such page, and nobody else gets calendars.
    has_due = has_page(docs_of(context), DUE_PAGE)
    calendars = has_due and reader() is Audience.LEADERS
    return Links(page, context.get("yearbook_places", {}), yearbook_of(context).handbook, has_due, calendars)

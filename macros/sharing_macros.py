"""The macro that looks across units for texts that they share; a page calls it by name."""

from __future__ import annotations

from jinja2.runtime import Context

from macros.calling import docs_of, links_of, macro, yearbook_of
from macros.corpus import found_later, shows_carried_over
from macros.corpus.macro_calls import AnyYear
from macros.for_many_pages import search_units
from macros.render import shared_texts as render_shared_texts
from macros.render.withheld import withheld


@macro
def shared_texts(context: Context, year: AnyYear = None) -> str:
    """What units have from one another, of one year, by default the newest (各单位之间的雷同)."""
    yearbook, docs = yearbook_of(context), docs_of(context)
    if not shows_carried_over(docs):
        return withheld("各单位之间的雷同")
    # Whoever has handed over the pages searches them too.
    search_units(yearbook, found=lambda: found_later(docs, yearbook))
    return render_shared_texts.shared_texts(yearbook, year, links_of(context))

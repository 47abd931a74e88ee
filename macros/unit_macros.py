"""The macros that set several units beside one another, for a site that gathers their papers."""

from __future__ import annotations

from jinja2.runtime import Context

from macros.calling import docs_of, folder_of, links_of, macro, of_unit, whose, yearbook_of
from macros.corpus import shows_gaps, today
from macros.corpus.macro_calls import AnyYear, UnitFolder
from macros.render.units import common_problems as render_common_problems
from macros.render.units import unit_list, unit_measures, unit_numbers, unit_tables
from macros.render.withheld import withheld


@macro
def units(context: Context, among: str = "") -> str:
    """The units by letter or county, each with its years (各单位)."""
    return unit_list.unit_list(yearbook_of(context), links_of(context), among)


@of_unit
def unit_papers(context: Context, unit: UnitFolder = "") -> str:
    """The papers and ledgers of a unit by year (一个单位的材料)."""
    folder = folder_of(context, unit)
    return unit_list.unit_papers(yearbook_of(context), folder, links_of(context), today(), whose(context, unit))


@macro
def county_numbers(context: Context) -> str:
    """Units, papers of the year, what is overdue and common problems, as four numbers (各单位的四个数)."""
    return unit_numbers.county_numbers(yearbook_of(context), links_of(context), today())


@macro
def overdue_by_unit(context: Context, most: int = 9) -> str:
    """The units with the most overdue measures (逾期最多的单位)."""
    return unit_numbers.overdue_by_unit(yearbook_of(context), links_of(context), today(), most)


@macro
def topics_by_unit(context: Context, year: AnyYear = None, among: str = "") -> str:
    """What each unit told of each topic in a year (单位与专题)."""
    return unit_tables.topics_by_unit(yearbook_of(context), links_of(context), year, among)


@macro
def common_problems(context: Context, year: AnyYear = None, most: int = 20, among: str = "") -> str:
    """Problems that several units name in a year, and what was done about them elsewhere (共性问题)."""
    return render_common_problems.common_problems(yearbook_of(context), links_of(context), today(), year, most, among)


@macro
def common_list(context: Context, most: int = 6) -> str:
    """The problems that most units name in the newest year, a line each (共性问题，短的)."""
    return render_common_problems.common_list(yearbook_of(context), links_of(context), today(), most)


@macro
def measures_by_unit(context: Context, year: AnyYear = None, among: str = "") -> str:
    """What came of the measures of each unit (各单位的措施)."""
    if not shows_gaps(docs_of(context)):
        return withheld("各单位措施的办理结果")
    return unit_measures.measures_by_unit(yearbook_of(context), links_of(context), today(), year, among)


@macro
def duties_by_unit(context: Context, year: AnyYear = None, among: str = "") -> str:
    """What each unit's papers of a year record of each yearly duty (规定动作与单位)."""
    if not shows_gaps(docs_of(context)):
        return withheld("没有记载的规定动作")
    return unit_tables.duties_by_unit(yearbook_of(context), links_of(context), today(), year, among)


@macro
def indicators_by_unit(context: Context, year: AnyYear = None, among: str = "") -> str:
    """Figures of a year side by side, where name and unit of measure agree (指标与单位)."""
    return unit_tables.indicators_by_unit(yearbook_of(context), links_of(context), year, among)

"""The macros that pages call by name; only this module knows mkdocs-macros.

Every macro looks up and renders. The page that calls it asks for it with
`render_macros: true`; addresses are final, since no generator touches the
HTML that a macro returns.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2.runtime import Context

from macros import sharing_macros, unit_macros
from macros.calling import MACROS, docs_of, folder_of, links_of, macro, of_all_ledgers, of_unit, whose, yearbook_of
from macros.compare.citation_counts import count_citations
from macros.compare.cited import list_citing_items
from macros.compare.disagreements import find_disagreements
from macros.compare.due import find_due
from macros.compare.duties import compare_duties
from macros.compare.edition_pairs import choose_editions
from macros.compare.indicators import choose_indicator, tabulate_indicators
from macros.compare.packs import assemble_pack
from macros.compare.phrase_use import tabulate_phrases
from macros.compare.selection import choose_ledger, choose_pack, choose_pair, choose_report, choose_work
from macros.corpus import PageTexts, file_links, read_posts, refresh_yearbook, shows_carried_over, shows_gaps, today
from macros.corpus.macro_calls import (
    EditionId,
    IndicatorName,
    LedgerYear,
    RegulationId,
    SeriesName,
    SummaryYear,
    UnitFolder,
)
from macros.for_many_pages import find_unresolved
from macros.render import carried_over as render_carried_over
from macros.render import (
    citation_pages,
    cohorts,
    copies,
    dashboard,
    disagreement_list,
    due_page,
    duties_page,
    edition_comparison,
    indicators,
    ledger_tables,
    overview,
    phrase_use,
    problems,
    years,
    years_compared,
)
from macros.render import study_pack as render_study_pack
from macros.render.corrections import list_corrections
from macros.render.measure_index import measure_index as render_measure_index
from macros.render.withheld import withheld
from macros.render.year_matrix import render_year_matrix

#: What others take from here: by importing it all macros are there.
__all__ = ["MACROS", "define_env", "sharing_macros", "unit_macros"]

#: So many rows of a list stand on the home page.
_SHORT_LIST = 7
_CHECK_LISTS_IT = "提交前的校对总会列出"


@macro
def year_cards(context: Context) -> str:
    """The years: how far the ledger of each has come, and what its summary has (各年)."""
    return years.year_cards(yearbook_of(context), links_of(context), today())


@macro
def changed_rules(context: Context) -> str:
    """Regulations changed since the newest summary (最近一份总结之后修改的法规)."""
    return overview.changed_rules(yearbook_of(context), links_of(context), today())


@macro
def report_list(context: Context) -> str:
    """All papers (全部年度总结)."""
    return overview.report_list(yearbook_of(context), links_of(context))


@macro
def ledger_list(context: Context) -> str:
    """All ledgers (全部整改台账)."""
    return overview.ledger_list(yearbook_of(context), links_of(context), today())


@of_unit
def ledger(context: Context, year: LedgerYear = None, unit: UnitFolder = "") -> str:
    """One year's ledger as a table, the newest where no year is named (一个年度的台账表)."""
    yearbook = yearbook_of(context)
    return ledger_tables.ledger_table(
        choose_ledger(yearbook, folder_of(context, unit), year),
        yearbook,
        links_of(context),
        today(),
        whose=whose(context, unit),
    )


@of_unit
@of_all_ledgers("台账的办理情况")
def ledger_overview(context: Context, unit: UnitFolder = "") -> str:
    """What is open in all ledgers of a unit, and counts (台账总览)."""
    return ledger_tables.ledger_overview(yearbook_of(context), folder_of(context, unit), links_of(context), today())


@macro
def regulation_list(context: Context) -> str:
    """The register of regulations (法规一览)."""
    return overview.regulation_list(yearbook_of(context), links_of(context), today())


@macro
def correction_list(context: Context) -> str:
    """What was corrected in papers and in the register, the newest first (更正)."""
    return list_corrections(yearbook_of(context), links_of(context))


@macro
def local_rules(context: Context) -> str:
    """The rules of the county and of the office (本地制度)."""
    return overview.local_rules(yearbook_of(context), links_of(context))


@macro
def unresolved_citations(context: Context) -> str:
    """Citations that no link can be given for (没有着落的引用)."""
    return overview.unresolved_citations(find_unresolved(yearbook_of(context)), links_of(context))


@of_unit
def year_matrix(context: Context, unit: UnitFolder = "") -> str:
    """What each year had on each topic (专题与年度)."""
    yearbook = yearbook_of(context)
    return render_year_matrix(
        yearbook.written_of(folder_of(context, unit)), yearbook, links_of(context), whose=whose(context, unit)
    )


@of_unit
def compare_years(
    context: Context,
    old: SummaryYear = None,
    new: SummaryYear = None,
    unit: UnitFolder = "",
    series: SeriesName = "",
) -> str:
    """Two years side by side, by default the newest two (两年对照)."""
    yearbook = yearbook_of(context)
    return years_compared.compare_years(
        choose_pair(yearbook, folder_of(context, unit), old, new, series),
        yearbook,
        links_of(context),
        whose=whose(context, unit),
    )


@macro
def comparison_list(context: Context) -> str:
    """The pages that set two years side by side (对照页一览)."""
    return years_compared.comparison_list(yearbook_of(context), links_of(context))


@of_unit
def carried_over(context: Context, year: SummaryYear = None, unit: UnitFolder = "", series: SeriesName = "") -> str:
    """What stands word for word in the year before (逐字沿用)."""
    if not shows_carried_over(docs_of(context)):
        return withheld("沿用情况", _CHECK_LISTS_IT)
    yearbook = yearbook_of(context)
    report = choose_report(yearbook, folder_of(context, unit), year, series)
    return render_carried_over.carried_over(report, yearbook, links_of(context), whose=whose(context, unit))


@of_unit
def copy_check(context: Context, year: SummaryYear = None, unit: UnitFolder = "", series: SeriesName = "") -> str:
    """What stands in earlier years' and in others' papers, and what was left in from there (雷同检查)."""
    if not shows_carried_over(docs_of(context)):
        return withheld("雷同情况", _CHECK_LISTS_IT)
    yearbook = yearbook_of(context)
    report = choose_report(yearbook, folder_of(context, unit), year, series)
    return copies.copies(report, yearbook, links_of(context), whose=whose(context, unit))


@of_unit
def measure_index(context: Context, unit: UnitFolder = "") -> str:
    """All measures of a unit's papers by year (历年措施)."""
    folder = folder_of(context, unit)
    papers = [one for one in yearbook_of(context).reports.values() if one.folder == folder and one.written]
    return render_measure_index(papers, links_of(context), whose=whose(context, unit))


@of_unit
@of_all_ledgers("问题的办理和反复情况")
def recurring_problems(context: Context, unit: UnitFolder = "") -> str:
    """Each problem's chain over the years (反复出现的问题)."""
    suggests = shows_gaps(docs_of(context))
    return problems.recurring_problems(
        yearbook_of(context), folder_of(context, unit), links_of(context), today(), suggests=suggests
    )


@of_unit
@of_all_ledgers("各年度措施的办结情况", gaps=True)
def promises_kept(context: Context, unit: UnitFolder = "") -> str:
    """How many measures of each year were done after one, two and three years (承诺兑现)."""
    return cohorts.promises_kept(yearbook_of(context), folder_of(context, unit), links_of(context), today())


@of_unit
@of_all_ledgers("各年度问题的再现情况", gaps=True)
def problems_returned(context: Context, unit: UnitFolder = "") -> str:
    """How many problems of each year came back in later ones (问题再现)."""
    return cohorts.problems_returned(yearbook_of(context), folder_of(context, unit), links_of(context), today())


@of_unit
def key_numbers(context: Context, unit: UnitFolder = "") -> str:
    """What is open, overdue, back and changed, as four numbers (四个数)."""
    return dashboard.key_numbers(yearbook_of(context), folder_of(context, unit), links_of(context), today())


@of_unit
@of_all_ledgers("各年问题的办理情况")
def problems_by_year(context: Context, most: int | None = None, unit: UnitFolder = "") -> str:
    """The problems and what came of them in each year (问题与年度)."""
    return dashboard.problems_by_year(yearbook_of(context), folder_of(context, unit), links_of(context), today(), most)


@of_unit
@of_all_ledgers("反复出现的问题")
def recurring_list(context: Context, unit: UnitFolder = "") -> str:
    """The problems that are back and not solved (尚未解决的老问题)."""
    return dashboard.recurring_list(yearbook_of(context), folder_of(context, unit), links_of(context), today())


@of_unit
def new_this_year(context: Context, unit: UnitFolder = "") -> str:
    """What the newest summary has that the one before had not (今年新写的)."""
    return dashboard.new_this_year(yearbook_of(context), folder_of(context, unit), links_of(context))


@of_unit
def pressing_entries(context: Context, unit: UnitFolder = "") -> str:
    """The open measures of all ledgers, overdue ones first (逾期和在办)."""
    yearbook, folder = yearbook_of(context), folder_of(context, unit)
    return ledger_tables.overdue_list(yearbook, folder, links_of(context), today(), _SHORT_LIST)


@of_unit
@of_all_ledgers("到期和逾期的事项")
def due_list(context: Context, unit: UnitFolder = "") -> str:
    """What falls due and what is overdue, by the posts that answer for it (到期与督办)."""
    docs = docs_of(context)
    found = find_due(yearbook_of(context), folder_of(context, unit), today(), same=read_posts(docs))
    return due_page.due_list(found, links_of(context), whose(context, unit), tells_duties=shows_gaps(docs))


@of_unit
@of_all_ledgers("从问题到结果的缺口", gaps=True)
def follow_through(context: Context, year: SummaryYear = None, unit: UnitFolder = "") -> str:
    """Problem, cause, measure, result (问题到结果)."""
    yearbook = yearbook_of(context)
    return problems.render_follow_through(
        choose_report(yearbook, folder_of(context, unit), year),
        yearbook,
        links_of(context),
        today(),
        whose=whose(context, unit),
    )


@of_unit
def citations_by_year(context: Context, unit: UnitFolder = "") -> str:
    """How many items of each year cite each regulation (各年引用法规次数)."""
    table = count_citations(yearbook_of(context), folder_of(context, unit), today())
    return citation_pages.citations_by_year(table, links_of(context), today(), whose=whose(context, unit))


@of_unit
def cited_by(context: Context, regulation: RegulationId, unit: UnitFolder = "") -> str:
    """The items that cite one regulation (引用一部法规的条目)."""
    yearbook = yearbook_of(context)
    work = choose_work(yearbook, regulation)
    return citation_pages.citing_items(
        work,
        list_citing_items(yearbook, work, folder_of(context, unit), today()),
        links_of(context),
        today(),
        whose=whose(context, unit),
    )


@macro
def compare_editions(context: Context, regulation: RegulationId, old: EditionId = None, new: EditionId = None) -> str:
    """Two editions of a regulation, article by article (版本对照)."""
    yearbook = yearbook_of(context)
    work = choose_work(yearbook, regulation)
    pair = choose_editions(work, old, new)
    return edition_comparison.edition_comparison(work, pair, yearbook, links_of(context))


@of_unit
def indicator_table(context: Context, unit: UnitFolder = "") -> str:
    """All indicators of a unit by year (历年指标)."""
    table = tabulate_indicators(yearbook_of(context), folder_of(context, unit))
    return indicators.indicator_table(table, links_of(context), whose=whose(context, unit))


@of_unit
def indicator_trend(context: Context, name: IndicatorName = "", unit: UnitFolder = "") -> str:
    """One indicator as chart and table (一项指标的变化)."""
    table = tabulate_indicators(yearbook_of(context), folder_of(context, unit))
    return indicators.indicator_trend(
        table, choose_indicator(table, name), links_of(context), whose=whose(context, unit)
    )


@of_unit
def phrases(context: Context, unit: UnitFolder = "") -> str:
    """How often set phrases stand in each year's summary (常用提法)."""
    return phrase_use.phrase_table(
        tabulate_phrases(yearbook_of(context), folder_of(context, unit)), links_of(context), whose=whose(context, unit)
    )


@of_unit
def required_actions(context: Context, year: SummaryYear = None, unit: UnitFolder = "") -> str:
    """The yearly duties beside what the papers of a year record (规定动作对照)."""
    if not shows_gaps(docs_of(context)):
        return withheld("没有记载的规定动作")
    yearbook = yearbook_of(context)
    summary = choose_report(yearbook, folder_of(context, unit), year)
    found = compare_duties(yearbook, folder_of(context, unit), summary.year) if summary else None
    return duties_page.required_actions(found, links_of(context), today(), whose=whose(context, unit))


@of_unit
def disagreements(context: Context, year: SummaryYear = None, unit: UnitFolder = "") -> str:
    """Figures and citations of a year that do not agree (前后不一致的数字和引用)."""
    yearbook = yearbook_of(context)
    summary = choose_report(yearbook, folder_of(context, unit), year)
    found = find_disagreements(yearbook, folder_of(context, unit), summary.year) if summary else None
    return disagreement_list.disagreements(found, links_of(context), whose=whose(context, unit))


@macro
def study_pack(context: Context) -> str:
    """The study pack that the page's front matter names (学习资料包)."""
    yearbook, links = yearbook_of(context), links_of(context)
    made = assemble_pack(choose_pack(yearbook, links.page), yearbook, PageTexts(docs_of(context)), today())
    inside: Any = {**context, "yearbook_places": made.places}
    macros: dict[str, Callable[..., str]] = {found.__name__: found for found in MACROS}
    tables = {p.id: macros[p.table.name](inside, *p.table.values, **p.table.named) for p in made.parts if p.table}
    return render_study_pack.study_pack(made, tables, links, today(), file_links(links.page))


@macro
def pack_list(context: Context, most: int | None = None) -> str:
    """The study packs, all of them or the newest ones (学习资料包一览)."""
    return render_study_pack.pack_list(yearbook_of(context), links_of(context), most)


def error_list() -> str:
    """Every kind of content error with its remedy (出错提示一览)."""
    return overview.error_list()


def remark_list() -> str:
    """Every kind of remark with what to do about it (校对提示一览)."""
    return overview.remark_list()


MACROS.extend([error_list, remark_list])


def define_env(env: Any) -> None:
    """Register the macros; called by mkdocs-macros when a build begins.

    Args:
        env: The plugin, of which only what Zensical has too is used.
    """
    docs = Path(env.conf["docs_dir"]).resolve()
    refresh_yearbook(docs)
    env.variables["yearbook_docs"] = str(docs)
    for function in MACROS:
        env.macro(function)

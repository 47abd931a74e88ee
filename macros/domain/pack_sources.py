"""Which papers and ledgers a pack draws on, and who may therefore read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.domain.chains import entries_about, find_chain
from macros.domain.ledgers import Ledger
from macros.domain.packs import (
    ChosenItems,
    ComparisonTable,
    Material,
    ProblemHistory,
    RegulationChanges,
    StudyPack,
    WholeEdition,
    WholeReport,
)
from macros.domain.reports import Audience, Report
from macros.domain.yearbook import Yearbook


@dataclass(frozen=True)
class TableKind:
    """A table that a pack may hold.

    Attributes:
        title: What it is called.
        is_internal: Whether it tells of ledgers or of what is carried over, which is for 班子.
    """

    title: str
    is_internal: bool


#: By the name of the macro that makes it.
TABLES = {
    "compare_years": TableKind("两年对照", is_internal=True),
    "carried_over": TableKind("逐字沿用", is_internal=True),
    "copy_check": TableKind("雷同检查", is_internal=True),
    "follow_through": TableKind("从问题到结果", is_internal=True),
    "recurring_problems": TableKind("反复出现的问题", is_internal=True),
    "promises_kept": TableKind("承诺兑现", is_internal=True),
    "problems_returned": TableKind("问题再现", is_internal=True),
    "ledger": TableKind("整改台账", is_internal=True),
    "required_actions": TableKind("规定动作对照", is_internal=True),
    "disagreements": TableKind("不一致之处", is_internal=True),
    "year_matrix": TableKind("专题与年度", is_internal=False),
    "measure_index": TableKind("历年措施", is_internal=False),
    "indicator_table": TableKind("历年指标", is_internal=False),
    "indicator_trend": TableKind("一项指标的变化", is_internal=False),
    "phrases": TableKind("常用提法", is_internal=False),
    "citations_by_year": TableKind("各年引用法规次数", is_internal=False),
    "cited_by": TableKind("引用一部法规的条目", is_internal=False),
    "compare_editions": TableKind("版本对照", is_internal=False),
}

_WIDEST_FIRST = tuple(Audience)


def narrowest(audiences: Iterable[Audience]) -> Audience:
    """The smallest circle of readers among some; all members where there is none."""
    return max(audiences, key=_WIDEST_FIRST.index, default=Audience.MEMBERS)


def pack_audience(pack: StudyPack, yearbook: Yearbook) -> Audience:
    """Who may read a pack: as its page says, else the narrowest circle of what it holds."""
    return pack.audience or narrowest_of(pack, yearbook)


def narrowest_of(pack: StudyPack, yearbook: Yearbook) -> Audience:
    """The narrowest circle of readers among what a pack holds; what does not exist counts for nothing."""
    return narrowest(
        audience for material in pack.materials for audience in _audiences(material, pack.folder, yearbook)
    )


def records_named(pack: StudyPack, yearbook: Yearbook) -> Iterator[Report | Ledger]:
    """Yield the papers that a pack names, and the ledgers that a problem's history rests on."""
    for material in pack.materials:
        match material:
            case WholeReport(report=key):
                yield from _papers([key], yearbook)
            case ChosenItems(refs=refs):
                yield from _papers((ref.report for ref in refs), yearbook)
            case ProblemHistory(problem=ref):
                yield from _papers([ref.report], yearbook)
                yield from (line.ledger for line in entries_about(ref, yearbook))


def records_drawn_on(pack: StudyPack, yearbook: Yearbook) -> Iterator[Report | Ledger]:
    """Yield every paper and ledger that a pack can show anything of, the same one perhaps more than once."""
    yield from records_named(pack, yearbook)
    for material in pack.materials:
        match material:
            case ProblemHistory(problem=ref):
                yield from _papers((item.report for item in find_chain(ref, yearbook).items), yearbook)
            case RegulationChanges(regulation=name):
                yield from _citing(name, yearbook)
            case ComparisonTable(name=name, named=named):
                folder = yearbook.folder_of(str(named.get("unit", pack.folder)))
                yield from (paper for paper in yearbook.reports.values() if paper.folder == folder)
                yield from yearbook.ledgers_of(folder) if TABLES[name].is_internal else ()


def _citing(name: str, yearbook: Yearbook) -> Iterator[Report]:
    """The papers that cite an edition of a regulation which was changed later."""
    work = yearbook.regulations.get(name)
    for edition in work.editions[:-1] if work else ():
        yield from (mention.report for mention in yearbook.mentions_of(name, edition.id))


def _audiences(material: Material, folder: str, yearbook: Yearbook) -> Iterator[Audience]:
    match material:
        case WholeReport(report=key):
            yield from (paper.audience for paper in _papers([key], yearbook))
        case ChosenItems(refs=refs):
            yield from (paper.audience for paper in _papers((ref.report for ref in refs), yearbook))
        case ProblemHistory(problem=ref):
            # Which papers and entries it comes to is told by all of the unit's.
            folder = ref.report.rpartition("/")[0]
            yield from (paper.audience for paper in yearbook.reports_of(folder))
            yield from (entry.audience for ledger in yearbook.ledgers_of(folder) for entry in ledger.entries)
        case RegulationChanges(regulation=name):
            yield from (report.audience for report in _citing(name, yearbook))
        case ComparisonTable(name=name, named=named):
            yield from _of_table(name, yearbook.folder_of(str(named.get("unit", folder))), yearbook)
        case WholeEdition():
            pass


def _of_table(name: str, folder: str, yearbook: Yearbook) -> Iterator[Audience]:
    if TABLES[name].is_internal:
        yield Audience.LEADERS
    elif name == "compare_editions":
        yield from (report.audience for report in yearbook.reports.values())
    else:
        yield from (report.audience for report in yearbook.reports.values() if report.folder == folder)


def _papers(keys: Iterable[str], yearbook: Yearbook) -> Iterator[Report]:
    yield from (yearbook.reports[key] for key in dict.fromkeys(keys) if key in yearbook.reports)

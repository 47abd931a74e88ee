"""What units have from one another: by unit and year, each passage beside the older one, and what is asked of all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from macros.compare.copying.matches import CopyKind
from macros.compare.copying.matching import NEARLY
from macros.compare.passages import WordingMark, WordingPiece, word_changes
from macros.compare.sharing.holdings import CommonText
from macros.compare.sharing.of_site import JudgedPassage, judge_passages, share_texts
from macros.compare.sharing.records import Place
from macros.domain.reports import Report
from macros.domain.yearbook import Yearbook
from macros.render import matrix
from macros.render.carried_over import percent
from macros.render.environment import render
from macros.render.item_names import name_within
from macros.render.links import Links
from macros.render.samples import sample_notice

#: So many passages stand beside their sources, and so many units in the picture; the table behind has all of them.
_FIRST_PAIRS, _MOST_PAIRS, _MOST_UNITS, _MOST_COMMON = 3, 12, 40, 30
_STOPS = "，。；：！？"


@dataclass(frozen=True)
class _Telling:
    """A place as the page names it."""

    report: Report
    item: str
    address: str


@dataclass(frozen=True)
class _Row:
    """A passage of the year with its source, and the words of both where they differ."""

    judged: JudgedPassage
    here: _Telling
    there: _Telling
    is_older: bool
    old: tuple[WordingPiece, ...]
    new: tuple[WordingPiece, ...]


def shared_texts(yearbook: Yearbook, year: int | None, links: Links) -> str:
    """The passages of a year, by default the newest; every year in the picture."""
    units = {report.folder for report in yearbook.reports.values()}
    if len(units) == 1 or not units:
        return render("shared_texts_empty")
    shared = share_texts(yearbook)
    judged = list(judge_passages(shared.passages, yearbook))
    years = sorted({report.year for report in yearbook.reports.values()})
    shown = year or years[-1]
    rows = [_row(one, yearbook, links) for one in judged if one.passage.here.year == shown]
    rows.sort(key=lambda row: (not row.judged.counts, -len(row.judged.passage.text)))
    common = [one for one in shared.common if one.there.year == shown]
    papers = [paper for row in rows for paper in (row.here.report, row.there.report)]
    return render(
        "shared_texts",
        notice=sample_notice([*papers, *(yearbook.reports[one.there.key] for one in common)]),
        year=shown,
        units=len(units),
        picture=_picture(judged, years, yearbook, links),
        counted=[row for row in rows if row.judged.counts],
        uncounted=[row for row in rows if not row.judged.counts],
        first=_FIRST_PAIRS,
        most=_MOST_PAIRS,
        common=[_common(one, yearbook, links) for one in common[:_MOST_COMMON]],
        all_common=len(common),
        remedies=[(kind.word, kind.remedy) for kind in CopyKind if any(_counts_as(row, kind) for row in rows)],
        nearly=percent(NEARLY, 1),
    )


def _counts_as(row: _Row, kind: CopyKind) -> bool:
    return row.judged.counts and row.judged.passage.copy_kind is kind


def _row(judged: JudgedPassage, yearbook: Yearbook, links: Links) -> _Row:
    passage = judged.passage
    # What is the same need not be read twice; a stop that one of them lacks is no change.
    texts = (passage.source_text.rstrip(_STOPS), passage.text.rstrip(_STOPS))
    same = (), (WordingPiece(WordingMark.KEPT, passage.text),)
    old, new = same if passage.copy_kind is CopyKind.EXACT else word_changes(*texts)
    here, there = (_telling(place, yearbook, links) for place in (passage.here, passage.there))
    return _Row(judged, here, there, passage.there.is_surely_before(passage.here), old, new)


def _telling(place: Place, yearbook: Yearbook, links: Links) -> _Telling:
    report = yearbook.reports[place.key]
    return _Telling(report, name_within(report, report.passages[place.item]), links.to(report.path, place.item))


def _common(text: CommonText, yearbook: Yearbook, links: Links) -> tuple[CommonText, _Telling]:
    return text, _telling(text.there, yearbook, links)


def _picture(judged: Sequence[JudgedPassage], years: Sequence[int], yearbook: Yearbook, links: Links) -> str:
    """How many passages each unit's papers of each year have from others, the units with most of them first."""
    found: dict[str, dict[int, list[JudgedPassage]]] = defaultdict(lambda: defaultdict(list))
    for one in judged:
        if one.counts:
            found[one.passage.here.unit][one.passage.here.year].append(one)
    most = sorted(found, key=lambda unit: (-sum(map(len, found[unit].values())), unit))[:_MOST_UNITS]
    written = {(paper.folder, paper.year) for paper in yearbook.reports.values()}
    samples = {f"{paper.year}年" for paper in yearbook.reports.values() if paper.sample}
    rows = [_unit_row(unit, found[unit], years, written, yearbook, links) for unit in most]
    return matrix.matrix("各单位各年与别处雷同的处数", "单位", [f"{year}年" for year in years], rows, samples=samples)


def _unit_row(
    unit: str,
    found: dict[int, list[JudgedPassage]],
    years: Sequence[int],
    written: Collection[tuple[str, int]],
    yearbook: Yearbook,
    links: Links,
) -> matrix.MatrixRow:
    cells = [
        _cell(found.get(year, []), yearbook, links) if (unit, year) in written else matrix.NO_PAPERS for year in years
    ]
    return matrix.MatrixRow(yearbook.units[unit].name, tuple(cells))


def _cell(found: Sequence[JudgedPassage], yearbook: Yearbook, links: Links) -> matrix.MatrixCell:
    sources = dict.fromkeys(yearbook.reports[one.passage.there.key].unit for one in found)
    first = found[0].passage.here if found else None
    address = links.to(f"reports/{first.key}.md", first.item) if first else ""
    return matrix.count_cell(len(found), f"与{'、'.join(sources)}雷同" if found else "没有找到雷同", address)

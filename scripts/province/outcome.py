"""What the units of many counties share, as tables, and what a search finds of them, for an engine on a server."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.compare.sharing.of_site import JudgedPassage, judge_passages
from macros.compare.sharing.pipeline import Shared
from macros.compare.sharing.plan import Plan, Runner
from macros.compare.sharing.records import Place
from macros.compare.units.unit_years import name_group
from macros.corpus import load_corpus, read_office
from macros.domain.yearbook import Yearbook
from macros.errors import SiteError
from scripts.build.search_data.records import make_records
from scripts.changes.writing import write_whole
from scripts.province.open_search import MAPPING, make_document, write_lines

SHARED, COMMON = "雷同.csv", "统一的要求.csv"
RECORDS, RECORDS_MAPPING = "检索.ndjson", "检索-mapping.json"
_SHARED_HEAD = (
    *("单位", "材料", "条目", "种类", "写的是", "较早的单位", "较早的材料", "较早的条目", "那里写的是"),
    *("相近", "另有几个单位", "先后", "不计入的原因"),
)
_COMMON_HEAD = ("写的是", "来自", "单位", "材料", "条目", "几个单位写了", "共几个单位")


class ProvinceError(SiteError):
    """No counties stand where they were looked for, or one is called as what the site at the top has itself."""

    meaning = "写明的文件夹里没有各县的站点，或者一个县的文件夹与顶上站点自己的文件夹同名"
    remedy = "每个县一个文件夹，里面是那个县站点的 `docs`，见[全省、全市一起算](county.md#province)"


@dataclass(frozen=True)
class County:
    """A county's pages (县): the folder that it is called by, and where they are."""

    folder: str
    docs: Path


def find_counties(top: Path) -> list[County]:
    """The counties whose sites stand in a folder, each in one of its own.

    Raises:
        ProvinceError: There is none.
    """
    found = [County(one.name, one / "docs") for one in sorted(top.iterdir())] if top.is_dir() else []
    counties = [one for one in found if (one.docs / "reports").is_dir()]
    if not counties:
        raise ProvinceError(f"{top} 里没有各县的站点。改法：每个县一个文件夹，里面是那个县站点的 docs。")
    return counties


def name_county(county: County, units: Iterable[str]) -> str:
    """What a county is called: as its settings name the office, else as its units begin, else as its folder.

    Args:
        county: The county.
        units: What its units are called.

    Raises:
        SiteError: Its settings name no office as they should.
    """
    office = read_office(county.docs)
    return (office.unit if office else name_group(list(units))) or county.folder


def write_shared(shared: Shared, yearbook: Yearbook, into: Path) -> tuple[int, int]:
    """Write what is shared as two tables.

    Args:
        shared: What was found.
        yearbook: The register by which it is told what counts.
        into: The folder, which is there.

    Returns:
        How many passages count, and how many sentences are common.

    Raises:
        WriteError: They cannot be written.
    """
    judged = list(judge_passages(shared.passages, yearbook))
    write_whole(into / SHARED, _table(_SHARED_HEAD, (_shared_row(one, shared) for one in judged)))
    common = (
        (one.text, "上级" if one.is_above else "多数单位", *_named(one.there, shared), str(one.units), str(one.of))
        for one in shared.common
    )
    write_whole(into / COMMON, _table(_COMMON_HEAD, common))
    return sum(one.counts for one in judged), len(shared.common)


def _shared_row(judged: JudgedPassage, shared: Shared) -> tuple[str, ...]:
    one = judged.passage
    order = "" if one.there.is_surely_before(one.here) else "同一年，先后不明"
    here, there = _named(one.here, shared), _named(one.there, shared)
    score, others = f"{one.similarity:.2f}", str(one.others)
    why_not = judged.why_not or ""
    return (*here, one.copy_kind.word, one.text, *there, one.source_text, score, others, order, why_not)


def _named(place: Place, shared: Shared) -> tuple[str, str, str]:
    head = shared.heads[place.key]
    return head.unit, f"{head.name}（示例）" if head.sample else head.name, place.caption


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_tame(cell) for cell in row] for row in rows)
    # Excel takes a file without the mark for one of the system's old coding.
    return written.getvalue().encode("utf-8-sig", "replace")


def _tame(cell: str) -> str:
    """A cell that no sheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell


def write_records(counties: Sequence[County], day: date, into: Path, run: Runner) -> int:
    """Write what a search finds of their papers and ledgers as lines for an engine, and the mapping.

    Args:
        counties: Whose.
        day: The day as of which statuses are given.
        into: The folder, which is there.
        run: Runs a step a county.

    Returns:
        How many records there are.

    Raises:
        ContentErrors: A county's pages are at fault.
        WriteError: They cannot be written.
    """
    plan = Plan()
    made = run(plan, [plan.add(f"records-{one.folder}", _lines_of, one, day) for one in counties])
    write_whole(into / RECORDS, b"".join(lines for _, lines in made))
    write_whole(into / RECORDS_MAPPING, json.dumps(MAPPING, ensure_ascii=False, indent=1).encode())
    return sum(count for count, _ in made)


def _lines_of(county: County, day: date) -> tuple[int, bytes]:
    site = load_corpus(county.docs)
    name = name_county(county, {report.unit: None for report in site.yearbook.reports.values()})
    # What the register says every county has alike.
    documents = [make_document(record, name, county.folder) for record in make_records(site, day) if record.unit]
    return len(documents), "".join(f"{line}\n" for line in write_lines(documents)).encode()

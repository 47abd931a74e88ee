"""What can only be checked once all pages are read: references between them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from macros.corpus.findings import Findings
from macros.corpus.mapping_checks import check_mapping, has_article
from macros.corpus.pages import PageKind, SourcePage, page_kind
from macros.corpus.parsing import ParsedPage
from macros.corpus.practice_pages import Practice
from macros.domain.concepts import Basis
from macros.domain.ledgers import Entry, Ledger
from macros.domain.regulations import Edition, Regulation
from macros.domain.reports import ItemRef, PartKind, Report
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind


def check_bases(parses: Collection[ParsedPage], yearbook: Yearbook, findings: Findings) -> None:
    """Every provision that a concept or a duty rests on is there, or may be once a fault told elsewhere is mended."""
    works = yearbook.regulations
    there = {work.path for work in works.values()} | {edition.path for edition in yearbook.editions.values()}
    kept = (parsed.path for parsed in parses if page_kind(parsed.path) in {PageKind.REGULATION, PageKind.EDITION})
    broken = {path.split("/")[1] for path in kept if path not in there}
    for parsed in parses:
        for line, basis in parsed.content.bases if isinstance(parsed.content, Practice) else ():
            if basis.regulation not in broken and not _is_there(basis, works):
                findings.add(ErrorKind.BASIS, parsed.path, line, found=f"“{basis}”")


def _is_there(basis: Basis, works: Mapping[str, Regulation]) -> bool:
    work = works.get(basis.regulation)
    if work is None or basis.edition is None:
        return work is not None
    edition = work.by_id.get(basis.edition)
    return edition is not None and (not basis.anchor or basis.anchor in edition.by_anchor)


def check_units(yearbook: Yearbook, pages: dict[str, SourcePage], findings: Findings) -> None:
    """One folder, one unit: its papers and ledgers agree on the name."""
    names: dict[str, Report | Ledger] = {}
    papers: list[Report | Ledger] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
    for paper in papers:
        first = names.setdefault(paper.folder, paper)
        if first.unit != paper.unit:
            line = pages[paper.path].front_matter.line_of(("unit",))
            expected = f"“{first.unit}”（docs/{first.path}）"
            findings.add(
                ErrorKind.UNIT_NAME, paper.path, line, field="unit", found=f"“{paper.unit}”", expected=expected
            )


def check_reports(yearbook: Yearbook, pages: dict[str, SourcePage], paths: frozenset[str], findings: Findings) -> None:
    """Unit, year, series and person name one report; every item that is named exists."""
    seen: dict[tuple[str, int, str, str], Report] = {}
    for report in yearbook.reports.values():
        first = seen.setdefault((report.unit, report.year, report.series, report.person), report)
        if first is not report:
            findings.add(
                ErrorKind.DUPLICATE_REPORT,
                report.path,
                field=f"{report.unit} {report.year} {report.series} {report.person}".strip(),
                detail=f"另一份是 docs/{first.path}",
            )
        page = pages[report.path]
        for ref, answer in report.answers.items():
            place = ("answers", str(ref))
            check_ref(ref, report, yearbook, paths, page, place, "answers", findings)
            asked = yearbook.reports.get(ref.report)
            if asked and (asked is report or asked.year > report.year):
                line, expected = page.front_matter.line_of(place), "以前报告的条目"
                findings.add(
                    ErrorKind.EARLIER_REFERENCE, report.path, line, field="answers", found=f"“{ref}”", expected=expected
                )
            if answer not in report.passages:
                line = page.front_matter.line_of(place)
                findings.add(ErrorKind.ITEM_REFERENCE, report.path, line, field=f"answers.{ref}", found=f"“{answer}”")


def check_ledgers(yearbook: Yearbook, pages: dict[str, SourcePage], paths: frozenset[str], findings: Findings) -> None:
    """Every item and entry that a ledger names exists; an entry's id names one entry of a unit."""
    seen: dict[tuple[str, str], str] = {}
    years: dict[tuple[str, int], Ledger] = {}
    for ledger in yearbook.ledgers.values():
        other = years.setdefault((ledger.folder, ledger.year), ledger)
        if other is not ledger:
            detail = f"另一份是 docs/{other.path}"
            findings.add(ErrorKind.DUPLICATE_LEDGER, ledger.path, field=f"{ledger.unit} {ledger.year}", detail=detail)
        page = pages[ledger.path]
        for number, entry in enumerate(ledger.entries):
            first = seen.setdefault((ledger.folder, entry.id), ledger.path)
            if first != ledger.path:
                findings.add(
                    ErrorKind.DUPLICATE_ID,
                    ledger.path,
                    page.front_matter.line_of(("entries", number)),
                    field="entries.id",
                    found=f"“{entry.id}”",
                    detail=f"与 docs/{first} 相同",
                )
            for place, ref in _named_items(number, entry):
                check_ref(ref, ledger, yearbook, paths, page, place, entry.id, findings)
            _check_kinds(number, entry, ledger, yearbook, pages, findings)
            _check_repeats(number, entry, ledger, yearbook, pages, findings)


def _check_repeats(
    number: int, entry: Entry, ledger: Ledger, yearbook: Yearbook, pages: dict[str, SourcePage], findings: Findings
) -> None:
    if not entry.repeats:
        return
    earlier = yearbook.entry(ledger, entry.repeats)
    kind, expected = ErrorKind.ENTRY_REFERENCE, ""
    if entry.repeats == entry.id:
        expected = "另一项的编号"
    elif earlier is not None:
        kind = ErrorKind.EARLIER_REFERENCE
        if earlier.ledger.year > ledger.year:
            expected = f"{ledger.year} 年或以前的事项"
        elif (way := _way_back(entry, ledger, yearbook)) is not None:
            expected = f"不回到自身（现在是 {'→'.join([*way, way[0]])}）"
    if earlier is None or expected:
        line = pages[ledger.path].front_matter.line_of(("entries", number, "repeats"))
        findings.add(kind, ledger.path, line, field=entry.id, found=f"“{entry.repeats}”", expected=expected)


def _way_back(entry: Entry, ledger: Ledger, yearbook: Yearbook) -> list[str] | None:
    """The ids from an entry by `repeats` back to itself; None where they lead elsewhere, or end."""
    way = {entry.id: None}
    following = entry.repeats
    while following and following not in way:
        way[following] = None
        line = yearbook.entry(ledger, following)
        following = line.entry.repeats if line else None
    return list(way) if following == entry.id else None


def _named_items(number: int, entry: Entry) -> Iterator[tuple[tuple[str | int, ...], ItemRef]]:
    if entry.problem:
        yield ("entries", number, "problem"), entry.problem
    for place, cause in enumerate(entry.causes):
        yield ("entries", number, "causes", place), cause
    for place, measure in enumerate(entry.measures):
        if measure.item:
            yield ("entries", number, "measures", place, "item"), measure.item


def check_ref(
    ref: ItemRef,
    paper: Report | Ledger,
    yearbook: Yearbook,
    paths: frozenset[str],
    page: SourcePage,
    place: tuple[str | int, ...],
    field: str,
    findings: Findings,
    *,
    leads: bool = False,
) -> None:
    """An item that a paper names is there, and of its own unit; what stands before the first item counts by `leads`."""
    folder = ref.report.rpartition("/")[0]
    if folder != paper.folder:
        # `2023#p2` is the top folder's item wherever it stands; another unit's is surely a slip.
        own = f"{paper.folder}/{ref.report.rpartition('/')[2]}#{ref.item}".removeprefix("/")
        line, expected = page.front_matter.line_of(place), f"本单位的条目，如“{own}”"
        findings.add(ErrorKind.ITEM_REFERENCE, paper.path, line, field=field, found=f"“{ref}”", expected=expected)
        return
    report = yearbook.reports.get(ref.report)
    # A page with a fault of its own is told of there, and only there.
    there = (report.passages if leads else report.items) if report else {}
    if ref.item not in there and (report or f"reports/{ref.report}.md" not in paths):
        line = page.front_matter.line_of(place)
        findings.add(ErrorKind.ITEM_REFERENCE, paper.path, line, field=field, found=f"“{ref}”")


def _check_kinds(
    number: int, entry: Entry, ledger: Ledger, yearbook: Yearbook, pages: dict[str, SourcePage], findings: Findings
) -> None:
    wanted = {"problem": PartKind.PROBLEM, "causes": PartKind.CAUSE, "measures": PartKind.MEASURE}
    for place, ref in _named_items(number, entry):
        report = yearbook.reports.get(ref.report)
        item = report.items.get(ref.item) if report else None
        kind = wanted[str(place[2])]
        if item and item.kind not in {kind, PartKind.OTHER}:
            line = pages[ledger.path].front_matter.line_of(place)
            findings.add(
                ErrorKind.ITEM_REFERENCE,
                ledger.path,
                line,
                field=entry.id,
                found=f"“{ref}”，是{item.kind.word}",
                expected=f"{kind.word}条目",
            )


def check_editions(yearbook: Yearbook, pages: dict[str, SourcePage], paths: frozenset[str], findings: Findings) -> None:
    """Editions follow one another without overlap; mappings and corrections name what is there."""
    for work in yearbook.regulations.values():
        kept = [path for path in paths if path.startswith(f"regulations/{work.id}/")]
        if len(kept) != len(work.editions) + 1:
            # An edition with a fault of its own is missing here: what follows from that is no fault.
            continue
        _check_corrections(work, pages[work.path], findings)
        for edition in work.editions:
            _check_successor(edition, work, pages[edition.path], findings)
            _check_mapping(edition, work, pages[edition.path], findings)


def _check_corrections(work: Regulation, page: SourcePage, findings: Findings) -> None:
    for number, row in enumerate(work.corrections):
        edition = work.by_id.get(row.edition)
        if row.edition and edition is None:
            place, found, expected = "edition", row.edition, "、".join(work.by_id) or "（还没有版本）"
        elif edition and row.anchor and not has_article(edition, row.anchor):
            place, found, expected = "article", f"{edition.name} #{row.anchor}", "这一版有的条，或者不写"
        else:
            continue
        line = page.front_matter.line_of(("corrections", number, place))
        field = f"corrections.{place}"
        findings.add(ErrorKind.FIELD_VALUE, page.path, line, field=field, found=f"“{found}”", expected=expected)


def _check_successor(edition: Edition, work: Regulation, page: SourcePage, findings: Findings) -> None:
    def tell(kind: ErrorKind, found: str, expected: str) -> None:
        line = page.front_matter.line_of(("superseded",))
        findings.add(kind, page.path, line, found=found, expected=expected)

    if edition.successor is not None and edition.successor not in work.by_id:
        expected = f"{'、'.join(name for name in work.by_id if name != edition.id) or '（没有其他版本）'}"
        tell(ErrorKind.EDITION_SUCCESSOR, f"“{edition.successor}”", expected)
    later = work.editions[work.editions.index(edition) + 1 :]
    if edition.successor in work.by_id and edition.successor != (later[0].id if later else None):
        expected = f"“{later[0].id}”（下一个版本）" if later else "没有后继版本，不写 superseded"
        tell(ErrorKind.EDITION_SUCCESSOR, f"“{edition.successor}”", expected)
    if edition.starts is None:
        return
    if edition.ends and edition.ends.last < edition.starts.first:
        found = f"{edition.starts} 施行、{edition.ends} 失效"
        tell(ErrorKind.EDITION_ORDER, found, "失效日期不早于施行日期")
    dated = [other for other in later if other.starts]
    if not dated or dated[0].starts is None:
        return
    follower, start = dated[0], dated[0].starts
    if edition.ends is None or not edition.ends.may_be(start):
        found = f"{edition.ends} 失效" if edition.ends else "没有失效日期"
        tell(ErrorKind.EDITION_ORDER, found, f"{follower.name}的施行日期 {start}")


def _check_mapping(edition: Edition, work: Regulation, page: SourcePage, findings: Findings) -> None:
    mapping = edition.amended_from
    if mapping is None:
        return
    before = work.by_id.get(mapping.edition)
    if before is None or work.editions.index(before) >= work.editions.index(edition):
        line = page.front_matter.line_of(("amended_from", "edition"))
        findings.add(ErrorKind.EDITION_SUCCESSOR, page.path, line, found=f"“{mapping.edition}”")
        return
    check_mapping(mapping, before, edition, page, findings)

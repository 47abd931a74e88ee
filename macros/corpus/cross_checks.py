"""What can only be checked once all pages are read: references between them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from macros.corpus.findings import Findings
from macros.corpus.markup import Link, allowed_attributes
from macros.corpus.pages import SourcePage
from macros.domain.ledgers import Ledger
from macros.domain.regulations import Edition, Regulation, TextKind
from macros.domain.reports import ItemRef, Report
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind

#: Anchors that the Markdown seam adds to data pages, so no source holds them.
COMPUTED_ANCHORS = frozenset({"facts", "editions", "citations", "cited-by"})


def check_links(
    pages: dict[str, SourcePage], all_paths: Iterable[str], more_anchors: dict[str, set[str]], findings: Findings
) -> None:
    """Every link of a data page is allowed, and leads somewhere.

    Args:
        pages: The data pages by path.
        all_paths: Paths of all pages, free ones too.
        more_anchors: Anchors that a page gets from its front matter.
        findings: Where faults go.
    """
    known = set(all_paths)
    anchors = {
        path: {name for name, _ in page.anchors()} | more_anchors.get(path, set()) for path, page in pages.items()
    }
    for page in pages.values():
        for link in page.links():
            _check_link(link, page, known, anchors, findings)


def _check_link(
    link: Link, page: SourcePage, known: set[str], anchors: dict[str, set[str]], findings: Findings
) -> None:
    shown = f"“{link.target}”"
    if not allowed_attributes(link.attributes):
        findings.add(ErrorKind.ATTRIBUTE_LIST, page.path, link.line, field=link.text, found=f"“{link.attributes}”")
    if not is_allowed_address(link.target, image=link.image):
        findings.add(ErrorKind.LINK_SCHEME, page.path, link.line, field=link.text, found=shown)
        return
    if link.target.startswith("https://"):
        return
    address, _, anchor = link.target.partition("#")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), address)) if address else page.path
    if target.endswith(".md") and target not in known:
        findings.add(ErrorKind.LINK_TARGET, page.path, link.line, field=link.text, found=shown)
    elif anchor and target in anchors and anchor not in anchors[target] | COMPUTED_ANCHORS:
        findings.add(ErrorKind.LINK_ANCHOR, page.path, link.line, field=link.text, found=shown)


def is_allowed_address(address: str, *, image: bool = False) -> bool:
    """Whether a link may lead there: a relative path, or https for what is not a picture."""
    if address.startswith("https://"):
        return not image
    # A colon before any slash names a scheme; browsers skip control signs inside it.
    head = address.split("/")[0].split("#")[0].split("?")[0]
    return not address.startswith(("/", "\\")) and ":" not in head and "&" not in head and address.isprintable()


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


def check_reports(yearbook: Yearbook, pages: dict[str, SourcePage], findings: Findings) -> None:
    """Unit, year and series name one report; every item that is named exists."""
    seen: dict[tuple[str, int, str], Report] = {}
    ids: dict[str, Report] = {}
    for report in yearbook.reports.values():
        first = seen.setdefault((report.unit, report.year, report.series), report)
        if first is not report:
            findings.add(
                ErrorKind.DUPLICATE_REPORT,
                report.path,
                field=f"{report.unit} {report.year} {report.series}",
                found=f"另一份是 docs/{first.path}",
            )
        name = report.key.replace("/", "-")
        if (other := ids.setdefault(name, report)) is not report:
            findings.add(ErrorKind.DUPLICATE_ID, report.path, found=f"#report-{name}，与 docs/{other.path} 相同")
        for ref, answer in report.answers.items():
            if not _exists(ref, yearbook, pages):
                findings.add(ErrorKind.ITEM_REFERENCE, report.path, field="answers", found=f"“{ref}”")
            if answer not in report.items:
                findings.add(ErrorKind.ITEM_REFERENCE, report.path, field=f"answers.{ref}", found=f"“{answer}”")


def check_ledgers(yearbook: Yearbook, pages: dict[str, SourcePage], findings: Findings) -> None:
    """Every item and entry that a ledger names exists; an entry's id names one entry of a unit."""
    seen: dict[tuple[str, str], str] = {}
    for ledger in yearbook.ledgers.values():
        front_matter = pages[ledger.path].front_matter
        for number, entry in enumerate(ledger.entries):
            line = front_matter.line_of(("entries", number))
            first = seen.setdefault((ledger.folder, entry.id), ledger.path)
            if first != ledger.path:
                found = f"“{entry.id}”，与 docs/{first} 相同"
                findings.add(ErrorKind.DUPLICATE_ID, ledger.path, line, field="entries.id", found=found)
            for ref in sorted(entry.refs):
                if not _exists(ref, yearbook, pages):
                    findings.add(ErrorKind.ITEM_REFERENCE, ledger.path, line, field=entry.id, found=f"“{ref}”")
            if entry.repeats and (entry.repeats == entry.id or yearbook.entry(ledger, entry.repeats) is None):
                line = front_matter.line_of(("entries", number, "repeats"))
                findings.add(ErrorKind.ENTRY_REFERENCE, ledger.path, line, field=entry.id, found=f"“{entry.repeats}”")


def _exists(ref: ItemRef, yearbook: Yearbook, pages: dict[str, SourcePage]) -> bool:
    report = yearbook.reports.get(ref.report)
    if report is None:
        # A page with a fault of its own is told of there, and only there.
        return f"reports/{ref.report}.md" in pages
    return ref.item in report.items


def check_editions(yearbook: Yearbook, pages: dict[str, SourcePage], findings: Findings) -> None:
    """Editions follow one another without overlap, and mappings name real articles."""
    for work in yearbook.regulations.values():
        for edition in work.editions:
            _check_successor(edition, work, pages[edition.path], findings)
            _check_mapping(edition, work, pages[edition.path], findings)


def _check_successor(edition: Edition, work: Regulation, page: SourcePage, findings: Findings) -> None:
    line = page.front_matter.line_of(("superseded",))
    if edition.successor is not None and edition.successor not in work.by_id:
        expected = f"{'、'.join(name for name in work.by_id if name != edition.id) or '（没有其他版本）'}"
        findings.add(ErrorKind.EDITION_SUCCESSOR, page.path, line, found=f"“{edition.successor}”", expected=expected)
    if edition.starts is None:
        return
    if edition.ends and edition.ends.last < edition.starts.first:
        findings.add(
            ErrorKind.EDITION_ORDER,
            page.path,
            line,
            found=f"{edition.starts} 施行、{edition.ends} 失效",
            expected="失效日期不早于施行日期",
        )
    later = [other for other in work.editions[work.editions.index(edition) + 1 :] if other.starts]
    if not later or later[0].starts is None:
        return
    follower, start = later[0], later[0].starts
    if edition.ends is None or edition.ends.first > start.last or edition.ends.last < start.first:
        findings.add(
            ErrorKind.EDITION_ORDER,
            page.path,
            line,
            found=f"{edition.ends} 失效" if edition.ends else "没有失效日期",
            expected=f"{follower.name}的施行日期 {start}",
        )


def _check_mapping(edition: Edition, work: Regulation, page: SourcePage, findings: Findings) -> None:
    if edition.amended_from is None:
        return
    before = work.by_id.get(edition.amended_from.edition)
    if before is None:
        line = page.front_matter.line_of(("amended_from", "edition"))
        findings.add(ErrorKind.EDITION_SUCCESSOR, page.path, line, found=f"“{edition.amended_from.edition}”")
        return
    for number, row in enumerate(edition.amended_from.amendments):
        for side, anchor, target in (("old", row.old, before), ("new", row.new, edition)):
            if not _has_article(target, anchor):
                line = page.front_matter.line_of(("amended_from", "articles", number))
                findings.add(ErrorKind.ARTICLE_MAPPING, page.path, line, field=side, found=f"{target.name} #{anchor}")


def _has_article(edition: Edition, anchor: str) -> bool:
    """Whether the article is there, or could be: a page of facts shows only some."""
    if edition.text is not TextKind.FACTS:
        return anchor in edition.by_anchor
    count, number = edition.count.value, anchor.partition("-")[2].partition("_")[0]
    return not isinstance(count, int) or (number.isdigit() and 1 <= int(number) <= count)

"""What is added to a report's page, fragment by fragment."""

from __future__ import annotations

import posixpath
from datetime import date

from macros.compare.carryover import CarriedItem, find_carried
from macros.compare.cited import list_cited_rules, list_concepts
from macros.compare.confirmed import Comeback, find_comeback
from macros.compare.selection import written_before
from macros.compare.standing import Provision, find_provisions
from macros.domain.dates import chinese_date
from macros.domain.ledgers import Entry, Ledger
from macros.domain.reports import Item, Part, Report, Wording
from macros.domain.scans import ScannedText
from macros.domain.yearbook import LedgerLine, Yearbook
from macros.render.carried_over import label
from macros.render.corrections import corrected_at, corrected_banner, page_corrections
from macros.render.environment import render, render_macro
from macros.render.item_names import entry_name, entry_number
from macros.render.links import Links
from macros.render.signing import outdated_banner, signed_steps
from macros.render.years_compared import pair_anchor


def render_path(steps: list[tuple[str, str]], here: str) -> str:
    """Breadcrumbs: (name, address) of each page above, then this page's name."""
    return render("breadcrumbs", steps=steps, here=here)


def render_banner(title: str, text: str, ways: list[tuple[str, str]], *, tone: str) -> str:
    """A banner with its ways on, as (words, address); `tone` is note, sample or warn."""
    return render("banner", title=title, text=text, ways=ways, tone=tone)


def render_sample_banner() -> str:
    """The banner of every page that holds samples."""
    return render_banner("示例", "本页内容为示例，不是任何单位的真实材料。", [], tone="sample")


def report_path(report: Report, yearbook: Yearbook, links: Links) -> str:
    """Breadcrumbs of a report."""
    return paper_path(("年度总结", "reports/index.md"), report, report.name, yearbook, links)


def paper_path(section: tuple[str, str], paper: Report | Ledger, name: str, yearbook: Yearbook, links: Links) -> str:
    """Breadcrumbs of a paper: its unit has a step of its own where it has a page, else stands before the name.

    Args:
        section: Name and path of the page that lists such papers.
        paper: The paper.
        name: What it is called within its unit.
        yearbook: All pages, of which it is asked which units have one.
        links: Addresses from the page.
    """
    steps = [("首页", links.to("index.md")), (section[0], links.to(section[1]))]
    own = f"units/{paper.folder}.md"
    if own in yearbook.unit_pages:
        return render_path([*steps, (paper.unit, links.to(own))], name)
    return render_path(steps, f"{paper.unit} {name}" if paper.folder else name)


def report_head(
    report: Report, yearbook: Yearbook, links: Links, today: date, files: tuple[tuple[str, str], ...] = ()
) -> str:
    """The lines and banners under a report's title; `files` are what it can be taken away as, by name and address."""
    before, after = yearbook.neighbours(report)
    head = render(
        "report_head",
        report=report,
        before=before,
        after=after,
        compared=yearbook.comparison_of(before, report) if before else None,
        ledger=yearbook.ledger_beside(report),
        beside=yearbook.reports_beside(report),
        links=links,
        today=today,
        files=files,
    )
    return head + report_banners(report, links) + outdated_banner(report) + corrected_banner(report)


def report_banners(report: Report, links: Links) -> str:
    """Banners of a sample, and of a text that is not the office's own."""
    banners = render_sample_banner() if report.sample else ""
    if not report.written:
        text = "这一份还没有正文，首页、对照、统计都不算它；写好以前不发布。"
        banners += render_banner("待写", text, [], tone="note")
    if report.scanned:
        banners += render_banner(
            "扫描识别", _scanned(report.scanned), [], tone="warn" if report.scanned.left else "note"
        )
    if report.wording is Wording.RESTATED:
        text = "本页逐点转述来源文件，不是原文；标题与编号照录，文字以原件为准。"
        how = links.to_handbook("report", "own-wording")
        ways = [("怎样换成本单位原文", how)] if how else []
        banners += render_banner("转述", text, ways, tone="note")
    return banners


def _scanned(scanned: ScannedText) -> str:
    if scanned.on is None:
        return f"本页文字由扫描件识别，还有 {scanned.left} 处没有对照原件校对，文字以原件为准。"
    return f"本页文字由扫描件识别，已校对 {chinese_date(scanned.on)}，文字以原件为准。"


def part_line(part: Part) -> str:
    """The kind of a part in words, with the number of its items."""
    return render("part_line", part=part)


def item_line(
    report: Report,
    item: Item,
    yearbook: Yearbook,
    links: Links,
    today: date,
    carried: CarriedItem | None = None,
    back: Comeback | None = None,
) -> str:
    """The quiet lines beside a passage: ledger status, whether it is back, provisions, figures, what is carried."""
    lines = yearbook.lines_of(report.ref(item))
    shown = _carried(report, carried, yearbook, links) if carried and carried.passages else None
    return render_macro(
        "item_line",
        provisions=[
            _provision(cited, yearbook, links)
            for cited in find_provisions(report, item, yearbook, today)
            # What a concept rests on stands once a page, with what it asks.
            if cited.concept is None
        ],
        figures=[figure for figure in report.indicators if figure.at == item.id],
        lines=[_status(line, report, today) for line in lines],
        back=back,
        carried=shown,
        sample_page=report.sample,
        links=links,
        corrected=corrected_at(report, item),
    )


def _provision(cited: Provision, yearbook: Yearbook, links: Links) -> str:
    """A provision in its words; most are cited by many items, from pages of the same folder."""
    name = ("words of a provision", id(cited), posixpath.dirname(links.page))
    return yearbook.keep(name, lambda: render_macro("provision", cited=cited, links=links))


def find_carried_items(report: Report, yearbook: Yearbook) -> dict[str, CarriedItem]:
    """What each passage has word for word from the year before, by id; empty where there is no such year."""
    before = written_before(report, yearbook)
    found = find_carried(before, report, yearbook.set_words) if before else ()
    return {carried.item.id: carried for carried in found}


def find_comebacks(report: Report, yearbook: Yearbook) -> dict[str, Comeback]:
    """When items that are back after a gap were last told of, by id."""
    found = {item.id: find_comeback(report, item, yearbook) for item in report.passages.values()}
    return {name: back for name, back in found.items() if back}


def _carried(report: Report, carried: CarriedItem, yearbook: Yearbook, links: Links) -> dict[str, object]:
    """How much is carried over, with the way to both texts side by side, or to where they come from."""
    source = carried.passages[0].source
    origin = yearbook.reports[source.report]
    page = yearbook.comparison_of(origin, report)
    path, anchor = (page.path, pair_anchor(origin, report, carried.item)) if page else (origin.path, source.item)
    return {"label": label(carried), "year": origin.year, "sample": origin.sample, "href": links.to(path, anchor)}


def note_mark(number: int) -> str:
    """What stands in the text for a note."""
    return render("note_mark", number=number)


def note_list() -> str:
    """What holds the notes at the end of a page, still empty."""
    return render("note_list")


def note_back(number: int) -> str:
    """What leads from a note back to its place in the text."""
    return render("note_back", number=number)


def report_foot(report: Report, yearbook: Yearbook, links: Links, today: date, signed_text: str | None = None) -> str:
    """The regulations cited with what their articles say, what concepts ask, sign-off, and the way to other years.

    All that a reader may want to know of a link in the text stands here, once
    a page: the cards beside the links are made of it. Of `signed_text` see
    `signed_steps`.
    """
    before, after = yearbook.neighbours(report)
    return render(
        "report_foot",
        report=report,
        rows=list_cited_rules(report, yearbook, today),
        concepts=[
            (concept, basis and _provision(basis, yearbook, links))
            for concept, basis in list_concepts(report, yearbook, today)
        ],
        before=before,
        after=after,
        signed=signed_steps(report, signed_text),
        corrected=page_corrections(report),
        links=links,
        today=today,
    )


def _status(line: LedgerLine, report: Report, today: date) -> dict[str, object]:
    own = line.ledger.year == report.year and line.ledger.folder == report.folder
    return {
        "name": f"台账{entry_number(line.entry)}" if own else entry_name(line.ledger, line.entry),
        "path": line.ledger.path,
        "anchor": line.entry.anchor,
        "sample": line.ledger.sample,
        "statuses": _statuses(line.entry, today),
        "marks": sorted({mark for m in line.entry.measures for mark in m.marks_on(today, line.ledger.year)}),
    }


def _statuses(entry: Entry, today: date) -> list[str]:
    return list(dict.fromkeys(str(measure.status_on(today)) for measure in entry.measures)) or ["尚无措施"]

"""What is added to the pages of a regulation and of its editions."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from macros.compare.cited import CitingReport, group_mentions, split_mentions
from macros.compare.edition_citations import count_by_edition
from macros.domain.regulations import Edition, Fact, InForce, Regulation
from macros.domain.yearbook import Yearbook
from macros.render.edition_timeline import edition_timeline
from macros.render.environment import render
from macros.render.links import Links
from macros.render.reliance import edition_reliance, work_corrections, work_reliance
from macros.render.report_page import render_banner, render_path
from macros.render.sources import source_lines

#: Of so many papers, the newest ones, every citing item is listed; of older ones how many there are.
MOST_CITING_PAPERS = 60


def regulation_path(work: Regulation, links: Links) -> str:
    """Breadcrumbs of a regulation."""
    steps = [("首页", links.to("index.md")), ("法规", links.to("regulations/index.md"))]
    return render_path(steps, work.title)


def edition_path(work: Regulation, edition: Edition, links: Links) -> str:
    """Breadcrumbs of an edition."""
    steps = [("首页", links.to("index.md")), ("法规", links.to("regulations/index.md"))]
    return render_path([*steps, (work.title, links.to(work.path))], edition.name)


def regulation_head(work: Regulation, links: Links, today: date) -> str:
    """What it is, and which edition applies."""
    now = work.in_force_on(today)
    head = render("regulation_head", work=work, today=today)
    if now is None:
        return head + render_banner("未证实", "没有一个版本的施行得到证实。", [], tone="unproven") + work_reliance(work)
    way = (f"看{now.edition.name}", links.to(now.edition.path))
    bar = render_banner("现行", f"{now.edition.name}，{_since(now)}", [way], tone="now")
    return head + bar + work_reliance(work)


def regulation_facts(work: Regulation, yearbook: Yearbook, links: Links) -> str:
    """Kind, aliases, concepts, how it binds a township, and where its editions are compared; beside the text."""
    pages = [page for page in yearbook.editions_pages if page.new.regulation == work.id]
    return _side("法规信息", render("regulation_facts", work=work, pages=pages, links=links))


def editions_line(work: Regulation, yearbook: Yearbook, links: Links, today: date) -> str:
    """The editions on a line of time, the one that applies today marked, and what was corrected."""
    now = work.in_force_on(today)
    rows = [
        {
            "edition": edition,
            "now": now is not None and now.edition is edition,
            "reservations": now.reservations if now else (),
            "cited": len(cited),
            "mentioned": len(mentioned),
        }
        for edition in work.editions
        for cited, mentioned in [split_mentions(yearbook.mentions_of(work.id, edition.id))]
    ]
    timeline = Markup(edition_timeline(work, list(yearbook.reports.values()), today))  # noqa: S704 - a template wrote it
    return render("editions", rows=rows, timeline=timeline, links=links) + work_corrections(work, links)


def regulation_cited_by(work: Regulation, yearbook: Yearbook, links: Links) -> str:
    """How many items cite which edition in which year, and the items of each paper."""
    groups = group_mentions(yearbook.mentions_of(work.id), work, name_editions=True)
    matrix = render("edition_matrix", matrix=count_by_edition(yearbook, work), work=work, links=links)
    return _cited_by(groups, "这部法规", links, matrix)


def edition_head(work: Regulation, edition: Edition, links: Links, today: date) -> str:
    """Issuer and standing under the title, and how far the page can be relied on."""
    head = render("edition_head", edition=edition, today=today)
    return head + _standing_bar(work, edition, links, today) + edition_reliance(work, edition, links)


def edition_facts(work: Regulation, edition: Edition, links: Links) -> str:
    """The facts as a table, each with 待核实 where it is due; beside the text where there is room."""
    successor = work.by_id.get(edition.successor or "")
    facts = render("facts", edition=edition, successor=successor, sources=source_lines(edition), links=links)
    return _side("版本信息", facts)


def edition_foot(work: Regulation, edition: Edition, yearbook: Yearbook, links: Links) -> str:
    """The items that cite this edition, and the way to its neighbours."""
    groups = group_mentions(yearbook.mentions_of(work.id, edition.id), work, name_editions=False)
    place = work.editions.index(edition)
    before = work.editions[place - 1] if place else None
    after = work.editions[place + 1] if place + 1 < len(work.editions) else None
    turn = render("edition_turn", work=work, before=before, after=after, links=links)
    return _cited_by(groups, "这个版本", links) + turn


def _side(name: str, body: str) -> str:
    """What stands beside the text where there is room, and folded under its name where there is none."""
    return render("side", name=name, body=Markup(body))  # noqa: S704 - a template wrote it


def _cited_by(groups: list[CitingReport], what: str, links: Links, matrix: str = "") -> str:
    newest, older = groups[:MOST_CITING_PAPERS], groups[MOST_CITING_PAPERS:]
    rows = [row for group in groups for row in group.items]
    mentioned = sum(bool(row.concepts) for row in rows)
    return render(
        "cited_by",
        groups=newest,
        older=older,
        what=what,
        matrix=Markup(matrix),  # noqa: S704 - a template wrote it
        cited=len(rows) - mentioned,
        mentioned=mentioned,
        links=links,
    )


def _standing_bar(work: Regulation, edition: Edition, links: Links, today: date) -> str:
    """Whether an edition applies on a day, by word and colour, with the way to the one that does."""
    now = work.in_force_on(today)
    current = now.edition if now else None
    ways = [(f"看现行{current.name}", links.to(current.path))] if current and current is not edition else []
    if edition.starts is None:
        text = "这个版本是否施行、何时施行没有证实，不用于任何引用。"
        return render_banner("未证实", text, ways, tone="unproven")
    if edition.starts.first > today:
        return render_banner(
            "尚未施行", f"这个版本自{edition.starts.chinese}起施行{_unproven(edition.in_force)}。", ways, tone="coming"
        )
    if now and current is edition:
        return render_banner("现行", _since(now), [], tone="now")
    following = work.by_id.get(edition.successor or "")
    when = "已被取代"
    if edition.superseded and edition.ends and following:
        when = f"已于{edition.ends.chinese}被{following.name}取代{_unproven(edition.superseded)}"
    text = f"这个版本{when}，只适用于当时的报告{'；各条旁边写明后继条文' if work.mapped_after(edition) else ''}。"
    return render_banner("已被取代", text, [*ways, ("引用它的条目", "#cited-by")], tone="over")


def _unproven(fact: Fact) -> str:
    return "" if fact.proven else "（待核实）"


def _since(now: InForce) -> str:
    begins = now.edition.starts.chinese if now.edition.starts else "日期不详"
    doubts = f"待核实：{'；'.join(now.reservations)}。" if now.reservations else ""
    return f"自{begins}起施行。{doubts}"

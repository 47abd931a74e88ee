"""What is added to the pages of a regulation and of its editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from macros.compare.amended import ArticleHistory, trace_articles
from macros.compare.cited import CitingReport, group_mentions, split_mentions
from macros.compare.standing import find_successor
from macros.domain.regulations import Edition, Regulation
from macros.domain.yearbook import Mention, Yearbook
from macros.render.environment import render
from macros.render.links import Links
from macros.render.reliance import edition_reliance, work_corrections, work_reliance
from macros.render.report_page import render_banner, render_path
from macros.render.sources import source_lines

#: Of so many papers, the newest ones, every citing item is listed; of older ones how many there are.
MOST_CITING_PAPERS = 60
#: Of the items that cite one article, or use one concept, so many are named, the newest ones.
MOST_PLACES = 60


def regulation_path(work: Regulation, links: Links) -> str:
    """Breadcrumbs of a regulation."""
    steps = [("首页", links.to("index.md")), ("法规", links.to("regulations/index.md"))]
    return render_path(steps, work.title)


def edition_path(work: Regulation, edition: Edition, links: Links) -> str:
    """Breadcrumbs of an edition."""
    steps = [("首页", links.to("index.md")), ("法规", links.to("regulations/index.md"))]
    return render_path([*steps, (work.title, links.to(work.path))], edition.name)


def regulation_head(work: Regulation, links: Links, today: date) -> str:
    """Kind, aliases, concepts, how it binds a township, and how far its facts are proven."""
    return render("regulation_head", work=work, links=links, today=today) + work_reliance(work)


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
    pages = [page for page in yearbook.editions_pages if page.new.regulation == work.id]
    return render("editions", rows=rows, pages=pages, links=links) + work_corrections(work, links)


def regulation_cited_by(work: Regulation, yearbook: Yearbook, links: Links) -> str:
    """The items that cite any edition, by year."""
    groups = group_mentions(yearbook.mentions_of(work.id), work, name_editions=True)
    return _cited_by(groups, "这部法规", links)


def edition_head(work: Regulation, edition: Edition, links: Links, today: date) -> str:
    """Issuer and standing under the title, how far the page can be relied on, then banners."""
    head = render("edition_head", edition=edition, standing=_standing(work, edition, today), links=links, today=today)
    return head + edition_reliance(work, edition, links) + "".join(_edition_banners(work, edition, links, today))


def edition_facts(work: Regulation, edition: Edition, links: Links) -> str:
    """The facts as a table, each with 待核实 where it is due."""
    successor = work.by_id.get(edition.successor or "")
    return render("facts", edition=edition, successor=successor, sources=source_lines(edition), links=links)


def article_lines(work: Regulation, edition: Edition, yearbook: Yearbook, links: Links) -> Iterator[tuple[str, str]]:
    """Yield (anchor, fragment) for each article of which there is something to tell."""
    before = work.by_id.get(edition.amended_from.edition) if edition.amended_from else None
    after = work.by_id.get(edition.successor or "")
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in yearbook.mentions_of(work.id, edition.id):
        mentions[mention.citation.anchor].append(mention)
    for history in trace_articles(work, edition):
        cited, mentioned = split_mentions(mentions[history.article.anchor])
        if not _is_worth_telling(history) and not cited and not mentioned:
            continue
        yield (
            history.article.anchor,
            render(
                "article_line",
                history=history,
                before=before,
                after=after,
                next_reviewed=after is not None and after.amended_from is not None and after.amended_from.reviewed,
                reviewed=edition.amended_from is not None and edition.amended_from.reviewed,
                origin_label=_label(before, history.origin.old) if history.origin else "",
                next_label=_label(after, history.next.new) if history.next else "",
                cited=cited,
                mentioned=mentioned,
                most=MOST_PLACES,
                links=links,
            ),
        )


def edition_foot(work: Regulation, edition: Edition, yearbook: Yearbook, links: Links) -> str:
    """The items that cite this edition, and the way to its neighbours."""
    groups = group_mentions(yearbook.mentions_of(work.id, edition.id), work, name_editions=False)
    place = work.editions.index(edition)
    before = work.editions[place - 1] if place else None
    after = work.editions[place + 1] if place + 1 < len(work.editions) else None
    turn = render("edition_turn", work=work, before=before, after=after, links=links)
    return _cited_by(groups, "这个版本", links) + turn


def _cited_by(groups: list[CitingReport], what: str, links: Links) -> str:
    newest, older = groups[:MOST_CITING_PAPERS], groups[MOST_CITING_PAPERS:]
    rows = [row for group in groups for row in group.items]
    mentioned = sum(bool(row.concepts) for row in rows)
    return render(
        "cited_by",
        groups=newest,
        older=older,
        what=what,
        cited=len(rows) - mentioned,
        mentioned=mentioned,
        links=links,
    )


def _standing(work: Regulation, edition: Edition, today: date) -> str:
    now = work.in_force_on(today)
    if edition.starts is None:
        return "是否施行未证实"
    if edition.starts.first > today:
        return "尚未施行"
    return "现行" if now and now.edition is edition else "已被取代"


def _edition_banners(work: Regulation, edition: Edition, links: Links, today: date) -> Iterator[str]:
    successor = find_successor(work, edition, None, today)
    if successor is not None:
        following = work.by_id.get(edition.successor or "")
        when = f"已于{edition.ends.chinese}被{following.name}取代" if edition.ends and following else "已被取代"
        text = f"这个版本{when}，只适用于当时的报告；各条标题下写明后继条文。"
        ways = [(f"看现行{successor.edition.name}", links.to(successor.edition.path)), ("引用它的条目", "#cited-by")]
        yield render_banner("已失效", text, ways, tone="warn")
    elif edition.starts is None:
        yield render_banner("未证实", "这个版本是否施行、何时施行没有证实，不用于任何引用。", [], tone="warn")
    elif edition.starts.first > today:
        yield render_banner("尚未施行", f"这个版本自{edition.starts.chinese}起施行。", [], tone="warn")


def _is_worth_telling(history: ArticleHistory) -> bool:
    return bool(history.origin or history.is_new or history.next or not history.article.verified)


def _label(edition: Edition | None, anchor: str) -> str:
    article = edition.by_anchor.get(anchor) if edition else None
    return article.label if article else f"第{anchor.partition('-')[2]}条"

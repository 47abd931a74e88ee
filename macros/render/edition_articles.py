"""What stands beside each article of an edition: what it was before, what became of it, and who cites it (编注)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from macros.compare.amended import ArticleHistory, trace_articles
from macros.compare.cited import split_mentions
from macros.compare.editions import RowKind
from macros.domain.numbered import label_of
from macros.domain.regulations import Amendment, AmendmentKind, Edition, LoneArticle, Regulation
from macros.domain.yearbook import Mention, Yearbook
from macros.render.environment import render, render_macro
from macros.render.links import Links

#: Of the items that cite one article so many are named, the newest ones.
MOST_PLACES = 60
_SIGNS = {kind.word: kind.sign for kind in RowKind}


@dataclass(frozen=True)
class ChangeLine:
    """One line on an article and its neighbour in time (编注).

    Attributes:
        look: `from` where it has changed since the edition before, `into` where it changed later; empty where it is
            the same.
        mark: Sign and word of the change; empty where it is the same.
        lead: The other edition, with 自 or 至.
        label: The article there; empty where there is none.
        href: Its address; empty where the page of that edition does not hold it.
        note: What changed, or how sure the pair is.
        doubtful: Whether nobody has reviewed the pair.
    """

    look: str
    mark: str
    lead: str
    label: str = ""
    href: str = ""
    note: str = ""
    doubtful: bool = False


def article_notes(work: Regulation, edition: Edition, yearbook: Yearbook, links: Links) -> Iterator[tuple[str, str]]:
    """Yield (anchor, fragment) for each article of which there is something to tell."""
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in yearbook.mentions_of(work.id, edition.id):
        # Whoever cites a paragraph cites its article.
        article = yearbook.cited(mention.citation)[2]
        mentions[article.anchor if article else ""].append(mention)
    for history in trace_articles(work, edition):
        lines = [*_lines_before(work, edition, history, links), *_lines_after(work, edition, history, links)]
        cited, mentioned = split_mentions(mentions[history.article.anchor])
        if lines or cited or mentioned or not history.article.verified:
            yield (
                history.article.anchor,
                render_macro(
                    "article_note",
                    lines=lines,
                    verified=history.article.verified,
                    cited=cited,
                    mentioned=mentioned,
                    most=MOST_PLACES,
                    links=links,
                ),
            )


def articles_bar(work: Regulation, edition: Edition, yearbook: Yearbook, links: Links) -> str:
    """How many articles were changed before and after, and the place of what narrows and folds them."""
    before, after = work.mapped_before(edition), work.mapped_after(edition)
    histories = list(trace_articles(work, edition))
    changes = []
    if before is not None:
        words = [_word_before(history) for history in histories]
        changes.append(_Changes("from", words, before, edition, yearbook))
    if after is not None:
        words = [_word_after(history) for history in histories]
        changes.append(_Changes("into", words, edition, after, yearbook))
    cited = any(yearbook.cited(mention.citation)[2] for mention in yearbook.mentions_of(work.id, edition.id))
    return render(
        "articles_bar",
        edition=edition,
        changes=changes,
        choices=bool(changes) or cited,
        links=links,
    )


class _Changes:
    """How many articles saw what, from one edition to the next, with the page that sets both against each other."""

    def __init__(self, look: str, words: list[str], old: Edition, new: Edition, yearbook: Yearbook) -> None:
        counted = Counter(words)
        self.look = look
        self.lead = f"与{old.name}相比" if look == "from" else f"到{new.name}"
        self.words = [(word, counted[word]) for word in _SIGNS if counted[word]]
        self.reviewed = new.amended_from is not None and new.amended_from.reviewed
        # What nobody has judged need not have changed.
        since = f"比{old.name}" if look == "from" else self.lead
        self.choice = f"{since}{'有' if self.reviewed else '可能有'}改动"
        pages = (page for page in yearbook.editions_pages if page.old is old and page.new is new)
        self.page = next(pages, None)


def has_neighbours(work: Regulation, edition: Edition) -> bool:
    """Whether an edition before or after says what became of the articles."""
    return work.mapped_before(edition) is not None or work.mapped_after(edition) is not None


def _lines_before(work: Regulation, edition: Edition, history: ArticleHistory, links: Links) -> Iterator[ChangeLine]:
    before = work.mapped_before(edition)
    if before is None or edition.amended_from is None:
        return
    doubtful = not edition.amended_from.reviewed
    for row in history.origins:
        yield _pair_line(row, before, row.old, ("from", "自"), links, doubtful=doubtful)
    if history.new is not None:
        yield _lone_line(history.new, before, ("from", RowKind.NEW), doubtful=doubtful)


def _lines_after(work: Regulation, edition: Edition, history: ArticleHistory, links: Links) -> Iterator[ChangeLine]:
    after = work.mapped_after(edition)
    if after is None or after.amended_from is None:
        return
    doubtful = not after.amended_from.reviewed
    for row in history.nexts:
        yield _pair_line(row, after, row.new, ("into", "至"), links, doubtful=doubtful)
    if history.struck is not None:
        yield _lone_line(history.struck, after, ("into", RowKind.STRUCK), doubtful=doubtful)
    elif not history.nexts:
        lone = LoneArticle(history.article.anchor)
        yield _lone_line(lone, after, ("into", RowKind.GONE), doubtful=doubtful)


def _pair_line(
    row: Amendment, other: Edition, anchor: str, looks: tuple[str, str], links: Links, *, doubtful: bool
) -> ChangeLine:
    label = label_of(other, anchor)
    href = links.to(other.path, anchor) if anchor in other.by_anchor else ""
    if row.change is AmendmentKind.SAME:
        return ChangeLine("", "", other.name, label, href, row.note, doubtful)
    look, lead = looks
    word = row.change.value if row.change else RowKind.UNJUDGED.word
    note = row.note if row.change else f"重合度 {row.similarity}"
    return ChangeLine(look, _mark(word), lead + other.name, label, href, note, doubtful)


def _lone_line(article: LoneArticle, other: Edition, looks: tuple[str, RowKind], *, doubtful: bool) -> ChangeLine:
    look, kind = looks
    word = f"推算为{kind.word}" if doubtful and kind is RowKind.NEW else kind.word
    lead = f"{other.name}没有" if kind is RowKind.NEW else other.name
    return ChangeLine(look, f"{kind.sign} {word}", lead, note=article.note, doubtful=doubtful)


def _mark(word: str) -> str:
    return f"{_SIGNS[word]} {word}"


def _word_before(history: ArticleHistory) -> str:
    if history.new is not None:
        return RowKind.NEW.word
    return _strongest(history.origins)


def _word_after(history: ArticleHistory) -> str:
    if history.struck is not None:
        return RowKind.STRUCK.word
    return _strongest(history.nexts) if history.nexts else RowKind.GONE.word


def _strongest(rows: tuple[Amendment, ...]) -> str:
    changes = [row.change for row in rows if row.change]
    if not rows or len(changes) < len(rows):
        return RowKind.UNJUDGED.word if rows else ""
    return max(changes, key=lambda change: change.strength).value

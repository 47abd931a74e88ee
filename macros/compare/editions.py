"""Two editions of a regulation, article by article, and who cites what has changed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from itertools import pairwise

from macros.compare.articles import Place, find_place, list_anchors
from macros.compare.edition_pairs import EditionPair, Step
from macros.domain.regulations import Amendment, AmendmentKind, LoneArticle
from macros.domain.reports import Report
from macros.domain.yearbook import Mention, Yearbook

_ARTICLE = re.compile(r"(?:art|part)-[0-9]+(?:_[0-9]+)*")


class RowKind(Enum):
    """What became of an article (变化): sign and word."""

    SAME = ("=", "未改")
    MINOR = ("≈", "个别文字修改")
    CLOSING = ("≠", "附则施行条款")
    REWRITTEN = ("≠", "改写")
    MOVED = ("→", "移动，文字未改")
    MOVED_REWRITTEN = ("→", "移动并改写")
    SPLIT = ("÷", "拆分")
    JOINED = ("∪", "并入")
    UNJUDGED = ("?", "推算，未判定")
    NEW = ("+", "新增")
    STRUCK = ("−", "删去")
    GONE = ("−", "未见对应")

    @property
    def sign(self) -> str:
        """The sign before the word."""
        return self.value[0]

    @property
    def word(self) -> str:
        """The word shown to readers."""
        return self.value[1]


_KINDS = {
    AmendmentKind.SAME: RowKind.SAME,
    AmendmentKind.MINOR: RowKind.MINOR,
    AmendmentKind.CLOSING: RowKind.CLOSING,
    AmendmentKind.REWRITTEN: RowKind.REWRITTEN,
    AmendmentKind.MOVED: RowKind.MOVED_REWRITTEN,
    AmendmentKind.SPLIT: RowKind.SPLIT,
    AmendmentKind.JOINED: RowKind.JOINED,
}


_PARTS = {AmendmentKind.SPLIT, AmendmentKind.JOINED}


@dataclass(frozen=True)
class Doubt:
    """The least certain step on the way of an article (最不确定的一步)."""

    step: Step
    similarity: float | None


@dataclass(frozen=True)
class ArticleRow:
    """One article in both editions (条文对照).

    Attributes:
        kind: What became of it.
        old: The article in the earlier edition; None where it is new.
        new: The article in the later edition; None where none was found.
        moved: Whether it stands in another order among its neighbours.
        notes: What the mappings say beside it.
        doubt: The least certain step; None where all were reviewed and judged.
        mentions: Items that cite the article of the earlier edition, newest first, each once.
    """

    kind: RowKind
    old: Place | None
    new: Place | None
    moved: bool
    notes: tuple[str, ...]
    doubt: Doubt | None
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True)
class AffectedItem:
    """An item of a paper with the changed articles that it cites (引用后来有变化的条文)."""

    mention: Mention
    rows: tuple[ArticleRow, ...]


@dataclass(frozen=True)
class EditionComparison:
    """Two editions article by article (版本对照).

    Attributes:
        pair: The editions, with the mappings between them.
        rows: The articles in order of the later edition; those gone follow their former neighbour.
        affected: Items that cite what has changed, newest first.
        whole: Items that cite the earlier edition and none of its articles.
    """

    pair: EditionPair
    rows: tuple[ArticleRow, ...]
    affected: tuple[AffectedItem, ...]
    whole: tuple[Mention, ...]

    @property
    def counts(self) -> list[tuple[RowKind, int]]:
        """How many rows there are of each kind; kinds without any are left out."""
        counted = Counter(row.kind for row in self.rows)
        return [(kind, counted[kind]) for kind in RowKind if counted[kind]]

    @property
    def papers(self) -> list[Report]:
        """The papers of which items are named."""
        named = [mention.report for row in self.rows for mention in row.mentions]
        return [*named, *(mention.report for mention in self.whole)]


def compare_editions(pair: EditionPair, yearbook: Yearbook) -> EditionComparison:
    """Set two editions against each other along their mappings.

    Args:
        pair: The editions; `steps` must hold the whole way between them.
        yearbook: All pages, for the items that cite the earlier edition.
    """
    mentions: dict[str, dict[tuple[str, str], Mention]] = defaultdict(dict)
    for mention in yearbook.mentions_of(pair.old.regulation, pair.old.id):
        found = _ARTICLE.match(mention.citation.anchor)
        row = mentions[found[0] if found else ""]
        row.setdefault((mention.report.key, mention.item.id), mention)
    rows = tuple(
        replace(row, mentions=tuple(mentions[row.old.anchor].values()) if row.old else ()) for row in _rows(pair)
    )
    to_articles = {key for anchor, row in mentions.items() if anchor for key in row}
    whole = tuple(mention for key, mention in mentions[""].items() if key not in to_articles)
    return EditionComparison(pair, rows, tuple(_affected(rows)), whole)


def _rows(pair: EditionPair) -> list[ArticleRow]:
    first, last = pair.steps[0].mapping, pair.steps[-1].mapping
    olds = list_anchors(pair.old, [*first.by_old, *first.struck])
    news = list_anchors(pair.new, [*last.by_new, *last.told_new])
    ways = [(anchor, way) for anchor in olds for way in _ways(anchor, pair.steps)]
    # What went into another article, or came out of one, stands where that does.
    whole = [(anchor, way[-1].new) for anchor, way in ways if not any(row.change in _PARTS for row in way)]
    moved = _moved(whole, olds, news)
    by_new: dict[str, list[ArticleRow]] = defaultdict(list)
    for anchor, way in ways:
        by_new[way[-1].new].append(_row(pair, anchor, way, moved=(anchor, way[-1].new) in moved))
    for found in by_new.values():
        found.sort(key=lambda row: row.kind is RowKind.JOINED)
    rows = [row for anchor in news for row in by_new.get(anchor) or [_new(pair, anchor)]]
    followed = {anchor for anchor, _ in ways}
    for before, anchor in pairwise(["", *olds]):
        if anchor not in followed:
            behind = [place for place, row in enumerate(rows, 1) if _is_place_of(row, before)]
            rows.insert(behind[-1] if behind else 0, _gone(pair, anchor))
    return rows


def _is_place_of(row: ArticleRow, anchor: str) -> bool:
    return row.old is not None and row.old.anchor == anchor and row.kind is not RowKind.JOINED


def _ways(anchor: str, steps: Iterable[Step]) -> list[tuple[Amendment, ...]]:
    """Every way of an article through the mappings; a way that ends before the last one is none."""
    ways: list[tuple[Amendment, ...]] = [()]
    for step in steps:
        ways = [(*way, row) for way in ways for row in step.amendments if row.old == (way[-1].new if way else anchor)]
    return ways


def _row(pair: EditionPair, anchor: str, way: tuple[Amendment, ...], *, moved: bool) -> ArticleRow:
    changes = [row.change for row in way if row.change]
    kind = _KINDS[max(changes, key=lambda change: change.strength)] if len(changes) == len(way) else RowKind.UNJUDGED
    if kind is RowKind.SAME and moved:
        kind = RowKind.MOVED
    notes = tuple(row.note for row in way if row.note)
    old, new = find_place(pair.old, anchor), find_place(pair.new, way[-1].new)
    return ArticleRow(kind, old, new, moved, notes, _doubt(pair.steps, way))


def _doubt(steps: tuple[Step, ...], way: tuple[Amendment, ...]) -> Doubt | None:
    doubtful = [(step, row) for step, row in zip(steps, way, strict=True) if row.change is None or not step.reviewed]
    if not doubtful:
        return None
    step, row = min(doubtful, key=lambda pair: (pair[1].change is not None, pair[1].similarity))
    return Doubt(step, row.similarity)


def _new(pair: EditionPair, anchor: str) -> ArticleRow:
    told = pair.steps[-1].mapping.told_new.get(anchor)
    return _lonely(pair, RowKind.NEW, None, find_place(pair.new, anchor), told)


def _gone(pair: EditionPair, anchor: str) -> ArticleRow:
    """An article that no way leads from: struck out at some step, or not to be found."""
    struck: LoneArticle | None = None
    reached = {anchor}
    for step in pair.steps:
        struck = next((article for article in step.mapping.dropped if article.anchor in reached), struck)
        reached = {row.new for row in step.amendments if row.old in reached}
    kind = RowKind.STRUCK if struck else RowKind.GONE
    return _lonely(pair, kind, find_place(pair.old, anchor), None, struck)


def _lonely(
    pair: EditionPair, kind: RowKind, old: Place | None, new: Place | None, told: LoneArticle | None
) -> ArticleRow:
    unsure = next((step for step in pair.steps if not step.reviewed), None)
    doubt = Doubt(unsure, None) if unsure else None
    notes = (told.note,) if told and told.note else ()
    return ArticleRow(kind, old, new, moved=False, notes=notes, doubt=doubt)


def _moved(ways: list[tuple[str, str]], olds: list[str], news: list[str]) -> set[tuple[str, str]]:
    """The pairs outside the longest run that both editions have in one order."""
    place_old, place_new = ({name: n for n, name in enumerate(names)} for names in (olds, news))
    ordered = sorted((way for way in ways if way[1] in place_new), key=lambda w: (place_old[w[0]], place_new[w[1]]))
    tails: list[int] = []
    ends: list[int] = []
    links: list[int] = []
    for n, (_, new) in enumerate(ordered):
        length = bisect_right(tails, place_new[new])
        links.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [place_new[new]]
        ends[length : length + 1] = [n]
    kept: set[tuple[str, str]] = set()
    n = ends[-1] if ends else -1
    while n >= 0:
        kept.add(ordered[n])
        n = links[n]
    return set(ordered) - kept


def _affected(rows: tuple[ArticleRow, ...]) -> list[AffectedItem]:
    found: dict[tuple[str, str], tuple[Mention, list[ArticleRow]]] = {}
    for row in rows:
        for mention in row.mentions if row.kind is not RowKind.SAME else ():
            found.setdefault((mention.report.key, mention.item.id), (mention, []))[1].append(row)
    newest = sorted(found.items(), key=lambda pair: (-pair[1][0].report.year, pair[0][0], pair[1][0].item.line))
    return [AffectedItem(mention, tuple(cited)) for _, (mention, cited) in newest]

"""Regulations that have changed since a report, and articles between two editions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from macros.compare.cited import split_mentions
from macros.domain.regulations import Amendment, Article, Edition, LoneArticle, Regulation
from macros.domain.reports import Report
from macros.domain.yearbook import Mention, Yearbook


@dataclass(frozen=True)
class ChangedRule:
    """A regulation cited in an edition that no longer applies (已修改的法规).

    Attributes:
        work: The regulation.
        edition: The edition that applies now.
        mentions: Items that cite an earlier edition, newest year first.
    """

    work: Regulation
    edition: Edition
    mentions: tuple[Mention, ...]

    @property
    def cited(self) -> tuple[Mention, ...]:
        """Of these the items that name the regulation, each once."""
        return split_mentions(self.mentions)[0]

    @property
    def mentioned(self) -> tuple[Mention, ...]:
        """Those that only speak of a concept that rests on it."""
        return split_mentions(self.mentions)[1]


def find_changed_rules(yearbook: Yearbook, last: Report, today: date) -> Iterator[ChangedRule]:
    """Yield the regulations changed after the last report, with the items that cite the older text.

    Args:
        yearbook: All pages.
        last: The newest yearly summary.
        today: The day at which 现行 is decided.

    Yields:
        One record per regulation, in order of title.
    """
    for work in sorted(yearbook.regulations.values(), key=lambda work: work.title):
        now, then = work.in_force_on(today), work.in_force_on(last.as_of)
        if now is None or (then is not None and then.edition is now.edition):
            continue
        older = {edition.id for edition in work.editions[: work.editions.index(now.edition)]}
        mentions = tuple(m for m in yearbook.mentions_of(work.id) if m.citation.edition in older)
        if mentions:
            yield ChangedRule(work, now.edition, mentions)


@dataclass(frozen=True)
class ArticleHistory:
    """One article of an edition with its neighbours in time (条文沿革).

    Attributes:
        origins: What it was in the edition before, the main origin first; none where it is new or no mapping exists.
        new: That a mapping exists and no earlier article leads here, with what is told of that.
        nexts: What it became in the edition after, the main article first.
        struck: That the edition after struck it out, with what is told of that.
    """

    article: Article
    origins: tuple[Amendment, ...]
    new: LoneArticle | None
    nexts: tuple[Amendment, ...]
    struck: LoneArticle | None


def trace_articles(work: Regulation, edition: Edition) -> Iterator[ArticleHistory]:
    """Yield every article of an edition with where it came from and where it went."""
    mapping = edition.amended_from
    after = work.mapped_after(edition)
    following = after.amended_from if after else None
    for article in edition.articles:
        anchor = article.anchor
        origins = mapping.by_new.get(anchor, ()) if mapping else ()
        new = mapping.told_new.get(anchor, LoneArticle(anchor)) if mapping and not origins else None
        nexts = following.by_old.get(anchor, ()) if following else ()
        struck = following.struck.get(anchor) if following else None
        yield ArticleHistory(article, origins, new, nexts, struck)

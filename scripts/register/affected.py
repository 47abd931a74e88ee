"""Which items of reports a pack touches: their edition is superseded now, or an article they cite has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.compare.standing import find_successor
from macros.domain.regulations import Edition
from macros.domain.yearbook import Mention, Yearbook

_MOST_ITEMS = 20


def find_affected(before: Yearbook, after: Yearbook, today: date) -> Iterator[str]:
    """Yield a line for each edition and article of which the items that cite it are to be looked at.

    Args:
        before: The site as it stands.
        after: The site with the pack in it.
        today: The day at which 现行 is decided.
    """
    for key, edition in sorted(after.editions.items()):
        work = after.regulations[edition.regulation]
        mentions = after.mentions_of(work.id, edition.id)
        old = before.editions.get(key)
        if not mentions or old is None:
            continue
        if reason := _superseded(before, after, old, edition, today):
            yield f"《{work.title}》{edition.name}{reason}：{_items(mentions)}"
        for article in edition.articles:
            there = old.by_anchor.get(article.anchor)
            citing = [mention for mention in mentions if mention.citation.anchor == article.anchor]
            if citing and there and (there.topic, there.verified) != (article.topic, article.verified):
                yield f"《{work.title}》{edition.name}{article.label}的主题有改动：{_items(citing)}"


def _superseded(before: Yearbook, after: Yearbook, old: Edition, edition: Edition, today: date) -> str:
    """How the end of an edition has changed; empty where it has not."""
    was = find_successor(before.regulations[old.regulation], old, None, today)
    now = find_successor(after.regulations[edition.regulation], edition, None, today)
    if now and (was is None or was.edition.id != now.edition.id):
        begun = f"（{now.edition.starts.chinese}起施行）" if now.edition.starts else ""
        return f"已被{now.edition.name}取代{begun}"
    if edition.ends and edition.ends != old.ends:
        return f"的失效日期改为{edition.ends.chinese}"
    return ""


def _items(mentions: tuple[Mention, ...] | list[Mention]) -> str:
    names = list(dict.fromkeys(f"{mention.report.key}#{mention.item.id}" for mention in mentions))
    return "、".join(names[:_MOST_ITEMS]) + (f"等 {len(names)} 个条目" if len(names) > _MOST_ITEMS else "")

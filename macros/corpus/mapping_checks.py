"""Whether a mapping between two editions can be true: its articles are there, its rows agree, nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.domain.numbered import counted_anchors, label_of, order_of
from macros.domain.regulations import AmendedFrom, Amendment, AmendmentKind, Edition, TextKind
from macros.errors import ErrorKind

_LISTED = 10
#: A row by the list of front matter that it stands in, and its place there.
_Place = tuple[str, int]


def check_mapping(
    mapping: AmendedFrom, before: Edition, edition: Edition, page: SourcePage, findings: Findings
) -> None:
    """Check the mapping of an edition against the articles of both editions.

    Args:
        mapping: Which article became which.
        before: The edition that the mapping names.
        edition: The later one, whose mapping it is.
        page: Its page.
        findings: Where faults are added.
    """

    def add(kind: ErrorKind, place: _Place | None, found: str, field: str = "") -> None:
        line = page.front_matter.line_of(("amended_from", *(place or ())))
        findings.add(kind, page.path, line, field=field, found=found)

    for place, side, anchor in _named(mapping):
        target = before if side == "old" else edition
        if not has_article(target, anchor):
            add(ErrorKind.ARTICLE_MAPPING, place, f"{target.name} #{anchor}", side)
    for place, contradiction in _contradictions(mapping, before, edition):
        add(ErrorKind.MAPPING_CONTRADICTION, place, contradiction)
    if mapping.reviewed:
        for gap_place, gap in _gaps(mapping, before):
            add(ErrorKind.MAPPING_GAP, gap_place, gap)


def _named(mapping: AmendedFrom) -> Iterator[tuple[_Place, str, str]]:
    for number, row in enumerate(mapping.amendments):
        yield ("articles", number), "old", row.old
        yield ("articles", number), "new", row.new
    yield from ((("dropped", number), "old", article.anchor) for number, article in enumerate(mapping.dropped))
    yield from ((("added", number), "new", article.anchor) for number, article in enumerate(mapping.added))


def _contradictions(mapping: AmendedFrom, before: Edition, edition: Edition) -> Iterator[tuple[_Place, str]]:
    seen: dict[tuple[str, ...], _Place] = {}
    for place, row in ((("articles", number), row) for number, row in enumerate(mapping.amendments)):
        old, new = _name(before, row.old), _name(edition, row.new)
        if (row.old, row.new) in seen:
            yield place, f"{old}到{new}写了两次"
        seen[row.old, row.new] = place
        yield from ((place, fault) for fault in _misjudged(row, old, new, mapping))
    for side, articles, rows, other in (
        ("dropped", mapping.dropped, mapping.by_old, before),
        ("added", mapping.added, mapping.by_new, edition),
    ):
        for number, article in enumerate(articles):
            place, name = (side, number), _name(other, article.anchor)
            if (side, article.anchor) in seen:
                yield place, f"{name}写了两次"
            seen[side, article.anchor] = place
            if article.anchor in rows:
                said = "删去" if side == "dropped" else "新增"
                yield place, f"{name}既写为{said}，又写有对应的条"


def _misjudged(row: Amendment, old: str, new: str, mapping: AmendedFrom) -> Iterator[str]:
    olds, news = mapping.by_old[row.old], mapping.by_new[row.new]
    if row.change and row.change.is_whole and len(olds) > 1:
        yield f"{old}写为{row.change}，又另有一行"
    if row.change and row.change.is_whole and len(news) > 1:
        yield f"{old}到{new}写为{row.change}，{new}却另有来源"
    if row.change is AmendmentKind.SPLIT and len(olds) == 1:
        yield f"{old}写为拆分，却只有一行"


def _gaps(mapping: AmendedFrom, before: Edition) -> Iterator[tuple[_Place | None, str]]:
    for number, row in enumerate(mapping.amendments):
        if row.change is None:
            yield ("articles", number), f"{_name(before, row.old)}没有写 change"
    missing = [anchor for anchor in _articles(before) if anchor not in mapping.by_old and anchor not in mapping.struck]
    if missing:
        names = "、".join(_name(before, anchor) for anchor in missing[:_LISTED])
        yield None, f"没有写到：{names}{f'等 {len(missing)} 条' if len(missing) > _LISTED else ''}"


def _articles(edition: Edition) -> list[str]:
    """The articles that an edition has for certain; a page of facts shows only some, its count tells the rest."""
    return counted_anchors(edition) if edition.text is TextKind.FACTS else list(edition.by_anchor)


def has_article(edition: Edition, anchor: str) -> bool:
    """Whether the article is there, or could be: a page of facts shows only some."""
    if edition.text is not TextKind.FACTS:
        return anchor in edition.by_anchor
    count = edition.count.value
    return not isinstance(count, int) or 1 <= order_of(anchor)[0] <= count


def _name(edition: Edition, anchor: str) -> str:
    return edition.name + label_of(edition, anchor)

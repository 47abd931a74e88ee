"""Puts a study pack together: the words of what it names, and the provisions that they cite, then and now."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol

from macros.compare.edition_pairs import EditionPair, choose_editions
from macros.compare.editions import ArticleRow, RowKind, compare_editions
from macros.compare.pack_history import trace_problem
from macros.compare.pack_parts import (
    Address,
    AssembledPack,
    ChangedArticle,
    CitedPractice,
    CitedProvision,
    ItemGroup,
    PackChanges,
    PackPart,
    StudiedArticle,
    StudiedItem,
    address_of,
)
from macros.compare.pack_provisions import CONCEPTS, CitedByItems
from macros.compare.standing import Provision, find_provisions, find_standing, find_successor
from macros.domain.pack_sources import TABLES, pack_audience
from macros.domain.packs import (
    ChosenItems,
    ComparisonTable,
    Material,
    ProblemHistory,
    RegulationChanges,
    StudyPack,
    WholeEdition,
    WholeReport,
)
from macros.domain.regulations import Article, Edition, Regulation
from macros.domain.reports import Item, ItemRef, PartKind, Report
from macros.domain.texts import Blocks
from macros.domain.yearbook import Yearbook

_HISTORY_KINDS = (PartKind.PROBLEM, PartKind.CAUSE, PartKind.MEASURE)
_MARK = re.compile(r"^（[一二三四五六七八九十]+）|^\d+[.．、]\s*")


class Texts(Protocol):
    """Gives the words of the pages, without telling where they are kept."""

    def under(self, path: str, anchor: str) -> Blocks:
        """What stands under a heading of a page."""

    def lead(self, path: str) -> Blocks:
        """What stands under a page's title."""


def assemble_pack(pack: StudyPack, yearbook: Yearbook, texts: Texts, today: date) -> AssembledPack:
    """Look up everything that a pack names, in its order.

    An item or an article that stands in it already is named again, not shown again.

    Args:
        pack: What goes in; all of it must exist.
        yearbook: All pages.
        texts: The words of the pages.
        today: The day as of which provisions are current and statuses are given.
    """
    assembler = _Assembler(pack, yearbook, texts, today)
    parts = tuple(assembler.part(number, material) for number, material in enumerate(pack.materials, 1))
    units = dict.fromkeys(item.report.unit for part in parts for item in part.items)
    folder = yearbook.units.get(pack.folder)
    unit = "、".join(units) or (folder.name if folder else "")
    provisions, practices = assembler.cited()
    return AssembledPack(
        pack, unit, pack_audience(pack, yearbook), parts, provisions, practices, dict(assembler.places)
    )


class _Assembler:
    """One pack while it is put together; `places` grows with it."""

    def __init__(self, pack: StudyPack, yearbook: Yearbook, texts: Texts, today: date) -> None:
        self._pack, self._yearbook, self._texts, self._today = pack, yearbook, texts, today
        self._cited = CitedByItems()
        self.places: dict[Address, str] = {}

    def cited(self) -> tuple[tuple[CitedProvision, ...], tuple[CitedPractice, ...]]:
        """What the items of all parts cite and name; their links lead there from now on."""
        provisions = self._cited.provisions(self._cited_article)
        practices = tuple(self._cited.practices(provisions))
        for row in provisions:
            self.places.setdefault(address_of(row.cited), row.id)
        for practice in practices:
            self.places.setdefault((CONCEPTS, practice.concept.id), practice.id)
        return provisions, practices

    def part(self, number: int, material: Material) -> PackPart:
        name = f"yb-pack-part-{number}"
        match material:
            case WholeReport():
                return self._report(name, material)
            case ChosenItems(refs=refs):
                return PackPart(name, "条目选读", (ItemGroup("", tuple(self._items(refs))),))
            case ProblemHistory():
                return self._history(name, material)
            case WholeEdition():
                return self._edition(name, material)
            case RegulationChanges():
                return self._changes(name, material)
            case ComparisonTable(name=macro):
                return PackPart(name, TABLES[macro].title, table=material)

    def _report(self, name: str, material: WholeReport) -> PackPart:
        report = self._yearbook.reports[material.report]
        kinds = material.kinds or tuple(PartKind)
        opening = None if material.kinds else report.opening
        groups = [ItemGroup("", (self._item(report, opening, in_place=True),))] if opening else []
        for part in report.parts:
            if part.kind in kinds:
                whole = [item.id for item in part.items] == [part.id]
                items = [self._item(report, item, in_place=item.is_lead) for item in part.passages]
                groups.append(ItemGroup("" if whole else part.title, tuple(items)))
        chosen = f"（{'、'.join(kind.word for kind in material.kinds)}部分）" if material.kinds else ""
        return PackPart(name, report.title + chosen, tuple(groups))

    def _history(self, name: str, material: ProblemHistory) -> PackPart:
        trace = trace_problem(material.problem, self._yearbook, self._today)
        groups = []
        for year in trace.years:
            stops = [stop for stop in trace.stops if stop.year == year]
            refs = dict.fromkeys(ref for stop in stops for ref in stop.items(material.kinds or _HISTORY_KINDS))
            if refs:
                groups.append(ItemGroup(f"{year}年", tuple(self._items(refs))))
        title = f"问题追溯：{_MARK.sub('', trace.problem.item.title)}"
        return PackPart(name, title, tuple(groups), history=trace)

    def _edition(self, name: str, material: WholeEdition) -> PackPart:
        work = self._yearbook.regulations[material.regulation]
        edition = self._choose(work, material)
        if edition is None:
            return PackPart(name, f"《{work.title}》")
        wanted = [
            edition.by_anchor[name] for name in material.articles or edition.by_anchor if name in edition.by_anchor
        ]
        articles = tuple(self._own_article(work, edition, article) for article in wanted)
        chosen = "选读" if material.articles else ""
        return PackPart(name, f"《{work.title}》{edition.name}{chosen}", articles=articles)

    def _choose(self, work: Regulation, material: WholeEdition) -> Edition | None:
        if material.edition:
            return work.by_id[material.edition]
        now = work.in_force_on(self._today)
        return now.edition if now else None

    def _changes(self, name: str, material: RegulationChanges) -> PackPart:
        work = self._yearbook.regulations[material.regulation]
        pair = choose_editions(work)
        if pair is None or not pair.steps:
            return PackPart(name, f"《{work.title}》的修改")
        found = compare_editions(pair, self._yearbook)
        rows = [row for row in found.rows if row.kind is not RowKind.SAME and _is_wanted(row, material.articles)]
        changed = tuple(self._changed(row, pair) for row in rows)
        touched = [row for row in found.affected if any(_is_wanted(cited, material.articles) for cited in row.rows)]
        items = tuple(self._item(row.mention.report, row.mention.item) for row in touched)
        groups = (ItemGroup("引用了修改条文的条目", items),) if items else ()
        title = f"《{work.title}》的修改：{pair.old.name}到{pair.new.name}"
        later = work.editions[work.editions.index(pair.new) + 1 :]
        return PackPart(name, title, groups, changes=PackChanges(found, changed, tuple(touched), found.whole, later))

    def _changed(self, row: ArticleRow, pair: EditionPair) -> ChangedArticle:
        then = self._texts.under(pair.old.path, row.old.anchor) if row.old else ()
        now = self._texts.under(pair.new.path, row.new.anchor) if row.new else ()
        place = (pair.old.path, row.old.anchor if row.old else "")
        if not then or place in self.places:
            return ChangedArticle(row, then, now)
        self.places[place] = f"yb-pack-{pair.old.key}-{place[1]}".replace("/", "-")
        return ChangedArticle(row, then, now, self.places[place])

    def _items(self, refs: Iterable[ItemRef]) -> Iterator[StudiedItem]:
        for ref in refs:
            report = self._yearbook.reports[ref.report]
            yield self._item(report, report.passages[ref.item])

    def _item(self, report: Report, item: Item, *, in_place: bool = False) -> StudiedItem:
        name = f"yb-pack-{report.key}-{item.id}".replace("/", "-")
        is_repeated = (report.path, item.id) in self.places
        self.places.setdefault((report.path, item.id), name)
        if is_repeated:
            return StudiedItem(report, item, (), name, (), (), is_repeated=True, in_place=in_place)
        return self._studied(report, item, name, in_place=in_place)

    def _words(self, report: Report, item: Item) -> Blocks:
        if item is report.opening:
            return self._texts.lead(report.path)
        heading = next((part.id for part in report.parts if part.lead is item), item.id)
        return self._texts.under(report.path, heading)

    def _studied(self, report: Report, item: Item, name: str, *, in_place: bool) -> StudiedItem:
        cited = list(find_provisions(report, item, self._yearbook, self._today))
        named = [concept for _, concept in self._yearbook.concepts_in(item)]
        based = {provision.concept.id for provision in cited if provision.concept}
        addresses = tuple(dict.fromkeys(address_of(provision) for provision in cited))
        loose = tuple({concept.id: concept for concept in named if concept.id not in based}.values())
        words = self._words(report, item)
        studied = StudiedItem(report, item, words, name, addresses, loose, is_repeated=False, in_place=in_place)
        self._cited.add(studied, cited, named)
        return studied

    def _cited_article(self, cited: Provision) -> StudiedArticle | None:
        return self._shown(cited) if cited.edition and cited.article else None

    def _own_article(self, work: Regulation, edition: Edition, article: Article) -> StudiedArticle:
        """An article that the pack names itself."""
        successor = find_successor(work, edition, article, self._today)
        standing, doubts = find_standing(work, edition, self._today)
        return self._shown(Provision(work, edition, article, (), (), None, successor, standing=standing, doubts=doubts))

    def _shown(self, cited: Provision) -> StudiedArticle:
        edition, article = cited.edition, cited.article
        if edition is None or article is None:  # pragma: no cover - the callers have asked already
            raise ValueError(cited.name)
        place = (edition.path, article.anchor)
        is_repeated = place in self.places
        name = self.places.setdefault(place, f"yb-pack-{edition.key}-{article.anchor}".replace("/", "-"))
        later = cited.successor
        now = [other for other in (later.article, *later.others) if other] if later else []
        words = [(other, self._texts.under(later.edition.path, other.anchor)) for other in now] if later else []
        return StudiedArticle(
            cited,
            edition,
            article,
            then=self._texts.under(*place),
            now=words[0][1] if words else (),
            others=tuple(words[1:]),
            id=name,
            is_repeated=is_repeated,
        )


def _is_wanted(row: ArticleRow, articles: tuple[str, ...]) -> bool:
    return not articles or any(place.anchor in articles for place in (row.old, row.new) if place)

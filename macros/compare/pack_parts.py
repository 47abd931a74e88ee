"""What a study pack is made of once everything it names is looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from macros.compare.editions import AffectedItem, ArticleRow, EditionComparison
from macros.compare.pack_history import ProblemTrace
from macros.compare.standing import EditionStanding, Provision
from macros.domain.concepts import Concept
from macros.domain.packs import ComparisonTable, StudyPack
from macros.domain.regulations import AmendmentKind, Article, Edition, TextKind
from macros.domain.reports import Audience, Item, ItemRef, Report
from macros.domain.texts import Blocks
from macros.domain.yearbook import Mention

#: A provision by the path of its page and its anchor; the anchor is empty where no article is named.
Address = tuple[str, str]


@dataclass(frozen=True)
class StudiedArticle:
    """An article as it stood when it was cited, beside the present one (条文今昔).

    Attributes:
        cited: The provision.
        edition: Its edition.
        article: Its article.
        then: Its words; empty where the site has its topic alone.
        now: The words of what it became; empty likewise, or where nothing took its place.
        others: Further articles that parts of it went into, with their words.
        id: Where the pack shows it.
        is_repeated: Whether that is at an earlier place than here.
    """

    cited: Provision
    edition: Edition
    article: Article
    then: Blocks
    now: Blocks
    others: tuple[tuple[Article, Blocks], ...]
    id: str
    is_repeated: bool

    @property
    def verdict(self) -> str:
        """What became of it, in words."""
        later = self.cited.successor
        if later is None:
            return str(self.cited.standing)
        if later.article is None:
            if later.struck_by:
                return f"已由{later.struck_by.name}删去"
            return "未见对应" if later.is_mapped else "没有条文对照"
        others = f"，另见{'、'.join(article.label for article in later.others)}" if later.others else ""
        return f"{later.change or '是否修改未判定'}{others}"

    @property
    def is_certain(self) -> bool:
        """Whether it may be told without 待核实."""
        later = self.cited.successor
        if later is None:
            sure = self.cited.standing is EditionStanding.CURRENT and not self.cited.doubts
        else:
            sure = later.certain and bool(later.struck_by or (later.article and later.change))
        return sure and not self.cited.reservations

    @property
    def digests(self) -> list[Edition]:
        """The editions of which it shows words of the site's own in the place of the law's."""
        shown = [(self.edition, self.then)]
        if self.cited.successor and self.is_changed:
            shown.append((self.cited.successor.edition, self.now))
        return [edition for edition, words in shown if words and edition.text is not TextKind.OFFICIAL]

    @property
    def is_changed(self) -> bool:
        """Whether what it became must stand beside it: its words changed, or nobody has judged that."""
        later = self.cited.successor
        return later is not None and later.article is not None and later.change is not AmendmentKind.SAME


@dataclass(frozen=True)
class StudiedItem:
    """An item whole, and what it cites (条目及所引条文).

    Attributes:
        report: The paper that it stands in.
        item: The item, or another passage of the paper.
        words: Its words with their links.
        id: Where the pack shows it.
        cited: The provisions that it cites, each once.
        loose: Practices that it names and that rested on nothing at its day.
        is_repeated: Whether the pack shows it at an earlier place than here.
        in_place: Whether it is a lead that stands where its paper has it, and so without a heading of its own.
    """

    report: Report
    item: Item
    words: Blocks
    id: str
    cited: tuple[Address, ...]
    loose: tuple[Concept, ...]
    is_repeated: bool
    in_place: bool = False

    @property
    def ref(self) -> ItemRef:
        """How the rest of the site names it."""
        return self.report.ref(self.item)


@dataclass(frozen=True)
class CitedProvision:
    """A provision that items of the pack cite, shown once for all of them (所引条文).

    Attributes:
        number: Its place in the order of first citation, from 1 on.
        cited: The provision, with what must be known of it for any of the items.
        shown: Its article then and now; None where no article is named.
        id: Where the pack shows it.
        practices: The practices that it is cited by.
        items: The items that cite it, in reading order.
    """

    number: int
    cited: Provision
    shown: StudiedArticle | None
    id: str
    practices: tuple[Concept, ...]
    items: tuple[StudiedItem, ...]


@dataclass(frozen=True)
class CitedPractice:
    """A practice that items of the pack name (所涉做法).

    Attributes:
        concept: The practice.
        id: Where the pack shows it.
        provisions: What it rested on at the days of the papers; empty where it rested on nothing.
        items: The items that name it, in reading order.
    """

    concept: Concept
    id: str
    provisions: tuple[Address, ...]
    items: tuple[StudiedItem, ...]


@dataclass(frozen=True)
class ItemGroup:
    """Items under one heading of their own paper, or of one year (一组条目)."""

    title: str
    items: tuple[StudiedItem, ...]


@dataclass(frozen=True)
class ChangedArticle:
    """An article that an edition changed (修改的条文); `id` where the pack shows its old words first."""

    row: ArticleRow
    then: Blocks
    now: Blocks
    id: str = ""


@dataclass(frozen=True)
class PackChanges:
    """What the newest edition changed (法规修改).

    Attributes:
        found: Both editions.
        rows: The articles that changed.
        touched: Items that cite them, newest first.
        whole: Items that cite the earlier edition and none of its articles.
        later: Editions after these, for which no mapping tells what they changed.
    """

    found: EditionComparison
    rows: tuple[ChangedArticle, ...]
    touched: tuple[AffectedItem, ...]
    whole: tuple[Mention, ...]
    later: tuple[Edition, ...]


@dataclass(frozen=True)
class PackPart:
    """One part of a pack (部分): items, articles, or what was computed."""

    id: str
    title: str
    groups: tuple[ItemGroup, ...] = ()
    articles: tuple[StudiedArticle, ...] = ()
    history: ProblemTrace | None = None
    changes: PackChanges | None = None
    table: ComparisonTable | None = None

    @property
    def items(self) -> list[StudiedItem]:
        """Its items but for leads in their place, in order."""
        return [item for group in self.groups for item in group.items if not item.in_place]


@dataclass(frozen=True)
class AssembledPack:
    """A pack ready to be shown (学习资料包).

    Attributes:
        pack: What its page says.
        unit: Whose pack it is.
        audience: Who may read it.
        parts: What it holds, in order.
        provisions: What its items cite, each once, in the order of first citation.
        practices: The practices that its items name, likewise.
        places: Where it shows what also stands on other pages, by their path and anchor.
    """

    pack: StudyPack
    unit: str
    audience: Audience
    parts: tuple[PackPart, ...]
    provisions: tuple[CitedProvision, ...]
    practices: tuple[CitedPractice, ...]
    places: dict[Address, str]

    @cached_property
    def by_address(self) -> dict[Address, CitedProvision]:
        """What its items cite, by page and anchor."""
        return {address_of(row.cited): row for row in self.provisions}

    @property
    def articles(self) -> list[StudiedArticle]:
        """Every article that it shows, once."""
        shown = [article for part in self.parts for article in part.articles]
        shown += [row.shown for row in self.provisions if row.shown]
        return [article for article in shown if not article.is_repeated]

    @property
    def digests(self) -> list[Edition]:
        """The editions of which it shows words of the site's own in the place of the law's, each once."""
        changes = [part.changes for part in self.parts if part.changes]
        pairs = [edition for made in changes for edition in (made.found.pair.old, made.found.pair.new)]
        found = [edition for article in self.articles for edition in article.digests]
        found += [edition for edition in pairs if edition.text is TextKind.DIGEST]
        return list({edition.key: edition for edition in found}.values())


def address_of(provision: Provision) -> Address:
    """Where a provision stands on the site."""
    page = provision.edition or provision.work
    return page.path, provision.article.anchor if provision.article else ""

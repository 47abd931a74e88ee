"""What a study pack is made of once everything it names is looked up."""

from __future__ import annotations

from dataclasses import dataclass

from macros.compare.editions import AffectedItem, ArticleRow, EditionComparison
from macros.compare.pack_history import ProblemTrace
from macros.compare.standing import Provision
from macros.domain.packs import ComparisonTable, StudyPack
from macros.domain.regulations import Article, Edition, TextKind
from macros.domain.reports import Audience, Item, ItemRef, Report
from macros.domain.texts import Blocks
from macros.domain.yearbook import Mention


@dataclass(frozen=True)
class StudiedArticle:
    """An article as it stood when it was cited, beside the present one (条文今昔).

    Attributes:
        cited: The provision.
        edition: Its edition.
        article: Its article.
        concepts: The concepts that it is cited by.
        then: Its words; empty where the site has its topic alone.
        now: The words of what it became; empty likewise, or where nothing took its place.
        id: Where the pack shows it.
        is_repeated: Whether that is at an earlier place than here.
        applies: Whether its edition is the one in force on the day of the build.
    """

    cited: Provision
    edition: Edition
    article: Article
    concepts: tuple[str, ...]
    then: Blocks
    now: Blocks
    id: str
    is_repeated: bool
    applies: bool

    @property
    def verdict(self) -> str:
        """What became of it, in words."""
        later = self.cited.successor
        if later is None:
            return "现行" if self.applies else "不是现行版本，后继版本未登记"
        if later.article is None:
            return f"已由{later.struck_by.name}删去" if later.struck_by else "未见对应"
        others = f"，另见{'、'.join(article.label for article in later.others)}" if later.others else ""
        return f"{later.change or '是否修改未判定'}{others}"

    @property
    def is_certain(self) -> bool:
        """Whether it may be told without 待核实."""
        later = self.cited.successor
        sure = self.applies
        if later is not None:
            sure = later.certain and bool(later.struck_by or (later.article and later.change))
        return sure and not self.cited.reservations

    @property
    def is_digest(self) -> bool:
        """Whether any of its words are the site's own and not the law's."""
        later = [self.cited.successor.edition] if self.cited.successor else []
        return any(edition.text is not TextKind.OFFICIAL for edition in (self.edition, *later))


@dataclass(frozen=True)
class StudiedItem:
    """An item whole, with the provisions that it cites (条目及所引条文).

    Attributes:
        report: The paper that it stands in.
        item: The item; the opening of a paper or of a part, which has no id, stands as one too.
        words: Its words with their links.
        id: Where the pack shows it; empty for an opening.
        articles: The articles that it cites.
        rules: Regulations and editions that it cites without an article.
        is_repeated: Whether the pack shows it at an earlier place than here.
    """

    report: Report
    item: Item
    words: Blocks
    id: str
    articles: tuple[StudiedArticle, ...]
    rules: tuple[Provision, ...]
    is_repeated: bool

    @property
    def ref(self) -> ItemRef:
        """How the rest of the site names it."""
        return self.report.ref(self.item)


@dataclass(frozen=True)
class ItemGroup:
    """Items under one heading of their own paper, or of one year (一组条目)."""

    title: str
    items: tuple[StudiedItem, ...]


@dataclass(frozen=True)
class ChangedArticle:
    """An article that an edition changed, with the words of both (修改的条文)."""

    row: ArticleRow
    then: Blocks
    now: Blocks


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
        """Its items but for openings, in order."""
        return [item for group in self.groups for item in group.items if item.id]


@dataclass(frozen=True)
class AssembledPack:
    """A pack ready to be shown (学习资料包).

    Attributes:
        pack: What its page says.
        unit: Whose pack it is.
        audience: Who may read it.
        parts: What it holds, in order.
        places: Where it shows what also stands on other pages, by their path and anchor.
    """

    pack: StudyPack
    unit: str
    audience: Audience
    parts: tuple[PackPart, ...]
    places: dict[tuple[str, str], str]

    @property
    def articles(self) -> list[StudiedArticle]:
        """Every article that it shows, once."""
        shown = [article for part in self.parts for article in part.articles]
        shown += [article for part in self.parts for g in part.groups for item in g.items for article in item.articles]
        return [article for article in shown if not article.is_repeated]

    @property
    def has_digests(self) -> bool:
        """Whether it shows words of the site's own in the place of the law's."""
        changes = [part.changes for part in self.parts if part.changes]
        pairs = [edition for made in changes for edition in (made.found.pair.old, made.found.pair.new)]
        return any(article.is_digest for article in self.articles) or any(
            edition.text is not TextKind.OFFICIAL for edition in pairs
        )

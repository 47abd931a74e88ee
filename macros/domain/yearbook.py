"""The whole site as one value, with the indexes that pages ask for."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from macros.domain.comparison_pages import Comparison, EditionsPage, OtherPage
from macros.domain.concepts import Basis, Concept, Duty, LocalRule
from macros.domain.dates import PartialDate
from macros.domain.forms import FormMapping
from macros.domain.ledgers import Entry, Ledger
from macros.domain.packs import StudyPack
from macros.domain.phrases import Phrase
from macros.domain.register import Register
from macros.domain.regulations import Article, Edition, Regulation
from macros.domain.reports import Citation, ConceptLink, Item, ItemRef, Report, Series, Unit
from macros.domain.usages import Usage
from macros.page_text.title_ids import title_id

#: What a data page can be about.
Subject = Report | Ledger | Regulation | Edition | LocalRule
_T = TypeVar("_T")
#: What is kept of all papers and goes along to another process; it is named by no object of this one.
_GOES_ALONG = frozenset({"unresolved", "records of duties"})

#: The article in the anchor of one of its paragraphs: `art-122` in `art-122-2`.
_ARTICLE = re.compile(r"(?:art|part)-[0-9]+(?:_[0-9]+)*")


@dataclass(frozen=True)
class Mention:
    """An item of a report that cites a page of the register (引用它的条目).

    Attributes:
        report: The report.
        item: The item in it.
        citation: The link; for a concept, what the concept rests on then.
        concept: The concept by which it is cited; None where it is cited by name.
    """

    report: Report
    item: Item
    citation: Citation
    concept: Concept | None = None


@dataclass(frozen=True)
class AppliedBasis:
    """A provision as it stood on a day (当时的依据)."""

    work: Regulation
    edition: Edition
    article: Article | None
    verified: bool

    @property
    def name(self) -> str:
        """Title, edition and article, as a line of references writes them."""
        return f"《{self.work.title}》{self.edition.name}{self.article.label if self.article else ''}"


@dataclass(frozen=True)
class ReportItem:
    """An item together with the report it stands in."""

    report: Report
    item: Item

    @property
    def ref(self) -> ItemRef:
        """How the rest of the site names it."""
        return self.report.ref(self.item)


@dataclass(frozen=True)
class LedgerLine:
    """A ledger entry together with the ledger it stands in."""

    ledger: Ledger
    entry: Entry


@dataclass(frozen=True)
class Yearbook:
    """Everything the pages under docs say, each thing once (年鉴).

    Attributes:
        reports: Papers by key; regulations, ledgers, concepts and local rules likewise.
        duties: What is asked every year, in the order of their page.
        usages: Wrong and right forms of set phrases, in the order of their page.
        phrases: The set phrases that are followed through the years, in the order of their page.
        forms: How superiors' forms are filled, in the order of their page.
        comparisons: The pages that set two years side by side, in order of path; `editions_pages` set two editions so.
        packs: Study packs by key, in order of path.
        checked_as_of: When the register was last checked against its sources.
        handbook: The pages of the handbook that the site has; `unit_pages` are those of units.
        withheld_ledgers: Keys of ledgers of which something is withheld from the readers of this site, be it an entry.
    """

    reports: dict[str, Report] = field(default_factory=dict)
    ledgers: dict[str, Ledger] = field(default_factory=dict)
    regulations: dict[str, Regulation] = field(default_factory=dict)
    concepts: dict[str, Concept] = field(default_factory=dict)
    duties: tuple[Duty, ...] = ()
    usages: tuple[Usage, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    forms: tuple[FormMapping, ...] = ()
    local_rules: dict[str, LocalRule] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()
    editions_pages: tuple[EditionsPage, ...] = ()
    other_pages: tuple[OtherPage, ...] = ()
    packs: dict[str, StudyPack] = field(default_factory=dict)
    checked_as_of: PartialDate | None = None
    handbook: frozenset[str] = frozenset()
    unit_pages: frozenset[str] = frozenset()
    withheld_ledgers: frozenset[str] = frozenset()

    @cached_property
    def kept(self) -> dict[Hashable, Any]:
        """What has been computed of it and is wanted again and again, by name; see `keep`."""
        return {}

    def keep(self, name: Hashable, compute: Callable[[], _T]) -> _T:
        """What a function gives, computed the first time alone; whoever asks chooses a name that nobody else has."""
        if name not in self.kept:
            self.kept[name] = compute()
        found: _T = self.kept[name]
        return found

    def __getstate__(self) -> dict[str, Any]:
        # What a process has kept may be named by its own objects, which are others elsewhere.
        state = {name: value for name, value in vars(self).items() if name != "kept"}
        along = {name: value for name, value in vars(self).get("kept", {}).items() if name in _GOES_ALONG}
        return state | ({"kept": along} if along else {})

    @cached_property
    def register(self) -> Register:
        """What papers can cite."""
        return Register(
            tuple(self.regulations.values()), tuple(self.concepts.values()), tuple(self.local_rules.values())
        )

    @cached_property
    def editions(self) -> dict[str, Edition]:
        """Editions by key, such as `jilv-chufen-tiaoli/2018`."""
        return {edition.key: edition for work in self.regulations.values() for edition in work.editions}

    @cached_property
    def page_ids(self) -> dict[str, Subject]:
        """What each data page is about, by the id of its title."""
        return {
            **{title_id("report", key): report for key, report in self.reports.items()},
            **{title_id("ledger", key): ledger for key, ledger in self.ledgers.items()},
            **{title_id("regulation", key): work for key, work in self.regulations.items()},
            **{title_id("edition", key): edition for key, edition in self.editions.items()},
            **{title_id("local", key): rule for key, rule in self.local_rules.items()},
        }

    @cached_property
    def summaries(self) -> tuple[Report, ...]:
        """Yearly summaries, newest first, the top folder's unit before others."""
        found = [report for report in self.reports.values() if report.series is Series.SUMMARY and not report.person]
        return tuple(sorted(found, key=lambda report: (report.folder, -report.year)))

    @cached_property
    def _mentions(self) -> dict[str, tuple[Mention, ...]]:
        found: dict[str, list[Mention]] = defaultdict(list)
        for report in sorted(self.reports.values(), key=lambda r: (-r.year, r.key)):
            for item in report.passages.values():
                for citation in item.citations:
                    found[citation.regulation].append(Mention(report, item, citation))
                for link, concept in self.concepts_in(item):
                    for basis in self.bases_of(concept, report.as_of):
                        anchor = basis.article.anchor if basis.article else ""
                        citation = Citation(
                            link.text, basis.work.id, basis.edition.id, anchor, fixed=link.fixed, line=link.line
                        )
                        found[basis.work.id].append(Mention(report, item, citation, concept))
        return {regulation: tuple(mentions) for regulation, mentions in found.items()}

    @cached_property
    def _lines(self) -> dict[ItemRef, tuple[LedgerLine, ...]]:
        found: dict[ItemRef, list[LedgerLine]] = defaultdict(list)
        for _, ledger in sorted(self.ledgers.items()):
            for entry in ledger.entries:
                for ref in sorted(entry.refs):
                    found[ref].append(LedgerLine(ledger, entry))
        return {ref: tuple(lines) for ref, lines in found.items()}

    @cached_property
    def _concept_items(self) -> dict[str, tuple[ReportItem, ...]]:
        found: dict[str, list[ReportItem]] = defaultdict(list)
        for report in sorted(self.reports.values(), key=lambda r: (-r.year, r.key)):
            for item in report.passages.values():
                for concept in dict.fromkeys(link.concept for link in item.concepts):
                    found[concept].append(ReportItem(report, item))
        return {concept: tuple(items) for concept, items in found.items()}

    def concepts_in(self, item: Item) -> Iterator[tuple[ConceptLink, Concept]]:
        """Yield the concepts that an item links to; a link to another place of their page names none."""
        for link in item.concepts:
            if concept := self.concepts.get(link.concept):
                yield link, concept

    def items_with(self, concept: str) -> tuple[ReportItem, ...]:
        """Items that link to a concept, newest year first."""
        return self._concept_items.get(concept, ())

    def mentions_of(self, regulation: str, edition: str | None = None) -> tuple[Mention, ...]:
        """Items that cite a regulation, or one edition of it, newest year first."""
        mentions = self._mentions.get(regulation, ())
        if edition is None:
            return mentions
        return tuple(mention for mention in mentions if mention.citation.edition == edition)

    def lines_of(self, ref: ItemRef) -> tuple[LedgerLine, ...]:
        """Ledger entries that name an item, in order of ledger and entry."""
        return self._lines.get(ref, ())

    @cached_property
    def set_words(self) -> tuple[str, ...]:
        """Titles, names of concepts and set phrases: words that are nobody's own."""
        names = [form for phrase in self.phrases for form in phrase.forms]
        names += [name for work in self.regulations.values() for name in (work.title, *work.aliases)]
        names += [edition.official_title for edition in self.editions.values()]
        names += [name for rule in self.local_rules.values() for name in (rule.title, *rule.aliases)]
        names += [name for concept in self.concepts.values() for name in concept.names]
        return tuple(sorted(set(names)))

    def bases_of(self, concept: Concept, day: date) -> tuple[AppliedBasis, ...]:
        """What a concept rested on, on a day; all papers of a year ask for the same."""
        return self.keep(("bases", concept.id, day), lambda: tuple(self.applied_bases(concept.basis, day)))

    def applied_bases(self, bases: tuple[Basis, ...], day: date) -> list[AppliedBasis]:
        """Those of some provisions that stood in an edition in force on a day."""
        found = []
        for basis in bases:
            # While a page has a fault, what rests on it is looked at all the same.
            work = self.regulations.get(basis.regulation)
            applied = work.in_force_on(day) if work else None
            if work is None or applied is None or basis.edition not in {None, applied.edition.id}:
                continue
            article = applied.edition.by_anchor.get(basis.anchor)
            verified = basis.verified and not (article and not article.verified) and not applied.reservations
            found.append(AppliedBasis(work, applied.edition, article, verified))
        return found

    def cited(self, citation: Citation) -> tuple[Regulation, Edition | None, Article | None]:
        """What a citation points at: the work, its edition, and the article if it names one, or a paragraph of it."""
        work = self.regulations[citation.regulation]
        if citation.edition is None:
            return work, None, None
        edition = work.by_id[citation.edition]
        article = _ARTICLE.match(citation.anchor)
        return work, edition, edition.by_anchor.get(article[0]) if article else None

    def comparison_of(self, old: Report, new: Report) -> Comparison | None:
        """The page that sets two papers side by side, if there is one."""
        return self._comparisons.get((old.key, new.key))

    @cached_property
    def _comparisons(self) -> dict[tuple[str, str], Comparison]:
        # Of several the first by path.
        return {(row.old.key, row.new.key): row for row in reversed(self.comparisons)}

    def folder_of(self, unit: str) -> str:
        """The folder that an overview is about: the one named, else the top folder, else that of the most papers."""
        if unit or "" in self.units:
            return unit
        return max(self.units, key=[paper.folder for paper in self._papers].count, default="")

    def series_of(self, folder: str) -> str:
        """The series that tells of a unit's years: its summaries, else that of which it has the most papers."""
        counts = {series: len(self._rows.get((folder, series, ""), ())) for series in Series if series.of_whole_year}
        return Series.SUMMARY if counts[Series.SUMMARY] else max(counts, key=lambda series: counts[series])

    def reports_of(self, folder: str, series: str = "") -> tuple[Report, ...]:
        """One unit's own papers of a series, or of the one that tells of its years, oldest first; no member's."""
        return self._rows.get((folder, series or self.series_of(folder), ""), ())

    @cached_property
    def years(self) -> tuple[tuple[Report, ...], ...]:
        """The papers of each unit and year together, the summary first; newest year first, the top folder's before."""
        order = sorted(self._of_year, key=lambda name: (name[0], -name[1]))
        return tuple(tuple(self._of_year[name]) for name in order)

    def written_of(self, folder: str, series: str = "") -> tuple[Report, ...]:
        """Those of `reports_of` that say something already."""
        return tuple(paper for paper in self.reports_of(folder, series) if paper.written)

    def reports_in(self, folder: str, year: int) -> tuple[Report, ...]:
        """One unit's papers of a year, whatever their series, in order of key."""
        return tuple(sorted(self._of_year.get((folder, year), ()), key=lambda report: report.key))

    def shows_all_ledgers(self, folder: str) -> bool:
        """Whether readers are shown every ledger of a unit whole; else no count of them is right, and no denial."""
        return not any(key.rpartition("/")[0] == folder for key in self.withheld_ledgers)

    def ledgers_of(self, folder: str) -> tuple[Ledger, ...]:
        """One unit's ledgers, oldest first."""
        return self._ledger_rows.get(folder, ())

    def reports_beside(self, report: Report) -> tuple[Report, ...]:
        """The unit's other papers of the same year, the summary first."""
        return tuple(paper for paper in self._of_year[report.folder, report.year] if paper is not report)

    @cached_property
    def _of_year(self) -> dict[tuple[str, int], list[Report]]:
        found: dict[tuple[str, int], list[Report]] = defaultdict(list)
        for paper in sorted(self.reports.values(), key=lambda r: (r.series is not Series.SUMMARY, r.as_of, r.key)):
            found[paper.folder, paper.year].append(paper)
        return found

    def ledger_beside(self, report: Report) -> Ledger | None:
        """The ledger of a report's unit and year, which stands under the same key as the summary."""
        return next((ledger for ledger in self.ledgers_of(report.folder) if ledger.year == report.year), None)

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], tuple[Report, ...]]:
        rows: dict[tuple[str, str, str], list[Report]] = defaultdict(list)
        for report in sorted(self.reports.values(), key=lambda r: (r.year, r.key)):
            rows[report.folder, report.series, report.person].append(report)
        return {name: tuple(row) for name, row in rows.items()}

    @cached_property
    def _ledger_rows(self) -> dict[str, tuple[Ledger, ...]]:
        rows: dict[str, list[Ledger]] = defaultdict(list)
        for ledger in sorted(self.ledgers.values(), key=lambda x: (x.year, x.key)):
            rows[ledger.folder].append(ledger)
        return {folder: tuple(row) for folder, row in rows.items()}

    def place_of(self, ref: ItemRef) -> ReportItem:
        """A passage with its paper, by its name; it must be there."""
        report = self.reports[ref.report]
        return ReportItem(report, report.passages[ref.item])

    def neighbours(self, report: Report) -> tuple[Report | None, Report | None]:
        """The papers before and after in the same unit and series, and of the same person, by year."""
        return self._neighbours[report.key]

    @cached_property
    def _neighbours(self) -> dict[str, tuple[Report | None, Report | None]]:
        return {
            report.key: (before, after)
            for row in self._rows.values()
            for before, report, after in zip([None, *row], row, [*row[1:], None], strict=False)
        }

    @cached_property
    def units(self) -> dict[str, Unit]:
        """The units by folder, the top folder's first."""
        found = {paper.folder: Unit(paper.folder, paper.unit) for paper in self._papers}
        return dict(sorted(found.items()))

    def entry(self, ledger: Ledger, name: str) -> LedgerLine | None:
        """An entry of the same unit by its id, in whatever year's ledger it stands."""
        return self._entries.get((ledger.folder, name))

    @cached_property
    def _entries(self) -> dict[tuple[str, str], LedgerLine]:
        return {
            (ledger.folder, entry.id): LedgerLine(ledger, entry)
            for ledger in self.ledgers.values()
            for entry in ledger.entries
        }

    def repeats_of(self, line: LedgerLine) -> tuple[LedgerLine, ...]:
        """Entries of the same unit that say they repeat one, in order of ledger and entry."""
        return self._repeats.get((line.ledger.folder, line.entry.id), ())

    @cached_property
    def _repeats(self) -> dict[tuple[str, str], tuple[LedgerLine, ...]]:
        found: dict[tuple[str, str], list[LedgerLine]] = defaultdict(list)
        for _, ledger in sorted(self.ledgers.items()):
            for entry in ledger.entries:
                if entry.repeats:
                    found[ledger.folder, entry.repeats].append(LedgerLine(ledger, entry))
        return {name: tuple(lines) for name, lines in found.items()}

    def answers_to(self, report: Report) -> dict[ItemRef, tuple[ReportItem, ...]]:
        """What later papers answer to the items of a report, oldest first."""
        return self._answers.get(report.key, {})

    @cached_property
    def _answers(self) -> dict[str, dict[ItemRef, tuple[ReportItem, ...]]]:
        found: dict[str, dict[ItemRef, list[ReportItem]]] = defaultdict(lambda: defaultdict(list))
        for report in sorted(self.reports.values(), key=lambda r: (r.as_of, r.key)):
            for ref, answer in report.answers.items():
                found[ref.report][ref].append(ReportItem(report, report.passages[answer]))
        return {key: {ref: tuple(items) for ref, items in rows.items()} for key, rows in found.items()}

    @property
    def _papers(self) -> list[Report | Ledger]:
        return [*self.ledgers.values(), *self.reports.values()]

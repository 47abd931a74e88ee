"""What certain readers may see: which pages, which entries of the ledgers, which files."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from macros.corpus import Corpus
from macros.corpus.audiences import ledger_audience, page_audience
from macros.corpus.macro_calls import find_calls, find_named
from macros.corpus.pages import SourcePage
from macros.domain.ledgers import Entry, Ledger
from macros.domain.pack_sources import records_named
from macros.domain.reports import Audience, ItemRef, Report
from scripts.build.content_checks import SIGNATURES
from scripts.publishing.neighbours import find_asking, find_neighbours, is_of_neighbour


@dataclass(frozen=True)
class Sight:
    """What the readers of one publish may see (可见范围).

    Attributes:
        corpus: All pages.
        reader: Who they are.
        pages: Paths under docs of the pages for them.
        gone: Pages that are withdrawn or not written yet, and those that show them by name.
        unwritten: Of these the papers that have no text yet, with what shows them.
        unit: The folder of the unit whose neighbours are left out; empty for all.
        neighbours: Of those that are gone the neighbours' own, and those of units of which nothing else is seen.
    """

    corpus: Corpus
    reader: Audience
    pages: frozenset[str]
    gone: frozenset[str]
    unwritten: frozenset[str] = frozenset()
    unit: str = ""
    neighbours: frozenset[str] = frozenset()

    def is_gone(self, path: str) -> bool:
        """Whether a page or file is one that these readers get no way to."""
        units = frozenset(self.corpus.yearbook.units)
        return path in self.gone or (self.unit != "" and is_of_neighbour(path, self.unit, units))

    def sees_item(self, ref: ItemRef | None) -> bool:
        """Whether the report of an item is among the pages."""
        return ref is not None and f"reports/{ref.report}.md" in self.pages

    def sees_entry(self, ledger: Ledger, entry: Entry) -> bool:
        """Whether an entry stands on the pages."""
        return ledger.path in self.pages and self.reader.may_read(entry.audience)

    @property
    def withheld_ledgers(self) -> frozenset[str]:
        """Keys of the ledgers that do not stand whole on the pages, and of those that were cut before."""
        book = self.corpus.yearbook
        cut = {
            ledger.key
            for ledger in book.ledgers.values()
            if ledger.path not in self.pages or not all(self.sees_entry(ledger, entry) for entry in ledger.entries)
        }
        every = book.withheld_ledgers | cut
        return frozenset(key for key in every if not self.unit or key.startswith(f"{self.unit}/"))

    def sees_repeated(self, ledger: Ledger, name: str | None) -> bool:
        """Whether the entry of that id, of the same unit, stands on the pages."""
        line = self.corpus.yearbook.entry(ledger, name) if name else None
        return line is not None and self.sees_entry(line.ledger, line.entry)


def find_sight(corpus: Corpus, reader: Audience, withdrawn: Collection[str] = (), unit: str = "") -> Sight:
    """Find what readers may see.

    A page that hands a withdrawn paper to a macro by name goes with it, and likewise with one that has only begun.

    Args:
        corpus: All pages, which are sound.
        reader: Who is to read.
        withdrawn: Paths under docs of the pages that were taken back.
        unit: The folder of the unit whose neighbours are left out; empty for all.
    """
    ledgers = {ledger.path: ledger for ledger in corpus.yearbook.ledgers.values()}
    wanted = {
        path: ledger_audience(ledgers[path]) if path in ledgers else page_audience(page, corpus.yearbook)
        for path, page in corpus.pages.items()
    }
    readable = {path for path, audience in wanted.items() if reader.may_read(audience)}
    begun = {report.path for report in corpus.yearbook.reports.values() if not report.written}
    neighbours = frozenset(find_neighbours(corpus, unit)) if unit else frozenset()
    gone = _with_those_that_show({*withdrawn, *neighbours}, corpus)
    unwritten = (_with_those_that_show(begun, corpus) & readable) - gone
    # A page of a unit of which these readers see nothing would ask for what is not there.
    papers: list[Report | Ledger] = [*corpus.yearbook.reports.values(), *ledgers.values()]
    seen_units = {paper.folder for paper in papers if paper.path in readable - gone - unwritten}
    silent = frozenset(find_asking(corpus, {*corpus.yearbook.units} - seen_units - {""})) & readable
    gone, neighbours = gone | silent, neighbours | silent
    seen = frozenset(readable - gone - unwritten)
    return Sight(corpus, reader, seen, gone | unwritten, unwritten, unit, neighbours)


def _with_those_that_show(papers: Collection[str], corpus: Corpus) -> frozenset[str]:
    """Pages that are there of some paths, and those that show them by name."""
    found = {path for path in papers if path in corpus.pages}
    for path, page in corpus.pages.items():
        if found & set(_named(page, corpus)):
            found.add(path)
    return frozenset(found)


def _named(page: SourcePage, corpus: Corpus) -> Iterator[str]:
    for call in () if page.is_data else find_calls(page):
        yield from (paper.path for paper in find_named(call, SIGNATURES.get(call.name), corpus.yearbook))
    pack = corpus.yearbook.packs.get(page.key)
    if pack and pack.path == page.path:
        yield from (paper.path for paper in records_named(pack, corpus.yearbook))

"""What an import needs of the site: its pages that are whole, the names that a text may cite, whose units there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.citations.lexicon import Lexicon
from macros.corpus import Corpus, Office, read_office
from macros.domain.reports import Report, Unit
from macros.domain.yearbook import Yearbook
from macros.findings import Finding
from macros.proofing.proofread import Standard, make_standard
from scripts.build.content_checks import survey_pages, whole_pages
from scripts.intake.proposals import short_unit


@dataclass(frozen=True)
class Holdings:
    """A site as an import sees it (已有的材料).

    Attributes:
        yearbook: What its pages say that are whole.
        standard: What texts are proofread by.
        docs: The folder of the pages.
        reports: The papers that are there, whole or not, as far as they can be read.
        folders: Whose papers each folder holds.
        office: Whose yearbook it is; None where it was not set up.
        broken: Pages with faults, whose words and facts are used for nothing.
    """

    yearbook: Yearbook
    standard: Standard
    docs: Path
    reports: tuple[Report, ...]
    folders: Mapping[str, Unit]
    office: Office | None = None
    broken: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        yearbook: Yearbook,
        docs: Path = Path("docs"),
        office: Office | None = None,
        there: Yearbook | None = None,
        broken: Sequence[str] = (),
    ) -> Holdings:
        """Those of a site whose pages stand in a folder; `there` is what all say that can be read, whole or not."""
        read = there or yearbook
        standard = make_standard(yearbook)
        return cls(yearbook, standard, docs, tuple(read.reports.values()), read.units, office, tuple(broken))

    @property
    def lexicon(self) -> Lexicon:
        """The names that a text may cite."""
        return self.standard.lexicon

    @property
    def units(self) -> dict[str, Unit]:
        """Whose each folder is: the office's own, and those that hold papers."""
        own = {self.office.folder: Unit(self.office.folder, self.office.unit)} if self.office else {}
        return {**self.folders, **own}

    def known_unit(self, name: str) -> Unit | None:
        """The unit of this site that a name means, however much of it is written."""
        wanted = short_unit(name)
        return next((unit for unit in self.units.values() if short_unit(unit.name) == wanted), None)


def load_holdings(docs: Path) -> Holdings:
    """The holdings of a site as it stands; pages that are at fault are left out and named.

    Raises:
        SiteError: The settings name an office that cannot be.
    """
    return find_holdings(docs, *survey_pages(docs))


def find_holdings(docs: Path, corpus: Corpus, faults: Sequence[Finding]) -> Holdings:
    """The same of pages that were read.

    Args:
        docs: Their folder.
        corpus: What they say.
        faults: What is wrong with them.

    Raises:
        SiteError: The settings name an office that cannot be.
    """
    whole = whole_pages(docs, faults) if faults else corpus.yearbook
    return Holdings.of(whole, docs, read_office(docs), corpus.yearbook, sorted({fault.file for fault in faults}))

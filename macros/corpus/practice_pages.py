"""Pages of concepts, duties, usages, phrases and local rules to the domain."""

from __future__ import annotations

from dataclasses import dataclass

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.corpus.schema import (
    BasisFields,
    ConceptsFields,
    DutiesFields,
    LocalRuleFields,
    PhrasesFields,
    RegisterFields,
    UsagesFields,
)
from macros.corpus.titles import check_headings, read_title
from macros.corpus.validation import validate
from macros.domain.concepts import Basis, Concept, Duty, LocalRule
from macros.domain.dates import PartialDate
from macros.domain.phrases import Phrase, fold_form
from macros.domain.regulations import Regulation
from macros.domain.usages import Usage
from macros.errors import ErrorKind


@dataclass(frozen=True)
class Register:
    """The regulations that could be read, and the ids of those with a fault of their own."""

    works: dict[str, Regulation]
    broken: frozenset[str]

    def holds(self, basis: Basis) -> bool:
        """Whether a provision is there, or may be once a fault that is told elsewhere is mended."""
        if basis.regulation in self.broken:
            return True
        work = self.works.get(basis.regulation)
        if work is None or basis.edition is None:
            return work is not None
        edition = work.by_id.get(basis.edition)
        return edition is not None and (not basis.anchor or basis.anchor in edition.by_anchor)


def read_concepts(page: SourcePage, register: Register, findings: Findings) -> dict[str, Concept]:
    """Make the concepts of their page, by id; what they rest on must be there."""
    read_title(page, findings)
    check_headings(page, findings)
    fields = validate(ConceptsFields, page.front_matter, page.path, findings)
    concepts: dict[str, Concept] = {}
    seen: set[str] = set()
    for number, row in enumerate(fields.concepts if fields else ()):
        line = page.front_matter.line_of(("concepts", number))
        for name in [row.id, *row.names]:
            if name in seen:
                findings.add(ErrorKind.DUPLICATE_ID, page.path, line, field="concepts", found=f"“{name}”")
            seen.add(name)
        concepts[row.id] = Concept(
            id=row.id,
            names=tuple(row.names),
            context=tuple(row.context),
            unless=tuple(row.unless),
            basis=_bases(row.basis, page, line, register, findings),
            also=_bases(row.also, page, line, register, findings),
            verified=row.verified,
            note=row.note,
            search_names=tuple(row.search_names),
        )
    return concepts


def read_duties(page: SourcePage, register: Register, findings: Findings) -> tuple[Duty, ...]:
    """Make the duties of their page, in its order."""
    read_title(page, findings)
    check_headings(page, findings)
    fields = validate(DutiesFields, page.front_matter, page.path, findings)
    duties = []
    for number, row in enumerate(fields.duties if fields else ()):
        line = page.front_matter.line_of(("duties", number))
        basis = _bases([row.basis], page, line, register, findings)[0]
        words = tuple(tuple(group) for group in row.words)
        duties.append(Duty(row.name, basis, row.per_year, row.since, row.verified, row.note, words, row.series))
    return tuple(duties)


def read_usages(page: SourcePage, findings: Findings) -> tuple[Usage, ...]:
    """Make the set phrases of their page, in its order; a wrong form stands once."""
    read_title(page, findings)
    check_headings(page, findings)
    fields = validate(UsagesFields, page.front_matter, page.path, findings)
    usages: dict[str, Usage] = {}
    for number, row in enumerate(fields.usages if fields else ()):
        line = page.front_matter.line_of(("usages", number))
        if row.wrong in usages:
            findings.add(ErrorKind.DUPLICATE_ID, page.path, line, field="usages", found=f"“{row.wrong}”")
        if row.wrong == row.right:
            expected = "与 wrong 不同的写法"
            findings.add(
                ErrorKind.FIELD_VALUE, page.path, line, field="right", found=f"“{row.right}”", expected=expected
            )
        usages[row.wrong] = Usage(row.wrong, row.right, row.note, row.source, row.verified, row.since)
    return tuple(usages.values())


def read_phrases(page: SourcePage, findings: Findings) -> tuple[Phrase, ...]:
    """Make the phrases of their page, in its order; a spelling, whatever its signs, belongs to one phrase."""
    read_title(page, findings)
    check_headings(page, findings)
    fields = validate(PhrasesFields, page.front_matter, page.path, findings)
    phrases = []
    seen: set[str] = set()
    for number, row in enumerate(fields.set_phrases if fields else ()):
        line = page.front_matter.line_of(("set_phrases", number))
        for form in [row.text, *row.also]:
            folded = fold_form(form)
            if len(folded) < 2:
                expected = "标点以外至少两个字"
                findings.add(
                    ErrorKind.FIELD_VALUE, page.path, line, field="set_phrases", found=f"“{form}”", expected=expected
                )
            elif folded in seen:
                findings.add(ErrorKind.DUPLICATE_ID, page.path, line, field="set_phrases", found=f"“{form}”")
            seen.add(folded)
        phrases.append(Phrase(row.text, tuple(row.also), row.note))
    return tuple(phrases)


def read_local_rule(page: SourcePage, findings: Findings) -> LocalRule | None:
    """Make the local rule of a page; None where its front matter is at fault."""
    title = read_title(page, findings)
    check_headings(page, findings)
    fields = validate(LocalRuleFields, page.front_matter, page.path, findings)
    if fields is None:
        return None
    name = page.key.removeprefix("local/")
    return LocalRule(name, title, tuple(fields.aliases), fields.level, fields.issuer, fields.known, fields.note)


def read_checked_as_of(page: SourcePage, findings: Findings) -> PartialDate | None:
    """When the register was last checked, from its overview page."""
    fields = validate(RegisterFields, page.front_matter, page.path, findings)
    return fields.checked_as_of if fields else None


def _bases(
    rows: list[BasisFields], page: SourcePage, line: int, register: Register, findings: Findings
) -> tuple[Basis, ...]:
    bases = tuple(Basis.parse(row.to, verified=row.verified) for row in rows)
    for row, basis in zip(rows, bases, strict=True):
        if not register.holds(basis):
            findings.add(ErrorKind.BASIS, page.path, line, found=f"“{row.to}”")
    return bases

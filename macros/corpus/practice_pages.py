"""Pages of concepts, duties, usages, phrases and local rules to the domain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.corpus.report_pages import own_words
from macros.corpus.schema import (
    BasisFields,
    ConceptsFields,
    DutiesFields,
    LocalRuleFields,
    PhrasesFields,
    RegisterFields,
    UsagesFields,
)
from macros.corpus.validation import read_data_page, validate
from macros.domain.concepts import Basis, Concept, Duty, LocalRule
from macros.domain.corrections import PaperCorrection
from macros.domain.dates import PartialDate
from macros.domain.phrases import Phrase, fold_form
from macros.domain.usages import Usage
from macros.errors import ErrorKind

_T = TypeVar("_T")


@dataclass(frozen=True)
class Practice(Generic[_T]):
    """The rows of a page, and what they rest on in other pages (条目及其依据).

    Attributes:
        rows: What the page lists.
        bases: Every provision that a row names, with its line.
    """

    rows: _T
    bases: tuple[tuple[int, Basis], ...]


def read_concepts(page: SourcePage, findings: Findings) -> Practice[dict[str, Concept]]:
    """Make the concepts of their page, by id."""
    _, fields = read_data_page(ConceptsFields, page, findings)
    concepts: dict[str, Concept] = {}
    bases: list[tuple[int, Basis]] = []
    seen: set[str] = set()
    for number, row in enumerate(fields.concepts if fields else ()):
        line = page.front_matter.line_of(("concepts", number))
        for name in [row.id, *row.names]:
            if name in seen:
                findings.add(ErrorKind.DUPLICATE_ID, page.path, line, field="concepts", found=f"“{name}”")
            seen.add(name)
        concept = concepts[row.id] = Concept(
            id=row.id,
            names=tuple(row.names),
            context=tuple(row.context),
            unless=tuple(row.unless),
            basis=tuple(map(_basis, row.basis)),
            also=tuple(map(_basis, row.also)),
            verified=row.verified,
            note=row.note,
            search_names=tuple(row.search_names),
            common=tuple(row.common),
            not_with=tuple(row.not_with),
            says=row.says,
        )
        for name in concept.common:
            if name not in concept.names:
                expected = "所列名称里的一种"
                findings.add(
                    ErrorKind.FIELD_VALUE, page.path, line, field="common", found=f"“{name}”", expected=expected
                )
        bases += [(line, basis) for basis in (*concept.basis, *concept.also)]
    return Practice(concepts, tuple(bases))


def read_duties(page: SourcePage, findings: Findings) -> Practice[tuple[Duty, ...]]:
    """Make the duties of their page, in its order."""
    _, fields = read_data_page(DutiesFields, page, findings)
    duties, bases = [], []
    for number, row in enumerate(fields.duties if fields else ()):
        basis = _basis(row.basis)
        words = tuple(tuple(group) for group in row.words)
        duties.append(
            Duty(row.name, basis, row.per_year, row.since, row.verified, row.note, words, row.series, row.says)
        )
        bases.append((page.front_matter.line_of(("duties", number)), basis))
    return Practice(tuple(duties), tuple(bases))


def read_usages(page: SourcePage, findings: Findings) -> tuple[Usage, ...]:
    """Make the set phrases of their page, in its order; a wrong form stands once."""
    _, fields = read_data_page(UsagesFields, page, findings)
    usages: dict[str, Usage] = {}
    for number, row in enumerate(fields.usages if fields else ()):
        line = page.front_matter.line_of(("usages", number))
        if row.wrong in usages:
            findings.add(ErrorKind.DUPLICATE_ID, page.path, line, field="usages", found=f"“{row.wrong}”")
        if row.wrong == row.right:
            expected = "与不规范的写法不同"
            findings.add(
                ErrorKind.FIELD_VALUE, page.path, line, field="right", found=f"“{row.right}”", expected=expected
            )
        usages[row.wrong] = Usage(row.wrong, row.right, row.note, row.source, row.verified, row.since)
    return tuple(usages.values())


def read_phrases(page: SourcePage, findings: Findings) -> tuple[Phrase, ...]:
    """Make the phrases of their page, in its order; a spelling, whatever its punctuation, belongs to one phrase."""
    _, fields = read_data_page(PhrasesFields, page, findings)
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
    title, fields = read_data_page(LocalRuleFields, page, findings)
    if fields is None:
        return None
    name = page.key.removeprefix("local/")
    return LocalRule(
        id=name,
        title=title,
        aliases=tuple(fields.aliases),
        level=fields.level,
        issuer=fields.issuer,
        known=fields.known,
        note=fields.note,
        text=own_words(page),
        corrections=tuple(PaperCorrection(**dict(row)) for row in fields.corrections),
    )


def read_checked_as_of(page: SourcePage, findings: Findings) -> PartialDate | None:
    """When the register was last checked, from its overview page."""
    fields = validate(RegisterFields, page.front_matter, page.path, findings)
    return fields.checked_as_of if fields else None


def _basis(fields: BasisFields) -> Basis:
    return Basis.parse(fields.to, verified=fields.verified)

"""What can only be checked of a pack once all pages are read: that what it names is there, and who may read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from inspect import Signature

from macros.corpus.findings import Findings
from macros.corpus.macro_calls import check_call, find_calls, find_table
from macros.corpus.pack_pages import find_pack_pages
from macros.corpus.pages import SourcePage
from macros.domain.pack_sources import narrowest_of
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
from macros.domain.regulations import Regulation
from macros.domain.reports import ItemRef, PartKind
from macros.domain.yearbook import Yearbook
from macros.errors import ErrorKind

_MACRO = "study_pack"
#: So many choices are listed in a message.
_LISTED = 20


def check_packs(
    pages: Mapping[str, SourcePage],
    macros: Mapping[str, Signature] | None,
    yearbook: Yearbook,
    paths: frozenset[str],
    findings: Findings,
) -> None:
    """Every pack is a page of its own, holds something, and names what there is.

    Args:
        pages: The pages that could be read, by path.
        macros: The macros by name, each with what it takes; None leaves calls unchecked.
        yearbook: What the pages say.
        paths: Paths of all pages: one with a fault of its own is told of there, and only there.
        findings: Where faults go.
    """
    packs = {page.path for page in find_pack_pages(pages)}
    for page in pages.values():
        _check_call_on(page, findings, is_pack=page.path in packs)
    for pack in yearbook.packs.values():
        _PackCheck(pack, pages[pack.path], macros, yearbook, paths, findings).run()


def _check_call_on(page: SourcePage, findings: Findings, *, is_pack: bool) -> None:
    calls = [call for call in find_calls(page) if call.name == _MACRO]
    lost = None if is_pack else next(iter(calls), None)
    if lost is not None:
        findings.add(ErrorKind.PACK_MACRO, page.path, lost.line, found=f"“{lost.text}”")
    elif "pack" in page.front_matter.fields and not page.is_data and (not is_pack or len(calls) != 1):
        line = calls[1].line if len(calls) > 1 else page.front_matter.line_of(("pack",))
        findings.add(ErrorKind.PACK_MACRO, page.path, line, field="pack")


@dataclass(frozen=True)
class _PackCheck:
    """One pack under examination."""

    pack: StudyPack
    page: SourcePage
    macros: Mapping[str, Signature] | None
    yearbook: Yearbook
    paths: frozenset[str]
    findings: Findings

    def run(self) -> None:
        pack, yearbook = self.pack, self.yearbook
        if pack.folder and pack.folder not in yearbook.units:
            self._missing((), f"文件夹“{pack.folder}”", yearbook.units)
        if not self.page.front_matter.fields["pack"].get("include"):
            self._add(ErrorKind.PACK_EMPTY, ("pack",), field="include")
        for number, material in enumerate(pack.materials):
            self._check(material, ("pack", "include", number))
        narrowest = narrowest_of(pack, yearbook)
        if pack.audience and not pack.audience.may_read(narrowest):
            found, expected = f"“{pack.audience}”", f"“{narrowest}”，与所列材料中最严的一样"
            self._add(ErrorKind.AUDIENCE, ("audience",), field="audience", found=found, expected=expected)

    def _check(self, material: Material, place: tuple[str | int, ...]) -> None:
        match material:
            case WholeReport():
                self._check_report(material, place)
            case ChosenItems(refs=refs):
                for number, ref in enumerate(refs):
                    self._has_item(ref, (*place, "items", number))
            case ProblemHistory(problem=ref):
                self._check_problem(ref, (*place, "chain"))
            case WholeEdition():
                self._check_edition(material, place)
            case RegulationChanges():
                self._check_changes(material, place)
            case ComparisonTable():
                self._check_table(material, int(place[2]))

    def _check_report(self, material: WholeReport, place: tuple[str | int, ...]) -> None:
        report = self.yearbook.reports.get(material.report)
        if report is None:
            if f"reports/{material.report}.md" not in self.paths:
                self._missing((*place, "report"), f"“{material.report}”", self.yearbook.reports)
            return
        kinds = material.kinds or tuple(PartKind)
        if not any(text.text and text.kind in kinds for text in report.passages.values()):
            self._add(ErrorKind.PACK_EMPTY, (*place, "report"), field=f"report: {material.report}")

    def _check_problem(self, ref: ItemRef, place: tuple[str | int, ...]) -> None:
        if not self._has_item(ref, place):
            return
        item = self.yearbook.place_of(ref).item
        if item.is_lead or item.kind not in {PartKind.PROBLEM, PartKind.OTHER}:
            found = f"“{ref}”，是{'开头' if item.is_lead else item.kind.word}"
            self._add(ErrorKind.PACK_CHAIN, place, field="chain", found=found)

    def _has_item(self, ref: ItemRef, place: tuple[str | int, ...]) -> bool:
        report = self.yearbook.reports.get(ref.report)
        if report is None and f"reports/{ref.report}.md" in self.paths:
            return False
        if report is None or ref.item not in report.passages:
            choices = [f"{ref.report}#{name}" for name in report.passages] if report else self.yearbook.reports
            self._missing(place, f"“{ref}”", choices)
            return False
        return True

    def _check_edition(self, material: WholeEdition, place: tuple[str | int, ...]) -> None:
        name = "edition" if material.edition else "regulation"
        work = self._work(material.regulation, (*place, name))
        if work is None:
            return
        if material.edition and material.edition not in work.by_id:
            found = f"“{material.regulation}/{material.edition}”"
            self._missing((*place, name), found, [edition.key for edition in work.editions])
            return
        editions = [work.by_id[material.edition]] if material.edition else work.editions
        known = {anchor for edition in editions for anchor in edition.by_anchor}
        self._check_articles(material.articles, known, place)
        if not known:
            self._add(ErrorKind.PACK_EMPTY, (*place, name), field=name, detail="站点里没有它的条文")

    def _check_changes(self, material: RegulationChanges, place: tuple[str | int, ...]) -> None:
        work = self._work(material.regulation, (*place, "changes"))
        if work is None:
            return
        if not any(edition.amended_from for edition in work.editions):
            detail = "各版本之间没有条文对照（amended_from）"
            self._add(ErrorKind.PACK_EMPTY, (*place, "changes"), field="changes", detail=detail)
        self._check_articles(material.articles, {a for edition in work.editions for a in edition.by_anchor}, place)

    def _work(self, name: str, place: tuple[str | int, ...]) -> Regulation | None:
        work = self.yearbook.regulations.get(name)
        if work is None and not any(path.startswith(f"regulations/{name}/") for path in self.paths):
            self._missing(place, f"“{name}”", sorted(self.yearbook.regulations))
        return work

    def _check_articles(self, articles: tuple[str, ...], known: Collection[str], place: tuple[str | int, ...]) -> None:
        for number, anchor in enumerate(articles):
            if anchor not in known:
                self._missing((*place, "articles", number), f"“{anchor}”", [])

    def _check_table(self, table: ComparisonTable, number: int) -> None:
        signature, call = (self.macros or {}).get(table.name), find_table(self.page, number)
        if signature and call:
            check_call(call, signature, self.yearbook, self.page.path, self.findings)

    def _missing(self, place: tuple[str | int, ...], found: str, choices: Collection[str]) -> None:
        expected = f"其中之一：{'、'.join(self._listed(choices))}" if choices else ""
        self._add(ErrorKind.PACK_MATERIAL, place, field=str(place[3]) if len(place) > 3 else "", found=found,
                  expected=expected)  # fmt: skip

    def _listed(self, choices: Collection[str]) -> Iterator[str]:
        for number, choice in enumerate(choices):
            if number == _LISTED:
                yield "……"
                return
            yield choice or "（最上一层）"

    def _add(self, kind: ErrorKind, place: tuple[str | int, ...], **words: str) -> None:
        self.findings.add(kind, self.page.path, self.page.front_matter.line_of(place) if place else 1, **words)

"""Report pages to the domain: parts, items, and the citations in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.corpus.report_schema import ReportFields
from macros.corpus.signing_checks import check_signed
from macros.corpus.titles import check_year
from macros.corpus.validation import read_data_page
from macros.domain.corrections import PaperCorrection
from macros.domain.paths import resolve
from macros.domain.reports import (
    OPENING,
    Citation,
    ConceptLink,
    Continuation,
    Indicator,
    Item,
    Part,
    PartKind,
    Report,
    SourceFile,
    lead_id,
)
from macros.domain.signatures import Signature
from macros.errors import ErrorKind
from macros.page_text.attributes import block_id
from macros.page_text.headings import Heading, parse_heading, parse_title
from macros.page_text.links import Link
from macros.page_text.words import plain_text

#: What a macro takes the place of.
_CALL = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
_KINDS = {kind.class_name: kind for kind in PartKind}


def read_report(page: SourcePage, findings: Findings) -> Report | None:
    """Make the report of a page; None where its front matter is at fault."""
    title, fields = read_data_page(ReportFields, page, findings)
    opening, parts = _Structure(page, findings).read()
    if fields is None:
        return None
    check_year(page, fields.year, findings)
    if fields.as_of.year != fields.year:
        line = page.front_matter.line_of(("as_of",))
        expected = f"{fields.year}年的某一天"
        findings.add(ErrorKind.PERIOD, page.path, line, field="as_of", found=str(fields.as_of), expected=expected)
    report = Report(
        key=page.key,
        title=title,
        year=fields.year,
        unit=fields.unit,
        series=fields.series,
        period=fields.period,
        as_of=fields.as_of,
        signed_on=fields.signed_on,
        audience=fields.audience,
        sample=fields.sample,
        wording=fields.wording,
        scanned=fields.text,
        source=SourceFile(**dict(fields.source)) if fields.source else None,
        indicators=tuple(Indicator(**dict(indicator)) for indicator in fields.indicators),
        answers={ref: answer for ref, answer in fields.answers.items() if answer},
        opening=opening,
        parts=parts,
        letterhead=tuple(fields.letterhead),
        retired=tuple(fields.retired),
        allowed=(*fields.allowed, *(kept.text for kept in fields.kept)),
        person=fields.person or "",
        continues=tuple(
            Continuation(item, of, sure) for item, said in fields.continues.items() for of, sure in said.items()
        ),
        signed=tuple(Signature(**dict(row)) for row in fields.signed),
        corrections=tuple(PaperCorrection(**dict(row)) for row in fields.corrections),
    )
    for number, indicator in enumerate(report.indicators):
        if indicator.at and indicator.at not in report.passages:
            line = page.front_matter.line_of(("indicators", number, "at"))
            findings.add(ErrorKind.ITEM_REFERENCE, page.path, line, field=indicator.name, found=f"“{indicator.at}”")
    check_signed(report.signed, page, findings)
    return report


@dataclass
class _Section:
    heading: Heading | None
    lines: list[tuple[int, str]]


class _Structure:
    """Reads the body of one report, section by section."""

    def __init__(self, page: SourcePage, findings: Findings) -> None:
        self._page = page
        self._findings = findings
        self._unclear: set[int] = set()

    def read(self) -> tuple[Item | None, tuple[Part, ...]]:
        """The opening before the first part, and the parts."""
        sections = self._sections()
        opening = next((s for s in sections if s.heading is None or s.heading.level == 1), None)
        parts: list[Part] = []
        for section in sections:
            heading = section.heading
            if heading is None or heading.level == 1:
                continue
            if heading.level == 2:
                parts.append(self._part(section, heading))
            elif not parts:
                self._fault(ErrorKind.ITEM_OUTSIDE_PART, heading)
            else:
                parts[-1] = self._with_item(parts[-1], section, heading)
        bodies = {s.heading.line: s for s in sections if s.heading and s.heading.level == 2}
        # A part without items is its own item, where it says anything: a heading alone is nothing that was written.
        whole = tuple(self._as_item(p, bodies[p.line]) if p.lead and not p.items else p for p in parts)
        return self._lead(OPENING, PartKind.OTHER, "", opening) if opening else None, whole

    def _sections(self) -> list[_Section]:
        for heading in self._page.headings:
            if heading.level > 3 and re.fullmatch(r"[wpcmo][1-9]\d*", heading.id):
                self._fault(ErrorKind.HEADING_FORM, heading, found=f"“{'#' * heading.level}”", expected="三级标题 ###")
        by_line = {heading.line: heading for heading in self._page.headings if heading.level <= 3}
        sections = [_Section(None, [])]
        for number, line in self._page.numbered_lines():
            if number in by_line:
                sections.append(_Section(by_line[number], []))
            else:
                sections[-1].lines.append((number, line))
        if sections[0].heading is None and not any(line.strip() for _, line in sections[0].lines):
            sections.pop(0)
        return sections

    def _part(self, section: _Section, heading: Heading) -> Part:
        kinds = [_KINDS[name] for name in heading.classes if name in _KINDS]
        if len(kinds) != 1:
            self._fault(ErrorKind.PART_KIND, heading, found=" ".join(heading.classes) or "没有类别")
            # Until the kind is known nothing can be said of the ids under it.
            self._unclear.add(heading.line)
        kind = kinds[0] if kinds else PartKind.OTHER
        if heading.id and kinds and not re.fullmatch(rf"{kind.class_name}(-([2-9]|[1-9]\d+))?", heading.id):
            expected = f"#{kind.class_name}，同类第二个部分为 #{kind.class_name}-2"
            self._fault(ErrorKind.HEADING_ID_FORM, heading, found=f"#{heading.id}", expected=expected)
        lead = self._lead(lead_id(heading.id), kind, heading.text, section)
        return Part(heading.id, kind, heading.text, (), heading.line, lead)

    def _with_item(self, part: Part, section: _Section, heading: Heading) -> Part:
        known = part.line not in self._unclear
        if known and heading.id and not re.fullmatch(rf"{part.kind.letter}[1-9]\d*", heading.id):
            expected = f"#{part.kind.letter}1 这样的标识（所属部分是{part.kind.word}）"
            self._fault(ErrorKind.HEADING_ID_FORM, heading, found=f"#{heading.id}", expected=expected)
        item = self._item(heading.id, part.kind, heading.text, section)
        return replace(part, items=(*part.items, item))

    def _as_item(self, part: Part, section: _Section) -> Part:
        return replace(part, items=(self._item(part.id, part.kind, part.title, section),), lead=None)

    def _lead(self, name: str, kind: PartKind, title: str, section: _Section) -> Item | None:
        lead = self._item(name, kind, title, section)
        return lead if lead.text else None

    def _item(self, name: str, kind: PartKind, title: str, section: _Section) -> Item:
        first = section.heading.line if section.heading else self._page.first_line
        links = [link for link in self._page.links if first < link.line <= first + len(section.lines)]
        citations = tuple(found for link in links if (found := _citation(self._page.path, link)))
        concepts = tuple(named for link in links if (named := _concept(self._page.path, link)))
        return Item(name, kind, title, _running_text(section.lines), citations, concepts, first)

    def _fault(self, kind: ErrorKind, heading: Heading, *, found: str = "", expected: str = "") -> None:
        self._findings.add(kind, self._page.path, heading.line, field=heading.text, found=found, expected=expected)


def _citation(path: str, link: Link) -> Citation | None:
    resolved, anchor = _resolve(path, link)
    match = re.fullmatch(r"regulations/([a-z0-9-]+)/([a-z0-9-]+)\.md", resolved)
    if match is None or match[1] == "local":
        return None
    edition = None if match[2] == "index" else match[2]
    return Citation(link.text, match[1], edition, anchor, link.fixed, link.line)


def _concept(path: str, link: Link) -> ConceptLink | None:
    resolved, anchor = _resolve(path, link)
    return ConceptLink(link.text, anchor, link.fixed, link.line) if resolved == "regulations/concepts.md" else None


def _resolve(path: str, link: Link) -> tuple[str, str]:
    address, _, anchor = link.target.partition("#")
    return resolve(address, path), anchor


def own_words(page: SourcePage) -> str:
    """What a page says itself under its title, a paragraph a line; what a macro makes is none of it."""
    return _running_text(
        (number, _CALL.sub("", line)) for number, line in page.numbered_lines() if not parse_title(line)
    )


def _running_text(lines: Iterable[tuple[int, str]]) -> str:
    """Running text: a paragraph a line, all marks taken off; each line comes with its number."""
    paragraphs: list[str] = [""]
    for number, line in lines:
        if heading := parse_heading(line, number):
            paragraphs += [heading.text, ""]
        elif not line.strip() or block_id(line):
            paragraphs.append("")
        elif line.startswith("|"):
            # A row is a line of its own, its cells a blank apart.
            cells = [plain_text(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            paragraphs += [" ".join(cell for cell in cells if not re.fullmatch(r":?-+:?", cell)).strip(), ""]
        else:
            paragraphs[-1] += plain_text(line)
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)

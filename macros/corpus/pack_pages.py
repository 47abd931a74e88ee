"""Study packs: front matter to the domain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from macros.corpus.findings import Findings
from macros.corpus.macro_calls import find_table
from macros.corpus.pages import SourcePage
from macros.corpus.report_pages import own_words
from macros.corpus.schema import MaterialFields, PackPageFields
from macros.corpus.titles import read_title
from macros.corpus.validation import validate
from macros.domain.corrections import PaperCorrection
from macros.domain.pack_sources import TABLES
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
from macros.domain.reports import PartKind
from macros.errors import ErrorKind
from macros.page_text.title_ids import title_id

FOLDER = "study/"
_PATH = re.compile(r"study/(?:[a-z0-9][a-z0-9-]*/)?[a-z0-9][a-z0-9-]*\.md")
_PLACE = "study/名称.md 或 study/单位/名称.md，只用小写字母、数字和连字符"
_KINDS = {kind.word: kind for kind in PartKind}


def find_pack_pages(pages: Mapping[str, SourcePage]) -> Iterator[SourcePage]:
    """Yield the pages that are packs, in order of path: those whose front matter has `pack`; a folder's own is none."""
    yield from (page for _, page in sorted(pages.items()) if is_pack_page(page))


def is_pack_page(page: SourcePage) -> bool:
    """Whether a page is a pack, or meant as one."""
    in_place = page.path.startswith(FOLDER) and not page.path.endswith("/index.md")
    return in_place and not page.is_data and "pack" in page.front_matter.fields


def read_pack(page: SourcePage, findings: Findings) -> StudyPack | None:
    """Make the pack of a page; None where its front matter is at fault."""
    if not _PATH.fullmatch(page.path):
        findings.add(ErrorKind.MISPLACED_PAGE, page.path, found=f"“{page.path}”", expected=_PLACE)
        return None
    title = read_title(page, findings, title_id("pack", page.key))
    fields = validate(PackPageFields, page.front_matter, page.path, findings)
    if fields is None:
        return None
    pack = fields.pack
    materials = [_read_material(row, number, page, findings) for number, row in enumerate(pack.include)]
    return StudyPack(
        key=page.key,
        title=title,
        audience=fields.audience,
        held_on=pack.held_on,
        place=pack.place or "",
        host=pack.host or "",
        materials=tuple(material for material in materials if material),
        questions=tuple(pack.questions),
        notes_lines=pack.notes_lines,
        sign_in=pack.sign_in,
        minutes=pack.minutes,
        text=own_words(page),
        corrections=tuple(PaperCorrection(**dict(row)) for row in fields.corrections),
    )


def _read_material(fields: MaterialFields, number: int, page: SourcePage, findings: Findings) -> Material | None:
    kinds = tuple(_KINDS[word] for word in fields.kinds or ())
    articles = tuple(fields.articles or ())
    if fields.report is not None:
        return WholeReport(fields.report, kinds)
    if fields.items is not None:
        return ChosenItems(tuple(dict.fromkeys(fields.items)))
    if fields.chain is not None:
        return ProblemHistory(fields.chain, kinds)
    if fields.changes is not None:
        return RegulationChanges(fields.changes, articles)
    if fields.table is not None:
        return _read_table(number, page, findings)
    work, _, edition = (fields.edition or fields.regulation or "").partition("/")
    return WholeEdition(work, edition or None, articles)


def _read_table(number: int, page: SourcePage, findings: Findings) -> ComparisonTable | None:
    line, field = page.front_matter.line_of(("pack", "include", number, "table")), f"pack.include[{number}].table"
    call = find_table(page, number)
    if call is None:
        text = page.front_matter.fields["pack"]["include"][number]["table"]
        findings.add(ErrorKind.MACRO_CALL, page.path, line, field=field, found=f"“{text}”")
    elif call.name not in TABLES:
        expected = "、".join(TABLES)
        findings.add(ErrorKind.PACK_TABLE, page.path, line, field=field, found=f"“{call.name}”", expected=expected)
    return ComparisonTable(call.name, call.values, call.named) if call and call.name in TABLES else None

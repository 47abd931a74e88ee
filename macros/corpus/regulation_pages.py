"""Pages of the register to the domain: works, editions, articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import takewhile

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.corpus.schema import (
    AmendedFromFields,
    CheckFields,
    CorrectionFields,
    DateFact,
    EditionFields,
    RegulationFields,
    TextFact,
)
from macros.corpus.validation import read_data_page
from macros.domain.corrections import Correction
from macros.domain.dates import PartialDate
from macros.domain.numbered import anchor_kind, numbered_label
from macros.domain.regulations import (
    AmendedFrom,
    Amendment,
    Article,
    Check,
    DigestCheck,
    Edition,
    Fact,
    LoneArticle,
    Regulation,
    TextKind,
)
from macros.errors import ErrorKind
from macros.page_text.attributes import block_id
from macros.page_text.headings import Heading
from macros.page_text.own_topics import read_own_topic
from macros.page_text.words import plain_text

_ARTICLE_ID = re.compile(r"(?:art|part)-([1-9][0-9]{0,3})(?:_([1-9][0-9]?))?")
_PARAGRAPH_ID = re.compile(rf"{_ARTICLE_ID.pattern}(?:-[1-9][0-9]?){{1,2}}")
_MARK = re.compile(
    r"(?:第[零一二三四五六七八九十百千]+[条项](?:之[一二三四五六七八九十]+)?|[一二三四五六七八九十]+、|\d+\.)\s*"
)
_FIRST_KNOWN = PartialDate(1)


def read_edition(page: SourcePage, findings: Findings) -> Edition | None:
    """Make the edition of a page; None where its front matter is at fault."""
    title, fields = read_data_page(EditionFields, page, findings)
    _check_articles(page, findings)
    if fields is None:
        return None
    regulation, _, name = page.key.partition("/")
    superseded = fields.superseded
    return Edition(
        regulation=regulation,
        id=name,
        title=title,
        official_title=fields.official_title,
        form=fields.form,
        issuer=fields.issuer,
        number=_text_fact(fields.number) if fields.number else None,
        adopted=_date_fact(fields.adopted),
        adopted_by=fields.adopted.by,
        issued=_date_fact(fields.issued),
        published=_date_fact(fields.published) if fields.published else None,
        in_force=_date_fact(fields.in_force),
        superseded=_date_fact(superseded) if superseded else None,
        successor=superseded.by if superseded else None,
        count=Fact(fields.count.value, fields.count.verified, fields.count.note, _check(fields.count.checked)),
        unit=fields.count.unit,
        structure_verified=fields.structure.verified,
        repeals=_text_fact(fields.repeals),
        amended_from=_amended_from(fields.amended_from, fields.count.unit) if fields.amended_from else None,
        sources=tuple(fields.sources),
        areas=tuple(fields.areas),
        text=fields.text,
        articles=tuple(_articles(page, fields.count.unit, digest=fields.text is not TextKind.OFFICIAL)),
        aliases=tuple(fields.aliases),
        digest_check=DigestCheck(**dict(fields.digest)) if fields.digest else None,
    )


def read_regulation(page: SourcePage, findings: Findings) -> Regulation | None:
    """Make the regulation of a page, as yet without its editions; None where its front matter is at fault."""
    title, fields = read_data_page(RegulationFields, page, findings)
    if fields is None:
        return None
    if fields.id != page.key:
        line = page.front_matter.line_of(("id",))
        findings.add(
            ErrorKind.FIELD_VALUE, page.path, line, field="id", found=f"“{fields.id}”", expected=f"文件夹名“{page.key}”"
        )
    return Regulation(
        id=page.key,
        title=title,
        kind=fields.kind,
        aliases=tuple(fields.aliases),
        concepts=tuple(fields.concepts),
        binding=fields.township.binding,
        binding_verified=fields.township.verified,
        binding_note=fields.township.note,
        editions=(),
        corrections=tuple(map(_correction, fields.corrections)),
    )


def with_editions(work: Regulation, editions: Iterable[Edition]) -> Regulation:
    """The regulation with its editions, put in order of time."""
    return replace(work, editions=tuple(sorted(editions, key=_order)))


def _check_articles(page: SourcePage, findings: Findings) -> None:
    for name, line in page.anchors():
        if name.startswith(("art-", "part-")) and not (_ARTICLE_ID.fullmatch(name) or _PARAGRAPH_ID.fullmatch(name)):
            expected = "#art-122、#art-31_1、#art-122-2 这样的标识"
            findings.add(ErrorKind.HEADING_ID_FORM, page.path, line, found=f"#{name}", expected=expected)


def _order(edition: Edition) -> tuple[str, str]:
    known = edition.starts or edition.issued.day or edition.adopted.day or _year(edition.id) or _FIRST_KNOWN
    return known.first.isoformat(), edition.id


def _year(name: str) -> PartialDate | None:
    year = name[:4]
    return PartialDate(int(year)) if year.isdecimal() and int(year) else None


def _articles(page: SourcePage, unit: str, *, digest: bool) -> list[Article]:
    return [
        _article(heading, unit, _words_under(page, heading), digest=digest)
        for heading in page.headings
        if _ARTICLE_ID.fullmatch(heading.id)
    ]


def _words_under(page: SourcePage, heading: Heading) -> str:
    """The paragraphs under an article's heading, one a line, without markup."""
    start = heading.line - page.first_line + 1
    lines = takewhile(lambda line: not line.startswith("#"), page.body[start:])
    return "\n".join(plain_text(line) for line in lines if line.strip() and not block_id(line))


def _article(heading: Heading, unit: str, written: str, *, digest: bool) -> Article:
    words = _MARK.sub("", heading.text, count=1)
    own = read_own_topic(words)
    verified = "unverified" not in heading.classes
    label = numbered_label(heading.id, unit)
    return Article(heading.id, label, own or words, verified, heading.line, digest or bool(own), written)


def _date_fact(fields: DateFact) -> Fact:
    return Fact(fields.date, fields.verified, fields.note, _check(fields.checked))


def _text_fact(fields: TextFact) -> Fact:
    return Fact(fields.text, fields.verified, fields.note, _check(fields.checked))


def _correction(row: CorrectionFields) -> Correction:
    return Correction(row.on, row.what, row.before, row.after, row.edition or "", row.article or "", row.by)


def _check(fields: CheckFields | None) -> Check | None:
    return Check(**dict(fields)) if fields else None


def _amended_from(fields: AmendedFromFields, unit: str) -> AmendedFrom:
    kind = anchor_kind(unit)
    return AmendedFrom(
        fields.edition,
        fields.reviewed,
        tuple(
            Amendment(f"{kind}-{row.old}", f"{kind}-{row.new}", row.change, row.similarity, row.note)
            for row in fields.articles
        ),
        dropped=tuple(LoneArticle(f"{kind}-{row.old}", row.note) for row in fields.dropped),
        added=tuple(LoneArticle(f"{kind}-{row.new}", row.note) for row in fields.added),
    )

"""Checks the pages under docs: what stops a build and a publish, and what is only suggested."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from inspect import Signature, signature
from pathlib import Path
from typing import Any

from macros.citations.lexicon import Lexicon, make_lexicon
from macros.citations.verify import find_wrong_editions
from macros.compare.disagreement import DisagreementRow
from macros.compare.indicator_checks import find_indicator_fault
from macros.corpus import Corpus, Source, load_corpus, survey_corpus, today
from macros.corpus.pages import PageKind, SourcePage, path_named
from macros.domain.dates import chinese_date
from macros.domain.ledgers import Ledger
from macros.domain.reports import Report
from macros.domain.signing import Paper, find_outdated
from macros.domain.yearbook import Yearbook
from macros.errors import ContentErrors, ErrorKind, SiteError
from macros.findings import Finding
from macros.plugin import MACROS
from macros.proofing import (
    NumberKind,
    Passage,
    RemarkKind,
    Standard,
    find_classification,
    find_passages,
    find_private_numbers,
    find_unclear_concepts,
    make_standard,
    proofread_passages,
)
from scripts.build.citation_links import find_wrong_links, link_text
from scripts.build.kept_results import KeptResults
from scripts.build.put_off import find_wrong_classes
from scripts.build.sound_pages import SoundPages
from scripts.setup.project import Project

#: Pages whose words are the office's own; the others repeat titles and words of the law.
PROOFREAD = frozenset({PageKind.REPORT, PageKind.LEDGER, PageKind.LOCAL})
#: So many pages with faults are named.
_MOST_NAMED = 5
#: Fields whose values are no words of the page.
_NO_WORDS = frozenset({"allowed", "kept", "sha256", "of", "sources"})

#: A value that says nothing to people: words of the schema, days, ids.
_PLAIN_VALUE = re.compile(r"(?:[0-9-]{1,10}(?![0-9-])|[A-WYZa-wyz#/.:])+")
#: No private number has fewer digits, whatever stands between them.
_DIGITS = re.compile(r"(?:[0-9０-９][^0-9０-９]*+){11}")


def _signature(macro: Callable[..., str]) -> Signature:
    # The first argument of a macro that asks for the page is the page's own context.
    whole = signature(macro)
    return whole.replace(parameters=[p for name, p in whole.parameters.items() if name != "context"])


#: The macros by name, each with what it takes.
SIGNATURES = {macro.__name__: _signature(macro) for macro in MACROS}


class NotADataPageError(SiteError):
    """A page was named that is none of those that are proofread."""

    meaning = "校对时指名的页面不是总结、台账或本地制度"
    remedy = "写 `docs/` 里的文件，如 `docs/reports/2023.md`"


def check_content(docs: Path | Source) -> Yearbook:
    """Check all pages, as `check_corpus` does, and give what they say."""
    return check_corpus(docs).yearbook


def check_corpus(docs: Path | Source) -> Corpus:
    """Read all pages and check what they say, each by itself and against each other.

    Args:
        docs: The folder of the pages, as it is or as it will be.

    Returns:
        The pages and the yearbook, which are sound.

    Raises:
        ContentErrors: Anything is wrong; all of it is told.
    """
    corpus = load_pages(docs)
    check_pages(corpus)
    return corpus


def load_pages(docs: Path | Source, when_read: Callable[[Yearbook], None] | None = None) -> Corpus:
    """Read all pages, and check that each can be read and that what they name is there.

    Args:
        docs: Their folder.
        when_read: As for `load_corpus`.

    Raises:
        ContentErrors: Anything of that is wrong.
    """
    return load_corpus(docs, SIGNATURES, when_read)


def check_pages(corpus: Corpus, sound: SoundPages | None = None) -> None:
    """Check what pages that could be read say.

    Args:
        corpus: The pages.
        sound: What was found sound before; None where every page is to be checked.

    Raises:
        ContentErrors: Anything is wrong.
    """
    if errors := list(_find_faults(corpus, sound or SoundPages())):
        raise ContentErrors(errors)


def survey_pages(docs: Path | Source, sound: SoundPages | None = None) -> tuple[Corpus, list[Finding]]:
    """Check all pages, and give what is wrong with them beside what they say; nothing is raised.

    Args:
        docs: Their folder.
        sound: As for `check_pages`.
    """
    corpus, findings = survey_corpus(docs, SIGNATURES)
    return corpus, [*findings.errors, *_find_faults(corpus, sound or SoundPages())]


def survey_project(project: Project) -> tuple[Corpus, list[Finding]]:
    """The same of a project's pages; those that it has kept in mind as sound are not looked at again."""
    sound = SoundPages.of(project)
    found = survey_pages(project.docs.resolve(), sound)
    sound.keep()
    return found


def whole_pages(docs: Path, faults: Iterable[Finding]) -> Yearbook:
    """What the pages say that have no faults, as if the others were not there."""
    broken = {fault.file.removeprefix("docs/") for fault in faults}
    return survey_pages(Source(docs, dict.fromkeys(broken)))[0].yearbook


def describe_broken(files: Sequence[str]) -> str:
    """Say which pages have faults and are passed by; empty where none has.

    Args:
        files: Their paths from the folder of the project.
    """
    if not files:
        return ""
    named = "、".join(files[:_MOST_NAMED]) + (" 等" if len(files) > _MOST_NAMED else "")
    return (
        f"站点里已有 {len(files)} 个页面有错误（{named}），这次没有用到它们。"
        "改法：运行 python3 scripts/site.py check 看逐处的改法。"
    )


def _find_faults(corpus: Corpus, sound: SoundPages) -> Iterator[Finding]:
    lexicon = make_lexicon(corpus.yearbook)
    pages = corpus.pages
    register = sound.name(page.path + page.text for page in pages.values() if page.path.startswith("regulations/"))
    for page in pages.values():
        yield from sound.find(sound.name(("page", page.path, page.text)), partial(_faults_of_page, page))
    for _, report in sorted(corpus.yearbook.reports.items()):
        page = pages[report.path]
        name = sound.name(("citations", page.path, page.text, register))
        yield from sound.find(name, partial(_wrong_citations, page, report, lexicon))


def _faults_of_page(page: SourcePage) -> Iterator[Finding]:
    yield from _unpublishable(page)
    yield from find_wrong_classes(page)


def _unpublishable(page: SourcePage) -> tuple[Finding, ...]:
    return page.keep("unpublishable", lambda: tuple(find_unpublishable(page)))


def _wrong_citations(page: SourcePage, report: Report, lexicon: Lexicon) -> tuple[Finding, ...]:
    def find() -> Iterator[Finding]:
        yield from find_wrong_editions(report, lexicon)
        yield from find_wrong_links(link_text(page.text, report, lexicon))

    return page.keep("wrong citations", lambda: tuple(find()), lexicon)


def find_unpublishable(page: SourcePage) -> Iterator[Finding]:
    """Yield what must not be published: marks of classification, and private numbers.

    Args:
        page: A page, on disk or parsed from text with `parse_page`.

    Yields:
        One error for each place that the page's front matter does not allow.
    """
    allowed, file = allowed_texts(page), f"docs/{page.path}"
    values = list(front_passages(page))
    yield from _classified(page, values, file, allowed)
    for passage in [*values, *find_passages(page.numbered_lines(), holding=_DIGITS)]:
        for number in find_private_numbers(passage.text):
            if number.kind is NumberKind.OLD_ID_CARD or number.text in allowed:
                continue
            line, column = passage.place(number.start)
            # The message must not spread the number any further.
            found = f"“{number.text[:3]}…{number.text[-2:]}”"
            detail = f"像是{number.kind.value}"
            yield Finding(ErrorKind.PRIVATE_NUMBER, file, line, found=found, detail=detail, column=column)


def find_remarks(corpus: Corpus, paths: Collection[str] = (), kept: KeptResults | None = None) -> Iterator[Finding]:
    """Yield what a person should look at, in the order of the pages.

    Args:
        corpus: All pages.
        paths: Paths under docs of the pages to proofread; empty for all.
        kept: What was remarked before; None where all pages are to be read.

    Yields:
        Remarks on reports, ledgers and local rules.
    """
    kept, standard = kept or KeptResults(corpus.yearbook), make_standard(corpus.yearbook)
    for path, page in sorted(corpus.pages.items()):
        if page.kind in PROOFREAD and (not paths or path in paths):
            yield from find_unread(corpus, page)
            yield from find_changed_since(corpus, page)
            report = corpus.yearbook.reports.get(page.key) if page.kind is PageKind.REPORT else None
            yield from kept.get(_remarks_are_made_of(page, kept), partial(_remarks, page, standard, report))


def _remarks_are_made_of(page: SourcePage, kept: KeptResults) -> Iterator[str | bytes]:
    # All that pages are held against stands in the register.
    yield from ("remarks", page.path, kept.digests[page.path], str(page_day(page)), kept.digests.register)


def find_changed_since(corpus: Corpus, page: SourcePage) -> Iterator[Finding]:
    """Yield that a paper was changed after it was signed, at the step that it concerns."""
    known: dict[PageKind, Mapping[str, Paper]] = {
        PageKind.REPORT: corpus.yearbook.reports,
        PageKind.LEDGER: corpus.yearbook.ledgers,
    }
    paper = known.get(page.kind, {}).get(page.key)
    outdated = find_outdated(paper) if paper else None
    if paper and outdated:
        line = page.front_matter.line_of(("signed", paper.signed.index(outdated)))
        found = f"{outdated.post}，{chinese_date(outdated.on)}{outdated.step}"
        yield Finding(RemarkKind.SIGNED_CHANGED, f"docs/{page.path}", line, found=found)


def find_unread(corpus: Corpus, page: SourcePage) -> Iterator[Finding]:
    """Yield that places of a paper that was read from a scan were not held against it yet, with their number."""
    report = corpus.yearbook.reports.get(page.key) if page.kind is PageKind.REPORT else None
    if report and report.scanned and report.scanned.left:
        line = page.front_matter.line_of(("text",))
        yield Finding(RemarkKind.SCAN_OPEN, f"docs/{page.path}", line, found=f"还有 {report.scanned.left} 处")


def _remarks(page: SourcePage, standard: Standard, report: Report | None) -> tuple[Finding, ...]:
    def find() -> tuple[Finding, ...]:
        return (*(find_left_indicators(page, report) if report else ()), *proofread_page(page, standard))

    return page.keep("remarks", find, (standard, page_day(page)))


def find_left_indicators(page: SourcePage, report: Report) -> Iterator[Finding]:
    """Yield the indicators of a paper's head that its text does not give, or gives otherwise, at their rows."""
    allowed = allowed_texts(page)
    for number, indicator in enumerate(report.indicators):
        fault = find_indicator_fault(report, indicator)
        found = f"{indicator.name} {indicator.written}"
        if fault and found not in allowed:
            line = page.front_matter.line_of(("indicators", number))
            yield Finding(RemarkKind.INDICATOR_LEFT, f"docs/{page.path}", line, found=found, detail=_tell_beside(fault))


def _tell_beside(fault: DisagreementRow) -> str:
    """What the text says in its place, in words that name no id."""
    others = [spot.words for spot in fault.spots[1:]]
    return f"正文写的是“{others[0]}”" if others else "正文里没有这个数"


def describe_mixture(yearbook: Yearbook) -> str:
    """Say that samples stand beside an office's own papers, which must not be published; empty where they do not."""
    papers: list[Report | Ledger] = [*yearbook.reports.values(), *yearbook.ledgers.values()]
    own = sorted(paper.path for paper in papers if not paper.sample)
    samples = sum(paper.sample for paper in papers)
    if not own or not samples:
        return ""
    return (
        f"本单位的材料（docs/{own[0]}{f' 等 {len(own)} 份' if len(own) > 1 else ''}）与 {samples} 份示例放在一起，"
        "只供试看，这样的站点不能发布。改法：发布前运行 python3 scripts/site.py clear-samples 清除示例。"
    )


def proofread_page(page: SourcePage, standard: Standard) -> Iterator[Finding]:
    """Yield the remarks on one page, its front matter first; it need not be on disk."""
    passages = [*front_passages(page), *find_passages(page.numbered_lines())]
    file, allowed = f"docs/{page.path}", allowed_texts(page)
    yield from proofread_passages(passages, standard, page_day(page), file=file, allowed=allowed)
    if page.kind is PageKind.REPORT:
        yield from _unsaid_pictures(page)
        yield from _unclear_concepts(page, standard.lexicon, allowed)


def _unsaid_pictures(page: SourcePage) -> Iterator[Finding]:
    for number, link in enumerate((link for link in page.links if link.image), 1):
        if not link.text:
            yield Finding(RemarkKind.PICTURE_WORDS, f"docs/{page.path}", link.line, found=f"第 {number} 张图")


def _unclear_concepts(page: SourcePage, lexicon: Lexicon, allowed: frozenset[str]) -> Iterator[Finding]:
    """Only papers have links to concepts, and headings have none."""
    lines = ((number, line) for number, line in page.numbered_lines() if not line.startswith("#"))
    pinned = {link.text for link in page.links if link.fixed and "concepts.md#" in link.target}
    passages = find_passages(lines, holding=lexicon.common_names)
    yield from find_unclear_concepts(passages, lexicon, file=f"docs/{page.path}", settled=allowed | pinned)


def page_day(page: SourcePage) -> date:
    """The day at which a page's words are taken: its own, the end of its year, or today."""
    fields = page.front_matter.fields
    try:
        return date.fromisoformat(str(fields["as_of"]) if "as_of" in fields else f"{fields['year']}-12-31")
    except (KeyError, ValueError):
        return today()


def allowed_texts(page: SourcePage) -> frozenset[str]:
    """The texts that a page's front matter lets stand, with a reason or without."""
    allowed = page.front_matter.fields.get("allowed")
    plain = allowed if isinstance(allowed, list) else []
    kept = (row["text"] for row in kept_rows(page.front_matter.fields))
    return frozenset(str(text).strip() for text in (*plain, *kept))


def kept_rows(fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The texts that front matter lets stand for a reason: each with who has decided it, why, and on which day."""
    rows = fields.get("kept")
    return [row for row in rows if isinstance(row, dict) and "text" in row] if isinstance(rows, list) else []


def find_path(name: str, docs: Path, corpus: Corpus) -> str:
    """The path under docs of a page as a user names it.

    Raises:
        NotADataPageError: It is no report, ledger or local rule.
    """
    path = path_named(name, docs)
    if path not in corpus.pages or corpus.pages[path].kind not in PROOFREAD:
        raise NotADataPageError(
            f"{name} 不是总结、台账或本地制度的页面。改法：写 docs 里的文件，如 docs/reports/2023.md。"
        )
    return path


def _classified(page: SourcePage, values: list[Passage], file: str, allowed: Collection[str]) -> Iterator[Finding]:
    for passage in values:
        for spot in find_classification([(passage.places[0][0], passage.text)]):
            if spot.text not in allowed:
                line, column = passage.place(spot.column - 1)
                yield Finding(ErrorKind.CLASSIFIED, file, line, found=f"“{spot.text}”", column=column)
    for spot in find_classification(page.numbered_lines()):
        if spot.text not in allowed:
            yield Finding(ErrorKind.CLASSIFIED, file, spot.line, found=f"“{spot.text}”", column=spot.column)


def front_passages(page: SourcePage) -> Iterator[Passage]:
    """The words of the front matter as passages."""
    for value in page.front_matter.values:
        if value.text and not _PLAIN_VALUE.fullmatch(value.text) and _NO_WORDS.isdisjoint(value.location):
            yield Passage(value.text, (0,), ((value.line, value.column),))

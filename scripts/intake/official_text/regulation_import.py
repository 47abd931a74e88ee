"""From a manuscript to an edition's page: the official text at the anchors of the digest."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from macros.citations.lexicon import fold_title
from macros.domain.regulations import Article, Edition, TextKind
from macros.page_text.attributes import write_attributes
from macros.page_text.fields import field_spans, with_field
from macros.page_text.headings import write_heading
from macros.page_text.own_topics import write_own_topic
from macros.page_text.splitting import remake_page, split_text
from macros.page_text.title_ids import title_id
from macros.page_text.words import escape
from macros.page_text.yaml_values import field_line
from scripts.intake.accounting import Account, read_back, settle
from scripts.intake.cleaning import clean
from scripts.intake.galley import Galley, GalleyParagraph
from scripts.intake.joining import join_lines
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.official_text.articles import (
    PREFACE,
    Provisions,
    ProvisionText,
    number_paragraphs,
    read_provisions,
)
from scripts.intake.official_text.head import read_head
from scripts.intake.official_text.sayings import DATE
from scripts.intake.official_text.title import TitleLines, bare_title, find_title
from scripts.intake.page_head import source_line
from scripts.intake.safeguard import refuse_classified
from scripts.intake.setting import set_paragraphs

_EDITION_NOTE = re.compile(r"（[0-9]{4}年(?:修正|修订|修改|版)）$")
#: A page without what is ours, by which it is counted against its source.
_NO_TOPICS: Mapping[str, Article] = {}
_MARKUP = re.compile(
    r"(?P<head>#{1,6}[ \t]+)?"
    r"(?:(?P<open>\*\*)(?:第[零〇一二三四五六七八九十百千0-9]+[编章节条][^*]{0,60}?)(?P<close>\*\*))?"
)
#: Source: 党政机关公文格式 (GB/T 9704-2012), 7.4.
_IMPRINT = re.compile(
    rf"(?:抄\s*[送报]|分\s*送|主题词)[：:].{{0,200}}|[^。；]{{2,40}}?\s*{DATE.pattern}\s*印发|[（(]?共印\s*[0-9]+\s*份[）)]?"
)
_LONGEST_TITLE = 120
_MOST_TITLE_LINES = 6


@dataclass
class RegulationImport:
    """An edition's page ready to be written, and everything to be told of it.

    Attributes:
        text: The whole page.
        account: The two counts, and what was left out.
        provisions: The structure that was read.
        faults: What stops the import unless it is forced.
        notices: What the clerk should know.
    """

    text: str
    account: Account
    provisions: Provisions
    faults: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def prepare(manuscript: Manuscript) -> Galley:
    """A file made ready to be read as an official text.

    Raises:
        IntakeError: It is classified, or was read from a scan.
    """
    if manuscript.scan:
        raise IntakeError(
            "这是扫描件。法规的全文一字都不能错，不从扫描件里识别。改法：从制发机关的网站取有文字的文件或网页，再登记。"
        )
    galley = Galley(manuscript)
    clean(galley)
    join_lines(galley)
    _drop_markup(galley)
    _drop_imprint(galley)
    refuse_classified(galley)
    return galley


def import_regulation(
    manuscript: Manuscript, edition: Edition, page: str, file: str, sha256: str, *, title: str = ""
) -> RegulationImport:
    """Put an official text in the place of an edition's digest.

    Args:
        manuscript: The text.
        edition: The edition, whose facts stay as they are: no date is taken from the text.
        page: The edition's page as it stands.
        file: Name of the source.
        sha256: Its digest, in hexadecimal.
        title: What the text calls itself, where that is known to mean this edition.

    Returns:
        The page. Its faults are for the caller to refuse.

    Raises:
        IntakeError: The text is empty or classified, or a character would be lost.
    """
    galley = prepare(manuscript)
    titles = {title, edition.official_title, edition.own_title, _EDITION_NOTE.sub("", edition.official_title)} - {""}
    faults = [] if _drop_title(galley, titles) else [f"来稿开头没有“{edition.official_title}”这个题名"]
    prefix = "part" if any(article.anchor.startswith("part") for article in edition.articles) else "art"
    provisions = read_provisions(list(galley.paragraphs()), edition.unit, prefix)
    if not provisions.articles:
        raise IntakeError(f"来稿里没有读到{edition.unit}。改法：核对文件是不是这部法规的全文。")
    for section in reversed(provisions.sections):
        for mark in section.marks():
            galley.drop_kept(*mark)
    # What the account counts is the text alone; the topics beside it are ours.
    plain = "\n\n".join(_blocks(provisions, edition, page, _NO_TOPICS)) + "\n"
    account = settle(galley, read_back(plain, frozenset({title_id("edition", edition.key)})))
    body = "\n\n".join(_blocks(provisions, edition, page, _own_topics(edition))) + "\n"
    faults += [*provisions.faults, *_against_facts(provisions, edition)]
    text = remake_page(page, _front(page, file, sha256), body.split("\n"))
    return RegulationImport(text, account, provisions, faults, list(manuscript.notices))


def _drop_markup(galley: Galley) -> None:
    """Leave out the marks by which Markdown sets headings and numbers: `## 第一章`, `**第一条**`."""
    for index, start in enumerate(galley.starts):
        text = galley.kept(index)
        if galley.lines[index].table or (match := _MARKUP.match(text)) is None:
            continue
        spans = [match.span(name) for name in ("head", "open", "close") if match[name]]
        places = [
            place for place in range(start, start + len(galley.lines[index].text)) if not galley.is_dropped(place)
        ]
        for first, last in spans:
            for place in places[first:last]:
                galley.drop(place, place + 1, "排版符号")


def _drop_imprint(galley: Galley) -> None:
    """Leave out what stands under a paper and is none of its words: who has copies, who printed it and when (版记)."""
    filled = [index for index in range(len(galley.lines)) if galley.kept(index).strip()]
    for above, index in reversed(list(pairwise(filled))):
        if _IMPRINT.fullmatch(galley.kept(index).strip()) is None:
            return
        galley.drop_line(index, "版记")
        galley.drop(galley.starts[above] + len(galley.lines[above].text), galley.starts[index], "版记")


def _drop_title(galley: Galley, titles: Collection[str]) -> bool:
    """Leave out the title, which the page has as its own; False where the text begins with another."""
    wanted = {fold_title(title) for title in titles}
    paragraphs = list(galley.paragraphs())
    found = find_title(paragraphs, read_head(paragraphs).start)
    if found is None or fold_title(found.words) not in wanted:
        found = _title_anywhere(paragraphs[:_MOST_TITLE_LINES], wanted)
    if found is None:
        return False
    first, last = paragraphs[found.first], paragraphs[found.last]
    for index in range(first.first, last.last + 1):
        galley.drop_line(index, "题名（页面标题已有）")
    _drop_before(galley, paragraphs[: found.first])
    _drop_line_ends(galley, paragraphs[0].first, last.last)
    return True


def _title_anywhere(head: Sequence[GalleyParagraph], wanted: Collection[str]) -> TitleLines | None:
    """The title where it names no kind of regulation, but is registered so."""
    for first in range(len(head)):
        for end in range(first + 1, len(head) + 1):
            words = "".join(paragraph.text for paragraph in head[first:end])
            if len(words) <= _LONGEST_TITLE and fold_title(bare_title(words)[0]) in wanted:
                return TitleLines(words, first, end - 1, head[first].number)
    return None


def _drop_before(galley: Galley, before: list[GalleyParagraph]) -> None:
    for paragraph in before:
        for index in range(paragraph.first, paragraph.last + 1):
            galley.drop_line(index, "题名之前的版头")


def _drop_line_ends(galley: Galley, first: int, last: int) -> None:
    end = galley.starts[last + 1] if last + 1 < len(galley.starts) else len(galley.text)
    galley.drop(galley.starts[first], end, "空行")


def _against_facts(provisions: Provisions, edition: Edition) -> Iterator[str]:
    """Yield what the text has otherwise than the edition's facts and its digest."""
    count = edition.count.value
    if isinstance(count, int) and count != len(provisions.articles):
        yield f"来稿有 {len(provisions.articles)} {edition.unit}，登记的是 {count} {edition.unit}"
    anchors = {article.id for article in provisions.articles}
    if missing := [article.label for article in edition.articles if article.anchor not in anchors]:
        shown = "、".join(missing[:10]) + ("等" if len(missing) > 10 else "")
        yield f"本站摘要里有的 {len(missing)} {edition.unit}来稿里没有读到：{shown}"


def _own_topics(edition: Edition) -> dict[str, Article]:
    return {article.anchor: article for article in edition.articles if article.ours and article.topic}


def _article_heading(section: ProvisionText, topics: Mapping[str, Article]) -> str:
    words = escape(section.heading, begins=False)
    if section.own_heading:
        # The blank between the two is ours.
        words += " " * bool(topics is not _NO_TOPICS) + escape(section.own_heading, begins=False)
        return write_heading(3, words, section.id)
    article = topics.get(section.id)
    # A point that the text itself gives a heading needs none of ours.
    if article is None or section.titled:
        return write_heading(3, words, section.id)
    classes = () if article.verified else ("unverified",)
    return write_heading(3, words + escape(write_own_topic(article.topic), begins=False), section.id, classes)


def _blocks(provisions: Provisions, edition: Edition, page: str, topics: Mapping[str, Article]) -> Iterator[str]:
    yield write_heading(1, escape(edition.title, begins=False), title_id("edition", edition.key))
    preface = write_attributes(PREFACE) if write_attributes(PREFACE) in page else ""
    if any(section.id == PREFACE for section in provisions.sections):
        preface = ""
    for section in provisions.sections:
        if section.level == 3:
            yield _article_heading(section, topics)
            yield from _article(section)
            continue
        if section.level:
            yield write_heading(2, escape(section.heading, begins=False), section.id)
        for number, block in enumerate(set_paragraphs(section.paragraphs)):
            # What a digest calls its preface has no heading in the text itself.
            yield f"{block}\n{preface}" if preface and not section.level and number == 0 else block


def _article(article: ProvisionText) -> Iterator[str]:
    rows: list[GalleyParagraph] = []
    for paragraph, anchor in number_paragraphs(article):
        if paragraph.table:
            rows.append(paragraph)
            continue
        yield from set_paragraphs(rows)
        rows = []
        blocks = list(set_paragraphs([paragraph]))
        yield from blocks[:-1]
        yield f"{blocks[-1]}\n{write_attributes(anchor)}" if anchor else blocks[-1]
    yield from set_paragraphs(rows)


def _front(page: str, file: str, sha256: str) -> list[str]:
    """The page's own front matter, with what its text is now and where it came from."""
    lines = with_field(split_text(page).front, "text", [field_line("text", TextKind.OFFICIAL)])
    # By what the digests were checked: there are none any more.
    lines = with_field(lines, "digest", []) if "digest" in field_spans(lines) else lines
    return with_field(lines, "source", [source_line(file, sha256)], after=("text",))

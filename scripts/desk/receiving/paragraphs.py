"""The paragraphs of a page that is not written yet, each with its remarks and with what it cites."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from macros.domain.paths import resolve
from macros.domain.regulations import Edition
from macros.domain.yearbook import Yearbook
from macros.findings import Finding
from macros.page_text.attributes import is_attribute_list
from macros.page_text.headings import heading_level, heading_words
from macros.page_text.link_grammar import LINK
from macros.page_text.links import find_links, find_paragraphs, split_links
from macros.page_text.words import plain_text, unescape
from scripts.intake.report_import import Import

#: Fields and marks of a page's file, which a clerk never sees.
_OF_FILES = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Cited:
    """What a paragraph cites: its words, the edition and provision that they lead to, and the digest of that.

    Attributes:
        words: The words that carry the link.
        name: The edition and the provision.
        digest: What the provision says, as far as the site has it.
        address: Where it stands on the site.
        editions: All editions of the regulation: where the citation would lead, and their names.
        fixed: Where it leads for good; empty where the day of the paper decides.
    """

    words: str
    name: str
    digest: str
    address: str
    editions: tuple[tuple[str, str], ...] = ()
    fixed: str = ""


@dataclass(frozen=True)
class Paragraph:
    """What stands under a heading: words, some of them links, or the rows of a table (段).

    Attributes:
        words: Words with the address that they lead to, which is empty for most.
        rows: The rows of a table; empty where it is none.
        is_heading: Whether it is a heading below the items.
        remarks: What should be looked at in it.
        cited: What it cites.
        picture: The number of the picture that it is; 0 where it is none.
    """

    words: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    is_heading: bool = False
    remarks: tuple[str, ...] = ()
    cited: tuple[Cited, ...] = ()
    picture: int = 0


class ParagraphReader:
    """Reads the paragraphs of one page.

    Args:
        done: The page.
        yearbook: What the site says, in which provisions are looked up.
    """

    def __init__(self, done: Import, yearbook: Yearbook) -> None:
        self._path = done.report.path
        self._editions = {edition.path: edition for edition in yearbook.editions.values()}
        pictures = done.galley.manuscript.pictures
        self._pictures = {one.name: number for number, one in reversed([*enumerate(pictures, 1)])}
        self._remarks: defaultdict[int, list[str]] = defaultdict(list)
        for remark in done.remarks:
            self._remarks[remark.line].append(_tell(remark))
        for found in done.linked.unresolved:
            self._remarks[found.line].append(f"“{found.text}”没有写成链接：{found.reason}")

    def read(self, lines: Iterable[tuple[int, str]]) -> Iterator[Paragraph]:
        """Yield the paragraphs of some numbered lines of the page."""
        for group in find_paragraphs(lines):
            group = [(number, line) for number, line in group if not is_attribute_list(line)]
            if not group:
                continue
            remarks = tuple(dict.fromkeys(remark for number, _ in group for remark in self._remarks[number]))
            if group[0][1].startswith("| "):
                rows = [line for n, (_, line) in enumerate(group) if n != 1]
                yield Paragraph(rows=tuple(tuple(_cells(row)) for row in rows), remarks=remarks)
            elif heading_level(group[0][1]):
                yield Paragraph(((unescape(heading_words(group[0][1])), ""),), is_heading=True, remarks=remarks)
            else:
                yield self._running("\n".join(line for _, line in group), remarks)

    def _running(self, text: str, remarks: tuple[str, ...]) -> Paragraph:
        if (found := LINK.fullmatch(text)) and found["image"]:
            alt = plain_text(found["words"])
            return Paragraph(((alt, ""),), remarks=remarks, picture=self._pictures.get(found["target"], 0))
        pieces = [(unescape(words), target) for words, target in split_links(text) if words]
        fixed = {link.target for link in find_links([(1, line) for line in text.split("\n")]) if link.fixed}
        cited = (self._cited(words, target, is_fixed=target in fixed) for words, target in pieces if target)
        words = tuple((words, self._address(target) if target else "") for words, target in pieces)
        return Paragraph(words, remarks=remarks, cited=tuple(one for one in cited if one))

    def _address(self, target: str) -> str:
        file, mark, anchor = target.partition("#")
        return f"/{resolve(file, self._path).removesuffix('.md')}.html{mark}{anchor}"

    def _cited(self, words: str, target: str, *, is_fixed: bool) -> Cited | None:
        file, _, anchor = target.partition("#")
        edition = self._editions.get(resolve(file, self._path))
        if edition is None:
            return None
        article = edition.by_anchor.get(anchor)
        name = f"《{edition.title}》" + (f"　{article.label}" if article else "")
        digest = " ".join(filter(None, (article.topic, article.words))) if article else ""
        others = [one for one in self._editions.values() if one.regulation == edition.regulation]
        editions = tuple((_target(one, anchor), one.name) for one in others)
        fixed = _target(edition, anchor) if is_fixed else ""
        return Cited(words, name, digest, self._address(target), editions, fixed)


def _target(edition: Edition, anchor: str) -> str:
    """The same provision of an edition, by its path under docs; the edition alone where it has none of that number."""
    return f"{edition.path}#{anchor}" if anchor in edition.by_anchor else edition.path


def _cells(row: str) -> Iterator[str]:
    return (plain_text(cell.replace("\\|", "|")) for cell in row.strip().strip("|").split(" | "))


def _tell(remark: Finding) -> str:
    """A remark where it stands: neither its place, nor what can be done in the page's file alone."""
    expected = f"，{remark.expected}" if remark.expected else ""
    remedy = f"。{remark.remedy}" if not _OF_FILES.search(remark.remedy) else ""
    return f"{remark.kind.title}：“{remark.found}”{expected}{remedy}。"

"""The seam between the site generators and what the project computes.

A Python-Markdown extension, since that is what MkDocs, ProperDocs and
Zensical have in common. It knows a data page by the id of its title
(`# … { #report-2023 }`), turns into text all markup that such a page may not
hold, and adds what is computed: breadcrumbs, banners, the line under an item,
cited-by. Other pages pass untouched, and the page's own words never change.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import Pattern
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import Registry

from macros.corpus import (
    current_yearbook,
    file_links,
    find_signed_text,
    neutralise,
    shows_carried_over,
    shows_gaps,
    today,
)
from macros.domain.circles import papers_around
from macros.domain.concepts import LocalRule
from macros.domain.ledgers import Ledger
from macros.domain.outlines import outlines_alone
from macros.domain.regulations import Edition, Regulation
from macros.domain.reports import OPENING, Report
from macros.domain.yearbook import Subject, Yearbook
from macros.errors import SiteError
from macros.last_guard import check_tree
from macros.own_notes import NoteGatherer
from macros.page_text.headings import parse_title
from macros.page_text.title_ids import find_title_id
from macros.render import dashboard, edition_articles, ledger_page, practice_pages, register_pages, report_page
from macros.render.links import Links
from macros.render.samples import gather_notices
from macros.sections import frame_pictures, gather_articles, shorten_contents, stand_beside

#: What has nothing to do in a line without `<`, backticks and definitions of links, and takes a third of the time.
_NEEDLESS = frozenset(
    ("backtick", "reference", "image_reference", "short_reference", "short_image_ref", "autolink", "automail", "html")
)
#: One of the characters without which a pattern finds nothing.
_NEEDS = {
    "escape": ("\\",),
    "image_link": ("![",),
    "linebreak": ("  \n",),
    "entity": ("&",),
    "not_strong": ("*", "_"),
    "em_strong": ("*",),
    "em_strong2": ("_",),
}
#: What `mkdocs.yml` has beside the seam, as far as a page of data may hold it.
_EXTENSIONS = ("attr_list", "tables", "toc")
_SETTINGS: dict[str, dict[str, Any]] = {"tables": {"use_align_attribute": True}, "toc": {"marker": ""}}
#: What a cell of a table in Markdown looks like, by where its words stand; print.css tells paper.
_SIDES = {"right": "yb-right", "center": "yb-center"}
_ROOT = Path(__file__).resolve().parent.parent
_HEADINGS = {f"h{level}" for level in range(1, 7)}
#: A heading as our templates write it, or an anchor at the end of a cell, to which pages may lead as well.
_HEADING = re.compile(r"<(h[2-6]|span(?= id=))((?: [a-z]+=\"[^\"]*\")*)>(.*?)</\1>", re.DOTALL)


def render_article(body: str, docs: Path, yearbook: Yearbook) -> str:
    """A page of data as generators make its article, links left as they are written.

    Args:
        body: What stands after its front matter.
        docs: The folder of the pages.
        yearbook: What all pages say, this one as it stands here.

    Raises:
        SiteError: The page is none of the yearbook's, or holds what no page may.
    """
    seam = AnnotateExtension(docs=str(docs), yearbook=yearbook)
    return Markdown(extensions=[*_EXTENSIONS, seam], extension_configs=_SETTINGS).convert(body)


class AnnotateExtension(Extension):
    """Registers both halves of the seam; `docs` is the folder of the pages, `yearbook` what they say."""

    def __init__(self, **options: Any) -> None:
        docs = [str(_ROOT / "docs"), "Folder of the pages, absolute or below the working directory"]
        self.config = {"docs": docs, "yearbook": ["", "What the pages say, where they are not to be read"]}
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Take the place before all other preprocessors, and the one before `toc` (5) in the tree."""
        neutraliser = _Neutraliser(md)
        md.preprocessors.register(neutraliser, "yearbook_neutralise", 200)
        placer = _Placer(md)
        annotator = _Annotator(md, neutraliser, placer, Path(self.getConfig("docs")).resolve())
        annotator.known = self.getConfig("yearbook") or None
        md.treeprocessors.register(annotator, "yearbook_annotate", 6)
        md.treeprocessors.register(_Aligner(md), "yearbook_align", 5.5)
        # MkDocs takes the page's title (1) from the first element; links are resolved last (0).
        md.treeprocessors.register(_PathPlacer(md, annotator, placer), "yearbook_path", 0.5)
        # Whatever macros and the tree have put in is there once raw HTML (30) is back.
        md.postprocessors.register(_NoticeGatherer(md), "yearbook_notices", 5)
        # Only fences make code here: an indented line of a report is a line of text.
        md.parser.blockprocessors.deregister("code")


class _Aligner(Treeprocessor):
    """Says by a look where the words of a cell stand: HTML gave up its attribute, and our policy refuses styles."""

    def run(self, root: ElementTree.Element) -> None:
        for cell in root.iter():
            if cell.tag in {"td", "th"} and (look := _SIDES.get(cell.attrib.pop("align", ""))):
                cell.set("class", f"{cell.get('class', '')} {look}".strip())


class _NoticeGatherer(Postprocessor):
    """Has a page say once that it is made of samples."""

    def run(self, text: str) -> str:
        return gather_notices(text)


class _Neutraliser(Preprocessor):
    """Makes text of everything on a data page that is not its plain Markdown."""

    page_id = ""
    #: The words of the title; in the tree they would be full of Python-Markdown's own characters.
    title = ""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._inline: Any = md.treeprocessors["inline"]

    def run(self, lines: list[str]) -> list[str]:
        first = next((line for line in lines if line.strip()), "").lstrip("\ufeff")
        title = parse_title(first)
        self.page_id, self.title = find_title_id(first), title[0] if title else ""
        # One parser may serve pages of both kinds.
        self._inline.inlinePatterns = self.md.inlinePatterns
        if self.page_id:
            lines = [neutralise(line) for line in lines]
            self._inline.inlinePatterns = self._patterns_for("\n".join(lines))
        return lines

    def _patterns_for(self, text: str) -> Registry[Pattern]:
        """The patterns that may find something: each is asked of every paragraph."""
        few = self.md.inlinePatterns[:]
        for name in _NEEDLESS.union(
            name for name, characters in _NEEDS.items() if not any(character in text for character in characters)
        ):
            few.deregister(name, strict=False)
        return few


class _Annotator(Treeprocessor):
    """Adds what is computed to the tree of a data page."""

    #: What the pages say, where they are not to be read.
    known: Yearbook | None = None

    def __init__(self, md: Markdown, neutraliser: _Neutraliser, placer: _Placer, docs: Path) -> None:
        super().__init__(md)
        self._neutraliser = neutraliser
        self._placer = placer
        self._docs = docs
        self.path = ""
        #: Whose page it is, where it is that of an edition.
        self.edition: Edition | None = None

    def run(self, root: ElementTree.Element) -> None:
        page_id, self.path, self.edition = self._neutraliser.page_id, "", None
        if not page_id:
            return
        check_tree(root, page_id)
        yearbook = self.known or current_yearbook(self._docs)
        if page_id in practice_pages.PRACTICE:
            book = yearbook if page_id in practice_pages.READS_WORDS else outlines_alone(yearbook)
            links = Links(practice_pages.page_of(page_id), handbook=yearbook.handbook)
            page = _Page(root, self._placer, book, links, today(), self._docs)
            self.path = page.annotate_practice(page_id, self._neutraliser.title)
            return
        subject = yearbook.page_ids.get(page_id)
        if subject is None:
            raise SiteError(
                f"标识为 #{page_id} 的页面不在 {self._docs} 中。改法：先运行 python3 scripts/site.py check。"
            )
        self.edition = subject if isinstance(subject, Edition) else None
        folder = subject.folder if isinstance(subject, Report | Ledger) else None
        seen = outlines_alone(yearbook) if folder is None else papers_around(yearbook, folder)
        links = Links(subject.path, handbook=yearbook.handbook)
        page = _Page(root, self._placer, seen, links, today(), self._docs)
        self.path = page.annotate(subject)


class _PathPlacer(Treeprocessor):
    """Puts the breadcrumbs before the title, once the title and the contents have been read."""

    def __init__(self, md: Markdown, annotator: _Annotator, placer: _Placer) -> None:
        super().__init__(md)
        self._annotator = annotator
        self._placer = placer

    def run(self, root: ElementTree.Element) -> None:
        if self._annotator.path:
            self._placer.insert(root, 0, self._annotator.path)
        if self._annotator.edition:
            shorten_contents(getattr(self.md, "toc_tokens", []), self._annotator.edition)


class _Placer:
    """Puts fragments into a tree.

    Our own templates wrote them, with every value escaped and every address
    final: Markdown only has to carry them, as it carries any raw HTML.
    """

    def __init__(self, md: Markdown) -> None:
        self._md = md

    def store(self, html: str) -> str:
        """Keep a fragment that stands among words; what stands for it there."""
        return self._md.htmlStash.store(html)

    def insert(self, root: ElementTree.Element, place: int, html: str) -> None:
        """Insert a fragment as headings, of which generators make the contents and anchors, and what is between."""
        end = 0
        for match in _HEADING.finditer(html):
            place = self._insert_raw(root, place, html[end : match.start()])
            heading = ElementTree.fromstring(f"<{match[1]}{match[2]} />")  # noqa: S314 - see above
            heading.text = self.store(match[3])
            root.insert(place, heading)
            place, end = place + 1, match.end()
        self._insert_raw(root, place, html[end:])

    def _insert_raw(self, root: ElementTree.Element, place: int, html: str) -> int:
        if not html.strip():
            return place
        # A paragraph that holds nothing else gives way to it.
        paragraph = ElementTree.Element("p")
        paragraph.text = self.store(html.strip())
        root.insert(place, paragraph)
        return place + 1


class _Page:
    """One data page under annotation."""

    def __init__(
        self,
        root: ElementTree.Element,
        placer: _Placer,
        yearbook: Yearbook,
        links: Links,
        day: date,
        docs: Path,
    ) -> None:
        self._root = root
        self._placer = placer
        self._docs = docs
        self._yearbook = yearbook
        self._links = links
        self._day = day
        self._title = next(element for element in root if element.tag == "h1")

    def annotate_practice(self, page_id: str, title: str) -> str:
        """Add its rows to a page that holds rows alone; give its breadcrumbs."""
        self._append(practice_pages.PRACTICE[page_id](self._yearbook, self._links, self._day))
        return practice_pages.practice_path(title, self._links)

    def annotate(self, subject: Subject) -> str:
        """Add the fragments of the page's kind; give its breadcrumbs."""
        self._title.set("class", f"yb-title yb-title--{type(subject).__name__.lower()}")
        match subject:
            case Report():
                return self._report(subject)
            case Edition():
                return self._edition(subject)
            case Regulation():
                return self._regulation(subject)
            case LocalRule():
                return self._local(subject)
            case Ledger():
                return self._ledger(subject)

    def _report(self, report: Report) -> str:
        book, links, day = self._yearbook, self._links, self._day
        self._address_leads(report)
        carried = report_page.find_carried_items(report, book) if shows_carried_over(self._docs) else {}
        back = report_page.find_comebacks(report, book) if shows_gaps(self._docs) else {}
        told = {
            name: report_page.item_line(report, passage, book, links, day, carried.get(name), back.get(name))
            for name, passage in report.passages.items()
        }
        lines = {name: told[name] for name in report.items}
        for part in report.parts:
            # A part without items is its own item, and its lead has no heading but the part's.
            beside = part.lead.id if part.lead else part.id
            lines[part.id] = report_page.part_line(part) + told.get(beside, "")
        self._after_headings(lines)
        head = report_page.report_head(report, book, links, day, file_links(report.path))
        self._after_title(head + dashboard.year_summary(report, book, links, day, back) + told.get(OPENING, ""))
        frame_pictures(self._root)
        NoteGatherer(self._placer.store).gather(self._root)
        self._append(report_page.report_foot(report, book, links, day, find_signed_text(self._docs, report)))
        return report_page.report_path(report, book, links)

    def _address_leads(self, report: Report) -> None:
        """Give what begins an opening or a lead the address of the whole: no heading bears it."""
        leads = {part.id: part.lead.id for part in report.parts if part.lead}
        if report.opening:
            leads[self._title.get("id", "")] = OPENING
        for heading, first in pairwise(list(self._root)):
            name = leads.get(heading.get("id", "")) if heading.tag in _HEADINGS else None
            if name and first.get("id"):
                # The paragraph is linked to by an id of its own.
                anchor = ElementTree.Element("span", {"id": name})
                anchor.tail, first.text = first.text, None
                first.insert(0, anchor)
            elif name:
                first.set("id", name)

    def _edition(self, edition: Edition) -> str:
        book, links, day = self._yearbook, self._links, self._day
        work, root, put = book.regulations[edition.regulation], self._root, self._placer.insert
        sections = gather_articles(root, edition)
        for anchor, html in edition_articles.article_notes(work, edition, book, links):
            if (row := sections.rows.get(anchor)) is not None:
                put(row, len(row), html)
        head = register_pages.edition_head(work, edition, links, day)
        facts = register_pages.edition_facts(work, edition, links)
        bar = edition_articles.articles_bar(work, edition, book, links)
        if sections.first is None:
            self._after_title(head + facts)
        elif edition_articles.has_neighbours(work, edition):
            # Beside the articles stands what became of them, so the facts have their place above, beside the head.
            main, side = stand_beside(root, list(root).index(self._title) + 1, sections.start(root))
            put(main, 0, head)
            put(main, len(main), bar)
            put(side, 0, facts)
        else:
            self._insert(sections.start(root), bar)
            self._after_title(head + facts)
        self._append(register_pages.edition_foot(work, edition, book, links))
        return register_pages.edition_path(work, edition, links)

    def _regulation(self, work: Regulation) -> str:
        book, links, day = self._yearbook, self._links, self._day
        root, put = self._root, self._placer.insert
        main, side = stand_beside(root, list(root).index(self._title) + 1, len(root))
        tags = [element.tag for element in main]
        own = list(main)[tags.index("h2") :] if "h2" in tags else []
        main[len(main) - len(own) :] = []
        side.extend(own)
        put(main, 0, register_pages.regulation_head(work, links, day))
        put(main, len(main), register_pages.editions_line(work, book, links, day))
        put(main, len(main), register_pages.regulation_cited_by(work, book, links))
        put(side, 0, register_pages.regulation_facts(work, book, links))
        return register_pages.regulation_path(work, links)

    def _local(self, rule: LocalRule) -> str:
        self._after_title(practice_pages.local_head(rule, self._links))
        self._append(practice_pages.local_foot(rule))
        return practice_pages.practice_path(rule.title, self._links)

    def _ledger(self, ledger: Ledger) -> str:
        book, links, signed = self._yearbook, self._links, find_signed_text(self._docs, ledger)
        self._append(ledger_page.ledger_body(ledger, book, links, self._day, signed))
        return ledger_page.ledger_path(ledger, book, links)

    def _after_title(self, html: str) -> None:
        self._insert(list(self._root).index(self._title) + 1, html)

    def _after_headings(self, fragments: dict[str, str]) -> None:
        # From the end, so that no insertion moves a place still to come.
        for place, element in reversed(list(enumerate(self._root))):
            if element.tag in _HEADINGS and (html := fragments.get(element.get("id", ""))):
                self._insert(place + 1, html)

    def _append(self, html: str) -> None:
        self._insert(len(self._root), html)

    def _insert(self, place: int, html: str) -> None:
        self._placer.insert(self._root, place, html)


def makeExtension(**options: Any) -> AnnotateExtension:  # noqa: N802 - the name is Python-Markdown's
    """Entry point that Python-Markdown looks for."""
    return AnnotateExtension(**options)

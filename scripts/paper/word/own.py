"""Tells a report's own words from what the site adds to them, by its page under docs."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from macros.corpus.load import parse_report_page
from macros.corpus.pages import SourcePage
from macros.page_text.splitting import split_text
from scripts.paper.blocks import Anchor, Block, Headline, ItemList, PaperTable, Para, Picture, Role
from scripts.paper.within import text_of
from scripts.paper.word.body import OwnedBlock


@dataclass(frozen=True)
class OwnPage:
    """A report's page as its clerk has written it.

    Attributes:
        path: Its path under docs.
        front: Its front matter, without the lines that enclose it.
        ids: Ids of its headings.
        headings: Level of its headings without one, and their words without blanks and marks.
        links: Address and attribute list of its links, as the page has them, by the address on the site.
    """

    path: str
    front: str
    ids: frozenset[str]
    headings: frozenset[tuple[int, str]]
    links: dict[str, tuple[str, str]]

    def sort(self, blocks: Iterable[Block]) -> Iterator[OwnedBlock]:
        """Yield the blocks of the built page, each with whose it is.

        What follows a heading that the page does not have, as 所引法规, is the site's too.
        """
        own = True
        for block in blocks:
            if isinstance(block, Headline):
                # Its words are told by the generator's reading of them, which marks and entities may change.
                own = block.level == 1 or block.id in self.ids or (block.level, _bare(block)) in self.headings
            mine = own and _may_be_own(block)
            yield OwnedBlock(block, own=mine, computed=not mine)


def read_own_page(text: str, path: str) -> OwnPage:
    """Read the page.

    Args:
        text: The whole page.
        path: Its path under docs.

    Raises:
        ContentErrors: It is at fault.
    """
    page, _ = parse_report_page(text, path)
    return OwnPage(
        path=path,
        front="\n".join(split_text(text).front),
        ids=frozenset(one.id for one in page.headings if one.id),
        headings=frozenset((min(one.level, 4), _close(one.text)) for one in page.headings if not one.id),
        # Where one address is written both ways, what a clerk has fixed stays fixed.
        links=dict(sorted(_links(page), key=lambda link: link[1][1] != "")),
    )


def _links(page: SourcePage) -> Iterator[tuple[str, tuple[str, str]]]:
    for link in page.links:
        if not link.image:
            yield address_on_site(link.target, page.path), (link.target, link.attributes)


def address_on_site(target: str, path: str) -> str:
    """The address of a link on a page as the built page has it, from the site's root."""
    address, mark, anchor = target.partition("#")
    if re.match(r"[a-z][a-z0-9+.-]*:", address):
        return target
    here = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
    return re.sub(r"\.md$", ".html", here) + mark + anchor


def _may_be_own(block: Block) -> bool:
    return isinstance(block, Headline | ItemList | PaperTable | Anchor | Picture) or (
        isinstance(block, Para) and block.role is Role.BODY
    )


def _bare(block: Headline) -> str:
    return _close(text_of(block.runs))


def _close(text: str) -> str:
    return re.sub(r"[\W_]", "", unescape(text))

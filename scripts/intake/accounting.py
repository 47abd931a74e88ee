"""Proves that nothing was lost: the source against the page, character by character.

The page is read back from its Markdown by the same code that reads it for the
site, so a fault in the setting shows here, and not on the intranet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from macros.page_text.attributes import block_id
from macros.page_text.headings import parse_heading
from macros.page_text.link_grammar import LINK
from macros.page_text.words import plain_text
from scripts.intake.galley import Galley
from scripts.intake.manuscript import IntakeError, LeftOut
from scripts.intake.pictures import SIGN

_BREAKS = re.compile(r"[\n\t]")
_DELIMITER = re.compile(r"\|(?: --- \|)+")


@dataclass(frozen=True)
class Account:
    """The two counts: characters of the source, and of those the ones on the page; and what was left out.

    Line ends between paragraphs and tabs between cells count as characters:
    on the page they are the breaks between paragraphs and cells.
    """

    chars_in: int
    chars_out: int
    left_out: tuple[LeftOut, ...]

    @property
    def balance(self) -> str:
        """How they add up, in Chinese."""
        return f"来稿 {self.chars_in} 字 = 页面 {self.chars_out} 字 + 略去 {self.chars_in - self.chars_out} 字"

    def as_data(self) -> dict[str, object]:
        """The same for a program."""
        return {"chars_in": self.chars_in, "chars_out": self.chars_out, "dropped": [vars(p) for p in self.left_out]}


def settle(galley: Galley, page_text: str) -> Account:
    """Compare source and page.

    Args:
        galley: The source, with what is left out.
        page_text: The page's words as `read_back` gives them.

    Raises:
        IntakeError: A character of the source is neither on the page nor listed, or the order differs.
    """
    left_out = tuple(galley.left_out())
    kept = galley.kept_text
    _compare(_BREAKS.sub("", kept), _BREAKS.sub("", page_text))
    require_all_read(galley)
    chars_in = len(galley.text) + sum(len(piece.text) for piece in galley.manuscript.left_out)
    chars_out = chars_in - sum(len(piece.text) for piece in left_out)
    if chars_out != len(kept):  # pragma: no cover - the marks on the galley make both
        raise IntakeError("来稿与页面的字数对不上，没有写入。改法：把来稿另存为 .txt 再导入，并告知维护人员。")
    return Account(chars_in, chars_out, left_out)


def read_back(body: str, added: frozenset[str]) -> str:
    """Read a page's words from its Markdown, one paragraph a line.

    Args:
        body: The page without front matter.
        added: Ids of headings that the source does not have.
    """
    return "\n".join(_read_lines(body, added))


def _read_lines(body: str, added: frozenset[str]) -> Iterator[str]:
    for number, line in enumerate(body.split("\n"), 1):
        heading = parse_heading(line, number)
        if heading:
            if heading.id not in added:
                yield heading.text
        elif line.startswith("| "):
            if not _DELIMITER.fullmatch(line):
                yield "\t".join(plain_text(cell) for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1])
        elif line.startswith("![") and LINK.fullmatch(line):
            yield SIGN
        elif line and not block_id(line):
            yield plain_text(line)


def _compare(source: str, page: str) -> None:
    if source == page:
        return
    place = next((n for n, (one, other) in enumerate(zip(source, page, strict=False)) if one != other), -1)
    place = min(len(source), len(page)) if place < 0 else place
    raise IntakeError(
        f"来稿与页面对不上，没有写入：来稿为“{source[max(0, place - 10) : place + 10]}”，"
        f"页面为“{page[max(0, place - 10) : place + 10]}”。改法：把来稿另存为 .txt 再导入，并告知维护人员。"
    )


def require_all_read(galley: Galley) -> None:
    """Every character of the reader's second count is in the text or left out.

    Raises:
        IntakeError: One is not.
    """
    found = Counter(galley.text) + Counter("".join(piece.text for piece in galley.manuscript.left_out))
    missing = galley.manuscript.characters - found
    if missing:
        shown = "".join(sorted(missing))[:20]
        raise IntakeError(
            f"来稿里有 {missing.total()} 个字没有读到（{shown}），没有写入。"
            "改法：把来稿另存为 .txt 再导入，并告知维护人员。"
        )

"""What a person says of the pictures of a paper: what is on each, and which stay out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from macros.page_text.links import find_links
from macros.page_text.splitting import split_text
from scripts.intake.manuscript import LeftOut, Manuscript
from scripts.intake.pictures import SIGN
from scripts.setup.console import Console

#: Why a picture is left out that a person does not want.
UNWANTED = "图片，选了不放"


def settle_pictures(manuscript: Manuscript, alts: Mapping[int, str], without: Collection[int]) -> Manuscript:
    """A paper with its pictures as a person has said.

    Args:
        manuscript: The paper.
        alts: What is on a picture, by its number.
        without: The numbers of those that stay out.
    """
    pictures = tuple(replace(one, alt=alts.get(n, one.alt)) for n, one in enumerate(manuscript.pictures, 1))
    kept = tuple(line for line in manuscript.lines if line.picture not in without)
    gone = [LeftOut(SIGN, UNWANTED, line.number) for line in manuscript.lines if line.picture in without]
    return replace(manuscript, pictures=pictures, lines=kept, left_out=(*manuscript.left_out, *gone))


def with_words_of(manuscript: Manuscript, page: str) -> Manuscript:
    """A paper whose pictures have the words that the page that is there has for them, where the paper has none."""
    links = find_links(split_text(page).numbered_body()) if manuscript.pictures and page else ()
    known = {Path(link.target).name: link.text for link in links if link.image}
    pictures = tuple(replace(one, alt=one.alt or known.get(one.name, "")) for one in manuscript.pictures)
    return replace(manuscript, pictures=pictures)


def ask_for_words(manuscript: Manuscript, console: Console | None) -> Manuscript:
    """A paper of whose pictures the person at the command line has been asked what is on them.

    Args:
        manuscript: The paper.
        console: Where to ask; None where nobody is to be asked.
    """
    alts, before = dict[int, str](), ""
    for line in manuscript.lines:
        picture = manuscript.pictures[line.picture - 1] if line.picture else None
        # What stands before all words is a seal or an emblem, which stays out.
        if picture and not picture.alt and before and console:
            place = f"第 {line.picture} 张图（在“{before[-20:]}”后面）"
            alts[line.picture] = console.ask(f"{place}没有说明。图上是什么？直接回车，以后再写：")
        before = line.text.strip() if line.text.strip() and not line.picture else before
    return settle_pictures(manuscript, alts, ()) if alts else manuscript

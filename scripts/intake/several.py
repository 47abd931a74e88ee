"""Several papers in one file (一个文件几份材料): where each begins, whose it is, and the file taken apart.

Offices put the accounts of all their members into one file: the numbers 一、二、三
begin anew with each. Read as one paper it would have items that nobody wrote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from macros.proofing.persons import find_person
from scripts.intake.accounting import require_all_read
from scripts.intake.galley import Galley, GalleyParagraph
from scripts.intake.manuscript import LeftOut, Line, Manuscript
from scripts.intake.marks import MarkKind, is_listed, parse_mark
from scripts.intake.outline import Outline, Section, begins_annex, find_items, heading_mark, is_date, read_outline
from scripts.intake.titles import is_paper_title, is_salutation

COMMON_TITLE = "几份材料共同的标题"
_LONGEST_HEADING = 60
_STOPS = "。；：，、！？"
#: So many beginnings are several papers, whoever they are of.
_SURELY = 3


@dataclass(frozen=True)
class Beginning:
    """Where a paper begins among others (一份的开头).

    Attributes:
        place: Index of its first paragraph.
        mark: Index of the paragraph with its first number.
        number: Line of that paragraph in the file.
        person: Whose it is; empty where no name stands there.
    """

    place: int
    mark: int
    number: int
    person: str


def find_beginnings(paragraphs: Sequence[GalleyParagraph]) -> tuple[Beginning, ...]:
    """Find where the outermost numbers begin, each time anew; one beginning at most in a single paper.

    Args:
        paragraphs: The whole paper, its title included; annexes are left alone.
    """
    paragraphs = paragraphs[: _end_of_papers(paragraphs)]
    marks = {n: mark for n, one in enumerate(paragraphs) if not one.table and (mark := heading_mark(one))}
    kind = min((mark.kind for mark in marks.values()), default=None)
    # Smaller numbers begin anew under each heading, numbered or not.
    if kind not in {MarkKind.PART, MarkKind.HAN}:
        return ()
    tops = [n for n, mark in marks.items() if mark.kind is kind]
    starts = [n for before, n in pairwise(tops) if marks[n].value == 1 and marks[before].value > 1]
    later = [_beginning(paragraphs, _last_marked(paragraphs, start) + 1, start) for start in starts]
    return (_first(paragraphs, tops[0], later), *later)


def are_several(beginnings: Sequence[Beginning]) -> bool:
    """Whether these are surely papers of several, and not the parts of one."""
    return len(beginnings) >= _SURELY or any(beginning.person for beginning in beginnings[1:])


def begin_after(beginnings: Sequence[Beginning], paragraphs: Sequence[GalleyParagraph], title: int) -> list[Beginning]:
    """The beginnings on one page, whose title ends before a paragraph: the first has no heading above that."""
    first, *others = beginnings
    if first.person:
        return [*beginnings]
    place = first.mark - int(first.mark > title and _may_head(paragraphs[first.mark - 1]))
    return [replace(first, place=place), *others]


def read_as_parts(paragraphs: Sequence[GalleyParagraph], beginnings: Sequence[Beginning]) -> Outline:
    """The structure of one page on which each of several papers is a part.

    Args:
        paragraphs: The whole paper, its title included.
        beginnings: Where each begins.

    Returns:
        Parts by paper, headed by the line with which it begins; nothing of what stands before the first.
    """
    end = _end_of_papers(paragraphs)
    places = [beginning.place for beginning in beginnings]
    parts = [
        _as_part(paragraphs[first:last], headed=first < beginning.mark)
        for beginning, (first, last) in zip(beginnings, pairwise([*places, end]), strict=True)
    ]
    return Outline((), (*parts, *read_outline(paragraphs[end:]).parts), ())


def take_apart(galley: Galley, beginnings: Sequence[Beginning]) -> tuple[list[Manuscript], str]:
    """Take a file apart into its papers.

    Args:
        galley: The whole text, cleaned.
        beginnings: Where each paper begins.

    Returns:
        One manuscript for each, which together hold every line; and the title that they have in common, which the
        first of them lists as left out.

    Raises:
        IntakeError: The reader has lost a character.
    """
    require_all_read(galley)
    whole, paragraphs = galley.manuscript, list(galley.paragraphs())
    head = paragraphs[: beginnings[0].place]
    common = all(len(one.text) <= _LONGEST_HEADING * 2 and one.text[-1] not in _STOPS for one in head)
    starts = [paragraphs[beginning.place].first for beginning in beginnings]
    first = starts[0] if common else 0
    cuts = [first, *starts[1:], len(whole.lines)]
    above = tuple(LeftOut(line.text, COMMON_TITLE, line.number) for line in whole.lines[:first] if line.text)
    papers = [_cut(whole, whole.lines[start:end]) for start, end in pairwise(cuts)]
    papers[0] = replace(papers[0], left_out=(*whole.left_out, *above), notices=whole.notices)
    return papers, "".join(one.text for one in head) if common else ""


def _cut(whole: Manuscript, lines: tuple[Line, ...]) -> Manuscript:
    # The second count is of the whole, and was compared with it.
    return replace(whole, lines=lines, left_out=(), notices=(), characters=Counter())


def _end_of_papers(paragraphs: Sequence[GalleyParagraph]) -> int:
    return next((n for n in range(len(paragraphs)) if begins_annex(paragraphs, n)), len(paragraphs))


def _last_marked(paragraphs: Sequence[GalleyParagraph], before: int) -> int:
    return next((n for n in range(before - 1, -1, -1) if parse_mark(paragraphs[n].text)), -1)


def _beginning(paragraphs: Sequence[GalleyParagraph], first: int, mark: int) -> Beginning:
    """The beginning of a paper in the unmarked paragraphs before its first number."""
    group = _headings(paragraphs, first, mark)
    persons = [person for n in group if (person := find_person(paragraphs[n].text))]
    # 报告人：张三 may sign the paper before, right above the title of the next.
    if persons and (leader := find_person(paragraphs[group[0]].text)) and leader != persons[-1]:
        group = group[1:]
    place = group[0] if group else mark - int(mark > first and _may_head(paragraphs[mark - 1]))
    return Beginning(place, mark, paragraphs[mark].number, persons[-1] if persons else "")


def _headings(paragraphs: Sequence[GalleyParagraph], first: int, mark: int) -> list[int]:
    """Indexes of the title and the name that stand together nearest above a number."""
    found = [n for n in range(first, mark) if _is_heading(paragraphs[n])]
    # What a date follows has signed the paper before.
    unsigned = [n for n in found if not is_date(paragraphs[n + 1].text)] or found
    group: list[int] = []
    for n in reversed(unsigned):
        if group and any(not _is_note(paragraphs[between]) for between in range(n + 1, group[0])):
            break
        group.insert(0, n)
    return group


def _first(paragraphs: Sequence[GalleyParagraph], mark: int, later: Sequence[Beginning]) -> Beginning:
    """The first beginning: above it may stand a title that all have in common."""
    found = [n for n in range(mark) if _is_heading(paragraphs[n])]
    named = next((n for n in found if find_person(paragraphs[n].text)), None)
    if named is None:
        return Beginning(0, mark, paragraphs[mark].number, "")
    titles = [n for n in found if n < named]
    titled = any(one.person and not find_person(paragraphs[one.place].text) for one in later)
    place = titles[-1] if titled and titles else named
    return Beginning(place, mark, paragraphs[mark].number, find_person(paragraphs[named].text))


def _is_heading(paragraph: GalleyParagraph) -> bool:
    return not paragraph.table and bool(find_person(paragraph.text) or is_paper_title(paragraph.text))


def _may_head(paragraph: GalleyParagraph) -> bool:
    text = paragraph.text
    short = len(text) <= _LONGEST_HEADING and text[-1] not in _STOPS
    return short and not (paragraph.table or is_listed(text) or is_date(text) or is_salutation(text))


def _is_note(paragraph: GalleyParagraph) -> bool:
    """（2023年12月20日）, （党委书记）: between a title and a name."""
    return paragraph.text[0] in "（(" and len(paragraph.text) <= _LONGEST_HEADING


def _as_part(paragraphs: Sequence[GalleyParagraph], *, headed: bool) -> Section:
    first = paragraphs[0]
    part = Section(first.text, first.number, paragraph=first) if headed else Section("", first.number)
    part.body = list(paragraphs[int(headed) :])
    find_items(part)
    return part


def tell_beginnings(beginnings: Sequence[Beginning]) -> Iterator[str]:
    """Yield each beginning as a clerk knows it: line, and whose it is."""
    for beginning in beginnings:
        yield f"第 {beginning.number} 行" + (f"（{beginning.person}）" if beginning.person else "")

"""Looks over one page: what stops it (marks, private numbers), and what is suggested."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from macros.citations.lexicon import Lexicon, make_lexicon
from macros.domain.usages import Usage
from macros.domain.yearbook import Yearbook
from macros.findings import Finding
from macros.proofing.names import find_names
from macros.proofing.passages import Passage, find_passages
from macros.proofing.private_numbers import NumberKind, find_private_numbers
from macros.proofing.punctuation import find_slips
from macros.proofing.remarks import RemarkKind, Spot
from macros.proofing.titles import Titles
from macros.word_lists import read_lists

#: How many paragraphs from the top a mark alone on its line is looked for.
TOP = 12
#: So many characters a text has at most of which is kept what was found in it.
_SHORT = 12
#: Kind, start, end, and what should stand there.
_Found = tuple[RemarkKind, int, int, str]
_STAR = "★☆✩✪✭⭐⚝＊"
_CLASSIFIED = re.compile(
    rf"[绝机秘][ \u3000]*密[ \u3000]*(?:[{_STAR}]|\*(?!\*)(?=[ \u3000]*(?:[0-9０-９一二三四五六七八九十]|长期|启用|$)))"
    r"[ \u3000]*(?:[0-9０-９一二三四五六七八九十]+[ \u3000]*(?:年|个?月)|长期|启用前)?"
)
_ALONE = re.compile(
    r"[ \t\u3000#>*（(【\[]*(?P<mark>(?:密[ \u3000]*级[ \u3000]*[：:]?[ \u3000]*)?(?:绝|机|秘)[ \u3000]*密"
    r"(?:[ \u3000]*(?:[0-9０-９一二三四五六七八九十]+[ \u3000]*(?:年|个?月)|长期))?)"
    r"\**(?:[ \u3000]+(?:特急|加急|特提|平急|急件))?[ \t\u3000*）)】\]]*(?:\{[^{}]*\})?[ \t]*"
)
_LEVEL = re.compile(r"密[ \u3000]*级[ \u3000]*[：:][ \u3000]*[绝机秘][ \u3000]*密")
_NOT_PUBLIC = read_lists(__file__)["not public"]
_NUMERAL = "零一二三四五六七八九十○〇年"
#: What follows the first character of a place to fill in.
_PLACEHOLDER = (
    r"(?<=[XxＸｘ])(?<![A-Za-z].)[XxＸｘ]+(?![A-Za-z])|(?<=×)×+|(?<=＊)＊+|(?<=\*)\*+|(?<=_)_{2,}|(?<=＿)＿+|(?<=□)□+"
    # 二○○九年 is a year.
    rf"|(?<=[○〇])(?<![{_NUMERAL}0-9].)[○〇]+(?![{_NUMERAL}0-9])"
    r"|(?<=（)(?:此处[^（）\n]{0,40}|待[^（）\n]{1,8})）|(?<=待)补充"
)
#: A count of clues is a figure, as any report gives it.
_COUNTED = re.compile(r"问题线索[^，。；\n]{0,8}?[0-9０-９一二三四五六七八九十百]+[余多]?[件条个]")


@dataclass(frozen=True, eq=False)
class Standard:
    """What texts are held against: the register's names, and the office's set phrases (标准)."""

    lexicon: Lexicon
    usages: tuple[Usage, ...] = ()
    titles: Titles = field(init=False)
    kept: dict[tuple[str, date], tuple[_Found, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "titles", Titles(self.lexicon))

    @cached_property
    def by_wrong(self) -> dict[str, Usage]:
        """The set phrases by their wrong form."""
        return {usage.wrong: usage for usage in self.usages}

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds wrong phrases, words that mark a text as not public, and places to fill in."""
        rests: dict[str, list[str]] = defaultdict(list)
        for word in sorted({*self.by_wrong, *_NOT_PUBLIC}, key=lambda word: (-len(word), word)):
            # The members of a set phrase are parted by 、 or, in many papers, by a comma.
            rests[word[0]].append(re.escape(word[1:]).replace("、", "[、，,]"))
        words = "|".join(f"(?<={re.escape(first)})(?:{'|'.join(forms)})" for first, forms in sorted(rests.items()))
        # The first character is taken before anything is asked, so that the search leaps from character to character.
        firsts = "".join(sorted({re.escape(first) for first in rests} | set("XxＸｘ×＊*_＿□○〇（待")))
        return re.compile(rf"[{firsts}](?:(?P<words>{words})|(?P<place>{_PLACEHOLDER}))")


def make_standard(yearbook: Yearbook) -> Standard:
    """The standard of a site: its register and its page of usages; the same one as long as both are."""
    return _make_standard(make_lexicon(yearbook), yearbook.usages)


@lru_cache(maxsize=1)
def _make_standard(lexicon: Lexicon, usages: tuple[Usage, ...]) -> Standard:
    return Standard(lexicon, usages)


def find_classification(lines: Iterable[tuple[int, str]], *, top: int = TOP) -> Iterator[Spot]:
    """Yield marks of classification (密级标志).

    Args:
        lines: Numbered lines of a text, its beginning first.
        top: Among how many non-blank lines a mark alone on its line counts.

    Yields:
        Each mark with its place. Source: GB/T 9704—2012, 7.2.2: 密级和保密期限, parted by ★.
    """
    seen = 0
    for number, line in lines:
        if not line or line.isspace():
            continue
        seen += 1
        if "密" not in line:
            continue
        if found := list(_CLASSIFIED.finditer(line)) or list(_LEVEL.finditer(line)):
            for match in found:
                yield Spot(number, match.start() + 1, match[0].strip())
        elif seen <= top and (alone := _ALONE.fullmatch(line)):
            yield Spot(number, alone.start("mark") + 1, alone["mark"])


def proofread(
    lines: Iterable[tuple[int, str]], standard: Standard, as_of: date, *, file: str, allowed: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield what a person should look at in a page's text, in reading order.

    Args:
        lines: The Markdown lines of the page's body with their 1-based numbers.
        standard: The register's names and the set phrases.
        as_of: The day of the page, at which titles and phrases are taken.
        file: The page's path relative to the project, for the remarks.
        allowed: Texts that the page lets stand.

    Yields:
        Remarks; nothing is changed.
    """
    yield from proofread_passages(find_passages(lines), standard, as_of, file=file, allowed=allowed)


def proofread_passages(
    passages: Iterable[Passage], standard: Standard, as_of: date, *, file: str, allowed: Collection[str] = ()
) -> Iterator[Finding]:
    """The same for text that is in passages already, such as the values of front matter."""
    for passage in passages:
        text, found = passage.text, []
        for kind, start, end, expected in _find_kept(text, standard, as_of):
            words = text[start:end].replace("\n", "")
            if words not in allowed:
                found.append((start, kind, words, expected))
        for start, kind, words, expected in sorted(found, key=lambda row: row[0]):
            line, column = passage.place(start)
            cut = len(words) > 40
            shown = f"{words[:40]}…" if cut else words
            whole = words if cut else ""
            yield Finding(kind, file, line, found=shown, expected=expected, column=column, whole=whole)


def _find_kept(text: str, standard: Standard, as_of: date) -> Iterable[_Found]:
    """The same words stand in field after field of front matter."""
    if len(text) > _SHORT:
        return _find(text, standard, as_of)
    key = text, as_of
    if key not in standard.kept:
        standard.kept[key] = tuple(_find(text, standard, as_of))
    return standard.kept[key]


def _find(text: str, standard: Standard, as_of: date) -> Iterator[_Found]:
    yield from _find_words(text, standard, as_of)
    for start, end in find_names(text):
        yield RemarkKind.PERSON, start, end, ""
    yield from find_slips(text)
    if "《" in text:
        for wrong in standard.titles.find_wrong(text, as_of):
            word = "疑为" if wrong.kind is RemarkKind.TITLE_NEAR else "现名"
            yield wrong.kind, wrong.start, wrong.end, f"{word}《{wrong.due}》"
    for number in find_private_numbers(text):
        if number.kind is NumberKind.OLD_ID_CARD:
            yield RemarkKind.OLD_ID_NUMBER, number.start, number.end, ""


def _find_words(text: str, standard: Standard, as_of: date) -> Iterator[_Found]:
    for match in standard.pattern.finditer(text):
        start, end = match.span()
        if match["place"]:
            yield RemarkKind.PLACEHOLDER, start, end, ""
            continue
        usage = standard.by_wrong.get(match[0].replace("，", "、").replace(",", "、")) or standard.by_wrong.get(
            match[0]
        )
        if usage is None:
            if not _COUNTED.match(text, start):
                yield RemarkKind.NOT_FOR_PUBLICATION, start, end, ""
        elif usage.holds_on(as_of) and not _is_within(text, start, end, usage.right):
            note = "" if usage.verified else "（待核实）"
            yield RemarkKind.USAGE, start, end, f"规范的写法是“{usage.right}”{note}"


def _is_within(text: str, start: int, end: int, right: str) -> bool:
    """Whether the wrong words are only a piece of the right ones."""
    at = text.find(right, max(0, start - len(right)), end + len(right))
    return 0 <= at <= start and end <= at + len(right)

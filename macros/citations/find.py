"""Finds what may be a citation in a paragraph; whether it is one is decided later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.citations.lexicon import LONGER_BEFORE, Lexicon, Name, NameKind, fold_title
from macros.citations.senses import is_meant
from macros.domain.numerals import read_number

_MARKED = re.compile(r"《([^《》]{1,80})》|〈([^〈〉]{1,80})〉|<([^<>]{1,80})>")
_INNER = re.compile(r"[〈<]([^〈〉<>]{1,80})[〉>]")
_QUOTED = re.compile(r"[“‘「『\"]([^“”‘’「」『』\"《》]{2,8})[”’」』\"]")
_NUMBER = r"[零〇○一二三四五六七八九十百千0-9０-９]+"
_ARTICLE = re.compile(
    rf"第[ ]?({_NUMBER})[ ]?条(?:之({_NUMBER}))?(?:第{_NUMBER}款)?(?:第?[（(]?{_NUMBER}[）)]?项(?!规定))?"
)
_BETWEEN = re.compile(r"的|中的?|[ ]")
_SHARED = re.compile(rf"第({_NUMBER}(?:(?:[、，,和及与至到-]|以及){_NUMBER})+)条")
_JOINT = re.compile(r"[、，,和及与至到]|以及")
_YEAR = re.compile(r"[（(](\d{4})年?(?:\d{1,2}月)?(?:版|修订|修正|修改|印发|发布|制定|通过|施行|试行)*[）)]")
_DEFINES = re.compile(r"以下(?:分别)?(?:统称|简称|称)(?:为)?[：:]?([^（）()，。；\n]{2,40})")
_STOPS, _PAUSES = "。；！？;!?", "，,：:"
_SHORT = re.compile(r"[^“”‘’「」\"《》、和与及]{2,12}")
#: What a name between 《 and 》 ends in when it is a rule, and not a book or a report.
RULE_ENDINGS = ("条例", "准则", "规定", "办法", "规则", "细则", "章程", "制度", "法")


@dataclass(frozen=True)
class ArticleMention:
    """An article named after a title: its place in the paragraph, and its anchor."""

    start: int
    end: int
    anchor: str


@dataclass(frozen=True)
class Candidate:
    """A passage that may cite something.

    Attributes:
        start: Where it begins in the paragraph, its marks included.
        end: Where it ends, a year in brackets right after it included, without the articles after it.
        text: The name itself, without marks and blanks.
        name: The name in the lexicon; None where it holds none.
        year: The year in brackets after it, if there is one.
        articles: The articles named after it.
        paragraph: The whole text that it stands in.
    """

    start: int
    end: int
    text: str
    name: Name | None
    year: str = ""
    articles: tuple[ArticleMention, ...] = ()
    paragraph: str = ""

    @property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        return _between(self.paragraph, self.start, self.end, _STOPS)

    @property
    def clause(self) -> str:
        """The part of the sentence that it stands in."""
        return _between(self.paragraph, self.start, self.end, _STOPS + _PAUSES)


@dataclass(frozen=True)
class Definition:
    """A short form made good for the rest of a paper, and the place where that is said."""

    short: str
    start: int
    end: int


@dataclass
class _Taken:
    """The places of a paragraph that belong to something already."""

    spans: list[tuple[int, int]] = field(default_factory=list)

    def is_free(self, start: int, end: int) -> bool:
        for first, last in self.spans:  # noqa: SIM110 - asked hundreds of thousands of times
            if start < last and first < end:
                return False
        return True

    def take(self, start: int, end: int) -> None:
        self.spans.append((start, end))


def find_candidates(text: str, lexicon: Lexicon, protected: list[tuple[int, int]]) -> list[Candidate]:
    """Find what may be a citation, in reading order.

    Args:
        text: A paragraph; a title may be broken over its lines.
        lexicon: The names to look for.
        protected: Places that must not be touched, such as links and code.

    Returns:
        Candidates that do not overlap: marked names first, then the longest.
    """
    taken = _Taken(list(protected))
    defining = [(definition.start, definition.end) for definition in find_definitions(text)]
    found = [
        *_marked(text, lexicon, taken, defining),
        *_quoted(text, lexicon, taken, defining),
        *_bare(text, lexicon, taken),
    ]
    return sorted(found, key=lambda candidate: candidate.start)


def find_definitions(text: str) -> Iterator[Definition]:
    """Yield the short forms that a paragraph defines: 以下简称《条例》."""
    for match in _DEFINES.finditer(text):
        for short in _SHORT.finditer(match[1]):
            yield Definition(short[0].strip(), match.start(), match.end())


def _marked(text: str, lexicon: Lexicon, taken: _Taken, defining: list[tuple[int, int]]) -> Iterator[Candidate]:
    for match in _MARKED.finditer(text):
        if any(start <= match.start() < end for start, end in defining):
            taken.take(*match.span())
            continue
        if not taken.is_free(*match.span()):
            continue
        title = re.sub(r"\s", "", match[1] or match[2] or match[3])
        name = lexicon.titles.get(fold_title(title))
        inner = list(_INNER.finditer(match[0])) if match[1] and name is None else []
        if inner:
            # 《关于印发〈…条例〉的通知》 cites what it hands down.
            for part in inner:
                known = lexicon.titles.get(fold_title(part[1]))
                if known:
                    at = match.start() + part.start()
                    yield _candidate(text, at, at + len(part[0]), known.text, known)
            taken.take(*match.span())
            continue
        taken.take(*match.span())
        if name is None and (parts := _joined(match, lexicon)):
            yield from parts
            continue
        if name is None and not title.endswith(RULE_ENDINGS) and lexicon.nearest(title) is None:
            # A book, a paper or a film.
            continue
        candidate = _candidate(text, *match.span(), title, name)
        for article in candidate.articles:
            taken.take(article.start, article.end)
        yield candidate


def _joined(match: re.Match[str], lexicon: Lexicon) -> list[Candidate]:
    """The titles that stand together between one pair of marks: 《…准则、…条例》; none unless all are known."""
    found = []
    for part in re.finditer(r"[^《》〈〉、和与及]+", match[0]):
        name = lexicon.titles.get(fold_title(part[0]))
        if name is None or name.kind is not NameKind.WORK:
            return []
        start = match.start() + part.start()
        found.append(_candidate(match.string, start, start + len(part[0]), name.text, name))
    return found


def _quoted(text: str, lexicon: Lexicon, taken: _Taken, defining: list[tuple[int, int]]) -> Iterator[Candidate]:
    for match in _QUOTED.finditer(text):
        name = lexicon.titles.get(match[1])
        if name is None or name.kind is not NameKind.SHORT or not taken.is_free(*match.span()):
            continue
        taken.take(*match.span())
        if not any(start <= match.start() < end for start, end in defining):
            # The link takes the words alone: the quotation marks are the sentence's.
            yield _candidate(text, match.start(1), match.end(1), match[1], name)


def _bare(text: str, lexicon: Lexicon, taken: _Taken) -> Iterator[Candidate]:
    for match in lexicon.pattern.finditer(text):
        name = lexicon.bare.get(match[0])
        if name is None or match[0] in lexicon.unless or not taken.is_free(*match.span()):
            continue
        if name.kind is not NameKind.CONCEPT and text.endswith(LONGER_BEFORE, 0, match.start()):
            continue
        candidate = _candidate(text, *match.span(), match[0], name)
        if name.kind is NameKind.CONCEPT and not _in_context(candidate, lexicon):
            continue
        taken.take(*match.span())
        for article in candidate.articles:
            taken.take(article.start, article.end)
        yield candidate


def _in_context(candidate: Candidate, lexicon: Lexicon) -> bool:
    if candidate.name is None:
        return False
    return is_meant(lexicon.concept_of(candidate.name), candidate.text, candidate.sentence, candidate.clause)


def find_unclear(text: str, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield the names of concepts that others use too, where nothing says that the concept is meant."""
    for match in lexicon.common_names.finditer(text):
        candidate = Candidate(*match.span(), match[0], lexicon.bare.get(match[0]), paragraph=text)
        if match[0] not in lexicon.unless and not _in_context(candidate, lexicon):
            yield candidate


def _candidate(text: str, start: int, end: int, name_text: str, name: Name | None) -> Candidate:
    after = end
    if after < len(text) and text[after] in "”’」』":
        after += 1
    year = ""
    if match := _YEAR.match(text, after):
        # The year is part of what is cited, and so of the link, unless a quotation mark parts them.
        end = match.end() if after == end else end
        year, after = match[1], match.end()
    if (match := _BETWEEN.match(text, after)) and _ARTICLE.match(text, match.end()):
        after = match.end()
    articles = tuple(_articles(text, after))
    return Candidate(start, end, name_text, name, year, articles, text)


def _articles(text: str, at: int) -> Iterator[ArticleMention]:
    while True:
        if shared := _SHARED.match(text, at):
            yield from _shared(shared)
            end = shared.end()
        elif match := _ARTICLE.match(text, at):
            sub = f"_{read_number(match[2])}" if match[2] else ""
            yield ArticleMention(match.start(), match.end(), f"art-{read_number(match[1])}{sub}")
            end = match.end()
        else:
            return
        joint = _JOINT.match(text, end)
        if joint is None:
            return
        at = joint.end()


def _shared(match: re.Match[str]) -> Iterator[ArticleMention]:
    """第92、93条: the first takes 第 with it, the last 条."""
    numbers = list(re.finditer(_NUMBER, match[1]))
    for number in numbers:
        start = match.start() if number is numbers[0] else match.start(1) + number.start()
        end = match.end() if number is numbers[-1] else match.start(1) + number.end()
        yield ArticleMention(start, end, f"art-{read_number(number[0])}")


def _between(text: str, start: int, end: int, stops: str) -> str:
    first = max((text.rfind(stop, 0, start) for stop in stops), default=-1) + 1
    lasts = [place for stop in stops if (place := text.find(stop, end)) >= 0]
    return text[first : min(lasts, default=len(text))]

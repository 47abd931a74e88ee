"""Reads the head of an official text: its title, and what the lines around it say of its making."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scripts.intake.galley import GalleyParagraph
from scripts.intake.marks import MarkKind, parse_mark
from scripts.intake.official_text.sayings import DATE, Event, Step, plain_figures, read_day, read_events
from scripts.intake.official_text.title import BODY, TitleLines, find_other_titles, find_title

_B = "[ \t\u3000\u00a0]*"
_FIRST = re.compile(rf"(?:\*\*)?第{_B}[1一]{_B}(?:编|章|节|条)(?:[ \t\u3000\u00a0*]|$)")
_ARTICLE = re.compile(rf"(?:\*\*)?第{_B}[1一]{_B}条(?:[ \t\u3000\u00a0*]|$)")
_PREFACE = re.compile(rf"(?:总{_B}纲|序{_B}言|前{_B}言|导{_B}言|引{_B}言)$")
_NUMBER = re.compile(
    rf"(?:^|[\s(（])(?P<number>[\u4e00-\u9fff]{{1,10}}{_B}[〔［\[【（(]{_B}(?:19|20)[0-9]{{2}}{_B}[〕］\]】）)]{_B}(?:第{_B})?[0-9]+{_B}号)"
)
_ORDER_HEAD = re.compile(rf"(?P<body>[\u4e00-\u9fff、 \u3000]{{0,40}}?){_B}(?:令|公{_B}告)")
_ORDER_NUMBER = re.compile(rf"第{_B}(?P<number>[0-9〇○零一二三四五六七八九十百]+){_B}号")
_SENT_ON = re.compile(
    r"(?P<body>[\u4e00-\u9fff、 \u3000]{0,40}?)"
    r"(?:关于(?:印发|发布|公布|下发)|(?:印发|发布|公布|下发)《[^《》]+》的通知$)"
)
#: Who passes on another's text has not made it, and its day is not that of the text.
_PASSED_ON = re.compile(r"[^。]*?(?:^|关于|厅|委|府|局|部|院)(?:批转|转发)[^。]*")
#: An article that a decision quotes is none of its own.
_QUOTES = re.compile(r"(?:修改为|修正为|作为第[^，。；]{1,8}条|增加[^。；]{0,20}条)[：:]$")
_SENT_OUT = re.compile(r"(?:^|[，。\s])(?P<body>[\u4e00-\u9fff、 \u3000]{2,40}?)(?:联合)?印发了?《[^《》]+》")
#: How a note that stands without brackets ends, and how the next one begins.
_ENDS = re.compile(r"(?:通过|批准|决定|修订|修正|修改|发布|印发|公布|颁布|下发|施行|试行|实施|执行|生效|号|[。)])$")
_BEGINS = re.compile(rf"\(|根据|依据|自|{DATE.pattern}")
#: A note has a line of its own and is no sentence.
_LONGEST_NOTE = 400
_MOST_LINES = 60


@dataclass(frozen=True)
class Said:
    """Something that a text says of itself, with the words and the line that say it (依据)."""

    event: Event
    line: int


@dataclass(frozen=True)
class Head:
    """What stands above the provisions of an official text (文首).

    Attributes:
        title: Its title; None where no line is one.
        start: Index of the paragraph with which preface or provisions begin.
        said: What was done with the text, in the order in which it is said.
        number: The number of the paper that issued it, and its line; empty where none stands there.
        number_line: The line of that.
        sender: Who is said to have issued it, where no day is said.
        sender_words: The words that say so.
        sender_line: The line of that.
        others: Titles of other texts that stand before it.
        has_articles: Whether its provisions are numbered 第一条.
    """

    title: TitleLines | None
    start: int
    said: tuple[Said, ...]
    number: str = ""
    number_line: int = 0
    has_articles: bool = True
    sender: str = ""
    sender_words: str = ""
    sender_line: int = 0
    others: tuple[str, ...] = ()


def read_head(paragraphs: Sequence[GalleyParagraph]) -> Head:
    """Read the head of an official text; whatever is not said stays empty."""
    start, has_articles = _find_start(paragraphs)
    title = find_title(paragraphs, start)
    passed = [place for place in range(title.first if title else 0) if _PASSED_ON.fullmatch(paragraphs[place].text)]
    above = range(0 if passed else title.first if title else 0)
    said = [*_read_order(paragraphs, above)]
    number, number_line = "", 0
    below = list(_notes(paragraphs, title.last + 1 if title else 0, start))
    for text, line in below:
        said += [Said(event, line) for event in read_events(text)]
    for paragraph in paragraphs[title.first if title and passed else 0 : min(start, _MOST_LINES)]:
        # What a sentence names is another paper: 你院请示（某号）收悉。
        if len(paragraph.text) <= _LONGEST_NOTE and not re.search("[。；：]$|收悉", paragraph.text):
            number, number_line = next(
                ((re.sub(_B, "", match["number"]), paragraph.number) for match in _NUMBER.finditer(paragraph.text)),
                (number, number_line),
            )
    sent = next(_find_sender(paragraphs[: 0 if passed or not title else title.last + 1]), ("", "", 0))
    others = tuple(find_other_titles(paragraphs, title)) if title else ()
    return Head(title, start, tuple(said), number, number_line, has_articles, *sent, others)


def _find_sender(above: Sequence[GalleyParagraph]) -> Iterator[tuple[str, str, int]]:
    """Yield who issued the text by the words above it, those words and their line: 近日，某机关印发了《某规定》."""
    for paragraph in above[-_MOST_LINES:]:
        match = _SENT_OUT.search(paragraph.text)
        body = re.sub(r"[ \t\u3000]+", "、", match["body"].strip()) if match else ""
        if match and BODY.search(body) and len(paragraph.text) <= _LONGEST_NOTE:
            yield body, match[0].strip("，。 "), paragraph.number


def _find_start(paragraphs: Sequence[GalleyParagraph]) -> tuple[int, bool]:
    """Where the provisions begin, and whether they are articles."""
    texts = [re.sub(r"^#{1,6}[ \t]*", "", paragraph.text) for paragraph in paragraphs]
    own = [place for place, text in enumerate(texts) if not (place and _QUOTES.search(texts[place - 1]))]
    if any(_ARTICLE.match(texts[place]) for place in own):
        first = next(place for place in own if _FIRST.match(texts[place]))
        # A preface with a heading of its own comes before the first chapter.
        preface = next((place for place, text in enumerate(texts[:first]) if _PREFACE.match(text)), first)
        return preface, True
    marked = (MarkKind.PART, MarkKind.HAN, MarkKind.NUMBER)
    marks = [parse_mark(text) for text in texts]
    begins = (place for place, mark in enumerate(marks) if mark and mark.kind in marked and mark.value == 1)
    return next(begins, len(paragraphs)), False


def _notes(paragraphs: Sequence[GalleyParagraph], first: int, start: int) -> Iterator[tuple[str, int]]:
    """Yield the notes between title and text with their lines; one in brackets may stand in several lines."""
    place = first
    while place < min(start, first + _MOST_LINES):
        text, line = plain_figures(paragraphs[place].text), paragraphs[place].number
        while place + 1 < start and len(text) <= _LONGEST_NOTE * 4 and _goes_on(text, paragraphs[place + 1].text):
            place += 1
            text += plain_figures(paragraphs[place].text)
        # The first words of the text may run on behind the bracket.
        text = _bracketed(text) or text
        bracketed = text.startswith("(") and text.rstrip().endswith(")")
        plain = len(text) <= _LONGEST_NOTE and not re.search("。|[：；]$", text)
        if plain or (bracketed and len(text) <= _LONGEST_NOTE * 4):
            yield text, line
        place += 1


def _bracketed(text: str) -> str:
    """A note in brackets without what follows it; empty where there is none."""
    depth = 0
    for place, character in enumerate(text if text.startswith("(") else ""):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[: place + 1]
    return ""


def _goes_on(text: str, following: str) -> bool:
    """Whether a note goes on in the next line: its bracket is open, or its sentence is."""
    if text.count("(") > text.count(")"):
        return True
    begun = DATE.search(text) is not None and not text.startswith("(")
    return begun and not _ENDS.search(text) and not _BEGINS.match(plain_figures(following))


def _read_order(paragraphs: Sequence[GalleyParagraph], above: range) -> Iterator[Said]:
    """Yield what an order, an announcement or a notice above the title says: 国务院令, 公告, 关于印发…的通知."""
    body = sender = number = name = ""
    sends = False
    for place in above[-_MOST_LINES:]:
        text, line = plain_figures(paragraphs[place].text).strip(), paragraphs[place].number
        if match := _SENT_ON.match(text) or _ORDER_HEAD.fullmatch(text):
            name = "令" if text.endswith("令") else "公告"
            # The body's name may fill a line of its own above.
            words = match["body"].strip() or (paragraphs[place - 1].text if place else "")
            body = re.sub(r"[ \t\u3000]+", "、", words.strip()).removeprefix("中华人民共和国").strip("、")
            sender, body = body, body if BODY.search(body) else ""
            sends = True
        elif (match := _ORDER_NUMBER.fullmatch(text)) and sends:
            number = f"{sender}{name}第{match['number']}号"
        elif sends and (match := DATE.fullmatch(text.strip("()"))) and (day := read_day(match)):
            yield Said(Event(Step.ISSUED, day, body, number, whole=True, words=text), line)
        elif sends and len(text) <= _LONGEST_NOTE:
            yield from (Said(event, line) for event in read_events(text) if event.step is not Step.ISSUED)

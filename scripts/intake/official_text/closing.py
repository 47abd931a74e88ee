"""Reads from the last provisions of a text from when on it applies and what it repeals (附则).

Source of the forms: 立法技术规范（试行）（一）(全国人大常委会法工委, 2009), for the closing provisions of laws.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.domain.dates import PartialDate
from macros.domain.sentences import split_sentences
from scripts.intake.official_text.articles import ProvisionText
from scripts.intake.official_text.sayings import DATE, plain_figures, read_day, without_titles

#: So many provisions from the end may hold the closing rules.
_LAST = 6
_OWN = "条例|准则|规定|办法|规则|细则|意见|解释|批复|决定|决议|通知|章程|宪法|法典|法"
_BEGINS = r"起(?:正式)?(?:施行|试行|实施|执行|生效)(?!的|以?前)"
_EVENT = "发布|公布|印发|颁布|通过|下发"
_IN_FORCE = re.compile(
    rf"(?P<subject>[^，。；《》]*?)(?:自|从|于)[ \t\u3000]*"
    rf"(?:(?P<date>{DATE.pattern})|(?P<event>{_EVENT})之日){_BEGINS}"
)
_ITSELF = re.compile(rf"本(?:{_OWN})(?![^，。；]{{0,4}}(?:以?前|之前))")
#: What begins is the whole text, and no standard, fee or rule in it.
_WHOLE = re.compile(rf"(?:本(?:{_OWN})[^所中的内第标费款]*)?|(?:现?予以?公布|并且?|将|应当?|统一|一律|均|同时|正式)*")
_PART_OF_IT = re.compile(r"第[零一二三四五六七八九十百0-9]+[章节条款项]")
_REPEALS = re.compile("(?:同时|即行|予以|一并|随之|自动|自行|相应|起)(?:全部)?废止")
#: Of the text itself, and not of a certificate that it speaks of.
_TERM = re.compile(rf"(?:本(?:{_OWN})[^。；]{{0,20}}|施行|实施|执行)[，,]?(?:试行期|有效期)")
_YIELDS = re.compile(r"不一致的?，?(?:一律)?(?:以|按照?|依照|适用)[^。；]*(?:为准|执行|规定)?")


@dataclass(frozen=True)
class Start:
    """From when on a text applies, as it says itself (施行).

    Attributes:
        day: The day that it names; None where it names an event.
        event: What its day is the day of, such as 发布; empty where it names the day.
        sentence: Its words.
        line: Their line.
    """

    day: PartialDate | None
    event: str
    sentence: str
    line: int


@dataclass(frozen=True)
class Closing:
    """What the last provisions say.

    Attributes:
        starts: Every day that they name for the whole text; more than one cannot be told apart.
        repeals: The sentences on older texts, and their line; empty where there are none.
        repeals_line: Line of the first of them.
    """

    starts: tuple[Start, ...]
    repeals: str
    repeals_line: int


def read_closing(articles: Sequence[ProvisionText]) -> Closing:
    """Read the last provisions of a text."""
    sentences = _last_sentences(articles)
    starts = [start for sentence, line in sentences for start in _starts(sentence, line)]
    distinct = {(start.day, start.event): start for start in starts}
    gone = [(sentence, line) for sentence, line in sentences if _REPEALS.search(without_titles(sentence))]
    # What only yields where it differs names no text: that counts where nothing is repealed by name.
    gone = gone or [(sentence, line) for sentence, line in sentences[-8:] if _YIELDS.search(without_titles(sentence))]
    return Closing(tuple(distinct.values()), "".join(sentence for sentence, _ in gone), gone[0][1] if gone else 0)


def find_term(articles: Sequence[ProvisionText]) -> str:
    """The sentence among the last provisions that says how long the text applies (有效期); empty where none does."""
    return next((sentence.strip() for sentence, _ in _last_sentences(articles) if _TERM.search(sentence)), "")


def _last_sentences(articles: Sequence[ProvisionText]) -> list[tuple[str, int]]:
    return [
        (sentence, paragraph.number)
        for article in articles[-_LAST:]
        for paragraph in article.paragraphs
        if not paragraph.table
        for sentence in split_sentences(paragraph.text)
    ]


def _starts(sentence: str, line: int) -> Iterator[Start]:
    plain = plain_figures(sentence)
    veiled = without_titles(plain)
    for match in _IN_FORCE.finditer(veiled):
        before, subject = veiled[: match.start()].strip(), match["subject"].strip()
        # 第十条自某日起施行 is a part of the text, as is 新标准自某日起施行; 《甲办法》自某日起施行 another one.
        if _PART_OF_IT.search(before + match[0]) or not _WHOLE.fullmatch(subject):
            continue
        if before and not _ITSELF.search(before + subject):
            continue
        day = None
        if match["date"] and (date := DATE.search(match["date"])) is not None:
            day = read_day(date)
            if day is None:
                continue
        yield Start(day, match["event"] or "", sentence.strip(), line)

"""What an official text says of itself, fact by fact, each with the words that it is taken from (来稿所载).

Nothing is inferred that the text does not say, but for one thing: a law that applies from its promulgation, and names
only the day of its adoption, is proposed with that day, unproven.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from macros.domain.dates import PartialDate
from scripts.intake.galley import GalleyParagraph
from scripts.intake.official_text.articles import Provisions, read_provisions
from scripts.intake.official_text.closing import Closing, Start, read_closing
from scripts.intake.official_text.head import Head, Said, read_head
from scripts.intake.official_text.history import History
from scripts.intake.official_text.sayings import Step
from scripts.intake.official_text.title import find_kind

#: Sessions are held by those whose text it becomes.
_SESSION = re.compile(
    r"(?:第[一二三四五六七八九十]+届)?(?P<body>.*?(?:全国人民代表大会常务委员会|全国人民代表大会|人民代表大会常务委员会|人民代表大会|国务院))"
    r"(?:第.{1,12}?次(?:全体|常务)?会议|全体会议|常务会议)"
)
_COURT = re.compile(r"(最高人民法院|最高人民检察院)")
_PARTY = re.compile(r"中国共产党第.{1,6}(?:次全国代表大会|届中央委员会.*)")
_TERM = re.compile(r"第[一二三四五六七八九十]+届")


@dataclass(frozen=True)
class Found:
    """A fact that a text says of itself (来稿所载的一项).

    Attributes:
        value: The fact; None where the text does not say it.
        words: The words that it is taken from.
        line: Their line; 0 for what was counted.
        proven: Whether the words prove it.
        note: What a reader must know beside it.
    """

    value: PartialDate | str | None = None
    words: str = ""
    line: int = 0
    proven: bool = False
    note: str = ""


@dataclass(frozen=True)
class TextFacts:
    """All of them.

    Attributes:
        title: Its title.
        title_line: Where that stands.
        kind: What kind of regulation it is; empty where the title names none.
        issuer: Who made it.
        number: The number of the paper that issued it.
        adopted: When it was adopted, or given this wording.
        adopted_by: By whom.
        issued: When it was issued.
        in_force: From when on it applies.
        repeals: What it says of older texts; an empty text where it says nothing.
        unit: What its provisions are called.
        partly: Whether a decision gave it its wording, so that what it says of its beginning is older.
        whole: Whether it ends as a whole text does, with its beginning; one that does not may be cut off.
        year: The year by which this wording is known; None where it cannot be told.
        year_from: What the year is taken from, in Chinese.
    """

    title: str
    title_line: int
    kind: str
    issuer: Found
    number: Found
    adopted: Found
    adopted_by: str
    issued: Found
    in_force: Found
    repeals: Found
    unit: str
    partly: bool
    whole: bool
    year: int | None
    year_from: str = ""

    @property
    def form(self) -> str:
        """What the text calls itself, such as 条例（试行）."""
        note = next((note for note in ("（试行）", "（暂行）") if self.title.endswith(note)), "")
        return f"{self.kind}{note}" if self.kind else ""


@dataclass(frozen=True)
class TextRead:
    """An official text read: its head, its provisions, its facts."""

    head: Head
    provisions: Provisions
    facts: TextFacts


def read_text(paragraphs: Sequence[GalleyParagraph], *, title: str = "") -> TextRead:
    """Read an official text of which nothing is known.

    Args:
        paragraphs: The whole file, cleaned and joined.
        title: Its title, where a person has given it.
    """
    head = read_head(paragraphs)
    unit = "条" if head.has_articles else "点"
    after = paragraphs[head.title.last + 1 if head.title else 0 :]
    provisions = read_provisions(after, unit, "art" if head.has_articles else "part")
    if not head.has_articles:
        unit = _unit(provisions)
        provisions = read_provisions(after, unit, "part")
    return TextRead(head, provisions, _facts(head, provisions, unit, title))


def _unit(provisions: Provisions) -> str:
    """What provisions without articles are called: 部分 with headings and text below, 项 with figures, else 点."""
    articles = provisions.articles
    if articles and sum(article.titled for article in articles) * 2 > len(articles):
        return "部分"
    return "项" if articles and articles[0].heading[:1].isdigit() else "点"


def _facts(head: Head, provisions: Provisions, unit: str, title: str) -> TextFacts:
    words = title or (head.title.words if head.title else "")
    kind = find_kind(words)
    history = History.of(head.said)
    closing = read_closing(provisions.articles)
    adopted, issued = _adopted(history), _issued(history)
    in_force = _in_force(history, closing, kind)
    year, year_from = _year(head, history, adopted, in_force)
    return TextFacts(
        title=words,
        title_line=head.title.line if head.title else 0,
        kind=kind,
        issuer=_issuer(words, kind, history, head),
        number=_number(head, history),
        adopted=adopted,
        adopted_by="、".join(dict.fromkeys(body for said in history.partners() if (body := said.event.body))),
        issued=issued,
        in_force=in_force,
        repeals=_repeals(closing, provisions),
        unit=unit,
        partly=history.partly,
        whole=bool(closing.starts),
        year=year,
        year_from=year_from,
    )


def _adopted(history: History) -> Found:
    """The last adoption; where two bodies adopted in one sentence, the later day, for only then both had."""
    partners = history.partners()
    if not partners:
        return Found()
    day = max((said.event.day for said in partners), key=lambda day: day.last)
    words = "、".join(said.event.words for said in partners)
    note = "几个机关各自通过，取最后一个日期" if len({said.event.day for said in partners}) > 1 else ""
    return Found(day, words, partners[-1].line, proven=True, note=note)


def _issued(history: History) -> Found:
    if history.issue:
        return Found(history.issue.event.day, history.issue.event.words, history.issue.line, proven=True)
    if amendment := history.amendment:
        note = "取修改决定的日期，文中没有写是通过还是公布的日期"
        return Found(amendment.event.day, amendment.event.words, amendment.line, note=note)
    return Found()


def _number(head: Head, history: History) -> Found:
    """The number of the paper that gave this wording; none where that of an older one alone is said."""
    last = max((one.event.day.year for one in history.makings), default=0)
    if head.number:
        stated = re.search(r"(?:19|20)[0-9]{2}", head.number)
        older = stated is not None and int(stated[0]) < last
        return Found() if older else Found(head.number, head.number, head.number_line, proven=True)
    if history.issue and (number := history.issue.event.number):
        return Found(number, number, history.issue.line, proven=True)
    return Found()


def _issuer(title: str, kind: str, history: History, head: Head) -> Found:
    """Who made the text: who issued it; of a law, of whom the session was that first adopted it."""
    adoptions, issue = history.adoptions, history.issue or history.amendment
    courts = list(dict.fromkeys(_COURT.findall(title)))
    if courts:
        return Found("、".join(courts), title, 0, proven=True)
    if issue and issue.event.body and not _SESSION.fullmatch(issue.event.body):
        return Found(issue.event.body, issue.event.words, issue.line, proven=True)
    for said in (*adoptions[:1], *history.of_step(Step.ISSUED)[:1]):
        body = said.event.body
        if session := _SESSION.match(body):
            return Found(_TERM.sub("", session["body"]), said.event.words, said.line, proven=True)
    if adoptions and _PARTY.fullmatch(adoptions[-1].event.body):
        return Found(adoptions[-1].event.body, adoptions[-1].event.words, adoptions[-1].line, proven=True)
    if issue and issue.event.body:
        return Found(issue.event.body, issue.event.words, issue.line, proven=True)
    if kind == "法律" and adoptions and "人民代表大会" in adoptions[0].event.body:
        return Found(adoptions[0].event.body, adoptions[0].event.words, adoptions[0].line, proven=True)
    if head.sender:
        return Found(head.sender, head.sender_words, head.sender_line, proven=True)
    return Found()


def _in_force(history: History, closing: Closing, kind: str) -> Found:
    """From when on this wording applies: what its head names, else its last provision."""
    named = list(history.beginnings())
    days = {said.event.day for said in named}
    if history.partly:
        if len(days) == 1:
            return Found(named[0].event.day, named[0].event.words, named[0].line, proven=True)
        note = "文中没有写这次修改自哪一天起施行，看修改决定"
        if not closing.starts:
            return Found(note=note)
        start = closing.starts[-1]
        return Found(None, start.sentence, start.line, note=f"末条所写是修改以前的施行日期；{note}")
    days |= {start.day for start in closing.starts if start.day}
    if len(days) > 1 or len({start.event for start in closing.starts}) > 1:
        said = "；".join([*(one.event.words for one in named), *(start.sentence for start in closing.starts)])
        return Found(None, said, 0, note="文中写了几个施行日期，分不清是哪一个")
    if days:
        words, line = _where(named, closing.starts)
        return _held_against_making(Found(days.pop(), words, line, proven=True), history)
    return _by_event(closing.starts[0], kind, history) if closing.starts else Found()


def _held_against_making(found: Found, history: History) -> Found:
    """A day before the text was made: that of an older wording where it was revised, else unproven."""
    made = [one.event.day for one in (history.adoption, history.issue) if one]
    if not isinstance(found.value, PartialDate) or not made or found.value.last >= max(day.first for day in made):
        return found
    if history.revised:
        note = "末条所写早于这次修订，文中没有写修订后的文本自哪一天起施行"
        return Found(None, found.words, found.line, note=note)
    return replace(found, proven=False, note="文中所写的施行日期早于通过、发布的日期")


def _where(named: Sequence[Said], starts: Sequence[Start]) -> tuple[str, int]:
    start = next((start for start in starts if start.day), None)
    return (start.sentence, start.line) if start else (named[0].event.words, named[0].line)


def _by_event(start: Start, kind: str, history: History) -> Found:
    """The day of the event by which a text begins: 自发布之日起施行."""
    adoption, issue = history.adoption, history.issue
    if start.event == "通过":
        day = adoption.event.day if adoption else None
        return Found(day, start.sentence, start.line, proven=day is not None, note="取通过的日期" if day else "")
    if issue:
        note = f"文中写自{start.event}之日起，取文首所载的日期"
        return Found(issue.event.day, start.sentence, start.line, proven=True, note=note)
    if adoption and (kind == "法律" or "人民代表大会" in adoption.event.body):
        note = f"文中写自{start.event}之日起，没有写{start.event}日期；这里取通过的日期，没有核实"
        return Found(adoption.event.day, start.sentence, start.line, note=note)
    return Found(None, start.sentence, start.line, note=f"文中写自{start.event}之日起，没有写{start.event}日期")


def _repeals(closing: Closing, provisions: Provisions) -> Found:
    if closing.repeals:
        return Found(closing.repeals, closing.repeals, closing.repeals_line, proven=True)
    # A text that is whole says when it begins; what it does not say then, it does not say at all.
    if closing.starts and not provisions.faults:
        return Found("没有写明废止旧文", closing.starts[0].sentence, closing.starts[0].line, proven=True)
    return Found()


def _year(head: Head, history: History, adopted: Found, in_force: Found) -> tuple[int | None, str]:
    if history.issue:
        return history.issue.event.day.year, "发布的年份"
    if history.amendment:
        return history.amendment.event.day.year, "修改决定的年份"
    if isinstance(adopted.value, PartialDate):
        return adopted.value.year, "通过的年份"
    if head.title and head.title.year:
        return head.title.year, "题名旁边的年份"
    if isinstance(in_force.value, PartialDate):
        return in_force.value.year, "施行的年份"
    return None, ""

"""What a line under a title says of the text's making: who did what on which day (题注).

Source of the form: 立法法 (2023) 第六十五条 asks for the body and the day of adoption under a law's title, and for
those of each amendment in order of time; Party regulations, orders and judicial interpretations are headed alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from macros.domain.dates import PartialDate
from macros.domain.numerals import read_number
from scripts.intake.official_text.title import BODY

_WIDE = str.maketrans("０１２３４５６７８９（）", "0123456789()")
_B = "[ \t\u3000\u00a0]*"
_HAN = "〇○零一二三四五六七八九十"
#: 2023年12月8日, 2018年 10月, 一九九七年二月十七日, 2019.1.1, 2019-01-01.
DATE = re.compile(
    rf"(?<![0-9])(?P<year>(?:19|20)[0-9]{{2}}|[一二][{_HAN}]{{3}}){_B}"
    rf"(?:年(?:{_B}(?P<month>[0-9]{{1,2}}|[{_HAN}]{{1,2}}){_B}月(?:{_B}(?P<day>[0-9]{{1,2}}|[{_HAN}]{{1,3}}){_B}日)?)?"
    rf"|[.\-/](?P<m>[0-9]{{1,2}})[.\-/](?P<d>[0-9]{{1,2}})(?![0-9]))"
)
_TITLE = re.compile(r"《[^《》]*》")
#: A participle, and what a promulgating order says of itself, do nothing on the day that stands before them.
_NO_VERB = re.compile(
    r"(?:审议)?(?:通过|批准|发布|印发|公布|颁布|修订|修正)(?:的|之日)|现(?:予|将其)?(?:公布|发布|印发)"
)
_ISSUED = "发布|印发|公布|颁布|下发"
_VERB = re.compile(
    rf"(?<=会议)决定|审议批准|审议通过|讨论通过|修订通过|通过|批准|(?:第[{_HAN}0-9]+次)?(?:修订|修正|部分修改|修改)|{_ISSUED}"
    r"|起(?:正式)?(?:施行|试行|实施|执行|生效)"
)
_ORDER = re.compile(
    rf"(?:中华人民共和国)?(?P<body>[\u4e00-\u9fff、]{{2,30}}?)(?P<name>令|公告){_B}[（(]?第{_B}(?P<number>[0-9{_HAN}百]+){_B}号[)）]?"
)
_LEAD = re.compile(r"(?:[，,、；;。\s(（:：]|根据|依据|自|从|于|经|并|和|由)+$")
_NAMED_BEFORE = re.compile(r"(?:已经?|业)?(?:由|经)?(?P<body>[^，。；：《》□\s]{2,60}?)(?P<at>于)?$")
_EDGES = " \t\u3000\u00a0，,、；;。()（）：:"
_OWN_DECISION = re.compile(r"《([\u4e00-\u9fff、]{2,30}?)关于")
_SITS = re.compile("会议|大会|全会")


class Step(Enum):
    """What was done with a text (制定过程)."""

    ADOPTED = "通过"
    ISSUED = "发布"
    #: By a decision of which the day is given, and not whether it was adopted or issued then.
    AMENDED = "修改"
    IN_FORCE = "施行"


@dataclass(frozen=True)
class Event:
    """One thing that was done with a text (题注的一项).

    Attributes:
        step: What it was.
        day: When, as far as it is said.
        body: By whom, in the words of the text; may be empty.
        number: The number of the order by which, such as 国务院令第7号; may be empty.
        whole: Whether the text was given anew; False where a decision changed parts of it.
        words: The clause that says it.
    """

    step: Step
    day: PartialDate
    body: str
    number: str
    whole: bool
    words: str


def plain_figures(text: str) -> str:
    """The same text with figures and brackets as the patterns here know them, character for character."""
    return text.translate(_WIDE)


def read_day(match: re.Match[str]) -> PartialDate | None:
    """The day that a match of `DATE` names; None where no calendar has it."""
    month, day = match["month"] or match["m"], match["day"] or match["d"]
    try:
        return PartialDate(
            read_number(match["year"]), read_number(month) if month else None, read_number(day) if day else None
        )
    except ValueError:
        return None


def without_titles(text: str) -> str:
    """The same text, character for character, in which no title says anything: 《□□□》."""
    return _TITLE.sub(lambda title: f"《{'□' * (len(title[0]) - 2)}》", text)


def read_events(text: str) -> Iterator[Event]:
    """Yield what a note says was done, in its own order.

    Args:
        text: The note, with or without its brackets.
    """
    text = plain_figures(text)
    veiled = without_titles(text)
    dates = [(match, day) for match in DATE.finditer(veiled) if (day := read_day(match))]
    if not dates:
        return
    ends = [*(match.start() for match, _ in dates[1:]), len(veiled)]
    clauses = [_Clause.of(text, veiled, match, end) for (match, _), end in zip(dates, ends, strict=True)]
    said = 0
    for place, ((match, day), clause) in enumerate(zip(dates, clauses, strict=True)):
        # 甲某次会议、2016年3月25日乙某次会议通过: the verb stands once, and each has a day of its own.
        verbs = clause.verbs or (clauses[place + 1].verbs if clause.goes_on and place + 1 < len(clauses) else ())
        before = "" if clause.body else _before(text[said : match.start()], veiled[said : match.start()])
        yield from clause.events(day, verbs, before)
        said = match.start() + len(clause.words)


@dataclass(frozen=True)
class _Clause:
    """What stands between one date and the next."""

    words: str
    body: str
    number: str
    verbs: tuple[str, ...]
    by_decision: bool
    rests: bool
    given: str
    goes_on: bool

    @classmethod
    def of(cls, text: str, veiled: str, date: re.Match[str], end: int) -> _Clause:
        tail = _LEAD.search(veiled, date.end(), end)
        stop = tail.start() if tail else end
        masked = _NO_VERB.sub(lambda match: "□" * len(match[0]), veiled[date.end() : stop])
        found = list(_VERB.finditer(masked))
        body_end = date.end() + (found[0].start() if found else len(masked))
        own = text[date.end() : body_end]
        order = _ORDER.search(own)
        decision = _OWN_DECISION.search(text, date.end(), stop)
        lead = re.search(r"(?:根据|依据)$", veiled[: date.start()].rstrip(_EDGES))
        body = _body(own[: order.start()] + order["body"] if order else own)
        return cls(
            words=text[date.start() : date.end() + found[-1].end() if found else stop].strip(_EDGES),
            body=body or (decision[1] if decision else ""),
            number=f"{order['body']}{order['name']}第{order['number']}号" if order else "",
            verbs=tuple(match[0] for match in found),
            by_decision=bool(lead or "《" in masked),
            rests=bool(lead),
            given=given[0] if (given := _NO_VERB.search(veiled, date.end(), stop)) else "",
            goes_on=not found and veiled[stop : stop + 1] in {"、", "，", "和"},
        )

    def events(self, day: PartialDate, verbs: tuple[str, ...], before: str) -> Iterator[Event]:
        body = self.body or _body(_VERB.sub("", before))
        partly = "修正" in "".join(verbs) or "部分修改" in f"{verbs}{before}"
        steps = dict.fromkeys(self._step(verb, body) for verb in verbs)
        words = f"{before.strip(_EDGES)}{'，' * bool(_VERB.search(before))}{self.words}"
        for step in steps:
            # 根据某次会议通过、另一机关批准的《某决定》修正: whatever a text rests on changed parts of it.
            whole = not (partly or self.rests or (self.by_decision and any("修" in verb for verb in verbs)))
            yield Event(step, day, body if step is not Step.IN_FORCE else "", self.number, whole, words)

    def _step(self, verb: str, body: str) -> Step:
        step = _step(verb)
        if step is not Step.ADOPTED or "修" not in verb:
            return step
        # An order revises by being issued: the day of adoption stands elsewhere, if at all.
        if self.number or re.match(_ISSUED, self.given):
            return Step.ISSUED
        return Step.AMENDED if self.by_decision and not self.given and not _SITS.search(body) else step


def _before(text: str, veiled: str) -> str:
    """Who is named before a date: 某大会部分修改，2017年10月24日通过; 某机关2010年1月18日印发; 已由某会议于某日通过."""
    if _VERB.search(veiled):
        return text
    match = _NAMED_BEFORE.search(veiled.strip(_EDGES))
    return match["body"] if match and (match["at"] or BODY.search(match["body"])) else ""


def _body(words: str) -> str:
    words = _TITLE.sub("", words).strip(_EDGES)
    words = re.sub(rf"第[{_HAN}0-9]+次$|(?:审议)?通过的$", "", words)
    return words.strip(_EDGES).removeprefix("由").removeprefix("经").strip(_EDGES)


def _step(verb: str) -> Step:
    if verb.startswith("起"):
        return Step.IN_FORCE
    return Step.ISSUED if re.fullmatch(_ISSUED, verb) else Step.ADOPTED

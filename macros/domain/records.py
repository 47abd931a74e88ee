"""What a page records, fact by fact, as its readers see it: so that a fact that changed is told from one that came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from macros.domain.concepts import LocalRule
from macros.domain.ledgers import Closure, Due, Entry, Event, Ledger, LedgerMeasure
from macros.domain.packs import StudyPack
from macros.domain.reports import Report
from macros.domain.signing import text_as_signed

#: What is given out to readers, and can be put right openly.
GivenPage = Report | Ledger | LocalRule | StudyPack

#: Lists of a measure that only grow, and what makes their rows.
DATES, EVENTS = "期限", "办理记录"
DAY, REASON, STATUS, PROOF = "日期", "改期原因", "状态", "佐证"
KIND, NEXT_CHECK = "类型", "下次检查"
#: Who asked for, verified and approved an end, and when it was.
CLOSURE = ("申请人", "验收人", "批准人", "销号日期")


@dataclass(frozen=True)
class Record:
    """One thing that a page records (记下的一件事): an entry of a ledger, a measure, the head of a page.

    Attributes:
        id: What it is known by; of a page's head empty.
        within: The entry that it is part of, by its id; empty for none.
        name: What it is called: 第2项措施1.
        facts: What is said of it, by what each is called; what is not said is left out.
        rows: What is said of it time and again, by what the list is called.
        audience: Who may read it, where that is not who may read its page.
    """

    id: str
    within: str
    name: str
    facts: Mapping[str, str]
    rows: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    audience: str = ""

    @property
    def words(self) -> str:
        """What stands for all of it: the first that is said."""
        return next(iter(self.facts.values()), "")


def words_of(page: GivenPage) -> str:
    """What a page says in running text: of a ledger what stands under its title, since all else is recorded."""
    match page:
        case Report():
            return text_as_signed(page)
        case StudyPack():
            return "\n".join(filter(None, (*page.questions, page.text)))
        case LocalRule() | Ledger():
            return page.text


def records_of(page: GivenPage) -> tuple[Record, ...]:
    """What a page records; of a paper nothing, since all of it is running text.

    Of a pack neither what goes in nor how many lines are printed to write on: both are put together anew for a session.
    """
    match page:
        case Report():
            return ()
        case LocalRule():
            facts = {"标题": page.title, "级别": page.level, "制定单位": page.issuer, "知道多少": str(page.known)}
            return (_head(facts | {"别的叫法": "、".join(page.aliases), "备注": page.note}),)
        case StudyPack():
            held_on = str(page.held_on or "")
            return (_head({"标题": page.title, "学习时间": held_on, "学习地点": page.place, "主持": page.host}),)
        case Ledger():
            entries = (record for entry in page.entries for record in _of_entry(entry, page))
            return (_head({"标题": page.title, "单位": page.unit}), *entries)


def name_facts(records: Iterable[Record]) -> dict[str, str]:
    """What is said of each fact of records, by the fact's whole name: 第2项措施1责任人."""
    return {f"{record.name}{name}": words for record in records for name, words in record.facts.items()}


def _head(facts: Mapping[str, str]) -> Record:
    return Record("", "", "", _said(facts))


def _of_entry(entry: Entry, ledger: Ledger) -> Iterator[Record]:
    name, again = f"第{entry.number}项", entry.repeats
    repeats = f"{again[:4]}年第{int(again.rpartition('-')[2])}项" if again else ""
    audience = "" if entry.audience is ledger.audience else str(entry.audience)
    facts = _said({"问题": entry.text, "来源": str(entry.source), "同一问题": repeats})
    yield Record(entry.id, "", name, facts, audience=audience)
    for number, measure in enumerate(entry.measures, 1):
        yield replace(_of_measure(measure, entry.id, f"{name}措施{number}"), audience=audience)


def _of_measure(measure: LedgerMeasure, entry: str, name: str) -> Record:
    end = measure.closure or Closure()
    closure = (end.requested, end.verified_by, end.approved_by, str(end.on or ""))
    facts = {
        "措施": measure.text,
        "目标": measure.goal,
        KIND: str(measure.kind),
        "责任领导": measure.leader,
        "责任单位": measure.unit,
        "配合单位": measure.helpers,
        "责任人": measure.owner,
        NEXT_CHECK: str(measure.next_check or ""),
        **dict(zip(CLOSURE, closure, strict=True)),
    }
    rows = {DATES: tuple(map(_due, measure.due)), EVENTS: tuple(map(_event, measure.history))}
    return Record(str(measure.item or ""), entry, name, _said(facts), rows)


def _due(due: Due) -> Mapping[str, str]:
    return _said({DAY: str(due.on), REASON: due.why})


def _event(event: Event) -> Mapping[str, str]:
    days = {DAY: str(event.on or ""), "记录于": str(event.recorded_on or "")}
    return _said(days | {STATUS: str(event.status), "内容": event.note, PROOF: event.evidence})


def _said(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: words for name, words in facts.items() if words}

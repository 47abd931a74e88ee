"""What one sentence says of a yearly duty: that it was done, is planned, or was not done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from macros.domain.amounts import find_amounts
from macros.domain.concepts import Duty
from macros.domain.reports import Item, PartKind, Report, Series
from macros.domain.sentences import split_clauses, split_sentences


class DutyStanding(Enum):
    """What a sentence is worth as a record (记载的性质)."""

    RECORD = "记载"
    PLAN = "安排"
    SHORTCOMING = "问题中提到"
    DENIED = "原文为否定"


@dataclass(frozen=True)
class Saying:
    """A sentence on a duty, and how often it says that it was done (原文).

    Attributes:
        words: The sentence, or of a long one the clauses that matter.
        standing: What it is worth as a record.
        times: How often it was done; None where no figure stands there.
    """

    words: str
    standing: DutyStanding
    times: Decimal | None


#: 将 and 计划 before what is yet to be done; 将…列入 and 工作计划 are something else.
_PLANNED = re.compile(
    r"下一步|下步|下一阶段|下阶段|明年|下一?年度|今后|(?<![模虚草研])拟(?:于|在|召开|组织|开展|举办|安排)"
    r"|将(?:继续|进一步|于|在|适时|组织|开展|召开|举办|按(?:照|期|时)|以.{1,20}为)"
    r"|(?<![度作划习训育施案])计划(?:于|在|召开|组织|开展|举办|年内|每)"
)
_DENIED = re.compile(
    r"没有|没能|未(?!来|成年|雨绸缪|间断|缺席)|尚无|(?<!从)不曾|(?:不|欠)(?:够?及时|够?规范|够?经常|到位|足|深入)"
)
_OCCASIONS = frozenset({"次", "场", "场次", "堂", "节", "轮", "批次"})
_NO_COUNT = frozenset(
    [
        "不少于",
        "不低于",
        "不小于",
        "不下",
        "至少",
        "起码",
        "不超过",
        "不高于",
        "不多于",
        "低于",
        "少于",
        "小于",
        "高于",
        "多于",
        "大于",
        "不到",
        "不足",
        "最多",
        "最少",
        "以内",
    ]
)
_EVERY = re.compile(r"每[^，。；]{0,6}$")
_MEETING = re.compile(r"召开")
_THEN_STUDIED = re.compile(r"^(?:集中|专门|专题)?(?:研究|听取|部署|审议|讨论)")
_TOGETHER = re.compile(r"(?:全年|年内)?(?:共计|共|累计|总计)?")
_LONGEST = 160


def read_sayings(duty: Duty, report: Report, item: Item) -> Iterator[Saying]:
    """Yield what an item says of a duty, in reading order.

    Args:
        duty: The duty with the words to look for.
        report: The paper.
        item: One of its items.
    """
    for sentence, group in _sentences(duty, item):
        yield _read(sentence, group, report, item.kind)


def may_record(report: Report, item: Item) -> bool:
    """Whether any sentence of an item can be a record: what is planned or wrong is none."""
    return report.series is not Series.PLAN and item.kind not in {PartKind.MEASURE, PartKind.PROBLEM, PartKind.CAUSE}


def is_recorded(duty: Duty, report: Report, item: Item) -> bool:
    """Whether any sentence of an item is a record of a duty; the arguments are those of `read_sayings`."""
    told = ((sentence, _told(sentence, group)) for sentence, group in _sentences(duty, item))
    return any(_standing(sentence, words, report, item.kind) is DutyStanding.RECORD for sentence, words in told)


def _sentences(duty: Duty, item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each sentence that has the words of a duty, with those that it has."""
    for sentence in split_sentences(item.text):
        group = next((words for words in duty.words if all(word in sentence for word in words)), None)
        if group:
            yield sentence, group


def _told(sentence: str, group: tuple[str, ...]) -> str:
    """The clauses of a sentence that matter."""
    clauses = split_clauses(sentence)
    places = _places(clauses, group)
    return "".join(clauses[places[0] : places[-1] + 1]) if places else sentence


def _read(sentence: str, group: tuple[str, ...], report: Report, kind: PartKind) -> Saying:
    clauses = split_clauses(sentence)
    places = _places(clauses, group)
    told = _told(sentence, group)
    standing = _standing(sentence, told, report, kind)
    times = _times(clauses, places, group) if standing is DutyStanding.RECORD else None
    cut = len(sentence) > _LONGEST and len(told) < len(sentence)
    return Saying(f"……{told.rstrip('，,：:')}……" if cut else sentence, standing, times)


def _places(clauses: list[str], group: tuple[str, ...]) -> list[int]:
    return [place for place, clause in enumerate(clauses) if any(word in clause for word in group)]


def _standing(sentence: str, told: str, report: Report, kind: PartKind) -> DutyStanding:
    if kind is PartKind.MEASURE or report.series is Series.PLAN or _PLANNED.search(sentence):
        return DutyStanding.PLAN
    if _DENIED.search(told):
        return DutyStanding.DENIED
    return DutyStanding.SHORTCOMING if kind in {PartKind.PROBLEM, PartKind.CAUSE} else DutyStanding.RECORD


def _times(clauses: list[str], places: list[int], group: tuple[str, ...]) -> Decimal | None:
    """The one count that stands with the words; where there are several, none is chosen by guess."""
    if not places:
        return None
    near = clauses[places[0] : places[-1] + 1]
    counts = [count for clause in near for count in _counts(clause)]
    if len(counts) > 1:
        fullest = max(near, key=lambda clause: sum(word in clause for word in group))
        counts = _counts(fullest)
    first = places[0]
    if not counts and first and _MEETING.search(clauses[first - 1]) and _THEN_STUDIED.match(clauses[first]):
        # 先后召开党委会3次，专题研究…: the count stands with the meeting, just before.
        counts = _counts(clauses[first - 1])
    if not counts and places[-1] + 1 < len(clauses):
        counts = _counts_alone(clauses[places[-1] + 1])
    return counts[0] if len(counts) == 1 else None


def _counts_alone(clause: str) -> list[Decimal]:
    """The count of a clause that says nothing else: 全年共4次."""
    amount = next(find_amounts(clause, single=True), None)
    alone = amount is not None and _TOGETHER.fullmatch(clause[: amount.start]) and len(clause) <= amount.end + 1
    return _counts(clause) if alone else []


def _counts(clause: str) -> list[Decimal]:
    return [
        amount.value
        for amount in find_amounts(clause, single=True)
        if amount.unit in _OCCASIONS and amount.qualifier not in _NO_COUNT and not _EVERY.search(clause[: amount.start])
    ]

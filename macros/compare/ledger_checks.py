"""What papers say of problems put right, against the ledger of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from macros.compare.disagreement import Disagreement, DisagreementRow, FigurePlace
from macros.domain.amounts import Amount, find_amounts
from macros.domain.ledgers import Entry, EntrySource, Ledger
from macros.domain.reports import Item, PartKind, Report, Series
from macros.domain.sentences import split_sentences
from macros.word_lists import alternatives, read_lists

_UNITS = frozenset({"个", "项", "条", "件"})
#: What counts all entries of the ledger; problems of one check or campaign are others.
_ALL = re.compile(
    r"(?:全年|年内|本年|今年|今年以来|共|累计|已|全乡|全镇|乡党委|镇党委|党委)*"
    r"(?:整改问题|整改事项|台账问题|(?:列入|纳入)(?:整改)?台账的?(?:问题|事项)?)(?:共|共计|总数|为)?"
)
_FED_BACK = re.compile(r"(?:巡察|巡查).{0,16}反馈(?:的|了)?(?:各类|意见|问题|意见问题)*(?:共|共计)?$")
_DONE = re.compile(r"(?:其中)?已?(?:全部)?(?:完成整改|整改完成|完成|整改|销号|整改到位)(?:了)?$")
_OTHERS = re.compile(alternatives(read_lists(__file__)["other problems"]))
_NO_FIGURE = frozenset(
    ["约", "大约", "大概", "近", "将近", "接近", "余", "多", "来", "以上", "超过", "超", "逾", "左右"]
)


@dataclass(frozen=True)
class _Claim:
    """A number that a paper gives, with what the ledger has in its place."""

    spot: FigurePlace
    value: Decimal
    counted: int
    what: str


def compare_with_ledger(papers: tuple[Report, ...], ledger: Ledger | None) -> tuple[int, list[DisagreementRow]]:
    """Hold the numbers of problems in papers of a year against the ledger of that year.

    Plans are left out, as are problems of another check than those of the ledger.

    Returns:
        How many numbers were held against the ledger, and those that differ.
    """
    if ledger is None:
        return 0, []
    claims = [claim for report in papers for claim in _claims(report, ledger)]
    found = [
        DisagreementRow(
            Disagreement.LEDGER,
            (claim.spot, FigurePlace(ledger, None, f"{claim.what} {claim.counted} 项")),
            f"报告写 {claim.value}，{claim.what}有 {claim.counted} 项，应当相同",
        )
        for claim in claims
        if claim.value != claim.counted
    ]
    return len(claims), found


def _claims(report: Report, ledger: Ledger) -> Iterator[_Claim]:
    if report.series is not Series.PLAN:
        for item in report.passages.values():
            for sentence in split_sentences(item.text) if item.kind is not PartKind.MEASURE else ():
                yield from _of_sentence(report, item, sentence, ledger)
    for indicator in report.indicators:
        counted = _counted(indicator.name, report, ledger)
        if counted and indicator.unit in _UNITS:
            spot = FigurePlace(
                report,
                report.passages.get(indicator.at or ""),
                f"指标：{indicator.name} {indicator.value}{indicator.unit}",
            )
            yield _Claim(spot, indicator.value, *counted)


def _of_sentence(report: Report, item: Item, sentence: str, ledger: Ledger) -> Iterator[_Claim]:
    whole = False
    for amount in find_amounts(sentence):
        if amount.unit not in _UNITS or amount.qualifier in _NO_FIGURE:
            continue
        before = _before(sentence, amount)
        counted = _counted(before, report, ledger) if not _OTHERS.search(sentence) else None
        if counted is None and whole and _DONE.search(before):
            counted = _closed(report, ledger)
        whole = whole or bool(counted and _ALL.fullmatch(before))
        if counted:
            yield _Claim(FigurePlace(report, item, sentence), amount.value, *counted)


def _before(sentence: str, amount: Amount) -> str:
    start = max(sentence.rfind(character, 0, amount.start) for character in "，,；;：:。（(") + 1
    return sentence[start : amount.start]


def _counted(words: str, report: Report, ledger: Ledger) -> tuple[int, str] | None:
    """How many entries the ledger has of what some words count; None where they count something else."""
    if _OTHERS.search(words):
        return None
    if _FED_BACK.search(words):
        fed_back = [entry for entry in ledger.entries if entry.source is EntrySource.INSPECTION]
        return len(fed_back), "台账里来源为巡察反馈的事项"
    if re.fullmatch(r"已?(?:完成整改|整改完成|销号)(?:问题|事项)", words):
        return _closed(report, ledger)
    return (len(ledger.entries), "台账的事项") if _ALL.fullmatch(words) else None


def _closed(report: Report, ledger: Ledger) -> tuple[int, str] | None:
    """How many entries are over on the report's day; None where an event of an unknown day decides."""
    measures = [measure for entry in ledger.entries for measure in entry.measures]
    if any(m.status_on(report.as_of).closed != m.certain_status_on(report.as_of).closed for m in measures):
        return None
    closed = sum(_is_closed(entry, report) for entry in ledger.entries)
    return closed, f"截至 {report.as_of} 台账里各项措施都已销号或终止的事项"


def _is_closed(entry: Entry, report: Report) -> bool:
    return bool(entry.measures) and all(measure.status_on(report.as_of).closed for measure in entry.measures)

"""The figures as lines of text, and as data for a program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from scripts.bench.searches.measure import Judged, SearchOutcome, Weight
from scripts.bench.searches.metrics import Score, mean_score
from scripts.bench.searches.run import SizeResult
from scripts.bench.searches.word_list import Word, WordKind

_MB = 1_000_000
HOW = (
    "真值：条目的标题和正文折叠后含有所查的词（全角、大小写不分，引号、括号、书名号、空白不计，词不跨句读和换行）。",
    "查全＝找到的真值占真值的比例；查准＝结果中真值的比例，没有结果记 0；R 查准＝前 R 个结果中真值的比例，R 为真值数；"
    "都按词取平均。词只在页面给条目加的说明行里出现的，该结果不算对也不算错。",
)


def describe(result: SizeResult) -> Iterator[str]:
    """Tell the figures of one size.

    Args:
        result: The figures.

    Yields:
        Chinese lines.
    """
    yield f"== {result.reports} 份总结，{result.items} 个条目，{len(result.words)} 个词（{_kinds(result.words)}） =="
    yield from result.missing
    for outcome in result.outcomes:
        yield f"{outcome.engine.label}（{outcome.engine.way}）"
        yield f"  全部：{_quality(outcome.words)}，{_times(outcome.words)}"
        for kind, rows in by_kind(outcome.words).items():
            yield f"  {kind.word}（{len(rows)}）：{_quality(rows)}，{_times(rows)}"
        opening = outcome.opening
        yield (
            f"  打开到首个结果 {opening.milliseconds:.0f} 毫秒，共 {_size(opening.everything)}，"
            f"其中搜索 {_size(opening.search)}"
        )
        if elsewhere := sum(row.elsewhere for row in outcome.words):
            yield f"  另有 {elsewhere} 个结果指向条目以外（其他页面、页首、部分标题），不计。"
        if hidden := sum(1 for row in outcome.words if row.hidden):
            yield f"  注意：{hidden} 个词的结果没有全部显示在页上，没有显示的算作没有找到。"


def as_data(result: SizeResult) -> dict[str, Any]:
    """The figures of one size for a program.

    Args:
        result: The figures.

    Returns:
        Dictionaries, lists, texts and numbers.
    """
    return {
        "reports": result.reports,
        "items": result.items,
        "words": {kind.word: sum(1 for word in result.words if word.kind is kind) for kind in WordKind},
        "missing": result.missing,
        "engines": [_outcome_data(outcome) for outcome in result.outcomes],
    }


def by_kind(rows: Sequence[Judged]) -> dict[WordKind, list[Judged]]:
    """The answers by kind of word, kinds without any left out.

    Args:
        rows: The answers.

    Returns:
        Answers by kind, in the order of the kinds.
    """
    found = {kind: [row for row in rows if row.word.kind is kind] for kind in WordKind}
    return {kind: kept for kind, kept in found.items() if kept}


def _outcome_data(outcome: SearchOutcome) -> dict[str, Any]:
    opening = outcome.opening
    return {
        "engine": outcome.engine.label,
        "way": outcome.engine.way,
        "first_answer_ms": round(opening.milliseconds, 1),
        "bytes": vars(opening.everything),
        "search_bytes": vars(opening.search),
        "all": _rows_data(outcome.words),
        "kinds": {kind.word: _rows_data(rows) for kind, rows in by_kind(outcome.words).items()},
    }


def _rows_data(rows: Sequence[Judged]) -> dict[str, Any]:
    times = [row.milliseconds for row in rows]
    return {
        **{name: round(value, 4) for name, value in vars(_mean(rows)).items()},
        "median_ms": round(median(times), 2),
        "worst_ms": round(max(times), 2),
        "elsewhere": sum(row.elsewhere for row in rows),
        "hidden": sum(row.hidden for row in rows),
    }


def _mean(rows: Sequence[Judged]) -> Score:
    return mean_score([row.score for row in rows])


def _quality(rows: Sequence[Judged]) -> str:
    score = _mean(rows)
    return f"查全 {score.recall:.3f}，查准 {score.precision:.3f}，R 查准 {score.r_precision:.3f}"


def _times(rows: Sequence[Judged]) -> str:
    times = [row.milliseconds for row in rows]
    return f"中位 {median(times):.1f} 毫秒，最慢 {max(times):.0f} 毫秒"


def _size(weight: Weight) -> str:
    return f"{weight.raw / _MB:.2f} MB（传输 {weight.compressed / _MB:.2f} MB）"


def _kinds(words: Sequence[Word]) -> str:
    counts = {kind: sum(1 for word in words if word.kind is kind) for kind in WordKind}
    return "、".join(f"{kind.word} {count}" for kind, count in counts.items() if count)

"""Of results and of problems that are back, how many are among the first three that wording suggests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from macros.compare.suggestions import Suggestion, suggest_answers, suggest_repeats
from macros.domain.reports import ItemRef, Report
from macros.domain.yearbook import Yearbook
from scripts.bench.gold.series import Gold

_KINDS = {"result": "结果", "recurs": "又出现"}


def score_suggestions(gold: Gold) -> Iterator[str]:
    """Yield a line for each series, in Chinese."""
    for name, rows in gold.of("threads").items():
        papers = gold.series[name]
        ranks = _ranks(papers.values())
        told = []
        for kind, words in _KINDS.items():
            pairs = [_pair(row, papers) for row in rows if row["relation"] == kind]
            found = [ranks[pair] for pair in pairs if pair in ranks]
            told.append(f"{words}在前三的 {len(found)}/{len(pairs)}，居首的 {found.count(1)}")
        yield f"推算，{name}：{'；'.join(told)}"


def _pair(row: Mapping[str, str], papers: Mapping[int, Report]) -> tuple[ItemRef, ItemRef]:
    old, new = papers[int(row["old_year"])], papers[int(row["new_year"])]
    return ItemRef(old.key, row["old_item"]), ItemRef(new.key, row["new_item"])


def _ranks(papers: Iterable[Report]) -> dict[tuple[ItemRef, ItemRef], int]:
    """The place of each later or earlier item among the candidates, by the earlier item and the later one."""
    # What is confirmed is suggested no more: nothing is.
    unsaid = [replace(paper, answers={}, continues=()) for paper in papers]
    yearbook = Yearbook(reports={paper.key: paper for paper in unsaid})
    return {
        pair: rank
        for paper in unsaid
        for suggestion in (*suggest_answers(paper, yearbook), *suggest_repeats(paper, yearbook))
        for rank, pair in enumerate(_pairs(suggestion), 1)
    }


def _pairs(suggestion: Suggestion) -> Iterator[tuple[ItemRef, ItemRef]]:
    own = suggestion.place.ref
    for candidate in suggestion.candidates:
        other = candidate.place.ref
        earlier = suggestion.place.report.as_of < candidate.place.report.as_of
        yield (own, other) if earlier else (other, own)

"""Problems as pictures: one year's threads to their results, and chains through the years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from macros.compare.follow_through import FollowedMeasure, FollowThrough, Result, Thread
from macros.compare.recurrence import ProblemChain
from macros.domain.ledgers import LedgerMeasure
from macros.domain.yearbook import LedgerLine, ReportItem
from macros.render.charts import FlowLink, FlowNode, flow_chart
from macros.render.item_names import entry_name
from macros.render.links import Links

_PROBLEM, _CAUSE, _MEASURE, _RESULT = range(4)
#: More does not fit in a box; the table beside the picture has all of it.
_LONGEST = 36
#: What stands where no result was told, by whether one was due.
_SILENCE = {True: "没有写明结果", False: "尚未到报告的时候"}


def follow_flow(found: FollowThrough, links: Links) -> str:
    """The threads of a year, with a column for each year in which something came of a measure."""
    return _FollowFlow(found, links).draw()


class _FollowFlow:
    """Collects the boxes and lines of one picture."""

    def __init__(self, found: FollowThrough, links: Links) -> None:
        self._found, self._links = found, links
        every = [*(measure for thread in found.threads for measure in thread.measures), *found.loose_measures]
        results = sorted((result for measure in every for result in measure.results), key=lambda result: result.order)
        self._years = list(dict.fromkeys(result.when for result in results))
        self._nodes: dict[str, FlowNode] = {}
        self._lines: dict[tuple[str, str], FlowLink] = {}

    def draw(self) -> str:
        for number, thread in enumerate(self._found.threads):
            self._thread(f"t{number}", thread)
        for cause in self._found.loose_causes:
            self._item(cause, _CAUSE, "cause")
        for number, measure in enumerate(self._found.loose_measures):
            self._measure(f"l{number}", measure)
        columns = ["问题", "原因", "措施", *self._years]
        columns += [] if self._years else ["结果"]
        label = f"{self._found.report.name}问题、原因、措施和结果的关系"
        return flow_chart(columns, list(self._nodes.values()), list(self._lines.values()), label)

    def _thread(self, name: str, thread: Thread) -> None:
        start = self._problem(name, thread)
        # Each problem has its own box of a cause, so that its measures are seen to be its own.
        causes = [self._item(cause, _CAUSE, "cause", name) for cause in thread.causes]
        if not causes:
            causes = [self._missing(f"{name}-cause", _CAUSE, "没有写明原因")]
        for cause in causes:
            self._line(start, cause)
        ends = [self._measure(f"{name}-{number}", measure) for number, measure in enumerate(thread.measures)]
        for end in ends or [self._missing(f"{name}-measure", _MEASURE, "没有写明对应的措施")]:
            for cause in causes:
                self._line(cause, end)

    def _problem(self, name: str, thread: Thread) -> str:
        if thread.problem:
            return self._item(thread.problem, _PROBLEM, "problem")
        line = thread.lines[0]
        notes = (f"{entry_name(line.ledger, line.entry)} {line.entry.source}",)
        href = self._links.to(line.ledger.path, line.entry.anchor)
        return self._add(FlowNode(name, _PROBLEM, _short(line.entry.text), notes, "problem", href, _sample(line)))

    def _measure(self, name: str, measure: FollowedMeasure) -> str:
        line, item = measure.line, measure.item
        notes = [_whose(item)] if item else []
        notes += [entry_name(line.ledger, line.entry)] if line else []
        href = self._address(item) if item else self._links.to(line.ledger.path, line.entry.anchor) if line else ""
        self._add(FlowNode(name, _MEASURE, _short(measure.words), tuple(notes), "measure", href, _sample(line or item)))
        before = [name]
        for _, told in groupby(enumerate(measure.results), key=lambda row: row[1].when):
            ends = [self._result(f"{name}-r{number}", result) for number, result in told]
            for end in ends:
                self._line(before[0], end)
            before = ends
        if not measure.results:
            self._line(name, self._missing(f"{name}-none", _RESULT, _SILENCE[self._found.due]))
        return name

    def _result(self, name: str, result: Result) -> str:
        column = _RESULT + self._years.index(result.when)
        if result.answer:
            return self._item(result.answer, column, "work")
        line = result.line
        notes = (_short(result.event.note),) if result.event and result.event.note else ()
        href = self._links.to(line.ledger.path, line.entry.anchor) if line else ""
        return self._add(FlowNode(name, column, str(result.status), notes, "result", href, _sample(line)))

    def _item(self, found: ReportItem, column: int, tone: str, thread: str = "") -> str:
        ref = str(found.ref)
        node = FlowNode(
            f"{thread}{ref}@{column}",
            column,
            _short(found.item.title),
            (_whose(found),),
            tone,
            self._address(found),
            _sample(found),
        )
        return self._add(node)

    def _missing(self, name: str, column: int, words: str) -> str:
        return self._add(FlowNode(name, column, words, tone="missing"))

    def _address(self, found: ReportItem) -> str:
        return self._links.to(found.report.path, found.item.id)

    def _add(self, node: FlowNode) -> str:
        self._nodes.setdefault(node.id, node)
        return node.id

    def _line(self, start: str, end: str) -> None:
        self._lines.setdefault((start, end), FlowLink(start, end))


def chain_flow(chains: Sequence[ProblemChain], links: Links, today: date) -> str:
    """The chains through the years: an entry a box, with what was tried and how it stands."""
    if not chains:
        return ""
    years = sorted({year for chain in chains for year in chain.years})
    nodes = [
        FlowNode(
            line.entry.id,
            years.index(line.ledger.year),
            _short(line.entry.text),
            (entry_name(line.ledger, line.entry), *_tried(line, today)),
            "problem",
            links.to(line.ledger.path, line.entry.anchor),
            _sample(line),
        )
        for chain in chains
        for line in chain.lines
    ]
    return flow_chart([f"{year}年" for year in years], nodes, list(_chain_lines(chains)), "反复出现的问题逐年的延续")


def _chain_lines(chains: Sequence[ProblemChain]) -> Iterator[FlowLink]:
    for chain in chains:
        ids = {line.entry.id for line in chain.lines}
        for line in chain.lines:
            # Where a paper alone says that they are one, an entry goes on from the last one of the years before.
            before = [other.entry.id for other in chain.lines if other.ledger.year < line.ledger.year]
            if line.entry.repeats in ids:
                yield FlowLink(str(line.entry.repeats), line.entry.id)
            elif before:
                yield FlowLink(before[-1], line.entry.id)


def _tried(line: LedgerLine, today: date) -> Iterator[str]:
    measures: tuple[LedgerMeasure, ...] = line.entry.measures
    for measure in measures:
        yield f"{_short(measure.text)}：{measure.status_on(today)}"
    if not measures:
        yield "尚无措施"


def _sample(of: LedgerLine | ReportItem | None) -> tuple[str, ...]:
    paper = of.ledger if isinstance(of, LedgerLine) else of.report if of else None
    return ("示例",) if paper and paper.sample else ()


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[:_LONGEST] + "…"


def _whose(found: ReportItem) -> str:
    """Of which paper and kind an item is, under its title."""
    return f"{found.report.name} {found.item.kind.word}"

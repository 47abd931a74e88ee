"""What the yearbook knows under the words of a mapping, each with the page and the item that it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from macros.domain.dates import PartialDate
from macros.domain.forms import ROW_WORDS, FigureName, FormWord, RowOf, Takes
from macros.domain.ledgers import Entry, Ledger, LedgerMeasure, Status
from macros.domain.posts import place_name
from macros.domain.reports import PartKind, Report, fold_name
from macros.domain.yearbook import Yearbook
from scripts.forms.measures import MEASURE_WORDS, Known, Missing

Answer = Known | Missing
_DONE = frozenset({Status.AWAITING, Status.CLOSED, Status.CLOSED_UNPROVEN})
_CLOSED = frozenset({Status.CLOSED, Status.CLOSED_UNPROVEN})
_ENDED = frozenset({Status.ENDED, Status.ENDED_UNAPPROVED})
_PARTS = {
    FormWord.WORK_TEXT: PartKind.WORK,
    FormWord.PROBLEM_TEXT: PartKind.PROBLEM,
    FormWord.CAUSE_TEXT: PartKind.CAUSE,
    FormWord.MEASURE_TEXT: PartKind.MEASURE,
}


@dataclass(frozen=True)
class Row:
    """What one row of a table is about: an entry, and one of its measures; neither where it is about the office."""

    number: int
    entry: Entry | None = None
    measures: tuple[tuple[int, LedgerMeasure], ...] = ()


@dataclass(frozen=True)
class Knowledge:
    """What is known of one unit and year on a day (年鉴里有的).

    Attributes:
        yearbook: All pages.
        folder: The unit's folder; empty for the top folder.
        year: The year that a form is of.
        today: The day for which statuses are told, and on which the form is filled.
    """

    yearbook: Yearbook
    folder: str
    year: int
    today: date

    @property
    def ledger(self) -> Ledger | None:
        """The ledger of the year."""
        return next((one for one in self.yearbook.ledgers_of(self.folder) if one.year == self.year), None)

    @property
    def report(self) -> Report | None:
        """The paper that tells of the year, where it says something already."""
        return next((one for one in self.yearbook.written_of(self.folder) if one.year == self.year), None)

    @property
    def unit(self) -> str:
        """What the office is called in the papers of the year, else in any."""
        known = self.yearbook.units.get(self.folder)
        papers = (self.ledger, self.report)
        return next((one.unit for one in papers if one), known.name if known else "")

    def is_called(self, name: str) -> bool:
        """Whether a form means the office by a name, such as XX乡 for XX乡党委."""
        return bool(self.unit) and place_name(self.unit) == place_name(name)

    def figures(self) -> Iterable[tuple[str, str]]:
        """Name and unit of all indicators of the unit, the newest year first."""
        papers = [one for one in self.yearbook.reports.values() if one.folder == self.folder]
        for paper in sorted(papers, key=lambda one: -one.year):
            yield from ((one.name, one.unit) for one in paper.indicators)

    def rows(self, each: RowOf) -> list[Row]:
        """What the rows of a table are about, in their order."""
        if each is RowOf.OFFICE:
            return [Row(1)]
        entries = self.ledger.entries if self.ledger else ()
        rows: list[Row] = []
        for entry in entries:
            numbered = tuple(enumerate(entry.measures, 1))
            groups = [(one,) for one in numbered] if each is RowOf.MEASURE and numbered else [numbered]
            rows += [Row(len(rows) + at, entry, group) for at, group in enumerate(groups, 1)]
        return rows

    def in_row(self, takes: Takes, row: Row) -> Answer:
        """What a cell of a row is filled with."""
        if row.entry is None or self.ledger is None or not isinstance(takes, FormWord):
            return self.single(takes)
        if takes is FormWord.SERIAL:
            return Known(str(row.number), self.source, "第几行", Decimal(row.number))
        if takes in MEASURE_WORDS:
            return self._of_measures(MEASURE_WORDS[takes], row)
        place = f"第{row.entry.number}项"
        known: Mapping[FormWord, str] = {
            FormWord.ID: row.entry.id,
            FormWord.SOURCE: str(row.entry.source),
            FormWord.PROBLEM: row.entry.text,
            FormWord.CAUSES: "\n".join(self._causes(row.entry)),
        }
        if takes not in known:
            return self.single(takes)
        return Known(known[takes], self.source, place) if known[takes] else Missing("台账没有写原因", place)

    @property
    def source(self) -> str:
        """The ledger as a trace names it."""
        return _title(self.ledger) if self.ledger else ""

    def of_problem(self, takes: Takes, problem: str) -> Answer:
        """What a cell is filled with in the row of a problem that the form itself gives, in the ledger's very words."""
        if takes not in ROW_WORDS or takes is FormWord.SERIAL:
            return self.single(takes)
        entries = self.ledger.entries if self.ledger else ()
        entry = next((one for one in entries if "".join(one.text.split()) == "".join(problem.split())), None)
        if entry is None:
            return Missing("台账里没有这个问题")
        return self.in_row(takes, Row(1, entry, tuple(enumerate(entry.measures, 1))))

    def _causes(self, entry: Entry) -> Iterable[str]:
        for ref in entry.causes:
            report = self.yearbook.reports.get(ref.report)
            item = report.passages.get(ref.item) if report else None
            yield from [item.caption] if item else []

    def _of_measures(self, ask: Callable[[LedgerMeasure, date], Answer], row: Row) -> Answer:
        """What is said of the measures of a row: of several each with its number, unless all say the same."""
        assert row.entry is not None  # noqa: S101 - whoever asks has looked
        item = f"第{row.entry.number}项"
        if not row.measures:
            return Missing("这一项还没有措施", item)
        found = [(number, ask(measure, self.today)) for number, measure in row.measures]
        many = len(row.entry.measures) > 1
        if len(found) == 1:
            number, answer = found[0]
            return answer.at(self.source, f"{item}措施{number}" if many else item)
        known = [(number, answer) for number, answer in found if isinstance(answer, Known)]
        if not known:
            return found[0][1].at(self.source, item)
        texts = {answer.text for _, answer in known}
        if len(texts) == 1 and len(known) == len(found):
            return known[0][1].at(self.source, item)
        return Known("\n".join(f"{number}.{answer.text}" for number, answer in known), self.source, item)

    def single(self, takes: Takes) -> Answer:
        """What a single place is filled with."""
        if isinstance(takes, FigureName):
            return self._figure(takes)
        if takes is FormWord.BLANK:
            return Missing("年鉴没有这一项，留空", is_gap=False)
        if takes is FormWord.PERSON:
            return Missing("年鉴里没有，由人填写")
        if takes is FormWord.OFFICE:
            return Known(self.unit, self.source or (_title(self.report) if self.report else "站点"), "单位")
        if takes is FormWord.YEAR:
            return Known(str(self.year), "填表时写明的", "年度", Decimal(self.year))
        if takes is FormWord.FILLED_ON:
            today = PartialDate(self.today.year, self.today.month, self.today.day)
            return Known(str(today), "填表的这一天", "日期", today)
        if takes is FormWord.SERIAL:
            return Known("1", "填表时写明的", "第几行", Decimal(1))
        if takes in _PARTS:
            return self._texts(_PARTS[takes])
        return self._count(takes)

    def _texts(self, kind: PartKind) -> Answer:
        report = self.report
        if report is None:
            return Missing(f"没有{self.year}年的年度总结")
        items = [item for item in report.items.values() if item.kind is kind]
        if not items:
            return Missing(f"{report.name}的总结里没有{kind.word}")
        text = "\n".join(f"{item.title}\n{item.text}".strip() for item in items)
        return Known(text, _title(report), f"{kind.word}，共{len(items)}条")

    def _figure(self, name: FigureName) -> Answer:
        year = self.year - name.years_back
        papers = [one for one in self.yearbook.reports_in(self.folder, year) if one.series.of_whole_year]
        for paper in sorted(papers, key=lambda one: (bool(one.person), one.series != "年度总结")):
            for one in paper.indicators:
                if one.key == fold_name(name.name) and one.unit == name.unit and not paper.person:
                    value = None if one.qualifier else one.value
                    return Known(one.written, _title(paper), f"指标“{one.name}”", value, unit=one.unit)
        other = next((one for paper in papers for one in paper.indicators if one.key == fold_name(name.name)), None)
        if other:
            return Missing(f"{year}年“{name.name}”的单位是{other.unit}，表里要{name.unit}，不换算")
        return Missing(f"{year}年的总结没有“{name.name}”这个指标")

    def _count(self, takes: FormWord) -> Answer:
        if self.ledger is None:
            return Missing(f"没有{self.year}年的整改台账")
        measures = [measure for entry in self.ledger.entries for measure in entry.measures]
        states = [measure.status_on(self.today) for measure in measures]
        day = f"截至{self.today}"
        if takes is FormWord.PROBLEM_COUNT:
            return _number(len(self.ledger.entries), self.source, "全部事项")
        if takes is FormWord.MEASURE_COUNT:
            return _number(len(measures), self.source, "全部措施")
        if takes is FormWord.CLOSED_COUNT:
            return _number(sum(state in _CLOSED for state in states), self.source, f"已销号的措施，{day}")
        if takes is FormWord.DONE_COUNT:
            done = sum(state in _DONE for state in states)
            return _number(done, self.source, f"已销号和已完成待验收的措施，{day}")
        if takes is FormWord.OPEN_COUNT:
            open_ = sum(state not in _DONE | _ENDED for state in states)
            return _number(open_, self.source, f"没有完成、没有终止的措施，长期坚持的在内，{day}")
        if takes is FormWord.OVERDUE_COUNT:
            late = sum("逾期" in measure.marks_on(self.today, self.year) for measure in measures)
            return _number(late, self.source, f"逾期的措施，{day}")
        return Missing("这一项按行填写，表里没有行")


def _number(count: int, source: str, item: str) -> Known:
    return Known(str(count), source, item, Decimal(count))


def _title(page: Ledger | Report) -> str:
    """A page as a trace names it; a sample says so."""
    name = page.title if isinstance(page, Ledger) else f"{page.name}：{page.title}"
    return f"{name}（示例）" if page.sample else name

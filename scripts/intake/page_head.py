"""Writes a report's front matter; what the clerk has set on the page before stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from macros.domain.dates import PartialDate
from macros.domain.figures import Figure
from macros.domain.reports import Audience, Indicator, Report, Series
from scripts.intake.alignment import Alignment
from scripts.intake.draft import Draft, DraftPart
from scripts.intake.setting import scalar


@dataclass(frozen=True)
class Head:
    """The facts of a report's front matter, with what the clerk should know of how they were found."""

    key: str
    year: int
    unit: str
    series: Series
    as_of: date
    signed_on: PartialDate | None
    audience: Audience
    file: str
    sha256: str
    notices: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Path of the page under docs."""
        return f"reports/{self.key}.md"

    @property
    def title_id(self) -> str:
        """The id that the page's title carries."""
        return "report-" + self.key.replace("/", "-")

    @property
    def made_up_title(self) -> str:
        """A title for a paper that has none."""
        name = "工作总结" if self.series is Series.SUMMARY else str(self.series)
        return f"{self.year}年度{name}"

    @property
    def period(self) -> str:
        """The time that the paper reports on."""
        return f"{self.year}年上半年" if self.series is Series.HALF_YEAR else str(self.year)


def make_head(
    head: Head,
    draft: Draft,
    old: Report | None,
    alignment: Alignment | None,
    figures: Sequence[tuple[Figure, str]],
    old_text: str = "",
) -> str:
    """Write the front matter, with its delimiters and a line end.

    Args:
        head: The facts.
        draft: The paper, for its letterhead.
        old: The report on the page before, or None.
        alignment: What became of its items, or None.
        figures: Proposed indicators, each with the id of its item.
        old_text: The page before, whose answers and comments stay as they stand.
    """
    retired = [*(old.retired if old else ()), *(alignment.gone if alignment else ())]
    lines = [
        "---",
        f"year: {head.year}",
        f"unit: {scalar(head.unit)}",
        f"series: {head.series}",
        f"period: {_period(old.period if old else head.period)}",
        f"as_of: {head.as_of}",
        f"signed_on: {head.signed_on or 'null'}",
        f"audience: {head.audience}",
        f"sample: {str(old.sample if old else False).lower()}",
        f"source: {{file: {scalar(head.file)}, sha256: {head.sha256}}}",
        *list_lines("letterhead", [scalar(line) for line in draft.letterhead]),
        *list_lines("retired", retired),
        *list_lines("allowed", [scalar(text) for text in (old.allowed if old else ())]),
        *_kept_lines(old_text),
        *indicator_lines(figures, old, draft),
        "---",
    ]
    return "\n".join(lines) + "\n"


def list_lines(name: str, values: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a field that lists values; none where there is none."""
    if values:
        yield f"{name}:"
        yield from (f"  - {value}" for value in values)


def _kept_lines(old_text: str) -> Iterator[str]:
    """Yield the answers of the page before, empty ones too, and what stands as comments of their own."""
    lines = old_text.split("\n")
    head = lines[1 : lines.index("---", 1)] if "---" in lines[1:] else []
    within = False
    for line in head:
        if line[:1] not in {" ", "#", ""}:
            within = line.startswith("answers:")
        if line.startswith("#") or (within and line.strip()):
            yield line


def _places(part: DraftPart) -> list[str]:
    """Ids that an indicator may name: a part without items is its own."""
    return [item.id for item in part.items] or [part.id]


def indicator_lines(figures: Sequence[tuple[Figure, str]], old: Report | None, draft: Draft) -> Iterator[str]:
    """Yield what the clerk has kept, then the proposals that are new, each under its sentence.

    Args:
        figures: Proposed indicators, each with the id of its item.
        old: The report on the page before, or None.
        draft: The paper; an indicator of an item that it does not have is left out.
    """
    places = {name for part in draft.parts for name in _places(part)}
    kept = [row for row in (old.indicators if old else ()) if row.at is None or row.at in places]
    known = {(row.name, row.at or "") for row in kept}
    fresh = [
        (figure, place)
        for figure, place in figures
        if (figure.name, place) not in known and not _seen(figure, place, old)
    ]
    rows = [(_sentence(row, figures), _row(row)) for row in kept]
    rows += [(figure.sentence, _proposed(figure, place)) for figure, place in fresh]
    yield "indicators:" if rows else "indicators: []"
    last = ""
    for sentence, row in rows:
        if sentence and not last:
            yield "  # 以下由导入时从正文提出，#后是原句；核对后留用，不用的删去"
        if sentence and sentence != last:
            yield f"  # {sentence}"
        last = sentence or last
        yield f"  - {row}"


def _seen(figure: Figure, place: str, old: Report | None) -> bool:
    """Whether the clerk has had a proposal before them already, and has struck it out."""
    if old is None:
        return False
    item = old.items.get(place)
    return figure.sentence in (f"{item.title}\n{item.text}" if item else "" if place else old.lead)


def _sentence(row: Indicator, figures: Sequence[tuple[Figure, str]]) -> str:
    """The sentence that an indicator comes from; empty where the text has it no more, or never had."""
    found = [figure for figure, place in figures if (figure.name, place) == (row.name, row.at or "")]
    same = [figure for figure in found if str(figure.value) == str(row.value)]
    return next((figure.sentence for figure in same or found), "")


def _proposed(figure: Figure, place: str) -> str:
    return _row(Indicator(figure.name, figure.value, figure.unit, place or None, figure.qualifier or None))


def _row(row: Indicator) -> str:
    parts = [f"name: {scalar(row.name)}", f"value: {row.value}", f"unit: {scalar(row.unit)}"]
    parts += [f"at: {row.at}"] if row.at else []
    parts += [f"qualifier: {scalar(row.qualifier)}"] if row.qualifier else []
    return "{" + ", ".join(parts) + "}"


def _period(text: str) -> str:
    return text if text.isdecimal() else scalar(text)

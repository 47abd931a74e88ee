"""Writes a report's front matter; what the clerk has set on the page before stays."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from macros.domain.dates import PartialDate
from macros.domain.figures import Figure
from macros.domain.reports import OPENING, Audience, Indicator, Report, Series, SourceFile, fold_name, lead_id
from macros.domain.scans import ScannedText
from macros.page_text.fields import with_fields
from macros.page_text.title_ids import title_id
from macros.page_text.yaml_values import field_line, flow, list_field, scalar
from scripts.intake.alignment import Alignment
from scripts.intake.draft import Draft, DraftPart

#: Where the page of a report may stand; what is in brackets is its key.
REPORT_PATH = re.compile(r"reports/((?:[a-z0-9][a-z0-9-]*/)?(?:19|20|21)[0-9]{2}[a-z0-9-]*)\.md")


class Keeping(Enum):
    """Which figures that are new to a page are kept as its indicators."""

    NONE = "none"
    UNSEEN = "those that the clerk has not struck out before"
    CHOSEN = "those that the clerk has chosen now"


@dataclass(frozen=True)
class PageHead:
    """The facts of a report's front matter, with what the clerk should know of how they were found.

    Attributes:
        key: The report's key.
        year: Its year.
        unit: Whose it is.
        series: Which paper of the year.
        as_of: The day at which its citations are taken.
        signed_on: When it was signed, if that is known.
        audience: Who may read it; None where nobody has said so yet.
        file: Name of the source.
        sha256: Its digest, in hexadecimal.
        person: The member of the unit who answers for himself in it; empty for the unit's own.
        stated_unit: The unit as title or signature have it; empty where they have none.
        notices: What the clerk should know, in Chinese.
        scanned: How far the text of a scan was held against it; None for any other paper.
    """

    key: str
    year: int
    unit: str
    series: Series
    as_of: date
    signed_on: PartialDate | None
    audience: Audience | None
    file: str
    sha256: str
    person: str = ""
    stated_unit: str = ""
    notices: tuple[str, ...] = ()
    scanned: ScannedText | None = None

    @property
    def path(self) -> str:
        """Path of the page under docs."""
        return f"reports/{self.key}.md"

    @property
    def title_id(self) -> str:
        """The id that the page's title carries."""
        return title_id("report", self.key)

    @property
    def made_up_title(self) -> str:
        """A title for a paper that has none."""
        name = "工作总结" if self.series is Series.SUMMARY else str(self.series)
        return f"{self.person}{self.year}年度{name.removeprefix('年度')}"

    @property
    def period(self) -> str | int:
        """The time that the paper reports on."""
        return f"{self.year}年上半年" if self.series is Series.HALF_YEAR else self.year


def make_front(
    head: PageHead,
    draft: Draft,
    old: Report | None,
    alignment: Alignment | None,
    figures: Sequence[tuple[Figure, str]],
    lines: Sequence[str] = (),
    *,
    keeps: Keeping = Keeping.NONE,
) -> list[str]:
    """Write the front matter; of a page that is there, the fields alone of which the newer text says something else.

    Args:
        head: The facts.
        draft: The paper, for its letterhead.
        old: The report on the page before, or None.
        alignment: What became of its items, or None.
        figures: Proposed indicators, each with the id of its item.
        lines: The front matter of the page before.
        keeps: Which figures that are new are kept.

    Returns:
        Its lines, without those that enclose it.
    """
    retired = (*(old.retired if old else ()), *(alignment.gone if alignment else ()))
    fields: dict[str, Sequence[str] | None] = {
        "year": [field_line("year", head.year)],
        "unit": [field_line("unit", head.unit)],
        "person": [field_line("person", head.person)] if head.person else [],
        "series": [field_line("series", head.series)],
        "period": [field_line("period", head.period)],
        "as_of": [field_line("as_of", head.as_of)],
        "signed_on": [field_line("signed_on", head.signed_on)],
        "audience": [field_line("audience", head.audience)],
        "sample": [field_line("sample", value=False)],
        "source": [source_line(head.file, head.sha256)],
        "text": [field_line("text", str(head.scanned))] if head.scanned else [],
        "letterhead": list(list_field("letterhead", draft.letterhead)),
        "retired": list(list_field("retired", retired)),
        "indicators": list(indicator_lines(figures, old, places_of(draft), keeps=keeps)),
    }
    if old:
        fields |= dict.fromkeys(_unchanged(head, draft, old, retired))
        if not old.indicators and not fields["indicators"]:
            # Whether the field is empty or not there, a page says the same.
            fields["indicators"] = None
    return with_fields(lines, fields)


def _unchanged(head: PageHead, draft: Draft, old: Report, retired: tuple[str, ...]) -> Iterator[str]:
    """Yield the fields that the clerk alone sets, and those of which the page says the same already."""
    yield from ("period", "sample")
    said = {
        "year": (head.year, old.year),
        "unit": (head.unit, old.unit),
        "person": (head.person, old.person),
        "series": (head.series, old.series),
        "as_of": (head.as_of, old.as_of),
        "signed_on": (head.signed_on, old.signed_on),
        "audience": (head.audience, old.audience),
        "source": (SourceFile(head.file, head.sha256), old.source),
        "text": (_read_of(head.scanned), _read_of(old.scanned)),
        "letterhead": (draft.letterhead, old.letterhead),
        "retired": (retired, old.retired),
    }
    yield from (name for name, (new, before) in said.items() if new == before)


def _read_of(scanned: ScannedText | None) -> int | None:
    """How much of a scan is still to be looked at: on which day the last place was, stays as it was taken down."""
    return scanned.left if scanned else None


def source_line(file: str, sha256: str) -> str:
    """The field that says which file a page was made from."""
    return f"source: {{file: {scalar(file)}, sha256: {sha256}}}"


def places_of(draft: Draft) -> set[str]:
    """The addresses of a paper that an indicator may name."""
    return {OPENING if draft.lead else "", *(name for part in draft.parts for name in _places(part))} - {""}


def _places(part: DraftPart) -> list[str]:
    """Addresses that an indicator may name: a part without items is its own."""
    lead = [lead_id(part.id)] if part.section.body else []
    return [*lead, *(item.id for item in part.items)] if part.items else [part.id]


def indicator_lines(
    figures: Sequence[tuple[Figure, str]], old: Report | None, places: Collection[str], *, keeps: Keeping
) -> Iterator[str]:
    """Yield what the clerk has kept, then the proposals that are new, each under its sentence; nothing for none.

    Args:
        figures: Proposed indicators, each with the id of its item.
        old: The report on the page before, or None.
        places: The addresses of the paper; an indicator of an item that it does not have is left out.
        keeps: Which proposals that are new are kept.
    """
    kept = [row for row in (old.indicators if old else ()) if row.at is None or row.at in places]
    known = {row.key for row in kept}
    fresh = [
        (figure, place)
        for figure, place in (figures if keeps is not Keeping.NONE else ())
        if fold_name(figure.name) not in known and (keeps is Keeping.CHOSEN or not _seen(figure, place, old))
    ]
    rows = [(_sentence(row, figures), _row(row)) for row in kept]
    rows += [(figure.sentence, _proposed(figure, place)) for figure, place in fresh]
    if rows:
        yield "indicators:"
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
    if old is None or not old.indicators:
        # Of a page without indicators nothing was struck out: nobody has kept any yet.
        return False
    passage = old.passages.get(place)
    return passage is not None and figure.sentence in f"{passage.title}\n{passage.text}"


def _sentence(row: Indicator, figures: Sequence[tuple[Figure, str]]) -> str:
    """The sentence that an indicator comes from; empty where the text has it no more, or never had."""
    found = [figure for figure, place in figures if figure.name == row.name and row.at in {None, place}]
    same = [figure for figure in found if str(figure.value) == str(row.value)]
    return next((figure.sentence for figure in same or found), "")


def _proposed(figure: Figure, place: str) -> str:
    return _row(Indicator(figure.name, figure.value, figure.unit, place, figure.qualifier or None))


def _row(row: Indicator) -> str:
    optional = {"at": row.at, "qualifier": row.qualifier}
    told = {"name": row.name, "value": row.value, "unit": row.unit}
    return flow(told | {name: value for name, value in optional.items() if value})

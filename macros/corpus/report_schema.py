"""The form of the front matter of a paper's page; the domain types that it becomes tell the meaning."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from macros.corpus.fields import Answers, AnyDate, Continues, ExactDate, Name, Number, Rows, Scanned, Words, wrong
from macros.corpus.schema import PageFields, Schema, SignatureFields, SourceFields
from macros.domain.reports import Audience, Series, Wording


class IndicatorFields(Schema):
    """One counted figure."""

    name: Words
    value: Number
    unit: Words
    at: Words | None = None
    qualifier: Words | None = None


class PaperCorrectionFields(Schema):
    """One place that was put right after the paper had been given out, or a newer text of the whole of it."""

    on: ExactDate
    what: Words
    before: str = ""
    after: str = ""
    why: Words
    by: Words
    new_text: StrictBool = False

    @model_validator(mode="after")
    def _says_what_changed(self) -> Self:
        if self.new_text == bool(self.before or self.after):
            raise wrong("before（原来的文字）、after（现在的文字）至少写一样；整份换用新文本的，只写 new_text: true")
        return self


class ReportFields(PageFields):
    """Front matter of docs/reports."""

    year: Annotated[StrictInt, Field(ge=1949, le=2199)]
    unit: Words
    person: Words | None = None
    series: Series
    period: Name
    as_of: ExactDate
    signed_on: AnyDate | None = None
    audience: Audience
    sample: StrictBool = False
    wording: Wording = Wording.ORIGINAL
    source: SourceFields | None = None
    text: Scanned | None = None
    indicators: Rows[IndicatorFields] = []
    answers: Answers = {}
    continues: Continues = {}
    letterhead: Rows[Words] = []
    retired: Rows[Words] = []
    signed: Rows[SignatureFields] = []
    corrections: Rows[PaperCorrectionFields] = []

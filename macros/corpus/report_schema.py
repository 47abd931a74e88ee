"""The form of the front matter of a paper's page; the domain types that it becomes tell the meaning."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt

from macros.corpus.fields import Answers, AnyDate, Continues, ExactDate, Name, Number, Rows, Scanned, Words
from macros.corpus.schema import PageFields, PaperCorrectionFields, Schema, SignatureFields, SourceFields
from macros.domain.reports import Audience, Series, Wording


class IndicatorFields(Schema):
    """One counted figure."""

    name: Words
    value: Number
    unit: Words
    at: Words | None = None
    qualifier: Words | None = None


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

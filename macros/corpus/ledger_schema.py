"""The schema of a ledger's page."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StrictBool, StrictInt, StringConstraints

from macros.corpus.fields import AnyDate, EventDate, Name, Ref, TypedStatus, Words
from macros.corpus.schema import PageFields, PaperCorrectionFields, Schema, SignatureFields
from macros.domain.ledgers import DayRule, EntrySource, MeasureKind
from macros.domain.reports import Audience


class DueFields(Schema):
    """A date by which a measure is to be done."""

    on: AnyDate
    why: str = ""


class EventFields(Schema):
    """One line of a measure's history."""

    on: EventDate
    recorded_on: AnyDate | None = None
    status: TypedStatus
    note: str = ""
    evidence: str = ""


class ClosureFields(Schema):
    """Who asked for, verified and approved the end."""

    on: AnyDate | None = None
    requested: str = ""
    verified_by: str = ""
    approved_by: str = ""


class MeasureFields(Schema):
    """One measure of a ledger entry."""

    item: Ref | None = None
    text: Words
    goal: str = ""
    kind: MeasureKind
    leader: str = ""
    unit: str = ""
    helpers: str = ""
    owner: str = ""
    due: list[DueFields] = []
    next_check: AnyDate | None = None
    history: list[EventFields] = []
    closure: ClosureFields | None = None


class EntryFields(Schema):
    """One problem and its measures."""

    id: Annotated[Words, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2,3}$")]
    source: EntrySource
    text: Words
    problem: Ref | None = None
    causes: list[Ref] = []
    repeats: Words | None = None
    audience: Audience | None = None
    measures: list[MeasureFields]


class StatusPhraseFields(Schema):
    """What words of the office's sheets mean for a status."""

    says: Name
    status: TypedStatus
    day: DayRule = DayRule.UNKNOWN


class LedgerCorrectionFields(PaperCorrectionFields):
    """One recorded fact that was put right; who may read of it, where that is not who reads the ledger."""

    audience: Audience | None = None


class LedgerFields(PageFields):
    """Front matter of docs/ledger."""

    year: Annotated[StrictInt, Field(ge=1949, le=2199)]
    unit: Words
    audience: Audience
    sample: StrictBool = False
    meanings: list[StatusPhraseFields] = []
    signed: list[SignatureFields] = []
    corrections: list[LedgerCorrectionFields] = []
    entries: list[EntryFields]

"""One schema per kind of page, and the Chinese words for what breaks it.

The models give the front matter's form; what the fields mean is told by the
domain types that they become (`macros.corpus.readers`).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from typing import Annotated, Any, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    StringConstraints,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from macros.corpus.findings import Findings
from macros.corpus.front_matter import FrontMatter
from macros.domain.concepts import Basis, Known
from macros.domain.dates import PartialDate, parse_partial_date
from macros.domain.ledgers import TYPED_STATUSES, EntrySource, MeasureKind, Status
from macros.domain.regulations import Binding, Change, TextKind
from macros.domain.reports import Audience, ItemRef, Series, Wording
from macros.errors import ErrorKind

_EXPECTED = "yearbook"
_S = TypeVar("_S", bound=BaseModel)


def _wrong(expected: str) -> PydanticCustomError:
    # pydantic formats the message, so braces in it would be read as places.
    return PydanticCustomError(_EXPECTED, "{expected}", {"expected": expected})


def _partial_date(value: object) -> PartialDate:
    try:
        return parse_partial_date(str(value) if isinstance(value, int | str) else "")
    except ValueError:
        raise _wrong("2024-01-01、2024-01 或 2024 这样的日期，且日历上有这一天") from None


def _exact_date(value: object) -> date:
    day = _partial_date(value)
    if not day.exact:
        raise _wrong("2024-01-01 这样写到日的日期")
    return day.first


def _item_ref(value: object) -> ItemRef:
    try:
        return ItemRef.parse(str(value))
    except ValueError:
        raise _wrong("2023#p2 这样的条目引用") from None


def _provision(text: str) -> str:
    try:
        Basis.parse(text, verified=True)
    except ValueError:
        raise _wrong("zhibu-tiaoli/2018#art-16、xunshi-tiaoli/2017 或 zhaobiao-toubiao-fa 这样的写法") from None
    return text


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong("数字，单位写在 unit 里")
    return Decimal(str(value))


def _text_of_number(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _typed_status(status: Status) -> Status:
    if status not in TYPED_STATUSES:
        raise _wrong("、".join(TYPED_STATUSES))
    return status


Words = Annotated[StrictStr, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[Words, BeforeValidator(_text_of_number)]
AnyDate = Annotated[PartialDate, BeforeValidator(_partial_date)]
ExactDate = Annotated[date, BeforeValidator(_exact_date)]
Ref = Annotated[ItemRef, BeforeValidator(_item_ref)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
TypedStatus = Annotated[Status, AfterValidator(_typed_status)]


class _Schema(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class SourceFields(_Schema):
    """The file that a page was made from."""

    file: Words
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None


class IndicatorFields(_Schema):
    """One counted figure."""

    name: Words
    value: Number
    unit: Words
    at: Words | None = None
    qualifier: Words | None = None


class ReportFields(_Schema):
    """Front matter of docs/reports."""

    year: Annotated[StrictInt, Field(ge=1949, le=2199)]
    unit: Words
    series: Series
    period: Name
    as_of: ExactDate
    signed_on: AnyDate | None = None
    audience: Audience
    sample: StrictBool = False
    wording: Wording = Wording.ORIGINAL
    source: SourceFields | None = None
    indicators: list[IndicatorFields] = []
    answers: dict[Ref, Words | None] = {}


class CheckFields(_Schema):
    """An office's own confirmation of a fact."""

    by_post: Words
    on: AnyDate
    against: Words


class _FactFields(_Schema):
    verified: StrictBool
    note: str = ""
    checked: CheckFields | None = None


class DateFact(_FactFields):
    """A date of an edition; an empty date is unknown."""

    date: AnyDate | None


class AdoptedFact(DateFact):
    """When and by whom an edition was adopted."""

    by: str = ""


class SupersededFact(DateFact):
    """The first day of the next edition, and which one that is."""

    by: Name


class CountFact(_FactFields):
    """How many articles an edition has, and what they are called."""

    value: StrictInt | None
    unit: Literal["条", "点", "项", "部分"] = "条"


class TextFact(_FactFields):
    """A fact in words; an empty text is unknown."""

    text: str | None


class StructureFields(_Schema):
    """Whether the headings of books and chapters were checked."""

    verified: StrictBool


class AmendmentFields(_Schema):
    """One article of the edition before, and what became of it."""

    old: Name
    new: Name
    change: Change | None = None
    similarity: Annotated[float, Field(ge=0, le=1)]
    note: str = ""


class AmendedFromFields(_Schema):
    """The articles against those of the edition before."""

    edition: Name
    reviewed: StrictBool
    articles: list[AmendmentFields]


class EditionFields(_Schema):
    """Front matter of docs/regulations/<id>/<year>.md."""

    official_title: Words
    form: Words
    issuer: Words
    text: TextKind
    number: TextFact | None = None
    adopted: AdoptedFact
    issued: DateFact
    published: DateFact | None = None
    in_force: DateFact
    superseded: SupersededFact | None = None
    count: CountFact
    structure: StructureFields
    repeals: TextFact
    areas: list[Words] = []
    amended_from: AmendedFromFields | None = None
    sources: list[Words]


class TownshipFields(_Schema):
    """How a regulation binds a township."""

    binding: Binding
    verified: StrictBool
    note: str = ""


class RegulationFields(_Schema):
    """Front matter of docs/regulations/<id>/index.md."""

    id: Words
    kind: Literal["党章", "准则", "条例", "规定", "办法", "规则", "细则", "意见", "法律"]
    aliases: list[Words] = []
    concepts: list[Words] = []
    township: TownshipFields


class BasisFields(_Schema):
    """A provision, and whether it was checked."""

    to: Annotated[Words, AfterValidator(_provision)]
    verified: StrictBool


class ConceptFields(_Schema):
    """One term of practice."""

    id: Annotated[Words, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    names: Annotated[list[Words], Field(min_length=1)]
    context: list[Words] = []
    basis: list[BasisFields] = []
    also: list[BasisFields] = []
    verified: StrictBool
    note: str = ""


class ConceptsFields(_Schema):
    """Front matter of docs/regulations/concepts.md."""

    concepts: list[ConceptFields]


class DutyFields(_Schema):
    """One duty of every year."""

    name: Words
    basis: BasisFields
    per_year: Annotated[StrictInt, Field(ge=1, le=365)]
    since: ExactDate
    verified: StrictBool
    note: str = ""


class DutiesFields(_Schema):
    """Front matter of docs/regulations/duties.md."""

    duties: list[DutyFields]


class LocalRuleFields(_Schema):
    """Front matter of docs/regulations/local/<id>.md."""

    level: Literal["省级", "市级", "县级", "乡镇", "机关"]
    issuer: Words
    known: Known
    aliases: list[Words] = []
    note: str = ""


class RegisterFields(_Schema):
    """Front matter of docs/regulations/index.md, an overview page with the day of the last check."""

    checked_as_of: AnyDate
    render_macros: StrictBool


class DueFields(_Schema):
    """A date by which a measure is to be done."""

    on: AnyDate
    why: str = ""


class EventFields(_Schema):
    """One line of a measure's history."""

    on: AnyDate
    recorded_on: AnyDate | None = None
    status: TypedStatus
    note: str = ""
    evidence: str = ""


class ClosureFields(_Schema):
    """Who asked for, verified and approved the end."""

    on: AnyDate | None = None
    requested: str = ""
    verified_by: str = ""
    approved_by: str = ""


class MeasureFields(_Schema):
    """One measure of a ledger entry."""

    item: Ref | None = None
    text: Words
    goal: str = ""
    kind: MeasureKind
    leader: str = ""
    unit: str = ""
    owner: str = ""
    due: list[DueFields] = []
    next_check: AnyDate | None = None
    history: list[EventFields] = []
    closure: ClosureFields | None = None


class EntryFields(_Schema):
    """One problem and its measures."""

    id: Annotated[Words, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2,3}$")]
    source: EntrySource
    text: Words
    problem: Ref | None = None
    causes: list[Ref] = []
    repeats: Words | None = None
    audience: Audience | None = None
    measures: list[MeasureFields]


class LedgerFields(_Schema):
    """Front matter of docs/ledger."""

    year: Annotated[StrictInt, Field(ge=1949, le=2199)]
    unit: Words
    audience: Audience
    sample: StrictBool = False
    entries: list[EntryFields]


def validate(schema: type[_S], front_matter: FrontMatter, path: str, findings: Findings) -> _S | None:
    """Check the front matter of a page, telling every fault at its line.

    Returns:
        The fields, or None where there was a fault.
    """
    try:
        return schema.model_validate(front_matter.fields)
    except ValidationError as error:
        for detail in error.errors():
            _report(detail, schema, front_matter, path, findings)
        return None


def _report(
    detail: ErrorDetails, schema: type[BaseModel], front_matter: FrontMatter, path: str, findings: Findings
) -> None:
    location = tuple(step for step in detail["loc"] if step != "[key]")
    line = front_matter.line_of(location)
    kind, expected = _explain(detail, schema)
    found = "" if kind in {ErrorKind.FIELD_MISSING, ErrorKind.FIELD_UNKNOWN} else _shown(detail["input"])
    if kind is ErrorKind.FIELD_UNKNOWN and location == ("render_macros",):
        kind, expected = ErrorKind.MACROS_ON_DATA_PAGE, ""
    findings.add(kind, path, line, field=_field_name(location), found=found, expected=expected)


_TYPES = {
    "string_type": "文字",
    "string_too_short": "不为空的文字",
    "int_type": "整数",
    "bool_type": "true 或 false",
    "list_type": "各占一行、以 - 开头的列表",
    "dict_type": "“名称: 值”的各行",
    "model_type": "“名称: 值”的各行",
    "model_attributes_type": "“名称: 值”的各行",
    "float_type": "数字",
    "float_parsing": "数字",
}


def _explain(detail: ErrorDetails, schema: type[BaseModel]) -> tuple[ErrorKind, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return ErrorKind.FIELD_MISSING, ""
    if kind == "extra_forbidden":
        return ErrorKind.FIELD_UNKNOWN, _nearest(str(detail["loc"][-1]), schema)
    if kind == _EXPECTED:
        return ErrorKind.FIELD_VALUE, context["expected"]
    if kind in {"enum", "literal_error"}:
        return ErrorKind.FIELD_VALUE, context["expected"].replace("'", "").replace(", ", "、").replace(" or ", "、")
    if kind in {"greater_than_equal", "less_than_equal"}:
        bound = context.get("ge", context.get("le"))
        return ErrorKind.FIELD_VALUE, f"{'不小于' if 'ge' in context else '不大于'}{bound}的数"
    if kind == "string_pattern_mismatch":
        return ErrorKind.FIELD_VALUE, f"符合 {context['pattern']} 的写法"
    return ErrorKind.FIELD_TYPE, _TYPES.get(kind, "另一种写法")


def _nearest(name: str, schema: type[BaseModel]) -> str:
    known = sorted(_field_names(schema))
    near = get_close_matches(name, known, n=1)
    return near[0] if near else f"{'、'.join(schema.model_fields)} 之一（或其下级字段）"


def _field_names(schema: type[BaseModel]) -> set[str]:
    names = set(schema.model_fields)
    for field in schema.model_fields.values():
        for part in _schemas_in(field.annotation):
            names |= _field_names(part)
    return names


def _schemas_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [found for part in getattr(annotation, "__args__", ()) for found in _schemas_in(part)]


def _field_name(location: tuple[str | int, ...]) -> str:
    name = ""
    for step in location:
        name += f"[{step}]" if isinstance(step, int) else f".{step}" if name else str(step)
    return name


def _shown(value: object) -> str:
    if value is None:
        return "空值"
    if isinstance(value, dict | list):
        return "一组值"
    shown = str(value.value if isinstance(value, Enum) else value)
    return f"“{shown if len(shown) <= 40 else shown[:40] + '…'}”"

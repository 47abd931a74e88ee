"""The values that front matter is made of: words, dates, references, figures."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StrictStr, StringConstraints
from pydantic_core import PydanticCustomError

from macros.domain.concepts import Basis
from macros.domain.dates import PartialDate, parse_partial_date
from macros.domain.forms import Takes, parse_takes
from macros.domain.ledgers import TYPED_STATUSES, UNKNOWN_DAY, Status
from macros.domain.reports import ItemRef
from macros.domain.scans import ScannedText

#: The type of our own faults, whose text is the expected form.
EXPECTED = "yearbook"


def wrong(expected: str) -> PydanticCustomError:
    """A fault of a value, told by the form that was expected."""
    # pydantic formats the message, so braces in it would be read as places.
    return PydanticCustomError(EXPECTED, "{expected}", {"expected": expected})


def _partial_date(value: object) -> PartialDate:
    try:
        return parse_partial_date(str(value) if isinstance(value, int | str) else "")
    except ValueError:
        raise wrong("2024-01-01、2024-01 或 2024 这样的日期，且日历上有这一天") from None


def _event_date(value: object) -> PartialDate | None:
    if value == UNKNOWN_DAY:
        return None
    try:
        return _partial_date(value)
    except PydanticCustomError:
        raise wrong(f"2024-01-01、2024-01 或 2024 这样的日期，不知道哪天的写“{UNKNOWN_DAY}”") from None


def _exact_date(value: object) -> date:
    day = _partial_date(value)
    if not day.exact:
        raise wrong("2024-01-01 这样写到日的日期")
    return day.first


def _item_ref(value: object) -> ItemRef:
    try:
        return ItemRef.parse(str(value))
    except ValueError:
        raise wrong("2023#p2 这样的条目引用") from None


def _scanned_text(value: object) -> ScannedText:
    try:
        return ScannedText.parse(str(value))
    except ValueError:
        raise wrong("“扫描识别，待校对 12 处”或“扫描识别，已校对 2026-11-30”这样的写法") from None


def _provision(text: str) -> str:
    try:
        Basis.parse(text, verified=True)
    except ValueError:
        raise wrong("zhibu-tiaoli/2018#art-16、xunshi-tiaoli/2017 或 zhaobiao-toubiao-fa 这样的写法") from None
    return text


def _edition_name(text: str) -> str:
    if re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", text) is None:
        raise wrong("jilv-chufen-tiaoli/2023 这样的版本，法规标识和版本之间用 /")
    return text


def _article_name(value: object) -> str:
    text = f"art-{value}" if re.fullmatch(r"[1-9][0-9]*(_[1-9][0-9]*)?", str(value)) else str(value)
    if re.fullmatch(r"(?:art|part)-[1-9][0-9]*(_[1-9][0-9]*)?", text) is None:
        raise wrong("122、art-122、art-31_1 或 part-5 这样的条文")
    return text


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong("数字，单位写在 unit 里")
    return Decimal(str(value))


def _text_of_number(value: object) -> object:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _typed_status(value: object) -> Status:
    if value not in TYPED_STATUSES:
        raise wrong("、".join(TYPED_STATUSES))
    return Status(str(value))


def _takes(value: object) -> Takes:
    found = parse_takes(value) if isinstance(value, str) else None
    if found is None:
        raise wrong("手册“上级的表”列出的一个词，如 完成时限，或 指标：谈心谈话（人次）")
    return found


def _by_own_item(value: object) -> object:
    if isinstance(value, dict) and any("#" in str(key) for key in value):
        raise wrong("先写本报告的条目，再写它接着往年的哪一条，如 p2: {2022#p2: sure}")
    return {} if value is None else value


def _sure(value: object) -> bool:
    # A bare `no` is one of YAML's own words.
    said = {"sure": True, "no": False, False: False}
    if not isinstance(value, str | bool) or value not in said:
        raise wrong("sure（是同一件事）或 no（不是）")
    return said[value]


Words = Annotated[StrictStr, StringConstraints(strip_whitespace=True, min_length=1)]
Name = Annotated[Words, BeforeValidator(_text_of_number)]
AnyDate = Annotated[PartialDate, BeforeValidator(_partial_date)]
EventDate = Annotated[PartialDate | None, BeforeValidator(_event_date)]
ExactDate = Annotated[date, BeforeValidator(_exact_date)]
Scanned = Annotated[ScannedText, BeforeValidator(_scanned_text)]
Ref = Annotated[ItemRef, BeforeValidator(_item_ref)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
TakesWord = Annotated[Takes, BeforeValidator(_takes)]
TypedStatus = Annotated[Status, BeforeValidator(_typed_status)]
EditionName = Annotated[Words, AfterValidator(_edition_name)]
#: A class of remarks that is put off, by whom and why.
PutOff = Annotated[dict[Literal["remark", "by_post", "why"], Words], Field(min_length=3)]
ArticleName = Annotated[str, BeforeValidator(_article_name)]
ProvisionName = Annotated[Words, AfterValidator(_provision)]

_Row = TypeVar("_Row")
#: A list of which nothing is written behind the colon is one without rows; likewise what is named there.
Rows = Annotated[list[_Row], BeforeValidator(lambda value: [] if value is None else value)]
Answers = Annotated[dict[Ref, Words | None], BeforeValidator(lambda value: {} if value is None else value)]
#: Of an item of the page, of which items of earlier papers it surely is the continuation, or surely not.
Continues = Annotated[dict[Words, dict[Ref, Annotated[bool, BeforeValidator(_sure)]]], BeforeValidator(_by_own_item)]

#: What may be written beside each of the things that go into a pack.
FURTHER_FIELDS = {
    **dict.fromkeys(("report", "chain"), frozenset({"kinds"})),
    **dict.fromkeys(("regulation", "edition", "changes"), frozenset({"articles"})),
}

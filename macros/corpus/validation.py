"""Checks front matter against its schema, and says in Chinese what breaks it."""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from macros.corpus.fields import EXPECTED
from macros.corpus.findings import Findings
from macros.corpus.front_matter import FrontMatter
from macros.corpus.pages import SourcePage
from macros.corpus.titles import check_headings, read_title
from macros.errors import ErrorKind

_S = TypeVar("_S", bound=BaseModel)


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


def read_data_page(schema: type[_S], page: SourcePage, findings: Findings) -> tuple[str, _S | None]:
    """Read what every page of data has: title, front matter, headings with ids.

    Returns:
        The title, and the fields, or None where there was a fault in them.
    """
    title = read_title(page, findings)
    check_headings(page, findings)
    return title, validate(schema, page.front_matter, page.path, findings)


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
    if kind == EXPECTED:
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

"""The head of a page as a form: each field by its name in an office's words, and what was typed as front matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from macros.corpus.findings import Findings
from macros.corpus.front_matter import parse_front_matter
from macros.corpus.pages import PageKind
from macros.corpus.schema import RegulationFields
from macros.domain.concepts import Known
from macros.domain.dates import parse_partial_date
from macros.domain.regulations import Binding
from macros.domain.reports import Audience, Series, Wording
from macros.page_text.fields import with_field, with_row
from macros.page_text.yaml_values import field_line, list_field

_DAY = re.compile(r"(\d{4})(?:[年./-](\d{1,2})(?:[月./-](\d{1,2})日?|月?))?年?")


@dataclass(frozen=True)
class Field:
    """One field of a head (页首信息的一项).

    Attributes:
        name: What front matter calls it.
        label: What the clerk reads.
        hint: What to write, in a clerk's words.
        choices: What there is to choose from; empty where it is written.
        is_list: Whether it holds lines.
        is_day: Whether it is a day.
        is_truth: Whether it is yes or no.
        within: The field that holds it; empty where it stands by itself.
    """

    name: str
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    is_list: bool = False
    is_day: bool = False
    is_truth: bool = False
    within: str = ""

    @property
    def key(self) -> str:
        """Its name in the form."""
        return f"h-{self.path.replace('.', '-')}"

    @property
    def path(self) -> str:
        """Where it stands in front matter: `year`, `township.note`."""
        return f"{self.within}.{self.name}" if self.within else self.name

    def value_in(self, written: Mapping[str, Any]) -> Any:
        """What front matter says of it."""
        held = written.get(self.within) if self.within else written
        return held.get(self.name) if isinstance(held, Mapping) else None


_ALLOWED = Field("allowed", "核过可以保留的文字", "校对提示过、核过没有问题的，一行写一处", is_list=True)
_REPORT = (
    Field("year", "年度", "四位数字，如 2023"),
    Field("unit", "单位", "单位的全称，与这个单位别的材料一致"),
    Field("series", "文种", choices=tuple(Series)),
    Field("person", "述责述廉人", "只有个人的材料才写姓名"),
    Field("period", "时段", "所报告的时段，如 2023、2024年上半年"),
    Field("as_of", "截至", "时段的最后一天，写到日，如 2023-12-31；引用法规取这一天有效的版本", is_day=True),
    Field("signed_on", "成文日期", "如 2024-01-09，可以只写到月；不知道的空着", is_day=True),
    Field("audience", "阅读范围", choices=tuple(Audience)),
    Field("wording", "文字", "页面上是材料的原文，还是转述", choices=tuple(Wording)),
    Field("sample", "示例", "编来做样子的写“是”，页面会标明", is_truth=True),
    Field("letterhead", "版头、文号", "标题上面的各行，一行写一行", is_list=True),
    _ALLOWED,
)
_LOCAL = (
    Field("level", "哪一级的", choices=("省级", "市级", "县级", "乡镇", "机关")),
    Field("issuer", "制定单位", "单位的全称"),
    Field("known", "知道多少", choices=tuple(Known)),
    Field("aliases", "别的叫法", "一行写一个", is_list=True),
    Field("note", "备注"),
    _ALLOWED,
)
_EDITION = (
    Field("official_title", "题名", "不带书名号"),
    Field("form", "文种", "如 条例、规定（试行）"),
    Field("issuer", "制定机关", "全称"),
    Field("aliases", "别的叫法", "只是这一版的，一行写一个", is_list=True),
    Field("areas", "涉及的方面", "一行写一个", is_list=True),
    Field("sources", "出处", "一行写一处", is_list=True),
    _ALLOWED,
)
_REGULATION = (
    Field("kind", "文种", choices=get_args(RegulationFields.model_fields["kind"].annotation)),
    Field("aliases", "别的叫法", "各版都用的，一行写一个", is_list=True),
    Field("binding", "对乡镇的适用", choices=tuple(Binding), within="township"),
    Field("verified", "适用核过没有", is_truth=True, within="township"),
    Field("note", "适用的说明", within="township"),
    _ALLOWED,
)
_FREE = (
    Field("audience", "阅读范围", "空着就谁都能看", choices=("", *Audience)),
    Field("sample", "示例", "编来做样子的写“是”，页面会标明", is_truth=True),
)
FIELDS: Mapping[PageKind, tuple[Field, ...]] = {
    PageKind.REPORT: _REPORT,
    PageKind.LOCAL: _LOCAL,
    PageKind.EDITION: _EDITION,
    PageKind.REGULATION: _REGULATION,
    PageKind.FREE: _FREE,
}
#: The columns of the table of indicators, with what each is called.
INDICATOR = {"name": "指标", "qualifier": "约、超过等", "value": "数", "unit": "单位", "at": "写在哪一条"}
#: Where nothing is written, it is this.
_UNWRITTEN = {"wording": str(Wording.ORIGINAL), "sample": "否"}


def read_front(front: Sequence[str]) -> dict[str, Any] | None:
    """The fields of front matter; None where it cannot be read."""
    found = parse_front_matter(["", *front, ""], len(front) + 2, "", Findings())
    return found.fields if found else None


def show_head(kind: PageKind, written: Mapping[str, Any]) -> dict[str, str]:
    """What stands in each field of the form, by its name in it."""
    return {field.key: _shown(field, field.value_in(written)) for field in FIELDS.get(kind, ())}


def write_head(kind: PageKind, front: Sequence[str], typed: Mapping[str, str]) -> list[str]:
    """The lines of front matter with what was typed; those of which nothing was changed stay as they are."""
    written = read_front(front)
    lines = [*front]
    if written is None:
        return lines
    before: list[str] = []
    for field in FIELDS.get(kind, ()):
        words = typed.get(field.key)
        if words is not None and _lines_of(words) != _lines_of(_shown(field, field.value_in(written))):
            if field.within:
                lines = _with_held(lines, field, words)
                continue
            lines = with_field(lines, field.name, _written(field, words), after=before)
        if not field.within:
            before.insert(0, field.name)
    return lines


def _with_held(lines: Sequence[str], field: Field, words: str) -> list[str]:
    """The lines with one value written anew that another field holds."""
    held = (read_front(lines) or {}).get(field.within) or {}
    rows = {name: field_line(name, value).partition(": ")[2] for name, value in held.items()}
    line = "".join(_written(field, words)) or field_line(field.name, "")
    return with_row(lines, field.within, {**rows, field.name: line.partition(": ")[2]}, field.name)


def show_indicators(written: Mapping[str, Any]) -> list[dict[str, str]] | None:
    """The rows of the table of indicators; None where what is written is no table."""
    rows = written.get("indicators") or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return None
    return [{column: _plain(row.get(column)) for column in INDICATOR} for row in rows]


def write_indicators(front: Sequence[str], rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The lines of front matter with the rows as they were typed; those of which nothing is told are left out."""
    written = read_front(front)
    told = [{**dict.fromkeys(INDICATOR, ""), **row} for row in rows if any(row.get(one) for one in ("name", "value"))]
    if written is None or (before := show_indicators(written)) is None or told == before:
        return [*front]
    values = [
        {name: _number(row[name]) if name == "value" else row[name] for name in _ORDER if row[name]} for row in told
    ]
    lines = list(list_field("indicators", values)) or ["indicators: []"]
    return with_field(front, "indicators", lines, after=("source", "wording", "sample", "audience"))


_ORDER = ("name", "value", "unit", "at", "qualifier")


def _shown(field: Field, value: object) -> str:
    if value is None:
        return _UNWRITTEN.get(field.name, "")
    if field.is_truth and isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "\n".join(map(_plain, value))
    return _plain(value)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _lines_of(words: str) -> list[str]:
    return [line for line in map(str.strip, words.splitlines()) if line]


def _written(field: Field, words: str) -> list[str]:
    lines = _lines_of(words)
    if field.is_list:
        return list(list_field(field.name, lines))
    if not lines:
        return []
    text = " ".join(lines)
    if field.is_truth:
        return [field_line(field.name, {"是": True, "否": False}.get(text, text))]
    if field.is_day:
        return [field_line(field.name, _day(text))]
    plain = unicodedata.normalize("NFKC", text)
    return [field_line(field.name, int(plain) if plain.isascii() and plain.isdecimal() else text)]


def _day(text: str) -> object:
    """A day however a clerk writes it; what is none stays as it was typed, and is told."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", "".join(text.split())))
    if not found:
        return text
    try:
        return parse_partial_date("-".join(part.zfill(2) for part in found.groups() if part))
    except ValueError:
        return text


def _number(text: str) -> object:
    try:
        number = Decimal(unicodedata.normalize("NFKC", text).replace(",", ""))
    except InvalidOperation:
        return text
    return number if number.is_finite() else text

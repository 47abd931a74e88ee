"""The form of the front matter of the page that says how superiors' forms are filled."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field

from macros.corpus.fields import Name, TakesWord, Words, wrong
from macros.corpus.schema import PageFields, Schema
from macros.domain.forms import RowOf
from macros.domain.reports import Audience


class FormRowsFields(Schema):
    """What a row of a table of a form is about."""

    at: Words
    each: RowOf


class FormFieldFields(Schema):
    """A column or a place of a form, and what it takes."""

    at: Words
    says: Words
    takes: TakesWord


class FormFields(Schema):
    """How the forms of one shape are filled."""

    name: Name
    rows: list[FormRowsFields] = []
    fields: Annotated[list[FormFieldFields], Field(min_length=1)]


def _some(rows: list[FormFields]) -> list[FormFields]:
    if not rows:
        raise wrong("至少一张表；一张也不留的，删去这一页")
    return rows


class FormsFields(PageFields):
    """Front matter of docs/forms.md."""

    audience: Audience | None = None
    forms: Annotated[list[FormFields], AfterValidator(_some)]

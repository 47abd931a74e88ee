"""The page that says how superiors' forms are filled to the domain."""

from __future__ import annotations

from macros.corpus.findings import Findings
from macros.corpus.form_schema import FormsFields
from macros.corpus.pages import SourcePage
from macros.corpus.validation import read_data_page
from macros.domain.forms import FormField, FormMapping
from macros.errors import ErrorKind


def read_forms(page: SourcePage, findings: Findings) -> tuple[FormMapping, ...]:
    """Make the mappings of their page, in its order; a name stands once."""
    _, fields = read_data_page(FormsFields, page, findings)
    mappings: dict[str, FormMapping] = {}
    for number, row in enumerate(fields.forms if fields else ()):
        if row.name in mappings:
            line = page.front_matter.line_of(("forms", number))
            findings.add(ErrorKind.DUPLICATE_ID, page.path, line, field="forms", found=f"“{row.name}”")
        own = tuple(FormField(one.at, one.says, one.takes) for one in row.fields)
        mappings[row.name] = FormMapping(row.name, own, tuple((one.at, one.each) for one in row.rows))
    return tuple(mappings.values())

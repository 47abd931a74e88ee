"""Pages with only what certain readers may see: front matter cut, links to what is not there made text.

Front matter is cut as a tree of nodes, so that what stays keeps its spelling.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from macros.corpus.audiences import HTML_ADDRESS, resolve_address
from macros.domain.corrected import corrections_for
from macros.domain.ledgers import Entry, Ledger
from macros.domain.reports import ItemRef, Report
from macros.page_text.headings import write_heading
from macros.page_text.links import replace_links
from macros.page_text.splitting import split_text
from macros.page_text.title_ids import title_id
from scripts.publishing.sight import Sight


def reduce_page(path: str, text: str, sight: Sight) -> str:
    """A page as the readers may see it.

    Args:
        path: Its path under docs, which is among the pages that they see.
        text: The whole page.
        sight: What they may see.
    """
    book = sight.corpus.yearbook
    top, _, key = path.removesuffix(".md").partition("/")
    if top == "reports" and key in book.reports:
        text = _reduce_report(text, book.reports[key], sight)
    if top == "ledger" and key in book.ledgers:
        text = _reduce_ledger(text, book.ledgers[key], sight)
    return _without_links(path, text, sight) if sight.gone else text


def _reduce_report(text: str, report: Report, sight: Sight) -> str:
    def cut(fields: yaml.MappingNode) -> None:
        for answers in _values(fields, "answers"):
            if isinstance(answers, yaml.MappingNode):
                answers.value = [pair for pair in answers.value if sight.sees_item(ItemRef.parse(pair[0].value))]
                answers.flow_style = not answers.value or answers.flow_style
        for continues in _values(fields, "continues"):
            for _, said in continues.value:
                said.value = [pair for pair in said.value if sight.sees_item(ItemRef.parse(pair[0].value))]
            continues.value = [pair for pair in continues.value if pair[1].value]
            continues.flow_style = not continues.value or continues.flow_style

    named = [*_answered(sight, report), *(said.of for said in report.continues)]
    return text if all(map(sight.sees_item, named)) else _with_front(text, cut)


def _answered(sight: Sight, report: Report) -> list[ItemRef]:
    # The report itself has only those that are answered; the page has the empty ones as well.
    answers = sight.corpus.pages[report.path].front_matter.fields.get("answers") or {}
    return [ItemRef.parse(str(ref)) for ref in answers]


def _reduce_ledger(text: str, ledger: Ledger, sight: Sight) -> str:
    whole = sight.reader.may_read(ledger.audience)

    def cut(fields: yaml.MappingNode) -> None:
        for entries in _values(fields, "entries"):
            rows = zip(entries.value, ledger.entries, strict=True)
            kept = [(node, entry) for node, entry in rows if sight.sees_entry(ledger, entry)]
            entries.value = [node for node, _ in kept]
            entries.flow_style = not entries.value or entries.flow_style
            for node, entry in kept:
                _cut_entry(node, entry, ledger, sight)
        if not whole or not all(sight.sees_entry(ledger, entry) for entry in ledger.entries):
            # What was signed is the whole ledger.
            _remove(fields, "signed")
        for corrections in _values(fields, "corrections"):
            told = corrections_for(ledger, sight.reader)
            pairs = zip(corrections.value, ledger.corrections, strict=True)
            corrections.value = [node for node, one in pairs if one in told]
            corrections.flow_style = not corrections.value or corrections.flow_style
        if not whole:
            _remove(fields, "allowed")
            _remove(fields, "kept")
            _remove(fields, "put_off")
            for audience in _values(fields, "audience"):
                audience.value = str(sight.reader)

    text = _with_front(text, cut)
    if whole:
        return text
    # The title and what stands under it are for the readers of the whole ledger.
    title = write_heading(1, f"{ledger.year}年整改台账", title_id("ledger", ledger.key))
    return split_text(text).changed(body=["", title, ""])


def _cut_entry(node: yaml.MappingNode, entry: Entry, ledger: Ledger, sight: Sight) -> None:
    if not sight.sees_item(entry.problem):
        _remove(node, "problem")
    if not sight.sees_repeated(ledger, entry.repeats):
        _remove(node, "repeats")
    for causes in _values(node, "causes"):
        causes.value = [cause for cause, ref in zip(causes.value, entry.causes, strict=True) if sight.sees_item(ref)]
        causes.flow_style = not causes.value or causes.flow_style
    for measures in _values(node, "measures"):
        for measure, told in zip(measures.value, entry.measures, strict=True):
            if not sight.sees_item(told.item):
                _remove(measure, "item")


def _values(fields: yaml.MappingNode, name: str) -> list[Any]:
    return [value for key, value in fields.value if key.value == name and hasattr(value, "value") and value.value]


def _remove(fields: yaml.MappingNode, name: str) -> None:
    fields.value = [pair for pair in fields.value if pair[0].value != name]


def _with_front(text: str, cut: Callable[[yaml.MappingNode], None]) -> str:
    page = split_text(text)
    node = yaml.compose("\n".join(page.front), Loader=yaml.SafeLoader)
    if not isinstance(node, yaml.MappingNode):  # pragma: no cover - the page has been read
        return text
    before = _written(node)
    cut(node)
    written = _written(node)
    if written == before:
        return text
    return page.changed(front=written.removesuffix("\n").split("\n"))


def _written(node: yaml.MappingNode) -> str:
    text: str = yaml.serialize(node, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**9)
    return text


def _without_links(path: str, text: str, sight: Sight) -> str:
    """Make text of every link to a page that was withdrawn."""

    def leads_away(address: str) -> bool:
        return sight.is_gone(resolve_address(path, address)[0])

    text = replace_links(text, leads_away)
    if path not in sight.corpus.pages or sight.corpus.pages[path].is_data:
        return text
    return HTML_ADDRESS.sub(lambda match: match[0].replace(match[1], "#") if leads_away(match[1]) else match[0], text)

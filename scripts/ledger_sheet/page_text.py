"""Writes entries into a ledger's page: what changed anew, everything else as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import yaml

from macros.domain.ledgers import UNKNOWN_DAY, Closure, Due, Entry, Event, Ledger, LedgerMeasure
from macros.page_text.fields import with_field
from macros.page_text.headings import write_heading
from macros.page_text.splitting import join_page, split_text
from macros.page_text.title_ids import title_id
from macros.page_text.yaml_values import field_line, flow, indented, item, list_field
from scripts.ledger_sheet.kept_lines import comments_of, dash_line, keep_lines, last_line

_EMPTY = "entries: []"


def new_page(ledger: Ledger) -> str:
    """A page that holds a ledger and nothing else."""
    front = [field_line("year", ledger.year), field_line("unit", ledger.unit), field_line("audience", ledger.audience)]
    front += _meanings(ledger)
    front += ["entries:", *_all(ledger.entries, ledger, "  ")] if ledger.entries else [_EMPTY]
    return join_page(front, [write_heading(1, ledger.title, title_id("ledger", ledger.key)), ""])


def replace_entries(text: str, old: Ledger, new: Ledger) -> str:
    """Write a ledger into its page.

    Args:
        text: The page.
        old: What it says.
        new: What it is to say.

    Returns:
        The page, in which whatever stays as it is keeps its lines to the last blank.
    """
    page = split_text(text)
    front = list(page.front)
    key, entries = _entries_node("\n".join(front) + "\n")
    first = key.start_mark.line
    if entries.flow_style or not entries.value:
        last, chunks = last_line(entries), {}
        rest = _after(front[last - 1], entries)
    else:
        starts = [dash_line(front, node) for node in entries.value]
        ends = [last_line(node) for node in entries.value]
        tails = [*starts[1:], ends[-1]]
        last, rest = ends[-1], front[first + 1 : starts[0]]
        chunks = {
            entry.id: (front[start:stop], comments_of(front, start, stop, node), front[stop:tail])
            for entry, node, start, stop, tail in zip(old.entries, entries.value, starts, ends, tails, strict=True)
        }
    indent = " " * (entries.value[0].start_mark.column - 2) if chunks else "  "
    body = list(_merged(chunks, old, new, indent))
    head = [_EMPTY] if not new.entries else [front[first]] if chunks else ["entries:"]
    front = [*front[:first], *head, *rest, *body, *front[last:]]
    if new.meanings != old.meanings:
        front = with_field(front, "meanings", _meanings(new), after=("sample", "audience"))
    return page.changed(front=front)


def _meanings(ledger: Ledger) -> list[str]:
    """What the office's words for a status mean, a line each."""
    return list(list_field("meanings", [dict(vars(phrase)) for phrase in ledger.meanings]))


_Chunk = tuple[list[str], list[str], list[str]]


def _merged(chunks: Mapping[str, _Chunk], old: Ledger, new: Ledger, indent: str) -> Iterator[str]:
    """Yield the lines of all entries; of one that goes, what stood after it stays."""
    before, after = ({entry.id: entry for entry in ledger.entries} for ledger in (old, new))
    for name, (lines, comments, tail) in chunks.items():
        if name not in after:
            yield from [*comments, *tail]
        elif after[name] == before[name]:
            yield from [*lines, *tail]
        else:
            yield from [*keep_lines(lines, list(_entry(after[name], new, indent))), *tail]
    yield from _all([entry for name, entry in after.items() if name not in chunks], new, indent)


def _all(entries: Sequence[Entry], ledger: Ledger, indent: str) -> Iterator[str]:
    for entry in entries:
        yield from _entry(entry, ledger, indent)


def _entries_node(text: str) -> tuple[yaml.ScalarNode, yaml.SequenceNode]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # noqa: S101 - the page was read as one before
    return next((key, value) for key, value in root.value if key.value == "entries")


def _after(line: str, node: yaml.SequenceNode) -> list[str]:
    """A comment that stands behind entries written in one line."""
    rest = line[node.end_mark.column :].strip()
    return [f"  {rest}"] if rest.startswith("#") else []


def _entry(entry: Entry, ledger: Ledger, indent: str) -> Iterator[str]:
    deep = f"{indent}    "
    audience = entry.audience if entry.audience is not ledger.audience else None
    fields = vars(entry) | {"audience": audience, "measures": None}
    lines = [*_told(fields, deep), "measures:" if entry.measures else "measures: []"]
    for measure in entry.measures:
        lines += indented(item(_measure(measure, f"{deep}    ")))
    yield from (f"{indent}{line}" for line in item(lines))


def _measure(measure: LedgerMeasure, deep: str) -> Iterator[str]:
    fields = vars(measure) | {"due": [_said(due) for due in measure.due], "history": None, "closure": None}
    yield from _told(fields, deep)
    if measure.history:
        yield "history:"
        events = ({"on": UNKNOWN_DAY, **_said(event)} for event in measure.history)
        yield from indented(f"- {flow(event, deep=deep)}" for event in events)
    if measure.closure:
        closure = _said(measure.closure)
        # The day stands last, after those who asked, verified and approved.
        yield field_line("closure", {name: closure[name] for name in sorted(closure, key="on".__eq__)}, deep=deep)


def _told(fields: Mapping[str, object], deep: str) -> Iterator[str]:
    """Yield a line for each field; what is blank is left out."""
    yield from (field_line(name, value, deep=deep) for name, value in fields.items() if value)


def _said(row: Due | Event | Closure) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if value}

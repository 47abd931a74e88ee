"""Writes entries into a ledger's page: those that changed anew, everything else as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from macros.domain.ledgers import Due, Entry, Event, Ledger, LedgerMeasure
from scripts.changes.year_text import join_page, title_id
from scripts.intake.setting import scalar

_LONGEST_PIECE = 1_000
_EMPTY = "entries: []"


def new_page(ledger: Ledger) -> str:
    """A page that holds a ledger and nothing else."""
    front = [f"year: {ledger.year}", f"unit: {scalar(ledger.unit)}", f"audience: {ledger.audience}"]
    front += ["entries:", *_all(ledger.entries, ledger, "  ")] if ledger.entries else [_EMPTY]
    return join_page(front, [f"# {ledger.title} {{ #{title_id('ledger', ledger.key)} }}", ""])


def replace_entries(text: str, old: Ledger, new: Ledger) -> str:
    """Write a ledger into its page.

    Args:
        text: The page, with line ends of one sign.
        old: What it says.
        new: What it is to say.

    Returns:
        The page, in which an entry that stays as it is keeps its lines to the last blank. Comments of one that
        changes follow it.
    """
    lines = text.split("\n")
    end = next(number for number, line in enumerate(lines[1:], 1) if line.rstrip(" \t") in {"---", "..."})
    front = lines[1:end]
    key, entries = _entries_node("\n".join(front) + "\n")
    first = key.start_mark.line
    if entries.flow_style or not entries.value:
        last, chunks = _last_line(entries), {}
        rest = _after(front[last - 1], entries)
    else:
        starts = [_dash_line(front, node) for node in entries.value]
        ends = [_last_line(node) for node in entries.value]
        tails = [*starts[1:], ends[-1]]
        last, rest = ends[-1], front[first + 1 : starts[0]]
        chunks = {
            entry.id: (front[start:stop], _comments(front, start, stop, node), front[stop:tail])
            for entry, node, start, stop, tail in zip(old.entries, entries.value, starts, ends, tails, strict=True)
        }
    indent = " " * (entries.value[0].start_mark.column - 2) if chunks else "  "
    body = list(_merged(chunks, old, new, indent))
    head = [_EMPTY] if not new.entries else [front[first]] if chunks else ["entries:"]
    return "\n".join([lines[0], *front[:first], *head, *rest, *body, *front[last:], *lines[end:]])


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
            yield from [*_entry(after[name], new, indent), *comments, *tail]
    yield from _all([entry for name, entry in after.items() if name not in chunks], new, indent)


def _all(entries: Sequence[Entry], ledger: Ledger, indent: str) -> Iterator[str]:
    for entry in entries:
        yield from _entry(entry, ledger, indent)


def _entries_node(text: str) -> tuple[yaml.ScalarNode, yaml.SequenceNode]:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)  # noqa: S101 - the page was read as one before
    return next((key, value) for key, value in root.value if key.value == "entries")


def _dash_line(front: list[str], node: yaml.Node) -> int:
    line: int = node.start_mark.line
    while not front[line].lstrip().startswith("-"):
        line -= 1
    return line


def _last_line(node: yaml.Node) -> int:
    """The number of lines down to the last one of a node; what follows it is blank or a comment."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        value = node.value[-1]
        return _last_line(value[1] if isinstance(value, tuple) else value)
    return int(node.end_mark.line) + (1 if node.end_mark.column else 0)


def _comments(front: list[str], start: int, stop: int, node: yaml.Node) -> list[str]:
    """The lines of an entry that are comments, and not lines of a text."""
    held = {line for low, high in _spans(node) for line in range(low, high)}
    return [front[n] for n in range(start, stop) if front[n].lstrip().startswith("#") and n not in held]


def _spans(node: yaml.Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, yaml.ScalarNode):
        yield node.start_mark.line, _last_line(node)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _spans(value)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            yield from _spans(pair[1])


def _after(line: str, node: yaml.SequenceNode) -> list[str]:
    """A comment that stands behind entries written in one line."""
    rest = line[node.end_mark.column :].strip()
    return [f"  {rest}"] if rest.startswith("#") else []


def _entry(entry: Entry, ledger: Ledger, indent: str) -> Iterator[str]:
    deep = f"{indent}  "
    yield f"{indent}- id: {entry.id}"
    yield f"{deep}source: {entry.source}"
    yield f"{deep}text: {_value(entry.text, deep)}"
    if entry.problem:
        yield f"{deep}problem: {entry.problem}"
    if entry.causes:
        yield f"{deep}causes: [{', '.join(map(str, entry.causes))}]"
    if entry.repeats:
        yield f"{deep}repeats: {_value(entry.repeats, deep)}"
    if entry.audience is not ledger.audience:
        yield f"{deep}audience: {entry.audience}"
    yield f"{deep}measures:" if entry.measures else f"{deep}measures: []"
    for measure in entry.measures:
        lines = list(_measure(measure, f"{deep}    "))
        yield f"{deep}  - {lines[0].lstrip()}"
        yield from lines[1:]


def _measure(measure: LedgerMeasure, deep: str) -> Iterator[str]:
    if measure.item:
        yield f"{deep}item: {measure.item}"
    yield f"{deep}text: {_value(measure.text, deep)}"
    if measure.goal:
        yield f"{deep}goal: {_value(measure.goal, deep)}"
    yield f"{deep}kind: {measure.kind}"
    for name, text in (("leader", measure.leader), ("unit", measure.unit), ("owner", measure.owner)):
        if text:
            yield f"{deep}{name}: {_value(text, deep)}"
    if measure.due:
        yield f"{deep}due: [{', '.join(_due(due, deep) for due in measure.due)}]"
    if measure.next_check:
        yield f"{deep}next_check: {measure.next_check}"
    if measure.history:
        yield f"{deep}history:"
        yield from (f"{deep}  - {_event(event, deep)}" for event in measure.history)
    if measure.closure:
        closure = measure.closure
        texts = {"requested": closure.requested, "verified_by": closure.verified_by, "approved_by": closure.approved_by}
        yield f"{deep}closure: {_flow({}, texts, deep, {'on': closure.on})}"


def _due(due: Due, deep: str) -> str:
    return _flow({"on": due.on}, {"why": due.why}, deep)


def _event(event: Event, deep: str) -> str:
    dates = {"on": event.on, "recorded_on": event.recorded_on, "status": event.status}
    return _flow(dates, {"note": event.note, "evidence": event.evidence}, deep)


def _flow(
    plain: Mapping[str, object], texts: Mapping[str, str], deep: str, last: Mapping[str, object] | None = None
) -> str:
    """A mapping on one line; what is blank is left out."""
    pairs = [f"{name}: {value}" for name, value in plain.items() if value]
    pairs += [f"{name}: {_value(text, deep)}" for name, text in texts.items() if text]
    pairs += [f"{name}: {value}" for name, value in (last or {}).items() if value]
    return f"{{{', '.join(pairs)}}}"


def _value(text: str, deep: str) -> str:
    """A text as a value; a long one is broken over lines, which a page bounds."""
    if len(text) <= _LONGEST_PIECE:
        return scalar(text)
    pieces = re.findall(rf"(?s).{{1,{_LONGEST_PIECE}}}", text)
    # Quoted piece by piece, so that no escape is cut: the quote in front, which is taken off again, makes sure of
    # quotes. A blank that begins a line needs an escape of its own.
    quoted = [scalar(f'"{piece}')[3:-1] for piece in pieces]
    return '"' + f"\\\n{deep}  ".join(re.sub(r"^ ", r"\\ ", piece) for piece in quoted) + '"'

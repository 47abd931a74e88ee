"""An entry written anew, of which whatever says the same as before keeps its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from macros.corpus.front_matter import find_scalars


@dataclass(frozen=True)
class _Block:
    """Some lines of a text, and what they say."""

    lines: Sequence[str]
    node: yaml.Node
    start: int
    stop: int

    @classmethod
    def of(cls, lines: Sequence[str]) -> _Block:
        node = yaml.compose("\n".join(lines), yaml.SafeLoader)
        assert node is not None  # noqa: S101 - an entry has an id
        return cls(lines, node, 0, len(lines))

    @property
    def own(self) -> list[str]:
        return list(self.lines[self.start : self.stop])

    @property
    def column(self) -> int:
        return int(self.node.start_mark.column)

    @property
    def comments(self) -> list[str]:
        return comments_of(self.lines, self.start, self.stop, self.node)


def keep_lines(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """The lines of an entry, in which each field, measure and event that stays as it is stands as it stood.

    Args:
        old: The entry as an item of a list, with comments and blank lines within it.
        new: The same written anew. What differs is taken from it; comments beside that follow it.
    """
    one, other = _Block.of(old), _Block.of(new)
    return _merge_items(one, other)


def comments_of(lines: Sequence[str], start: int, stop: int, node: yaml.Node) -> list[str]:
    """The lines of a node that are comments, and not lines of a text."""
    held = {line for one in find_scalars(node) for line in range(one.start_mark.line, last_line(one))}
    return [lines[n] for n in range(start, stop) if lines[n].lstrip().startswith("#") and n not in held]


def last_line(node: yaml.Node) -> int:
    """The number of lines down to the last one of a node; what follows it is blank or a comment."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        value = node.value[-1]
        return last_line(value[1] if isinstance(value, tuple) else value)
    return int(node.end_mark.line) + (1 if node.end_mark.column else 0)


def dash_line(lines: Sequence[str], node: yaml.Node) -> int:
    """The line in which an item of a list begins."""
    line: int = node.start_mark.line
    while not lines[line].lstrip().startswith("-"):
        line -= 1
    return line


def _merge(old: _Block, new: _Block) -> list[str]:
    if _says(old.node) == _says(new.node):
        return old.own
    if _is_block(old.node, yaml.MappingNode) and _is_block(new.node, yaml.MappingNode):
        return _merge_fields(old, new)
    return [*_moved(new, old), *old.comments]


def _merge_fields(old: _Block, new: _Block) -> list[str]:
    before, after = dict(_fields(old)), dict(_fields(new))
    if next(iter(before)) != next(iter(after)):
        # The mark of the item stands before its first field.
        return [*_moved(new, old), *old.comments]
    names = list(before)
    for place, name in enumerate(after):
        if name not in before:
            names.insert(names.index(list(after)[place - 1]) + 1, name)
    written: list[str] = []
    for name in names:
        if name not in after:
            written += before[name].comments
        elif name not in before:
            written += _moved(after[name], old, new.column)
        elif _says(before[name].node) == _says(after[name].node):
            written += before[name].own
        elif all(_is_block(one[name].node, yaml.SequenceNode) for one in (before, after)):
            items = before[name].node.value
            written += old.lines[before[name].start : dash_line(old.lines, items[0])]
            written += _merge_items(before[name], after[name])
        else:
            first, *rest = _moved(after[name], old, new.column)
            mark = old.lines[before[name].start][: old.column]
            written += [mark + first[old.column :], *rest, *before[name].comments]
    return written


def _merge_items(old: _Block, new: _Block) -> list[str]:
    """The items of a list: equal ones together, then the others in their order."""
    before, after = list(_items(old)), list(_items(new))
    pairs: dict[int, _Block] = {}
    for number, item in enumerate(after):
        same = next((one for one in before if _says(one.node) == _says(item.node)), None)
        if same:
            pairs[number] = same
            before.remove(same)
    written: list[str] = []
    for number, item in enumerate(after):
        twin = pairs.get(number) or (before.pop(0) if before else None)
        written += _merge(twin, item) if twin else _moved(item, old, new.column)
    return [*written, *(line for item in before for line in item.comments)]


def _fields(block: _Block) -> Iterator[tuple[str, _Block]]:
    keys = block.node.value
    starts = [key.start_mark.line for key, _ in keys]
    for (key, value), start, stop in zip(keys, starts, [*starts[1:], block.stop], strict=True):
        yield key.value, _Block(block.lines, value, start, stop)


def _items(block: _Block) -> Iterator[_Block]:
    starts = [dash_line(block.lines, node) for node in block.node.value]
    for node, start, stop in zip(block.node.value, starts, [*starts[1:], block.stop], strict=True):
        yield _Block(block.lines, node, start, stop)


def _moved(new: _Block, old: _Block, column: int | None = None) -> list[str]:
    """Lines that were written anew, as deep as those stand in whose place they come."""
    by = old.column - (new.column if column is None else column)
    return [" " * by + line if by >= 0 else line[min(-by, len(line) - len(line.lstrip())) :] for line in new.own]


def _is_block(node: yaml.Node, kind: type[yaml.CollectionNode]) -> bool:
    return isinstance(node, kind) and not node.flow_style and bool(node.value)


def _says(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _says(value) for key, value in node.value}
    return [_says(one) for one in node.value] if isinstance(node, yaml.SequenceNode) else node.value

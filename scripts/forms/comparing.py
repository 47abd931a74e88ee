"""What a person has changed in a form since it was filled, whatever rows have come in or gone meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from scripts.forms.tracing import Snapshot, TraceRow, cell_name
from scripts.forms.word_reading import is_running

Line = dict[int, str]


@dataclass(frozen=True)
class FormChange:
    """A cell that says something else now (改动).

    Attributes:
        grid: The sheet or table.
        row: Its row now; where it is gone, as it was.
        column: Its column.
        before: What it said when the form was filled.
        after: What it says now.
        filled: What was filled in there, and from where; None where it was the form's own.
        kind: 改了, 补填, 清空, 新增一行, 删去一行.
    """

    grid: str
    row: int
    column: int
    before: str
    after: str
    kind: str
    filled: TraceRow | None = None
    is_word: bool = False

    @property
    def cell(self) -> str:
        """How a person finds it; of a whole row its number."""
        if not self.column:
            return f"第{self.row}行"
        return cell_name(self.row, self.column, is_word=self.is_word, is_text=self.is_word and is_running(self.grid))

    @property
    def label(self) -> str:
        """What the place asks for; empty where it is the form's own words."""
        return self.filled.label if self.filled else ""

    @property
    def words(self) -> str:
        """It in a line."""
        label = f"“{self.label}”" if self.label else ""
        said = "→".join(part for part in (self.before, self.after) if part)
        source = (
            f"（填的时候取自{self.filled.source} {self.filled.item}）" if self.filled and self.filled.source else ""
        )
        return f"{self.grid} {self.cell}{label}{self.kind}：{said}{source}".replace("\n", " ")


def find_changes(
    rows: Iterable[TraceRow], before: Snapshot, after: Snapshot, *, is_word: bool = False
) -> list[FormChange]:
    """Find what was changed.

    Args:
        rows: What was filled in, and from where.
        before: What the form said when it was filled.
        after: What it says now.
        is_word: Whether it is a Word file, in which cells are counted.
    """
    traced: dict[tuple[str, int, int], list[TraceRow]] = {}
    for row in rows:
        traced.setdefault((row.grid, row.row, row.column), []).append(row)
    found: list[FormChange] = []
    for grid in dict.fromkeys((*before, *after)):
        old, new = _lines(before.get(grid, {})), _lines(after.get(grid, {}))
        for was, now in _pair(old, new):
            found += _compare(grid, was, now, old, new, traced)
    return [replace(one, is_word=is_word) for one in found]


def _lines(texts: Mapping[tuple[int, int], str]) -> dict[int, Line]:
    lines: dict[int, Line] = {}
    for (row, column), text in sorted(texts.items()):
        lines.setdefault(row, {})[column] = text
    return lines


def _pair(old: Mapping[int, Line], new: Mapping[int, Line]) -> Iterator[tuple[int | None, int | None]]:
    """Yield which row has become which; None where one has come in or is gone."""
    were, are = list(old), list(new)
    keys = [tuple(old[row].items()) for row in were], [tuple(new[row].items()) for row in are]
    for step, start, stop, begin, end in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if step == "equal":
            yield from zip(were[start:stop], are[begin:end], strict=True)
        else:
            yield from _pair_changed(were[start:stop], are[begin:end], old, new)


def _pair_changed(
    were: Sequence[int], are: Sequence[int], old: Mapping[int, Line], new: Mapping[int, Line]
) -> Iterator[tuple[int | None, int | None]]:
    """Pair rows of which something was changed, in their order, so that as much as can be is alike."""
    best = [[0.0] * (len(are) + 1) for _ in range(len(were) + 1)]
    for i in range(len(were) - 1, -1, -1):
        for j in range(len(are) - 1, -1, -1):
            both = best[i + 1][j + 1] + _likeness(old[were[i]], new[are[j]], same=were[i] == are[j])
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(were) or j < len(are):
        is_both = i < len(were) and j < len(are)
        alike = _likeness(old[were[i]], new[are[j]], same=were[i] == are[j]) if is_both else 0
        if is_both and alike > 0 and best[i][j] == best[i + 1][j + 1] + alike:
            yield were[i], are[j]
            i, j = i + 1, j + 1
        elif j == len(are) or (i < len(were) and best[i][j] == best[i + 1][j]):
            yield were[i], None
            i += 1
        else:
            yield None, are[j]
            j += 1


def _likeness(one: Line, other: Line, *, same: bool) -> float:
    """How many cells two rows share; those that stand in the same place are one though nothing else is alike."""
    shared = sum(text == other.get(column) for column, text in one.items())
    return shared + (0.5 if same else 0)


def _compare(
    grid: str,
    was: int | None,
    now: int | None,
    old: Mapping[int, Line],
    new: Mapping[int, Line],
    traced: Mapping[tuple[str, int, int], list[TraceRow]],
) -> Iterator[FormChange]:
    if was is None or now is None:
        row, line = (now, new) if was is None else (was, old)
        assert row is not None  # noqa: S101 - one of them is there
        words = "　".join(line[row].values())
        if was is None:
            yield FormChange(grid, row, 0, "", words, "新增一行")
        else:
            yield FormChange(grid, row, 0, words, "", "删去一行")
        return
    for column in sorted({*old[was], *new[now]}):
        before, after = old[was].get(column, ""), new[now].get(column, "")
        if before == after:
            continue
        filled = traced.get((grid, was, column), [])
        waited = any(one.state != "已填" for one in filled)
        kind = "清空" if not after else "补填" if waited or not before else "改了"
        yield FormChange(grid, now, column, before, after, kind, filled[0] if filled else None)

"""What changes in the front matter of a page, field by field and row by row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from scripts.changes.said.labels import label_of
from scripts.changes.said.names import Names
from scripts.changes.said.telling import Said, passage, value

_Row = Mapping[str, Any]
#: What tells a row of a field from its neighbours, by the field.
_KEYS = {
    "entries": "id",
    "indicators": "name",
    "kept": "text",
    "concepts": "id",
    "duties": "name",
    "usages": "wrong",
    "set_phrases": "text",
}
#: From so many characters on, two texts are one passage with marks in it and not one value after another.
_PASSAGE = 16


def say_fields(old: _Row, new: _Row, names: Names) -> Iterator[Said]:
    """Yield what the front matter of a page says anew, in its order.

    Args:
        old: Its fields as they were.
        new: Its fields as they are to be.
        names: What is called how.
    """
    yield from _mapping(old, new, "", "", names)


def _mapping(old: _Row, new: _Row, field: str, where: str, names: Names) -> Iterator[Said]:
    for name in dict.fromkeys([*old, *new]):
        before, after = old.get(name), new.get(name)
        if before == after or (label := _label(name, field, names)) is None:
            continue
        # What stands behind a reference is of the field that holds it.
        own = field if field in _BY_REFERENCE else name
        yield from _field(before, after, own, f"{where} {label}".strip(), names)


def _label(name: str, within: str, names: Names) -> str | None:
    """What a field is called; None where it is told to nobody."""
    if within in _BY_REFERENCE:
        return names.tell_reference(name)
    label = label_of(name, within)
    if (within, name) == ("corrections", "by") and names.is_of_register:
        # What the register said wrongly was put right by what a text says, and by no post.
        return "依据"
    if label is None:
        return names.tell_reference(name) if "#" in name else "其他"
    return label if label or name in _HOLDERS else None


#: Fields of which each row stands behind a reference.
_BY_REFERENCE = frozenset({"answers", "continues"})
#: Fields without a name that hold fields which have one.
_HOLDERS = frozenset({"pack"})


def _field(old: Any, new: Any, name: str, where: str, names: Names) -> Iterator[Said]:
    if name == "due" and (moved := _moved_day(old, new, where)):
        yield from moved
    elif isinstance(old or new, Mapping) and isinstance(old or {}, Mapping) and isinstance(new or {}, Mapping):
        yield from _mapping(old or {}, new or {}, name, where, names)
    elif _is_rows(old) and _is_rows(new) and (old or new):
        yield from _rows(old or [], new or [], name, where, names)
    elif isinstance(old or new, list) and isinstance(old or [], list) and isinstance(new or [], list):
        yield from _listed(old or [], new or [], name, where, names)
    else:
        before, after = names.tell(old, name), names.tell(new, name)
        if before != after:
            is_passage = min(len(before), len(after)) >= _PASSAGE
            yield passage(where, before, after) if is_passage else value(where, before, after)


def _moved_day(old: Any, new: Any, where: str) -> list[Said]:
    """A date due that another takes the place of; what was due before stays on the page."""
    if not (_is_rows(old) and _is_rows(new) and old and new):
        return []
    before, after = old[-1].get("on"), new[-1].get("on")
    if before == after:
        return []
    why = new[-1].get("why")
    return [
        value(where, str(before), str(after)),
        *([value(f"{where.removesuffix('期限')}改期原因", "", str(why))] if why else []),
    ]


def _is_rows(rows: Any) -> bool:
    return rows is None or (isinstance(rows, list) and all(isinstance(row, Mapping) for row in rows))


def _listed(old: list[Any], new: list[Any], name: str, where: str, names: Names) -> Iterator[Said]:
    before, after = ([names.tell(one, name) for one in rows] for rows in (old, new))
    for what, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what != "equal":
            gone, come = before[start:end], after[first:last]
            for number in range(max(len(gone), len(come))):
                one, other = "".join(gone[number : number + 1]), "".join(come[number : number + 1])
                yield passage(where, one, other) if min(len(one), len(other)) >= _PASSAGE else value(where, one, other)


def _rows(old: Sequence[_Row], new: Sequence[_Row], name: str, where: str, names: Names) -> Iterator[Said]:
    """Rows that change in the order of the new ones, then those that go."""
    pairs = _paired(old, new, _KEYS.get(name, ""))
    for at, row in enumerate(new):
        place = _row_place(row, at, name, where)
        if (was := pairs.get(at)) is None:
            yield value(f"{place}（新增）", "", _whole(row, name, names))
        elif old[was] != row:
            yield from _mapping(old[was], row, name, place, names)
    for at in sorted({*range(len(old))} - {*pairs.values()}):
        yield value(f"{_row_place(old[at], at, name, where)}（删去）", _whole(old[at], name, names), "")
    order = list(pairs.values())
    if order != sorted(order):
        yield value(where, "原来的先后", "换了先后")


def _paired(old: Sequence[_Row], new: Sequence[_Row], key: str) -> dict[int, int]:
    """For each row that was there before, by its place among the new ones, its place among the old."""
    pairs: dict[int, int] = {}
    free = dict(enumerate(old))
    alike = {
        json.dumps(row, ensure_ascii=False, default=str, sort_keys=True): at for at, row in reversed([*free.items()])
    }
    for at, row in enumerate(new):
        same = alike.get(json.dumps(row, ensure_ascii=False, default=str, sort_keys=True))
        if same in free:
            pairs[at] = same
            del free[same]
    for at, row in enumerate(new):
        if at in pairs:
            continue
        scores = {was: _likeness(row, other, key) for was, other in free.items()}
        best = max(scores, key=lambda was: (scores[was], -abs(was - at)), default=None)
        if best is not None and scores[best] > 0:
            pairs[at] = best
            del free[best]
    return dict(sorted(pairs.items()))


def _likeness(one: _Row, other: _Row, key: str) -> float:
    """How surely two rows are one: by what tells rows apart where they have it, else by the share that they share."""
    if key and key in one and key in other:
        return float(one[key] == other[key])
    fields = {*one, *other}
    share = sum(one.get(field) == other.get(field) for field in fields) / len(fields)
    return share if share >= 0.34 else 0.0


def _row_place(row: _Row, at: int, name: str, where: str) -> str:
    """What a row is called: 第2项, 第2项 措施1, 指标 “谈话”."""
    if name == "entries":
        number = str(row.get("id", "")).rpartition("-")[2]
        return f"第{int(number) if number.isdecimal() else at + 1}项"
    if name == "measures":
        return f"{where}{at + 1}"
    if name == "history":
        return f"{where} {row.get('on', '')}".strip()
    words = row.get(_KEYS.get(name, "name")) if name != "concepts" else (row.get("names") or [""])[0]
    return f"{where} “{words}”" if isinstance(words, str) and words else f"{where} 第{at + 1}行"


def _whole(row: _Row, name: str, names: Names) -> str:
    """All of a row, in one line."""
    told = []
    for field, said in row.items():
        label = _label(field, name, names)
        if label is None or said in (None, "", [], {}):
            continue
        if isinstance(said, Mapping):
            words = _whole(said, field, names)
        elif isinstance(said, list) and said and _is_rows(said):
            words = "；".join(_whole(one, field, names) for one in said)
        else:
            words = names.tell(said, field)
        told.append(f"{label}：{words}")
    return "，".join(told)

"""Takes back what pages say of items that are gone: rows that people confirmed, places of figures.

Whatever else names such an item, a ledger, a pack, a link, is for a person to
settle; it is found by `find_naming`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from macros.corpus.findings import Findings
from macros.corpus.front_matter import parse_front_matter
from macros.page_text.fields import with_field
from macros.page_text.splitting import FrontMatterError, split_text
from macros.page_text.yaml_values import flow, list_field
from scripts.changes.item_references import Renamed, rename_references

#: Stands for an item where it is asked who names it; no id has this form.
_ANYTHING = "x-"


def without_items(text: str, path: str, key: str, gone: Collection[str]) -> str:
    """The text of a page without the rows of its front matter that are about items which are gone.

    Args:
        text: The whole page.
        path: Its path under docs.
        key: The report whose items they were.
        gone: Their ids.
    """
    split = split_text(text)
    front = [*split.front]
    found = parse_front_matter(["", *front, ""], len(front) + 2, "", Findings()) if front else None
    if found is None:
        return text
    is_own = path == f"reports/{key}.md"
    for name, rows in _rows_left(found.fields, {f"{key}#{one}" for one in gone}, gone if is_own else ()).items():
        lines = list_field(name, rows) if isinstance(rows, list) else _mapping(name, rows)
        front = with_field(front, name, lines)
    return split.changed(front=front) if front != [*split.front] else text


def _rows_left(fields: Mapping[str, Any], refs: Collection[str], own: Collection[str]) -> dict[str, Any]:
    """The fields of which rows go, with those that stay."""
    left: dict[str, Any] = {}
    answers, continues, indicators = (fields.get(name) for name in ("answers", "continues", "indicators"))
    if isinstance(answers, dict):
        left["answers"] = {ref: said for ref, said in answers.items() if ref not in refs and said not in own}
    if isinstance(continues, dict):
        kept = {item: _without(said, refs) for item, said in continues.items() if item not in own}
        left["continues"] = {item: said for item, said in kept.items() if said}
    if isinstance(indicators, list):
        left["indicators"] = [
            _without(row, ("at",)) if isinstance(row, dict) and row.get("at") in own else row for row in indicators
        ]
    return {name: rows for name, rows in left.items() if rows != fields[name]}


def _without(said: Any, keys: Collection[str]) -> Any:
    return {name: value for name, value in said.items() if name not in keys} if isinstance(said, dict) else said


def _mapping(name: str, rows: Mapping[str, object]) -> list[str]:
    return [f"{name}:", *(f"  {key}: {flow(value)}" for key, value in rows.items())] if rows else []


def join_rows(text: str, path: str, renamed: Renamed) -> str:
    """The text of a page with one row for what was said of several items that become one.

    Args:
        text: The whole page, in which the items still bear their ids.
        path: Its path under docs.
        renamed: The items, of which several may get one id.
    """
    split = split_text(text)
    front = [*split.front]
    found = parse_front_matter(["", *front, ""], len(front) + 2, "", Findings()) if front else None
    refs = {f"{renamed.key}#{old}": f"{renamed.key}#{new}" for old, new in renamed.ids.items()}
    own = renamed.ids if path == renamed.path else {}
    for name, ids in (("answers", refs), ("continues", own)):
        rows = found.fields.get(name) if found else None
        if not isinstance(rows, dict):
            continue
        joined = _joined(rows, ids)
        if name == "continues":
            joined = {item: _joined(said, refs) if isinstance(said, dict) else said for item, said in joined.items()}
        sizes = [len(rows), *(len(said) for said in rows.values() if isinstance(said, dict))]
        if sizes != [len(joined), *(len(said) for said in joined.values() if isinstance(said, dict))]:
            front = with_field(front, name, _mapping(name, joined))
    return split.changed(front=front) if front != [*split.front] else text


def _joined(rows: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Rows by what their keys become; of two of one key both are kept where that can be, else the first."""
    joined: dict[str, Any] = {}
    for key, said in rows.items():
        there = joined.get(new := ids.get(key, key))
        joined[new] = {**said, **there} if isinstance(said, dict) and isinstance(there, dict) else there or said
    return joined


def find_naming(paths: Iterable[str], read: Callable[[str], str | None], key: str, item: str) -> list[str]:
    """The paths of the pages that name an item.

    Args:
        paths: The pages to look at.
        read: Gives the text of one.
        key: The item's report.
        item: Its id.
    """
    return [
        path
        for path in paths
        if (text := read(path)) is not None and _names(text, path, Renamed(key, {item: _ANYTHING}))
    ]


def _names(text: str, path: str, renamed: Renamed) -> bool:
    try:
        return rename_references(text, path, renamed) != text
    except FrontMatterError:
        return False

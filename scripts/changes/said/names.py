"""What an office calls what a field refers to: items, provisions, pages, each by its words and not by its address."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from macros.corpus.findings import Findings
from macros.corpus.front_matter import parse_front_matter
from macros.page_text.headings import parse_heading
from macros.page_text.splitting import split_text
from scripts.changes.naming import name_page

#: What a page says by its path under docs, the newest first: as it will be, as it was; nothing where there is none.
Reader = Callable[[str], Iterable[str]]

_ITEM = re.compile(r"([a-z0-9][a-z0-9/-]*)#([a-z][a-z0-9-]*)")
_PROVISION = re.compile(r"([a-z][a-z0-9-]*)(?:/([0-9][a-z0-9-]*))?(?:#((?:art|part)-[0-9_]+))?")
_ENTRY = re.compile(r"e-[0-9]{4}-([0-9]{2,3})")
_GONE = "已经没有的一条"
CONCEPTS = "regulations/concepts.md"


def _concepts(text: str) -> list[dict[str, Any]]:
    front = split_text(text).front
    found = parse_front_matter(["", *front, ""], len(front) + 2, "", Findings()) if front else None
    rows = found.fields.get("concepts") if found else None
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


class Names:
    """The names of what stands on the pages of a site.

    Args:
        read: Gives what a page says.
        path: The page whose fields are told.
    """

    def __init__(self, read: Reader, path: str) -> None:
        self._read = cache(lambda page: tuple(read(page)))
        self._path = path

    @property
    def is_of_register(self) -> bool:
        """Whether the page is one of the register's."""
        return self._path.startswith("regulations/")

    def tell(self, value: object, field: str) -> str:
        """A value of a field, in words."""
        match value:
            case None | "":
                return ""
            case bool():
                return "是" if value else "否"
            case list():
                return "、".join(filter(None, (self.tell(one, field) for one in value)))
        text = str(value)
        if field == "articles":
            return f"第{text.removeprefix('art-').replace('_', '条之')}条" if text[-1:].isdecimal() else text
        if field == "continues":
            return {"sure": "是同一件事", "no": "不是同一件事"}.get(text) or self.tell_reference(text)
        if field in {"at", "answers"}:
            return self.heading(self._path, text) or text
        if field in {"report", "regulation", "edition", "changes", "to", "concepts"} or "#" in text:
            return self.tell_reference(text)
        return text

    def tell_reference(self, text: str) -> str:
        """What a reference leads to; the text itself where it is none."""
        if found := _ITEM.fullmatch(text):
            path = f"reports/{found[1]}.md"
            if self._read(path):
                return self.place(path, found[2])
        if self._read(f"reports/{text}.md"):
            return self.page(f"reports/{text}.md")
        if found := _PROVISION.fullmatch(text):
            path = f"regulations/{found[1]}/{found[2] or 'index'}.md"
            if self._read(path):
                return self.place(path, found[3] or "")
        return self.heading(self._path, text) or text

    def target(self, address: str) -> str:
        """Where a link of the page leads."""
        path, _, anchor = address.partition("#")
        if "://" in path:
            return address
        whole = posixpath.normpath(posixpath.join(posixpath.dirname(self._path), path)) if path else self._path
        return self.place(whole, anchor) if self._read(whole) else "没有的页面"

    def place(self, path: str, anchor: str) -> str:
        """A heading of a page by the name of both; the page alone where no heading is meant."""
        page = "" if path == self._path and anchor else self.page(path)
        return page + (f"“{self.heading(path, anchor) or _GONE}”" if anchor else "")

    def page(self, path: str) -> str:
        """A page by its name."""
        name = next((name_page(text, path).strip("「」") for text in self._read(path)), "")
        edition = re.fullmatch(r"regulations/[^/]+/([0-9]{4})[^/]*\.md", path)
        return name + (f"（{edition[1]}年版）" if edition and edition[1] not in name else "")

    def heading(self, path: str, anchor: str) -> str:
        """The words of the heading that bears an id; empty for none."""
        if anchor == "opening" or anchor.endswith("-0"):
            part = self.heading(path, anchor.removesuffix("-0")) if anchor != "opening" else ""
            return f"{part}的开头" if part else "开头"
        lines = (line for text in self._read(path) for line in text.split("\n") if line.startswith("#"))
        headings = (found for line in lines if (found := parse_heading(line, 0)))
        return next((found.text for found in headings if found.id == anchor), "") or self._row(path, anchor)

    def _row(self, path: str, anchor: str) -> str:
        """What a page computes from its head bears ids too: an entry of a ledger, a concept."""
        if entry := _ENTRY.fullmatch(anchor):
            return f"第{int(entry[1])}项"
        if path != CONCEPTS:
            return ""
        rows = (row for text in self._read(path) for row in _concepts(text))
        return next((str(row["names"][0]) for row in rows if row.get("id") == anchor and row.get("names")), "")

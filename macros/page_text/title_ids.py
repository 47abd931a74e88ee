"""Ids of titles: by them a page is known as one of data, and no two pages have the same."""

from __future__ import annotations

import re

#: Kinds of page of which there are many, each named by its key, and those of which there is one.
_NAMED = "report|ledger|regulation|edition|local"
_ALONE = "concepts|duties|usages|phrases|forms"
_TITLE_ID = re.compile(rf"(?:{_NAMED})-.+|{_ALONE}")
#: Wider than what the checks let pass: where a line looks at all like a data page's title, the page is data.
_TITLE = re.compile(rf"#[ \t]*[^\n]*\{{[^{{}}\n]*#((?:{_NAMED})-[^\s{{}}]+|{_ALONE})[ \t}}]")


def title_id(kind: str, key: str = "") -> str:
    """The id of a page's title: `report-2023`, `ledger-dongzhen-2023`, `edition-jilv-chufen-tiaoli-2018`, `pack-q1`.

    Args:
        kind: What the page is, such as report.
        key: What it is called among those of its kind, such as dongzhen/2023; empty for the only one.
    """
    return "-".join(filter(None, [kind, *key.split("/")]))


def is_title_id(name: str) -> bool:
    """Whether an id is that of the title of a data page."""
    return _TITLE_ID.fullmatch(name) is not None


def find_title_id(line: str) -> str:
    """The id of a data page's title in its first line, however it is written; empty where there is none."""
    match = _TITLE.match(line)
    return match[1] if match else ""

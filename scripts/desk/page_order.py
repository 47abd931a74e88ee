"""The order in which the desk lists pages, the same on every screen: the newest year first, then by name."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: What is said of it where pages are listed.
SORTED_BY = "年度新的在前，同一年的按名称排"


def page_order(name: str) -> tuple[int, str]:
    """Where a page stands among others, by what an office calls it; what is of no year stands last."""
    return -max(map(int, _YEAR.findall(name)), default=0), name

"""Pagefind, through the programming interface that its own results list uses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scripts.bench.searches.engines.base import Answer, Engine, name_of, script
from scripts.bench.searches.sites import build_pagefind

#: Results whose text a list shows at once, and texts that are fetched at a time beyond these.
_SHOWN, _CHUNK = 10, 100
_WAY = (
    "在页面里用它的编程接口（pagefind.search），与它自带的结果列表相同；结果是页面，其下各节带锚点，锚点即条目，"
    "没有分节的结果算作指全页各条目；用时到前 10 页的文字取来为止。"
)


@dataclass(frozen=True)
class PagefindDriver:
    """Asks in the page; `form` is what the query is written as."""

    form: str

    def open(self, page: Any, address: str, word: str) -> float:
        """Open the first page, then load the search and ask."""
        page.goto(f"{address}index.html")
        return float(self._ask(page, word)["at"])

    def ask(self, page: Any, word: str) -> Answer:
        """Ask one query."""
        told = self._ask(page, word)
        names = (name_of(url) for url in told["names"])
        return Answer(tuple(name for name in names if name), told["ms"])

    def _ask(self, page: Any, word: str) -> Any:
        return page.evaluate(script("pagefind.js"), [self.form.format(word), _SHOWN, _CHUNK])


PLAIN = Engine("pagefind", "Pagefind", build_pagefind, ("pagefind/",), PagefindDriver("{}"), f"照原样输入；{_WAY}")
QUOTED = Engine(
    "pagefind", "Pagefind 加引号", build_pagefind, ("pagefind/",), PagefindDriver('"{}"'), f"加半角引号输入；{_WAY}"
)

"""Material's own search, through its search box."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from scripts.bench.searches.engines.base import Answer, Engine, name_of, script
from scripts.bench.searches.sites import build_material


class MaterialDriver:
    """Writes into the box in the page's head and listens to what the search worker answers."""

    def open(self, page: Any, address: str, word: str) -> float:
        """Open the first page with a query, as a shared link does."""
        page.add_init_script(script("material.js"))
        page.goto(f"{address}index.html?q={quote(word)}")
        return float(page.evaluate("async (word) => (await benchAnswer(word)).at", word))

    def ask(self, page: Any, word: str) -> Answer:
        """Write a query into the box and release a key."""
        told = page.evaluate("(word) => benchAsk(word)", word)
        names = (name_of(location) for location in told["names"])
        return Answer(tuple(name for name in names if name), told["ms"])


MATERIAL = Engine(
    key="material",
    label="Material＋jieba",
    build=build_material,
    files=("search/", "assets/javascripts/workers/", "assets/javascripts/lunr/"),
    driver=MaterialDriver(),
    way="在页头搜索框里输入，取搜索线程交回的全部结果；结果是“页面#锚点”，锚点即条目，"
    "只到页面的结果指页首一段，不算条目；用时到结果交回为止，不含显示。",
)

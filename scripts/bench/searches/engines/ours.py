"""The site's own search, through its results page.

What is relied on: `search.html?q=…` holds a form with a box of type `search`
that answers on the same page when it is sent; results in `main` carry
`data-yb-id`, those inside `data-yb-near` are near hits and those with `data-yb-named` are
answered by the name of a regulation; `data-yb-count` is how many hold the
words; `aria-busy` stands on a part as long as more of them are coming.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from macros.errors import SiteError
from scripts.bench.searches.engines.base import Answer, Engine, script
from scripts.bench.searches.sites import build_ours

#: The page has answered when nothing on it has changed for so long; it has failed when nothing has at all.
_QUIET, _PATIENCE = 60, 60_000


class SearchPageError(SiteError):
    """The results page is not as it was agreed on."""

    meaning = "检索页面的样子变了，量不了"
    remedy = "更新到同一版本的程序；还不行的，告知维护人员"


class OurDriver:
    """Writes into the box of the results page and reads the results that stand there."""

    def open(self, page: Any, address: str, word: str) -> float:
        """Open the results page with a query."""
        page.add_init_script(script("ours.js"))
        page.goto(f"{address}search.html?q={quote(word)}")
        first = page.evaluate("([quiet, patience]) => benchFirst(quiet, patience)", [_QUIET, _PATIENCE])
        if first is None:
            raise SearchPageError(f"search.html?q={word} 没有给出带 data-yb-id 的结果。改法：核对结果页。")
        # What comes after the first answer is there before the next question.
        page.wait_for_load_state("networkidle")
        return float(first)

    def ask(self, page: Any, word: str) -> Answer:
        """Write a query into the box and send it; read all exact results."""
        told = page.evaluate("(given) => benchAsk(...given)", [word, _QUIET, _PATIENCE])
        if told.get("missing"):
            raise SearchPageError(f"search.html 没有检索表单，或查“{word}”后没有变化。改法：核对结果页。")
        names = tuple(dict.fromkeys(told["names"]))
        return Answer(names, told["ms"], hidden=max(0, (told["count"] or 0) - len(names)))


OURS = Engine(
    key="ours",
    label="本站搜索",
    build=build_ours,
    files=(
        "search.html",
        "assets/search/manifest",
        "assets/search/shard-",
        "assets/javascripts/search",
        "assets/javascripts/numerals",
    ),
    driver=OurDriver(),
    way="在 search.html 的输入框里输入并提交，取页上带 data-yb-id 的全部结果，相近结果（data-yb-near）"
    "和只按法规名称列出的（data-yb-named）除外；"
    "结果即条目；用时到总数和首批结果显示为止，不含边打字边查的等待。",
)

"""A results page as it was agreed on, made by hand and driven in the browser."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from scripts.bench.searches.engines import ENGINES
from scripts.bench.searches.engines.ours import OurDriver, SearchPageError
from scripts.bench.searches.measure import Exam, measure_engine
from scripts.bench.searches.server import Served, serve
from scripts.bench.searches.truth import Library
from scripts.bench.searches.word_list import Word, WordKind
from scripts.setup.needs import BROWSER

OURS = next(engine for engine in ENGINES if engine.key == "ours")
TEXTS = {"2023#w1": "开展谈话提醒", "2022#w1": "谈话提醒和警示教育", "2021#w1": "学习"}
PAGE = """\
<!doctype html><meta charset="utf-8"><header><input type="search"></header>
<main><form><input type="search"></form><p data-yb-count></p><ul></ul><div data-yb-near></div></main>
<script src="assets/search/manifest.js"></script>
<script>
const items = [];
const input = document.querySelector("main input");
const show = () => {
  const word = input.value;
  const exact = items.filter(([, text]) => text.includes(word));
  const list = document.querySelector("ul");
  list.textContent = "";
  exact.slice(0, AT_ONCE).forEach(([id]) => list.insertAdjacentHTML("beforeend", `<li data-yb-id="${id}">`));
  document.querySelector("[data-yb-near]").innerHTML = '<i data-yb-id="2021#w1"></i>';
  document.querySelector("[data-yb-count]").textContent = `共 ${exact.length} 条`;
};
const add = (rows) => { items.push(...rows); show(); };
input.value = new URLSearchParams(location.search).get("q");
input.form.addEventListener("submit", (event) => { event.preventDefault(); setTimeout(show, 10); });
shards.forEach((name) => {
  const script = document.createElement("script");
  script.async = false;
  script.src = `assets/search/${name}`;
  document.body.append(script);
});
</script>
"""


def write_site(folder: Path, page: str) -> Path:
    (folder / "assets/search").mkdir(parents=True)
    (folder / "search.html").write_text(page, encoding="utf-8")
    (folder / "assets/search/manifest.js").write_text("const shards = ['a.js', 'b.js'];", encoding="utf-8")
    rows = [f'["{name}", "{text}"]' for name, text in TEXTS.items()]
    for name, kept in (("a.js", rows[:1]), ("b.js", rows[1:])):
        (folder / "assets/search" / name).write_text(f"add([{','.join(kept)}]);", encoding="utf-8")
    return folder


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    site = write_site(tmp_path / "site", PAGE.replace("AT_ONCE", "10"))
    with serve(site, tmp_path / "requests.log") as found:
        yield found


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.needs(BROWSER)
def test_results_are_read_from_the_page_without_near_hits(served: Served, page: Any) -> None:
    driver = OurDriver()
    assert driver.open(page, served.address, "谈话提醒") > 0
    assert driver.ask(page, "警示教育").names == ("2022#w1",)
    assert driver.ask(page, "谈话提醒").names == ("2023#w1", "2022#w1")
    assert driver.ask(page, "没有").names == ()


@pytest.mark.needs(BROWSER)
def test_search_is_weighed_and_judged(served: Served, browser: Any) -> None:
    told: list[str] = []
    words = [Word(WordKind.COMPOUND, "谈话提醒"), Word(WordKind.COMPOUND, "警示教育")]
    exam = Exam(words, Library(TEXTS), Library({}))
    outcome = measure_engine(OURS, served, browser, exam, told.append)
    assert [row.score.recall for row in outcome.words] == [1, 1]
    assert [row.score.precision for row in outcome.words] == [1, 1]
    assert [row.hidden for row in outcome.words] == [0, 0]
    # Names for the notes of a printed page come along, and are no part of the search.
    assert len(PAGE) < outcome.opening.search.raw < outcome.opening.everything.raw
    assert told


@pytest.mark.needs(BROWSER)
def test_results_that_a_page_counts_and_does_not_show_are_told(tmp_path: Path, page: Any) -> None:
    site = write_site(tmp_path / "site", PAGE.replace("AT_ONCE", "1"))
    with serve(site, tmp_path / "requests.log") as served:
        driver = OurDriver()
        driver.open(page, served.address, "学习")
        answer = driver.ask(page, "谈话提醒")
    assert (answer.names, answer.hidden) == (("2023#w1",), 1)


@pytest.mark.needs(BROWSER)
def test_page_that_is_not_as_agreed_is_told(tmp_path: Path, page: Any) -> None:
    site = write_site(tmp_path / "site", '<meta charset="utf-8"><main><p data-yb-id="2023#w1">没有表单</p></main>')
    with serve(site, tmp_path / "requests.log") as served:
        driver = OurDriver()
        driver.open(page, served.address, "学习")
        with pytest.raises(SearchPageError, match="没有检索表单"):
            driver.ask(page, "学习")


def test_server_compresses_and_writes_down_what_it_gave(served: Served) -> None:
    with urlopen(Request(f"{served.address}search.html?q=1", headers={"Accept-Encoding": "gzip"})) as response:
        body = response.read()
    text = gzip.decompress(body).decode()
    assert "data-yb-count" in text
    with pytest.raises(HTTPError):
        urlopen(f"{served.address}missing.html")
    asked = served.requests()
    assert [(request.path, request.raw, request.compressed) for request in asked] == [
        ("search.html", len(text.encode()), len(body))
    ]

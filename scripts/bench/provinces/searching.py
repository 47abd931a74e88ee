"""How long a browser takes to search the papers of many counties, and how much it has to hold."""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from macros.corpus import load_corpus
from scripts.bench.provinces.papers import LAST_YEAR, MadeUpProvince, write_province
from scripts.bench.provinces.sentences import Wordsmith
from scripts.build.search_data.scripts_for_browsers import SearchScript, make_scripts
from scripts.setup.needs import find_browser
from scripts.setup.project import HERE

_SEED = 2023
_SCRIPTS = HERE.overrides / "assets/javascripts"
_PAGE = """<!doctype html><meta charset="utf-8"><form data-yb-component="search" data-yb-top="" action="search.html">
<input></form><div data-yb-component="search-page"></div><script>window.ybChips = function () {}</script>
<script src="assets/javascripts/search.js"></script>"""
_COUNT = "document.querySelector('.yb-find__count').textContent"
_FIRST = "document.querySelector('.yb-find__row') !== null"
_ALL = f"!/还在加载|正在加载/.test({_COUNT})"
_HEAP = "performance.memory.usedJSHeapSize"
#: Stands in some sentences of every paper.
_QUERY = "集中"
_PATIENCE_MS = 900_000


def measure_searching(sizes: Sequence[int], years: int) -> Iterator[str]:
    """Search made-up provinces of growing size, whole and as a reader is given them.

    Args:
        sizes: How many units each has.
        years: How many years each unit has.

    Yields:
        A Chinese line for each size and way.
    """
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            site = Path(name, "site")
            papers, manifest = _write(site, size, years)
            for way, most in (("全部加载", 0), ("按上限加载", int(manifest["most"]))):
                _write_manifest(site, manifest | {"most": most})
                yield f"{papers} 份，{way}：{_measure(site)}"


def _write(site: Path, size: int, years: int) -> tuple[int, dict[str, Any]]:
    """Write the search data of each county beside the others', and give how many papers and the manifest of all."""
    province = MadeUpProvince(Wordsmith.of(HERE.docs, _SEED), size, years)
    papers = write_province(province, site.parent)
    data = site / "assets/search"
    data.mkdir(parents=True)
    (site / "assets/javascripts").symlink_to(_SCRIPTS)
    (site / "search.html").write_text(_PAGE, encoding="utf-8")
    shards: list[dict[str, Any]] = []
    manifest: dict[str, Any] = {}
    for county in sorted({paper.county for paper in papers}):
        scripts = list(make_scripts(load_corpus(site.parent / county / "docs"), date(LAST_YEAR + 1, 11, 1)))
        manifest = _read(scripts[0])
        texts = {script.name: script.text for script in scripts}
        for shard in manifest["shards"]:
            named = shard | {"file": f"{county}-{shard['file']}", "county": county, "folder": county}
            (data / named["file"]).write_text(texts[shard["file"]], encoding="utf-8")
            shards.append(named)
    shards.sort(key=lambda shard: (-shard["to"], shard["file"]))
    return len(papers), manifest | {"shards": shards, "counties": []}


def _read(script: SearchScript) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(script.text.partition("=")[2].rstrip(";\n"))
    return read


def _write_manifest(site: Path, manifest: dict[str, Any]) -> None:
    text = f"window.ybSearchManifest={json.dumps(manifest, ensure_ascii=False)};"
    (site / "assets/search/manifest.js").write_text(text, encoding="utf-8")


def _measure(site: Path) -> str:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--max-old-space-size=4096"]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        page = browser.new_page()
        started = time.perf_counter()
        page.goto(f"{site.as_uri()}/search.html?q={_QUERY}", wait_until="commit")
        page.wait_for_function(_FIRST, timeout=_PATIENCE_MS)
        first = time.perf_counter() - started
        page.wait_for_function(_ALL, timeout=_PATIENCE_MS)
        whole = time.perf_counter() - started
        heap, told = page.evaluate(_HEAP) / 1e6, str(page.evaluate(_COUNT))
        read = page.evaluate("Array.from(document.scripts, one => one.src)")
        asked = page.evaluate(
            "(() => { const t = performance.now(); ybSearch.ask('集中', ''); return performance.now() - t; })()"
        )
        browser.close()
    names = {name.rpartition("/")[2] for name in read}
    size = sum(file.stat().st_size for file in (site / "assets/search").iterdir() if file.name in names)
    found = re.sub(r"\s+", "", told)
    return (
        f"第一条 {first:.1f} 秒，查完 {whole:.1f} 秒，读 {size / 1e6:.1f} MB，浏览器占 {heap:.0f} MB，"
        f"读完以后再查一次 {asked:.0f} 毫秒；{found}"
    )

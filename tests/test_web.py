"""Built pages, scripts and style sheets as tools made for them see them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from scripts.setup.needs import WEB_TOOLS
from scripts.setup.project import ROOT
from tests.helpers.built_pages import pages_of_every_shape

pytestmark = pytest.mark.needs(WEB_TOOLS)

RunWeb = Callable[..., list[str]]
SCRIPTS = sorted((ROOT / "overrides/assets/javascripts").glob("*.js"))
STYLES = sorted((ROOT / "overrides/assets/stylesheets").glob("*.css"))
#: What is wrong, and the rule that tells it.
INVALID_HTML = {
    "<p><div>甲</div></p>": "close-order",
    '<p id="a">甲</p><p id="a">乙</p>': "no-dup-id",
    "<ul><p>甲</p></ul>": "element-permitted-content",
    '<img src="a.png">': "wcag/h37",
    '<table><tr><td align="right">1</td></tr></table>': "no-deprecated-attr",
    '<p aria-labelledby="none">甲</p>': "no-missing-references",
    "<button>甲": "close-order",
    '<p class="a" class="b">甲</p>': "no-dup-attr",
    "<p>甲 & 乙 &none;</p>": "unrecognized-char-ref",
}
TOO_NEW_SCRIPT = {
    "var a = b?.c;": "es-x/no-optional-chaining",
    "var a = b ?? c;": "es-x/no-nullish-coalescing-operators",
    "try { a(); } catch { b(); }": "es-x/no-optional-catch-binding",
    "a ||= b;": "es-x/no-logical-assignment-operators",
    "class A { #b = 1; }": "es-x/no-class-instance-fields",
    "a.flatMap(b);": "es-x/no-array-prototype-flat",
    "a.replaceAll('b', 'c');": "es-x/no-string-prototype-replaceall",
    "a.at(-1);": "es-x/no-array-prototype-at",
    "Object.fromEntries(a);": "es-x/no-object-fromentries",
    "import('./a.js');": "es-x/no-dynamic-import",
    "structuredClone(a);": "compat/compat",
    "var a = ;": "syntax",
}
TOO_NEW_STYLE = {
    "a { b { color: red } }": "nesting",
    "a:has(b) { color: red }": ":has",
    "a:is(b, c) { color: red }": ":is",
    "a::part(b):where(c) { color: red }": ":where",
    "a { text-wrap: balance }": "text-wrap",
    "a { inset: 0 }": "inset",
    "a { aspect-ratio: 1 }": "aspect-ratio",
    "a { margin-inline: 1em }": "margin-inline",
    "a { color: color-mix(in srgb, red, blue) }": "color: color-mix",
    "a { height: 100dvh }": "height: 100dvh",
    "a { overflow: clip }": "overflow: clip",
    "@layer a { b { color: red } }": "@layer",
    "@container (min-width: 1em) { a { color: red } }": "@container",
    "@media (width > 40em) { a { color: red } }": "@media range",
    "a { colour: red }": "colour?",
}
ASKED_FIRST = "@supports (text-wrap: balance) { a { text-wrap: balance } }"


class Look:
    """One run of a tool over our own files and over small ones that are at fault: to start it takes longest."""

    def __init__(self, told: list[str], files: dict[str, Path]) -> None:
        self._told = told
        self._files = files

    def of_ours(self) -> list[str]:
        """What is told of our own files."""
        return [line for line in self._told if not line.startswith(tuple(map(str, self._files.values())))]

    def of(self, text: str) -> list[str]:
        """What is told of a small file, without its name."""
        start = f"{self._files[text]}:"
        return [line.removeprefix(start) for line in self._told if line.startswith(start)]


def look(run_web: RunWeb, tool: str, ours: Iterable[Path], folder: Path, small: dict[str, str], kind: str) -> Look:
    files = {}
    for number, (text, content) in enumerate(small.items()):
        files[text] = folder / f"{number}.{kind}"
        files[text].write_text(content, encoding="utf-8")
    return Look(run_web(tool, [*ours, *files.values()]), files)


@pytest.fixture(scope="module")
def pages(run_web: RunWeb, built_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Look:
    head = '<!DOCTYPE html>\n<html lang="zh"><head><title>甲</title></head><body>\n'
    small = {body: f"{head}{body}</body></html>\n" for body in INVALID_HTML}
    ours = [*pages_of_every_shape(built_site), built_site / "404.html"]
    assert len(ours) > 20
    return look(run_web, "check_html.cjs", ours, tmp_path_factory.mktemp("html"), small, "html")


@pytest.fixture(scope="module")
def scripts(run_web: RunWeb, tmp_path_factory: pytest.TempPathFactory) -> Look:
    small = {line: f"'use strict';\n{line}\n" for line in TOO_NEW_SCRIPT}
    assert len(SCRIPTS) > 3
    return look(run_web, "check_scripts.cjs", SCRIPTS, tmp_path_factory.mktemp("js"), small, "js")


@pytest.fixture(scope="module")
def styles(run_web: RunWeb, tmp_path_factory: pytest.TempPathFactory) -> Look:
    small = {line: f"p {{ margin: 0 }}\n{line}\n" for line in (*TOO_NEW_STYLE, ASKED_FIRST)}
    assert len(STYLES) > 5
    return look(run_web, "check_styles.cjs", STYLES, tmp_path_factory.mktemp("css"), small, "css")


def test_every_page_is_valid_html(pages: Look) -> None:
    assert pages.of_ours() == []


@pytest.mark.parametrize("body", INVALID_HTML)
def test_invalid_html_is_told(pages: Look, body: str) -> None:
    assert any(line.startswith(f"3: {INVALID_HTML[body]}: ") for line in pages.of(body))


def test_no_script_goes_beyond_es2018_and_chromium_86(scripts: Look) -> None:
    assert scripts.of_ours() == []


@pytest.mark.parametrize("line", TOO_NEW_SCRIPT)
def test_script_beyond_the_floor_is_told(scripts: Look, line: str) -> None:
    assert any(told.startswith(f"2: {TOO_NEW_SCRIPT[line]}: ") for told in scripts.of(line))


def test_no_style_sheet_goes_beyond_chromium_86(styles: Look) -> None:
    assert styles.of_ours() == []


@pytest.mark.parametrize("line", TOO_NEW_STYLE)
def test_style_beyond_the_floor_is_told(styles: Look, line: str) -> None:
    assert f"2: {TOO_NEW_STYLE[line]}" in styles.of(line)


def test_style_that_asks_first_may_go_further(styles: Look) -> None:
    assert styles.of(ASKED_FIRST) == []


def test_nothing_is_allowed_that_no_style_sheet_uses() -> None:
    allowed = json.loads((ROOT / "tests/web/allowed.json").read_text(encoding="utf-8"))
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in STYLES)
    assert [what for what, why in allowed.items() if what.partition(":")[0] not in text or not why.endswith(".")] == []

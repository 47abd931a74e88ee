"""Built pages, scripts and style sheets as tools made for them see them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.setup.environment import ROOT

RunWeb = Callable[..., list[str]]


def test_every_page_is_valid_html(run_web: RunWeb, built_site: Path) -> None:
    pages = sorted(built_site.rglob("*.html"))
    assert len(pages) > 100
    assert run_web("check_html.cjs", pages) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<p><div>甲</div></p>", "close-order"),
        ('<p id="a">甲</p><p id="a">乙</p>', "no-dup-id"),
        ("<ul><p>甲</p></ul>", "element-permitted-content"),
        ('<img src="a.png">', "wcag/h37"),
        ('<p aria-labelledby="none">甲</p>', "no-missing-references"),
        ("<button>甲", "close-order"),
        ('<p class="a" class="b">甲</p>', "no-dup-attr"),
        ("<p>甲 & 乙 &none;</p>", "unrecognized-char-ref"),
    ],
)
def test_invalid_html_is_told(run_web: RunWeb, tmp_path: Path, body: str, rule: str) -> None:
    page = tmp_path / "page.html"
    text = f'<!DOCTYPE html>\n<html lang="zh"><head><title>甲</title></head><body>\n{body}</body></html>\n'
    page.write_text(text, encoding="utf-8")
    assert any(line.startswith(f"{page}:3: {rule}: ") for line in run_web("check_html.cjs", [page]))


SCRIPTS = sorted(Path(ROOT, "overrides/assets/javascripts").glob("*.js"))
STYLES = sorted(Path(ROOT, "overrides/assets/stylesheets").glob("*.css"))


def test_no_script_goes_beyond_es2018_and_chromium_86(run_web: RunWeb) -> None:
    assert len(SCRIPTS) > 3
    assert run_web("check_scripts.cjs", SCRIPTS) == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("var a = b?.c;", "es-x/no-optional-chaining"),
        ("var a = b ?? c;", "es-x/no-nullish-coalescing-operators"),
        ("try { a(); } catch { b(); }", "es-x/no-optional-catch-binding"),
        ("a ||= b;", "es-x/no-logical-assignment-operators"),
        ("class A { #b = 1; }", "es-x/no-class-instance-fields"),
        ("a.flatMap(b);", "es-x/no-array-prototype-flat"),
        ("a.replaceAll('b', 'c');", "es-x/no-string-prototype-replaceall"),
        ("a.at(-1);", "es-x/no-array-prototype-at"),
        ("Object.fromEntries(a);", "es-x/no-object-fromentries"),
        ("import('./a.js');", "es-x/no-dynamic-import"),
        ("structuredClone(a);", "compat/compat"),
        ("var a = ;", "syntax"),
    ],
)
def test_script_beyond_the_floor_is_told(run_web: RunWeb, tmp_path: Path, line: str, rule: str) -> None:
    script = tmp_path / "a.js"
    script.write_text(f"'use strict';\n{line}\n", encoding="utf-8")
    assert any(told.startswith(f"{script}:2: {rule}: ") for told in run_web("check_scripts.cjs", [script]))


def test_no_style_sheet_goes_beyond_chromium_86(run_web: RunWeb) -> None:
    assert len(STYLES) > 5
    assert run_web("check_styles.cjs", STYLES) == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("a { b { color: red } }", "nesting"),
        ("a:has(b) { color: red }", ":has"),
        ("a:is(b, c) { color: red }", ":is"),
        ("a::part(b):where(c) { color: red }", ":where"),
        ("a { text-wrap: balance }", "text-wrap"),
        ("a { inset: 0 }", "inset"),
        ("a { aspect-ratio: 1 }", "aspect-ratio"),
        ("a { margin-inline: 1em }", "margin-inline"),
        ("a { color: color-mix(in srgb, red, blue) }", "color: color-mix"),
        ("a { height: 100dvh }", "height: 100dvh"),
        ("a { overflow: clip }", "overflow: clip"),
        ("@layer a { b { color: red } }", "@layer"),
        ("@container (min-width: 1em) { a { color: red } }", "@container"),
        ("@media (width > 40em) { a { color: red } }", "@media range"),
        ("a { colour: red }", "colour?"),
    ],
)
def test_style_beyond_the_floor_is_told(run_web: RunWeb, tmp_path: Path, line: str, what: str) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text(f"p {{ margin: 0 }}\n{line}\n", encoding="utf-8")
    assert f"{sheet}:2: {what}" in run_web("check_styles.cjs", [sheet])


def test_style_that_asks_first_may_go_further(run_web: RunWeb, tmp_path: Path) -> None:
    sheet = tmp_path / "a.css"
    sheet.write_text("@supports (text-wrap: balance) { a { text-wrap: balance } }\n", encoding="utf-8")
    assert run_web("check_styles.cjs", [sheet]) == []


def test_nothing_is_allowed_that_no_style_sheet_uses() -> None:
    allowed = json.loads(Path(ROOT, "tests/web/allowed.json").read_text(encoding="utf-8"))
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in STYLES)
    assert [what for what, why in allowed.items() if what.partition(":")[0] not in text or not why.endswith(".")] == []

"""Built pages, scripts and style sheets as tools made for them see them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

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

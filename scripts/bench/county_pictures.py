"""The pictures of a county's site: thirty made-up units, gathered, as its pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser

from scripts.bench.made_up_county import unit_names, write_county
from scripts.county.county_pages import plan_county_pages, plan_unit_pages

_UNITS, _YEARS, _LEDGERS = 30, 10, 3
#: Papers of the site that the program is delivered with, by year.
_DELIVERED = ("reports", "ledger", "compare", "study")
#: Each page with its picture, and how high that is.
_PAGES = (
    ("index", "county-home.png", 940),
    ("units/index", "county-units.png", 940),
    ("compare/units-problems", "county-problems.png", 940),
    ("compare/units-measures", "county-measures.png", 940),
)
#: Runs a verb in a project's folder.
_Run = Callable[..., str]
#: Takes a page, by address, to a file of a width and a height.
_Photograph = Callable[[Browser, str, Path, int, int], Path]


def take_county_pictures(
    copy: Path, folder: Path, browser: Browser, run: _Run, photograph: _Photograph
) -> Iterator[Path]:
    """Make the site of a county in a copy of the project, and take its pages.

    Args:
        copy: The copy.
        folder: Where the pictures are written.
        browser: A browser that has been started.
        run: Runs a verb in the copy.
        photograph: Takes a page.

    Yields:
        Each file that was written.
    """
    docs = copy / "docs"
    for page in [page for name in _DELIVERED for page in (docs / name).rglob("[0-9]*.md")]:
        page.unlink()
    (docs / "study/zeren-zhuijiu.md").unlink(missing_ok=True)
    write_county(docs, _UNITS, _YEARS, _LEDGERS)
    pages = {**plan_county_pages(docs), **plan_unit_pages(docs, unit_names(_UNITS))}
    for path, text in pages.items():
        (docs / path).parent.mkdir(exist_ok=True)
        (docs / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    run(copy, "link")
    run(copy, "build")
    for page_name, name, height in _PAGES:
        yield photograph(browser, (copy / f"site/{page_name}.html").as_uri(), folder / name, 1280, height)

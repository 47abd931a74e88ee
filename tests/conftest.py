"""What tests share: the small site, golden files, the built site, the browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from scripts.build import generator, pipeline
from scripts.setup.console import Console
from scripts.setup.project import HERE
from tests.helpers.factories import write_pages
from tests.helpers.node import WEB

# What lands must not depend on chance; elsewhere each run looks further.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
# In the generator too, a process of its own, where on a clerk's machine libraries may warn as they like.
generator.UNASKED["PYTHONWARNINGS"] = "error"

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files instead of comparing")


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is 2024-07-15 wherever a test does not say otherwise."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1721001600")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare text with a file under tests/golden, or rewrite the file."""

    def check(name: str, text: str) -> None:
        file = GOLDEN / name
        if request.config.getoption("--update-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert text == file.read_text(encoding="utf-8")

    return check


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The small site's pages on disk."""
    return write_pages(tmp_path / "docs")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built once as a user builds it, on 2026-11-23."""
    site = tmp_path_factory.mktemp("built") / "site"
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = "1795392000"
    try:
        pipeline.build(site, HERE, Console())
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    return site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium that makes no requests of its own."""
    path = os.environ.get("YEARBOOK_BROWSER")
    if not path:
        if os.environ.get("CI"):
            pytest.fail("no browser; run scripts/test.py, which looks for one")
        pytest.skip("no browser: install Chromium, or name one in YEARBOOK_BROWSER")
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(browser: Browser, built_site: Path) -> Iterator[Callable[..., Any]]:
    """Open a page of the built site by its path, from a folder, as a shared drive serves it."""
    contexts = []

    def open_page(
        path: str,
        *,
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        prepare: Callable[[Any], None] | None = None,
    ) -> Any:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        if prepare:
            prepare(page)
        page.goto(f"{built_site.as_uri()}/{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def run_web() -> Callable[..., list[str]]:
    """Run a script of tests/web under Node, with lines for it to read; give the lines that it says."""
    node = shutil.which("node")
    if node is None or not (WEB / "node_modules").is_dir():
        if os.environ.get("CI"):
            pytest.fail("no Node packages; run scripts/test.py, which installs them")
        pytest.skip("no Node packages: install npm, then run scripts/test.py once with a network")

    def run(script: str, lines: Iterable[object]) -> list[str]:
        given = "\n".join(map(str, lines))
        result = subprocess.run(
            [node, str(WEB / script)], input=given, capture_output=True, text=True, encoding="utf-8"
        )
        assert (result.returncode, result.stderr) == (0, "")
        return result.stdout.splitlines()

    return run

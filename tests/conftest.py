"""What tests share: the small site, golden files, the built site, the browser."""

from __future__ import annotations

import gc
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect, sync_playwright

from scripts.build import generator, pipeline
from scripts.setup.console import Console
from scripts.setup.needs import BROWSER, WEB, WEB_TOOLS, find_browser, find_program
from scripts.setup.project import HERE
from tests.helpers.factories import write_pages
from tests.helpers.kept_templates import keep_templates
from tests.helpers.made_once import make_parts_once
from tests.helpers.needs import describe_skipped, require
from tests.helpers.patience import be_patient
from tests.helpers.shared import make_once
from tests.helpers.waiting import PATIENCE_SECONDS
from tests.helpers.warm_processes import cold, keep_warm

# How fast a machine is decides nothing; what lands must not depend on chance, elsewhere each run looks further.
_PATIENT = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("ci", derandomize=True, **_PATIENT)
settings.register_profile("here", **_PATIENT)
# After each edit; the whole run looks for more.
settings.register_profile("quick", max_examples=20, **_PATIENT)
settings.load_profile("ci" if os.environ.get("CI") else "here")
expect.set_options(timeout=PATIENCE_SECONDS * 1000)
# What tests make mostly stays; to look through all of it again and again takes a tenth of the run.
gc.set_threshold(100_000, 20, 100)
# In the generator too, a process of its own, where on a clerk's machine libraries may warn as they like.
generator.UNASKED["PYTHONWARNINGS"] = "error"
keep_warm()
keep_templates()
make_parts_once()
# No power fails here, and what waits for the disk thousands of times waits for minutes; what is no file stays a fault.
os.fsync = os.fstat  # type: ignore[assignment]
# A run that was begun in the background ignores interrupts, and so would all that it starts and ends by one.
signal.signal(signal.SIGINT, signal.default_int_handler)
be_patient()

GOLDEN = Path(__file__).parent / "golden"
#: What takes longest, as `--durations=0` tells: the first makes the site that many look at, the next three need none.
_LONGEST = (
    "test_generators.py",
    "scripts/paper/test_page_ends.py",
    "scripts/ledger_sheet/test_round_trip.py",
    "scripts/bench/builds/test_bench.py",
    "test_every_page.py",
    "test_print.py",
    "scripts/paper/test_job.py",
    "scripts/publishing/test_delivery.py",
    "scripts/publishing/test_publish.py",
    "scripts/desk/test_life_cycle.py",
    "scripts/setup/test_environment.py",
    "test_web.py",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite golden files instead of comparing")
    parser.addoption("--slow-pages", action="store_true", help="give each page a twentieth of the processor")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks at the whole site is slow; files that take long come first, so that no worker ends alone with one."""
    for item in items:
        if "built_site" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    longest = {HERE.folder / "tests" / name: place for place, name in enumerate(_LONGEST)}
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: (longest.get(item.path, len(longest)), item.path not in slow))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """What was never closed tells of itself now; pytest asks five times, which one by one looks through everything."""
    gc.collect()
    gc.freeze()


def pytest_collection_finish() -> None:
    """What is loaded by now stays, and need not be looked through for what does not."""
    gc.freeze()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker in item.iter_markers("needs"):
        for need in marker.args:
            require(need)


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name loudly, at the end, what was not tested for want of something."""
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = [(report.nodeid.partition("::")[0], report.longrepr[2].removeprefix("Skipped: ")) for report in skipped]
    if lines := list(describe_skipped(reasons)):
        terminalreporter.section("注意：有测试没有运行")
        for line in lines:
            terminalreporter.write_line(line, red=True, bold=True)


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
    """The real site, built once as a user builds it, on 2026-11-23; it is only looked at."""

    def build(site: Path) -> None:
        with pytest.MonkeyPatch.context() as patch, cold():
            patch.setenv("SOURCE_DATE_EPOCH", "1795392000")
            # A site is put in place on the disk that it was built on; files of tests may lie on another.
            built = HERE.work / f"site-{os.getpid()}"
            pipeline.build(built, HERE, Console())
            shutil.move(built, site)

    return make_once(tmp_path_factory, "built-site", build)


def slow_down(page: Any) -> None:
    """What answers a little later than it is looked at is found by that."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 20})


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A headless Chromium that makes no requests of its own, and is waited for however slow the machine is."""
    require(BROWSER)
    arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"]
    # All cores are at work already: threads of a page's own beside it cost a tenth more than they help.
    arguments.append("--js-flags=--single-threaded")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=find_browser(), args=arguments, timeout=PATIENCE_SECONDS * 1000
        )

        def patiently(make: Callable[..., Any]) -> Callable[..., Any]:
            def made(**options: Any) -> Any:
                window = make(**options)
                window.set_default_timeout(PATIENCE_SECONDS * 1000)
                if request.config.getoption("--slow-pages"):
                    window.on("page", slow_down)
                return window

            return made

        chromium.new_context = patiently(chromium.new_context)  # type: ignore[method-assign]
        chromium.new_page = patiently(chromium.new_page)  # type: ignore[method-assign]
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
        touch: bool = False,
        prepare: Callable[[Any], None] | None = None,
    ) -> Any:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            has_touch=touch,
        )
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
    require(WEB_TOOLS)

    def run(script: str, lines: Iterable[object]) -> list[str]:
        given = "\n".join(map(str, lines))
        result = subprocess.run(
            [str(find_program("node")), str(WEB / script)],
            input=given,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert (result.returncode, result.stderr) == (0, "")
        return result.stdout.splitlines()

    return run


@pytest.fixture
def compare_parts(request: pytest.FixtureRequest, run_web: Callable[..., list[str]]) -> Callable[..., list[str]]:
    """Compare parts of a picture with those in a folder under tests/golden, or renew the ones that differ."""

    def compare(folder: str, picture: Path, parts: object, *, renews: bool = True) -> list[str]:
        renew = renews and request.config.getoption("--update-golden")
        folders = {"kept": str(GOLDEN / folder), "seen": str(picture.with_name("differing"))}
        given = {"picture": str(picture), "parts": parts, "renew": renew, **folders}
        return run_web("compare_pictures.cjs", [json.dumps(given)])

    return compare

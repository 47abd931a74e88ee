"""What tests of the desk share beside the browser: the desk opened in a window of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from scripts.setup.needs import WEB, WEB_TOOLS
from scripts.setup.project import Project
from tests.helpers.desk import served
from tests.helpers.needs import require

HERE = Path(__file__).parent
#: What axe looks for; with `best-practice`, what readers of screens stumble over beside the standard.
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each test of a screen opens a whole desk on a whole office: with all of them the quick loop is none."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.slow)


@pytest.fixture
def open_desk(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open a page of a project's desk in a window of its own; at the end nothing may have been complained of."""
    complaints: list[str] = []
    with ExitStack() as stack:

        def open_page(project: Project, address: str = "/desk/", **window: Any) -> Any:
            opens = stack.enter_context(served(project))
            context = browser.new_context(viewport={"width": 1440, "height": 900}, **window)
            stack.callback(context.close)
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.goto(opens)
            page.goto(opens.partition("/desk/")[0] + address)
            return page

        yield open_page
    assert complaints == []


@pytest.fixture(scope="session")
def find_by_axe() -> Callable[[Any], list[tuple[str, list[str]]]]:
    """What axe finds on a page that is open: each rule with the elements that break it."""
    require(WEB_TOOLS)
    axe = (WEB / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

    def find(page: Any) -> list[tuple[str, list[str]]]:
        if not page.evaluate("'axe' in window"):
            page.evaluate(axe)
        # What passes need not be told, and to name its nodes takes far longer than to look.
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        found = page.evaluate("options => axe.run(document, options)", options)["violations"]
        return [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]

    return find

"""The pages of a site that gathers many units: home, the list of units, one page a unit, the comparisons across."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from macros.corpus.findings import Findings
from macros.corpus.macro_calls import find_calls
from macros.corpus.pages import parse_page
from macros.page_text.attributes import write_attributes
from scripts.changes.change_set import SETTINGS
from scripts.changes.writing import read_file

#: The page that lists the units; a site that has it has one for each.
UNITS = "units/index.md"
_TEMPLATES = Path(__file__).parent / "templates"
_ACROSS = ("problems", "measures", "duties", "topics", "indicators")
#: What pages of one unit's site call, as it is delivered: one that calls anything else was made by somebody.
_OF_ONE_UNIT = {
    "index": {"key_numbers", "problems_by_year", "pressing_entries", "year_cards", "changed_rules", "pack_list"},
    "ledger/index": {"ledger_overview", "ledger_list"},
    "measures": {"measure_index"},
    "due": {"due_list"},
    "compare/index": {"recurring_problems", "year_matrix", "follow_through", "comparison_list"},
}
_NAV = re.compile(r"^(?P<indent>[ ]*)- 年度总结: reports/index\.md[ ]*$", re.MULTILINE)


def plan_county_pages(docs: Path) -> dict[str, str | bytes]:
    """Plan the pages and the entry of the navigation that a site of many units has, and has not had.

    The home page and the lists of ledgers, comparisons and measures are replaced, at whatever gathering, where they are
    those of one unit, as the site was delivered with them, and nothing stands in the top folder: there they would show
    any one unit's. A site that has the list of units was given the other pages, and keeps those that it has left.

    Args:
        docs: The folder of the pages.
    """
    pages: dict[str, str | bytes] = {}
    if not (docs / UNITS).exists():
        pages = {UNITS: _template("units")}
        pages |= {f"compare/units-{name}.md": _template(f"units-{name}") for name in _ACROSS}
        pages = {path: text for path, text in pages.items() if not (docs / path).exists()}
    if not any((docs / "reports").glob("[0-9]*.md")):
        own = [path for path, calls in _OF_ONE_UNIT.items() if _calls_of(docs, f"{path}.md") == calls]
        pages |= {f"{path}.md": _template(path.partition("/")[0]) for path in own}
    if UNITS not in pages:
        return pages
    settings = (read_file(docs / SETTINGS) or b"").decode("utf-8", "replace")
    if UNITS not in settings and _NAV.search(settings):
        pages[SETTINGS] = _NAV.sub(rf"\g<0>\n\g<indent>- 各单位: {UNITS}", settings, count=1).encode()
    return pages


def plan_unit_pages(
    docs: Path, units: Iterable[tuple[str, str]], known: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Plan a page for each unit that has had none, and the new name on one that nobody has changed.

    Args:
        docs: The folder of the pages.
        units: Folder and name of each.
        known: The names, by folder, of units that have papers here; on a site with the list of units one of these that
            has no page has lost it to somebody who did not want it.
    """
    known, is_begun = known or {}, (docs / UNITS).exists()
    pages = {}
    for folder, name in units:
        content, was = read_file(docs / (path := f"units/{folder}.md")), known.get(folder, "")
        is_renamed = was not in ("", name) and content == _unit(folder, was).encode()
        if is_renamed or (content is None and not (was and is_begun)):
            pages[path] = _unit(folder, name)
    return pages


def plan_group_page(docs: Path, key: str, name: str) -> dict[str, str]:
    """Plan the page of a county on a site of several, where there is none.

    Args:
        docs: The folder of the pages.
        key: What the folders of its units begin with; empty on a site of one county.
        name: What it is called.
    """
    path = f"units/of-{key}.md"
    if not key or (docs / path).exists():
        return {}
    text = _template("county").replace("{key}", key).replace("{name}", name)
    return {path: text.replace("{title}", write_attributes(f"county-{key}"))}


def _unit(folder: str, name: str) -> str:
    text = _template("unit").replace("{folder}", folder).replace("{unit}", name)
    for place, anchor in _anchors(folder):
        text = text.replace(place, write_attributes(anchor))
    return text


def _anchors(folder: str) -> Iterator[tuple[str, str]]:
    yield "{title}", f"unit-{folder}"
    yield from (("{papers}", "papers"), ("{problems}", "problems"), ("{pressing}", "pressing"))


def _calls_of(docs: Path, path: str) -> set[str]:
    content = read_file(docs / path)
    page = parse_page(content.decode("utf-8", "replace"), path, Findings()) if content else None
    return {call.name for call in find_calls(page)} if page else set()


@cache
def _template(name: str) -> str:
    return (_TEMPLATES / f"{name}.md").read_text(encoding="utf-8")

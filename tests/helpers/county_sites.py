"""Counties small enough that their sites are built in a test."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from scripts.province.outcome import County
from scripts.setup.project import HERE, Project
from tests.helpers.factories import write_pages

REGISTER = "---\nrender_macros: true\nchecked_as_of: 2024-07-01\n---\n\n# 法规 { #regulations }\n"
#: Pages that every page leads to.
_LED_TO = ("search", "reports/index", "ledger/index", "regulations/index", "handbook/index", "measures")


def make_county(top: Path, name: str, **pages: str) -> County:
    """A county whose first page leads to all others."""
    (top / name).mkdir(parents=True)
    stubs = {f"{page}.md": "# 一页\n" for page in _LED_TO}
    docs = write_pages(
        top / name / "docs",
        {"ledger/2023.md": None} | stubs | {path.replace("__", "/") + ".md": text for path, text in pages.items()},
    )
    links = (f"- [一页]({page.relative_to(docs).as_posix()})\n" for page in sorted(docs.rglob("*.md")))
    (docs / "index.md").write_text(f"# 首页\n\n{''.join(links)}", encoding="utf-8")
    return County(name, docs)


def files_of(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def make_office(top: Path) -> Project:
    """What gives the register, the theme and the settings."""
    shutil.copytree(HERE.overrides, top / "overrides", ignore=shutil.ignore_patterns("search"))
    settings = (HERE.folder / "mkdocs.yml").read_text(encoding="utf-8")
    (top / "mkdocs.yml").write_text(re.sub(r"(?ms)^nav:.*?^(?=\S)", "nav: [index.md]\n", settings), encoding="utf-8")
    return Project(top)

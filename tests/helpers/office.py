"""A small office with papers for every kind of reader, and a mark in each kind of thing that a page can hold."""

from __future__ import annotations

import gzip
import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from macros.domain.reports import Audience
from scripts.publishing.staging import narrow_settings
from scripts.setup.project import ROOT, Project
from tests.helpers.commands import copy_settings
from tests.helpers.factories import write_pages
from tests.helpers.linked_pages import SITE

OVERVIEWS = {
    "index.md": "# 首页 { #home }\n\n{{ year_cards() }}\n\n{{ key_numbers() }}\n\n{{ problems_by_year(10) }}\n\n"
    "{{ recurring_list() }}\n\n{{ pressing_entries() }}\n\n"
    "{{ new_this_year() }}\n\n[对照](compare/index.md)、[措施](measures.md)、[图](compare/figures.md)、"
    "[检索](search.md)",
    "measures.md": "# 历年措施 { #measures }\n\n{{ measure_index() }}",
    "reports/index.md": "# 年度总结 { #reports }\n\n{{ report_list() }}",
    "ledger/index.md": "# 整改台账 { #ledgers }\n\n{{ ledger_list() }}\n\n{{ ledger_overview() }}\n\n{{ ledger() }}",
    "compare/index.md": "# 各年对照 { #compare }\n\n{{ comparison_list() }}\n\n{{ recurring_problems() }}\n\n"
    "{{ follow_through() }}\n\n{{ year_matrix() }}",
    "compare/figures.md": "# 指标 { #figures }\n\n{{ indicator_table() }}\n\n{{ indicator_trend() }}\n\n"
    "{{ citations_by_year() }}\n\n{{ phrases() }}",
    "regulations/index.md": "# 法规 { #regulations }\n\n{{ regulation_list() }}\n\n{{ local_rules() }}\n\n"
    "{{ unresolved_citations() }}\n\n[每年的规定动作](duties.md)、[考勤](local/kaoqin.md)",
    "study/index.md": "# 学习资料 { #study }\n\n{{ pack_list() }}",
    "handbook/index.md": "# 手册 { #handbook }",
    "search.md": '# 检索 { #search }\n\n<div data-yb-component="search-page"></div>',
}
#: Pages of the handbook, for who wants some: an office may have none.
HANDBOOK: dict[str, str | bytes | None] = {
    "handbook/intake.md": "# 导入 { #intake }\n\n## 法规 { #regulation }\n",
    "handbook/regulation.md": "# 登记 { #registering }\n\n## 核对 { #proof }\n",
}
_FRONT = {
    "compare/index.md": "audience: 全体党员\n",
    "compare/figures.md": "audience: 全体党员\n",
    "study/index.md": "audience: 全体党员\n",
    "regulations/index.md": "checked_as_of: 2024-01\n",
}


def overview(path: str) -> str:
    return f"---\nrender_macros: true\n{_FRONT.get(path, '')}---\n\n{OVERVIEWS[path]}\n"


def make_office(folder: Path, pages: dict[str, str | bytes | None] | None = None, settings: str = "") -> Project:
    """A project that is nothing but the office's own: pages, theme, settings."""
    overviews: dict[str, str | bytes | None] = {path: overview(path) for path in OVERVIEWS}
    write_pages(folder / "docs", {**SITE, "regulations/concepts.md": None, **overviews, **(pages or {})})
    shutil.copytree(Path(ROOT, "overrides"), folder / "overrides", ignore=shutil.ignore_patterns("search"))
    copy_settings(folder, settings)
    text = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    there = {page.relative_to(folder / "docs").as_posix() for page in (folder / "docs").rglob("*.md")}
    (folder / "mkdocs.yml").write_text(narrow_settings(text, Path("docs"), there), encoding="utf-8")
    return Project(folder)


class Marks:
    """Words that stand nowhere but in one thing, each with who may read it."""

    def __init__(self) -> None:
        self.planted: dict[str, tuple[Audience | None, str]] = {}

    def __call__(self, audience: Audience | None, what: str) -> str:
        """A new mark; None where nobody is ever to find it on the site."""
        word = f"zq{len(self.planted):03d}x"
        self.planted[word] = (audience, what)
        return word

    def above(self, reader: Audience) -> dict[str, str]:
        """The marks that these readers must not find."""
        return {word: what for word, (own, what) in self.planted.items() if own is None or not reader.may_read(own)}

    def within(self, reader: Audience) -> dict[str, str]:
        """The marks that they must find."""
        return {word: what for word, (own, what) in self.planted.items() if own is not None and reader.may_read(own)}


def read_everything(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield every name and every byte under a folder: as it lies there, unpacked, and the text of what has text."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        yield name, name.lower().encode()
        if path.is_file():
            yield from _read(name, path.read_bytes())


def _read(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, content.lower()
    if content.startswith(b"\x1f\x8b"):
        yield from _read(f"{name}!", gzip.decompress(content))
    if name.endswith(".ics"):
        # A line may be cut within a word.
        yield name, content.lower().replace(b"\r\n ", b"")
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.namelist():
                yield from _read(f"{name}!{part}", part.encode() + packed.read(part))
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as document:
            for page in document:
                yield name, str(page.get_textpage().get_text_range()).lower().encode()


def find_marks(folder: Path, words: dict[str, str]) -> dict[str, str]:
    """Which words stand anywhere under a folder, and where first."""
    found: dict[str, str] = {}
    for name, content in read_everything(folder):
        for word, what in words.items():
            if word not in found and word.encode() in content:
                found[word] = f"{what}: {name}"
    return found

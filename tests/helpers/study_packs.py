"""A small site with study packs, for the tests of what they hold."""

from __future__ import annotations

from pathlib import Path

from macros.compare.pack_parts import AssembledPack
from macros.compare.packs import assemble_pack
from macros.corpus import PageTexts, load_yearbook
from tests.helpers.factories import EDITION_2018, EDITION_2023, LEDGER, REPORT, day, write_pages

#: After the newest edition has come into force.
TODAY = day("2024-07-15")

EARLIER = (
    REPORT.replace("2023", "2022").replace("shili/2022", "shili/2018").replace("audience:", "sample: true\naudience:")
)
EARLIER_LEDGER = (
    LEDGER.replace("2023", "2022")
    .replace("due: [{on: 2024", "due: [{on: 2023")
    .replace("audience:", "sample: true\naudience:")
)
PAGES: dict[str, str | bytes | None] = {
    "reports/2023.md": REPORT,
    "reports/2022.md": EARLIER,
    "ledger/2022.md": EARLIER_LEDGER,
    "ledger/2023.md": LEDGER.replace("    text: 问责偏轻", "    text: 问责偏轻\n    repeats: 2022-01"),
    "regulations/shili/2018.md": EDITION_2018.replace("{ #art-2 }", "{ #art-2 }\n\n开展教育，见[第一条](#art-1)。"),
    "regulations/shili/2023.md": EDITION_2023.replace("{ #art-3 }", "{ #art-3 }\n\n经常开展教育。"),
}


def pack_page(include: str, *, name: str = "x", front: str = "", pack: str = "") -> str:
    """A pack's page; `include` are its materials, indented by four blanks from the second line on."""
    title = f"# 学习 {{ #pack-{name.replace('/', '-')} }}"
    return (
        f"---\nrender_macros: true\n{front}pack:\n{pack}  include:\n    - {include}\n---\n\n{title}\n\n"
        "{{ study_pack() }}\n"
    )


def write_packs(folder: Path, pages: dict[str, str | bytes | None]) -> Path:
    """The small site with two years, and with more pages or others in their place."""
    return write_pages(folder / "docs", {**PAGES, **pages})


def assemble(folder: Path, include: str, **pages: str) -> AssembledPack:
    """The pack of some materials; other pages by their path, with `__` for `/` and without ending."""
    more = {f"{path.replace('__', '/')}.md": text for path, text in pages.items()}
    docs = write_packs(folder, {"study/x.md": pack_page(include), **more})
    yearbook = load_yearbook(docs)
    return assemble_pack(yearbook.packs["x"], yearbook, PageTexts(docs), TODAY)

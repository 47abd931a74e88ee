"""Pages converted as the site converts them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import markdown

from macros.annotate import AnnotateExtension
from tests.helpers.factories import REPORT, write_pages


def convert(text: str, docs: Path) -> str:
    """Convert a page's body as the site does."""
    body = text.partition("\n---\n")[2] if text.startswith("---") else text
    extensions = ["attr_list", "admonition", "tables", "toc", "pymdownx.superfences", AnnotateExtension(docs=str(docs))]
    return markdown.markdown(body.strip("\n"), extensions=extensions)


def assert_is_harmless(written: str) -> None:
    """No tag and no attribute in the page but those that the site itself writes."""
    tree = ElementTree.fromstring(f"<div>{written}</div>")
    assert {element.tag for element in tree.iter()}.isdisjoint({"script", "img", "b", "iframe", "style"})
    names = {name for element in tree.iter() for name in element.attrib}
    assert not {name for name in names if name.startswith("on") or name == "style"}


def carried_site(folder: Path) -> tuple[Path, str]:
    """Two years, of which the later has a sentence of the earlier; gives the later page's text."""
    later = REPORT.replace("问责不够有力。", CARRIED)
    earlier = later.replace("2023", "2022")
    page = "---\nrender_macros: true\n---\n\n# 对照 { #compare }\n\n{{ compare_years(2022, 2023) }}\n"
    pages: dict[str, str | bytes | None] = {
        "reports/2022.md": earlier,
        "reports/2023.md": later,
        "compare/2022-2023.md": page,
    }
    return write_pages(folder, pages), later


CARRIED = "乡党委每季度研究一次村级财务公开的情况，逐村列出没有公开的项目并限期补上。"

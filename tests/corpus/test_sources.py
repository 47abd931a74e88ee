"""The corpus sees a change before it is on disk, as if it were there."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import Overlay, PageTexts, Source
from macros.corpus.findings import Findings
from macros.corpus.pages import find_files
from macros.errors import ContentErrors
from scripts.build.citation_links import link_pages
from scripts.build.content_checks import check_pages, load_pages
from tests.helpers.factories import LEDGER, PAGES, REPORT

_OTHER = REPORT.replace("2023", "2022")
_UNLINKED = REPORT.replace("[《示例条例》](../regulations/shili/2018.md#art-2)", "《示例条例》")


def write(docs: Path, overlay: Overlay) -> Path:
    """Make a folder what an overlay says."""
    for path, content in overlay.items():
        file = docs / path
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    return docs


def told(docs: Path | Source) -> object:
    """What is made of pages: their words and the yearbook, and the faults that end it sooner or later."""
    try:
        corpus = load_pages(docs)
    except ContentErrors as errors:
        return errors.errors
    words, errors = {path: page.written for path, page in corpus.pages.items()}, []
    try:
        check_pages(corpus, docs)
    except ContentErrors as raised:
        errors = raised.errors
    return words, corpus.yearbook, errors


@pytest.mark.parametrize(
    "overlay",
    [
        {},
        {"reports/2023.md": REPORT.replace("开头一段。", "改后一段。").encode()},
        {"reports/2022.md": _OTHER.encode()},
        {"reports/dongzhen/2022.md": _OTHER.replace("report-2022", "report-dongzhen-2022").encode()},
        {"reports/2023.md": None},
        {"ledger/2023.md": None, "reports/2023.md": None},
        {"ledger/2023.md": LEDGER.replace("2023#p1", "2023#p9").encode()},
        {
            "reports/2023.md": REPORT.replace(
                "[《示例条例》](../regulations/shili/2018.md#art-2)", "《示例条例》"
            ).encode()
        },
        {"reports/2023.md": REPORT.encode("utf-8-sig").replace(b"\n", b"\r\n")},
        {"reports/2023.md": REPORT.encode("gb18030")},
        {"about.md": "# 说明\n\n![图](图.png)\n".encode()},
        {"about.md": "# 说明\n\n![图](图.png)\n".encode(), "图.png": b""},
        {"about.md": "# 说明\n\n![图](.hidden/tu.png)\n".encode(), ".hidden/tu.png": b""},
        {"never/there.md": None},
        {"reports/2022.MD": b""},
    ],
)
def test_an_overlay_is_read_as_a_folder_into_which_it_was_written(docs: Path, overlay: Overlay) -> None:
    seen = told(Source(docs, overlay))
    assert seen == told(write(docs, overlay))


def test_nothing_is_written(docs: Path) -> None:
    load_pages(Source(docs, {"reports/2022.md": _OTHER.encode(), "ledger/2023.md": None}))
    assert find_files(docs) == sorted(PAGES)


def test_words_and_links_of_a_page_that_is_not_on_disk(docs: Path) -> None:
    source = Source(docs, {"reports/2022.md": _OTHER.replace("开头一段。", "往年一段。").encode()})
    assert "往年一段。" in str(PageTexts(source).lead("reports/2022.md"))
    (page,) = link_pages(source, load_pages(source).yearbook, ["docs/reports/2022.md"])
    assert "往年一段。" in page.before


def test_a_file_in_the_place_of_a_symbolic_link_is_no_link(docs: Path) -> None:
    (docs / "about.md").symlink_to(docs / "reports/2023.md")
    findings = Findings()
    find_files(docs, findings)
    assert len(findings.errors) == 1
    find_files(Source(docs, {"about.md": "# 说明\n".encode()}), findings)
    assert len(findings.errors) == 1

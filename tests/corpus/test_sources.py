"""The corpus sees a change before it is on disk, as if it were there."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import Overlay, PageTexts, Source
from macros.corpus.pages import find_files
from scripts.build.citation_links import link_pages
from scripts.build.content_checks import load_pages
from tests.helpers.factories import LEDGER, PAGES, REPORT
from tests.helpers.loading import put, tell, tell_from_nothing

_OTHER = REPORT.replace("2023", "2022")
_UNLINKED = REPORT.replace("[《示例条例》](../regulations/shili/2018.md#art-2)", "《示例条例》")


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
    seen = tell(Source(docs, overlay))
    assert seen == tell_from_nothing(put(docs, overlay))


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
    assert Source(docs).list().symlinks == ["about.md"]
    assert Source(docs, {"about.md": b"# A\n"}).list().symlinks == []

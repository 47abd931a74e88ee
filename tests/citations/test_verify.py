from __future__ import annotations

from pathlib import Path

import pytest

from macros.citations.lexicon import make_lexicon
from macros.citations.verify import find_wrong_editions
from macros.corpus import load_yearbook
from macros.errors import ErrorKind
from tests.helpers.factories import EDITION_2018, REPORT, write_pages

LATER = REPORT.replace("2023-12-31", "2024-12-31").replace("year: 2023", "year: 2024").replace("t-2023", "t-2024")
EARLY = LATER.replace("2024-12-31", "2010-12-31").replace("year: 2024", "year: 2010").replace("t-2024", "t-2010")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (REPORT, []),
        # In 2024 the edition of 2023 applied: both links are wrong.
        (LATER, [(18, "2018年版", "2023年版"), (30, "2018年版", "2023年版")]),
        (LATER.replace("2018.md)", "2018.md){ .fixed }").replace("art-2)", "art-2){ .fixed }"), []),
        (LATER.replace("shili/2018.md#art-2", "shili/index.md").replace("2018.md", "2023.md"), []),
        (
            LATER.replace("开头一段。", "[条例](../regulations/shili/2018.md)"),
            [(12, "2018年版", "2023年版"), (18, "2018年版", "2023年版"), (30, "2018年版", "2023年版")],
        ),
        (EARLY, [(18, "2018年版", "尚无版本"), (30, "2018年版", "尚无版本")]),
    ],
)
def test_links_to_an_edition_that_did_not_apply_are_told(
    tmp_path: Path, text: str, found: list[tuple[int, str, str]]
) -> None:
    year = text.partition("year: ")[2][:4]
    pages: dict[str, str | bytes | None] = {"reports/2023.md": None, "ledger/2023.md": None, f"reports/{year}.md": text}
    yearbook = load_yearbook(write_pages(tmp_path, pages))
    errors = list(find_wrong_editions(yearbook.reports[year], make_lexicon(yearbook)))
    assert [(error.line, error.found) for error in errors] == [(line, edition) for line, edition, _ in found]
    for error, (_, _, expected) in zip(errors, found, strict=True):
        assert error.kind is ErrorKind.WRONG_EDITION
        assert expected in error.expected


def test_link_to_an_older_work_that_the_paper_names_is_right(tmp_path: Path) -> None:
    older = EDITION_2018.replace("official_title: 示例条例", "official_title: 示例条例（试行）")
    due = "](../regulations/shili/2018.md"
    named = LATER.replace(f"[《示例条例》{due}#art-2)", f"[《示例条例（试行）》{due})")
    pages: dict[str, str | bytes | None] = {
        "reports/2023.md": None,
        "ledger/2023.md": None,
        "reports/2024.md": named.replace("[《示例条例》](", "对照[《条例》]("),
        "regulations/shili/2018.md": older,
    }
    yearbook = load_yearbook(write_pages(tmp_path, pages))
    assert list(find_wrong_editions(yearbook.reports["2024"], make_lexicon(yearbook))) == []

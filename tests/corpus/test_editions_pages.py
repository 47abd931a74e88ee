from __future__ import annotations

from inspect import Signature, signature
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.corpus.macro_calls import EditionId, RegulationId
from macros.errors import ContentErrors
from tests.helpers.factories import write_pages

PAGE = "---\nrender_macros: true\n---\n\n# 对照 {{ #compare-shili }}\n\n{{{{ compare_editions({}) }}}}\n"


def compare_editions(regulation: RegulationId, old: EditionId = None, new: EditionId = None) -> str:
    return f"{regulation}{old}{new}"


MACROS: dict[str, Signature] = {"compare_editions": signature(compare_editions)}


@pytest.mark.parametrize(
    ("path", "values", "pairs"),
    [
        ("compare/shili.md", '"shili", "2018", "2023"', [("2018", "2023")]),
        ("compare/shili.md", '"shili", new=2023, old=2018', [("2018", "2023")]),
        # A page that leaves the choice to the macro may show other editions tomorrow.
        ("compare/shili.md", '"shili"', []),
        ("study/shili.md", '"shili", "2018", "2023"', []),
    ],
)
def test_a_page_that_names_two_editions_is_known(
    path: str, values: str, pairs: list[tuple[str, str]], tmp_path: Path
) -> None:
    yearbook = load_yearbook(write_pages(tmp_path, {path: PAGE.format(values)}), MACROS)
    assert [(page.old.id, page.new.id) for page in yearbook.editions_pages] == pairs


@pytest.mark.parametrize(
    ("values", "told"), [('"nope"', "其中之一：shili"), ('"shili", "1999"', "其中之一：2018、2023")]
)
def test_a_regulation_or_edition_that_is_not_there_is_told(values: str, told: str, tmp_path: Path) -> None:
    with pytest.raises(ContentErrors, match=told):
        load_yearbook(write_pages(tmp_path, {"compare/shili.md": PAGE.format(values)}), MACROS)

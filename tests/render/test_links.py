from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.domain.yearbook import Yearbook
from macros.render.links import Links
from macros.render.study_pack import pack_list
from macros.render.years_compared import comparison_list


@pytest.mark.parametrize(
    ("page", "target", "anchor", "address"),
    [
        ("reports/2023.md", "regulations/a/2018.md", "art-1", "../regulations/a/2018.html#art-1"),
        ("regulations/a/2018.md", "regulations/a/2023.md", "", "2023.html"),
        ("regulations/a/2018.md", "regulations/a/2018.md", "art-1", "#art-1"),
        ("index.md", "reports/2023.md", "w1", "reports/2023.html#w1"),
        ("handbook/macros.md", "index.md", "", "../index.html"),
        ("reports/dongzhen/2023.md", "reports/2023.md", "", "../2023.html"),
    ],
)
def test_address_is_as_seen_from_the_page(page: str, target: str, anchor: str, address: str) -> None:
    assert Links(page).to(target, anchor) == address


PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(lambda names: "/".join(names) + ".md")


@given(PATHS, PATHS)
def test_address_leads_to_the_target(page: str, target: str) -> None:
    address = Links(page).to(target)
    leads_to = posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
    assert leads_to == target.removesuffix(".md") + ".html"


def test_no_list_leads_to_a_page_of_the_handbook_that_an_office_has_left_out() -> None:
    assert Links("study/index.md", handbook=frozenset()).to_handbook("packs") == ""
    there = Links("study/index.md", handbook=frozenset({"handbook/packs.md"}))
    assert there.to_handbook("packs", "print") == "../handbook/packs.html#print"
    for links, leads in ((Links("a/index.md", handbook=frozenset()), False), (Links("a/index.md"), True)):
        for page in (pack_list(Yearbook(), links), comparison_list(Yearbook(), links)):
            assert ("handbook/" in page) is leads

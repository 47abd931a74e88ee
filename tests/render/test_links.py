from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.links import Links


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

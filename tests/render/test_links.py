from __future__ import annotations

import posixpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.render.links import Links


@pytest.mark.parametrize(
    ("page", "target", "anchor", "final", "address"),
    [
        ("reports/2023.md", "regulations/a/2018.md", "art-1", False, "../regulations/a/2018.md#art-1"),
        ("regulations/a/2018.md", "regulations/a/2023.md", "", False, "2023.md"),
        ("regulations/a/2018.md", "regulations/a/2018.md", "art-1", False, "#art-1"),
        ("index.md", "reports/2023.md", "w1", True, "reports/2023.html#w1"),
        ("handbook/macros.md", "index.md", "", True, "../index.html"),
        ("reports/dongzhen/2023.md", "reports/2023.md", "", True, "../2023.html"),
    ],
)
def test_address_is_as_seen_from_the_page(page: str, target: str, anchor: str, final: bool, address: str) -> None:
    assert Links(page, final=final).to(target, anchor) == address


PATHS = st.lists(st.sampled_from("abc"), min_size=1, max_size=4).map(lambda names: "/".join(names) + ".md")


@given(PATHS, PATHS)
def test_address_leads_to_the_target(page: str, target: str) -> None:
    address = Links(page, final=False).to(target)
    assert posixpath.normpath(posixpath.join(posixpath.dirname(page), address)) == target

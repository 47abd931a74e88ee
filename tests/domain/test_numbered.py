"""What numbered provisions are called, shown on a page or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from macros.domain.numbered import counted_anchors, label_of
from tests.helpers.factories import make_edition

EDITION = make_edition("2018", "2018-10-01")


@pytest.mark.parametrize(
    ("unit", "anchor", "label"),
    [
        ("条", "art-1", "第一条"),
        ("条", "art-31_1", "第三十一条之一"),
        ("点", "art-9", "第九点"),
        ("部分", "part-5", "第五部分"),
        # No provision has such a number; it is named as it was written.
        ("条", "art-0", "art-0"),
        ("条", "art-99999", "art-99999"),
        ("条", "art-3x", "art-3x"),
    ],
)
def test_a_provision_that_no_page_shows_is_named_by_its_number(unit: str, anchor: str, label: str) -> None:
    assert label_of(replace(EDITION, unit=unit, articles=()), anchor) == label


def test_their_number_tells_which_provisions_there_are() -> None:
    counted = replace(EDITION, count=replace(EDITION.count, value=2))
    assert counted_anchors(counted) == ["art-1", "art-2"]
    assert counted_anchors(replace(counted, unit="部分")) == ["part-1", "part-2"]
    assert counted_anchors(replace(counted, count=replace(counted.count, value=None))) == []

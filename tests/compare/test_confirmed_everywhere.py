"""What people confirmed is fact: nothing that is computed says otherwise, on the shipped pages or any others."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from macros.corpus import load_yearbook
from macros.domain.yearbook import Yearbook
from scripts.setup.project import ROOT
from tests.helpers.contradictions import find_contradictions
from tests.helpers.factories import day
from tests.helpers.joined_years import joined_years

TODAY = day("2026-11-28")


def test_nothing_on_the_shipped_pages_contradicts_what_people_confirmed() -> None:
    assert find_contradictions(load_yearbook(ROOT / "docs"), TODAY) == []


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(joined_years())
def test_nothing_contradicts_what_people_confirmed_whatever_it_is(yearbook: Yearbook) -> None:
    assert find_contradictions(yearbook, TODAY) == []

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings

from macros.compare.ledger_view import MeasureLine, list_measures
from macros.corpus import load_yearbook
from macros.domain.ledgers import Ledger
from macros.render.event_strip import WIDTH, StripScale
from tests.helpers.factories import day, write_pages
from tests.helpers.ledger_files import ledgers
from tests.helpers.ledger_pages import entry, measure
from tests.helpers.ledger_pages import ledger as one_ledger

TODAY = day("2024-07-15")
DUES = "due: [{on: 2024-02-28}, {on: 2024-05, why: 等待文件}]"


@pytest.fixture
def line(tmp_path: Path) -> MeasureLine:
    text = one_ledger(2023, entry("2023-01", "甲", measure("办结", "2024-02-01 整改中")))
    text = text.replace("due: [{on: 2024-06-30}]", DUES)
    ledger = load_yearbook(write_pages(tmp_path, {"ledger/2023.md": text})).ledgers["2023"]
    return list_measures(ledger, TODAY)[0]


def test_strip_tells_events_and_dates_in_words_and_that_it_is_late(line: MeasureLine) -> None:
    strip = ElementTree.fromstring(StripScale.over([line], TODAY).strip(line))
    assert strip.get("aria-label") == "2024-02-01 整改中；原期限 2024-02-28；期限 2024-05；逾期"
    assert [title.text for title in strip.iter("{http://www.w3.org/2000/svg}title")] == [
        "原期限 2024-02-28",
        "期限 2024-05",
        "2024-02-01 整改中",
    ]


def test_strips_of_a_table_have_one_scale_and_its_years_stand_above(line: MeasureLine) -> None:
    wide = StripScale(day("2020-01-01"), TODAY, TODAY)
    assert re.findall(r">(\d{4})<", wide.axis()) == ["2020", "2022", "2024"]
    assert re.findall(r">(\d{4})<", StripScale.over([line], TODAY).axis()) == ["2024"]
    assert wide.strip(line) != StripScale.over([line], TODAY).strip(line)


@pytest.mark.slow
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(ledger=ledgers())
def test_whatever_a_ledger_holds_has_its_place_on_the_strip(ledger: Ledger) -> None:
    lines = list_measures(ledger, TODAY)
    scale = StripScale.over(lines, TODAY)
    ElementTree.fromstring(scale.axis())
    for line in lines:
        strip = scale.strip(line)
        if strip:
            ElementTree.fromstring(strip)
            assert all(0 <= float(x) <= WIDTH for x in re.findall(r'(?:cx="|d="M)(-?[\d.]+)', strip))
            assert strip.count("<circle") == sum(event.on is not None for event in line.history)

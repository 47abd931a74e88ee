"""The labelled series are whole: whatever is measured on them is measured on every item."""

from __future__ import annotations

from itertools import pairwise

import pytest

from scripts.bench.gold.labelled import LabelledSeries, load_labelled_series

ONE_SIDED = {"new": (False, True), "maybe-new": (False, True), "gone": (True, False), "maybe-gone": (True, False)}
SERIES = pytest.mark.parametrize("series", load_labelled_series(), ids=lambda series: series.name)


@SERIES
def test_every_row_names_items_of_its_years(series: LabelledSeries) -> None:
    for row in series.relations:
        assert not row.old or row.old in series.years[row.old_year], row
        assert not row.new or row.new in series.years[row.new_year], row
        assert (bool(row.old), bool(row.new)) == ONE_SIDED.get(row.kind, (True, True)), row


@SERIES
def test_every_item_is_judged_against_the_year_before_and_after(series: LabelledSeries) -> None:
    for old, new in pairwise(series.years):
        rows = [row for row in series.between(old, new) if row.kind not in {"result", "recurs"}]
        assert {row.old for row in rows} - {""} == set(series.years[old])
        assert {row.new for row in rows} - {""} == set(series.years[new])


@SERIES
def test_judgements_do_not_contradict_each_other(series: LabelledSeries) -> None:
    assert len(series.relations) == len(set(series.relations))
    for old, new in pairwise(series.years):
        rows = series.between(old, new)
        joined = [row for row in rows if row.kind in {"same", "moved", "split", "merge", "part"}]
        assert len(joined) == len({(row.old, row.new) for row in joined})
        assert not {row.old for row in rows if row.kind == "gone"} & {row.old for row in joined}
        assert not {row.new for row in rows if row.kind == "new"} & {row.new for row in joined}


@SERIES
def test_a_split_has_several_new_items_and_a_merge_several_old_ones(series: LabelledSeries) -> None:
    for row in series.relations:
        others = [other for other in series.between(row.old_year, row.new_year) if other.kind == row.kind]
        if row.kind == "split":
            assert sum(other.old == row.old for other in others) > 1, row
        elif row.kind == "merge":
            assert sum(other.new == row.new for other in others) > 1, row


@SERIES
def test_years_that_do_not_follow_each_other_tell_only_what_recurs(series: LabelledSeries) -> None:
    next_to = set(pairwise(series.years))
    assert {row.kind for row in series.relations if (row.old_year, row.new_year) not in next_to} <= {"recurs"}


@SERIES
def test_the_papers_are_reports(series: LabelledSeries) -> None:
    for year, report in series.reports().items():
        assert list(report.items) == list(series.years[year])

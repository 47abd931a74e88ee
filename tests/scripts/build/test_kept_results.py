"""What was computed of pages is taken from the last build only where all that it was computed of is as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.domain.yearbook import Yearbook
from scripts.build.kept_results import KeptResults

NO_PAGES = Yearbook()


class Counting:
    """Computes, and counts how often."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> tuple[str, ...]:
        self.times += 1
        return ("一行",)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    results = KeptResults(NO_PAGES, tmp_path / "results")
    assert results.get(["what", "of"], lambda: ("一行",)) == ("一行",)
    assert results.get(["else", "of"], lambda: ("别的",)) == ("别的",)
    results.keep()
    return tmp_path / "results"


def test_what_is_computed_of_the_same_is_not_computed_again(file: Path) -> None:
    compute, results = Counting(), KeptResults(NO_PAGES, file)
    assert results.get(["what", b"of"], compute) == ("一行",)
    assert not compute.times
    # Of other parts, and of the same letters parted elsewhere.
    assert results.get(["what", "of", ""], compute) == results.get(["wha", "tof"], compute) == ("一行",)
    assert compute.times == 2


def test_what_nobody_asks_for_any_more_is_forgotten(file: Path) -> None:
    results = KeptResults(NO_PAGES, file)
    results.get(["what", "of"], Counting())
    results.keep()
    compute = Counting()
    assert KeptResults(NO_PAGES, file).get(["else", "of"], compute) == ("一行",)
    assert compute.times


def test_what_is_damaged_is_computed(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    compute = Counting()
    KeptResults(NO_PAGES, file).get(["what", "of"], compute)
    assert compute.times


def test_where_nothing_is_kept_nobody_asks_what_it_is_made_of() -> None:
    compute = Counting()
    KeptResults(NO_PAGES).get((pytest.fail(str(part)) for part in ["asked"]), compute)
    assert compute.times

"""Copies in real papers, as a person labelled them: the bounds hold, and hardly anything is told of unrelated texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts.bench.gold.copies import score_copies
from scripts.bench.gold.series import load_gold
from scripts.setup.project import HERE, ROOT

SHARED = Path(ROOT).parent / "shared"
BOUNDS = {"逐字相同": 1.0, "只改数字": 0.9, "略有改动": 0.8, "其中条目以外的": 0.8}


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the labelled papers are not on this machine")
def test_copies_are_found_as_a_person_labelled_them() -> None:
    lines = list(score_copies(load_gold(SHARED / "gold", SHARED / "corpus", HERE)))
    assert lines
    for line in lines[::2]:
        for name, right, wanted in re.findall(r"(\w+) (\d+)/(\d+)", line):
            assert int(right) >= BOUNDS[name] * int(wanted), line
    for line in lines[1::2]:
        sentences, false = map(int, re.findall(r"(\d+) [句处]", line))
        assert false <= sentences / 100, line

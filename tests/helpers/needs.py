"""Tests that are skipped, or fail in continuous integration, for want of something that the machine has not."""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

import pytest

from scripts.setup.needs import Need

_WANTING = "没有"


def require(need: Need) -> None:
    """Skip the test where the machine has not what it needs; in continuous integration fail it."""
    if need.is_there():
        return
    if os.environ.get("CI"):
        pytest.fail(f"{_WANTING}{need.name}")
    pytest.skip(f"{_WANTING}{need.name}")


def describe_skipped(skipped: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each thing that tests were skipped for want of.

    Args:
        skipped: Of each test that was skipped, its file and why.
    """
    files: dict[str, Counter[str]] = defaultdict(Counter)
    for file, reason in skipped:
        if reason.startswith(_WANTING):
            files[reason][file] += 1
    for reason, counts in files.items():
        where = "、".join(f"{file}（{count} 项）" for file, count in sorted(counts.items()))
        yield f"{reason}，跳过了 {counts.total()} 项测试：{where}"

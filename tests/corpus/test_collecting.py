"""The garbage collector is held back while a build goes on, and afterwards is as it was."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from macros.corpus.collecting import seldom_collecting, without_collector


def test_collector_is_as_it_was_after_a_build_that_failed() -> None:
    own = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        with pytest.raises(ValueError, match="failed"), seldom_collecting():
            assert gc.get_threshold()[0] > 700
            raise ValueError("failed")
        assert gc.get_threshold() == (700, 10, 10)
    finally:
        gc.set_threshold(*own)


@pytest.mark.parametrize("begin", [gc.enable, gc.disable])
def test_collector_that_was_off_stays_off(begin: Callable[[], None]) -> None:
    was_on = gc.isenabled()
    try:
        begin()
        expected = gc.isenabled()
        with without_collector():
            assert not gc.isenabled()
        assert gc.isenabled() == expected
    finally:
        (gc.enable if was_on else gc.disable)()

"""What tests of whole publishes share."""

from __future__ import annotations

import gzip
from functools import lru_cache
from types import SimpleNamespace

import pytest

from scripts.publishing import release

_COMPRESS_ONCE = SimpleNamespace(compress=lru_cache(maxsize=1000)(gzip.compress))


@pytest.fixture
def packed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of the theme are the same in every publish, and to pack them anew is much of its work."""
    monkeypatch.setattr(release, "gzip", _COMPRESS_ONCE)

"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from unittest import mock

import pytest

from scripts.intake import intake
from scripts.intake.guard import Reader
from scripts.intake.official_text import edition_intake, several_texts


@pytest.fixture(scope="package", autouse=True)
def kept_reader() -> Iterator[None]:
    """All commands read by one worker process: to start it takes longer than what most of them do."""
    with Reader() as reader, ExitStack() as stack:
        for module in (intake, edition_intake, several_texts):
            stack.enter_context(mock.patch.object(module, "Reader", lambda **_: nullcontext(reader)))
        yield

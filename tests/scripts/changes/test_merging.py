"""Two change one text: what both did is kept, or it is said that it cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.changes.merging import merge_texts

LINES = st.lists(st.sampled_from([b"a\n", b"b\n", b"c\r\n", b"d\n", b"e"]), max_size=8).map(b"".join)


@pytest.mark.parametrize(
    ("theirs", "ours", "both"),
    [
        (b"1\n2\n3\n4\n5\n", b"1\n2\n3\n4\n5\n", b"1\n2\n3\n4\n5\n"),
        (b"x\n2\n3\n4\n5\n", b"1\n2\n3\n4\ny\n", b"x\n2\n3\n4\ny\n"),
        (b"0\n1\n2\n3\n4\n5\n", b"1\n2\n4\n5\n6\n", b"0\n1\n2\n4\n5\n6\n"),
        (b"1\n2\nx\n4\n5\n", b"1\n2\nx\n4\n5\n", b"1\n2\nx\n4\n5\n"),
        (b"1\n2\nx\n4\n5\n", b"1\n2\ny\n4\n5\n", None),
        (b"1\n2\nx\n4\n5\n", b"1\n2\n3\ny\n5\n", None),
        (b"1\n2\n3\n4\n5\n6\n", b"1\n2\n3\n4\n5\n7\n", None),
        (b"", b"1\n2\n3\n4\ny\n", None),
    ],
)
def test_changes_of_two_are_put_together_or_refused(theirs: bytes, ours: bytes, both: bytes | None) -> None:
    assert merge_texts(b"1\n2\n3\n4\n5\n", theirs, ours) == both


@given(LINES, LINES, LINES)
def test_it_does_not_matter_who_was_first_and_who_changed_nothing_changes_nothing(
    begun: bytes, theirs: bytes, ours: bytes
) -> None:
    assert merge_texts(begun, theirs, ours) == merge_texts(begun, ours, theirs)
    assert merge_texts(begun, theirs, begun) == theirs
    assert merge_texts(begun, ours, ours) == ours

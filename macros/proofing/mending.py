"""What may stand in place of words that were found: the mend that a person looks at before it is written."""

from __future__ import annotations

import re

from macros.errors import ErrorKind
from macros.findings import Finding
from macros.proofing.names import given_of
from macros.proofing.remarks import RemarkKind

#: What stands in place of a number of a person; stars and crosses would mean something to the page or its checks.
NUMBER_LEFT_OUT = "（号码略）"
_NUMBERS = frozenset({ErrorKind.PRIVATE_NUMBER, RemarkKind.OLD_ID_NUMBER})
_TITLES = frozenset({RemarkKind.TITLE_NEAR, RemarkKind.TITLE_OUTDATED})
_QUOTED = re.compile(r"“(.+)”")
_TITLE = re.compile(r"《.+》")


def propose_mend(finding: Finding, words: str) -> str | None:
    """What may stand in place of the words of a finding.

    Args:
        finding: What was found.
        words: The words as they stand on the page.

    Returns:
        None where that takes a person who knows what is meant.
    """
    kind = finding.kind
    if kind in _NUMBERS:
        return NUMBER_LEFT_OUT
    if kind in _TITLES:
        due = _TITLE.search(finding.expected)
        return due[0] if due else None
    if kind in {RemarkKind.USAGE, RemarkKind.HALF_WIDTH}:
        quoted = _QUOTED.search(finding.expected)
        return quoted[1] if quoted else None
    if kind is RemarkKind.PERSON:
        given = given_of(words)
        return words.removesuffix(given) + "某" * len(given)
    if kind is RemarkKind.PAUSE_MARK:
        return words.replace("、", "")
    if kind is RemarkKind.MIXED_BRACKETS:
        return f"（{words[1:-1]}）"
    # Of marks that differ it is not known which one is meant.
    return words[0] if kind is RemarkKind.REPEATED and len({*words}) == 1 else None

"""Whether the steps of sign-off follow each other as they can have been taken."""

from __future__ import annotations

from collections.abc import Sequence

from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage
from macros.domain.signatures import Signature, Step
from macros.errors import ErrorKind


def check_signed(signed: Sequence[Signature], page: SourcePage, findings: Findings) -> None:
    """Days never go back, and of one text no step comes after a later one.

    Args:
        signed: The steps in the order in which the page has them.
        page: The page.
        findings: Takes what is wrong.
    """
    reached: dict[str, Step] = {}
    for number, (before, one) in enumerate(zip([None, *signed], signed, strict=False)):
        if before and one.on < before.on:
            line, expected = page.front_matter.line_of(("signed", number, "on")), f"{before.on} 或以后的日期"
            findings.add(ErrorKind.SIGNING, page.path, line, field="signed.on", found=f"“{one.on}”", expected=expected)
        furthest = reached.setdefault(one.of, one.step)
        if one.step.place < furthest.place:
            line, detail = page.front_matter.line_of(("signed", number, "step")), f"同一份文字已经{furthest}"
            findings.add(ErrorKind.SIGNING, page.path, line, field="signed.step", found=f"“{one.step}”", detail=detail)
        else:
            reached[one.of] = one.step

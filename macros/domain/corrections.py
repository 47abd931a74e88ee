"""What the register said wrongly once, and says otherwise now (更正)."""

from __future__ import annotations

from dataclasses import dataclass

from macros.domain.dates import PartialDate


@dataclass(frozen=True)
class Correction:
    """One fact or digest that was corrected.

    Whoever relied on what stood before learns of it here; a fact that was only
    proven, and stayed the same, is no correction.

    Attributes:
        on: The day of the correction.
        what: Which fact it is, such as 条数.
        before: What stood there.
        after: What stands there now; empty where it was only taken away.
        edition: The edition that it concerns, by its id; empty for the regulation itself.
        anchor: The article that it concerns, by its anchor; may be empty.
        by: By what it was corrected, such as the article that says it; may be empty.
    """

    on: PartialDate
    what: str
    before: str
    after: str = ""
    edition: str = ""
    anchor: str = ""
    by: str = ""

"""What the register, or a paper that was given out, said wrongly once, and says otherwise now (更正)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.domain.dates import PartialDate


@dataclass(frozen=True)
class Correction:
    """One fact or digest of the register that was corrected.

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


@dataclass(frozen=True)
class PaperCorrection:
    """One place of a paper that was put right openly, after it had been given out.

    Attributes:
        on: The day of the correction.
        what: What of the paper it is, such as 问题（一）.
        before: What stood there; empty where words were only added.
        after: What stands there now; empty where words were only taken away.
        why: Why it was corrected.
        by: The post that answers for it.
        new_text: Whether a newer text of the whole paper took the place of the one before.
    """

    on: date
    what: str
    before: str
    after: str
    why: str
    by: str
    new_text: bool = False

"""What the register, or a paper that was given out, said wrongly once, and says otherwise now (更正)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from macros.domain.dates import PartialDate

_ENTRY = re.compile(r"第([1-9][0-9]{0,2})项")


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
    """One place of a page that was put right openly, after it had been given out.

    Attributes:
        on: The day of the correction.
        what: What of the paper it is, such as 问题（一）.
        before: What stood there; empty where words were only added.
        after: What stands there now; empty where words were only taken away.
        why: Why it was corrected.
        by: The post that answers for it.
        new_text: Whether a newer text of the whole paper took the place of the one before.
        audience: Of an entry of a ledger that others may read than the ledger, who may read what is told of it.
    """

    on: date
    what: str
    before: str
    after: str
    why: str
    by: str
    new_text: bool = False
    audience: str = ""

    @property
    def entry(self) -> int:
        """The number of the ledger's entry that it is of, as in 第2项措施1责任人; 0 where it names none."""
        match = _ENTRY.match(self.what)
        return int(match[1]) if match else 0

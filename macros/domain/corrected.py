"""Where in a paper stands what was corrected."""

from __future__ import annotations

from macros.domain.corrections import PaperCorrection
from macros.domain.reports import Item, Report


def find_corrected(report: Report, correction: PaperCorrection) -> Item | None:
    """The passage that holds what was put there; None where none does, or more than one.

    Args:
        report: The paper as it is now.
        correction: One of its corrections.
    """
    words = _bare(correction.after)
    found = [item for item in report.passages.values() if words and words in _bare(f"{item.title}\n{item.text}")]
    return found[0] if len(found) == 1 else None


def _bare(text: str) -> str:
    return "".join(text.split())

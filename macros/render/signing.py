"""拟稿、审核、签发 of a paper: who took which step when, and what was changed since."""

from __future__ import annotations

from macros.compare.passages import PassageKind, compare_texts
from macros.domain.dates import chinese_date
from macros.domain.ledgers import Ledger
from macros.domain.signing import Paper, find_outdated, find_taken, text_as_signed
from macros.render.environment import render

#: Where the steps stand on a page.
_ANCHOR = "yb-signed"


def outdated_banner(paper: Paper) -> str:
    """The banner of a paper whose text was changed after it was signed; empty of any other."""
    outdated = find_outdated(paper)
    if outdated is None:
        return ""
    step, day = outdated.step, chinese_date(outdated.on)
    what = "台账" if isinstance(paper, Ledger) else "材料"
    text = f"这份{what}由{outdated.post}于{day}{step}，以后文字改动过，还没有重新{step}。"
    ways = [("改了什么", f"#{_ANCHOR}")]
    return render("banner", title=f"{step}后有改动", text=text, ways=ways, tone="warn")


def signed_steps(paper: Paper, text: str | None) -> str:
    """The steps that were taken, each with post and day, and what was changed since; empty where none was.

    Args:
        paper: The paper, or the ledger.
        text: The text of the furthest step since which it was changed; None where it is not known.
    """
    outdated = find_outdated(paper)
    now = text_as_signed(paper) if outdated and text is not None else ""
    pairs = compare_texts(text or "", now) if now else ()
    return render(
        "signed_steps",
        paper=paper,
        taken=find_taken(paper),
        outdated=outdated,
        is_known=text is not None,
        pairs=[pair for pair in pairs if pair.old != pair.new and pair.kind is not PassageKind.SAME],
        anchor=_ANCHOR,
    )

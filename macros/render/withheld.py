"""What stands in the place of something that the readers of a build are not to see."""

from __future__ import annotations

from macros.render.environment import render


def withheld(what: str, more: str = "") -> str:
    """Say what is not shown, and who decides it.

    Args:
        what: In Chinese, such as 沿用情况.
        more: Where else it can be seen, in Chinese, without a full stop; may be empty.
    """
    return render("withheld", what=what, more=more)

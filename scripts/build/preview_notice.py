"""What is wrong, at the top of every page of the preview, for as long as it is."""

from __future__ import annotations

import re

from macros.render.environment import render

_BODY = re.compile(rb"<body\b[^>]*>")
#: So many lines are shown; the rest stands where the preview was started.
_MOST = 50


class Notice:
    """The notice on the pages of a preview (预览的提示)."""

    def __init__(self) -> None:
        self._written = b""

    def tell(self, text: str) -> None:
        """Show what is wrong, a line each."""
        lines = text.splitlines()
        self._written = render("preview_notice", lines=lines[:_MOST], more=len(lines[_MOST:])).encode()

    def clear(self) -> None:
        """Show nothing any more."""
        self._written = b""

    def put_on(self, page: bytes) -> bytes:
        """The page as it is shown."""
        begin = _BODY.search(page) if self._written else None
        return page[: begin.end()] + self._written + page[begin.end() :] if begin else page

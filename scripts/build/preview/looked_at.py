"""What a page of the preview has that none that is built has: a script that looks whether the site has changed."""

from __future__ import annotations

from pathlib import Path

from scripts.build.after_build.policy import POLICY, PREVIEW_POLICY

#: Below the top of the site: the script, and what it asks for.
SCRIPT, STATE = "livereload/news.js", "livereload/state"
NEWS = Path(__file__).with_name("news.js")


def let_look_for_news(page: bytes, top: str, state: str) -> bytes:
    """A page with the script, which its policy lets ask its own server.

    Args:
        page: A page as it is built.
        top: The address of the top of the site, without a slash at its end.
        state: The site as it is on this page; asked for it, the server gives another once anything has changed.
    """
    before, end, after = page.rpartition(b"</body>")
    if not end:
        return page
    script = f'<script src="{top}/{SCRIPT}" data-state="{state}"></script>'.encode()
    return before.replace(POLICY.encode(), PREVIEW_POLICY.encode(), 1) + script + end + after

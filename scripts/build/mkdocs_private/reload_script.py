"""Lets a page of the preview run the script by which it looks for news.

The site's policy refuses every script that it does not know, and this one is
new with each page that is served. That leans on where the server of MkDocs puts
it; a page without it stays as it is, and whoever looks at it reloads it.
"""

from __future__ import annotations

from wsgiref.types import WSGIApplication

from scripts.build.after_build.policy import POLICY, policy_for_preview
from scripts.build.served_pages import changing_pages

#: The script asks the server under this address.
_NEWS = b"/livereload/"


def allow_reloading(serve: WSGIApplication) -> WSGIApplication:
    """Serve pages as `serve` does, with the one script in their policy."""
    return changing_pages(serve, _allow)


def _allow(page: bytes) -> bytes:
    script, ended, rest = page.rpartition(b"<script>")[2].partition(b"</script>")
    if not ended or _NEWS not in script or not rest.lstrip().startswith(b"</body>"):
        return page
    return page.replace(POLICY.encode(), policy_for_preview(script.decode()).encode())

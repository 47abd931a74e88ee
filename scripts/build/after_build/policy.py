"""The Content-Security-Policy of the site, in one place: for its pages, for a web server, and for the check.

The pages carry it as `overrides/partials/yb-policy.html`, so that it holds
under file:// too, whichever generator built them.
"""

from __future__ import annotations


def _spell(**more: str) -> str:
    directives = {
        "default-src": "'none'",
        # Files alone: no script that stands in a page runs, be it the theme's.
        "script-src": "'self'",
        "style-src": "'self'",
        # The themes' style sheets hold their icons as data.
        "img-src": "'self' data:",
        "form-action": "'self'",
        "base-uri": "'none'",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


POLICY = _spell()
#: What the first `meta` of every page says: its `http-equiv` and its `content`.
META = ("Content-Security-Policy", POLICY)
#: For a web server; a page cannot say by itself who may frame it.
HEADER = _spell(frame_ancestors="'none'")
#: For the desk, whose scripts ask its own server.
DESK = _spell(frame_ancestors="'none'", connect_src="'self'")
#: For a page of the preview, which asks its own server whether there is news.
PREVIEW_POLICY = _spell(connect_src="'self'")

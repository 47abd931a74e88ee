"""The Content-Security-Policy of the site, in one place: for its pages, for a web server, and for the check.

The pages carry it as `overrides/partials/yb-policy.html`, so that it holds
under file:// too, whichever generator built them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import lru_cache

#: Inline scripts of the themes, read and found harmless; whatever else stands in a page does not run.
REVIEWED_SCRIPTS = {
    "sha256-exqRXrW/0laiImCrTE8a70vxyyY10FJVIppytLf/dbY=": "Material 9.8.1, partials/javascripts/base.html",
    "sha256-FnzPjIa2+7LhDSWlbaMBEIPh+9rL3lPN6J/MWljUoE0=": "Zensical 0.0.73, partials/javascripts/base.html",
    "sha256-DrEMJJ29sL7vIloQzly+VUGMxKcBTMII+OfW7Y8AkG4=": "both, partials/javascripts/palette.html",
}


@lru_cache(maxsize=64)
def sign_script(text: str) -> str:
    """The name by which a policy knows an inline script."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _spell(scripts: Iterable[str], **more: str) -> str:
    directives = {
        "default-src": "'none'",
        "script-src": " ".join(["'self'", *(f"'{sign}'" for sign in scripts)]),
        "style-src": "'self'",
        # The themes' style sheets hold their icons as data.
        "img-src": "'self' data:",
        "form-action": "'self'",
        "base-uri": "'none'",
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


POLICY = _spell(REVIEWED_SCRIPTS)
#: What the first `meta` of every page says: its `http-equiv` and its `content`.
META = ("Content-Security-Policy", POLICY)
#: For a web server; a page cannot say by itself who may frame it.
HEADER = _spell(REVIEWED_SCRIPTS, frame_ancestors="'none'")


def policy_for_preview(script: str) -> str:
    """The policy of a page with one script more, which asks its own server whether there is news."""
    return _spell([*REVIEWED_SCRIPTS, sign_script(script)], connect_src="'self'")

"""The pages' policy is one text, wherever it stands."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

from scripts.build.after_build.policy import HEADER, META, POLICY, PREVIEW_POLICY
from scripts.setup.environment import ROOT


def test_template_says_the_policy() -> None:
    meta = html.fragment_fromstring(Path(ROOT, "overrides/partials/yb-policy.html").read_text(encoding="utf-8"))
    assert (meta.get("http-equiv"), meta.get("content")) == META


def test_nothing_is_allowed_that_is_not_named() -> None:
    assert POLICY.startswith("default-src 'none'; script-src 'self'; ")
    assert "unsafe" not in POLICY
    assert "http" not in POLICY
    assert "base-uri 'none'" in POLICY


def test_the_encoding_is_told_where_browsers_look_for_it() -> None:
    text = Path(ROOT, "overrides/main.html").read_text(encoding="utf-8")
    before = text.partition("{% block site_meta %}")[2].partition("<meta charset")[0]
    assert before.strip() == '{%- include "partials/yb-policy.html" %}'
    # A browser reads 1,024 bytes to find it; the head begins with some fifty.
    assert len(f'<meta http-equiv="{META[0]}" content="{META[1]}">') < 900


def test_a_server_says_the_same_and_who_may_frame_the_page() -> None:
    assert f"{POLICY}; frame-ancestors 'none'" == HEADER


def test_the_handbook_gives_the_header_as_it_is() -> None:
    for page in sorted(Path(ROOT, "docs/handbook").glob("*.md")):
        for said in re.findall(r'Content-Security-Policy:? "?(default-src[^"\n]*)', page.read_text(encoding="utf-8")):
            assert said == HEADER, page


def test_the_preview_may_ask_its_own_server_and_nothing_else() -> None:
    assert f"{POLICY}; connect-src 'self'" == PREVIEW_POLICY

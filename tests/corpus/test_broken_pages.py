"""A page that is broken or gone is a fault of its own: whatever rests on it is told or left out, and nothing throws."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.compare.standing import find_provisions
from macros.corpus import load_yearbook
from macros.errors import ErrorKind
from tests.helpers.factories import CONCEPTS, REGULATION, REPORT, write_pages
from tests.helpers.loading import tell_from_nothing

PACK = """\
---
render_macros: true
pack:
  include:
    - changes: shili
---

# 学习 { #pack-x }

{{ study_pack() }}
"""
#: A report that names a concept, and a pack that asks which papers cite a regulation.
USED = REPORT.replace("问责不够有力。", "问责不够有力，[教育](../regulations/concepts.md#jiaoyu)不够。")
OTHER = REGULATION.replace("shili", "lao").replace("示例条例", "旧条例")
RESTING = CONCEPTS.replace("- {to: shili/2023, verified: true}", "- {to: lao, verified: true}")
Pages = dict[str, str | bytes | None]


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("regulations/lao/index.md", OTHER.replace("---\n", "", 1), ErrorKind.FRONT_MATTER_MISSING),
        ("regulations/lao/index.md", OTHER.replace("kind: 条例", "kind: x"), ErrorKind.FIELD_VALUE),
        ("regulations/lao/index.md", b"\xff", ErrorKind.NOT_UTF8),
        ("regulations/lao/index.md", None, ErrorKind.BASIS),
        ("regulations/concepts.md", RESTING.replace("id: jiaoyu", "id: jiaoyu2"), ErrorKind.LINK_ANCHOR),
        ("regulations/concepts.md", RESTING.replace("---\n", "", 1), ErrorKind.FRONT_MATTER_MISSING),
        ("regulations/concepts.md", None, ErrorKind.LINK_TARGET),
    ],
)
def test_what_rests_on_a_broken_page_does_not_hide_its_fault(
    tmp_path: Path, path: str, text: str | bytes | None, told: ErrorKind
) -> None:
    pages: Pages = {
        "reports/2023.md": USED,
        "regulations/lao/index.md": OTHER,
        "regulations/concepts.md": RESTING,
        "study/x.md": PACK,
    }
    docs = write_pages(tmp_path / "docs", pages)
    if text is None:
        (docs / path).unlink()
    else:
        (docs / path).write_bytes(text if isinstance(text, bytes) else text.encode())
    assert told in {error.kind for error in tell_from_nothing(docs).errors}


@pytest.mark.parametrize("address", ["concepts.md", "concepts.md#concepts", "concepts.md#cited-by-x"])
def test_link_to_the_page_of_concepts_names_no_concept(tmp_path: Path, address: str) -> None:
    text = REPORT.replace("问责不够有力。", f"问责不够有力，见[词表](../regulations/{address})。")
    docs = write_pages(tmp_path / "docs", {"reports/2023.md": text, "study/x.md": PACK})
    yearbook = load_yearbook(docs)
    report = yearbook.reports["2023"]
    assert not list(find_provisions(report, report.items["p1"], yearbook, report.as_of))
    assert not [mention for mention in yearbook.mentions_of("shili") if mention.concept]

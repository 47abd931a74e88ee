"""The macros as a page calls them: what stands on a page where readers are not to see all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from macros import plugin
from tests.helpers.converted_pages import carried_site


def context(docs: Path, url: str = "compare/x.html") -> Any:
    """What a macro is told of its page."""
    return {"yearbook_docs": str(docs), "page": SimpleNamespace(url=url)}


def test_carried_over_is_withheld_from_readers_beyond_the_setting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, _ = carried_site(tmp_path / "docs")
    assert "逐村列出没有公开的项目" in plugin.carried_over(context(docs))
    monkeypatch.setenv("YEARBOOK_AUDIENCE", "机关")
    withheld = plugin.carried_over(context(docs))
    assert "逐村列出" not in withheld
    assert "show_carried_over" in withheld


@pytest.mark.parametrize("macro", [plugin.follow_through, plugin.required_actions])
def test_gaps_are_withheld_from_readers_who_are_not_shown_every_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, macro: Callable[..., str]
) -> None:
    docs, _ = carried_site(tmp_path / "docs")
    assert "show_gaps" not in macro(context(docs))
    monkeypatch.setenv("YEARBOOK_AUDIENCE", "机关")
    assert "show_gaps" in macro(context(docs))
    (tmp_path / "mkdocs.yml").write_text("extra: {show_gaps: 机关}\n", encoding="utf-8")
    assert "show_gaps" not in macro(context(docs))


def test_macros_without_years_take_the_newest(tmp_path: Path) -> None:
    docs, _ = carried_site(tmp_path / "docs")
    assert "2022年</a> 与 " in plugin.compare_years(context(docs))
    assert plugin.compare_years(context(docs)) == plugin.compare_years(context(docs), 2022, 2023)
    assert plugin.follow_through(context(docs)) == plugin.follow_through(context(docs), 2023)


def test_addresses_are_seen_from_the_page_that_calls(tmp_path: Path) -> None:
    docs, _ = carried_site(tmp_path / "docs")
    assert 'href="../reports/2023.html#p1"' in plugin.compare_years(context(docs))
    assert 'href="reports/2023.html#p1"' in plugin.compare_years(context(docs, "index.html"))


def test_every_macro_has_something_to_say_on_a_site_without_papers(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for macro in plugin.MACROS:
        if macro.__name__ in {"cited_by", "compare_editions", "study_pack"}:
            continue
        needs_page = "context" in macro.__code__.co_varnames
        said = macro(context(tmp_path / "docs")) if needs_page else macro()
        assert said.strip(), macro.__name__

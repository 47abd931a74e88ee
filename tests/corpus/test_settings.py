from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus.settings import reader, shows_carried_over
from macros.errors import SiteError


@pytest.mark.parametrize(
    ("setting", "audience", "shown"),
    [
        (None, None, True),
        ("班子", None, True),
        ("班子", "机关", False),
        ("班子", "全体党员", False),
        ("机关", "机关", True),
        ("机关", "全体党员", False),
        ("全体党员", "全体党员", True),
        ("true", "全体党员", True),
        ("false", None, False),
    ],
)
def test_carried_over_is_for_those_whom_the_setting_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str | None, audience: str | None, shown: bool
) -> None:
    if setting:
        (tmp_path / "mkdocs.yml").write_text(f"extra:\n  show_carried_over: {setting}\n", encoding="utf-8")
    if audience:
        monkeypatch.setenv("YEARBOOK_AUDIENCE", audience)
    assert shows_carried_over(tmp_path / "docs") is shown


def test_tags_of_other_programs_are_passed_over(tmp_path: Path) -> None:
    text = "x: !!python/name:a.b\nextra: {show_carried_over: false}\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert not shows_carried_over(tmp_path / "docs")


@pytest.mark.parametrize("text", ["", "- a\n", "extra: 3\n", "extra:\n", "{\n"])
def test_settings_without_the_field_leave_it_to_the_leaders(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert shows_carried_over(tmp_path / "docs")


def test_change_of_the_setting_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("extra: {show_carried_over: false}\n", encoding="utf-8")
    assert not shows_carried_over(tmp_path / "docs")
    file.write_text("extra: {show_carried_over: 班子}\n", encoding="utf-8")
    assert shows_carried_over(tmp_path / "docs")


def test_what_is_no_audience_is_told_with_those_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").write_text("extra: {show_carried_over: 群众}\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"extra\.show_carried_over 写的是“群众”。改法：写 全体党员、机关、班子 之一"):
        shows_carried_over(tmp_path / "docs")
    monkeypatch.setenv("YEARBOOK_AUDIENCE", "大家")
    with pytest.raises(SiteError, match="环境变量 YEARBOOK_AUDIENCE 写的是“大家”"):
        reader()

"""Templates are compiled once, and again as soon as their text is another."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from scripts.build.kept_templates import KeptTemplates


def fill(kept: KeptTemplates, text: str, monkeypatch: pytest.MonkeyPatch) -> tuple[str, int]:
    """What a template gives, and how often anything was compiled for it."""
    compiled: list[object] = []
    plain = Environment.compile

    def count(self: Environment, *given: object, **named: object) -> object:
        compiled.append(given)
        return plain(self, *given, **named)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", count)
        given = Environment(loader=DictLoader({"a.html": text}), bytecode_cache=kept).get_template("a.html").render()
    return given, len(compiled)


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptTemplates(tmp_path / "templates")
    assert fill(kept, "甲{{ 1 + 1 }}", monkeypatch) == ("甲2", 1)
    assert fill(KeptTemplates(tmp_path / "templates"), "甲{{ 1 + 1 }}", monkeypatch) == ("甲2", 0)
    assert fill(KeptTemplates(tmp_path / "templates"), "乙{{ 1 + 1 }}", monkeypatch) == ("乙2", 1)


def test_what_is_damaged_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = KeptTemplates(tmp_path / "templates")
    fill(kept, "甲", monkeypatch)
    (file,) = (tmp_path / "templates").iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    assert fill(KeptTemplates(tmp_path / "templates"), "甲", monkeypatch) == ("甲", 1)

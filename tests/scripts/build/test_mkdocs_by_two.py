"""Two processes at work on the pages of one site."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.build import mkdocs_by_two
from tests.helpers.commands import copy_office


def built(project: Path, module: str) -> dict[str, bytes]:
    site = project.parent / module
    command = [sys.executable, "-m", module, "build", "--strict", "--site-dir", str(site)]
    variables = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795392000"}
    result = subprocess.run(command, cwd=project, env=variables, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def test_the_site_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    project = copy_office(tmp_path / "project")
    alone, shared = built(project, "mkdocs"), built(project, "scripts.build.mkdocs_by_two")
    assert sorted(alone) == sorted(shared)
    assert [name for name, content in alone.items() if shared[name] != content] == []


def test_nothing_is_shared_where_there_is_one_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert not mkdocs_by_two.can_share()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    assert mkdocs_by_two.can_share()

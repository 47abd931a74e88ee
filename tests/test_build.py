"""What a build may not depend on: the network, the folder it runs in, the moment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.commands import clone, command

pytestmark = pytest.mark.slow

#: Python runs it before anything else, in the build and in the generator that it starts.
GUARD = """
import os, socket

def refuse(*words, **_):
    with open(os.environ["ASKED"], "a") as log:
        log.write(repr(words) + "\\n")
    raise OSError("no network")

socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
"""


def build(project: Path, guard: Path) -> subprocess.CompletedProcess[str]:
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    environment = os.environ | {
        "PYTHONPATH": f"{guard}{os.pathsep}{project}",
        "SOURCE_DATE_EPOCH": "1795392000",
        "ASKED": str(guard / "asked"),
        "PYTHONHASHSEED": "1",
    }
    return subprocess.run(command(project, "build"), cwd="/", env=environment, capture_output=True, text=True)


def read(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def built_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site built from another folder, with every way to the network closed."""
    project = clone(tmp_path_factory.mktemp("build") / "另一个 folder")
    guard = project.parent / "guard"
    result = build(project, guard)
    assert (result.returncode, result.stderr) == (0, "")
    assert not (guard / "asked").exists(), (guard / "asked").read_text(encoding="utf-8")
    return project / "site"


def test_a_build_needs_no_network_and_asks_for_none(built_again: Path) -> None:
    assert (built_again / "index.html").is_file()


def test_two_builds_of_one_commit_are_equal_byte_for_byte(built_again: Path, built_site: Path) -> None:
    """In folders of other names and lengths, and with other seeds for the order of sets."""
    first, second = read(built_site), read(built_again)
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_the_guard_sees_who_asks(tmp_path: Path) -> None:
    guard = tmp_path / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    code = "import urllib.request; urllib.request.urlopen('https://example.org/')"
    environment = os.environ | {"PYTHONPATH": str(guard), "ASKED": str(guard / "asked")}
    result = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert result.returncode == 1
    assert "example.org" in (guard / "asked").read_text(encoding="utf-8")

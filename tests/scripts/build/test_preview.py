"""The preview: it follows edits, and keeps the last good site."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.commands import command, copy_office, run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped pages to build and break, with a place for the program, which is followed too."""
    (tmp_path / "project/macros").mkdir(parents=True)
    return copy_office(tmp_path / "project")


def test_port_in_use_is_told_before_anything_is_built(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run(project, "--port", str(port))
    assert result.returncode == 1
    assert result.stderr.startswith(f"端口 {port} 已被占用。")
    assert len(result.stderr.splitlines()) == 1
    assert "正在生成" not in result.stdout


@pytest.fixture
def served(project: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The preview running on a free port, stopped by its own pid."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        command(project, "--port", port),
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    assert process.stdout is not None
    for line in process.stdout:
        if address in line:
            break
    yield process, address
    process.send_signal(signal.SIGINT)
    with process.stdout:
        rest = process.stdout.read()
    assert process.wait(timeout=20) == 0
    assert "Traceback" not in rest
    # Only what somebody changes is followed, and not what a build itself writes.
    assert "内容没有改动" not in rest


def fetch(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def wait_for(address: str, words: str) -> bool:
    """Ask until the page holds the words; the server holds an answer back while it builds."""
    for _ in range(100):
        if words in fetch(address):
            return True
        time.sleep(0.1)
    return False


def test_preview_follows_edits_and_keeps_the_last_good_site(
    project: Path, served: tuple[subprocess.Popen[str], str]
) -> None:
    _, address = served
    page = project / "docs/reports/2023.md"
    before = page.read_text(encoding="utf-8")
    url = f"{address}/reports/2023.html"
    assert "livereload" in fetch(url)
    try:
        page.write_text(before.replace("### （一）领导高度重视", "### （一）改后的标题"), encoding="utf-8")
        assert wait_for(url, "改后的标题")
        # The register's page is stale no longer than the report's own.
        assert "改后的标题" in fetch(f"{address}/regulations/zhuti-zeren-guiding/2020.html")
        page.write_text(before.replace("year: 2023", "year: x"), encoding="utf-8")
        time.sleep(2)
        assert "改后的标题" in fetch(url)
    finally:
        page.write_text(before, encoding="utf-8")
    assert wait_for(url, "领导高度重视")
    # Time to come upon what the build itself has written.
    time.sleep(2)

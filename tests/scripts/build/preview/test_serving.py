"""The preview as it is started by a person: it follows edits, and tells what is wrong."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.helpers.commands import command, run
from tests.helpers.office import make_office
from tests.helpers.waiting import PATIENCE_SECONDS, free_port, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small office to edit, with a place for the program, which is followed too."""
    (tmp_path / "project/macros").mkdir(parents=True)
    return make_office(tmp_path / "project").folder


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


@dataclass(frozen=True)
class Preview:
    """A preview that runs, its address, and what it has told so far."""

    address: str
    told: list[str]

    def shows(self, path: str, words: str) -> bool:
        """Whether a page holds the words."""
        try:
            with urllib.request.urlopen(f"{self.address}/{path}", timeout=PATIENCE_SECONDS) as answer:
                return words in answer.read().decode()
        except urllib.error.HTTPError as missing:
            return words in missing.read().decode()


@pytest.fixture
def preview(project: Path) -> Iterator[Preview]:
    """The preview running on a free port, stopped by its own pid."""
    port = free_port()
    process = subprocess.Popen(
        command(project, "--port", port),
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    told: list[str] = []
    listener = threading.Thread(target=lambda: told.extend(process.stdout or ()))
    listener.start()
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: process.poll() is not None or any(address in line for line in told), "the preview")
        assert process.poll() is None, told
        yield Preview(address, told)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 0
        listener.join()
        assert process.stdout is not None
        process.stdout.close()
    assert not [line for line in told if "Traceback" in line]


def test_preview_follows_edits_and_tells_what_is_wrong(project: Path, preview: Preview) -> None:
    page = project / "docs/reports/2023.md"
    before = page.read_text(encoding="utf-8")
    assert preview.shows("reports/2023.html", "livereload")
    page.write_text(before.replace("### （一）加强教育", "### （一）改后的标题"), encoding="utf-8")
    # Whoever looks at once sees it at once; the register's page is stale no longer than the report's own.
    assert preview.shows("reports/2023.html", "改后的标题")
    assert preview.shows("regulations/shili/2018.html", "改后的标题")
    page.write_text(before.replace("year: 2023", "year: x"), encoding="utf-8")
    wait_for(lambda: any("改正后自动更新" in line for line in preview.told), "the fault to be told")
    assert preview.shows("reports/2023.html", "改后的标题")
    for path in ("reports/2023.html", "index.html", "nowhere.html"):
        assert preview.shows(path, "docs/reports/2023.md:2：year：字段的值类型不对")
        assert preview.shows(path, "改法：按应有的类型改写。")
    page.write_text(before, encoding="utf-8")
    assert preview.shows("reports/2023.html", "加强教育")
    assert not preview.shows("reports/2023.html", "字段的值类型不对")
    assert not (project / "site").exists()

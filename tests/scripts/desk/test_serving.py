"""The site and the desk on one port; nothing of the desk in what is built or published."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from werkzeug.test import Client

from macros.domain.reports import Audience
from scripts.desk.drafts import Draft
from scripts.desk.site_links import with_desk_links
from scripts.publishing.staging import stage
from tests.helpers.commands import command
from tests.helpers.desk import DeskClient, make_desk, no_site
from tests.helpers.factories import write_pages
from tests.helpers.office import make_office, read_everything
from tests.helpers.waiting import PATIENCE_SECONDS, free_port, wait_for


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/reports/2023.html", "reports/2023.md"),
        ("/ledger/2023.html", "ledger/2023.md"),
        ("/reports/zhen%20yi/2023%E5%B9%B4.html", "reports/zhen yi/2023年.md"),
        ("/index.html", None),
        ("/", None),
        ("/reports/1999.html", None),
        ("/regulations/shili/2018.html", None),
        ("/reports/../../secret.html", None),
    ],
)
def test_an_offices_own_pages_lead_to_their_form(tmp_path: Path, address: str, path: str | None) -> None:
    docs = write_pages(tmp_path / "docs", {"reports/zhen yi/2023年.md": "# 题\n"})
    (tmp_path / "secret.md").write_text("秘密", encoding="utf-8")
    page = Client(with_desk_links(no_site, docs)).get(address).text
    assert '<a href="/desk/">工作台</a>' in page
    found = re.search(r'<a href="(/desk/(?:editing/|ledgers/sheet)\?[^"]+)">(?:改这一页|更新这本台账)</a>', page)
    if path is None:
        assert found is None
    else:
        desk = make_desk(tmp_path)
        assert found
        assert desk.ask(found[1]).request.args["page"] == path


@contextmanager
def running(project: Path, *options: str) -> Iterator[tuple[int, list[str]]]:
    """`site.py` on a folder, as a double click starts it; its port, and what it tells."""
    port = free_port()
    process = subprocess.Popen(
        command(project, "--port", port, *options),
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    told: list[str] = []
    listener = threading.Thread(target=lambda: told.extend(process.stdout or ()))
    listener.start()
    try:
        wait_for(lambda: process.poll() is not None or any("站点：" in line for line in told), "the desk")
        assert process.poll() is None, told
        yield port, told
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_SECONDS) == 0
        listener.join()
        assert process.stdout is not None
        process.stdout.close()
    assert told[-1] == "已停止。\n"
    assert not [line for line in told if "Traceback" in line]


@pytest.mark.slow
def test_it_opens_with_nothing_but_a_page_at_fault_and_the_site_says_so(tmp_path: Path) -> None:
    project = make_office(tmp_path / "office", {"reports/2023.md": "---\nyear: x\n---\n# 题 { #report-2023 }\n"})
    with running(project.folder) as (port, told):
        (address,) = [line.removeprefix("工作台：").strip() for line in told if line.startswith("工作台：")]
        assert address.startswith(f"http://127.0.0.1:{port}/desk/?token=")
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        assert "<h1>工作台</h1>" in browser.open(address, timeout=PATIENCE_SECONDS).read().decode()
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/desk/", timeout=PATIENCE_SECONDS)
        assert refused.value.code == 401
        refused.value.close()
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/reports/2023.html", timeout=PATIENCE_SECONDS)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE_SECONDS) as home:
            pages = [home.read().decode(), missing.value.read().decode()]
        missing.value.close()
        for page in pages:
            assert "docs/reports/2023.md:2：year" in page
            assert '<a href="/desk/">工作台</a>' in page


def test_nothing_of_the_desk_is_in_the_built_site(built_site: Path) -> None:
    for file in built_site.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"/desk/" not in content.replace(b"scripts/desk/", b""), file
            assert b"desk.js" not in content, file
            assert b"desk.css" not in content, file


def test_nothing_of_the_desk_is_in_a_publish(tmp_path: Path) -> None:
    project = make_office(tmp_path / "office")
    desk = DeskClient(project)
    desk.desk.drafts.keep(Draft("editing.show", "reports/2023.md", "题", "", {"text": "zqdraftx"}))
    begun = desk.desk.work.open("reports/2023.md").begun
    staged = tmp_path / "staged"
    stage(project, Audience.LEADERS, staged)
    found = list(read_everything(staged))
    assert [name for name, content in found if b"zqdraftx" in content or begun.encode() in content] == []
    assert [name for name, _ in found if "desk" in name] == []

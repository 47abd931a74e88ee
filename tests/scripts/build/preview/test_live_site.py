"""The site as a WSGI application: what it answers, what it lets pages do, and what it starts anew."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from macros.errors import SiteError
from scripts.build.after_build.policy import POLICY, PREVIEW_POLICY
from scripts.build.preview.answers import Answer, News
from scripts.build.preview.live_site import LiveSite, live_site
from scripts.setup.console import Console
from scripts.setup.project import Project
from tests.helpers.office import make_office
from tests.helpers.waiting import is_running, wait_for

PAGE = f'<html><head><meta content="{POLICY}"></head><body><p>一</p></body></html>'.encode()


@dataclass
class Pages:
    """Stands in for whatever makes pages."""

    reloads: bool = True
    news: News = field(default_factory=lambda: News("1"))
    fault: Exception | None = None
    looks: int = 0
    answers: dict[str, Answer] = field(
        default_factory=lambda: {"index.html": Answer(body=PAGE, is_page=True, state="1"), "a.js": Answer(body=b"1")}
    )

    def look(self) -> News:
        self.looks += 1
        if self.fault:
            raise self.fault
        return self.news

    def answer(self, address: str) -> Answer:
        return self.answers.get(address, Answer(HTTPStatus.NOT_FOUND, PAGE, is_page=True, state="1"))

    def close(self) -> None:
        self.looks = -1


def ask(site: LiveSite, path: str, method: str = "GET", **environ: Any) -> tuple[str, dict[str, str], bytes]:
    setup_testing_defaults(environ)
    begun: list[Any] = []
    body = site(environ | {"PATH_INFO": path, "REQUEST_METHOD": method}, lambda *answer: begun.append(answer))  # type: ignore[arg-type, return-value]
    return begun[0][0], dict(begun[0][1]), b"".join(body)


def text(site: LiveSite, path: str) -> str:
    return ask(site, path)[2].decode()


@pytest.fixture
def pages() -> Pages:
    return Pages()


@pytest.fixture
def site(pages: Pages, tmp_path: Path) -> Iterator[LiveSite]:
    site = LiveSite(lambda: pages, Project(tmp_path), Console())
    site.wait()
    yield site
    site.close()
    assert pages.looks == -1


def test_a_page_looks_for_news_and_may_ask_for_them(site: LiveSite) -> None:
    status, headers, page = ask(site, "/", SCRIPT_NAME="/x")
    script = '<script src="/x/livereload/news.js" data-state="1"></script>'
    assert page.decode() == PAGE.decode().replace(POLICY, PREVIEW_POLICY).replace("</body>", f"{script}</body>")
    assert (status, headers["Content-Length"]) == ("200 OK", str(len(page)))
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"location.reload()" in ask(site, "/livereload/news.js")[2]


def test_what_is_no_page_and_what_is_not_there_is_answered_too(site: LiveSite) -> None:
    assert ask(site, "/a.js")[2] == b"1"
    assert ask(site, "/missing.html")[0] == "404 Not Found"
    assert ask(site, "/", "POST")[0] == "405 Method Not Allowed"


def test_a_page_is_told_that_the_site_has_changed(site: LiveSite, pages: Pages) -> None:
    assert text(site, "/livereload/state") == "1"
    pages.news = News("2")
    wait_for(lambda: text(site, "/livereload/state") == "2", "the news")


def test_in_the_plain_way_pages_stay_as_they_are_built(site: LiveSite, pages: Pages) -> None:
    pages.reloads = False
    assert ask(site, "/")[2] == PAGE
    assert site.follows == "改动后自动重新生成，刷新浏览器就能看到"


def test_a_fault_that_nobody_foresaw_is_told_once_and_it_goes_on(
    site: LiveSite, pages: Pages, capsys: pytest.CaptureFixture[str]
) -> None:
    pages.fault = ZeroDivisionError()
    before = pages.looks
    wait_for(lambda: pages.looks > before + 2, "further looks")
    pages.fault, pages.news = None, News("3", "改好了")
    wait_for(lambda: text(site, "/livereload/state") == "3", "the news")
    told = capsys.readouterr().out
    assert told.count("程序出错（ZeroDivisionError），没有做完。") == 1
    assert "改好了" in told


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_office(tmp_path / "project")


@pytest.mark.slow
def test_many_threads_may_look_while_pages_change_and_the_program_is_started_anew(project: Project) -> None:
    site = live_site(project, Console(quiet=True))
    try:
        with ThreadPoolExecutor(4) as threads:
            seen = list(threads.map(lambda _: text(site, "/reports/2023.html"), range(12)))
        assert len(set(seen)) == 1
        maker = int(text(site, "/livereload/state").partition(".")[0])
        settings = project.folder / "mkdocs.yml"
        before = settings.read_text(encoding="utf-8")
        settings.write_text(before.replace("site_name: 廉政年鉴", "site_name: 别的名字"), encoding="utf-8")
        wait_for(lambda: "别的名字" in text(site, "/index.html"), "the new settings")
        wait_for(lambda: not is_running(maker), "the end of what made pages before")
        settings.write_text(before.replace("strict: true", "strict: false"), encoding="utf-8")
        wait_for(lambda: "strict" in text(site, "/index.html"), "the fault to be told")
        assert "别的名字" in text(site, "/index.html")
        settings.write_text(before, encoding="utf-8")
        wait_for(lambda: "别的名字" not in text(site, "/index.html"), "the settings as they were")
        maker = int(text(site, "/livereload/state").partition(".")[0])
    finally:
        site.close()
    assert not is_running(maker)


@pytest.mark.slow
def test_with_files_beside_the_pages_the_whole_site_is_built(project: Project) -> None:
    written: list[str] = []

    def write(folder: Path, *_: object) -> None:
        written.append(folder.name)
        (folder / "reports/2023.pdf").write_bytes(b"%PDF")

    site = live_site(replace(project, files=("pdf",)), Console(quiet=True), write)
    try:
        assert ask(site, "/reports/2023.pdf")[2] == b"%PDF"
        assert "news.js" in text(site, "/reports/2023.html")
        assert ask(site, "/../mkdocs.yml")[0] == "404 Not Found"
    finally:
        site.close()
    assert len(written) == 1


def test_settings_that_are_wrong_are_told_until_they_are_mended(tmp_path: Path) -> None:
    begun = [SiteError("缺少设置。"), SiteError("值不对。")]

    def begin() -> Pages:
        if begun:
            raise begun.pop(0)
        return Pages()

    settings = tmp_path / "mkdocs.yml"
    settings.write_text("a: 1", encoding="utf-8")
    site = LiveSite(begin, Project(tmp_path), Console(quiet=True))
    try:
        with pytest.raises(SiteError, match="缺少设置"):
            site.wait()
        assert ask(site, "/")[0] == "503 Service Unavailable"
        assert "缺少设置" in text(site, "/")
        settings.write_text("a: 12", encoding="utf-8")
        wait_for(lambda: "值不对" in text(site, "/"), "the next fault")
        settings.write_text("a: 123", encoding="utf-8")
        wait_for(lambda: "<p>一</p>" in text(site, "/"), "the page")
    finally:
        site.close()


def test_unsound_settings_let_nothing_begin(project: Project) -> None:
    settings = project.folder / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("strict: true", ""), encoding="utf-8")
    site = live_site(project, Console(quiet=True))
    with pytest.raises(SiteError, match="缺少设置"):
        site.wait()
    site.close()

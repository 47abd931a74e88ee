"""The command that checks, builds and serves, as a user runs it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.build import generator, pipeline, preview
from scripts.setup.environment import ROOT
from tests.scripts.test_bootstrap import clone


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project to build and break, which borrows this environment's packages."""
    return clone(tmp_path_factory.mktemp("copy") / "project")


def site(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(project, *arguments), cwd="/", env=environment(project), capture_output=True, text=True
    )


def command(project: Path, *arguments: str) -> list[str]:
    """The command without the bootstrap, which has its own tests and would make a second environment."""
    code = (
        f"import sys; sys.path.insert(0, {str(project)!r}); sys.argv = ['site.py', *sys.argv[1:]]\n"
        "from scripts import bootstrap, site\nbootstrap.enter = lambda *_: None\nsys.exit(site.main())"
    )
    return [sys.executable, "-c", code, *arguments]


def environment(project: Path) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return clean | {"PYTHONPATH": str(project), "PYTHONUNBUFFERED": "1"}


def test_build_makes_the_site_without_a_warning(project: Path) -> None:
    result = site(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    assert "warning" not in result.stdout.lower()
    assert (project / "site/index.html").is_file()
    assert sorted(path.name for path in (project / ".build").iterdir()) == []


def test_as_of_decides_what_is_in_force(project: Path) -> None:
    page = project / "site/regulations/jilv-chufen-tiaoli/2018.html"
    assert site(project, "build", "--as-of", "2023-12-31").returncode == 0
    text = page.read_text(encoding="utf-8")
    assert "截至 2023年12月31日" in text
    assert "已失效" not in text
    assert site(project, "build", "--as-of", "2024-01-01").returncode == 0
    assert "这个版本已于2024年1月1日被2023年版取代" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["check", "build"])
def test_fault_is_told_and_the_old_site_stays(project: Path, name: str) -> None:
    page = project / "docs/reports/2023.md"
    before, stood = page.read_bytes(), (project / "site/index.html").read_bytes()
    page.write_bytes(before.replace(b"year: 2023", "year: 今年".encode()))
    try:
        result = site(project, name)
    finally:
        page.write_bytes(before)
    assert result.returncode == 1
    assert "docs/reports/2023.md:2：year：" in result.stderr
    assert "Traceback" not in result.stderr
    assert (project / "site/index.html").read_bytes() == stood


@pytest.mark.parametrize("name", ["handbook/index.md", "search.md"])
def test_fault_that_only_the_generator_sees_leaves_the_old_site(project: Path, name: str) -> None:
    page = project / "docs" / name
    before, stood = page.read_bytes(), (project / "site/index.html").read_bytes()
    page.write_bytes(before + "\n[没有这处](#none)\n".encode())
    try:
        result = site(project, "build")
    finally:
        page.write_bytes(before)
    assert result.returncode == 1
    assert result.stderr.count("#none") == 1
    assert "原来的站点没有改动" in result.stderr
    assert (project / "site/index.html").read_bytes() == stood


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--as-of", "去年"], "不是日期"),
        (["--as-of", "2023-02-30"], "不是日期"),
        (["--port", "abc"], "不是端口"),
        (["--port", "70000"], "不是端口"),
        (["publish"], "没有 publish 这一项"),
        (["--colour"], "不认识的参数"),
    ],
)
def test_wrong_option_is_told_in_one_chinese_line(project: Path, arguments: list[str], words: str) -> None:
    result = site(project, *arguments)
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert words in result.stderr


def test_port_in_use_is_told_before_anything_is_built(project: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = site(project, "--port", str(port))
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
        command(project, "--port", str(port)),
        cwd="/",
        env=environment(project),
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


def test_second_run_uses_the_site_that_was_built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    built = []

    def build(folder: Path) -> None:
        built.append(folder)
        folder.mkdir(exist_ok=True)

    monkeypatch.setattr(pipeline, "build", build)
    monkeypatch.setattr(preview, "_SITE", tmp_path / "preview")
    monkeypatch.setattr(preview, "_STAMP", tmp_path / "stamp")
    preview._build_if_changed()
    preview._build_if_changed()
    assert len(built) == 1
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    preview._build_if_changed()
    assert len(built) == 2


def test_project_that_cannot_be_written_to_is_told_before_any_work_is_done(tmp_path: Path) -> None:
    (tmp_path / ".build").write_text("", encoding="utf-8")
    with pytest.raises(generator.BuildError, match="写不进去"):
        pipeline.build(tmp_path / "site", pipeline.Project(tmp_path))
    assert [file.name for file in tmp_path.iterdir()] == [".build"]


def test_folder_that_cannot_be_replaced_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fresh, site_folder = tmp_path / "new", tmp_path / "site"
    fresh.mkdir()
    site_folder.mkdir()
    (site_folder / "index.html").write_text("旧", encoding="utf-8")
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == fresh:
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(generator.BuildError, match="不能替换"):
        pipeline._switch(fresh, site_folder, tmp_path)
    assert (site_folder / "index.html").read_text(encoding="utf-8") == "旧"


def test_fingerprint_tells_a_changed_page_and_day(monkeypatch: pytest.MonkeyPatch) -> None:
    first = pipeline.fingerprint()
    assert pipeline.fingerprint() == first
    assert re.fullmatch("[0-9a-f]{64}", first)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert pipeline.fingerprint() != first


def test_test_command_fails_in_ci_where_there_is_no_browser(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {ROOT!r}); sys.argv = ['test.py', '--only-tests']\n"
        "from scripts import bootstrap, test\nbootstrap.enter = lambda *_: None\n"
        "test._find_browser = lambda: None\ntest.subprocess.call = lambda *_, **__: 0\nsys.exit(test.main())"
    )
    clean = {key: value for key, value in os.environ.items() if key not in {"CI", "YEARBOOK_BROWSER"}}
    outside = subprocess.run([sys.executable, "-c", code], env=clean, capture_output=True, text=True)
    assert outside.returncode == 0
    assert "浏览器测试全部跳过" in outside.stdout
    assert "apt install chromium" in outside.stdout
    inside = subprocess.run([sys.executable, "-c", code], env=clean | {"CI": "true"}, capture_output=True, text=True)
    assert inside.returncode == 1
    assert "没有浏览器" in inside.stderr


def test_generator_that_is_not_waited_for_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator, "COMMAND", (sys.executable, "-c", "import time; time.sleep(600)"))
    with pytest.raises(KeyError), generator.generating(tmp_path, tmp_path / "site", {}) as run:
        raise KeyError
    assert run._process.returncode == -signal.SIGKILL

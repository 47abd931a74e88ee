"""A second double click leads to the desk that is open; another folder's desk, or another program, is no hindrance."""

from __future__ import annotations

import json
import shutil
import socket
import stat
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from waitress.server import create_server

from scripts.build.preview import live_site as live_site_module
from scripts.commands import serve as command
from scripts.desk import serving
from scripts.desk.desk import Desk
from scripts.desk.running import PROOF, Running, find_running, forget, opening_alone, remember
from scripts.desk.serving import PortInUseError, make_application, take_free_port
from scripts.setup.locking import LockError, hold
from scripts.setup.parser import Parser
from scripts.setup.project import Project
from tests.helpers.desk import TOKEN, at_work, make_desk, no_site
from tests.helpers.waiting import free_port, wait_for


class Heard:
    """A console that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def say(self, text: str) -> None:
        self.told.append(text)


@contextmanager
def open_at(project: Project, token: str = TOKEN) -> Iterator[Running]:
    """The desk of a project, listening, and known to its folder."""
    desk = Desk.of(project)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = create_server(make_application(project, no_site, desk, token, port), sockets=[listening])
        remember(project, Running(port, token))
        with closing(desk), at_work(server):
            yield Running(port, token)


def test_the_desk_that_is_open_is_found_by_its_folder_and_no_longer_once_it_is_closed(tmp_path: Path) -> None:
    project = make_desk(tmp_path / "年鉴 项目").desk.project
    assert find_running(project) is None
    with open_at(project) as running:
        assert find_running(project) == running
    assert find_running(project) is None, "it is closed, though its folder still says where it was"
    forget(project, Running(running.port, "another"))
    assert (project.work / "desk/open.json").exists()
    forget(project, running)
    assert not (project.work / "desk/open.json").exists()


def test_a_copy_of_the_folder_and_a_desk_with_another_token_are_not_taken_for_it(tmp_path: Path) -> None:
    project = make_desk(tmp_path / "one").desk.project
    with open_at(project) as running:
        shutil.copytree(tmp_path / "one", tmp_path / "two")
        assert find_running(Project(tmp_path / "two")) is None
        remember(project, Running(running.port, "of another start"))
        assert find_running(project) is None


def test_only_this_user_reads_what_opens_it_and_its_proof_tells_nothing(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    remember(desk.desk.project, Running(8000, TOKEN))
    file = desk.desk.project.work / "desk/open.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text("utf-8")) == {"port": 8000, "token": TOKEN}
    assert desk.ask(f"{PROOF}?of=short").text == ""
    assert TOKEN not in desk.ask(f"{PROOF}?of={'x' * 40}").text


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"port": "x", "token": 1}', '{"port": 99999, "token": "a"}'])
def test_what_is_damaged_is_as_if_nothing_were_open(tmp_path: Path, damaged: str) -> None:
    project = make_desk(tmp_path).desk.project
    file = project.work / "desk/open.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(damaged, encoding="utf-8")
    assert find_running(project) is None


def test_a_second_start_opens_the_desk_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, opened, console = make_desk(tmp_path).desk.project, [], Heard()
    monkeypatch.setattr(command.webbrowser, "open", opened.append)
    parser = Parser()
    command.add_options(parser)
    with open_at(project) as running:
        command.run(parser.parse_args(["--open"]), project, console)  # type: ignore[arg-type]
    assert opened == [running.address]
    assert console.told == [f"这个文件夹的工作台已经开着，就用它：{running.address}"]


def test_of_two_that_are_started_at_once_one_opens_and_the_other_leads_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, console, opened = make_desk(tmp_path).desk.project, Heard(), list[str]()
    monkeypatch.setattr(webbrowser, "open", opened.append)
    parser = Parser()
    command.add_options(parser)
    asked = parser.parse_args(["--open"])
    second = threading.Thread(target=command.run, args=(asked, project, console), daemon=True)
    with ExitStack() as first:
        first.enter_context(opening_alone(project, Heard()))  # type: ignore[arg-type]
        second.start()
        wait_for(lambda: bool(console.told), "it to wait")
        assert "正在打开这个文件夹的工作台" in console.told[0]
        with open_at(project) as running:
            first.close()
            second.join()
    assert opened == [running.address]


def test_nobody_is_held_back_any_longer_once_it_is_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, held = make_desk(tmp_path).desk.project, list[bool]()

    def serve(*_: object, when_open: Callable[[], object], **_named: object) -> None:
        for step in (lambda: None, when_open):
            step()
            try:
                with hold(project.work / "desk/opening.lock", "甲"):
                    held.append(False)
            except LockError:
                held.append(True)

    monkeypatch.setattr(serving, "serve", serve)
    monkeypatch.setattr(live_site_module, "live_site", lambda *_: SimpleNamespace(close=lambda: None))
    monkeypatch.setattr(serving, "take_free_port", lambda _: None)
    parser = Parser()
    command.add_options(parser)
    command.run(parser.parse_args([]), project, Heard())  # type: ignore[arg-type]
    assert held == [True, False]


def test_where_another_program_has_the_port_the_next_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    port, console = free_port(), Heard()
    monkeypatch.setattr(serving, "USUAL_PORT", port)
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with take_free_port(console) as own:  # type: ignore[arg-type]
            assert own.getsockname()[1] > port
        assert console.told == [f"端口 {port} 被别的程序占用，改用 {own_port(console)}。"]
        monkeypatch.setattr(serving, "_TRIED", 1)
        with pytest.raises(PortInUseError, match="关闭不用的工作台"):
            take_free_port(console)  # type: ignore[arg-type]


def own_port(console: Heard) -> str:
    return console.told[0].rpartition(" ")[2].rstrip("。")

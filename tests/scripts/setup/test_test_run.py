"""The test run's own steps: what it does where something that tests need is not there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.setup import environment, needs, system_packages, test_run
from scripts.setup.needs import BROWSER, FANDOL, NEEDS, NGINX, NPM, SHELL, Need
from tests.helpers.needs import describe_skipped


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., list[tuple[str, ...]]]:
    """A machine that has everything but what is named; what is run on it is written down and not run."""

    def lay_out(*missing: Need, root: bool = False, apt: bool = True) -> list[tuple[str, ...]]:
        done: list[tuple[str, ...]] = []

        def run(command: list[str] | tuple[str, ...], **_: object) -> subprocess.CompletedProcess[bytes]:
            done.append(tuple(command))
            return subprocess.CompletedProcess(command, 0)

        there = {
            need.name: Need(need.name, lambda need=need: need not in missing, need.packages) for need in (*NEEDS, SHELL)
        }
        for place in (system_packages, test_run):
            monkeypatch.setattr(place, "NEEDS", tuple(there[need.name] for need in NEEDS))
        for name in ("FANDOL", "NPM", "SHELL"):
            monkeypatch.setattr(system_packages, name, there[getattr(needs, name).name])
        monkeypatch.setattr(test_run, "BROWSER", there[BROWSER.name])
        monkeypatch.setattr(system_packages, "may_install", lambda: root and apt)
        monkeypatch.setattr(system_packages, "LOG", tmp_path / "log")
        monkeypatch.setattr(system_packages, "_ASKED", tmp_path / "asked")
        monkeypatch.setattr(system_packages, "_FACES", tmp_path / "faces")
        monkeypatch.setattr(shutil, "which", lambda name, **_: f"/usr/bin/{name}" if apt else None)
        monkeypatch.setattr(environment, "enter", lambda *_: None)
        monkeypatch.setattr(test_run, "provide_browser", lambda: None)
        monkeypatch.setattr(test_run, "provide_web_tools", lambda: None)
        monkeypatch.setattr(subprocess, "run", run)
        monkeypatch.setattr(subprocess, "call", lambda command, **_: run(command).returncode)
        monkeypatch.delenv("CI", raising=False)
        return done

    return lay_out


def test_what_is_missing_is_installed_where_that_is_allowed(machine: Callable[..., list[tuple[str, ...]]]) -> None:
    done = machine(NGINX, NPM, FANDOL, root=True)
    test_run.main(["--only-tests"])
    assert ("apt-get", "update", "-qq") in done
    assert ("apt-get", "install", "-y", "-qq", "nginx-light") in done
    assert ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "nodejs", "npm") in done
    # All of Chinese TeX is not installed for four faces.
    assert [command for command in done if "texlive-lang-chinese" in command and "install" in command] == []
    assert any("download" in command for command in done)


def test_what_is_there_is_not_installed_again(machine: Callable[..., list[tuple[str, ...]]]) -> None:
    done = machine(root=True)
    test_run.main(["--only-tests"])
    assert [command for command in done if command[0] == "apt-get"] == []


def test_what_only_makes_tests_faster_is_asked_for_once(machine: Callable[..., list[tuple[str, ...]]]) -> None:
    done = machine(SHELL, root=True)
    for _ in range(2):
        test_run.main(["--only-tests"])
    wanted = ("apt-get", "install", "-y", "-qq", "chromium-headless-shell")
    assert done.count(wanted) == 1


def test_without_the_right_to_install_the_one_command_is_told_and_the_tests_run(
    machine: Callable[..., list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    done = machine(BROWSER, NGINX)
    assert test_run.main(["--only-tests"]) == 0
    told = capsys.readouterr().out
    assert (
        "注意：没有浏览器、nginx，用到的测试跳过。要补上，运行 sudo python3 scripts/test.py --system-packages。" in told
    )
    assert "YEARBOOK_BROWSER" in told
    assert [command[0] for command in done if "pytest" not in command] == []
    assert len(done) == 1


def test_packages_are_named_where_there_is_no_apt(
    machine: Callable[..., list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    machine(NGINX, NPM, apt=False)
    test_run.main(["--only-tests"])
    assert "自行安装与 Debian 的 nginx-light、nodejs、npm 相当的程序" in capsys.readouterr().out


def test_nothing_may_be_missing_in_continuous_integration(
    machine: Callable[..., list[tuple[str, ...]]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    done = machine(BROWSER)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit) as ended:
        test_run.main(["--only-tests"])
    assert ended.value.code == 1
    assert "没有浏览器，持续集成中缺一不可。改法：" in capsys.readouterr().err
    assert done == []


def test_system_packages_alone_need_root(
    machine: Callable[..., list[tuple[str, ...]]], capsys: pytest.CaptureFixture[str]
) -> None:
    done = machine(NGINX)
    with pytest.raises(SystemExit):
        test_run.main(["--system-packages"])
    assert "要在 Debian 上用 root 身份" in capsys.readouterr().err
    assert done == []
    machine(root=True)
    assert test_run.main(["--system-packages"]) == 0
    machine(NGINX, root=True)
    assert test_run.main(["--system-packages"]) == 1
    assert "没有装成 nginx，多半是没有网络" in capsys.readouterr().out


def test_quick_run_leaves_out_what_takes_long_and_sets_nothing_up(
    machine: Callable[..., list[tuple[str, ...]]],
) -> None:
    done = machine(NGINX, root=True)
    assert test_run.main(["--quick"]) == 0
    *steps, tests = done
    assert ["format" in steps[0], "check" in steps[1], "mypy" in steps[2]] == [True] * 3
    assert tests[tests.index("-m", 3) + 1] == "not slow and not needs"


def test_whole_run_compiles_the_tests_once_and_not_in_each_worker(
    machine: Callable[..., list[tuple[str, ...]]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done = machine()
    begun: list[Compiling] = []
    monkeypatch.setattr(test_run, "_COMPILED", tmp_path / "compiled")
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: begun.append(Compiling(command)) or begun[-1])
    assert test_run.main([]) == 0
    assert "--collect-only" in begun[0].command
    assert begun[0].waited and not begun[0].killed
    # What is compiled has the notes of lines in it, and serves only a run that notes them.
    assert "tests.helpers.line_coverage" in begun[0].command and "tests.helpers.line_coverage" in done[-1]
    monkeypatch.setattr(subprocess, "call", lambda command, **_: int("mypy" in command))
    with pytest.raises(SystemExit):
        test_run.main([])
    assert begun[1].killed
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 0)
    for few in (["--quick"], ["--only-tests"], ["tests/domain"]):
        assert test_run.main(few) == 0
    (tmp_path / "compiled").mkdir()
    assert test_run.main([]) == 0
    assert len(begun) == 2


class Compiling:
    """A process that says what became of it."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.waited = self.killed = False

    def __enter__(self) -> Compiling:
        return self

    def __exit__(self, *_: object) -> None:
        self.waited = True

    def kill(self) -> None:
        self.killed = True


def test_skipped_tests_are_named_with_what_they_want() -> None:
    skipped = [
        ("a.py", "没有nginx"),
        ("a.py", "没有nginx"),
        ("b.py", "没有nginx"),
        ("b.py", "没有浏览器"),
        ("c.py", "Windows"),
    ]
    assert list(describe_skipped(skipped)) == [
        "没有nginx，跳过了 3 项测试：a.py（2 项）、b.py（1 项）",
        "没有浏览器，跳过了 1 项测试：b.py（1 项）",
    ]


def test_libreoffice_is_there_only_with_what_opens_texts_and_sheets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    program.touch()
    monkeypatch.setattr(needs, "find_program", lambda *_: str(program))
    (tmp_path / "libswlo.so").touch()
    assert not needs.OFFICE.is_there()
    (tmp_path / "libsclo.so").touch()
    assert needs.OFFICE.is_there()

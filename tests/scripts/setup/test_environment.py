"""Setting up on a fresh machine, with and without a network."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import runpy
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from scripts.setup import environment, wheels
from scripts.setup.console import Console
from scripts.setup.project import ROOT
from tests.helpers.commands import clone
from tests.helpers.factories import write_pages
from tests.helpers.linked_pages import SITE

pytestmark = pytest.mark.slow

#: What a person can start, with whatever Python there is.
ENTRIES = ("site.py", "test.py", "bench.py")
#: A machine without a network: pip may look nowhere.
OFFLINE = {
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
    "PIP_RETRIES": "0",
    "PIP_NO_CACHE_DIR": "1",
}


def base_python() -> str:
    """The interpreter that the environment was made from."""
    return sys._base_executable  # type: ignore[attr-defined, no-any-return]


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the clone from another folder, as on a machine of its own."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "VIRTUAL_ENV", "PYTHON"))}
    return subprocess.run(
        [base_python(), str(folder / "scripts" / arguments[0]), *arguments[1:]],
        cwd=folder.parent,
        env=clean | environment,
        capture_output=True,
        text=True,
    )


def make_wheels(project: Path) -> None:
    """A lock of one package, and its wheel, which holds nothing but the way to the packages that the tests run with."""
    name, wheels = "everything-1.0", project / "wheels"
    wheels.mkdir()
    parts = {
        "everything.pth": f"{sysconfig.get_path('purelib')}\n",
        f"{name}.dist-info/METADATA": "Metadata-Version: 2.1\nName: everything\nVersion: 1.0\n",
        f"{name}.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{name}.dist-info/RECORD": "",
    }
    wheel = wheels / f"{name}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as packed:
        for part, text in parts.items():
            packed.writestr(part, text)
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (project / "requirements.lock").write_text(f"everything==1.0 --hash=sha256:{digest}\n", encoding="utf-8")


def test_machine_without_network_sets_up_from_wheels_and_does_it_once(tmp_path: Path) -> None:
    project = clone(tmp_path / "项目 一")
    shutil.rmtree(project / "docs")
    write_pages(project / "docs", SITE)
    make_wheels(project)
    done = run(project, "site.py", "check", **OFFLINE)
    assert (done.returncode, done.stderr) == (0, "")
    assert "正在安装" in done.stdout
    assert [line for line in done.stdout.splitlines() if "warning" in line.lower()] == []
    again = run(project, "site.py", "check", **OFFLINE)
    assert again.returncode == 0
    assert "正在安装" not in again.stdout


@pytest.mark.parametrize(
    ("has_wheels", "words"),
    [(False, ("连不上软件源", "site.py make-wheels")), (True, ("里缺少适合本机", "site.py make-wheels"))],
)
def test_packages_that_cannot_be_had_are_told_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    *,
    has_wheels: bool,
    words: tuple[str, ...],
) -> None:
    """Without a network, and with wheels that were made for another machine."""
    for name, value in OFFLINE.items():
        monkeypatch.setenv(name, value)
    lock = tmp_path / "requirements.lock"
    lock.write_text(f"nowhere==1.0 --hash=sha256:{'0' * 64}\n", encoding="utf-8")
    monkeypatch.setattr(environment, "LOCKS", {"site": str(lock)})
    monkeypatch.setattr(environment, "LOG", tmp_path / "setup.log")
    monkeypatch.setattr(environment, "_STAMP", tmp_path / "installed.json")
    # The environment is there already, and is that of the tests; nothing is put into it.
    monkeypatch.setattr(environment, "_is_inside", lambda: True)
    with pytest.raises(SystemExit):
        environment._install("site", str(tmp_path) if has_wheels else None)
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert all(word in told for word in words)


def test_wheels_for_windows_hold_every_requirement_of_the_lock(tmp_path: Path) -> None:
    wheels.download("site", "windows", "3.12", str(tmp_path), Console())
    wanted = re.findall(
        r"^([A-Za-z0-9._-]+)==(\S+)", wheels.lock_for(Path(ROOT, "requirements.lock"), "windows", "3.12"), re.M
    )
    found = {tuple(file.name.split("-")[:2]) for file in tmp_path.iterdir()}
    names = {(re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in found}
    assert {(re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in wanted} == names
    assert len(wanted) > 20
    assert any("win_amd64" in file.name for file in tmp_path.iterdir())
    assert not any("manylinux" in file.name for file in tmp_path.iterdir())


def test_marks_of_the_lock_are_decided_for_the_other_machine(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "# head\n"
        'colorama==0.4.6 ; sys_platform == "win32" \\\n    --hash=sha256:aa\n    # via click\n'
        'uvloop==1.0 ; sys_platform != "win32" \\\n    --hash=sha256:bb\n'
        "jinja2==3.1.6 \\\n    --hash=sha256:cc\n"
        'tomli==2.0 ; python_full_version < "3.12" \\\n    --hash=sha256:dd\n',
        encoding="utf-8",
    )
    names = {
        (platform, python): re.findall(r"^(\w+)==", wheels.lock_for(lock, platform, python), re.M)
        for platform in ("linux", "windows")
        for python in ("3.11", "3.12")
    }
    assert names == {
        ("linux", "3.11"): ["uvloop", "jinja2", "tomli"],
        ("linux", "3.12"): ["uvloop", "jinja2"],
        ("windows", "3.11"): ["colorama", "jinja2", "tomli"],
        ("windows", "3.12"): ["colorama", "jinja2"],
    }


@pytest.mark.parametrize("version", ["3.10", "2.7", "四", "3"])
def test_wheels_for_a_python_that_is_too_old_are_refused(version: str, tmp_path: Path) -> None:
    with pytest.raises(wheels.DownloadError, match="不是本项目可用的 Python 版本"):
        wheels.download("site", "linux", version, str(tmp_path), Console())


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 11, 1)])
@pytest.mark.parametrize("command", ENTRIES)
def test_python_too_old_is_told_in_one_line(
    command: str, version: tuple[int, int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(str(ROOT / "scripts" / command), run_name="__main__")
    told = str(caught.value.code)
    assert "\n" not in told
    assert "版本过低。改法：" in told


@pytest.mark.parametrize("name", ["python3.6", "python3.8", "python3.10"])
@pytest.mark.parametrize("command", ENTRIES)
def test_an_old_python_gets_the_message_and_no_traceback(name: str, command: str) -> None:
    old = shutil.which(name)
    if old is None or subprocess.run([old, "-c", ""], capture_output=True).returncode:
        pytest.skip(f"no {name} on this machine; the parse is checked in test_architecture")
    result = subprocess.run([old, str(Path(ROOT, "scripts", command))], capture_output=True, encoding="utf-8")
    assert result.returncode == 1
    assert len(result.stderr.splitlines()) == 1
    assert "版本过低" in result.stderr


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_python_without_venv_is_told_in_one_line(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else real(name))
    with pytest.raises(SystemExit):
        environment.enter("site")
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert f"缺少 {missing} 模块" in message
    assert "python3-venv" in message


def test_folder_of_wheels_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        environment.enter("site", "/没有/这个文件夹")
    assert "找不到安装包文件夹" in capsys.readouterr().err


def test_a_project_that_cannot_be_written_to_is_told_in_one_line(tmp_path: Path) -> None:
    folder = clone(tmp_path / "project")
    (folder / ".build").write_text("", encoding="utf-8")
    result = run(folder, "site.py", "check")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert f"建立运行环境失败：{folder / '.build'} 写不进去。改法：" in result.stderr


@pytest.mark.parametrize("inside", [True, False])
def test_environment_that_a_command_runs_in_is_never_taken_from_under_it(
    *, inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = tmp_path / "installed.json"
    stamp.write_text('{"site": "older"}', encoding="utf-8")
    ran: list[list[str]] = []
    monkeypatch.setattr(environment, "VENV", tmp_path)
    monkeypatch.setattr(environment, "_STAMP", stamp)
    monkeypatch.setattr(environment, "_is_inside", lambda: inside)
    monkeypatch.setattr(environment, "_run", lambda command, *_: ran.append(command) or tmp_path.mkdir(exist_ok=True))
    monkeypatch.setattr(environment, "_add_root_to_path", lambda: None)
    environment._install("site", None)
    assert stamp.is_file()
    assert ("venv" in ran[0]) is not inside
    assert "requirements.lock" in ran[-1][-1]


def test_chinese_is_printed_where_the_console_knows_none() -> None:
    code = "from scripts.setup.console import Console; Console().say('正在'); Console().fail('停')"
    variables = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True)
    assert (result.stdout.decode(), result.stderr.decode()) == ("正在\n", "停\n")


def test_start_files_are_there_and_speak_to_the_clerk() -> None:
    batch = Path(ROOT, "scripts/start.bat").read_bytes()
    assert b"\r\n" in batch
    assert b"\n" not in batch.replace(b"\r\n", b"")
    text = batch.decode()
    assert text.index("chcp 65001") < min(place for place, sign in enumerate(text) if ord(sign) > 127)
    assert "应用商店的占位程序" in text
    assert "没有找到 Python" in text
    assert 'pushd "%~dp0.."' in text, "blanks in the path, and a folder on a share"
    shell = subprocess.run(["sh", "-n", str(Path(ROOT, "scripts/start.sh"))], capture_output=True)
    assert shell.returncode == 0
    empty = subprocess.run(["/bin/sh", str(Path(ROOT, "scripts/start.sh"))], env={"PATH": ""}, capture_output=True)
    assert empty.returncode == 1
    assert "没有找到 Python" in empty.stderr.decode()


def test_set_up_stays_apart_from_what_a_program_reads(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["site.py", "import", "a.docx", "--json"])
    environment._tell("正在安装依赖")
    monkeypatch.setattr(sys, "argv", ["site.py"])
    environment._tell("正在建立运行环境")
    told = capsys.readouterr()
    assert (told.err, told.out) == ("正在安装依赖\n", "正在建立运行环境\n")


def test_locks_agree_on_what_they_share() -> None:
    pins = {
        group: dict(re.findall(r"^([a-z0-9-]+)==(\S+)", Path(ROOT, lock).read_text(encoding="utf-8"), re.M))
        for group, lock in environment.LOCKS.items()
    }
    for group in ("test", "bench", "scan", "county"):
        assert pins["site"].items() <= pins[group].items()
    shared = pins["test"].keys() & pins["bench"].keys()
    assert {name: pins["test"][name] for name in shared} == {name: pins["bench"][name] for name in shared}

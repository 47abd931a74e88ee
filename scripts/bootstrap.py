"""Makes the environment that everything else runs in, with the standard library alone.

This module, `commandline` and the entry points `site` and `test` parse under
Python 3.6, so that the message about a Python too old can appear.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from typing import Dict, List, NoReturn, Optional, TextIO

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
BUILD = os.path.join(ROOT, ".build")
LOG = os.path.join(BUILD, "setup.log")
NEEDED = (3, 11, 2)
LOCKS = {"site": "requirements.lock", "test": "requirements-test.lock", "bench": "requirements-bench.lock"}
_STAMP = os.path.join(VENV, "installed.json")
#: What pip says when it could not reach any index.
_UNREACHED = (
    "NewConnectionError",
    "ConnectionError",
    "No matching distribution",
    "Connection to",
    "ProxyError",
    "Network is unreachable",
    "Name or service not known",
    "ReadTimeoutError",
    "Max retries exceeded",
)


def say(text: str) -> None:
    """Print one line."""
    _write(sys.stdout, text)


def _say_aside(text: str) -> None:
    """Print one line on the set-up, apart from what a program is going to read."""
    _write(sys.stderr if "--json" in sys.argv else sys.stdout, text)


def stop(text: str) -> NoReturn:
    """End the command with one line on what is wrong and what to do."""
    _write(sys.stderr, text)
    sys.exit(1)


def _write(stream: TextIO, text: str) -> None:
    # A file name may hold bytes that are no text.
    text = text.encode("utf-8", "replace").decode("utf-8")
    try:
        text.encode(stream.encoding or "ascii")
        stream.write(text + "\n")
    except UnicodeEncodeError:
        # A console that knows no Chinese gets UTF-8, as most of them can show it all the same.
        stream.flush()
        stream.buffer.write((text + "\n").encode("utf-8"))
    stream.flush()


def enter(group: str, wheels: Optional[str] = None) -> None:
    """Go on inside `.venv` with the packages of a group, making it when it is not there.

    Returns only inside the environment; elsewhere the running command is
    started again there.

    Args:
        group: `site`, `test` for what the tests need besides, or `bench` for what searches are measured with.
        wheels: Folder of wheels to install from; by default `wheels/` where it is.
    """
    require_python(sys.version_info[:3])
    _require_modules()
    wheels = wheels or os.environ.get("YEARBOOK_WHEELS") or _default_wheels()
    if wheels and not os.path.isdir(wheels):
        stop("找不到安装包文件夹 {}。改法：核对 --wheels 后面的路径。".format(wheels))
    if not _is_installed(group):
        try:
            _install(group, wheels)
        except OSError as error:
            stop(
                "建立运行环境失败：{} 写不进去。改法：换一个能写项目文件夹的用户运行；"
                "或者检查磁盘空间，再运行一次。".format(error.filename or BUILD)
            )
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV):
        _restart()


def require_python(version: tuple) -> None:  # type: ignore[type-arg]
    """End with one line when Python is too old."""
    if tuple(version) < NEEDED:
        found = ".".join(str(part) for part in version)
        needed = ".".join(str(part) for part in NEEDED)
        stop("Python {} 版本过低。改法：安装 Python {} 或更高版本，再运行本命令。".format(found, needed))


def _require_modules() -> None:
    for name in ("venv", "ensurepip"):
        if importlib.util.find_spec(name) is None:
            stop(
                "这个 Python 缺少 {} 模块。改法：Debian、Ubuntu 运行 apt install python3-venv；"
                "其他系统重新安装完整的 Python。".format(name)
            )


def _default_wheels() -> Optional[str]:
    folder = os.path.join(ROOT, "wheels")
    return folder if os.path.isdir(folder) else None


def _wanted() -> Dict[str, str]:
    wanted = {"python": sys.version.split()[0], "root": ROOT}
    for group, lock in LOCKS.items():
        with open(os.path.join(ROOT, lock), "rb") as file:
            wanted[group] = hashlib.sha256(file.read()).hexdigest()
    return wanted


def _installed() -> Dict[str, str]:
    try:
        with open(_STAMP, encoding="utf-8") as file:
            return dict(json.load(file))
    except (OSError, ValueError):
        return {}


def _is_installed(group: str) -> bool:
    if os.path.realpath(sys.prefix) == os.path.realpath(VENV):
        # Already inside: the command was started by its own environment.
        return _installed().get(group) == _wanted()[group]
    have, want = _installed(), _wanted()
    return all(have.get(key) == want[key] for key in ("python", "root", "site", group))


def _install(group: str, wheels: Optional[str]) -> None:
    have, want = _installed(), _wanted()
    # The locks agree on what they share, so a group goes beside the others as long as none of them has changed.
    keep = "site" in have and all(want.get(key) == value for key, value in have.items())
    os.makedirs(BUILD, exist_ok=True)
    if not keep:
        _say_aside("正在建立运行环境 .venv ……")
        shutil.rmtree(VENV, ignore_errors=True)
        _run([sys.executable, "-m", "venv", VENV], "建立运行环境失败")
        have = {}
    _say_aside("正在安装依赖（{}）……".format(wheels or "联网，首次约需一分钟"))
    command = [
        python(),
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--no-input",
        "--disable-pip-version-check",
        "--retries",
        "2",
    ]
    if wheels:
        command += ["--no-index", "--find-links", os.path.abspath(wheels)]
    _run(command + ["-r", os.path.join(ROOT, LOCKS[group])], "安装依赖失败", wheels)
    _add_root_to_path()
    have.update({key: want[key] for key in ("python", "root", "site", group)})
    with open(_STAMP, "w", encoding="utf-8") as file:
        json.dump(have, file)


def python() -> str:
    """The interpreter of the environment."""
    return os.path.join(VENV, "Scripts", "python.exe") if os.name == "nt" else os.path.join(VENV, "bin", "python")


def _run(command: List[str], failure: str, wheels: Optional[str] = None) -> None:
    with open(LOG, "w", encoding="utf-8") as log:
        result = subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, env=_environment(), cwd=ROOT)
    if result.returncode == 0:
        return
    with open(LOG, encoding="utf-8", errors="replace") as log:
        output = log.read()
    if "DO NOT MATCH THE HASHES" in output:
        stop("{}：安装包的校验值与锁定文件不符。改法：删去 wheels 文件夹重新制作，或换一个软件源。".format(failure))
    if wheels and "No matching distribution" in output:
        stop(
            "{}：{} 里缺少适合本机（{}，Python {}）的安装包。改法：在有网络的机器上运行 "
            "python3 scripts/make_wheels.py，用 --platform 和 --python 写明本机的系统和版本。".format(
                failure, wheels, "Windows" if os.name == "nt" else "Linux", ".".join(map(str, sys.version_info[:2]))
            )
        )
    if any(sign in output for sign in _UNREACHED):
        stop(
            "{}：连不上软件源。改法：接通网络；没有网络的机器先在别处运行 "
            "python3 scripts/make_wheels.py，把得到的 wheels 文件夹拷到项目中。".format(failure)
        )
    stop("{}，经过见 {}。".format(failure, LOG))


def _add_root_to_path() -> None:
    # A .pth file, since an editable install fails under --require-hashes and without a network.
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    folder = subprocess.check_output([python(), "-c", code], env=_environment()).decode("utf-8").strip()
    with open(os.path.join(folder, "integrity_yearbook.pth"), "w", encoding="utf-8") as file:
        file.write(ROOT + "\n")


def _environment() -> Dict[str, str]:
    return dict(os.environ, PYTHONUTF8="1")


def _restart() -> NoReturn:
    command = [python()] + sys.argv
    if os.name == "nt":
        # There execv would return to the prompt while the command still runs.
        sys.exit(subprocess.call(command, env=_environment()))
    os.execve(command[0], command, _environment())

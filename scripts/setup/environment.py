"""Makes the environment that everything else runs in, with the standard library alone."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from scripts.setup.console import Console, stop
from scripts.setup.project import HERE, ROOT

VENV = ROOT / ".venv"
LOG = HERE.work / "setup.log"
LOCKS = {
    "site": "requirements.lock",
    "test": "requirements-test.lock",
    "bench": "requirements-bench.lock",
    "scan": "requirements-scan.lock",
    "county": "requirements-county.lock",
}
_STAMP = VENV / "installed.json"
_INSTALL = "--require-hashes --no-deps --only-binary :all: --no-input --disable-pip-version-check --retries 2"
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


def enter(group: str, wheels: str | None = None) -> None:
    """Go on inside `.venv` with the packages of a group, making it when it is not there.

    Returns only inside the environment; elsewhere the running command is
    started again there.

    Args:
        group: `site`, `test` for what the tests need besides, `bench` for what searches are measured with, `scan` for
            what reads scans, or `county` for what runs on several cores and machines.
        wheels: Folder of wheels to install from; by default `wheels/` where it is.
    """
    _require_modules()
    wheels = wheels or os.environ.get("YEARBOOK_WHEELS") or _default_wheels()
    if wheels and not Path(wheels).is_dir():
        stop(f"找不到安装包文件夹 {wheels}。改法：核对 --wheels 后面的路径。")
    if not _is_installed(group):
        try:
            _install(group, wheels)
        except OSError as error:
            stop(
                f"建立运行环境失败：{error.filename or HERE.work} 写不进去。改法：换一个能写项目文件夹的用户运行；"
                "或者检查磁盘空间，再运行一次。"
            )
    if not _is_inside():
        _restart()


def python() -> Path:
    """The interpreter of the environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _is_inside() -> bool:
    return os.path.realpath(sys.prefix) == os.path.realpath(VENV)


def _require_modules() -> None:
    for name in ("venv", "ensurepip"):
        if importlib.util.find_spec(name) is None:
            stop(
                f"这个 Python 缺少 {name} 模块。改法：Debian、Ubuntu 运行 apt install python3-venv；"
                "其他系统重新安装完整的 Python。"
            )


def _default_wheels() -> str | None:
    folder = ROOT / "wheels"
    return str(folder) if folder.is_dir() else None


def _wanted() -> dict[str, str]:
    digests = {group: hashlib.sha256((ROOT / lock).read_bytes()).hexdigest() for group, lock in LOCKS.items()}
    return {"python": sys.version.split()[0], "root": str(ROOT)} | digests


def _installed() -> dict[str, str]:
    try:
        return dict(json.loads(_STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _is_installed(group: str) -> bool:
    # Already inside: the command was started by its own environment.
    keys = (group,) if _is_inside() else ("python", "root", "site", group)
    have, want = _installed(), _wanted()
    return all(have.get(key) == want[key] for key in keys)


def _install(group: str, wheels: str | None) -> None:
    have, want = _installed(), _wanted()
    # The locks agree on what they share, so a group goes beside the others as long as none of them has changed.
    keep = "site" in have and all(want.get(key) == value for key, value in have.items())
    HERE.work.mkdir(parents=True, exist_ok=True)
    # What a command runs in cannot go from under it: newer packages go in beside the others.
    if not keep and not _is_inside():
        _tell("正在建立运行环境 .venv ……")
        shutil.rmtree(VENV, ignore_errors=True)
        _run([sys.executable, "-m", "venv", str(VENV)], "建立运行环境失败")
        have = {}
    _tell(f"正在安装依赖（{wheels or '联网，首次约需一分钟'}）……")
    source = ["--no-index", "--find-links", os.path.abspath(wheels)] if wheels else []  # noqa: PTH100 - `..` stays
    command = [str(python()), "-m", "pip", "install", *_INSTALL.split(), *source, "-r", str(ROOT / LOCKS[group])]
    _run(command, "安装依赖失败", wheels)
    _add_root_to_path()
    have.update({key: want[key] for key in ("python", "root", "site", group)})
    _STAMP.write_text(json.dumps(have), encoding="utf-8")


def _tell(text: str) -> None:
    """Print one line on the set-up, apart from what a program is going to read."""
    Console(quiet="--json" in sys.argv).say(text)


def _run(command: list[str], failure: str, wheels: str | None = None) -> None:
    with LOG.open("w", encoding="utf-8") as log:
        result = subprocess.run(
            command, stdout=log, stderr=subprocess.STDOUT, env=_environment(), cwd=ROOT, check=False
        )
    if result.returncode == 0:
        return
    output = LOG.read_text(encoding="utf-8", errors="replace")
    if "DO NOT MATCH THE HASHES" in output:
        stop(f"{failure}：安装包的校验值与锁定文件不符。改法：删去 wheels 文件夹重新制作，或换一个软件源。")
    if wheels and "No matching distribution" in output:
        system, version = "Windows" if os.name == "nt" else "Linux", ".".join(map(str, sys.version_info[:2]))
        stop(
            f"{failure}：{wheels} 里缺少适合本机（{system}，Python {version}）的安装包。改法：在有网络的机器上运行 "
            "python3 scripts/site.py make-wheels，用 --platform 和 --python 写明本机的系统和版本。"
        )
    if any(words in output for words in _UNREACHED):
        stop(
            f"{failure}：连不上软件源。改法：接通网络；没有网络的机器先在别处运行 "
            "python3 scripts/site.py make-wheels，把得到的 wheels 文件夹拷到项目中。"
        )
    stop(f"{failure}，经过见 {LOG}。")


def _add_root_to_path() -> None:
    # A .pth file, since an editable install fails under --require-hashes and without a network.
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    folder = subprocess.check_output([str(python()), "-c", code], env=_environment(), encoding="utf-8").strip()
    Path(folder, "integrity_yearbook.pth").write_text(f"{ROOT}\n", encoding="utf-8")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1"}


def _restart() -> NoReturn:
    command = [str(python()), *sys.argv]
    if os.name == "nt":
        # There execv would return to the prompt while the command still runs.
        sys.exit(subprocess.call(command, env=_environment()))
    os.execve(command[0], command, _environment())

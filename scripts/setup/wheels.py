"""Downloads the locked packages for a machine of another system or Python.

pip takes the marks of a requirement (`; sys_platform == "win32"`) from the
machine it runs on, whatever `--platform` says; so the marks are decided here,
for the machine that is meant, before pip sees them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.markers import Marker

from macros.errors import SiteError
from scripts.setup.console import Console
from scripts.setup.environment import LOCKS
from scripts.setup.project import ROOT

_PYTHON = re.compile(r"3\.(1[1-9]|[2-9]\d)")
_PLATFORMS = {
    "linux": (["manylinux2014_x86_64", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux1_x86_64"],
              {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"}),
    "windows": (["win_amd64"],
                {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"}),
}  # fmt: skip


class DownloadError(SiteError):
    """The wheels could not be had."""

    meaning = "安装包没有下载下来"
    remedy = "核对 `--python`，检查网络，再运行一次"


def download(group: str, platform: str, python: str, out: str, console: Console) -> None:
    """Fill a folder with the wheels of a lock file.

    Args:
        group: `site`, `test` or `scan`.
        platform: `linux` or `windows`, both on x86-64.
        python: Version of the other machine's Python, such as `3.11`.
        out: Folder; made when it is not there.
        console: Where to tell what is done.

    Raises:
        DownloadError: The version is not one the project runs on, or pip failed.
    """
    if not _PYTHON.fullmatch(python):
        raise DownloadError(f"“{python}”不是本项目可用的 Python 版本。改法：写 3.11 或更高，如 --python 3.12。")
    console.say(f"正在下载 {platform}、Python {python} 的安装包到 {out} ……")
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, "requirements.txt")
        lock.write_text(lock_for(Path(ROOT, LOCKS[group]), platform, python), encoding="utf-8")
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        command += ["--require-hashes", "--only-binary", ":all:", "--python-version", python, "--dest", out]
        command += [word for tag in _PLATFORMS[platform][0] for word in ("--platform", tag)]
        result = subprocess.run([*command, "-r", str(lock)], capture_output=True, text=True, encoding="utf-8")
    if result.returncode:
        told = [line for line in result.stderr.splitlines() if line.startswith("ERROR")] or ["（没有提示）"]
        raise DownloadError(f"下载失败，pip 的提示：{told[-1]} 改法：检查网络后再运行一次。")
    count = sum(1 for _ in Path(out).glob("*.whl"))
    console.say(f"完成：{out} 中有 {count} 个安装包。把这个文件夹拷到那台机器的项目中，名为 wheels。")


def lock_for(lock: Path, platform: str, python: str) -> str:
    """The requirements of a lock file that hold on another machine, without marks."""
    environment = dict(_PLATFORMS[platform][1])
    environment |= {"python_version": python, "python_full_version": f"{python}.0"}
    environment |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    kept = []
    for entry in re.split(r"\n(?=[A-Za-z0-9])", lock.read_text(encoding="utf-8")):
        first, _, hashes = entry.partition("\\\n")
        requirement, _, mark = first.partition(";")
        if "==" in requirement and (not mark or Marker(mark.strip()).evaluate(environment)):
            kept.append(f"{requirement.strip()} \\\n{hashes}")
    return "\n".join(kept)

"""Installs the programs and faces of the system that tests run with, where that is allowed."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from scripts.setup.console import say, stop
from scripts.setup.needs import FANDOL, NEEDS, NPM, SHELL, Need, forget_faces
from scripts.setup.project import HERE

#: What a person types who may do what this command may not.
COMMAND = "sudo python3 scripts/test.py --system-packages"
LOG = HERE.work / "system-packages.log"
_ASKED = HERE.work / "system-packages.asked"
_FACES = Path("/usr/local/share/fonts/fandol")
_IN_PACKAGE = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
_INSTALL = ("apt-get", "install", "-y", "-qq")


def may_install() -> bool:
    """Whether this is Debian, or a child of it, and we are root."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def find_missing() -> list[Need]:
    """What Debian has packages of and this machine has not."""
    return [need for need in NEEDS if need.packages and not need.is_there()]


def install_missing() -> None:
    """Install what is missing; what cannot be had is told, and the run goes on without it."""
    wanted = _find_wanted() if may_install() else []
    if not wanted:
        return
    say(f"正在安装测试用到的系统程序和字体：{name_all(wanted)}……")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    LOG.unlink(missing_ok=True)
    _run("apt-get", "update", "-qq")
    for need in wanted:
        if not need.is_there():
            _install(need)
    forget_faces()
    _ASKED.touch()
    if left := find_missing():
        say(f"注意：没有装成 {name_all(left)}，多半是没有网络；经过见 {LOG}。")


def run_alone() -> int:
    """Install what is missing and nothing else; 1 where something is still missing."""
    if not may_install():
        stop(f"不能安装系统程序：要在 Debian 上用 root 身份。改法：{advice()}")
    install_missing()
    if find_missing():
        return 1
    say("测试用到的系统程序和字体都有了。")
    return 0


def advice() -> str:
    """What a person types to get what is missing."""
    if shutil.which("apt-get"):
        return f"运行 {COMMAND}。"
    packages = "、".join(package for need in find_missing() for package in need.packages)
    return f"自行安装与 Debian 的 {packages} 相当的程序。" if packages else "接通网络，再运行一次。"


def name_all(needs: Iterable[Need]) -> str:
    """The names of what is needed, for a person."""
    return "、".join(need.name for need in needs)


def _find_wanted() -> list[Need]:
    """What is missing, and what only makes tests faster, which not every Debian has: for it alone nobody asks twice."""
    missing = find_missing()
    return missing if SHELL.is_there() or (_ASKED.exists() and not missing) else [SHELL, *missing]


def _install(need: Need) -> None:
    if need is FANDOL:
        _take_faces()
    elif need is NPM:
        # Without what npm would like to have beside it: compilers and half of Debian's Node packages.
        _run(*_INSTALL, "--no-install-recommends", *need.packages)
    else:
        _run(*_INSTALL, *need.packages)


def _take_faces() -> None:
    """Take the faces alone from their package, which holds all of Chinese TeX."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _run("apt-get", "-o", "APT::Sandbox::User=root", "download", "-qq", *FANDOL.packages, folder=folder)
        for package in folder.glob("*.deb"):
            _run("dpkg-deb", "-x", str(package), str(folder))
        _FACES.mkdir(parents=True, exist_ok=True)
        for face in (folder / _IN_PACKAGE).glob("Fandol[FHKS]*-*.otf"):
            shutil.copy(face, _FACES)
        _run("fc-cache")


def _run(*command: str, folder: Path | None = None) -> None:
    """Run a command of the system; what it says goes to a file, what it leaves undone is seen by what is missing."""
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    with LOG.open("ab") as log:
        subprocess.run(command, cwd=folder, env=variables, stdout=log, stderr=log)

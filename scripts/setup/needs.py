"""What some tests need and pip cannot bring: whether this machine has it, and which packages of Debian bring it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib.util import find_spec
from pathlib import Path

from scripts.setup.project import ROOT

#: Holds the tools that look at pages, scripts and style sheets.
WEB = ROOT / "tests/web"
_BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
#: The programs of a server stand where only root looks for them.
_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin"))


@dataclass(frozen=True)
class Need:
    """Something that some tests run with (测试所需).

    Attributes:
        name: What it is called, for a person.
        is_there: Tells whether this machine has it.
        packages: Those of Debian that bring it; none where it comes in another way.
    """

    name: str
    is_there: Callable[[], bool]
    packages: tuple[str, ...] = ()


def find_program(*names: str) -> str | None:
    """Where the first of some programs is that this machine has."""
    return next((place for place in (shutil.which(name, path=_PATH) for name in names) if place), None)


def find_browser() -> str | None:
    """The browser that is named in YEARBOOK_BROWSER, or one that is found."""
    return os.environ.get("YEARBOOK_BROWSER") or find_program(*_BROWSERS)


def has_web_tools() -> bool:
    """Whether npm has installed what looks at pages, scripts and style sheets."""
    return find_program("node") is not None and (WEB / "node_modules").is_dir()


def _has_program(name: str) -> bool:
    return find_program(name) is not None


def _has_office() -> bool:
    """Whether LibreOffice is there with what opens texts and sheets."""
    program = find_program("soffice", "libreoffice")
    return program is not None and all(
        Path(program).resolve().with_name(f"lib{part}lo.so").is_file() for part in ("sw", "sc")
    )


@cache
def _faces() -> str:
    lister = find_program("fc-list")
    return subprocess.run([lister], capture_output=True, encoding="utf-8").stdout if lister else ""


def _has_face(name: str) -> bool:
    return name in _faces()


def forget_faces() -> None:
    """Look again which faces there are."""
    _faces.cache_clear()


#: Debian leaves it out of its Python.
VENV = Need("venv 模块", lambda: find_spec("ensurepip") is not None, ("python3-venv",))
BROWSER = Need("浏览器", lambda: find_browser() is not None, ("chromium",))
SONG = Need("思源宋体", partial(_has_face, "Noto Serif CJK"), ("fonts-noto-cjk", "fontconfig"))
#: The free faces nearest to those that official papers are set in.
FANDOL = Need("Fandol 字体", partial(_has_face, "FandolFang"), ("texlive-lang-chinese",))
POPPLER = Need("poppler", partial(_has_program, "pdffonts"), ("poppler-utils",))
NGINX = Need("nginx", partial(_has_program, "nginx"), ("nginx-light",))
OFFICE = Need("LibreOffice", _has_office, ("libreoffice-writer-nogui", "libreoffice-calc-nogui"))
NPM = Need("npm", partial(_has_program, "npm"), ("nodejs", "npm"))
#: Locked for the tests; a machine that runs them by hand may lack it.
SCANS = Need("识别文字的部件", lambda: find_spec("rapidocr") is not None)
DASK = Need("在多个核上计算的部件", lambda: find_spec("distributed") is not None)
GROONGA = Need("groonga", partial(_has_program, "groonga"), ("groonga-bin",))
WEB_TOOLS = Need("检查网页用的工具", has_web_tools)

#: The same browser without a window opens a page in a quarter of the time.
SHELL = Need("不带窗口的浏览器", partial(_has_program, "chromium-headless-shell"), ("chromium-headless-shell",))

#: What tests are skipped without.
NEEDS = (VENV, BROWSER, SONG, FANDOL, POPPLER, NGINX, OFFICE, NPM, WEB_TOOLS, SCANS, DASK, GROONGA)

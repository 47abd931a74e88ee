"""Brings what tests run with besides packages of Python and of the system: a browser, tools that run under Node."""

from __future__ import annotations

import subprocess
import sys

from scripts.setup.console import say
from scripts.setup.needs import WEB, find_browser, find_program


def provide_browser() -> str | None:
    """The browser of this machine, or Playwright's own where the network allows it; None where it does not."""
    if found := find_browser():
        return found
    say("没有找到浏览器，正在尝试下载 Chromium……")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    except subprocess.TimeoutExpired:
        return None
    if result.returncode != 0:
        return None
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    return subprocess.check_output([sys.executable, "-c", code]).decode("utf-8").strip()


def provide_web_tools() -> None:
    """Install what looks at pages, scripts and style sheets, where npm is there and has not done so."""
    npm = find_program("npm")
    if npm is None or not _is_stale():
        return
    say("正在安装检查网页用的工具……")
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.call(command, cwd=WEB) != 0:
        say("注意：npm 没有装成，多半是没有网络。")


def _is_stale() -> bool:
    """Whether npm has not written what the lock file now asks for."""
    lock, done = WEB / "package-lock.json", WEB / "node_modules/.package-lock.json"
    return not done.exists() or done.stat().st_mtime < lock.stat().st_mtime

"""The steps of a test run: what tests need, then format, rules, types, tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from scripts.setup import environment
from scripts.setup.console import say, stop
from scripts.setup.parser import Parser
from scripts.setup.project import ROOT

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_WEB = ROOT / "tests/web"
_STEPS = (
    ("检查代码格式", ["-m", "ruff", "format", "--check", "--quiet", "."]),
    ("检查代码规则", ["-m", "ruff", "check", "--quiet", "."]),
    ("检查类型", ["-m", "mypy", "--no-error-summary"]),
)
#: A worker for each core, up to four, each with a browser of its own; a file's tests share what they set up.
_WHOLE_SUITE = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]


def make_parser() -> Parser:
    """The command's options; whatever else is given goes to pytest."""
    parser = Parser(
        prog="python3 scripts/test.py",
        description="准备测试所需的环境和浏览器，运行全部检查和测试。",
        epilog="其余参数交给 pytest，例如：python3 scripts/test.py tests/domain -x",
    )
    parser.add_argument("--wheels", metavar="文件夹", help="没有网络时，从这个文件夹安装依赖")
    parser.add_argument("--only-tests", action="store_true", help="不查格式、规则和类型，只运行测试")
    return parser


def main(arguments: list[str]) -> int:
    """Run all steps in order; the first that fails ends the run."""
    options, rest = make_parser().parse_known_args(arguments)
    environment.enter("test", options.wheels)
    variables = dict(os.environ)
    browser = _find_browser()
    if browser:
        variables["YEARBOOK_BROWSER"] = browser
        say(f"浏览器：{browser}")
    elif os.environ.get("CI"):
        stop("没有浏览器，持续集成中必须运行浏览器测试。改法：安装 chromium（Debian：apt install chromium）。")
    _install_web_checks()
    for title, arguments in [] if options.only_tests else _STEPS:
        say(f"正在{title}……")
        if subprocess.call([sys.executable, *arguments], cwd=ROOT) != 0:
            stop(f"{title}：未通过。")
    say("正在运行测试……")
    # Whoever names tests wants to see them one by one.
    tests = rest or _WHOLE_SUITE
    code = subprocess.call([sys.executable, "-m", "pytest", *tests], cwd=ROOT, env=variables)
    if not browser:
        say(
            "注意：没有找到浏览器，浏览器测试全部跳过。安装 Chromium（Debian：apt install chromium；"
            "Windows：Edge 或 Chrome 即可），或用环境变量 YEARBOOK_BROWSER 指明它的位置，再运行一次。"
        )
    return code


def _install_web_checks() -> None:
    """Install what looks at pages, scripts and style sheets; where that cannot be, those tests are skipped."""
    npm = shutil.which("npm")
    if not npm:
        why = "没有 npm（Debian：apt install nodejs npm）"
    elif not _is_stale():
        return
    else:
        say("正在安装检查网页用的工具……")
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        if subprocess.call(command, cwd=_WEB) == 0:
            return
        why = "npm 没有装成，多半是没有网络"
    if os.environ.get("CI"):
        stop(f"{why}，持续集成中必须检查网页。改法：装好 npm，接通网络，再运行一次。")
    say(f"注意：{why}，检查网页的几项测试跳过。")


def _is_stale() -> bool:
    """Whether npm has not written what the lock file now asks for."""
    lock, done = _WEB / "package-lock.json", _WEB / "node_modules/.package-lock.json"
    return not done.exists() or done.stat().st_mtime < lock.stat().st_mtime


def _find_browser() -> str | None:
    named = os.environ.get("YEARBOOK_BROWSER")
    if named:
        return named
    found = [path for path in (shutil.which(name) for name in _BROWSERS) if path]
    return found[0] if found else _installed_browser()


def _installed_browser() -> str | None:
    """Let Playwright fetch its Chromium where the network allows it; None where it does not."""
    say("没有找到浏览器，正在尝试安装 Chromium……")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        result = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    except subprocess.TimeoutExpired:
        return None
    if result.returncode != 0:
        return None
    code = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    return subprocess.check_output([sys.executable, "-c", code]).decode("utf-8").strip()

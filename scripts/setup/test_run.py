"""The steps of a test run: what tests need, then format, rules, types, tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from scripts.setup import environment, system_packages
from scripts.setup.console import say, stop
from scripts.setup.memory_folder import files_in_memory
from scripts.setup.needs import BROWSER, NEEDS
from scripts.setup.parser import Parser
from scripts.setup.project import ROOT
from scripts.setup.test_tools import provide_browser, provide_web_tools

_STEPS = (
    ("检查代码格式", ["-m", "ruff", "format", "--check", "--quiet", "."]),
    ("检查代码规则", ["-m", "ruff", "check", "--quiet", "."]),
    ("检查类型", ["-m", "mypy", "--no-error-summary"]),
)
#: So many workers at most, each with a browser of its own; a file's tests share what they set up.
_MOST_WORKERS = 4
#: A worker for each core: one more leaves no core idle while tests wait, and costs as much as that gains.
_WORKERS = ["-n", str(min(_MOST_WORKERS, os.cpu_count() or 1)), "--dist", "loadfile", "--no-loadscope-reorder"]
#: Where tests that were run before are kept compiled; what has changed since each worker compiles by itself.
_COMPILED = ROOT / "tests/__pycache__"
_LINES_NOTED = ["-p", "tests.helpers.line_coverage"]
_WHOLE_SUITE = [*_WORKERS, *_LINES_NOTED]
_QUICK = [*_WORKERS, "-m", "not slow and not needs", "--hypothesis-profile", "quick"]


def make_parser() -> Parser:
    """The command's options; whatever else is given goes to pytest."""
    parser = Parser(
        prog="python3 scripts/test.py",
        description="准备测试所需的一切，运行全部检查和测试。",
        epilog="其余参数交给 pytest，例如：python3 scripts/test.py tests/domain -x",
    )
    parser.add_argument("--wheels", metavar="文件夹", help="没有网络时，从这个文件夹安装依赖")
    parser.add_argument("--quick", action="store_true", help="只运行片刻就完的测试，改动之后用")
    parser.add_argument("--only-tests", action="store_true", help="不查格式、规则和类型，只运行测试")
    parser.add_argument(
        "--system-packages",
        action="store_true",
        help="只安装测试用到的浏览器、字体等系统程序，不运行测试；要用 root 身份",
    )
    return parser


def main(arguments: list[str]) -> int:
    """Run all steps in order; the first that fails ends the run."""
    options, rest = make_parser().parse_known_args(arguments)
    if options.system_packages:
        return system_packages.run_alone()
    if not options.quick:
        system_packages.install_missing()
    environment.enter("test", options.wheels)
    # What is compiled is kept, since tests start some hundred programs, each of which would compile it anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if not options.quick:
        _prepare()
    named = bool(rest) and not options.quick
    with _compiled_meanwhile(needed=not (named or options.quick or options.only_tests or _COMPILED.is_dir())):
        for title, command in [] if options.only_tests else _STEPS:
            say(f"正在{title}……")
            if subprocess.call([sys.executable, *command], cwd=ROOT) != 0:
                stop(f"{title}：未通过。")
    say("正在运行测试……")
    # Whoever names tests wants to see them one by one, and may look at what they leave.
    if named:
        return _run_tests(rest)
    with files_in_memory():
        return _run_tests([*(_QUICK if options.quick else _WHOLE_SUITE), *rest])


@contextmanager
def _compiled_meanwhile(*, needed: bool) -> Iterator[None]:
    """The other core compiles tests and program, which in a first run each worker would do for itself."""
    if not needed:
        yield
        return
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", *_LINES_NOTED]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as compiling:
        try:
            yield
        except BaseException:
            compiling.kill()
            raise


def _run_tests(arguments: list[str]) -> int:
    return subprocess.call([sys.executable, "-m", "pytest", *arguments], cwd=ROOT)


def _prepare() -> None:
    """Bring what tests need; in continuous integration nothing may be missing, elsewhere those tests are skipped."""
    if browser := provide_browser():
        os.environ["YEARBOOK_BROWSER"] = browser
    provide_web_tools()
    missing = [need for need in NEEDS if not need.is_there()]
    if not missing:
        return
    names = system_packages.name_all(missing)
    if os.environ.get("CI"):
        stop(f"没有{names}，持续集成中缺一不可。改法：{system_packages.advice()}")
    say(f"注意：没有{names}，用到的测试跳过。要补上，{system_packages.advice()}")
    if BROWSER in missing:
        say("已有别的浏览器的，用环境变量 YEARBOOK_BROWSER 写明它的位置。")

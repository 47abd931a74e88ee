"""Every error that a command can end with is explained in the handbook."""

from __future__ import annotations

import ast
import errno
import importlib
import os
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import macros
import scripts
from macros.errors import SiteError, cause_of
from scripts.setup.environment import ROOT

PAGE = Path(ROOT, "docs/handbook/errors.md")
HEAD = "## 各条命令的错误 { #kinds }\n"


def classes(root: type[SiteError] = SiteError) -> Iterator[type[SiteError]]:
    """Yield every class of error of the project, however deep."""
    for found in root.__subclasses__():
        if found.__module__.startswith(("macros.", "scripts.")):
            yield found
        yield from classes(found)


@pytest.fixture(scope="module", autouse=True)
def all_modules() -> None:
    for package in (macros, scripts):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)


def test_every_class_of_error_says_what_it_means_and_what_to_do() -> None:
    for found in classes():
        assert re.search("[一-鿿]", getattr(found, "meaning", "")), f"{found.__module__}.{found.__name__}: meaning"
        assert re.search("[一-鿿]", getattr(found, "remedy", "")), f"{found.__module__}.{found.__name__}: remedy"


def test_every_class_of_error_is_in_the_handbook(request: pytest.FixtureRequest) -> None:
    """The table is written by `--update-golden`."""
    own = sorted({(found.__module__, found.meaning, found.remedy) for found in classes() if "meaning" in vars(found)})
    rows = [f"| {meaning} | {remedy} |" for _, meaning, remedy in own]
    table = "\n".join(["| 情况 | 怎么办 |", "| --- | --- |", *rows])
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(HEAD)
    after = rest[rest.index("\n## ") :]
    expected = f"{before}{HEAD}\n提示本身写明是哪个文件、哪一处和改法；下面是各类提示的总的意思。\n\n{table}\n{after}"
    if request.config.getoption("--update-golden"):
        PAGE.write_text(expected, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOENT, "没有这个文件"),
        (errno.EACCES, "没有权限"),
        (errno.ENOSPC, "磁盘已满"),
        (errno.EISDIR, "是文件夹"),
    ],
)
def test_why_a_file_cannot_be_read_or_written_is_told_in_chinese(number: int, expected: str) -> None:
    assert expected in cause_of(OSError(number, os.strerror(number)))


def test_an_unusual_cause_is_told_in_the_words_of_the_system() -> None:
    assert cause_of(OSError(errno.EDOM, "Odd")) == "Odd"
    assert cause_of(OSError("without a number")) == "without a number"


def test_no_message_hands_on_the_words_of_the_system() -> None:
    files = [file for name in ("macros", "scripts") for file in Path(ROOT, name).rglob("*.py")]
    reading = re.compile(r"(?<!\bos)\.strerror\b")
    assert [file.name for file in files if reading.search(file.read_text(encoding="utf-8"))] == ["errors.py"]


def test_every_message_of_the_first_steps_is_in_the_handbook() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name in ("setup/environment", "site"):
        for message in messages(Path(ROOT, f"scripts/{name}.py")):
            said = max(re.split(r"\{[^{}]*\}|[，。：“”（]", message.partition("改法")[0]), key=len).strip()
            assert said in page, message


def messages(file: Path) -> Iterator[str]:
    """Yield what a module says when it ends a command."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "stop":
            words = [
                part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str)
            ]
            if words and re.search("[一-鿿]", words[0]):
                yield words[0]

"""Command lines that speak Chinese: argparse with its own words translated."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

from scripts.setup.console import write_line

_WORDS = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "optional arguments": "选项",
    "show this help message and exit": "显示这份说明",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "the following arguments are required: %s": "缺少参数：%s",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "expected one argument": "后面要写一个值",
    "expected at least one argument": "后面至少要写一个值",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)s 这一项，可写 %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)s 不是应有的写法",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "one of the arguments %s is required": "%s 要写其中一个",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 有歧义，可以是 %(matches)s",
    "%(prog)s: error: %(message)s\n": "%(message)s。用 %(prog)s --help 看用法。\n",
}
# argparse looks its words up by this name in its own module.
argparse._ = lambda text: _WORDS.get(text, text)  # type: ignore[attr-defined]


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are Chinese; an error is one line and exit code 2."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False, **options)

    def error(self, message: str) -> NoReturn:
        """Leave with the message alone, without the lines of usage."""
        self.exit(2, f"{message}。用 {self.prog} --help 看用法。\n")

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse itself fails on a console that knows no Chinese.
        if message and file:
            write_line(file, message.removesuffix("\n"))

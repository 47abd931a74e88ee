"""Command lines that speak Chinese: argparse with its own words translated."""

import argparse
import datetime
import os
from typing import Any, NoReturn

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
        self.exit(2, "{}。用 {} --help 看用法。\n".format(message, self.prog))


def add_day_option(parser: Parser) -> None:
    """Add `--as-of`, the day that counts as today."""
    parser.add_argument(
        "--as-of", type=_day, metavar="日期", help="以这一天为“今天”，如 2024-01-01；决定逾期、现行和提示"
    )


def take_day(options: argparse.Namespace) -> None:
    """Let the day that `--as-of` names reach every program that is started from here."""
    if options.as_of is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str((options.as_of - datetime.date(1970, 1, 1)).days * 86400)


def add_file_options(parser: Parser) -> None:
    """Add the options for files that reports and packs offer beside their pages."""
    parser.add_argument("--pdf", action="store_true", help="同时做出每份报告和学习资料包的 PDF，放在页面旁边供下载")
    parser.add_argument(
        "--docx", action="store_true", help="同时做出每份报告和学习资料包的 Word 文件，放在页面旁边供下载"
    )


def take_files(options: argparse.Namespace) -> None:
    """Let the kinds of files asked for reach every program that is started from here."""
    if options.pdf or options.docx:
        os.environ["YEARBOOK_FILES"] = " ".join(kind for kind in ("pdf", "docx") if getattr(options, kind))


def _day(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise argparse.ArgumentTypeError("“{}”不是日期，写成 2024-01-01 这样".format(text))


#: The papers of a year, as front matter names them; the first is meant where none is.
SERIES = ("年度总结", "年度任务安排", "半年报告", "述责述廉", "整改报告", "监督责任报告")


def add_paper_options(parser: Parser) -> None:
    """Add the options of a command that makes pages for some paper of some unit."""
    parser.add_argument(
        "--unit", default="", metavar="文件夹", help="单位在 docs/reports/ 下的文件夹；不写则是最上一层"
    )
    parser.add_argument("--series", default=SERIES[0], choices=SERIES, metavar="文种", help="文种，不写则是年度总结")
    parser.add_argument("--dry-run", action="store_true", help="只列出要新建的页面，不写文件")


def read_year(parser: Parser, text: str) -> int:
    """A year of four digits; anything else ends the command with one line."""
    if not text.isdecimal() or len(text) != 4:
        parser.error("“{}”不是年度，写成 2026 这样".format(text))
    return int(text)

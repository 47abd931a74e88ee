"""Options that several verbs share, read the same way in each."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from macros.domain.reports import Series
from macros.domain.yearbook import Yearbook
from scripts.intake.revisions import Verdict
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project


def add_changes_option(parser: Parser) -> None:
    """Add `--changes`, what becomes of the tracked changes of a Word file."""
    parser.add_argument(
        "--changes",
        choices=list(Verdict),
        metavar="修订",
        help="文中有修订的：accept 全部接受，reject 全部不接受；不写则要问",
    )


def add_site_options(parser: Parser) -> None:
    """Add what decides how a site is made: the day, the files it offers, where packages come from."""
    add_day_option(parser)
    add_file_options(parser)
    add_wheels_option(parser)


def add_wheels_option(parser: Parser) -> None:
    """Add `--wheels`, where packages come from without a network."""
    parser.add_argument("--wheels", metavar="文件夹", help="没有网络时，从这个文件夹安装依赖；默认用项目中的 wheels")


def add_day_option(parser: Parser) -> None:
    """Add `--as-of`, the day that counts as today."""
    parser.add_argument(
        "--as-of", type=day, metavar="日期", help="以这一天为“今天”，如 2024-01-01；决定逾期、现行和提示"
    )


def take_day(options: argparse.Namespace) -> None:
    """Let the day that `--as-of` names reach every program that is started from here."""
    if options.as_of is not None:
        os.environ["SOURCE_DATE_EPOCH"] = str((options.as_of - date(1970, 1, 1)).days * 86400)


def add_file_options(parser: Parser) -> None:
    """Add the options for files that reports and packs offer beside their pages."""
    parser.add_argument("--pdf", action="store_true", help="同时做出每份报告和学习资料包的 PDF，放在页面旁边供下载")
    parser.add_argument(
        "--docx", action="store_true", help="同时做出每份报告和学习资料包的 Word 文件，放在页面旁边供下载"
    )
    add_computed_option(parser)


def add_computed_option(parser: Parser) -> None:
    """Add `--computed`, what Word files hold beside a report's own words."""
    parser.add_argument(
        "--computed",
        action="store_true",
        help="Word 文件里的报告连同本站计算的提示行、说明和清单；不加时只有正文和脚注",
    )


def require_files_sense(parser: Parser, options: argparse.Namespace) -> None:
    """What Word files are to hold is said only where there are to be any."""
    if options.computed and not options.docx:
        parser.error("--computed 只与 --docx 一起写")


def with_files(options: argparse.Namespace, project: Project) -> Project:
    """The project, offering the kinds of files asked for."""
    kinds = tuple(kind for kind in ("pdf", "docx") if getattr(options, kind))
    return replace(project, files=kinds, computed=options.computed)


def write_files(site: Path, yearbook: Yearbook, project: Project, console: Console) -> None:
    """Write the files that pages offer; what makes them is loaded only where it is needed."""
    from scripts.paper.site_files import write_site_files

    write_site_files(site, yearbook, project, console)


def add_report_options(parser: Parser) -> None:
    """Add the options of a verb that makes pages for some paper of some unit."""
    add_unit_option(parser)
    series = list(Series)
    parser.add_argument("--series", default=series[0], choices=series, metavar="文种", help="文种，不写则是年度总结")
    parser.add_argument("--dry-run", action="store_true", help="只列出要新建的页面，不写文件")


def add_unit_option(parser: Parser, folder: str = "docs/reports/") -> None:
    """Add `--unit`, by the name of its folder."""
    parser.add_argument(
        "--unit", type=_folder, default="", metavar="文件夹", help=f"单位在 {folder} 下的文件夹；不写则是最上一层"
    )


def add_confirmation_options(parser: Parser) -> None:
    """Add what a verb that changes pages has: only to list what it would do, or not to ask."""
    parser.add_argument("--dry-run", action="store_true", help="只列出变化，不写文件")
    parser.add_argument("--yes", action="store_true", help="不再询问，直接写")


def day(text: str) -> date:
    """A day as an option gives it."""
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，写成 2024-01-01 这样") from None


def year(text: str) -> int:
    """A year as an option gives it."""
    if not text.isdecimal() or not 1949 <= int(text) <= 2199:
        raise argparse.ArgumentTypeError(f"“{text}”不是年度，写成 2023 这样")
    return int(text)


def count(text: str) -> int:
    """A number of things, at least one."""
    if not text.isdecimal() or not 1 <= int(text) <= 100_000:
        raise argparse.ArgumentTypeError(f"“{text}”不是个数，写 1 或更大的整数")
    return int(text)


def _folder(text: str) -> str:
    return text.strip("/")

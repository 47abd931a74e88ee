"""Brings facts of regulations in from a pack, or makes a pack for machines without a network."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

import argparse
import pathlib

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
用法规资料包更新法规信息：先列出新增的法规、版本，逐项的改动和受影响的条目，输入 yes 才写。
先在副本上更新并检查，有错误就整个不用。条文原文不动；本单位核对过的、自己加的都保留。
加 --make-pack 则从本站的页面做一个资料包，拷给没有网络的机器。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/update_regulations.py", description=_DESCRIPTION)
    parser.add_argument("file", nargs="?", type=pathlib.Path, metavar="资料包.zip", help="要用的法规资料包")
    parser.add_argument("--dry-run", action="store_true", help="只列出变化，不写文件")
    parser.add_argument("--yes", action="store_true", help="不再询问，直接写")
    parser.add_argument("--older", action="store_true", help="核对日期比本站早的资料包也用，本站的核对日期不变")
    parser.add_argument(
        "--only-regulations", action="store_true", help="只更新法规和版本，概念、规定动作、规范用语不动"
    )
    parser.add_argument("--make-pack", type=pathlib.Path, metavar="文件.zip", help="从本站的页面做一个资料包")
    parser.add_argument(
        "--regulation", action="append", default=[], metavar="标识", help="做资料包时只要这部法规，可以写几次"
    )
    return parser


def main() -> int:
    """Update from a pack, or make one."""
    parser = make_parser()
    options = parser.parse_args()
    check_together(parser, options)
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.pipeline import DOCS
    from scripts.register_pack.updating import Request, update_regulations

    try:
        if options.make_pack:
            make(options)
        else:
            update_regulations(
                DOCS,
                Request(options.file, options.dry_run, options.yes, options.older, options.only_regulations),
            )
    except SiteError as error:
        bootstrap.stop(str(error))
    except KeyboardInterrupt:
        bootstrap.stop("已停止，页面没有改动。")
    return 0


def check_together(parser: Parser, options: argparse.Namespace) -> None:
    """One of the two things is asked for, with its own options alone."""
    if (options.file is None) == (options.make_pack is None):
        parser.error("写资料包的文件名，或者用 --make-pack 做一个，只能选一样")
    updating = options.dry_run or options.yes or options.older or options.only_regulations
    if options.make_pack and updating:
        parser.error("--make-pack 只能与 --regulation 同用")
    if options.regulation and not options.make_pack:
        parser.error("--regulation 只能与 --make-pack 同用")


def make(options: argparse.Namespace) -> None:
    """Make a pack of the pages, and say what is in it."""
    from scripts.pipeline import DOCS
    from scripts.register_pack.archive import write_pack
    from scripts.register_pack.exporting import make_pack

    pack, left = make_pack(DOCS, options.regulation)
    for title in left:
        bootstrap.say("不导出条文原文，只导出版本信息：{}".format(title))
    if not write_pack(options.make_pack, pack):
        bootstrap.say("没有变化：{} 已是同样的内容。".format(options.make_pack))
        return
    bootstrap.say(
        "已做好 {}：{} 个页面，核对至{}。".format(
            options.make_pack, len(pack.pages), pack.manifest.checked_as_of.chinese
        )
    )


if __name__ == "__main__":
    sys.exit(main())

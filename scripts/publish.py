"""Publishes the site for certain readers to a folder, and takes care of what lies there."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

import argparse

from scripts import bootstrap
from scripts.commandline import Parser, add_file_options, take_files

_DESCRIPTION = """\
发布：检查内容，取出给一部分人看的页面和台账事项，生成站点，放到一个文件夹里。
读者看其中的 current；换新的一次完成，中途断电、磁盘写满，原来的站点都在。
每个阅读范围用自己的文件夹；放不了链接的地方（Windows 共享、U 盘）逐个文件换，先新后旧。
"""
_AUDIENCES = ("全体党员", "机关", "班子")


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/publish.py", description=_DESCRIPTION)
    parser.add_argument("dest", metavar="文件夹", help="发布到哪里；网站服务器或共享指向其中的 current")
    parser.add_argument(
        "--audience", choices=_AUDIENCES, metavar="阅读范围", help="班子、机关 或 全体党员；不写则与上一次相同"
    )
    parser.add_argument("--keep", type=_count, default=5, metavar="次数", help="连同现在的共留几次，默认 5")
    parser.add_argument("--copy", action="store_true", help="第一次发布时写：不用链接，逐个文件换")
    add_file_options(parser)
    step = parser.add_mutually_exclusive_group()
    step.add_argument("--dry-run", action="store_true", help="只说会有什么变动，不写文件")
    step.add_argument("--rollback", action="store_true", help="退回上一次发布")
    step.add_argument("--verify", action="store_true", help="对照清单，看那里的文件有没有缺少、改动、多出")
    step.add_argument("--withdraw", metavar="页面", help="撤下一页，如 reports/2023，以前的版本也删去")
    step.add_argument("--readmit", metavar="页面", help="取消撤下，下一次发布再有它")
    return parser


def main() -> int:
    """Do what was asked for; 1 where something is wrong."""
    options = make_parser().parse_args()
    take_files(options)
    bootstrap.enter("site")
    from pathlib import Path

    from macros.domain.reports import Audience
    from macros.errors import SiteError
    from scripts.pipeline import HERE
    from scripts.publishing import delivery, publishing, withdrawal

    folder = Path(options.dest)
    audience = Audience(options.audience) if options.audience else None
    try:
        if options.rollback:
            delivery.roll_back(folder)
        elif options.verify:
            return 0 if delivery.verify(folder) else 1
        elif options.withdraw:
            withdrawal.withdraw(HERE, folder, options.withdraw)
        elif options.readmit:
            withdrawal.readmit(folder, options.readmit)
        else:
            publishing.publish(HERE, folder, audience, keep=options.keep, copy=options.copy, dry_run=options.dry_run)
    except SiteError as error:
        bootstrap.stop(str(error))
    except KeyboardInterrupt:
        bootstrap.stop("已停止，站点仍是原来的。")
    return 0


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("“{}”不是次数，写 1 或更大的整数".format(text))
    return int(text)


if __name__ == "__main__":
    sys.exit(main())

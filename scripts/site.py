"""One command from a fresh clone to the site: set up, check, build, serve."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

import argparse

from scripts import bootstrap
from scripts.commandline import Parser, add_day_option, add_file_options, take_day, take_files

_DESCRIPTION = """\
建立运行环境，检查内容，生成站点，并在本机打开预览。

  serve   检查、生成并在本机预览，改动后自动更新（默认）
  build   检查、生成到 site/ 后结束；成功后才替换原来的站点
  check   只检查内容，列出全部错误
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/site.py", description=_DESCRIPTION)
    parser.add_argument(
        "command",
        nargs="?",
        choices=["serve", "build", "check"],
        default="serve",
        metavar="命令",
        help="serve、build 或 check",
    )
    add_day_option(parser)
    parser.add_argument("--port", type=_port, default=8000, metavar="端口", help="预览所用的端口，默认 8000")
    parser.add_argument("--open", action="store_true", help="站点就绪后打开浏览器")
    add_file_options(parser)
    parser.add_argument("--wheels", metavar="文件夹", help="没有网络时，从这个文件夹安装依赖；默认用项目中的 wheels")
    return parser


def main() -> int:
    """Read the command line, enter the environment, run the step that was asked for."""
    options = make_parser().parse_args()
    take_day(options)
    take_files(options)
    bootstrap.enter("site", options.wheels)
    from macros.errors import SiteError
    from scripts import pipeline, preview

    try:
        if options.command == "check":
            pipeline.check()
        elif options.command == "build":
            pipeline.build(pipeline.SITE)
        else:
            preview.serve(options.port, open_browser=options.open)
    except SiteError as error:
        bootstrap.stop(str(error))
    except KeyboardInterrupt:
        bootstrap.say("已停止。")
    return 0


def _port(text: str) -> int:
    if not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("“{}”不是端口，写 1 到 65535 之间的整数".format(text))
    return int(text)


if __name__ == "__main__":
    sys.exit(main())

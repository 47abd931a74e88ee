"""Makes the folder of wheels that a machine without internet installs from."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(
        prog="python3 scripts/make_wheels.py",
        description="在有网络的机器上下载全部依赖，供没有网络的机器安装。\n"
        "得到的文件夹拷到那台机器的项目中，名为 wheels，再运行 python3 scripts/site.py。",
    )
    parser.add_argument(
        "--platform",
        choices=["linux", "windows"],
        default="linux",
        metavar="系统",
        help="那台机器的系统：linux 或 windows（都是 64 位），默认 linux",
    )
    parser.add_argument(
        "--python",
        default="{}.{}".format(*sys.version_info[:2]),
        metavar="版本",
        help="那台机器的 Python 版本，如 3.11；默认与本机相同",
    )
    parser.add_argument(
        "--out", default=os.path.join(bootstrap.ROOT, "wheels"), metavar="文件夹", help="放到哪里，默认 wheels"
    )
    parser.add_argument("--with-tests", action="store_true", help="连同测试所需的依赖")
    return parser


def main() -> int:
    """Download what the lock file names for the machine that was asked for."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts import wheels

    try:
        wheels.download("test" if options.with_tests else "site", options.platform, options.python, options.out)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())

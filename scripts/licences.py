"""Lists the locked packages with the licences that they state."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(
        prog="python3 scripts/licences.py",
        description="列出锁定的全部依赖、版本和许可证；有没有写明许可证的，或者许可证不在认可之列的，逐个指出。",
    )
    parser.add_argument("--with-tests", action="store_true", help="连同测试所需的依赖")
    return parser


def main() -> int:
    """Print the table; 1 where a licence is missing or not one of those that are accepted."""
    options = make_parser().parse_args()
    group = "test" if options.with_tests else "site"
    bootstrap.enter(group)
    from macros.errors import SiteError
    from scripts import licence_list

    try:
        for line in licence_list.describe(group):
            bootstrap.say(line)
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Removes every page that is marked as a sample, and leaves a site that builds."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
清除示例：删去页首信息写着 sample: true 的页面，用到示例的对照页和学习资料包，以及只涉及示例的学习资料页。
先在副本上删一遍并检查内容，没有错误才动手；没有标明示例的总结、台账一概不删。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/clear_samples.py", description=_DESCRIPTION)
    parser.add_argument("--dry-run", action="store_true", help="只列出要删的页面，不删")
    parser.add_argument("--yes", action="store_true", help="不再询问，直接删")
    return parser


def main() -> int:
    """List the samples, ask, and remove them."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.pipeline import DOCS
    from scripts.samples import clear, plan_clearance

    try:
        plan = plan_clearance(DOCS)
        if not plan.removed:
            bootstrap.say("没有示例页面，什么都没有改动。")
            return 0
        for path, reason in sorted(plan.removed.items()):
            bootstrap.say("删去 docs/{}（{}）".format(path, reason))
        if options.dry_run:
            bootstrap.say("以上只是列出，没有改动。")
        elif options.yes or _agrees():
            clear(DOCS, plan)
            bootstrap.say("已删去 {} 个示例页面。".format(len(plan.removed)))
        else:
            bootstrap.say("没有输入 yes，什么都没有改动。")
    except SiteError as error:
        bootstrap.stop(str(error))
    return 0


def _agrees() -> bool:
    bootstrap.say("删去后不能恢复，输入 yes 继续：")
    return sys.stdin.readline().strip() == "yes"


if __name__ == "__main__":
    sys.exit(main())

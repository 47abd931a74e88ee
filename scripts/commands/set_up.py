"""Sets the site up for an office, in the place of the one that it was delivered with."""

from __future__ import annotations

import argparse

from macros.domain.paths import is_unit_folder
from macros.domain.reports import Audience
from scripts.commands.options import add_confirmation_options
from scripts.setup.console import Console
from scripts.setup.parser import Parser
from scripts.setup.project import Project

DESCRIPTION = """\
写明这是哪个单位的站点：单位名称、材料所在的文件夹、新材料的阅读范围，记在 mkdocs.yml 的 extra.office 里；
同时删去随站带来的另一单位的总结、台账、制度和示例，连同只为它们做的对照页、学习资料包。
先列出要删的页面，检查余下的内容，问过才动手；可以退回。
"""
STOPPED = "已停止，什么都没有改动。"


def add_options(parser: Parser) -> None:
    """Add what the office is called, where its papers go, and who may read them."""
    parser.add_argument("--unit", required=True, metavar="单位", help="单位名称，照文件上的写法，如 XX乡党委")
    parser.add_argument(
        "--folder", default="", metavar="文件夹", help="材料放在 docs/reports/ 下的哪个文件夹；不写则是最上一层"
    )
    parser.add_argument(
        "--audience", choices=list(Audience), default=Audience.LEADERS, metavar="范围",
        help=f"本单位新材料的阅读范围：{'、'.join(Audience)}；不写则是{Audience.LEADERS}",
    )  # fmt: skip
    add_confirmation_options(parser)


def require_sense(parser: Parser, options: argparse.Namespace) -> None:
    """A unit has a name, and its folder one that a page's address can hold."""
    options.unit, options.folder = options.unit.strip(), options.folder.strip("/")
    if not options.unit:
        parser.error("--unit 后面写单位名称，如 --unit XX乡党委")
    if not is_unit_folder(options.folder):
        parser.error(f"--folder 写的是“{options.folder}”，只用小写字母、数字和连字符，如 --folder dongzhen")


def run(options: argparse.Namespace, project: Project, console: Console) -> None:
    """List what goes and what is set, ask, and do it."""
    from macros.corpus import Office
    from scripts.changes.office import plan_set_up
    from scripts.changes.telling import confirm_and_write

    office = Office(options.unit, options.folder, Audience(options.audience))
    plan = plan_set_up(project.docs, office)
    for line in plan.describe():
        console.say(line)
    place = f"docs/reports/{office.folder}".rstrip("/")
    console.say(f"单位：{office.unit}；材料放在 {place}；新材料的阅读范围：{office.audience}")
    if not plan.changes:
        console.say("已经是这样，什么都没有改动。")
        return
    question = "照上面建站，输入 yes 继续："
    if confirm_and_write(project, plan.changes, console, question=question, dry_run=options.dry_run, yes=options.yes):
        console.say(f"已建站，删去 {len(plan.removed)} 个页面。下一步：导入本单位的材料。")

"""Checks the content and tells every remark on the words of its pages."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
发布前的校对。先检查全部内容：有错误的（密级标志、个人号码等也在内）列出后以失败结束。
再列出总结、台账、本地制度里值得人看一看的地方，和最近一份总结里与上一年逐字相同的段落；
这些只是提示，不改页面，也不影响发布。
核过可留的文字，列入那一页页首信息的 allowed，就不再提示。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/check_content.py", description=_DESCRIPTION)
    parser.add_argument(
        "pages", nargs="*", metavar="页面", help="只列这些页面的提示，如 docs/reports/2023.md；不写则全部"
    )
    return parser


def main() -> int:
    """Check everything, then proofread the pages that were asked for."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.errors import SiteError
    from scripts.content_checks import check_corpus, describe_mixture, find_carried_over, find_path, find_remarks
    from scripts.pipeline import DOCS

    try:
        corpus = check_corpus(DOCS)
        paths = [find_path(name, DOCS, corpus) for name in options.pages]
        remarks = list(find_remarks(corpus, paths)) + list(find_carried_over(corpus, paths))
    except SiteError as error:
        bootstrap.stop(str(error))
    for remark in remarks:
        bootstrap.say("提示：{}".format(remark))
    mixture = describe_mixture(corpus.yearbook)
    if mixture:
        bootstrap.say("注意：{}".format(mixture))
    bootstrap.say("没有错误，提示 {} 处。".format(len(remarks)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

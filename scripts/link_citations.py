"""Writes a link for every citation in the reports, to the edition in force at their date."""

import os
import sys

if __name__ == "__main__":
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

from scripts import bootstrap
from scripts.commandline import Parser

_DESCRIPTION = """\
找出报告里引用的法规、概念和本地制度，写成链接，指到报告日期有效的版本。
每个条款在一个条目里只链接第一次出现；再运行一次不会有变化。
链接后紧跟 { .fixed } 的，由人指定，本命令不动。没有着落的引用连同原因列在最后。
"""


def make_parser() -> Parser:
    """The command's options."""
    parser = Parser(prog="python3 scripts/link_citations.py", description=_DESCRIPTION)
    parser.add_argument("pages", nargs="*", metavar="页面", help="报告的文件，如 docs/reports/2023.md；不写则全部")
    parser.add_argument("--check", action="store_true", help="只检查，不改文件；有缺少或不对的链接时以失败结束")
    return parser


def main() -> int:
    """Link, or check, the pages that were asked for."""
    options = make_parser().parse_args()
    bootstrap.enter("site")
    from macros.corpus import load_yearbook
    from macros.errors import ContentErrors, SiteError
    from scripts.citation_pages import find_wrong_links, link_pages, write_page
    from scripts.pipeline import DOCS

    try:
        pages = list(link_pages(DOCS, load_yearbook(DOCS), options.pages))
        errors = [error for page in pages for error in find_wrong_links(page)]
        changed = 0 if options.check else sum(write_page(DOCS, page) for page in pages)
        for page in pages:
            for found in page.linked.unresolved:
                place = "docs/{}:{}".format(page.report.path, found.line)
                bootstrap.say("没有着落：{}：{}（{}）".format(place, found.text, found.reason))
        if options.check and errors:
            raise ContentErrors(errors)
    except SiteError as error:
        bootstrap.stop(str(error))
    unresolved = sum(len(page.linked.unresolved) for page in pages)
    done = "检查" if options.check else "改写"
    bootstrap.say(
        "查看 {} 份报告，{} {} 份，没有着落的引用 {} 处。".format(
            len(pages), done, len(pages) if options.check else changed, unresolved
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What can be wrong with a built site, with the words that an office reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from macros.errors import SiteError
from macros.findings import Finding, Kind, shown


class FaultKind(Kind):
    """What can be wrong with a built page (生成后的问题); the field of such a finding is the element."""

    LANGUAGE = ("页面没有写明语言是中文", "mkdocs.yml 的 theme 下写 language: zh")
    TITLE = ("页面没有标题，或不止一个", "在页面第一行写一个一级标题")
    LINK_FILE = ("链接指向的页面或文件不存在", "检查路径；页面和文件放在 docs 里")
    LINK_ANCHOR = ("链接指向的位置不存在", "检查 # 后的标识是否在那一页上")
    LINK_EMPTY = ("链接没有文字", "写上链接的文字，或者删去这个链接")
    LINK_SCHEME = ("链接的地址不允许", "只用相对路径，或以 https:// 开头的地址")
    FILE_MISSING = ("页面要用的文件不存在", "检查路径；图片和文件放在 docs 里")
    IMAGE_TEXT = ("图片没有说明文字", "在 ![ ] 的方括号里写明图上是什么")
    OTHER_HOST = ("要从别的网站取文件", "把文件放进 docs，改用相对路径")
    ID_REPEATED = ("标识重复", "一页之内每个标识只用一次")
    UNREACHED = ("从首页走不到这一页", "在本栏目的首页或别的页面上加一个链接")
    UNRENDERED = ("宏没有运行，原样显示在页面上", "在页首信息里写 render_macros: true；只是举例的，放进反引号")
    POLICY = (
        "页面开头没有内容安全策略，或与规定的不同",
        "模板 main.html 的 site_meta 里，先引入 partials/yb-policy.html；"
        "内容与 scripts/build/after_build/policy.py 一致",
    )
    SCRIPT = (
        "页面里直接写了脚本，浏览器不会运行它",
        "页面里不写脚本；换过主题版本的，由维护人把新带进来的脚本移到文件里",
    )
    HANDLER = ("页面里有事件属性，浏览器不会运行它", "删去这个属性")
    STYLE = ("页面里直接写了样式，浏览器不会采用", "删去它，改用样式表里的类")
    ELEMENT = ("有不允许使用的元素", "删去它；要引用别处内容的，写一个链接")

    @property
    def code(self) -> str:
        """Apart from that of the same fault in a page as it is written."""
        return f"built-{super().code}"

    def tell(self, finding: Finding) -> str:
        """The line that the office reads, with the element as it stands in the page."""
        element = finding.field and f"<{finding.field}>"
        return super().tell(replace(finding, field=element, found=finding.found and shown(finding.found)))


class SiteFaults(SiteError):
    """All faults of one site; what a template repeats on every page is told once."""

    meaning = "生成的站点没有通过检查，逐处列出；原来的站点没有改动"
    remedy = "照[生成以后的检查](#after-build)逐处改好，再运行一次"

    def __init__(self, faults: Iterable[Finding]) -> None:
        self.faults = sorted(faults, key=lambda fault: (fault.kind.name, fault.field, fault.found, fault.file))
        alike = groupby(self.faults, key=lambda fault: (fault.kind, fault.field, fault.found))
        lines = [_tell(*group) for _, group in alike]
        head = "生成的站点没有通过检查，原来的站点没有改动。"
        super().__init__("\n".join([head, *lines, f"共 {len(self.faults)} 处问题。"]))


def _tell(first: Finding, *others: Finding) -> str:
    return str(replace(first, detail=f"另有 {len(others)} 处同样") if others else first)

"""What ends a command, and what can be wrong with a page, with the words that an office reads."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import ClassVar

from macros.findings import Finding, Kind


class SiteError(Exception):
    """Root of the project's own errors; its text is Chinese and complete.

    Attributes:
        meaning: What an error of this class means, for the handbook: one Chinese sentence without a full stop.
        remedy: What the reader is to do, likewise.
    """

    meaning: ClassVar[str]
    remedy: ClassVar[str]


_CAUSES = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EACCES: "没有权限，或者正被别的程序使用",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EFBIG: "文件太大，磁盘的格式放不下",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序使用",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ENOTDIR: "路径中间有一段是文件，不是文件夹",
    errno.EEXIST: "同名的已经有了",
    errno.ENOTEMPTY: "文件夹不是空的",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EINVAL: "文件名里有不能用的字",
}


def cause_of(error: OSError) -> str:
    """Why a file cannot be read or written, in Chinese; in the system's own words where it is none of the usual."""
    return _CAUSES.get(error.errno or 0) or error.strerror or str(error)


class ErrorKind(Kind):
    """What can be wrong with a page (内容错误)."""

    NOT_UTF8 = ("文件不是 UTF-8 编码", "用记事本打开，另存为时编码选 UTF-8")
    UNREADABLE = ("文件读不出来", "检查文件权限，或看它是否被别的程序占用")
    FRONT_MATTER_MISSING = ("缺少页首信息", "在文件第一行写 ---，写完各字段后再用一行 --- 结束")
    YAML_SYNTAX = (
        "页首信息的写法有误",
        "冒号、逗号用半角，冒号后空一格，引号成对，缩进只用空格；值里有逗号或冒号的加半角引号",
    )
    FIELD_MISSING = ("缺少必填字段", "在页首信息里补上这个字段")
    FIELD_UNKNOWN = ("不认识的字段", "改正字段名，或删去这一行")
    FIELD_REPEATED = ("字段写了两次", "只留一处")
    FIELD_TYPE = ("字段的值类型不对", "按应有的类型改写")
    FIELD_VALUE = ("字段的值不对", "按应有的写法改正")
    MACROS_ON_DATA_PAGE = (
        "数据页不得运行宏",
        "删去 render_macros 这一行；汇总请写在另外的页面，见手册“页面上可以用的宏”",
    )
    SYMLINK = ("docs 里不用符号链接", "把文件或文件夹本身放进来")
    PAGE_ENDING = ("页面的文件名要以小写的 .md 结尾", "改名")
    CONTROL_CHARACTER = ("有不可见的控制字符", "删去这个字符；从 Word 复制的换行，改用普通换行")
    LINE_TOO_LONG = ("一行或一段太长", "分成几段，段与段之间空一行")
    MISPLACED_PAGE = ("文件放错了位置", "按手册“页面怎么写”一节的规则移动或改名")
    TITLE_MISSING = ("缺少一级标题或其标识", "在页首信息之后写：# 标题 { #标识 }")
    TITLE_ID = ("一级标题的标识与文件路径不符", "按文件路径改写标识")
    HEADING_ID_MISSING = ("标题缺少标识", "在标题行末写 { #标识 }，标识在本页内唯一")
    HEADING_ID_REPEATED = ("标识重复", "改用没有用过的标识；已发布的标识不要改动")
    HEADING_ID_FORM = ("标识的写法不对", "按应有的写法改正")
    PART_KIND = ("部分的类别不对", "在二级标题末写 .work .problem .cause .measure .other 之一")
    ITEM_OUTSIDE_PART = ("条目不在任何部分之下", "先写所属部分的二级标题")
    ATTRIBUTE_LIST = ("花括号里只能写 #标识 和 .类别", "删去其他内容；链接后的花括号紧跟右括号，不留空格")
    HEADING_FORM = ("像标题而不是标题", "标题用半角 # 开头，# 后空一格；不是标题的，在 # 前加反斜杠")
    LINK_FORM = ("像链接而不是链接", "链接的方括号、圆括号都用半角，中间不留空格")
    LINK_SCHEME = ("链接的地址不允许", "只用相对路径，或以 https:// 开头的地址")
    LINK_TARGET = ("链接指向的页面不存在", "检查路径；路径从本文件所在文件夹算起")
    LINK_ANCHOR = ("链接指向的位置不存在", "检查 # 后的标识是否在那一页上")
    LINK_FILE = ("链接的图片或文件不存在", "检查路径；图片和文件放在 docs 里")
    MACRO_NAME = ("没有这个宏", "按手册“页面上可以用的宏”改正名称")
    MACRO_CALL = ("宏的写法不对", "名称后写一对半角括号，前后各两个半角花括号，写在同一行，例子见手册")
    MACRO_VALUE = ("宏里写的年度、单位、法规等没有", "改成提示里列出的一个，或者去掉这个值，取最近的")
    ITEM_REFERENCE = ("引用的条目不存在", "检查写法（如 2023#p2）和该年度的页面")
    ENTRY_REFERENCE = ("引用的台账事项不存在", "检查事项编号和该年度的台账")
    EARLIER_REFERENCE = (
        "引用的应当在前面",
        "repeats 写往年的、或同年另一项的编号，answers、continues 写以前报告的条目",
    )
    CONTINUATION = (
        "同样两个条目，一处写是一件事，一处写不是",
        "核对这两条，留下对的一处：改 continues，或者改台账的 repeats",
    )
    UNIT_NAME = ("同一文件夹里写了不同的单位", "一个文件夹只放一个单位；其他单位另用文件夹")
    DUPLICATE_REPORT = ("同一单位、年度、文种有两份文件", "只留一份，或改正其中一份的 unit、year、series")
    DUPLICATE_LEDGER = ("同一单位、年度有两份台账", "只留一份，或改正其中一份的 year")
    DUPLICATE_ID = ("编号重复", "改用没有用过的编号")
    PERIOD = ("年度、文件名和日期不一致", "改正 year、as_of 或文件名")
    SIGNING = (
        "拟稿、审核、签发的先后不对",
        "照办理的先后写，日期不倒退，同一份文字先拟稿、再审核、后签发；文字改过的，从改动以后的那一步重新记",
    )
    LEDGER_RECORD = ("办理记录前后矛盾", "核对日期、状态和销号一栏")
    EDITION_ORDER = ("版本的起止日期互相矛盾", "核对两个版本的施行日期和失效日期")
    EDITION_SUCCESSOR = ("后继版本不存在或不对应", "改正 superseded 里的 by，或补上那个版本的页面")
    ARTICLE_MAPPING = ("条文对照指向不存在的条", "核对 amended_from 里的条号")
    MAPPING_CONTRADICTION = ("条文对照前后矛盾", "核对 amended_from 里的这几行，只留与两个版本相符的")
    MAPPING_GAP = (
        "条文对照写为已复核，却有缺漏",
        "旧版每一条都写进 articles 或 dropped，articles 每一行都写 change；没有逐条核完的，写 reviewed: false",
    )
    BASIS = ("依据指向的法规、版本或条文不存在", "核对写法；先登记那部法规、那个版本或那一条")
    CITATION = (
        "引用没有链接，或链接不对",
        "运行 python3 scripts/site.py link 写入；要保留现在的链接，紧跟其后写 { .fixed }",
    )
    AUDIENCE = (
        "本页比它所用的内容阅读范围宽",
        "去掉这一处，或改本页的、那一处的 audience，使本页不比它宽",
    )
    CLASSIFIED = (
        "有密级标志，涉密内容不得发布",
        "停止发布，按保密规定处理；确实不是密级标志的，把这处文字列入页首信息的 allowed",
    )
    PRIVATE_NUMBER = (
        "写有个人号码",
        "删去，或以 * 代替中间几位；核过可以公开的，把这处文字列入页首信息的 allowed",
    )
    PACK_MACRO = (
        "学习资料包要有页首信息的 pack，也要有一处 study_pack()",
        "放在 docs/study/ 里（不用 index.md），页首信息写 pack，正文写一次 study_pack()，例子见手册“学习资料包”",
    )
    PACK_EMPTY = (
        "学习资料包里没有可印的内容",
        "在 include 里列出年度、条目或法规；已经列出的，核对 kinds 和那一份的内容",
    )
    PACK_MATERIAL = ("学习资料包列入的材料不存在", "改成已有的一个，或者删去这一项")
    PACK_CHAIN = ("追溯的不是问题条目", "chain 写问题条目，如 2023#p2；别的条目写在 items 里")
    PACK_TABLE = ("学习资料包里不能放这个表", "改成提示里列出的一个，写法与宏相同")
    WRONG_EDITION = ("链接的版本不是当时有效的版本", "改链到应有的版本；确需保留的，在链接后写 { .fixed }")


class ContentErrors(SiteError):
    """All faults of one run, in the order of file and line."""

    meaning = "页面内容或者设置有错误，逐处列出文件、行号和改法；没有生成，也没有写入"
    remedy = "照[内容的错误](#content)、[设置的错误](#settings)逐处改好，再运行一次"

    def __init__(self, errors: Iterable[Finding]) -> None:
        self.errors = sorted(errors, key=lambda error: (error.file, error.line, error.column, error.kind.name))
        lines = [str(error) for error in self.errors]
        super().__init__("\n".join([*lines, f"共 {len(lines)} 处错误。"]))

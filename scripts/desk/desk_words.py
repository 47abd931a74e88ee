"""What is wrong and what to do, in the words of who has no files and no command line before him."""

from __future__ import annotations

import re

from macros.errors import ErrorKind
from macros.findings import Finding, Kind
from macros.proofing.remarks import RemarkKind

_OPTIONS = re.compile(r"（--[a-z][^）]*）")
#: What a clerk is to do, in place of words about fields, ids and how a page is written.
_REMEDIES: dict[Kind, str] = {
    ErrorKind.FIELD_UNKNOWN: "在原文里改正这一项的名称，或者删去这一行",
    ErrorKind.FIELD_REPEATED: "在原文里只留一处",
    ErrorKind.MACROS_ON_DATA_PAGE: "在原文里删去 render_macros 这一行",
    ErrorKind.LINE_TOO_LONG: "分成几段，另起一行写",
    ErrorKind.ITEM_OUTSIDE_PART: "先加一个部分，再把这一条移过去",
    ErrorKind.CONTROL_CHARACTER: "把这一段删去，另写一遍，或者先粘到记事本再粘过来",
    ErrorKind.HEADING_FORM: "把行首的 # 删去",
    ErrorKind.PART_KIND: "选这一部分的类别",
    ErrorKind.TITLE_MISSING: "写上标题",
    ErrorKind.ITEM_REFERENCE: "换成还在的一条，或者去掉",
    ErrorKind.BASIS: "核对写的是哪一条；还没有登记的，先在“法规”里登记",
    ErrorKind.EARLIER_REFERENCE: "改成往年的，或者同年另一项的",
    ErrorKind.CONTINUATION: "核对这两条，留下对的一处",
    ErrorKind.DUPLICATE_LEDGER: "只留一份，或者改正其中一份的年度",
    ErrorKind.DUPLICATE_REPORT: "核对单位、年度和文种；同样的一份已经有了",
    ErrorKind.UNIT_NAME: "写成与同一单位别的材料一样的名称",
    ErrorKind.PERIOD: "核对年度和截至",
    ErrorKind.EDITION_SUCCESSOR: "改正“失效”里写的后一版，或者补上那个版本的页面",
    ErrorKind.ARTICLE_MAPPING: "核对条文对照里的条号",
    ErrorKind.MAPPING_CONTRADICTION: "核对条文对照里的这几行，只留与两个版本相符的",
    ErrorKind.MAPPING_GAP: "旧版的每一条都写明成了哪一条或者删去了，每一行都写怎样改的；没有核完的，不写成核完",
    ErrorKind.WRONG_EDITION: "按“关联引用”，改链到当时有效的版本",
    ErrorKind.CITATION: "按“关联引用”",
    ErrorKind.AUDIENCE: "去掉这一处，或者改两页的阅读范围，使本页不比它宽",
    ErrorKind.CLASSIFIED: "停止发布，按保密规定处理；确实不是密级标志的，写进页首信息的“核过可以保留的文字”",
    ErrorKind.PRIVATE_NUMBER: "删去，或以 * 代替中间几位；核过可以公开的，写进页首信息的“核过可以保留的文字”",
    RemarkKind.PLACEHOLDER: "填上内容；有意保留的，在“校对”里写明理由留着",
    RemarkKind.CONCEPT_UNCLEAR: "说的是这个概念的，写明对象；说的是别的，不用改",
    ErrorKind.PACK_MACRO: "在“学习资料”里另编一份，这一页删去",
    ErrorKind.PACK_EMPTY: "在“学习资料”里放进材料；已经放进的，核对那一份有没有内容",
    ErrorKind.PACK_MATERIAL: "在“学习资料”里拿掉它，或者换成已有的",
    ErrorKind.PACK_CHAIN: "在“学习资料”里拿掉它，换成问题条目",
    ErrorKind.PACK_TABLE: "在“学习资料”里拿掉它",
}
_OF_FIELD: dict[Kind, str] = {
    ErrorKind.FIELD_MISSING: "还没有写",
    ErrorKind.FIELD_TYPE: "写得不对",
    ErrorKind.FIELD_VALUE: "写得不对",
}
#: And what is wrong, where its name speaks of how a page is written.
_WRONG = _OF_FIELD | {ErrorKind.PACK_MACRO: "不是一份完整的学习资料包"}
#: What all of a kind are called, where its name speaks of how a page is written.
_TITLES: dict[Kind, str] = {
    ErrorKind.FIELD_MISSING: "还没有写",
    ErrorKind.FIELD_TYPE: "写得不像应有的样子",
    ErrorKind.FIELD_VALUE: "写得不对",
    ErrorKind.PACK_MACRO: "不是一份完整的学习资料包",
}


def without_options(text: str) -> str:
    """The same without what stands in brackets for the command line alone: 另写一个文件夹（--folder）."""
    return _OPTIONS.sub("", text)


def tell_wrong(fault: Finding) -> str:
    """What is wrong and what is to be done, in a clerk's words, without its place."""
    clauses = [
        _WRONG.get(fault.kind, fault.kind.title),
        fault.found and f"写的是{fault.found}",
        fault.expected and f"应为{fault.expected}",
        fault.detail,
    ]
    told = "，".join(filter(None, clauses)) + "。"
    if fault.kind not in _OF_FIELD or fault.advice:
        told += f"改法：{remedy_of(fault)}。"
    return told


def title_of(kind: Kind) -> str:
    """What a kind of finding is called, over all that is found of it."""
    return _TITLES.get(kind, kind.title)


def remedy_of(fault: Finding) -> str:
    """What is to be done, in a clerk's words, without a full stop."""
    return fault.advice or _REMEDIES.get(fault.kind, fault.kind.remedy)

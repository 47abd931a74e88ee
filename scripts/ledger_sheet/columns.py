"""The columns of a ledger's sheet, and the headings by which offices call them."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Column(StrEnum):
    """What a column holds (栏目); the value is the heading that an exported sheet gives it."""

    ID = "编号"
    SERIAL = "序号"
    SOURCE = "问题来源"
    PROBLEM = "问题"
    PROBLEM_REF = "问题条目"
    CAUSES = "原因"
    REPEATS = "同一问题编号"
    NUMBER = "措施序号"
    MEASURE = "整改措施"
    ITEM = "措施条目"
    GOAL = "整改目标"
    KIND = "整改类型"
    LEADER = "责任领导"
    UNIT = "责任单位"
    OWNER = "责任人"
    DUE = "完成时限"
    NEXT_CHECK = "下次检查"
    HISTORY = "办理情况"
    STATUS = "状态"
    MARKS = "标记"
    EVIDENCE = "佐证材料"
    REQUESTED = "申请人"
    VERIFIED = "验收人"
    APPROVED = "批准人"
    CLOSED_ON = "销号日期"
    AUDIENCE = "阅读范围"
    REMARKS = "备注"


#: Other headings for the same; all of them are listed in the handbook.
VARIANTS: dict[Column, tuple[str, ...]] = {
    Column.ID: ("事项编号", "问题编号", "台账编号", "整改编号"),
    Column.SERIAL: ("项号",),
    Column.SOURCE: ("来源", "事项来源", "来源类别"),
    Column.PROBLEM: (
        "存在问题", "存在的问题", "具体问题", "反馈问题", "反馈的问题", "主要问题", "查摆问题", "整改问题",
        "问题表述", "问题描述", "问题内容", "问题清单", "整改事项",
    ),
    Column.PROBLEM_REF: ("对应问题条目",),
    Column.CAUSES: ("原因分析", "原因剖析", "问题原因", "产生原因", "原因条目"),
    Column.REPEATS: ("重复事项", "重复事项编号"),
    Column.NUMBER: ("措施编号",),
    Column.MEASURE: ("措施", "具体措施", "整改举措", "具体整改措施", "措施内容"),
    Column.ITEM: ("对应措施条目",),
    Column.GOAL: ("目标", "目标要求", "预期目标"),
    Column.KIND: ("类型", "措施类型", "整改类别", "时限类型"),
    Column.LEADER: ("牵头领导", "分管领导", "包抓领导", "领导"),
    Column.UNIT: ("牵头单位", "责任部门", "牵头部门", "责任科室", "单位", "部门"),
    Column.OWNER: ("责任人员", "具体责任人", "直接责任人", "整改责任人", "经办人"),
    Column.DUE: ("整改时限", "期限", "整改期限", "完成期限", "时限", "完成时间", "计划完成时间", "要求完成时间"),
    Column.NEXT_CHECK: ("下次检查日期", "下次检查时间"),
    Column.HISTORY: (
        "整改情况", "进展情况", "完成情况", "落实情况", "整改进展", "整改进展情况", "整改落实情况", "办理记录", "进展",
    ),
    Column.STATUS: ("办理状态", "整改状态", "是否销号", "是否已销号", "销号情况"),
    Column.EVIDENCE: ("佐证", "证明材料", "印证材料"),
    Column.REQUESTED: ("销号申请人",),
    Column.VERIFIED: ("销号验收人", "验收"),
    Column.APPROVED: ("审批人", "销号批准人", "销号审批人"),
    Column.CLOSED_ON: ("销号时间", "销号"),
    Column.REMARKS: ("说明",),
}  # fmt: skip

#: What stands on paper, in this order; the others follow to its right, for the way back.
PRINTED = (
    Column.ID, Column.SOURCE, Column.PROBLEM, Column.CAUSES, Column.MEASURE, Column.GOAL, Column.KIND, Column.LEADER,
    Column.UNIT, Column.OWNER, Column.DUE, Column.NEXT_CHECK, Column.HISTORY, Column.STATUS, Column.MARKS,
    Column.EVIDENCE, Column.VERIFIED, Column.APPROVED, Column.CLOSED_ON,
)  # fmt: skip
BESIDE = (Column.PROBLEM_REF, Column.REPEATS, Column.NUMBER, Column.ITEM, Column.REQUESTED, Column.AUDIENCE)
#: Those that say something of the whole entry, and are merged over its measures.
OF_ENTRY = frozenset(
    {Column.ID, Column.SERIAL, Column.SOURCE, Column.PROBLEM, Column.PROBLEM_REF, Column.CAUSES, Column.REPEATS,
     Column.AUDIENCE}
)  # fmt: skip
#: Those that are read and have no place on a page.
NOT_KEPT = frozenset({Column.SERIAL, Column.MARKS, Column.REMARKS})

_REMARK = re.compile(r"\([^()]*\)")
_SIGNS = re.compile(r"[\s\u200b:;,.、，。：*/·\-]+")


def fold_heading(text: str) -> str:
    """A heading without blanks, line ends, signs, remarks in brackets and full width."""
    plain = unicodedata.normalize("NFKC", text)
    return _SIGNS.sub("", _REMARK.sub("", plain)) or _SIGNS.sub("", plain)


_BY_HEADING = {fold_heading(name): column for column in Column for name in (column.value, *VARIANTS.get(column, ()))}


def find_column(*headings: str) -> Column | None:
    """The column that the first known one of some headings names."""
    return next((column for text in headings if (column := _BY_HEADING.get(fold_heading(text)))), None)

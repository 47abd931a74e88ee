"""The columns of a ledger as sheets and forms have them; what else heads them is known where they are read."""

from __future__ import annotations

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
    HELPERS = "配合单位"
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
    DONE_ON = "实际完成日期"
    AUDIENCE = "阅读范围"
    REMARKS = "备注"

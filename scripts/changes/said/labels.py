"""What an office calls the fields of front matter."""

from __future__ import annotations

import re

_PATH = re.compile(r"[a-z_]+(?:\[[0-9]+\]|\.[a-z_]+)*")
_STEP = re.compile(r"([a-z_]+)|\[([0-9]+)\]")
#: By the name of the field, or by that of the one that holds it and its own where it means something else there.
_LABELS = {
    "year": "年度",
    "unit": "单位",
    "person": "述责述廉人",
    "series": "文种",
    "period": "时段",
    "as_of": "截至",
    "signed_on": "成文日期",
    "audience": "阅读范围",
    "sample": "示例",
    "wording": "文字",
    "source": "来稿",
    "source.file": "来稿的文件",
    "entries.source": "来源",
    "usages.source": "出处",
    "file": "文件",
    "sha256": "",
    "indicators": "指标",
    "value": "数",
    "at": "写在",
    "qualifier": "约、超过等",
    "name": "名称",
    "answers": "回应往年的措施",
    "continues": "接着往年的",
    "letterhead": "版头、文号",
    "retired": "",
    "allowed": "核过可以保留的文字",
    "kept": "留着的文字",
    "kept.text": "文字",
    "put_off": "暂不提示的",
    "put_off.remark": "提示",
    "by_post": "谁定的",
    "checked.by_post": "谁核对的",
    "why": "理由",
    "due.why": "改期原因",
    "on": "日期",
    "entries": "事项",
    "entries.text": "问题",
    "problem": "报告里的问题",
    "causes": "报告里的原因",
    "repeats": "与往年同一问题",
    "measures": "措施",
    "measures.text": "措施",
    "measures.item": "报告里的措施",
    "measures.unit": "责任单位",
    "goal": "目标",
    "kind": "类别",
    "measures.kind": "整改类型",
    "leader": "责任领导",
    "helpers": "配合单位",
    "owner": "责任人",
    "due": "期限",
    "next_check": "下次检查",
    "history": "办理记录",
    "recorded_on": "记录日期",
    "status": "状态",
    "note": "说明",
    "evidence": "佐证",
    "closure": "验收",
    "closure.on": "验收日期",
    "requested": "申请人",
    "verified_by": "验收人",
    "approved_by": "批准人",
    "meanings": "表里的用语",
    "says": "说的是",
    "day": "哪一天",
    "meanings.says": "用语",
    "level": "哪一级的",
    "issuer": "制定单位",
    "known": "知道多少",
    "aliases": "别的叫法",
    "id": "",
    "concepts": "概念",
    "names": "名称",
    "context": "要同现的词",
    "common": "常见的说法",
    "not_with": "不与同现的词",
    "unless": "除外的说法",
    "basis": "依据",
    "also": "还有",
    "also.to": "条文",
    "to": "条文",
    "search_names": "检索用的名称",
    "verified": "已核",
    "checked": "本单位核对",
    "against": "对照的是",
    "duties": "规定动作",
    "per_year": "每年几次",
    "since": "从哪天起",
    "words": "报告里的说法",
    "usages": "规范用语",
    "wrong": "不规范的",
    "right": "规范的",
    "set_phrases": "常用提法",
    "text": "文字",
    "official_title": "题名",
    "form": "文种",
    "digest": "摘要核对",
    "copies": "核对份数",
    "number": "文号",
    "adopted": "审议批准",
    "issued": "印发",
    "published": "公开发布",
    "in_force": "施行",
    "superseded": "失效",
    "date": "日期",
    "by": "何人",
    "superseded.by": "被哪一版代替",
    "count": "条数",
    "structure": "编章",
    "repeals": "废止旧文",
    "areas": "涉及的方面",
    "sources": "出处",
    "amended_from": "条文对照",
    "edition": "版本",
    "reviewed": "逐条核对过",
    "articles": "条文",
    "old": "原来的条",
    "new": "现在的条",
    "change": "怎样改的",
    "similarity": "",
    "dropped": "删去的条",
    "added": "新增的条",
    "township": "对乡镇的适用",
    "binding": "适用",
    "corrections": "更正",
    "corrections.by": "谁更正的",
    "new_text": "换用新文本",
    "signed": "拟稿、审核、签发",
    "step": "办到哪一步",
    "post": "职务",
    "of": "",
    "article": "条",
    "what": "哪一项",
    "before": "原来写的",
    "after": "改成",
    "checked_as_of": "法规信息核对至",
    "render_macros": "",
    "pack": "",
    "held_on": "学习日期",
    "place": "地点",
    "host": "主持人",
    "include": "放进来的材料",
    "report": "整份材料",
    "item": "条目",
    "items": "条目",
    "chain": "问题的来龙去脉",
    "regulation": "法规",
    "changes": "法规最近一次修改",
    "table": "表",
    "kinds": "只要类别",
    "questions": "讨论题",
    "notes_lines": "学习笔记行数",
    "sign_in": "签到表行数",
    "minutes": "学习记录",
    "title": "标题",
}


def label_of(name: str, within: str = "") -> str | None:
    """What a field is called; empty where only programs read it, None where it is none that pages have.

    Args:
        name: The field.
        within: The field that holds it; empty for none.
    """
    return _LABELS.get(f"{within}.{name}", _LABELS.get(name))


def name_field(path: str) -> str:
    """A place in front matter in words: `indicators[2].value` is 指标第 3 行的数; what is no such place stays.

    Args:
        path: Fields and places in lists that lead there, as a finding has them.
    """
    if not _PATH.fullmatch(path):
        return path
    words: list[str] = []
    within = ""
    for name, number in _STEP.findall(path):
        if number:
            words[-1] += f"第 {int(number) + 1} 行"
        elif (label := label_of(name, within)) is None:
            return path
        else:
            words.append(label)
            within = name
    return "的".join(filter(None, words)) or path

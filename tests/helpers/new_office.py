"""The papers and the ledger of an office that has just got the site: seven papers by different hands, forty rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from scripts.bench.fuzzing.word_files import write_old
from scripts.paper.blocks import Paper, Para, TextRun
from scripts.paper.word.document import Tools, write_docx
from tests.helpers.ledger_files import Value, write_sheet
from tests.helpers.word_files import paragraph, table, word_file

UNIT = "XX县水务局党组"
OTHER = "XX县灌区管理所党支部"

_TEXT_2017 = f"""\
{UNIT}2017年度党风廉政建设责任制工作总结

　　2017年，局党组召开党组会议14次，研究党风廉政建设议题6个。去年开展廉政谈话30人次。
　　一、主要工作
　　（一）抓教育。先后开展警示教育4场，参加党员干部210余人次。
　　（二）抓监督。开展专项检查9次，发现问题17个，信访量、投诉量分别下降20%和35%。
　　二、存在问题
　　（一）学习抓得不紧。个别支部学习流于形式。
　　三、下步打算
　　（一）抓好学习。2018年计划开展集中学习12次。

{UNIT}
2018年1月9日
"""
_TEXT_2023 = """\
2023年度全面从严治党主体责任工作总结

今年以来，落实《中国共产党廉洁自律准则》，压实责任。
一、工作开展情况
1.压实责任。签订责任书42份，各站所开展谈话6次。
2.正风肃纪。查处违规行为3起，处理数十人，办结率从82%提高到100%。
二、存在的问题和不足
1.监督不够经常。
2.工程领域廉政风险防控还有薄弱环节。
三、原因分析
1.重业务、轻党建。
四、改进措施
1.加强日常监督。力争全年检查20次。
"""
_LINES_2018 = [
    f"{UNIT}关于2018年度落实党风廉政建设主体责任情况的报告",
    "县纪委：",
    "现将有关情况报告如下。",
    "一、履行主体责任情况",
    "（一）加强组织领导。召开党组会议16次，局党组书记与班子成员谈心谈话2轮。",
    "（二）加强工程监管。排查廉政风险点2万余个。",
    "二、存在的不足",
    "（一）制度执行不严。",
    "三、下一步工作安排",
    "（一）严格制度执行。",
    UNIT,
    "2018年12月25日",
]
_LINES_2022 = [
    f"{OTHER}2022年度落实全面从严治党主体责任情况报告",
    "一、工作情况",
    "（一）开展主题党日12次，讲党课4次。",
    "二、存在问题",
    "（一）党员教育形式单一。",
    "三、努力方向",
    "（一）丰富教育形式。",
    OTHER,
    "2023年1月5日",
]
_LINES_2020 = [
    f"{UNIT}2020年度党风廉政建设工作总结",
    "一、工作开展情况",
    "（一）扎实开展教育。组织廉政党课5次，受教育320人次。",
    "二、存在的主要问题",
    "（一）日常监督偏软。",
    "三、今后努力方向",
    "（一）强化日常监督。",
    UNIT,
    "2020年12月28日",
]
_LINES_2021 = [line.replace("2020年", "2021年").replace("5次", "7次").replace("320", "410") for line in _LINES_2020]
_SAVED_2019 = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>2019年总结_XX县水务局</title></head><body>
<div class="top">登录 | 注册</div><ul class="menu"><li><a href="/">首页</a></li><li><a href="/dt">工作动态</a></li></ul>
<div class="content"><div class="location">当前位置：首页 &gt; 党建</div>
<h1>XX县水务局党组2019年度党风廉政建设工作总结</h1><div class="info">来源：办公室
发布时间：2020-01-08 浏览次数：36</div>
<div id="zoom"><p>　　2019年，局党组认真履行责任。</p>
<p>　　一、工作情况</p><p>　　（一）严明纪律。召开警示教育会3次。</p>
<table><tr><th>项目</th><th>2018年</th><th>2019年</th></tr><tr><td>廉政谈话（人次）</td><td>31</td><td>45</td></tr></table>
<p>　　二、存在的问题</p><p>　　（一）压力传导不够。</p><p>　　三、下一步打算</p><p>　　（一）层层传导压力。</p></div>
<div class="tools"><a href="#">打印</a> <a href="#">关闭</a></div></div>
<div class="foot">版权所有 XX县水务局 备案号：X00000000</div></body></html>"""

#: A ledger as this office heads it, in two rows under its title.
_HEAD = [
    ("XX县水务局2023年问题整改台账", *[None] * 10),
    ("填表日期：2023年12月20日", *[None] * 10),
    ("序号", "反馈问题", "整改具体措施", "整改时限", "责任", None, None,
     "目前进展情况", "是否完成", "实际完成时间", "支撑材料"),
    (None, None, None, None, "领导", "单位", "责任人", None, None, None, None),
]  # fmt: skip
_MERGES = ["A1:K1", "A2:K2", *(f"{c}3:{c}4" for c in "ABCDHIJK"), "E3:G3"]
#: What the office types in 整改时限, 目前进展情况, 是否完成, 实际完成时间 and 支撑材料, in turn.
_WAYS: tuple[tuple[Value, ...], ...] = (
    ("2023年6月底前", "2023.5.10 已印发办法", "是", "2023.6.20", "办法1份"),
    ("2023.9.30", "正在推进", "否", "/", None),
    ("长期坚持", "2023年3月1日：已布置", "否", "—", None),
    ("2023-11-30", "2023-10-08 已组织检查", "是", "2023年11月", "检查记录"),
)
ROWS = 40


def write_papers(folder: Path) -> dict[str, Path]:
    """The papers, in folders as the office keeps them: its own, and those of the other unit."""
    own, other = folder / "历年总结", folder / "灌区管理所"
    files: Mapping[Path, bytes | None] = {
        own / "2017年总结.txt": _TEXT_2017.encode("gb18030"),
        own / "关于2018年的报告.docx": _word(_LINES_2018),
        own / "2019年总结.html": _SAVED_2019.encode(),
        own / "2020年总结.pdf": write_old(_typed(folder, _LINES_2020), "pdf"),
        own / "2021年总结.doc": write_old(_typed(folder, _LINES_2021)),
        own / "2023年终稿.txt": _TEXT_2023.encode(),
        other / "2022年报告.docx": _word(_LINES_2022, [["项目", "2022年"], ["走访农户（户）", "86"]]),
    }
    for file, content in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        assert content is not None, f"{file.name} could not be made"
        file.write_bytes(content)
    return {"own": own, "other": other}


def write_ledger(folder: Path) -> Path:
    """The ledger: forty problems, one measure each."""
    rows = [
        (n + 1, f"第{n + 1}个方面制度不健全", f"修订第{n + 1}项制度", *_people(*_WAYS[n % len(_WAYS)]))
        for n in range(ROWS)
    ]
    foot = ("填表人：", *[None] * 10)
    return write_sheet(folder / "2023年台账.xlsx", [*_HEAD, *rows, foot], _MERGES, name="Sheet1")


def _people(due: Value, *rest: Value) -> tuple[Value, ...]:
    return (due, "副局长", "办公室", "办公室主任", *rest)


def _word(lines: list[str], rows: list[list[str]] | None = None) -> bytes:
    return word_file("".join(map(paragraph, lines)) + (table(*rows) if rows else ""))


def _typed(folder: Path, lines: list[str]) -> bytes:
    """A Word file that other programs open too."""
    paper = Paper(lines[0], UNIT, "paper.html", tuple(Para((TextRun(line),)) for line in lines))
    return write_docx(paper, Tools(folder, lambda _: "", date(2023, 1, 1), lambda _: None))

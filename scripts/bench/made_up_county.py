"""A made-up county: so many units and years, with problems that many of them name, each in its own words."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from macros.page_text.headings import write_heading
from macros.page_text.splitting import join_page
from macros.page_text.title_ids import title_id

LAST_YEAR = 2025
#: How folders and names of units begin and end; no place is called so.
_FIRST = {"jia": "甲", "yi": "乙", "bing": "丙", "ding": "丁", "wu": "戊", "geng": "庚", "xin": "辛", "ren": "壬"}
_SECOND = {"dong": "东", "nan": "南", "xi": "西", "bei": "北"}
#: A problem as units write it, and what is done about it.
PROBLEMS = (
    (
        "学习教育不够深入",
        "个别支部学习流于形式，只读文件不讨论，学习笔记互相抄。",
        "每月检查学习笔记，领导干部带头讲课",
    ),
    ("村级财务公开不及时", "有的村财务公开栏半年没有更新，群众对支出明细有疑问。", "每季度公开村级财务，乡镇抽查"),
    ("监督执纪偏松偏软", "对苗头性问题谈话提醒少，处理多停留在批评教育。", "用好谈话提醒，典型问题通报"),
    ("惠民资金发放核查不细", "低保、补贴的入户核查不到位，出现过错发、漏发。", "惠民补贴逐户核查，名单上墙"),
    ("公车和办公用房管理不严", "公务用车登记不全，个别办公用房超过标准。", "公务用车逐次登记，清理办公用房"),
    ("工程项目招投标把关不严", "小额工程没有按规定比选，合同审查走过场。", "小额工程一律比选，合同由司法所审查"),
    ("干部担当作为不足", "遇到矛盾绕着走，等着上级明确才动手。", "列出任务清单，每月点评进度"),
    ("纪检干部业务能力不足", "专职人员少，办案程序不熟，谈话笔录质量不高。", "跟班学习，每季度业务测试"),
)
_WAYS = ("", "还存在", "部分村（社区）")
_MARKS = "一二三四五六七八九十"


def unit_names(count: int) -> list[tuple[str, str]]:
    """Folder and name of so many units, no more than there are."""
    pairs = [(a + b, f"{x}{y}乡党委") for a, x in _FIRST.items() for b, y in _SECOND.items()]
    return pairs[:count]


def write_county(docs: Path, count: int = 30, years: int = 10, ledgers: int = 3, seed: int = 7) -> list[str]:
    """Write the papers of a county beside the register that is there; give the folders of its units."""
    for folder, name in unit_names(count):
        chance = random.Random(f"{seed} {folder}")  # noqa: S311 - any texts will do
        chosen = chance.sample(range(len(PROBLEMS)), 3)
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1):
            if chance.random() < 0.1:
                continue
            if chance.random() < 0.4:
                chosen[chance.randrange(3)] = chance.choice([n for n in range(len(PROBLEMS)) if n not in chosen])
            _write(docs / f"reports/{folder}/{year}.md", _report(folder, name, year, chosen, chance))
            if year > LAST_YEAR - ledgers and chance.random() < 0.9:
                _write(docs / f"ledger/{folder}/{year}.md", _ledger(folder, name, year, chosen, chance))
    return [folder for folder, _ in unit_names(count)]


def _report(folder: str, name: str, year: int, chosen: list[int], chance: random.Random) -> str:
    front = [f"year: {year}", f"unit: {name}", "series: 年度总结", f"period: {year}", f"as_of: {year}-12-31"]
    front += ["audience: 全体党员", "sample: true", "indicators:"]
    front += [f"  - {{name: 廉政谈话, value: {chance.randint(12, 90)}, unit: 人次, at: w1}}"]
    front += [
        f"  - {{name: 警示教育, value: {chance.randint(2, 9)}, unit: {chance.choice(['场', '场', '次'])}, at: w1}}"
    ]
    lines = [write_heading(1, f"{year}年度工作总结", title_id("report", f"{folder}/{year}")), ""]
    lines += [write_heading(2, "一、工作情况", "work", ["work"]), "", write_heading(3, "（一）加强教育", "w1"), ""]
    lines += [f"{name}开展廉政谈话和警示教育，专题研究全面从严治党工作{chance.randint(1, 4)}次。", ""]
    lines += [write_heading(2, "二、存在问题", "problem", ["problem"]), ""]
    for number, place in enumerate(chosen):
        title, text, _ = PROBLEMS[place]
        heading = f"（{_MARKS[number]}）{chance.choice(_WAYS)}{title}"
        lines += [write_heading(3, heading, f"p{number + 1}"), "", f"{name[:3]}{text}", ""]
    lines += [write_heading(2, "三、下一步措施", "measure", ["measure"]), ""]
    for number, place in enumerate(chosen):
        lines += [write_heading(3, f"（{_MARKS[number]}）{PROBLEMS[place][2]}", f"m{number + 1}"), "", "逐项落实。", ""]
    return join_page(front, lines)


def _ledger(folder: str, name: str, year: int, chosen: list[int], chance: random.Random) -> str:
    front = [f"year: {year}", f"unit: {name}", "audience: 班子", "sample: true", "entries:"]
    for number, place in enumerate(chosen, 1):
        title, _, measure = PROBLEMS[place]
        front += [f"  - id: {year}-{number:02}", "    source: 自查", f"    text: {title}"]
        front += [f"    problem: {folder}/{year}#p{number}", "    measures:"]
        front += [f"      - item: {folder}/{year}#m{number}", f"        text: {measure}", "        kind: 限期整改"]
        front += ["        leader: 党委书记", "        owner: 组织委员", f"        due: [{{on: {year + 1}-06-30}}]"]
        front += ["        history:", *_history(year + 1, chance)]
    title = write_heading(1, f"{year}年整改台账", title_id("ledger", f"{folder}/{year}"))
    return join_page(front, [title, ""])


def _history(year: int, chance: random.Random) -> Iterator[str]:
    yield f"          - {{on: {year}-03-01, recorded_on: {year}-03-02, status: 整改中, note: 已布置}}"
    fate = chance.random()
    if fate < 0.6:
        proof = ", evidence: 验收记录" if fate < 0.5 else ""
        yield f"          - {{on: {year}-05-20, recorded_on: {year}-05-21, status: 已销号, note: 验收通过{proof}}}"
        yield f"        closure: {{requested: 组织委员, verified_by: 纪委书记, approved_by: 党委会, on: {year}-05-20}}"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")

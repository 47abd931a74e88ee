"""Each fault a clerk can make is told at its file and line, with what to do."""

from __future__ import annotations

import re
from inspect import Signature, signature
from pathlib import Path

import pytest

from macros.corpus import load_yearbook
from macros.corpus.macro_calls import IndicatorName, SeriesName, SummaryYear, UnitFolder
from macros.corpus.parsing import parse
from macros.errors import ContentErrors, ErrorKind
from tests.helpers.factories import (
    CONCEPTS,
    DUTIES,
    EDITION_2018,
    EDITION_2023,
    EDITION_STRUCK,
    LEDGER,
    LOCAL,
    REGULATION,
    REPORT,
    write_pages,
)

R, L = "reports/2023.md", "ledger/2023.md"
OLD, NEW, WORK = "regulations/shili/2018.md", "regulations/shili/2023.md", "regulations/shili/index.md"
TITLE = "# 2023年度总结 { #report-2023 }"
BODY = "问责不够有力。"


def compare_years(
    old: SummaryYear = None, new: SummaryYear = None, unit: UnitFolder = "", series: SeriesName = ""
) -> str:
    """A macro of which the check looks at what it takes."""
    return ""


def indicator_trend(name: IndicatorName = "", unit: UnitFolder = "") -> str:
    """Another one, which takes a name."""
    return ""


FREE = "# 手册\n\n`[码](a.md)`\n\n```\n[码](b.md)\n```\n\n[甲](none.md)"
MACROS = """\
---
render_macros: true
---

# 汇总 {{ #x }}

{}

{{% raw %}}{{{{ other() }}}}{{% endraw %}}
"""


def with_front(text: str, line: str) -> str:
    """The page with a line added at the end of its front matter."""
    return text.replace("\n---\n\n#", f"\n{line}\n---\n\n#", 1)


LATER = "reports/2024.md"


def paper_of_2024(line: str) -> str:
    """The paper of the year after, with a line added at the end of its front matter."""
    text = REPORT.replace("2023", "2024").replace("/2018.md#art-2", "/2023.md").replace("2018", "2023")
    return with_front(text, line)


def signed(*steps: str, of: str = "0" * 64) -> str:
    """The field of sign-off, each step as `拟稿 2024-01-05`."""
    rows = (f"  - {{step: {step}, post: 党建办, on: {on}, of: '{of}'}}" for step, on, *_ in map(str.split, steps))
    return "\n".join(["signed:", *rows])


def put_right(row: str) -> str:
    """The field of what was corrected in a paper, with one row."""
    return f"corrections:\n  - {{on: 2024-01-05, what: 问题（一）, {row}}}"


def corrected(row: str) -> str:
    """The regulation with something corrected in its tenth line."""
    return with_front(REGULATION, f"corrections:\n  - {{on: 2026-11-29, {row}}}")


USAGES = """\
---
usages:
  - {wrong: 政纪处分, right: 政务处分, verified: true}
  - {wrong: 台帐, right: 台账, verified: false, since: 2001-12-19}
---

# 规范用语 { #usages }
"""
U = "regulations/usages.md"
PHRASES = """\
---
set_phrases:
  - {text: 监督执纪“四种形态”, also: [“四种形态”]}
  - {text: 零容忍, note: 说明}
---

# 常用提法 { #phrases }
"""
H = "regulations/phrases.md"
FORMS = """\
---
audience: 班子
forms:
  - name: 季度表
    rows: [{at: 台账, each: 一条措施}]
    fields: [{at: 台账, says: 存在问题, takes: 问题}]
  - {name: 年报, fields: [{at: 指标, says: 谈话, takes: 指标：谈话（人次）}]}
---

# 上级的表 { #forms }
"""
M = "forms.md"
ENTRY = "  - {id: 2023-01, source: 自查, text: 甲, measures: []}\n"
ENDED = 'superseded: {date: 2024-01-01, by: "2023", verified: true}\n'
OVERTURNED = 'superseded: {date: 2020-01-01, by: "2018", verified: true}'
FIGURE = "indicators: [{name: 谈话, value: 5, unit: 次, at: w9}]"
REPEATS = LEDGER.replace("    text: 问责偏轻", "    text: 问责偏轻\n    repeats: 2021-07")
CIRCLE = REPEATS.replace("2021-07", "2023-02").replace(
    "entries:\n", "entries:\n  - {id: 2023-02, source: 自查, text: 甲, repeats: 2023-01, measures: []}\n"
)
MEANINGS = "meanings:\n  - {says: 已完成, status: 已完成待验收}\n  - {says: 已完成, status: 已销号, day: 期限}\n"
NEXT_LEDGER = LEDGER.replace("year: 2023", "year: 2024").replace("#ledger-2023", "#ledger-2024")
TWIN = REPORT.replace("#report-2023 ", "#report-2023z ")

PACK = """\
---
render_macros: true
audience: 全体党员
pack:
  include:
    - report: 2023
---

# 学习 { #pack-x }

{{ study_pack() }}
"""
S = "study/x.md"
#: A regulation of which only facts are known.
OLD_WORK = REGULATION.replace("shili", "lao").replace("示例条例", "旧条例")
OLD_EDITION = EDITION_2023.replace("shili-2023", "lao-1990").replace("text: 本站摘要", "text: 版本信息")
OLD_EDITION = (
    OLD_EDITION[: OLD_EDITION.index("amended_from")]
    + "sources: [own-knowledge]\n"
    + OLD_EDITION[OLD_EDITION.index("---\n\n#") : OLD_EDITION.index("### ")]
)


def with_material(material: str, audience: str = "班子") -> str:
    """The pack with something else to be read, in its sixth line."""
    return PACK.replace("report: 2023", material).replace("全体党员", audience)


def mapped(*rows: str) -> str:
    """The later edition with more rows in its mapping."""
    return EDITION_2023.replace("sources:", "\n".join([*rows, "sources:"]))


CASES = [
    # Front matter
    (ErrorKind.FRONT_MATTER_MISSING, R, TITLE, 1, ""),
    (ErrorKind.FRONT_MATTER_MISSING, R, "", 1, ""),
    (ErrorKind.FRONT_MATTER_MISSING, R, "---\nyear: 2023\n", 1, "没有结尾的 ---"),
    (ErrorKind.FRONT_MATTER_MISSING, R, "---\n---\n\n" + TITLE, 1, "之间没有字段"),
    (ErrorKind.FRONT_MATTER_MISSING, "handbook/x.md", "---\n---\naudience: 班子\n---\n# 甲\n", 1, "之间没有字段"),
    (ErrorKind.FRONT_MATTER_MISSING, "handbook/x.md", "---\naudience: 班子\n\n# 甲\n", 1, "没有结尾的 ---"),
    (ErrorKind.YAML_SYNTAX, R, REPORT.replace("unit: XX乡党委", "unit: [XX乡党委"), 3, ""),
    (ErrorKind.YAML_SYNTAX, R, "---\n- 2023\n---\n" + TITLE, 2, "各行"),
    (ErrorKind.YAML_SYNTAX, R, REPORT.replace("unit: XX乡党委", "unit: XX：乡\n\tx: 1"), 4, ""),
    (ErrorKind.FIELD_MISSING, R, REPORT.replace("unit: XX乡党委\n", ""), 2, "unit"),
    (ErrorKind.FIELD_UNKNOWN, R, with_front(REPORT, "aduience: 机关"), 8, "audience"),
    (ErrorKind.FIELD_UNKNOWN, R, with_front(REPORT, "title: 标题"), 8, "title"),
    (ErrorKind.FIELD_REPEATED, R, with_front(REPORT, "year: 2022"), 8, "year"),
    (ErrorKind.FIELD_TYPE, R, REPORT.replace("year: 2023", "year: 二〇二三"), 2, "整数"),
    (ErrorKind.FIELD_TYPE, R, with_front(REPORT, "sample: 是"), 8, "true 或 false"),
    (ErrorKind.FIELD_TYPE, R, with_front(REPORT, "indicators: 廉政谈话"), 8, "列表"),
    (ErrorKind.FIELD_TYPE, R, REPORT.replace("unit: XX乡党委", "unit: 12"), 3, "文字"),
    (ErrorKind.FIELD_TYPE, R, REPORT.replace("unit: XX乡党委", "unit: ''"), 3, "不为空"),
    (ErrorKind.FIELD_VALUE, R, REPORT.replace("series: 年度总结", "series: 年终总结"), 4, "述责述廉"),
    (ErrorKind.YAML_SYNTAX, R, REPORT.replace("2023-12-31", "2023-02-30"), 6, "日历上没有"),
    (ErrorKind.FIELD_VALUE, R, REPORT.replace("2023-12-31", "'2023-00'"), 6, "日历上有这一天"),
    (ErrorKind.FIELD_VALUE, R, REPORT.replace("2023-12-31", "2023-12"), 6, "写到日"),
    (ErrorKind.FIELD_VALUE, R, REPORT.replace("year: 2023", "year: 23"), 2, "不小于1949"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, "answers: {2022年第三条: w1}"), 8, "2023#p2"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, "continues: {2022#p1: sure}"), 8, "如 p2: {2022#p2: sure}"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, "continues:\n  p1:\n    2022#p1: maybe"), 10, "是同一件事"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, "continues:\n  p1:\n    2022#p1:"), 10, "是同一件事"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, "continues: {p1: {p1: sure}}"), 8, "2023#p2"),
    (ErrorKind.FIELD_TYPE, R, with_front(REPORT, "continues: [p1]"), 8, "名称: 值"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, "source: {file: a.txt, sha256: xyz}"), 8, "64"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, signed("拟稿 2024-01-05 a", of="xyz")), 9, "64"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, "text: 扫描识别，待校对 0 处"), 8, "待校对 12 处"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, signed("会签 2024-01-05")), 9, "拟稿"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, signed("签发 2024-01")), 9, "写到日"),
    (ErrorKind.FIELD_MISSING, R, with_front(REPORT, put_right("before: 甲")), 9, "by"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, put_right("why: 写错, by: 党建办")), 9, "至少写一样"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, put_right("why: 新, by: 甲, new_text: true, after: 乙")), 9, "new_"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, put_right("after: 甲, why: 错, by: 甲").replace("-05", "")), 9, "日"),
    (ErrorKind.SIGNING, R, with_front(REPORT, signed("拟稿 2024-01-05", "审核 2024-01-04")), 10, "2024-01-05 或以后"),
    (ErrorKind.SIGNING, R, with_front(REPORT, signed("审核 2024-01-05", "拟稿 2024-01-05")), 10, "已经审核"),
    (ErrorKind.SIGNING, R, with_front(REPORT, signed("签发 2024-01-05", "审核 2024-01-06")), 10, "已经签发"),
    (ErrorKind.FIELD_VALUE, R, with_front(REPORT, "indicators: [{name: 谈话, value: 五次, unit: 次}]"), 8, "数字"),
    (ErrorKind.FIELD_VALUE, L, LEDGER.replace("status: 整改中", "status: 已销号（无佐证）"), 19, "已销号、"),
    (ErrorKind.FIELD_VALUE, WORK, REGULATION.replace("id: shili", "id: shilie"), 2, "shili"),
    (ErrorKind.MACROS_ON_DATA_PAGE, R, with_front(REPORT, "render_macros: true"), 8, "render_macros"),
    (ErrorKind.MACROS_ON_DATA_PAGE, OLD, with_front(EDITION_2018, "render_macros: false"), 14, "render_macros"),
    (ErrorKind.MACROS_ON_DATA_PAGE, L, with_front(LEDGER, "render_macros: true"), 20, "render_macros"),
    # Files
    (ErrorKind.NOT_UTF8, R, REPORT.encode("gb18030"), 3, "0x"),
    (ErrorKind.NOT_UTF8, R, b"\xff\xfe" + REPORT.encode("utf-16-le"), 1, "0xFF"),
    (ErrorKind.NOT_UTF8, "handbook/x.md", "一行\n乡".encode() + b"\xc9\xe7", 2, "0xC9"),
    (ErrorKind.MISPLACED_PAGE, "reports/2023年.md", REPORT, 1, "小写字母"),
    (ErrorKind.MISPLACED_PAGE, "reports/a/b/2023.md", REPORT, 1, "reports/"),
    (ErrorKind.MISPLACED_PAGE, "regulations/lone/2018.md", EDITION_2018.replace("shili", "lone"), 1, "index.md"),
    # Headings
    (ErrorKind.TITLE_MISSING, R, REPORT.replace(TITLE, ""), 12, "#report-2023"),
    (ErrorKind.TITLE_MISSING, R, REPORT.replace(" { #report-2023 }", ""), 10, "#report-2023"),
    (ErrorKind.TITLE_MISSING, R, REPORT.replace(TITLE, "前言\n\n" + TITLE), 10, "前言"),
    (ErrorKind.TITLE_MISSING, R, REPORT + "\n# 附件 { #x }\n", 32, "第二个"),
    (ErrorKind.TITLE_ID, R, REPORT.replace("#report-2023", "#report-2022"), 10, "#report-2022"),
    (ErrorKind.HEADING_ID_MISSING, R, REPORT.replace(" { #p1 }", ""), 22, "问责偏轻"),
    (ErrorKind.HEADING_ID_REPEATED, R, REPORT.replace(BODY, BODY + "\n\n### （二）又一条 { #p1 }"), 26, "#p1"),
    (ErrorKind.HEADING_ID_FORM, R, REPORT.replace("{ #p1 }", "{ #m9 }"), 22, "#p1"),
    (ErrorKind.HEADING_ID_FORM, R, REPORT.replace("#work .work", "#problem-9 .work"), 14, "#work"),
    (ErrorKind.PART_KIND, R, REPORT.replace("{ #work .work }", "{ #work }"), 14, "没有类别"),
    (ErrorKind.PART_KIND, R, REPORT.replace("{ #work .work }", "{ #work .work .cause }"), 14, "work cause"),
    (ErrorKind.ITEM_OUTSIDE_PART, R, REPORT.replace("开头一段。", "### （零）早到 { #w9 }"), 12, "早到"),
    # Markup
    (ErrorKind.ATTRIBUTE_LIST, R, REPORT.replace("{ #p1 }", '{ #p1 onclick="x()" }'), 22, "onclick"),
    (ErrorKind.ATTRIBUTE_LIST, R, REPORT.replace(BODY, "[甲](2023.md){ .a style=x }"), 24, "style"),
    (ErrorKind.LINK_SCHEME, R, REPORT.replace(BODY, "[甲](javascript:alert(1))"), 24, "javascript"),
    (ErrorKind.LINK_SCHEME, R, REPORT.replace(BODY, "[甲](&#106;avascript:x)"), 24, "&#106;"),
    (ErrorKind.LINK_SCHEME, R, REPORT.replace(BODY, "[甲](http://example.com/)"), 24, "http:"),
    (ErrorKind.LINK_SCHEME, R, REPORT.replace(BODY, "[甲](//example.com/)"), 24, "//example"),
    (ErrorKind.LINK_SCHEME, R, REPORT.replace(BODY, "[甲\n乙](javascript:x)"), 24, "javascript"),
    (ErrorKind.LINK_SCHEME, R, REPORT.replace(BODY, "[甲](../regulations/shili/2018%2Emd)"), 24, "%2E"),
    (ErrorKind.LINK_SCHEME, R, REPORT.replace(BODY, "[甲](2023.md?x=1)"), 24, "?x"),
    (ErrorKind.ATTRIBUTE_LIST, R, REPORT.replace(BODY, "[甲](2023.md){ #w1 }"), 24, "#w1"),
    (ErrorKind.ATTRIBUTE_LIST, R, REPORT.replace("{ #p1 }", "{ #p1 #w1 }"), 22, "#p1 #w1"),
    (ErrorKind.HEADING_ID_MISSING, R, REPORT.replace("偏轻 { #p1 }", "偏轻{ #p1 }"), 22, "偏轻"),
    (ErrorKind.HEADING_ID_FORM, R, REPORT.replace(BODY, BODY + "\n\n#### 甲 { #cited-by }"), 26, "由站点使用"),
    (ErrorKind.HEADING_ID_FORM, OLD, EDITION_2018.replace("{ #art-2 }", "{ #art-0 }"), 20, "#art-122"),
    (ErrorKind.HEADING_ID_FORM, OLD, EDITION_2018.replace("{ #art-2 }", "{ #art-10000 }"), 20, "#art-122"),
    (ErrorKind.TITLE_MISSING, R, REPORT.replace("{ #report-2023 }", "{: #report-2023 }"), 10, "#report-2023"),
    (ErrorKind.TITLE_MISSING, R, REPORT.replace("{ #report-2023 }", "{ #report-2023 .c }"), 10, "#report-2023"),
    (ErrorKind.TITLE_MISSING, R, REPORT.replace(TITLE, "# { #report-2023 }"), 10, "#report-2023"),
    (ErrorKind.TITLE_ID, "regulations/zz.md", TITLE, 1, "别的标识"),
    (ErrorKind.FRONT_MATTER_MISSING, R, REPORT.replace("\n---\n\n#", "\n ---\n\n#"), 1, "没有结尾的 ---"),
    (ErrorKind.FRONT_MATTER_MISSING, R, " " + REPORT, 1, ""),
    (ErrorKind.FRONT_MATTER_MISSING, R, REPORT.replace("---", "---\u3000", 1), 1, ""),
    (ErrorKind.YAML_SYNTAX, R, with_front(REPORT, "wording: !!timestamp abc"), 8, "类型写法"),
    (ErrorKind.YAML_SYNTAX, R, with_front(REPORT, "answers: &a {x: *a}"), 8, "引用写法"),
    (ErrorKind.YAML_SYNTAX, R, with_front(REPORT, "answers: " + "[" * 5_000), 8, "嵌套"),
    (ErrorKind.YAML_SYNTAX, R, REPORT.replace("XX乡党委", '"XX\\a"'), 3, "控制字符"),
    (ErrorKind.CONTROL_CHARACTER, R, REPORT.replace(BODY, "甲\x0b乙"), 24, ""),
    (ErrorKind.CONTROL_CHARACTER, R, REPORT.replace(BODY, "甲\u2028乙"), 24, ""),
    (ErrorKind.CONTROL_CHARACTER, R, REPORT.replace(BODY, "甲\ufffe乙"), 24, ""),
    (ErrorKind.YAML_SYNTAX, R, REPORT.replace("XX乡党委", '"XX\\uffff"'), 3, "控制字符"),
    (ErrorKind.LINE_TOO_LONG, R, REPORT.replace(BODY, "[" * 6_001), 24, "6001 字"),
    (ErrorKind.PAGE_ENDING, "reports/2022.markdown", REPORT, 1, ""),
    (ErrorKind.PAGE_ENDING, "reports/2022.MD", REPORT, 1, ""),
    (ErrorKind.EDITION_SUCCESSOR, OLD, EDITION_2018.replace('by: "2023"', 'by: "2018"'), 9, "下一个版本"),
    (ErrorKind.EDITION_SUCCESSOR, NEW, EDITION_2023.replace('edition: "2018"', 'edition: "2023"'), 13, "2023"),
    (ErrorKind.PERIOD, L, LEDGER.replace("year: 2023", "year: 1999"), 2, "2023"),
    (ErrorKind.LINK_SCHEME, R, REPORT.replace(BODY, "![图](https://example.com/a.png)"), 24, "example"),
    (ErrorKind.LINK_TARGET, R, REPORT.replace(BODY, "[甲](../regulations/shili/2019.md)"), 24, "2019"),
    (ErrorKind.LINK_ANCHOR, R, REPORT.replace(BODY, "[甲](../regulations/shili/2018.md#art-99)"), 24, "art-99"),
    (ErrorKind.LINK_ANCHOR, R, REPORT.replace(BODY, "[甲](#p9)"), 24, "#p9"),
    (ErrorKind.LINK_FILE, R, REPORT.replace(BODY, "![图](images/none.png)"), 24, "none.png"),
    (ErrorKind.LINK_FILE, R, REPORT.replace(BODY, "[甲](2023.html)"), 24, "2023.html"),
    (ErrorKind.LINK_TARGET, "handbook/x.md", FREE, 9, "none.md"),
    (ErrorKind.LINK_FORM, R, REPORT.replace(BODY, "[甲]（../regulations/shili/2018.md）"), 24, "[甲]"),
    (ErrorKind.LINK_FORM, R, REPORT.replace(BODY, "[甲](../regulations/shili/2018.md）"), 24, "[甲]"),
    (ErrorKind.LINK_FORM, R, REPORT.replace(BODY, "[甲](2023.md 说明)"), 24, "说明"),
    (ErrorKind.LINK_FORM, R, REPORT.replace(BODY, "[[[[a]]]](javascript:x)"), 24, "javascript"),
    (ErrorKind.LINK_FORM, R, REPORT.replace(BODY, "[甲\n乙](java\nscript:x)"), 25, "java"),
    (ErrorKind.HEADING_FORM, R, REPORT.replace(BODY, "####### 甲"), 24, "#######"),
    (ErrorKind.LINE_TOO_LONG, R, REPORT.replace(BODY, "[a\n" * 9_000), 8024, "一段不超过"),
    (ErrorKind.HEADING_FORM, R, REPORT.replace("### （一）问责", "###（一）问责"), 22, "###（一）"),
    (ErrorKind.HEADING_FORM, R, REPORT.replace("### （一）问责", "＃＃＃ （一）问责"), 22, "＃"),
    (ErrorKind.HEADING_FORM, R, REPORT.replace("### （一）问责", "#### （一）问责"), 22, "三级标题"),
    # Readers
    (ErrorKind.AUDIENCE, R, REPORT.replace(BODY, "[甲](../ledger/2023.md)"), 24, "docs/ledger/2023.md"),
    (ErrorKind.AUDIENCE, "handbook/x.md", "# 甲\n\n[甲](../ledger/2023.md#e-2023-01)\n", 3, "“班子”"),
    (ErrorKind.AUDIENCE, "handbook/x.md", '# 甲\n\n<a href="../ledger/2023.html">甲</a>\n', 3, "“全体党员”"),
    (ErrorKind.FIELD_VALUE, "handbook/x.md", "---\naudience: 领导\n---\n\n# 甲\n", 2, "全体党员、机关、班子"),
    (ErrorKind.FIELD_UNKNOWN, "handbook/x.md", "---\naduience: 班子\n---\n\n# 甲\n", 2, "audience"),
    (ErrorKind.FIELD_UNKNOWN, "handbook/x.md", "---\n阅读范围: 班子\n---\n\n# 甲\n", 2, "audience"),
    (ErrorKind.MACRO_NAME, "study/x.md", MACROS.format("{{ yearcards() }}"), 7, "yearcards"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ year_cards }}"), 7, "year_cards"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ year_cards(2023) }}"), 7, "2023"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ year_cards（） }}"), 7, "（）"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ year_cards() }"), 7, "year_cards"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{% set x = cycler.__init__ %}"), 7, "cycler"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("`{{ cycler.__init__ }}`"), 7, "cycler"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("```\n{% include 'x' %}\n```"), 8, "include"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{% raw %}\n{{ x }}\n{% endraw %}\n{{ x() | y }}"), 10, "y"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{# {% raw %} #}{{ x.y }}{# {% endraw %} #}"), 7, "x.y"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ year_cards('{#') }}{{ x.y }}{# #}"), 7, "x.y"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("## 标题 {#x}"), 7, "{#x}"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ compare_years(2022) + 1 }}"), 7, "compare_years"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ compare_years(old) }}"), 7, "compare_years"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ compare_years(yaer=2023) }}"), 7, "yaer"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format("{{ compare_years(2022, 2023) }}"), 7, "其中之一：2023"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format('{{ compare_years(unit="nowhere") }}'), 7, "nowhere"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format('{{ compare_years(series="周报") }}'), 7, "半年报告"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format('{{ indicator_trend("无此项") }}'), 7, "还没有"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format("{{ compare_years(2023, 2023) }}"), 7, "两个不同的年度"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format("{{ compare_years(True) }}"), 7, "“True”"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format("{{ compare_years([2023]) }}"), 7, "“[2023]”"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format('{{ compare_years("2023") }}'), 7, "“2023”"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format('{{ compare_years("") }}'), 7, "“”"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format("{{ compare_years(2023.0) }}"), 7, "“2023.0”"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format("{{ compare_years(unit=None) }}"), 7, "“None”"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format("{{ compare_years(series=None) }}"), 7, "“None”"),
    (ErrorKind.MACRO_VALUE, "study/x.md", MACROS.format("{{ compare_years(1.5, {}, [], 0) }}"), 7, "“1.5”"),
    (ErrorKind.MACRO_CALL, "study/x.md", MACROS.format("{{ compare_years(**{'old': 2023}) }}"), 7, "compare_years"),
    # References between pages
    (ErrorKind.PERIOD, R, REPORT.replace("year: 2023", "year: 2022"), 2, "2023"),
    (ErrorKind.PERIOD, R, REPORT.replace("2023-12-31", "2022-12-31"), 6, "2023年的某一天"),
    (ErrorKind.FIELD_VALUE, L, LEDGER.replace("on: 2024-03-01", "on: 不知道"), 19, "不知道哪天的写“不详”"),
    (ErrorKind.FIELD_REPEATED, L, LEDGER.replace("entries:", MEANINGS + "entries:"), 7, "“已完成”"),
    (ErrorKind.FIELD_VALUE, L, LEDGER.replace("entries:", MEANINGS.replace("已销号", "毕") + "entries:"), 7, "已销号"),
    (ErrorKind.LEDGER_RECORD, L, LEDGER.replace("2024-03-02", "2024-02-02"), 19, "记录于 2024-02-02"),
    (ErrorKind.LEDGER_RECORD, L, LEDGER.replace("---\n\n#", "        closure: {on: 2024-05-01}\n---\n\n#"), 20, "销号"),
    (ErrorKind.ITEM_REFERENCE, L, LEDGER.replace("2023#p1", "dongzhen/2023#p1"), 9, "本单位的条目，如“2023#p1”"),
    (ErrorKind.ITEM_REFERENCE, L, LEDGER.replace("2023#p1", "2023#m1"), 9, "是措施，应为问题条目"),
    (ErrorKind.UNIT_NAME, L, LEDGER.replace("XX乡党委", "YY乡党委"), 3, "reports/2023.md"),
    (ErrorKind.DUPLICATE_ID, "ledger/2024.md", NEXT_LEDGER, 6, "ledger/2023.md"),
    (ErrorKind.DUPLICATE_REPORT, "reports/2023z.md", TWIN, 1, "2023.md"),
    (ErrorKind.DUPLICATE_ID, "reports/a/2023.md", None, 1, ""),
    (ErrorKind.DUPLICATE_ID, L, LEDGER.replace("entries:\n", "entries:\n" + ENTRY), 7, "2023-01"),
    (ErrorKind.ITEM_REFERENCE, L, LEDGER.replace("2023#p1", "2023#p9"), 9, "2023#p9"),
    (ErrorKind.ITEM_REFERENCE, L, LEDGER.replace("2023#p1", "2023#opening"), 9, "2023#opening"),
    (ErrorKind.ITEM_REFERENCE, L, LEDGER.replace("2023#m1", "2021#m1"), 11, "2021#m1"),
    (ErrorKind.ITEM_REFERENCE, R, with_front(REPORT, FIGURE), 8, "w9"),
    (ErrorKind.ITEM_REFERENCE, R, with_front(REPORT, "answers: {2022#m1: w1}"), 8, "2022#m1"),
    (ErrorKind.ITEM_REFERENCE, R, with_front(REPORT, "answers: {2023#m1: w9}"), 8, "w9"),
    (ErrorKind.ITEM_REFERENCE, R, with_front(REPORT, "continues: {p1: {2022#p1: sure}}"), 8, "2022#p1"),
    (ErrorKind.ITEM_REFERENCE, LATER, paper_of_2024("continues:\n  p9: {2023#p1: sure}"), 9, "p9"),
    (ErrorKind.ITEM_REFERENCE, LATER, paper_of_2024("continues:\n  p1: {2023#p1: sure, 2023#p9: no}"), 9, "2023#p9"),
    (ErrorKind.ITEM_REFERENCE, LATER, paper_of_2024("continues: {p1: {xi/2023#p1: no}}"), 8, "本单位的条目"),
    (ErrorKind.ITEM_REFERENCE, R, with_front(REPORT, "answers: {2023#m1: work-0}"), 8, "work-0"),
    (ErrorKind.ENTRY_REFERENCE, L, REPEATS, 9, "2021-07"),
    (ErrorKind.ENTRY_REFERENCE, L, REPEATS.replace("2021-07", "2023-01"), 9, "另一项的编号"),
    (ErrorKind.EARLIER_REFERENCE, L, CIRCLE, 6, "现在是 2023-02→2023-01→2023-02"),
    (ErrorKind.EARLIER_REFERENCE, R, with_front(REPORT, "answers: {2023#m1: w1}"), 8, "以前报告的条目"),
    (ErrorKind.EARLIER_REFERENCE, R, with_front(REPORT, "continues: {p1: {2023#w1: no}}"), 8, "以前报告的条目"),
    (ErrorKind.DUPLICATE_LEDGER, "ledger/2023b.md", LEDGER.replace("#ledger-2023 ", "#ledger-2023b "), 1, "2023.md"),
    (ErrorKind.BASIS, "regulations/concepts.md", CONCEPTS.replace("shili/2018", "shili/2019"), 3, "shili/2019"),
    (ErrorKind.BASIS, "regulations/concepts.md", CONCEPTS.replace("art-2", "art-9"), 3, "art-9"),
    (ErrorKind.DUPLICATE_ID, "regulations/concepts.md", CONCEPTS.replace("教育]", "教育, 教育]"), 3, "教育"),
    (ErrorKind.FIELD_VALUE, "regulations/concepts.md", CONCEPTS.replace("shili/2018", "示例条例"), 6, "这样的写法"),
    (ErrorKind.FIELD_VALUE, "regulations/concepts.md",
     CONCEPTS.replace("教育]", "教育]\n    common: [学习]"), 3, "所列名称里的一种"),
    (ErrorKind.BASIS, "regulations/duties.md", DUTIES.replace("shili", "bieren"), 3, "bieren"),
    (ErrorKind.TITLE_ID, "regulations/duties.md", DUTIES.replace("#duties", "#concepts"), 9, "#duties"),
    (ErrorKind.DUPLICATE_ID, U, USAGES.replace("台帐", "政纪处分"), 4, "政纪处分"),
    (ErrorKind.FIELD_VALUE, U, USAGES.replace("right: 台账", "right: 台帐"), 4, "不同"),
    (ErrorKind.FIELD_TYPE, U, USAGES.replace("wrong: 台帐", "wrong: 帐"), 4, "usages[1].wrong"),
    (ErrorKind.FIELD_MISSING, U, USAGES.replace(", verified: true", ""), 3, "verified"),
    (ErrorKind.TITLE_ID, U, USAGES.replace("#usages", "#duties"), 7, "#usages"),
    (ErrorKind.TITLE_ID, "study/x.md", "# 甲 { #usages }", 1, "别的标识"),
    (ErrorKind.DUPLICATE_ID, H, PHRASES.replace("零容忍", "《四种、形态》"), 4, "四种、形态"),
    (ErrorKind.FIELD_VALUE, H, PHRASES.replace("零容忍", "“、零”"), 4, "至少两个字"),
    (ErrorKind.FIELD_TYPE, H, PHRASES.replace("零容忍", "零"), 4, "phrases[1].text"),
    (ErrorKind.FIELD_TYPE, H, PHRASES.replace("also: [“四种形态”]", "also: 四种形态"), 3, "列表"),
    (ErrorKind.FIELD_MISSING, H, PHRASES.replace("text: 零容忍, ", ""), 4, "text"),
    (ErrorKind.TITLE_ID, H, PHRASES.replace("#phrases", "#usages"), 7, "#usages"),
    (ErrorKind.TITLE_ID, "study/x.md", "# 甲 { #phrases }", 1, "别的标识"),
    (ErrorKind.DUPLICATE_ID, M, FORMS.replace("年报", "季度表"), 7, "季度表"),
    (ErrorKind.FIELD_VALUE, M, "---\nforms: []\n---\n\n# 上级的表 { #forms }\n", 2, "至少一张表"),
    (ErrorKind.FIELD_VALUE, M, FORMS.replace("takes: 问题", "takes: 随便"), 6, "手册“上级的表”"),
    (ErrorKind.FIELD_VALUE, M, FORMS.replace("一条措施", "一行"), 5, "一个问题"),
    (ErrorKind.FIELD_MISSING, M, FORMS.replace("says: 谈话, ", ""), 7, "says"),
    (ErrorKind.FIELD_UNKNOWN, M, FORMS.replace("at: 指标", "at: 指标, to: 甲"), 7, "to"),
    (ErrorKind.TITLE_ID, M, FORMS.replace("#forms", "#usages"), 10, "#forms"),
    (ErrorKind.TITLE_ID, "study/x.md", "# 甲 { #forms }", 1, "别的标识"),
    (ErrorKind.FIELD_VALUE, "regulations/local/kaoqin.md", LOCAL.replace("level: 机关", "level: 处级"), 2, "乡镇"),
    (ErrorKind.MISPLACED_PAGE, "regulations/local/a/b/c.md", LOCAL, 1, "regulations/local/"),
    (ErrorKind.LINK_ANCHOR, R, REPORT.replace(BODY, "[甲](../regulations/concepts.md#none)"), 24, "#none"),
    (ErrorKind.FIELD_MISSING, "regulations/index.md", "---\nrender_macros: true\n---\n\n# 法规\n", 2, "checked_as_of"),
    (ErrorKind.EDITION_ORDER, OLD, EDITION_2018.replace("2024-01-01", "2024-06-01"), 9, "2024-01-01"),
    (ErrorKind.EDITION_ORDER, OLD, EDITION_2018.replace("2024-01-01", "2023-06-01"), 9, "2024-01-01"),
    (ErrorKind.EDITION_ORDER, OLD, EDITION_2018.replace(ENDED, ""), 2, "没有失效日期"),
    (ErrorKind.EDITION_ORDER, NEW, with_front(EDITION_2023, OVERTURNED), 19, "失效"),
    (ErrorKind.EDITION_SUCCESSOR, OLD, EDITION_2018.replace('by: "2023"', 'by: "2024"'), 9, "2023"),
    (ErrorKind.EDITION_SUCCESSOR, NEW, EDITION_2023.replace('edition: "2018"', 'edition: "2010"'), 13, "2010"),
    (ErrorKind.FIELD_VALUE, WORK, corrected("edition: '2019', what: 条数, before: 3条"), 10, "2018、2023"),
    (ErrorKind.FIELD_VALUE, WORK, corrected("edition: '2018', article: 99, what: 主题, before: 甲"), 10, "#art-99"),
    (ErrorKind.FIELD_VALUE, WORK, corrected("edition: '2018', article: 第九条, what: 主题, before: 甲"), 10, "art-122"),
    (ErrorKind.FIELD_VALUE, WORK, corrected("article: 1, what: 主题, before: 甲"), 10, "edition 写哪一版"),
    (ErrorKind.FIELD_MISSING, WORK, corrected("what: 条数"), 10, "before"),
    (ErrorKind.FIELD_UNKNOWN, WORK, corrected("what: 条数, before: 3条, now: 4条"), 10, "now"),
    # Study packs
    (ErrorKind.PACK_MACRO, S, PACK.replace("{{ study_pack() }}", ""), 4, "pack"),
    (ErrorKind.PACK_MACRO, S, PACK + "\n{{ study_pack() }}\n", 13, "pack"),
    (ErrorKind.PACK_MACRO, S, MACROS.format("{{ study_pack() }}"), 7, "study_pack"),
    (ErrorKind.PACK_MACRO, "handbook/x.md", PACK, 11, "study_pack"),
    (ErrorKind.PACK_MACRO, S, PACK.replace("render_macros: true", "render_macros: false"), 4, "pack"),
    (ErrorKind.FIELD_UNKNOWN, S, PACK.replace("  include", "  inculde"), 5, "include"),
    (ErrorKind.FIELD_UNKNOWN, S, PACK.replace("audience", "auddience"), 3, "audience"),
    (ErrorKind.FIELD_VALUE, S, PACK.replace("  include", "  held_on: 2026-02\n  include"), 5, "写到日"),
    (ErrorKind.FIELD_TYPE, S, PACK.replace("  include", "  sign_in: 三十\n  include"), 5, "整数"),
    (ErrorKind.FIELD_VALUE, S, PACK.replace("  include", "  sign_in: 501\n  include"), 5, "不大于500"),
    (ErrorKind.FIELD_VALUE, S, with_material("kinds: [问题]"), 6, "report、items"),
    (ErrorKind.FIELD_VALUE, S, with_material("report: 2023\n      chain: 2023#p1"), 6, "中的一项"),
    (ErrorKind.FIELD_VALUE, S, with_material("report: 2023\n      articles: [1]"), 6, "再写 articles"),
    (ErrorKind.FIELD_VALUE, S, with_material("report: 2023\n      kinds: [病因]"), 7, "原因"),
    (ErrorKind.FIELD_VALUE, S, with_material("items: [2023年第二条]"), 6, "2023#p2"),
    (ErrorKind.FIELD_VALUE, S, with_material("edition: shili2018"), 6, "法规标识和版本"),
    (ErrorKind.FIELD_VALUE, S, with_material("edition: shili/2018\n      articles: [第五条]"), 7, "art-122"),
    (ErrorKind.FIELD_TYPE, S, with_material("items: []"), 6, "items"),
    (ErrorKind.TITLE_ID, S, PACK.replace("#pack-x", "#x"), 9, "#pack-x"),
    (ErrorKind.TITLE_MISSING, S, PACK.replace(" { #pack-x }", ""), 9, "#pack-x"),
    (ErrorKind.PACK_EMPTY, S, PACK.replace("  include:\n    - report: 2023\n", "  minutes: true\n"), 4, "include"),
    (ErrorKind.PACK_EMPTY, S, with_material("report: 2023\n      kinds: [原因]"), 6, "report: 2023"),
    (ErrorKind.PACK_EMPTY, S, with_material("changes: lao"), 6, "条文对照"),
    (ErrorKind.PACK_EMPTY, S, with_material("regulation: lao"), 6, "没有它的条文"),
    (ErrorKind.PACK_MATERIAL, S, with_material("report: 2029"), 6, "其中之一：2023"),
    (ErrorKind.PACK_MATERIAL, S, with_material("items: [2023#p1, 2023#p9]"), 6, "2023#w1"),
    (ErrorKind.PACK_MATERIAL, S, with_material("chain: 2019#p1"), 6, "2019#p1"),
    (ErrorKind.PACK_MATERIAL, S, with_material("edition: shili/2019"), 6, "shili/2018、shili/2023"),
    (ErrorKind.PACK_MATERIAL, S, with_material("regulation: none"), 6, "shili"),
    (ErrorKind.PACK_MATERIAL, S, with_material("changes: none"), 6, "shili"),
    (ErrorKind.PACK_MATERIAL, S, with_material("edition: shili/2018\n      articles: [1, 9]"), 7, "art-9"),
    (ErrorKind.PACK_MATERIAL, "study/nowhere/x.md", PACK.replace("#pack-x", "#pack-nowhere-x"), 1, "nowhere"),
    (ErrorKind.PACK_MACRO, "study/x/index.md", PACK, 11, "index.md"),
    (ErrorKind.MISPLACED_PAGE, "study/X.md", PACK.replace("#pack-x", "#pack-X"), 1, "只用小写字母"),
    (ErrorKind.MISPLACED_PAGE, "study/三月.md", PACK.replace("#pack-x", "#pack-三月"), 1, "只用小写字母"),
    (ErrorKind.PACK_CHAIN, S, with_material("chain: 2023#m1"), 6, "是措施"),
    (ErrorKind.PACK_CHAIN, S, with_material("chain: 2023#opening"), 6, "是开头"),
    (ErrorKind.PACK_TABLE, S, with_material("table: year_cards"), 6, "compare_years"),
    (ErrorKind.MACRO_CALL, S, with_material("table: compare_years(一)"), 6, "compare_years"),
    (ErrorKind.MACRO_CALL, S, with_material("table: compare_years(1, 2, 3, 4, 5)"), 6, "compare_years"),
    (ErrorKind.MACRO_VALUE, S, with_material("table: compare_years(2019, 2023)"), 6, "2019"),
    (ErrorKind.AUDIENCE, S, with_material("chain: 2023#p1", "全体党员"), 3, "“班子”"),
    (ErrorKind.AUDIENCE, S, with_material("table: compare_years", "机关"), 3, "“班子”"),
    (ErrorKind.ARTICLE_MAPPING, NEW, EDITION_2023.replace("new: 3", "new: 9"), 17, "art-9"),
    (ErrorKind.ARTICLE_MAPPING, NEW, mapped("  dropped:", "    - {old: 7, note: 不再规定}"), 19, "art-7"),
    (ErrorKind.ARTICLE_MAPPING, NEW, mapped("  added:", "    - {new: 8, note: 新写}"), 19, "art-8"),
    (ErrorKind.MAPPING_CONTRADICTION, NEW, mapped("    - {old: 2, new: 3, similarity: 0.6}"), 18, "写了两次"),
    (ErrorKind.MAPPING_CONTRADICTION, NEW, mapped("  dropped:", "    - {old: 2}"), 19, "2018年版第二条既写为删去"),
    (ErrorKind.MAPPING_CONTRADICTION, NEW, mapped("  added:", "    - {new: 3, note: 新写}"), 19, "第三条既写为新增"),
    (ErrorKind.MAPPING_CONTRADICTION, NEW, mapped("  added:", *["    - {new: 2, note: 新写}"] * 2), 20, "写了两次"),
    # A part of it went elsewhere, so that it cannot be unchanged; and what took in another one is not, either.
    (ErrorKind.MAPPING_CONTRADICTION, NEW, mapped("    - {old: 1, new: 2, change: 并入, similarity: 0.3}"), 16, "未改"),
    (ErrorKind.MAPPING_CONTRADICTION, NEW, mapped("    - {old: 2, new: 1, change: 并入, similarity: 0.3}"), 16, "来源"),
    (ErrorKind.MAPPING_CONTRADICTION, NEW, EDITION_2023.replace("change: 改写", "change: 拆分"), 17, "只有一行"),
    (ErrorKind.MAPPING_GAP, NEW, EDITION_2023.replace("change: 改写, ", ""), 17, "2018年版第二条没有写 change"),
    (ErrorKind.MAPPING_GAP, NEW, EDITION_STRUCK.replace("    - {old: 2, note: 不再规定}", "    []"), 12, "第二条"),
    (ErrorKind.FIELD_VALUE, NEW, EDITION_2023.replace("change: 改写", "change: 重写"), 17, "并入"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path", "text", "line", "words"), CASES)
def test_fault_is_told_with_file_line_and_remedy(
    tmp_path: Path, kind: ErrorKind, path: str, text: str | bytes | None, line: int, words: str
) -> None:
    pages: dict[str, str | bytes | None] = {path: text}
    if kind is ErrorKind.DUPLICATE_ID and text is None:
        # Two keys that would share the id of their titles.
        other = REPORT.replace("XX乡党委", "YY乡党委")
        pages = {
            "reports/a/2023.md": other.replace("#report-2023 ", "#report-a-2023 ").replace("../reg", "../../reg"),
            "reports/a-2023.md": REPORT.replace("#report-2023 ", "#report-a-2023 ").replace("year: 2023", "year: 2022"),
        }
    if path.startswith("study/"):
        pages |= {"regulations/lao/index.md": OLD_WORK, "regulations/lao/1990.md": OLD_EDITION}
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(
            write_pages(tmp_path / "docs", pages),
            {
                "year_cards": Signature(),
                "study_pack": Signature(),
                "compare_years": signature(compare_years),
                "indicator_trend": signature(indicator_trend),
            },
        )
    told = [error for error in caught.value.errors if error.kind is kind]
    assert told, str(caught.value)
    error = next((error for error in told if error.line == line and words in str(error)), None)
    assert error, str(caught.value)
    assert str(error).startswith(f"docs/{path}:{line}：")
    assert kind.remedy in str(error)


def test_every_kind_of_content_error_has_a_case() -> None:
    elsewhere = {ErrorKind.WRONG_EDITION, ErrorKind.CITATION, ErrorKind.UNREADABLE, ErrorKind.SYMLINK,
                 ErrorKind.CLASSIFIED, ErrorKind.PRIVATE_NUMBER, ErrorKind.CONTINUATION}  # fmt: skip
    assert set(ErrorKind) - elsewhere == {kind for kind, *_ in CASES}


@pytest.mark.parametrize("closing", ["---", "--- ", "..."])
def test_long_front_matter_is_no_paragraph_however_it_is_closed(tmp_path: Path, closing: str) -> None:
    front = "\n".join(["letterhead:", *(f"  - {'公' * 90}" for _ in range(300)), closing])
    text = REPORT.replace("\n---\n\n#", f"\n{front}\n\n#", 1)
    assert load_yearbook(write_pages(tmp_path, {R: text})).reports["2023"].letterhead


def test_entry_repeats_no_later_year_and_paper_answers_none(tmp_path: Path) -> None:
    later = NEXT_LEDGER.replace("2023-01", "2024-01")
    pages: dict[str, str | bytes | None] = {
        L: REPEATS.replace("2021-07", "2024-01"),
        "ledger/2024.md": later.replace("    text: 问责偏轻", "    text: 问责偏轻\n    repeats: 2023-01"),
        LATER: paper_of_2024("answers: {}"),
        R: with_front(REPORT, "answers: {2024#m1: w1}"),
    }
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    told = {(error.file, error.line, error.kind) for error in caught.value.errors}
    assert {(f"docs/{L}", 9, ErrorKind.EARLIER_REFERENCE), (f"docs/{R}", 8, ErrorKind.EARLIER_REFERENCE)} <= told


def test_paper_does_not_call_two_what_others_call_one(tmp_path: Path) -> None:
    repeats = NEXT_LEDGER.replace("2023-01", "2024-01").replace("2023#", "2024#")
    pages: dict[str, str | bytes | None] = {
        "reports/2022.md": REPORT.replace("2023", "2022"),
        R: with_front(REPORT, "continues: {p1: {2022#p1: sure}}"),
        LATER: paper_of_2024("continues:\n  p1:\n    2022#p1: no\n    2023#p1: no"),
        "ledger/2024.md": repeats.replace("    text: 问责偏轻", "    text: 问责偏轻\n    repeats: 2023-01"),
    }
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    told = [(error.file, error.line, error.kind) for error in caught.value.errors]
    assert told == [(f"docs/{LATER}", line, ErrorKind.CONTINUATION) for line in (10, 11)]
    assert "2024年台账第1项" in str(caught.value)


def test_same_two_years_stand_once_on_a_page_and_in_order_of_time(tmp_path: Path) -> None:
    earlier = REPORT.replace("2023", "2022")
    once = MACROS.format("{{ compare_years(2023, 2022) }}")
    pages: dict[str, str | bytes | None] = {"reports/2022.md": earlier, "compare/dongzhen/x.md": once}
    macros = {"compare_years": signature(compare_years)}
    yearbook = load_yearbook(write_pages(tmp_path / "once", pages), macros)
    assert [(row.old.year, row.new.year) for row in yearbook.comparisons] == [(2022, 2023)]
    twice = once.replace("}}\n", "}} {{ compare_years() }}\n", 1)
    with pytest.raises(ContentErrors, match="本页还没有对照过的两个年度"):
        load_yearbook(write_pages(tmp_path / "twice", {**pages, "compare/dongzhen/x.md": twice}), macros)


def test_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = write_pages(tmp_path / "docs")
    read = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "duties.md":
            raise PermissionError(13, "Permission denied")
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(docs)
    assert [error.kind for error in caught.value.errors] == [ErrorKind.UNREADABLE]


def test_symbolic_links_are_told(tmp_path: Path) -> None:
    docs = write_pages(tmp_path / "docs")
    (docs / "reports/2022.md").symlink_to(docs / "nowhere.md")
    (docs / "reports/loop").symlink_to(docs)
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(docs)
    assert [(error.kind, error.file) for error in caught.value.errors] == [
        (ErrorKind.SYMLINK, "docs/reports/2022.md"),
        (ErrorKind.SYMLINK, "docs/reports/loop"),
    ]


@pytest.mark.parametrize(
    "line", ["#### 甲" + " " * 5900 + "乙", "[甲" + " " * 5900, "\\[" * 2900, "[" * 5900, "![" * 2900, "{" * 5900]
)
def test_no_line_keeps_the_reader_busy(tmp_path: Path, line: str) -> None:
    # Without bounded patterns each of these took from seconds to minutes.
    load_yearbook(write_pages(tmp_path / "docs", {R: REPORT.replace(BODY, line)}))


def test_all_faults_of_all_pages_are_told_at_once(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | None] = {
        R: with_front(REPORT.replace("year: 2023", "year: x"), "colour: red").replace("{ #p1 }", ""),
        OLD: EDITION_2018.replace("issuer: 示例机关\n", ""),
    }
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    kinds = {(error.file, error.kind) for error in caught.value.errors}
    assert {
        (f"docs/{R}", ErrorKind.FIELD_TYPE),
        (f"docs/{R}", ErrorKind.FIELD_UNKNOWN),
        (f"docs/{R}", ErrorKind.HEADING_ID_MISSING),
        (f"docs/{OLD}", ErrorKind.FIELD_MISSING),
    } <= kinds
    assert str(caught.value).splitlines()[-1] == f"共 {len(caught.value.errors)} 处错误。"


def test_one_fault_does_not_bring_others_with_it(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | None] = {WORK: REGULATION.replace("kind: 条例", "kind: 章程")}
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    assert [error.kind for error in caught.value.errors] == [ErrorKind.FIELD_VALUE]


def test_fault_of_a_report_does_not_bring_faults_of_its_ledger(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | None] = {R: REPORT.replace("year: 2023", "year: x")}
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    assert [error.kind for error in caught.value.errors] == [ErrorKind.FIELD_TYPE]


def test_fault_of_an_edition_does_not_bring_faults_of_its_neighbours(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | None] = {NEW: EDITION_2023.replace("issuer: 示例机关\n", "")}
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    assert [error.kind for error in caught.value.errors] == [ErrorKind.FIELD_MISSING]


def test_missing_kind_of_a_part_says_nothing_of_the_ids_under_it(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | None] = {R: REPORT.replace("{ #work .work }", "{ #work }")}
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    assert [error.kind for error in caught.value.errors] == [ErrorKind.PART_KIND]


@pytest.mark.parametrize(
    ("slip", "line"),
    [
        ("unit：XX乡党委", 3),
        ("unit：  XX乡党委", 3),
        ("unit:XX乡党委", 3),
        (" unit: XX乡党委", 3),
        ("\tunit: XX乡党委", 3),
        ('unit: "XX乡党委', 3),
        ("unit: XX乡: 党委", 3),
        ("unit: @XX乡党委", 3),
        ("unit: XX乡党委\nallowed: [XX", 4),
        ("unit: XX乡党委\nsource: {file：a.txt, sha256: 00}", 4),
        ("unit: XX乡党委\nsource: {file:a.txt, sha256: 00}", 4),
        ("unit: XX乡党委\nallowed:\n  - 一\n -二\n  - 三", 6),
        ("unit: XX乡党委\nallowed:\n  - 会议：一\nindicators: []\nretired：[]", 7),
    ],
)
def test_slip_in_front_matter_is_told_where_it_is(tmp_path: Path, slip: str, line: int) -> None:
    pages: dict[str, str | bytes | None] = {R: REPORT.replace("unit: XX乡党委", slip)}
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    assert [(error.kind, error.line) for error in caught.value.errors] == [(ErrorKind.YAML_SYNTAX, line)]


def test_slip_is_told_with_the_line_as_it_was_meant(tmp_path: Path) -> None:
    pages: dict[str, str | bytes | None] = {R: REPORT.replace("unit: XX乡党委", "unit：XX乡党委")}
    with pytest.raises(ContentErrors) as caught:
        load_yearbook(write_pages(tmp_path / "docs", pages))
    error = caught.value.errors[0]
    assert (error.found, error.expected) == ("“unit：XX乡党委”", "“unit: XX乡党委”")


def test_sentence_that_goes_on_with_a_colon_is_no_slip(tmp_path: Path) -> None:
    text = LOCAL.replace("known: 只知名称", "known: 只知名称\nnote: 依据有\n  一是：章程\n  二是：条例")
    rule = load_yearbook(write_pages(tmp_path / "docs", {"regulations/local/kaoqin.md": text})).local_rules["kaoqin"]
    assert rule.note == "依据有 一是：章程 二是：条例"


@pytest.mark.parametrize("page", [REPORT, LEDGER, EDITION_2023, CONCEPTS, DUTIES, USAGES, PHRASES, LOCAL])
def test_every_full_width_colon_is_told_on_its_own_line_and_once(page: str) -> None:
    paths = {REPORT: R, LEDGER: L, EDITION_2023: NEW, CONCEPTS: "regulations/concepts.md"}
    paths |= {DUTIES: "regulations/duties.md", USAGES: U, PHRASES: H, LOCAL: "regulations/local/kaoqin.md"}
    head = page[: page.index("\n---\n", 4)]
    places = [match.start() for match in re.finditer(r":(?= |\n|$)", head)]
    assert places
    for place in places:
        faults = parse((page[:place] + "：" + page[place + 1 :]).encode(), paths[page]).errors
        assert [error.line for error in faults] == [page.count("\n", 0, place) + 1], page[:place]


def test_article_number_with_a_sub_number_stays_text(tmp_path: Path) -> None:
    text = EDITION_2023.replace("new: 3,", "new: 31_1,").replace("#art-3 }", "#art-31_1 }")
    yearbook = load_yearbook(write_pages(tmp_path / "docs", {NEW: text}))
    mapping = yearbook.editions["shili/2023"].amended_from
    assert mapping is not None
    assert mapping.amendments[1].new == "art-31_1"

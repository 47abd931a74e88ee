"""A small site with every component in every state, for the tests alone: real templates, made-up records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

from macros.corpus import load_yearbook
from macros.domain.ledgers import Status
from macros.domain.yearbook import Yearbook
from macros.render import dashboard, ledger_tables, overview, register_pages, years_compared
from macros.render.charts import Bar, BarPart, Point, StackedBar, bar_chart, line_chart, stacked_bars
from macros.render.edition_timeline import edition_timeline
from macros.render.environment import render_macro
from macros.render.links import Links
from macros.render.matrix import NO_PAPERS, MatrixCell, MatrixRow, Sign, count_cell, matrix
from macros.render.report_page import part_line, render_banner, render_path, report_head
from macros.render.small_multiple import small_multiple
from scripts.build import pipeline
from scripts.setup.console import Console
from tests.helpers.ledger_pages import entry, ledger, measure
from tests.helpers.linked_pages import REPORT
from tests.helpers.office import make_office

#: Where the page stands: what the register alone needs is loaded there too.
PAGE = "regulations/components.md"
_TITLE = "# 部件 { #components }\n"
TODAY = date(2024, 7, 15)
_HERE = Links(PAGE)
_TALK = "全年开展廉政谈话{}人次，对新任职干部逐个提醒。建立登记制度，谈话前有提纲、谈话后有回访。\n\n公务用车统一停放。"
_BANNERS = {
    "now": "现行",
    "over": "已被取代",
    "coming": "尚未施行",
    "unproven": "未证实",
    "sample": "示例",
    "note": "转述",
}
_TEXT = """\
| 年度 | 件数 | 说明 |
| --- | ---: | :---: |
| 2022年 | 12 | [首页](../index.md) |
| 2023年 | 9 | 比上年少 |

正文一段，写明[《示例条例》](shili/2018.md)，**重点**和`代码`。

- 一项
- 又一项

1. 第一
2. 第二

> 引用一段。
"""


def make_components(site: Path) -> None:
    """Build the site; its page of components holds each in an element with the component's name as its id.

    Args:
        site: The folder to write; what it is made from lies beside it.
    """
    project = make_office(site.with_name(f"{site.name}-project"), _papers())
    book = load_yearbook(project.docs)
    parts = "\n\n".join(f'<div id="yb-part-{name}">\n{html.strip()}\n</div>' for name, html in _components(book))
    page = f"---\naudience: 班子\n---\n\n{_TITLE}\n{parts}\n\n## 正文和表格 {{ #text }}\n\n{_TEXT}"
    (project.docs / PAGE).write_text(page, encoding="utf-8")
    pipeline.build(site, project, Console(quiet=True))


def _papers() -> dict[str, str | bytes | None]:
    later = REPORT.replace("开展教育。", _TALK.format(56))
    earlier = REPORT.replace("开展教育。", _TALK.format(45)).replace("2023", "2022")
    pages = {"reports/2022.md": earlier.replace("audience:", "sample: true\naudience:"), "reports/2023.md": later}
    call = "---\nrender_macros: true\n---\n\n# 对照 { #compare }\n\n{{ compare_years(2022, 2023) }}\n"
    # A page that nothing leads to is a fault.
    way = f"# 学习资料 {{ #study }}\n\n[部件](../{PAGE})\n"
    handbook = {
        "handbook/regulation.md": "# 登记 { #registering }\n\n## 核对 { #proof }\n",
        "handbook/intake.md": "# 导入 { #intake }\n\n## 法规 { #regulation }\n",
    }
    more = {"ledger/2023.md": _ledger(), "study/index.md": way, PAGE: _TITLE, **handbook}
    return {**pages, "compare/2022-2023.md": call, **more}


def _ledger() -> str:
    """A measure of each status, overdue, nearly due and moved among them, and an entry without any."""
    moved = "2024-05-31}, {on: 2024-09-30, why: 等待上级文件"
    stands = {Status.NOT_STARTED: moved, Status.UNDER_WAY: "2024-05-31", Status.PARTLY_DONE: "2024-07-20"}
    stands |= {Status.AWAITING: "2024-06-30", Status.ENDED: "2024-05-31"}
    measures = [
        measure(f"措施{n}", f"2024-03-0{n} {status} 会议记录", due=due)
        for n, (status, due) in enumerate(stands.items(), 1)
    ]
    ends = [
        measure("又退回的措施", "2024-03-01 已销号 会议记录", "2024-06-01 退回整改", verified_by="纪委书记"),
        measure("办结的措施", "2024-03-01 已销号 会议记录", verified_by="纪委书记"),
        measure("没有佐证的措施", "2024-03-01 已销号"),
        measure("不再办的措施", "2024-03-01 终止 会议纪要", approved_by="党委会"),
        measure("一直要办的措施", "2024-03-01 长期坚持 检查记录", kind="长期坚持", due=""),
    ]
    return ledger(
        2023, entry("2023-01", "问责偏轻", *measures), entry("2023-02", "台账不全", *ends), entry("2023-03", "待定")
    )


def _components(book: Yearbook) -> Iterator[tuple[str, str]]:
    report, work = book.reports["2023"], book.regulations["shili"]
    yield "path", render_path([("首页", "../index.html"), ("法规", "index.html")], "本页")
    yield "head", report_head(report, book, _HERE, TODAY, (("PDF", "../index.html"), ("Word 文件", "../index.html")))
    ways = [("去处", "index.html")]
    yield "banners", "".join(render_banner(title, "说明一句。", ways, tone=tone) for tone, title in _BANNERS.items())
    yield "tiles", dashboard.key_numbers(book, "", _HERE, TODAY)
    yield "matrix", matrix("问题与年度", "问题", ("2021年", "2022年", "2023年"), _MATRIX, _KEY)
    yield (
        "charts",
        _side_by_side(
            (
                stacked_bars(_STACKS, "各年台账的措施"),
                small_multiple(_POINTS, "廉政谈话"),
                bar_chart(_BARS, "信访举报历年变化"),
            ),
            (line_chart(_POINTS, "廉政谈话历年变化"), edition_timeline(work, tuple(book.reports.values()), TODAY)),
        ),
    )
    yield "editions", register_pages.editions_line(work, book, _HERE, TODAY)
    yield "facts", register_pages.regulation_facts(work, book, _HERE)
    yield "ledger", ledger_tables.ledger_table(book.ledgers["2023"], book, _HERE, TODAY)
    yield "register", overview.regulation_list(book, _HERE, TODAY)
    yield "note", part_line(report.parts[0]) + _note()
    yield "pair", years_compared.compare_years((book.reports["2022"], report), book, _HERE)
    yield "empty", overview.ledger_list(Yearbook(), _HERE, TODAY)


def _side_by_side(*columns: tuple[str, ...]) -> str:
    return '<div class="yb-halves">' + "".join(f"<div>{''.join(column)}</div>" for column in columns) + "</div>"


def _note() -> str:
    """More than stands open beside an item."""
    stands = SimpleNamespace(
        path="ledger/2023.md",
        anchor="e-2023-01",
        name="第1项",
        statuses=["整改中"],
        marks=["逾期", "临期"],
        sample=False,
    )
    figures = [SimpleNamespace(name=f"指标{n}", written=f"{n} 次") for n in range(1, 6)]
    return render_macro(
        "item_line",
        provisions=["《示例条例》2018年版第一条"],
        figures=figures,
        lines=[stands],
        back=None,
        carried=None,
        sample_page=False,
        links=_HERE,
    )


_MATRIX = (
    MatrixRow(
        "台账不全",
        (
            MatrixCell(Sign.DONE.value, "已销号", "good", "index.html"),
            NO_PAPERS,
            MatrixCell(Sign.UNDER_WAY.value, "整改中，逾期 4 天", "problem", "index.html", "逾期"),
        ),
        "index.html",
        "2 年",
    ),
    MatrixRow(
        "一个名称很长、在一行里放不下、要在末尾省去几个字的问题，后面还有",
        (count_cell(0, "未写到"), count_cell(1, "一处"), count_cell(2, "两处")),
    ),
    MatrixRow("公开不细", (count_cell(4, "四处"), count_cell(9, "九处"), MatrixCell(Sign.OPEN.value, "未启动"))),
)
_KEY = ((Sign.DONE, "已办结"), (Sign.UNDER_WAY, "在办"), (Sign.OPEN, "未启动"), (Sign.ABSENT, "未见记载"))
_STACKS = (
    StackedBar(
        "2024年",
        (
            BarPart("已办结", 5, "good"),
            BarPart("长期坚持", 3, "muted"),
            BarPart("在办", 4, "plain"),
            BarPart("临期", 2, "warn"),
            BarPart("逾期", 7, "problem"),
            BarPart("未启动", 3, "hollow"),
        ),
        "index.html",
    ),
    StackedBar("2023年", (BarPart("已办结", 1, "good"), BarPart("未启动", 9, "hollow"))),
    StackedBar("2022年", (), none="本站没有台账"),
)
_POINTS = (
    Point("2019年", Decimal(40), "40人"),
    Point("2020年", Decimal("56.5"), "约56.5人"),
    Point("2021年", None, "未见记载"),
    Point("2022年", Decimal(80), "80人", sample=True),
    Point("2023年", Decimal(120), "120人次", note="2023年起单位由人改为人次，不可直接比较"),
)
_BARS = (
    Bar("2021年", Decimal(-4), "-4件"),
    Bar("2022年", None, "未见记载"),
    Bar("2023年", Decimal(0), "0件"),
    Bar("2024年", Decimal("56.5"), "约56.5件", sample=True),
)

"""How a query for a provision is read, and what answers it: every spelling, no longer name taken for a shorter one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from scripts.setup.needs import BROWSER
from scripts.setup.project import ROOT

pytestmark = pytest.mark.needs(BROWSER)
SCRIPTS = Path(ROOT, "overrides/assets/javascripts")
PARTS = ("search-engine.js", "numerals.js", "search-query.js", "search-provisions.js")


def edition(name: str, standing: str, since: str, until: str, **more: object) -> dict[str, object]:
    known = {"unit": "条", "count": 80, "proven": True, "held": 80, "text": "本站摘要"}
    return {**known, "id": name, "standing": standing, "from": since, "to": until, **more}


CHUFEN = [
    edition("2023", "现行", "2024-01-01", "", count=158, held=158),
    edition("2018", "已被取代", "2018-10-01", "2024-01-01"),
    edition("1997", "已被取代", "1997-02-27", "2003-12-31", count=172, held=172),
]
REGISTER: dict[str, Any] = {
    "names": [
        ["中国共产党纪律处分条例", ["chufen"], ["2018", "2023"]],
        ["处分条例", ["chufen"], []],
        ["旧处分办法", ["chufen"], ["1997"]],
        ["问责条例", ["wenze"], []],
        ["八项规定", ["baxiang"], []],
        ["八项规定实施细则", ["xize"], []],
        ["监察法", ["jiancha"], []],
        ["党委（党组）学习规则", ["xuexi"], []],
        ["廉洁自律准则", ["lianjie"], []],
        ["党内政治生活准则", ["zhunze"], []],
        ["1980年准则", ["zhunze-1980"], []],
    ],
    "works": {
        "chufen": {"title": "中国共产党纪律处分条例", "name": "处分条例", "editions": CHUFEN},
        **{
            name: {"title": title, "name": title, "editions": [edition("2019", "现行", "2019-09-01", "", unit=unit)]}
            for name, title, unit in [
                ("wenze", "问责条例", "条"),
                ("baxiang", "八项规定", "点"),
                ("xize", "八项规定实施细则", "条"),
                ("jiancha", "监察法", "条"),
                ("xuexi", "党委（党组）学习规则", "条"),
                ("lianjie", "廉洁自律准则", "条"),
                ("zhunze", "党内政治生活准则", "部分"),
            ]
        },
        "zhunze-1980": {
            "title": "1980年准则",
            "name": "1980年准则",
            "editions": [edition("1980", "现行", "1980-02-29", "", unit="部分", count=12, held=0)],
        },
    },
}
FIELDS = ["id", "kind", "year", "place", "heading", "text"]
ROWS = [
    *[
        [f"chufen/{year}#art-{number}", "法规", year, f"《处分条例》{year}年版", f"第{number}条 甲", "统计造假的处分。"]
        for year, number in [(2023, 74), (2023, 139), (2018, 74), (2018, 67), (1997, 160)]
    ],
    *[
        [f"chufen/{year}", "法规", year, "《处分条例》", f"处分条例（{year}年版）", ""]
        for year in (2023, 2018, 1997)
    ],
    ["chufen", "法规", 0, "法规", "处分条例", ""],
    ["wenze/2019#art-7", "法规", 2019, "《问责条例》2019年版", "第七条 情形", "对通报的处理。"],
    ["wenze/2019#art-74", "法规", 2019, "《问责条例》2019年版", "第七十四条 附则", ""],
    ["wenze/2019", "法规", 2019, "《问责条例》", "问责条例（2019年版）", ""],
    ["wenze", "法规", 0, "法规", "问责条例", ""],
    ["zhunze/2019#part-5", "法规", 2019, "《准则》2019年版", "五、联系群众", ""],
    ["lianjie/2019#art-5", "法规", 2019, "《准则》2019年版", "第五条 廉洁", ""],
    ["2023#m1", "措施", 2023, "2023年", "讲党课", "按照问责条例第七条讲党课。"],
]  # fmt: skip


@pytest.fixture(scope="module")
def scripts(browser: Browser) -> Iterator[Any]:
    page = browser.new_page()
    page.goto("about:blank")
    for name in PARTS:
        page.add_script_tag(content=(SCRIPTS / name).read_text(encoding="utf-8"))
    yield page
    page.close()


def read(scripts: Any, query: str) -> Any:
    return scripts.evaluate(
        "([query, register]) => { const q = window.ybSearchQuery; return q.understand(query, q.prepare(register)); }",
        [query, REGISTER],
    )


def answer(scripts: Any, query: str, *, whole: bool = True) -> Any:
    return scripts.evaluate(
        """([query, register, rows, fields, whole]) => {
          const made = window.ybSearchProvisions.answer(
            query, {register}, window.ybSearchEngine.load(rows, fields), whole);
          const ids = records => records.map(record => record.id);
          return {...made, first: ids(made.first), last: ids(made.last)}; }""",
        [query, REGISTER, ROWS, FIELDS, whole],
    )


@pytest.mark.parametrize(
    ("query", "work", "article", "year"),
    [
        ("处分条例 第七十四条", "chufen", "74", 0),
        ("处分条例第七十四条", "chufen", "74", 0),
        ("处分条例74条", "chufen", "74", 0),
        ("处分条例 74", "chufen", "74", 0),
        ("处分条例74", "chufen", "74", 0),
        ("74条 处分条例", "chufen", "74", 0),
        ("第74条处分条例", "chufen", "74", 0),
        ("《中国共产党纪律处分条例》第五条", "chufen", "5", 0),
        ("“处分条例”第 ７４ 条", "chufen", "74", 0),
        ("处分条例 一百二十二", "chufen", "122", 0),
        ("处分条例第一二二条", "chufen", "122", 0),
        ("2018年 处分条例 第六十七条", "chufen", "67", 2018),
        ("2018年处分条例第67条", "chufen", "67", 2018),
        ("２０１８版处分条例", "chufen", "", 2018),
        ("处分条例 2018", "chufen", "", 2018),
        ("处分条例（2018年修订）第六十七条", "chufen", "67", 2018),
        ("处分条例(2018)67", "chufen", "67", 2018),
        ("问责条例第七条第二款", "wenze", "7", 0),
        ("处分条例第74、75条", "chufen", "74", 0),
        ("处分条例 第七十四至八十条", "chufen", "74", 0),
        ("处分条例第74-80条", "chufen", "74", 0),
        ("问责条例第七条第一款第（二）项", "wenze", "7", 0),
        ("处分条例第31条之一", "chufen", "31_1", 0),
        ("处分条例第三十一之一条", "chufen", "31_1", 0),
        ("八项规定 第三点", "baxiang", "3", 0),
        ("八项规定第3条", "baxiang", "3", 0),
        ("八项规定实施细则 第三条", "xize", "3", 0),
        ("党委（党组）学习规则第三条", "xuexi", "3", 0),
        ("党内政治生活准则 第五部分", "zhunze", "5", 0),
        ("1980年准则", "zhunze-1980", "", 0),
        ("依据现行问责条例第七条是什么", "wenze", "7", 0),
        # Other names than the register has, where they fit one work alone.
        ("问责 第七条", "wenze", "7", 0),
        ("政治生活准则第五部分", "zhunze", "5", 0),
    ],
)
def test_every_spelling_of_a_provision_is_understood(
    scripts: Any, query: str, work: str, article: str, year: int
) -> None:
    found = read(scripts, query)
    assert (found["works"], found["article"], found["year"], found["rest"]) == ([work], article, year, [])
    assert found["sure"]


@pytest.mark.parametrize(
    "query",
    ["", "，。", "2023年 党课", "第七条", "74", "问责", "八项规定精神", "监察法规", "处分", "长" * 10_000, "(a+)+$[\\"],
)
def test_what_names_no_regulation_is_left_to_the_words(scripts: Any, query: str) -> None:
    assert read(scripts, query) is None


@pytest.mark.parametrize("query", ["公务员处分条例第五条", "监察法实施条例 第五条", "农村问责条例第七条"])
def test_a_longer_name_is_not_taken_for_a_shorter_one(scripts: Any, query: str) -> None:
    assert answer(scripts, query)["first"] == []


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("处分条例74条", ["chufen/2023#art-74", "chufen/2018#art-74"], []),
        ("2018年 处分条例 74", ["chufen/2018#art-74"], []),
        ("处分条例 2018", ["chufen/2018"], []),
        ("问责条例", ["wenze"], []),
        # A name that an older edition alone bears.
        ("旧处分办法 第160条", ["chufen/1997#art-160"], []),
        ("旧处分办法", ["chufen/1997", "chufen"], []),
        # Words beside the name: the provisions that hold them, the rest of those after the other results.
        (
            "处分条例 统计造假",
            ["chufen/2023#art-139", "chufen/2023#art-74", "chufen/2018#art-67"],
            ["chufen/2018#art-74", "chufen/1997#art-160"],
        ),
        # A year that is no edition's is that of a paper.
        ("2023年 问责条例", [], ["wenze/2019"]),
        ("处分条例 2018年度", [], []),
        ("问责条例第七条 -通报", [], []),
        ("准则 第五条", ["lianjie/2019#art-5"], []),
    ],
)
def test_the_edition_in_force_answers_first(scripts: Any, query: str, first: list[str], last: list[str]) -> None:
    found = answer(scripts, query)
    assert (found["first"], found["last"]) == (first, last)


@pytest.mark.parametrize(
    ("query", "first", "told"),
    [
        ("处分条例 第二百条", ["chufen/2023"], "《中国共产党纪律处分条例》第二百条：2023年版共158条。"),
        (
            "处分条例 160",
            ["chufen/1997#art-160", "chufen/2023"],
            "《中国共产党纪律处分条例》第160条：2023年版共158条。",
        ),
        (
            "处分条例第31条之一",
            ["chufen/2023"],
            "《中国共产党纪律处分条例》第31条之一：2023年版没有这一条，共158条。",
        ),
        (
            "2020年 处分条例 第67条",
            ["chufen/2018#art-67"],
            "《中国共产党纪律处分条例》没有2020年版；按登记的施行日期，2020年有效的是2018年版。",
        ),
        ("1980年准则 第五部分", [], "《1980年准则》第五部分：1980年版共12部分，本站没有登记条文。"),
        ("准则 第五部分", ["zhunze/2019#part-5"], "也可能是《1980年准则》，本站没有登记它的这一部分。"),
    ],
)
def test_what_is_not_there_is_told(scripts: Any, query: str, first: list[str], told: str) -> None:
    found = answer(scripts, query)
    assert (found["first"], found["notes"]) == (first, [told])


def test_nothing_is_said_to_be_missing_while_data_are_on_their_way(scripts: Any) -> None:
    assert answer(scripts, "处分条例 第二百条", whole=False)["notes"] == []
    assert answer(scripts, "条例", whole=False)["offers"] == []


def test_a_name_that_fits_several_offers_those_that_answer(scripts: Any) -> None:
    offered = answer(scripts, "条例 第七十四条")["offers"]
    assert offered == [
        {"name": "《处分条例》第七十四条", "query": "处分条例 第七十四条"},
        {"name": "《问责条例》第七十四条", "query": "问责条例 第七十四条"},
    ]
    assert [row["query"] for row in answer(scripts, "条例")["offers"]] == ["处分条例", "问责条例"]


def test_a_result_says_whether_it_applies_and_whose_words_it_holds(scripts: Any) -> None:
    told = scripts.evaluate(
        """([register, rows, fields]) => window.ybSearchEngine.load(rows, fields)
           .map(record => [record.id, window.ybSearchProvisions.standing(record, {register})])""",
        [REGISTER, ROWS, FIELDS],
    )
    said = dict(told)
    assert said["chufen/2023#art-74"] == "现行，本站摘要"
    assert said["chufen/2018"] == "已被取代"
    # Nothing but a topic of it is held.
    assert said["wenze/2019#art-74"] == "现行，只有主题"
    assert said["chufen"] == said["2023#m1"] == ""

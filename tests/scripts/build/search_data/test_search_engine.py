"""The engine in a real browser: folding, reading a query, finding all and nothing else, marks in their places."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from scripts.province import folding
from scripts.setup.environment import ROOT
from scripts.setup.needs import BROWSER

pytestmark = pytest.mark.needs(BROWSER)
ENGINE = Path(ROOT, "overrides/assets/javascripts/search-engine.js")
PARTING = set("\n\r\u2028\u2029。、,;:!?…｡､")
NOTHING = set(
    "\"'`´‘’‚‛“”„‟′″«»「」『』()[]{}<>‹›⟨⟩〈〉《》【】〔〕〖〗〘〙〚〛\u200b\u200c\u200d\ufeff\u00ad\u2060\ufe0f"
)


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Any]:
    page = browser.new_page()
    page.goto("about:blank")
    page.add_script_tag(content=ENGINE.read_text(encoding="utf-8"))
    yield page
    page.close()


def call(engine: Any, name: str, *arguments: object) -> Any:
    return engine.evaluate("([name, values]) => window.ybSearchEngine[name](...values)", [name, list(arguments)])


def fold(text: str) -> str:
    """The definition of folding, written a second time."""
    plain = "".join(unicodedata.normalize("NFKC", sign).lower() for sign in text)
    out = ""
    for place, sign in enumerate(plain):
        digits = plain[place - 1 : place].isdecimal(), plain[place + 1 : place + 2].isdecimal()
        if sign in PARTING or (sign == "." and not all(digits)):
            out += "" if out.endswith("\n") else "\n"
        elif sign not in NOTHING and not sign.isspace():
            out += sign
    return out


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("“三公”经费", "三公经费"),
        ("《中国共产党纪律处分条例》第十条", "中国共产党纪律处分条例第十条"),
        ("办公。车辆", "办公\n车辆"),
        ("甲，乙、丙；丁：戊！己？庚\n辛", "甲\n乙\n丙\n丁\n戊\n己\n庚\n辛"),
        ("甲。。，\n乙", "甲\n乙"),
        ("ＡＢＣ１２３ａ", "abc123a"),
        ("下降3.5%。5.", "下降3.5%\n5\n"),
        ("廉 政\u3000建\u200b设", "廉政建设"),
        ("𠮷人民法院", "𠮷人民法院"),
        ("㎡与①", "m2与1"),
        ("", ""),
    ],
)
def test_folding_leaves_what_readers_mean(engine: Any, text: str, folded: str) -> None:
    assert call(engine, "fold", text) == folded
    assert fold(text) == folded


SIGNS = "党风廉政建设公车办三“”‘’《》（）()。，、；：！？,.;:!?…\n \u3000\u200b１2３.5％%AbＣ㎡𠮷é-—"


def some_texts(count: int, longest: int) -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choice(SIGNS) for _ in range(chance.randint(0, longest))) for _ in range(count)]


def test_folding_is_what_its_definition_says(engine: Any) -> None:
    texts = some_texts(600, 40)
    folded = engine.evaluate("texts => texts.map(text => window.ybSearchEngine.fold(text))", texts)
    assert folded == [fold(text) for text in texts]
    # What goes to a search on a server is folded elsewhere.
    assert [text.strip("\n") for text in folded] == [folding.fold(text) for text in texts]


def test_marks_cover_exactly_what_was_found(engine: Any) -> None:
    texts = [text for text in some_texts(400, 60) if fold(text).strip("\n")]
    chance = random.Random(11)
    pairs = []
    for text in texts:
        folded = fold(text)
        start = chance.randrange(len(folded))
        term = folded[start : start + chance.randint(1, 5)].strip("\n")
        if term:
            pairs.append([text, term])
    rows = engine.evaluate("pairs => pairs.map(([text, term]) => window.ybSearchEngine.spans(text, [term]))", pairs)
    for (text, term), spans in zip(pairs, rows, strict=True):
        units = text.encode("utf-16-le")
        marked = [units[2 * start : 2 * end].decode("utf-16-le") for start, end in spans]
        assert marked, (text, term)
        # Neighbouring finds are joined to one mark; a sign that spells several may hold more than was asked for.
        assert all(term[0] in fold(mark) for mark in marked)
        assert any(term in fold(mark) for mark in marked)


@pytest.mark.parametrize(
    ("query", "wanted", "unwanted"),
    [
        ("问责 公开", ["问责", "公开"], []),
        ("问责\u3000公开", ["问责", "公开"], []),
        ("“民主 生活会”", ["民主生活会"], []),
        ("《纪律处分条例》问责", ["纪律处分条例", "问责"], []),
        ("问责 -通报", ["问责"], ["通报"]),
        ("问责 －“通报 批评”", ["问责"], ["通报批评"]),
        ("2021-2023年", ["2021-2023年"], []),
        ("问责 问责", ["问责"], []),
        ("办公。车辆", ["办公\n车辆"], []),
        ("，。 “” -", ["-"], []),
        ("“没有写完", ["没有写完"], []),
        ("-通报", [], ["通报"]),
        ("", [], []),
    ],
)
def test_query_is_read_as_it_is_meant(engine: Any, query: str, wanted: list[str], unwanted: list[str]) -> None:
    parsed = call(engine, "parse", query)
    assert (parsed["wanted"], parsed["unwanted"]) == (wanted, unwanted)


FIELDS = ["id", "kind", "year", "heading", "text"]
ROWS = [
    ["a", "现状", 2023, "规范用车", "规范“三公”经费的使用，公务用车统一派遣。"],
    ["b", "措施", 2022, "公开", "办公。车辆集中停放，三公，经费分列。"],
    ["c", "问题", 2021, "问责偏软", "问责多为通报批评。"],
    ["d", "措施", 2023, "加大问责", "对失职失责的严肃问责，公开曝光。"],
]


def search(engine: Any, query: str, by: str = "") -> list[str]:
    return list(
        engine.evaluate(
            """([rows, fields, query, by]) => { const e = window.ybSearchEngine, parsed = e.parse(query);
               return e.order(e.find(e.load(rows, fields), parsed), parsed, by).map(r => r.id); }""",
            [ROWS, FIELDS, query, by],
        )
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("三公经费", ["a"]),
        ("公车", []),
        ("用车", ["a"]),
        ("问责", ["d", "c"]),
        ("问责 公开", ["d"]),
        ("问责 -公开", ["c"]),
        ("公开", ["b", "d"]),
        ("责", ["d", "c"]),
        ("对失职失责的严肃问责", ["d"]),
        ("没有的词", []),
        ("，。", []),
        ("<script>", []),
        ("(a+)+$ [", []),
    ],
)
def test_search_finds_all_and_nothing_else(engine: Any, query: str, found: list[str]) -> None:
    assert search(engine, query) == found


KINDS = [
    ["handbook/a", "手册", 0, "", "逾期", "逾期逾期逾期", [], [], []],
    ["shili/2018#art-1", "法规", 2018, "", "逾期的处理", "逾期", [], [], []],
    ["2022#m4", "措施", 2022, "某乡党委", "公开", "对逾期不公开的约谈。", [], [], ["年度总结"]],
    ["2023#m1", "措施", 2023, "某乡党委", "加大问责", "问责。", ["整改中"], ["逾期"], ["年度总结"]],
    ["ledger/2023#2023-01", "台账", 2023, "某乡党委", "2023-01 问责偏轻", "起草、逾期", ["整改中"], ["逾期"],
     ["财政所", "整改中", "逾期", "已销号（无佐证）"]],
    ["compare/a", "页面", 0, "", "逾期的事项", "", [], [], []],
]  # fmt: skip
KIND_FIELDS = ["id", "kind", "year", "unit", "heading", "text", "statuses", "marks", "terms"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        # The office's own first, the entry that is overdue before those that only say the word.
        ("逾期", ["ledger/2023#2023-01", "2023#m1", "2022#m4", "shili/2018#art-1", "compare/a", "handbook/a"]),
        # A status, a post, a year and a unit are found as a whole and not in pieces.
        ("整改中", ["ledger/2023#2023-01", "2023#m1"]),
        ("整改", []),
        ("财政所 逾期", ["ledger/2023#2023-01"]),
        ("财政", []),
        ("已销号无佐证", ["ledger/2023#2023-01"]),
        ("2023年 问责", ["2023#m1", "ledger/2023#2023-01"]),
        ("2022年度", ["2022#m4"]),
        ("某乡党委 -2023", ["2022#m4"]),
        ("党委", []),
        ("年度总结 公开", ["2022#m4"]),
    ],
)
def test_words_that_say_what_a_thing_is_find_it_as_a_whole(engine: Any, query: str, found: list[str]) -> None:
    ids = engine.evaluate(
        """([rows, fields, query]) => { const e = window.ybSearchEngine, parsed = e.parse(query);
           return e.order(e.find(e.load(rows, fields), parsed), parsed, "").map(r => r.id); }""",
        [KINDS, KIND_FIELDS, query],
    )
    assert ids == found


def test_results_go_by_year_where_that_is_asked(engine: Any) -> None:
    assert search(engine, "公", "year") == ["a", "d", "b"]


def test_every_phrase_of_every_text_is_found_where_it_stands(engine: Any) -> None:
    texts = some_texts(200, 50)
    rows = [[str(n), "现状", 2023, "", text] for n, text in enumerate(texts)]
    chance = random.Random(3)
    queries = [piece for text in texts if (piece := fold(text).strip("\n")[: chance.randint(1, 8)].strip("\n"))]
    folded = [fold("\n" + text) for text in texts]
    found = engine.evaluate(
        """([rows, fields, queries]) => { const e = window.ybSearchEngine, records = e.load(rows, fields);
           return queries.map(q => e.find(records, {wanted: [q], unwanted: []}).map(r => r.id)); }""",
        [rows, FIELDS, queries],
    )
    for query, ids in zip(queries, found, strict=True):
        assert ids == [str(n) for n, text in enumerate(folded) if query in text], query


@pytest.mark.parametrize(
    ("query", "first"),
    [("问责 不存在", "d"), ("通报表扬", "c"), ("公务用车管理", "a"), ("毫无关系", None)],
)
def test_near_results_share_words_or_pieces(engine: Any, query: str, first: str | None) -> None:
    ids = engine.evaluate(
        """([rows, fields, query]) => { const e = window.ybSearchEngine;
           return e.near(e.load(rows, fields), e.parse(query)).map(r => r.id); }""",
        [ROWS, FIELDS, query],
    )
    assert (ids[0] if ids else None) == first


def test_very_long_query_is_answered(engine: Any) -> None:
    assert search(engine, "问责" * 5_000) == []
    assert search(engine, "问 " * 5_000) == ["d", "c"]
    assert call(engine, "near", [], call(engine, "parse", "长" * 10_000)) == []


def test_halves_of_signs_stand_for_themselves(engine: Any) -> None:
    found = engine.evaluate(
        """() => { const e = window.ybSearchEngine;
                  const records = e.load([["x", "", "甲\\ud800乙"]], ["id", "heading", "text"]);
                  return e.find(records, e.parse("\\ud800乙")).length; }"""
    )
    assert found == 1


def test_snippet_begins_at_the_sentence_and_holds_the_words(engine: Any) -> None:
    text = "第一句很长很长。第二句写到问责的事，还有别的。" + "后面。" * 50
    cut = call(engine, "snippet", text, ["问责"], 30)
    assert cut["text"].startswith("第二句写到问责")
    assert (cut["before"], cut["after"]) == (True, True)
    far = call(engine, "snippet", "很" * 200 + "问责" + "长" * 200, ["问责"], 60)
    assert "问责" in far["text"]


def test_other_names_are_offered_for_what_was_asked(engine: Any) -> None:
    groups = [["公务用车", "公车"], ["第一责任人", "一把手"]]
    offered = engine.evaluate(
        """([query, groups]) => { const e = window.ybSearchEngine;
                  return e.otherNames(query, e.parse(query), groups); }""",
        ["公车 管理", groups],
    )
    assert offered == [{"name": "公务用车", "query": "公务用车 管理"}]

"""What a search finds: one record a place, each leading there, written so that any browser loads it."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest
from lxml.html import fromstring

from macros.corpus import load_corpus
from macros.domain.concepts import Concept
from macros.proofing import find_passages
from macros.render.ledger_page import ledger_body
from macros.render.links import Links
from scripts.bench.searches.folding import fold
from scripts.build.search_data import SEARCH_DATA
from scripts.build.search_data.records import SearchRecord, make_records
from scripts.build.search_data.scripts_for_browsers import SHARD_CHARACTERS, make_scripts
from scripts.build.search_data.synonyms import find_synonyms
from scripts.build.search_data.writing import write_search_data
from scripts.setup.project import ROOT
from tests.helpers.factories import CONCEPTS, DUTIES, EDITION_2018, LEDGER, REPORT, day, write_pages

TODAY = day("2024-07-15")
#: The day as of which the shipped samples are told.
SHIPPED = day("2026-11-23")
#: What is a mark in running words is a sign in code.
CODE = str.maketrans("", "", "`*\\")
#: Marks of Markdown, tags, macros and numbers of lists, which are no words.
MARKUP = re.compile(r"<[^<>]*>|\{[{%].*?[%}]\}|`|^\s*(?:#+|[-*+]|\d+\.)\s+|^[\s|:-]+$", re.MULTILINE)
HANDBOOK = """\
---
render_macros: true
---

# 手册页 { #page }

## 一节 { #one }

说明[链接](../index.md)的文字。

| 甲 | 乙 |
| --- | --- |
| 丙 | 丁 |
"""


def records(folder: Path, **pages: str | None) -> dict[str, SearchRecord]:
    made = {name.replace("__", "/") + ".md": text for name, text in pages.items()}
    docs = write_pages(folder / "docs", {"index.md": "# 首页\n", **made})
    return {record.id: record for record in make_records(load_corpus(docs), TODAY)}


def test_every_kind_of_thing_is_found_by_its_id_and_leads_to_its_place(tmp_path: Path) -> None:
    found = records(tmp_path, handbook__a=HANDBOOK)
    told = {name: (record.kind, record.year, record.address) for name, record in found.items()}
    assert told["2023#w1"] == ("现状", 2023, "reports/2023.html#w1")
    assert told["2023#m1"] == ("措施", 2023, "reports/2023.html#m1")
    assert told["ledger/2023#2023-01"] == ("台账", 2023, "ledger/2023.html#e-2023-01")
    assert told["shili"] == ("法规", 0, "regulations/shili/index.html")
    assert told["shili/2018#art-2"] == ("法规", 2018, "regulations/shili/2018.html#art-2")
    assert told["concepts#jiaoyu"] == ("概念", 0, "regulations/concepts.html#jiaoyu")
    assert told["handbook/a#one"] == ("手册", 0, "handbook/a.html#one")


def test_concepts_and_duties_are_found_by_what_they_ask(tmp_path: Path) -> None:
    concepts = CONCEPTS.replace("    basis:", "    says: 每月教育一次。\n    basis:")
    duties = DUTIES.replace("    per_year", "    says: 每半年研究一次。\n    per_year")
    found = records(tmp_path, regulations__concepts=concepts, regulations__duties=duties)
    assert "每月教育一次。" in found["concepts#jiaoyu"].text
    duty = found["duties#1"]
    assert (duty.kind, duty.address) == ("规定动作", "regulations/duties.html#duty-1")
    assert "每半年研究一次。" in duty.text


def test_item_brings_its_regulations_its_status_and_its_sample_mark(tmp_path: Path) -> None:
    report = REPORT.replace("audience: 全体党员", "audience: 全体党员\nsample: true")
    record = records(tmp_path, reports__2023=report)["2023#m1"]
    assert (record.heading, record.text) == ("（一）加大问责", "落实《示例条例》。")
    assert (record.works, record.statuses, record.sample) == (("shili",), ("整改中",), True)
    assert (record.unit, record.place) == ("XX乡党委", "2023年")


def test_text_is_words_without_markup(tmp_path: Path) -> None:
    edition = EDITION_2018.replace("### 第一条 立规目的 { #art-1 }", "### 第一条 立规目的 { #art-1 }\n\n为了**示例**。")
    found = records(tmp_path, handbook__a=HANDBOOK, regulations__shili__2018=edition)
    assert found["shili/2018#art-1"].text == "为了示例。"
    assert found["handbook/a#one"].text == "说明链接的文字。\n甲 | 乙\n丙 | 丁"


def test_status_of_a_problem_is_that_of_its_measures_on_the_day(tmp_path: Path) -> None:
    assert records(tmp_path)["2023#p1"].statuses == ("整改中",)
    ledger = LEDGER.replace("on: 2024-03-01", "on: 2024-09-01").replace("2024-03-02", "2024-09-02")
    assert records(tmp_path / "later", ledger__2023=ledger)["2023#p1"].statuses == ("未启动",)


def test_ledger_entry_is_found_by_its_measures_and_by_whose_they_are(tmp_path: Path) -> None:
    record = records(tmp_path)["ledger/2023#2023-01"]
    assert record.heading == "第1项 问责偏轻"
    lines = [
        "修订办法",
        "党委书记、党建办、组织委员",
        "限期整改、整改中、逾期、跨年",
        "2024-06-30",
        "2024-03-01 已起草",
    ]
    assert record.text.split("\n") == [*lines, "2024-03-02 记", "自查"]
    # Readers are shown no ids; who knows one finds by it.
    assert {"2023-01", "2023#p1", "2023#m1"} <= set(record.terms)
    assert {"自查", "限期整改", "党委书记", "党建办", "组织委员", "整改中", "逾期"} <= set(record.terms)


@pytest.mark.parametrize(
    ("closure", "status", "terms"),
    [
        ("", "已销号（无佐证）", {"已销号", "无佐证", "已办结"}),
        ("        closure: {verified_by: 纪委书记}\n", "已销号", {"已销号", "已办结"}),
    ],
)
def test_status_is_that_of_the_day_and_no_earlier_one(
    tmp_path: Path, closure: str, status: str, terms: set[str]
) -> None:
    closed = "          - {on: 2024-06-01, status: 已销号, note: 验收, evidence: 记录}\n"
    ledger = LEDGER.replace("note: 已起草}\n", f"note: 已起草}}\n{closed}{closure}")
    record = records(tmp_path, ledger__2023=ledger)["ledger/2023#2023-01"]
    assert record.statuses == (status,)
    assert terms <= set(record.terms)
    assert "整改中" not in record.text
    assert not {"整改中", "逾期"} & {*record.terms, *record.marks}


def test_entry_without_a_measure_says_so(tmp_path: Path) -> None:
    ledger = LEDGER.partition("    measures:")[0] + "    measures: []\n---\n\n# 2023年整改台账 { #ledger-2023 }\n"
    record = records(tmp_path, ledger__2023=ledger)["ledger/2023#2023-01"]
    assert record.text.split("\n") == ["尚无措施", "自查"]
    assert record.statuses == ()


def test_paper_is_found_by_its_title_and_its_letterhead(tmp_path: Path) -> None:
    report = REPORT.replace("audience:", "letterhead: [X党发〔2024〕1号]\nsigned_on: 2024-01-05\naudience:")
    record = records(tmp_path, reports__2023=report)["2023"]
    assert (record.kind, record.heading, record.address) == ("报告", "2023年度总结", "reports/2023.html")
    assert record.text == "X党发〔2024〕1号\nXX乡党委\n2024年1月5日"
    assert record.terms == ("年度总结",)


def test_what_stands_before_the_first_part_or_item_is_found_by_itself(tmp_path: Path) -> None:
    lead = "一年来，\n共学[《示例条例》](../regulations/shili/2018.md)3次。"
    report = REPORT.replace("{ #work .work }\n", f"{{ #work .work }}\n\n{lead}\n")
    found = records(tmp_path, reports__2023=report)
    opening, lead = found["2023#opening"], found["2023#work-0"]
    assert (opening.kind, opening.heading, opening.text) == ("报告", "开头", "开头一段。")
    assert (lead.kind, lead.heading, lead.text) == ("现状", "现状开头", "一年来，共学《示例条例》3次。")
    assert (lead.address, lead.works) == ("reports/2023.html#work-0", ("shili",))
    assert (found["2023#work"].heading, found["2023#work"].text) == ("一、工作情况", "")
    assert (found["2023#measure"].heading, found["2023#measure"].text) == ("三、下一步措施", "")


def test_item_is_found_by_its_figures_too_and_cites_only_what_it_names(tmp_path: Path) -> None:
    report = REPORT.replace("audience:", "indicators: [{name: 廉政谈话, value: 5, unit: 次, at: w1}]\naudience:")
    report = report.replace("问责不够有力。", "[教育](../regulations/concepts.md#jiaoyu)不够。")
    concepts = {"regulations__concepts": CONCEPTS}
    found = records(tmp_path, reports__2023=report, **concepts)
    assert found["2023#w1"].terms == ("年度总结", "廉政谈话")
    assert (found["2023#p1"].works, found["2023#p1"].topics) == ((), ("jiaoyu",))


def test_everything_that_a_page_says_is_found_there() -> None:
    """Of the shipped site: every passage of every page, as a reader sees it."""
    corpus = load_corpus(ROOT / "docs")
    texts: dict[str, str] = defaultdict(str)
    for record in make_records(corpus, SHIPPED):
        texts[record.address.partition("#")[0]] += "\n" + fold(f"{record.heading}\n{record.text}".translate(CODE))
    missed = []
    for path, page in corpus.pages.items():
        said = texts[path.removesuffix(".md") + ".html"]
        # Attributes that are shown as code are words.
        lines = (re.sub(r"(`[^`{]*)\{(?= ?[.#])", r"\1（", line) for line in page.written)
        seen = (re.sub(MARKUP, "", line).replace("![", "[") for line in lines)
        for passage in find_passages(enumerate(seen)):
            words = [
                clause
                for clause in re.split(r"[\n|]", fold(re.sub(MARKUP, "", passage.text).translate(CODE)))
                if clause
            ]
            # A link that is shown as code is read as the link that it would be.
            missed += [(path, clause) for clause in words if clause not in said and ".fixed" not in clause]
    assert missed == []


def test_everything_that_is_shown_of_a_ledger_is_found_there() -> None:
    corpus = load_corpus(ROOT / "docs")
    found = {record.address: record for record in make_records(corpus, SHIPPED)}
    labels = {
        "来源",
        "问题",
        "原因",
        "与",
        "同一问题",
        "措施",
        "下次检查",
        "申请",
        "验收",
        "批准",
        "未写明",
        "无",
        "记",
    }
    labels |= {"销号以后又退回"}
    for ledger in corpus.yearbook.ledgers.values():
        body = fromstring(ledger_body(ledger, corpus.yearbook, Links(ledger.path), SHIPPED))
        for section in body.iter("section"):
            anchor = next(heading.get("id") for heading in section.iter("h2"))
            record = found[f"ledger/{ledger.key}.html#{anchor}"]
            said = fold(f"{record.heading}\n{record.text}")
            for row in section.iter("dt"):
                row.drop_tree()
            for cell in list(section.iter("td")):
                # What the status was before is told on the page and not asked for.
                if cell.getparent().index(cell) == 1:
                    cell.drop_tree()
            for head in list(section.iter("thead")):
                head.drop_tree()
            words = re.split(r"[\s、，；：（）]+", " ".join(section.itertext()))
            assert [word for word in words if fold(word) not in said and word not in labels] == []


def test_newest_year_comes_first_and_the_register_after_it(tmp_path: Path) -> None:
    earlier = REPORT.replace("2023", "2022")
    order = list(records(tmp_path, reports__2022=earlier))
    assert order.index("2023#w1") < order.index("2022#w1") < order.index("shili")


def test_names_for_the_same_thing_are_offered(tmp_path: Path) -> None:
    concepts = (
        "---\nconcepts:\n  - id: zeren\n    names: [第一责任人]\n    search_names: [一把手]\n    verified: true\n"
        "---\n\n# 概念 { #concepts }\n"
    )
    docs = write_pages(tmp_path, {"regulations/concepts.md": concepts})
    yearbook = load_corpus(docs).yearbook
    assert list(find_synonyms(yearbook)) == [("第一责任人", "一把手")]
    assert isinstance(yearbook.concepts["zeren"], Concept)


def test_data_is_plain_script_that_holds_no_markup(tmp_path: Path) -> None:
    report = REPORT.replace("问责不够有力。", "写着</script><script>alert(1)</script>和\u3000空白。")
    docs = write_pages(tmp_path, {"reports/2023.md": report})
    scripts = {script.name: script.text for script in make_scripts(load_corpus(docs), TODAY)}
    assert list(scripts) == ["manifest.js", "shard-000.js", "shard-001.js"]
    assert "</" not in "".join(scripts.values())
    manifest = json.loads(scripts["manifest.js"].partition("=")[2].rstrip(";\n"))
    shards = [json.loads(scripts[one["file"]].partition(",")[2].rpartition(")")[0]) for one in manifest["shards"]]
    rows = shards[0]
    assert manifest["total"] == sum(map(len, shards))
    assert [(one["from"], one["to"]) for one in manifest["shards"]] == [(2023, 2023), (0, 0)]
    assert [one["bytes"] + len(f"ybSearchShard({n},[]);") for n, one in enumerate(manifest["shards"])] == [
        len(scripts[one["file"]].encode()) for one in manifest["shards"]
    ]
    assert manifest["asOf"] == "2024-07-15"
    made = dict(zip(manifest["fields"], next(row for row in rows if row[0] == "2023#p1"), strict=True))
    assert made["text"] == "写着</script><script>alert(1)</script>和\u3000空白。"


def test_much_text_is_cut_in_shards_newest_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SHARD_CHARACTERS == 1_000_000
    monkeypatch.setattr("scripts.build.search_data.scripts_for_browsers.SHARD_CHARACTERS", 20)
    docs = write_pages(tmp_path, {"reports/2022.md": REPORT.replace("2023", "2022")})
    scripts = list(make_scripts(load_corpus(docs), TODAY))
    manifest = json.loads(scripts[0].text.partition("=")[2].rstrip(";\n"))
    assert len(manifest["shards"]) == len(scripts) - 1 > 3
    assert manifest["shards"][0]["years"] == "2023—2023"


def test_a_year_of_much_text_has_a_shard_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {f"reports/{year}.md": REPORT.replace("2023", str(year)) for year in (2020, 2021, 2022)}
    corpus = load_corpus(write_pages(tmp_path, pages))

    def years(least: int) -> list[tuple[int, int]]:
        monkeypatch.setattr("scripts.build.search_data.scripts_for_browsers.YEAR_CHARACTERS", least)
        manifest = json.loads(next(iter(make_scripts(corpus, TODAY))).text.partition("=")[2].rstrip(";\n"))
        return [(one["from"], one["to"]) for one in manifest["shards"] if one["to"]]

    assert years(50_000) == [(2020, 2023)]
    assert years(1) == [(2023, 2023), (2022, 2022), (2021, 2021), (2020, 2020)]


def test_writing_again_touches_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    corpus = load_corpus(write_pages(tmp_path / "docs"))
    folder = tmp_path / "overrides"
    (folder / SEARCH_DATA).mkdir(parents=True)
    (folder / SEARCH_DATA / "shard-009.js").write_text("old", encoding="utf-8")
    size = write_search_data(corpus, folder)
    files = sorted((folder / SEARCH_DATA).iterdir())
    assert [file.name for file in files] == ["manifest.js", "names.js", "shard-000.js", "shard-001.js"]
    assert size == sum(file.stat().st_size for file in files)
    stamps = [file.stat().st_mtime_ns for file in files]
    write_search_data(corpus, folder)
    assert [file.stat().st_mtime_ns for file in files] == stamps

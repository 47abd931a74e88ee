"""The Markdown seam: what it adds to data pages, and what can never get through it."""

from __future__ import annotations

import html
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import markdown
import pytest

from macros.annotate import AnnotateExtension
from macros.errors import SiteError
from tests.helpers.converted_pages import CARRIED, assert_is_harmless, carried_site, convert
from tests.helpers.factories import EDITION_2018, LEDGER, REGULATION, REPORT, write_pages


@pytest.mark.parametrize(
    "path",
    ["reports/2023.md", "regulations/shili/index.md", "regulations/shili/2018.md", "regulations/shili/2023.md",
     "ledger/2023.md", "regulations/concepts.md", "regulations/duties.md", "regulations/local/kaoqin.md"],
)  # fmt: skip
def test_data_page_gets_what_is_computed(docs: Path, golden: Callable[[str, str], None], path: str) -> None:
    text = (docs / path).read_text(encoding="utf-8")
    golden(f"annotate/{path.replace('/', '-').removesuffix('.md')}.html", convert(text, docs) + "\n")


def test_free_page_passes_untouched(docs: Path) -> None:
    assert convert("# 手册 { #handbook }\n\n<b>粗体</b>", docs) == '<h1 id="handbook">手册</h1>\n<p><b>粗体</b></p>'


def test_neighbouring_years_lead_to_each_other(tmp_path: Path) -> None:
    earlier = REPORT.replace("year: 2023", "year: 2022").replace("2023-12-31", "2022-12-31")
    earlier = earlier.replace("#report-2023", "#report-2022")
    docs = write_pages(tmp_path, {"reports/2022.md": earlier})
    assert '<a rel="prev" href="2022.html">← 2022年</a>' in convert(REPORT, docs)
    assert '<a rel="next" href="2023.html">2023年 →</a>' in convert(earlier, docs)


def test_sample_says_so(tmp_path: Path) -> None:
    text = REPORT.replace("audience: 全体党员", "audience: 全体党员\nsample: true")
    docs = write_pages(tmp_path, {"reports/2023.md": text})
    assert "本页内容为示例，不是任何单位的真实材料。" in convert(text, docs)
    assert '<abbr title="示例">◇</abbr>' in convert(EDITION_2018, docs)
    assert "本页内容为示例" not in convert(REPORT, write_pages(tmp_path / "real"))


def test_report_leads_to_the_files_that_the_build_makes(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ".pdf" not in convert(REPORT, docs)
    monkeypatch.setenv("YEARBOOK_FILES", "pdf docx")
    written = convert(REPORT, docs)
    assert '<a href="2023.pdf">PDF</a>' in written
    assert '<a href="2023.docx">Word</a>' in written
    monkeypatch.setenv("YEARBOOK_FILES", "epub")
    with pytest.raises(SiteError, match=r"epub.*改法"):
        convert(REPORT, docs)


def test_letterhead_stands_under_the_title(tmp_path: Path) -> None:
    text = REPORT.replace("audience: 全体党员", "audience: 全体党员\nletterhead: [XX乡党委文件, X发〔2023〕12号]")
    written = convert(text, write_pages(tmp_path, {"reports/2023.md": text}))
    assert "<span>XX乡党委文件</span><span>X发〔2023〕12号</span>" in written


def test_restatement_says_so_and_how_to_put_in_the_original(tmp_path: Path) -> None:
    text = REPORT.replace("audience: 全体党员", "audience: 全体党员\nwording: 转述")
    pages: dict[str, str | bytes | None] = {"reports/2023.md": text}
    for handbook, leads in ((None, False), ("# 报告 { #writing }\n\n## 换成原文 { #own-wording }\n", True)):
        docs = write_pages(tmp_path / str(leads), {**pages, "handbook/report.md": handbook})
        written = convert(text, docs)
        assert "本页逐点转述来源文件，不是原文" in written
        assert ('href="../handbook/report.html#own-wording"' in written) is leads


def test_banner_of_an_edition_follows_today(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "这个版本已于2024年1月1日被2023年版取代" in convert(EDITION_2018, docs)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1703980800")  # 2023-12-31
    assert "已失效" not in convert(EDITION_2018, docs)
    later = (docs / "regulations/shili/2023.md").read_text(encoding="utf-8")
    assert "这个版本自2024年1月1日起施行。" in convert(later, docs)


def test_edition_without_a_proven_beginning_says_so(tmp_path: Path) -> None:
    text = EDITION_2018.replace("in_force: {date: 2018-10-01", "in_force: {date: null").replace("2018-08-18", "2025")
    text = text.replace('superseded: {date: 2024-01-01, by: "2023", verified: true}\n', "")
    report = REPORT.replace("2018.md#art-2", "2023.md#art-2").replace("2018.md", "2023.md")
    later = (Path(write_pages(tmp_path / "x")) / "regulations/shili/2023.md").read_text(encoding="utf-8")
    later = later.partition("amended_from")[0] + "sources:" + later.partition("sources:")[2]
    docs = write_pages(
        tmp_path / "y",
        {"regulations/shili/2018.md": text, "regulations/shili/2023.md": later, "reports/2023.md": report},
    )
    assert "是否施行、何时施行没有证实" in convert(text, docs)


def test_office_can_confirm_a_fact_itself(tmp_path: Path) -> None:
    text = EDITION_2018.replace(
        "issued: {date: 2018-08-18, verified: true}",
        "issued:\n  date: 2018-08-18\n  verified: false\n"
        "  checked: {by_post: 纪检干事, on: 2026-03-01, against: 本单位所存文件}",
    )
    written = convert(text, write_pages(tmp_path, {"regulations/shili/2018.md": text}))
    assert '2018-08-18 <span class="yb-facts__note">本单位已核对：纪检干事，2026年3月1日，依据本单位所存文件' in written


HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "{{ cycler.__init__.__globals__.os.system('id') }}",
    "{% include '/etc/passwd' %}",
    "<!-- 注释 --> <b>粗</b>",
    "甲 < 乙 > 丙",
    "```\n<script>\n```",
    "    <script>缩进</script>",
    "    四格缩进的_文字_{x}",
    '~~~ js title="x"\n<script>',
    "!!! note\n    甲",
    "[^1]: 脚注文字",
    "[]: 甲",
    "2019. 起步",
    "> 引文",
    "&lt;script&gt;",
    "{ #x onclick=alert(1) }",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("path", "page", "place"),
    [
        ("reports/2023.md", REPORT, "开头一段。"),
        ("reports/2023.md", REPORT, "问责不够有力。"),
        ("regulations/shili/index.md", REGULATION, "用于测试的法规。"),
        ("regulations/shili/2018.md", EDITION_2018, "### 第二条"),
        ("ledger/2023.md", LEDGER, None),
    ],
)
def test_markup_in_the_body_of_a_data_page_is_text(
    tmp_path: Path, path: str, page: str, place: str | None, text: str
) -> None:
    hostile = page.replace(place, f"{text}\n\n{place}") if place else f"{page}\n{text}\n"
    written = convert(hostile, write_pages(tmp_path, {path: hostile}))
    assert_is_harmless(written)
    shown = "".join(ElementTree.fromstring(f"<div>{written}</div>").itertext())
    assert text.split("\n")[0].strip() in shown


@pytest.mark.parametrize("text", [text for text in HOSTILE if "\n" not in text])
@pytest.mark.parametrize(
    ("path", "page", "place"),
    [
        ("reports/2023.md", REPORT, "unit: XX乡党委"),
        ("regulations/shili/2018.md", EDITION_2018, "issuer: 示例机关"),
        ("regulations/shili/index.md", REGULATION, "aliases: [示例条例]"),
        ("ledger/2023.md", LEDGER, "    text: 问责偏轻"),
        ("ledger/2023.md", LEDGER, "        owner: 组织委员"),
    ],
)
def test_markup_in_front_matter_is_text(tmp_path: Path, path: str, page: str, place: str, text: str) -> None:
    name = place.partition(":")[0]
    quoted = "'" + text.strip().replace("'", "''") + "'"
    hostile = page.replace(place, f"{name}: [{quoted}]" if "[" in place else f"{name}: {quoted}", 1)
    # The ledger would complain of a unit with another name.
    pages: dict[str, str | bytes | None] = {"ledger/2023.md": None, path: hostile}
    assert_is_harmless(convert(hostile, write_pages(tmp_path, pages)))


def test_heading_with_markup_keeps_its_words_and_place_in_the_contents(tmp_path: Path) -> None:
    text = REPORT.replace("（一）问责偏轻", "（一）<b>问责</b>偏轻{x}")
    docs = write_pages(tmp_path, {"reports/2023.md": text})
    md = markdown.Markdown(extensions=[AnnotateExtension(docs=str(docs)), "attr_list", "toc"])
    written = md.convert(text.partition("\n---\n")[2].strip("\n"))
    words = "（一）<b>问责</b>偏轻{x}"
    tree = ElementTree.fromstring(f"<div>{written}</div>")
    assert [element.text for element in tree if element.get("id") == "p1"] == [words]
    names = [child["name"] for part in md.toc_tokens[0]["children"] for child in part["children"]]  # type: ignore[attr-defined]
    assert words in [html.unescape(name) for name in names]


@pytest.mark.parametrize(
    "text", ["[甲](javascript:alert(1))", "[甲\n乙](data:text/html,x)", "![图](https://example.com/a.png)"]
)
def test_last_guard_stops_what_the_checks_have_missed(docs: Path, text: str) -> None:
    with pytest.raises(SiteError, match="不允许"):
        convert(REPORT.replace("问责不够有力。", text), docs)


def test_page_that_is_not_in_the_corpus_is_told(docs: Path) -> None:
    with pytest.raises(SiteError, match="#report-2020"):
        convert("# 别处 { #report-2020 }", docs)


def test_page_of_phrases_shows_its_list(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    text = (
        "---\nset_phrases:\n"
        "  - {text: 不敢腐、不能腐、不想腐, also: [“三不腐”, 三不<b>], note: 说明}\n  - {text: 零容忍}\n"
        "---\n\n# 常用提法 { #phrases }\n\n一段说明。\n"
    )
    golden(
        "annotate/regulations-phrases.html",
        convert(text, write_pages(tmp_path, {"regulations/phrases.md": text})) + "\n",
    )


def test_page_of_phrases_without_any_says_how_to_list_them(tmp_path: Path) -> None:
    text = "---\nset_phrases: []\n---\n\n# 常用提法 { #phrases }\n"
    assert "还没有登记提法" in convert(text, write_pages(tmp_path, {"regulations/phrases.md": text}))


def test_page_of_forms_shows_what_each_place_takes(tmp_path: Path) -> None:
    text = (
        "---\naudience: 班子\nforms:\n  - name: 季度表<b>\n    rows: [{at: 台账, each: 一条措施}]\n"
        "    fields: [{at: 台账, says: 存在问题, takes: 问题}]\n---\n\n# 上级的表 { #forms }\n"
    )
    written = convert(text, write_pages(tmp_path, {"forms.md": text}))
    assert '<h2 id="yb-form-1">季度表&lt;b&gt;</h2>' in written
    assert '<td>台账</td><th scope="row">存在问题</th><td>问题</td>' in written
    assert "台账：一行是一条措施。" in written


def test_what_is_computed_has_a_place_in_the_contents(docs: Path) -> None:
    seam = AnnotateExtension(docs=str(docs))
    parser = markdown.Markdown(extensions=["attr_list", "tables", "toc", "pymdownx.superfences", seam])
    parser.convert((docs / "regulations/shili/2018.md").read_text(encoding="utf-8").partition("\n---\n")[2])
    names = {row["id"]: row["name"] for row in parser.toc_tokens[0]["children"]}  # type: ignore[attr-defined]
    assert (names["facts"], names["cited-by"]) == ("版本信息", "引用它的条目")


def test_cells_say_where_their_words_stand_without_attributes_that_html_gave_up(docs: Path) -> None:
    parser = markdown.Markdown(
        extensions=["tables", AnnotateExtension(docs=str(docs))],
        extension_configs={"tables": {"use_align_attribute": True}},
    )
    table = parser.convert("| 年度 | 件数 | 说明 |\n| --- | ---: | :---: |\n| 2022年 | 12 | 少 |\n")
    assert "align=" not in table
    assert '<td>2022年</td>\n<td class="yb-right">12</td>\n<td class="yb-center">少</td>' in table


def test_page_of_usages_shows_its_table(tmp_path: Path) -> None:
    text = (
        "---\nusages:\n  - {wrong: 甲<b>, right: 乙二, note: 说明, source: 出处, verified: false, since: 2018-03-20}\n"
        "---\n\n# 规范用语 { #usages }\n"
    )
    written = convert(text, write_pages(tmp_path, {"regulations/usages.md": text}))
    assert '<th scope="row">甲&lt;b&gt;</th><td>乙二</td><td class="yb-num">2018-03-20</td><td>说明</td>' in written
    assert '<td>出处 <span class="yb-warn">待核实</span></td>' in written


def test_what_stands_before_the_first_item_is_linked_to_where_it_begins(tmp_path: Path) -> None:
    lead = "按照[《示例条例》](../regulations/shili/2018.md)开展。"
    text = REPORT.replace("### （一）加强教育", f"{lead}\n\n另起一段。\n\n### （一）加强教育")
    written = convert(text, write_pages(tmp_path, {"reports/2023.md": text}))
    assert '<p id="opening">开头一段。</p>' in written
    assert '<p id="work-0">按照<a' in written
    assert "<p>另起一段。</p>" in written
    # Its line stands before it, as that of an item does.
    note = written.partition('<p id="work-0">')[0].rpartition('<div class="yb-note">')[2]
    assert "示例条例2018年版" in note


def test_paragraph_with_an_address_of_its_own_keeps_it(tmp_path: Path) -> None:
    text = REPORT.replace("开头一段。", "开头一段。\n{ #own }")
    written = convert(text, write_pages(tmp_path, {"reports/2023.md": text}))
    assert '<p id="own"><span id="opening"></span>开头一段。</p>' in written


def test_item_says_how_much_is_carried_over_and_leads_to_the_pair(tmp_path: Path) -> None:
    docs, page = carried_site(tmp_path)
    written = convert(page, docs)
    assert "<p>与2022年逐字相同：" in written
    assert '<a href="../compare/2022-2023.html#yb-2022-2023-p1">全部沿用（100%）</a>' in written
    assert "与2022年相比（推算）" in written


def test_lead_says_how_much_is_carried_over_too(tmp_path: Path) -> None:
    docs, page = carried_site(tmp_path)
    page = page.replace("开头一段。", CARRIED)
    write_pages(docs, {"reports/2023.md": page, "reports/2022.md": page.replace("2023", "2022")})
    assert '<a href="../compare/2022-2023.html#yb-2022-2023-opening">全部沿用（100%）</a>' in convert(page, docs)


def test_readers_beyond_the_setting_are_not_told_what_is_carried_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs, page = carried_site(tmp_path / "docs")
    monkeypatch.setenv("YEARBOOK_AUDIENCE", "全体党员")
    assert "逐字相同" not in convert(page, docs)
    (tmp_path / "mkdocs.yml").write_text("extra: {show_carried_over: 全体党员}\n", encoding="utf-8")
    assert "逐字相同" in convert(page, docs)

"""A report that goes out as a Word file comes back as the page that it was."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import pytest

from macros.corpus import load_yearbook, parse_report
from macros.corpus.load import parse_report_page
from macros.domain.reports import Item, Report
from macros.errors import ContentErrors
from macros.page_text.links import Link, find_links
from scripts.intake.facts import ImportOrder
from scripts.intake.holdings import Holdings
from scripts.intake.manuscript import IntakeError
from scripts.intake.own_import import find_own_key, import_own
from scripts.intake.pictures import Picture, clean_picture
from scripts.intake.readers.word import read_word
from scripts.intake.report_import import Import
from scripts.paper.article import read_paper, read_title
from scripts.paper.notes import LinkNotes
from scripts.paper.word.document import Tools, write_docx
from scripts.paper.word.own import read_own_page
from scripts.setup.project import HERE
from tests.helpers.factories import REPORT, write_pages
from tests.helpers.picture_files import jpeg, png
from tests.helpers.word_pages import DAY, SAVED_AS, changed, convert_all, needs_office, part, report_file, saved_again

pytestmark = pytest.mark.slow

ORDER = ImportOrder("来稿.docx", "0" * 64)
CARRIED = "customXml/item1.xml"
HARD = """\
---
year: 2023
unit: XX乡党委
series: 年度总结
period: 2023
as_of: 2023-12-31
audience: 机关
sample: true
wording: 转述
source: {file: 原件.txt, sha256: "1111111111111111111111111111111111111111111111111111111111111111"}
letterhead: [XX乡党委文件, X委〔2023〕1号]
# 人工写的说明
retired: [w9]
allowed: [XX]
answers:
  2022#m1: w1
continues:
  w1: {2022#m1: no}
signed:
  - {step: 签发, post: 党委书记, on: 2024-01-09, of: "2222222222222222222222222222222222222222222222222222222222222222"}
corrections:
  - {on: 2024-03-01, what: 现状（一）, before: 再看旧版, after: 再看, why: 写错, by: 党建办主任}
indicators:
  # 人工核对过
  - {name: 廉政谈话, value: 56.5, unit: 人次, at: w1, qualifier: 约}
---

# 2023年度落实“一岗双责”工作总结 { #report-2023 }

开头一段，见[上文](#w1)。

## 一、工作情况 { #work .work }

部分下面的一段，外面的[网页](https://example.org/a?b=1)。

### （一）加强教育。 { #w1 }

学习[《示例条例》第二条](../regulations/shili/2018.md#art-2){ .fixed }，
再看[另一版](../regulations/shili/2023.md)，很好\\![附件](../regulations/shili/index.md)。

#### 1．逐级传导

- 第一项，见[示例](../regulations/shili/2018.md){ .fixed }
- 第二项 \\[括号\\] 和 \\{ 花括号 \\}

| 项目 | 数量 |
| --- | --- |
| [谈话](../regulations/shili/2018.md#art-1){ .fixed } | 56 |
| a \\| b | --- 3 |

（二）这一段只是正文。

### （三）压实责任 { #w3 }

## 二、存在问题 { #problem .problem }

没有条目的部分〔注：口径见X发〔2023〕1号，**不含**各村〕，再说一句。

## 三、其他问题 { #problem-2 .problem }

### （一）再来一条 { #p4 }

1\\. 编号的一段。
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    return Holdings.of(load_yearbook(write_pages(tmp_path_factory.mktemp("small") / "docs")))


@pytest.fixture(scope="module")
def holdings() -> Holdings:
    return Holdings.of(load_yearbook(HERE.docs))


def bring_back(content: bytes, holdings: Holdings, old: str = "") -> Import:
    manuscript = read_word(content)
    return import_own(manuscript, ORDER, holdings, old=old)


def said(text: str, path: str = "reports/2023.md") -> tuple[Report, list[Link]]:
    """What a page says, without where in the file it says it, nor where its words come from."""
    page, report = parse_report_page(text, path)

    def bare(passage: Item | None) -> Item | None:
        return passage and replace(passage, line=0, citations=(), concepts=())

    parts = tuple(
        replace(part, line=0, lead=bare(part.lead), items=tuple(map(bare, part.items))) for part in report.parts
    )
    links = [replace(link, line=0) for link in find_links(page.numbered_lines())]
    return replace(report, opening=bare(report.opening), parts=parts, source=None), links


def front(text: str) -> list[str]:
    return [line for line in text.split("---\n")[1].split("\n") if not line.startswith("source:")]


def edited(content: bytes, change) -> bytes:
    """A file after somebody has changed it in python-docx, which rewrites the package."""
    document = docx.Document(io.BytesIO(content))
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def paragraph(document, words: str):
    return next(one for one in document.paragraphs if words in one.text)


SHIPPED = sorted(file.stem for file in (HERE.docs / "reports").glob("2*.md"))


@pytest.fixture(scope="module")
def written(built_site: Path, holdings: Holdings) -> dict[str, bytes]:
    """The Word file of each report."""
    notes = LinkNotes(holdings.yearbook, DAY, lambda address: read_title(built_site, address))

    def write(name: str) -> bytes:
        page, text = f"reports/{name}.html", (HERE.docs / f"reports/{name}.md").read_text(encoding="utf-8")
        tools = Tools(built_site, lambda target: notes.of(target, page), DAY, print)
        return write_docx(read_paper(built_site, page), tools, read_own_page(text, f"reports/{name}.md"))

    return {name: write(name) for name in SHIPPED}


@pytest.fixture(scope="module")
def resaved(written: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same files after LibreOffice has saved them."""
    return convert_all(written, SAVED_AS, tmp_path_factory.mktemp("office"))


@pytest.fixture(params=SHIPPED)
def shipped(request: pytest.FixtureRequest, written: dict[str, bytes]) -> tuple[str, str, bytes]:
    """Path, page and Word file of each report."""
    path = f"reports/{request.param}.md"
    return path, (HERE.docs / path).read_text(encoding="utf-8"), written[request.param]


def test_every_report_comes_back_as_it_was(shipped: tuple[str, str, bytes], holdings: Holdings) -> None:
    path, text, content = shipped
    back = bring_back(content, holdings).text
    assert said(back, path) == said(text, path)
    assert front(back) == front(text)


@needs_office
@pytest.mark.parametrize("name", SHIPPED)
def test_every_report_comes_back_after_libreoffice_has_saved_it(
    resaved: dict[str, bytes], holdings: Holdings, name: str
) -> None:
    text = (HERE.docs / f"reports/{name}.md").read_text(encoding="utf-8")
    back = bring_back(resaved[name], holdings).text
    assert said(back, f"reports/{name}.md") == said(text, f"reports/{name}.md")
    assert front(back) == front(text)


def test_everything_that_a_page_may_hold_comes_back(small: Holdings, tmp_path: Path) -> None:
    back = bring_back(report_file(HARD, tmp_path), small).text
    assert said(back) == said(HARD)
    assert front(back) == front(HARD)


def test_heading_with_marks_that_are_no_markup_keeps_its_item(small: Holdings, tmp_path: Path) -> None:
    text = HARD.replace("（一）加强教育。 {", "（一）3*4&amp;<教育 {").replace("1．逐级传导", "1．逐级*传导 <2")
    report = said(bring_back(report_file(text, tmp_path), small, text).text)[0]
    assert [item.id for part in report.parts for item in part.items][:2] == ["w1", "w3"]
    assert "第二条" in report.items["w1"].text


def test_link_that_is_fixed_stays_fixed_beside_one_that_is_not(small: Holdings, tmp_path: Path) -> None:
    link = "[另一版](../regulations/shili/2023.md)"
    assert f"看{link}，" in HARD
    text = HARD.replace("开头一段，", f"开头一段，{link}{{ .fixed }}，")
    assert f"开头一段，{link}{{ .fixed }}" in bring_back(report_file(text, tmp_path), small, text).text


@needs_office
def test_everything_that_a_page_may_hold_comes_back_from_libreoffice(small: Holdings, tmp_path: Path) -> None:
    back = bring_back(saved_again(report_file(HARD, tmp_path), tmp_path), small).text
    assert said(back) == said(HARD)
    assert front(back) == front(HARD)


def test_what_the_site_has_computed_is_listed_as_left_out(shipped: tuple[str, str, bytes], holdings: Holdings) -> None:
    _, text, content = shipped
    left_out = bring_back(content, holdings).account.left_out
    assert {piece.reason for piece in left_out} <= {"本站生成的内容", "本站生成的脚注", "页脚"}
    assert any("阅读范围：" in piece.text for piece in left_out)
    assert any("由正文中的链接汇总" in piece.text for piece in left_out)
    assert "阅读范围：" not in text.split("---\n", 2)[2]


def test_an_edit_in_word_reaches_the_page_and_ids_stay(small: Holdings, tmp_path: Path) -> None:
    def edit(document) -> None:
        paragraph(document, "压实责任").runs[0].text = "（二）把责任压到每个支部"
        paragraph(document, "没有条目").add_run("全年谈话70人次。")

    done = bring_back(edited(report_file(HARD, tmp_path), edit), small, HARD)
    report, _ = said(done.text)
    assert list(report.items) == ["w1", "w3", "problem", "p4"]
    assert report.items["w3"].title == "（二）把责任压到每个支部"
    assert report.items["problem"].text.endswith("再说一句。全年谈话70人次。")
    assert done.alignment is not None
    assert not done.alignment.new + done.alignment.gone
    assert report.indicators[0] == said(HARD)[0].indicators[0]
    # What is proposed is nobody's until somebody keeps it.
    assert [(row.item, row.figure.value) for row in done.proposals if row.item == "problem"] == [("problem", 70)]
    assert [row.value for row in report.indicators] == [Decimal("56.5")]


def test_an_item_that_was_deleted_retires_its_id_and_a_new_one_gets_a_fresh_id(small: Holdings, tmp_path: Path) -> None:
    def edit(document) -> None:
        heading = paragraph(document, "压实责任")
        fresh = heading.insert_paragraph_before("（二）新的一条", style="heading 2")
        fresh.insert_paragraph_before("前一条的最后一段。", style="Normal Indent")
        heading._element.getparent().remove(heading._element)

    content = edited(report_file(HARD, tmp_path), edit)
    for old in ("", HARD):
        report, _ = said(bring_back(content, small, old).text)
        assert list(report.items) == ["w1", "w10", "problem", "p4"]
        assert report.retired == ("w9", "w3")


def test_an_indicator_of_a_deleted_item_goes_with_it(small: Holdings, tmp_path: Path) -> None:
    def edit(document) -> None:
        heading = paragraph(document, "加强教育")
        heading._element.getparent().remove(heading._element)

    report, _ = said(bring_back(edited(report_file(HARD, tmp_path), edit), small).text)
    assert report.indicators == ()


def test_the_front_matter_of_a_page_that_is_there_stays(small: Holdings, tmp_path: Path) -> None:
    newer = HARD.replace("audience: 机关", "audience: 班子")
    assert said(bring_back(report_file(HARD, tmp_path), small, newer).text)[0].audience == "班子"


def test_linked_words_that_are_changed_stay_linked_and_copied_ones_are_linked_twice(
    small: Holdings, tmp_path: Path
) -> None:
    content = changed(
        report_file(HARD, tmp_path), "word/document.xml", lambda text: text.replace("《示例条例》第二条", "条例的规定")
    )
    _, links = said(bring_back(content, small).text)
    assert ("条例的规定", "../regulations/shili/2018.md#art-2", "{ .fixed }") in [
        (link.text, link.target, link.attributes) for link in links
    ]


def test_words_typed_into_a_line_of_the_site_are_told(shipped: tuple[str, str, bytes], holdings: Holdings) -> None:
    path, text, content = shipped
    back = bring_back(edited(content, lambda document: paragraph(document, "阅读范围").add_run("补充说明")), holdings)
    assert said(back.text, path) == said(text, path)
    assert any("补充说明" in piece.text and piece.reason == "写在本站样式里的文字" for piece in back.account.left_out)
    assert any("写在本站生成的段落里，没有导入" in notice for notice in back.notices)


def test_a_footnote_of_the_clerk_is_text_and_those_of_the_site_are_not(small: Holdings, tmp_path: Path) -> None:
    content = report_file(REPORT, tmp_path)
    content = changed(
        content, "word/footnotes.xml", lambda text: text.replace("见regulations/shili/2018.html#art-2", "本人的注")
    )
    back = bring_back(content, small).text
    assert "〔注：本人的注〕" in back


def test_bold_of_a_page_comes_back_beside_its_links(small: Holdings, tmp_path: Path) -> None:
    bold = "**问责**不够有力，见[条例](../regulations/shili/2018.md){ .fixed }，**很不够**。"
    text = REPORT.replace("问责不够有力。", bold)
    assert f"\n{bold}\n" in bring_back(report_file(text, tmp_path), small, text).text


@pytest.mark.parametrize("content", [png(300, 20), *map(jpeg, range(1, 9))])
def test_pictures_of_a_page_come_back_under_their_names(content: bytes, small: Holdings, tmp_path: Path) -> None:
    clean, suffix = clean_picture(content)
    name = Picture(clean, suffix).name
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / name).write_bytes(clean)
    text = REPORT.replace("问责不够有力。", f"问责不够有力。\n\n![宣讲现场]({name})\n\n再说一句。")
    done = bring_back(report_file(text, tmp_path), small, text)
    assert f"\n\n![宣讲现场]({name})\n\n再说一句。" in done.text
    assert not [notice for notice in done.notices if "张图" in notice]


def test_a_title_broken_by_hand_is_one_title(small: Holdings, tmp_path: Path) -> None:
    def edit(document) -> None:
        run = paragraph(document, "2023年度总结").runs[0]
        run.text = "2023年度"
        run.add_break()
        run.add_text("总结")

    assert said(bring_back(edited(report_file(REPORT, tmp_path), edit), small).text)[0].title == "2023年度总结"


def test_lines_typed_above_the_title_become_the_letterhead(small: Holdings, tmp_path: Path) -> None:
    content = edited(
        report_file(REPORT, tmp_path),
        lambda document: paragraph(document, "2023年度总结").insert_paragraph_before("X委〔2023〕3号"),
    )
    assert said(bring_back(content, small).text)[0].letterhead == ("X委〔2023〕3号",)


def test_a_file_without_its_title_is_refused(small: Holdings, tmp_path: Path) -> None:
    def edit(document) -> None:
        title = paragraph(document, "2023年度总结")
        title._element.getparent().remove(title._element)

    with pytest.raises(IntakeError, match="找不到标题"):
        bring_back(edited(report_file(REPORT, tmp_path), edit), small)


NEXT = replace(ORDER, year=2024)


def test_the_paper_of_another_year_is_a_page_of_its_own(small: Holdings, tmp_path: Path) -> None:
    manuscript = read_word(report_file(HARD.replace("sample: true", "sample: false"), tmp_path))
    assert find_own_key(manuscript, replace(ORDER, unit="中共XX乡委员会"), small) == "2023"
    assert find_own_key(manuscript, NEXT, small) == "2024"
    done = import_own(manuscript, NEXT, small)
    report, links = said(done.text, "reports/2024.md")
    assert (report.year, report.period, str(report.as_of)) == (2024, "2024", "2024-12-31")
    assert (report.unit, report.audience, report.sample) == ("XX乡党委", "机关", False)
    # What was said of the year before, its number and its text is not true of this one.
    assert report.letterhead == ()
    assert (report.indicators, report.answers, report.retired, report.allowed) == ((), {}, (), ())
    assert (report.continues, report.signed, report.corrections) == ((), (), ())
    assert report.wording == "原文"
    assert list(report.items) == ["w1", "w2", "problem", "p1"]
    assert "{ #report-2024 }" in done.text
    assert "source: {file: 来稿.docx" in done.text
    cited = [link.target for link in links if "《示例条例》第二条" in link.text]
    assert cited == ["../regulations/shili/2018.md#art-2"]
    assert any("另成一页" in notice for notice in done.notices)


def test_links_of_another_year_lead_to_the_edition_in_force_then(small: Holdings, tmp_path: Path) -> None:
    done = import_own(read_word(report_file(REPORT, tmp_path)), NEXT, small)
    targets = {link.target for link in said(done.text, "reports/2024.md")[1] if "示例条例" in link.text}
    assert targets == {"../regulations/shili/2023.md"}


def test_title_of_another_year_is_enough(small: Holdings, tmp_path: Path) -> None:
    content = edited(
        report_file(REPORT, tmp_path),
        lambda document: setattr(paragraph(document, "2023年度总结").runs[0], "text", "2024年度总结"),
    )
    assert find_own_key(read_word(content), ORDER, small) == "2024"


def test_paper_of_another_year_takes_the_page_that_was_begun_for_it(small: Holdings, tmp_path: Path) -> None:
    begun = REPORT.replace("2023", "2024").replace("shili/2018", "shili/2023")
    begun = begun.replace("audience: 全体党员", "audience: 班子\nanswers:\n  2023#m1: w1")
    done = import_own(read_word(report_file(REPORT, tmp_path)), NEXT, small, old=begun, key="2024")
    report, _ = said(done.text, "reports/2024.md")
    assert report.audience == "班子"
    assert report.answers


def test_a_file_of_another_program_is_read_as_ever(small: Holdings, tmp_path: Path) -> None:
    without = changed(report_file(REPORT, tmp_path), "word/_rels/document.xml.rels", _without_carriage)
    manuscript = read_word(without)
    assert manuscript.carriage is None
    assert all(line.own is None for line in manuscript.lines)


def test_a_file_that_has_lost_what_it_carried_is_refused(shipped: tuple[str, str, bytes]) -> None:
    lost = changed(shipped[2], "word/_rels/document.xml.rels", _without_carriage)
    with pytest.raises(IntakeError, match="随附的标识和链接却不在了"):
        read_word(lost)


def _without_carriage(text: str) -> str:
    return text.replace("relationships/customXml", "relationships/other")


@pytest.mark.parametrize(
    ("found", "instead"),
    [
        ("year: 2023", "year: [2023"),
        ("year: 2023", "year: !!python/object/apply:os.system ['true']"),
        ("year: 2023", "year: &amp;a 2023"),
        ("year: 2023", "year: 二零二三"),
        ("audience: 全体党员", "audience: 全世界"),
        ("audience: 全体党员", "audience: 全体党员\nrender_macros: true"),
        ("year: 2023", "year: 2023\n---\n{{ 1 }}"),
        ('path="reports/2023.md"', 'path="../../etc/passwd"'),
        ('path="reports/2023.md"', 'path="reports/2023.md&#10;x"'),
        ('id="w1"', 'id="w1&#10;"'),
    ],
)
def test_hostile_front_matter_is_refused_in_one_line(found: str, instead: str, small: Holdings, tmp_path: Path) -> None:
    content = report_file(REPORT, tmp_path)
    assert found in part(content, CARRIED)
    content = changed(content, CARRIED, lambda text: text.replace(found, instead))
    if "id=" in found:
        # An id that no report has is no id.
        assert list(said(bring_back(content, small).text)[0].items) == ["w1", "p1", "m1"]
        return
    with pytest.raises(IntakeError, match="改法：") as caught:
        bring_back(content, small)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "http://example.org/",
        "//example.org/x",
        "/etc/passwd",
        "../regulations/shili/2018.md) [x](javascript:alert(1)",
        "../regulations/shili/2018.md{ onclick=x }",
        "../regulations/shili/1999.md",
        "../regulations/shili/2018.md?a=%0a",
        "../x y.md",
        "&lt;script&gt;",
        "",
    ],
)
def test_hostile_links_leave_their_words_alone(address: str, small: Holdings, tmp_path: Path) -> None:
    content = report_file(REPORT, tmp_path)
    target = 'address="../regulations/shili/2018.md#art-2"'
    assert target in part(content, CARRIED)
    content = changed(content, CARRIED, lambda text: text.replace(target, f'address="{address}"'))
    done = bring_back(content, small)
    assert "javascript" not in done.text.lower()
    # What the words cite is linked anew, as in every text.
    assert {link.target for link in said(done.text)[1]} <= {
        "../regulations/shili/2018.md",
        "../regulations/concepts.md#jiaoyu",
    }
    assert any("不能用在本站，只留文字" in notice for notice in done.notices)


def test_hostile_attributes_of_a_link_are_refused(small: Holdings, tmp_path: Path) -> None:
    content = report_file(HARD, tmp_path)
    content = changed(content, CARRIED, lambda text: text.replace("{ .fixed }", "{ onclick=alert(1) }"))
    assert "onclick" not in bring_back(content, small).text


def test_ids_given_twice_are_given_once(small: Holdings, tmp_path: Path) -> None:
    content = report_file(REPORT, tmp_path)
    content = changed(content, CARRIED, lambda text: text.replace('id="m1"', 'id="p1"'))
    with pytest.raises((IntakeError, ContentErrors)):
        bring_back(content, small)


def test_markup_typed_in_word_is_text(small: Holdings, tmp_path: Path) -> None:
    words = "[x](javascript:alert(1)) {{ 7*7 }} <script> # 标题 { #w9 }"
    content = edited(report_file(REPORT, tmp_path), lambda document: paragraph(document, "问责不够").add_run(words))
    report, links = said(bring_back(content, small).text)
    assert words in report.items["p1"].text
    assert all("javascript" not in link.target for link in links)
    assert parse_report(bring_back(content, small).text, "reports/2023.md")

"""The article of a built page as plain blocks."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.paper.article import read_paper, read_title
from scripts.paper.blocks import (
    Anchor,
    Block,
    Code,
    Contents,
    Drawing,
    Edit,
    Headline,
    ItemList,
    NewPage,
    PaperTable,
    Para,
    Picture,
    Role,
    TableCell,
    Terms,
    TextRun,
    Tone,
    WritingLines,
)
from scripts.paper.built_article import ArticleError

PAGE = "reports/2023.html"


@pytest.fixture
def read(tmp_path: Path):
    def blocks(inner: str, page: str = PAGE) -> tuple[Block, ...]:
        write(tmp_path, page, f'<h1 id="top">题名</h1>{inner}<p>末段</p>')
        found = read_paper(tmp_path, page).blocks
        assert found[0] == Headline(1, (TextRun("题名"),), "top")
        assert found[-1] == Para((TextRun("末段"),))
        return found[1:-1]

    return blocks


def write(site: Path, page: str, inner: str) -> None:
    file = site / page
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f'<!doctype html><html lang="zh"><body><p>站头</p><article class="md-content__inner">{inner}</article></body>',
        encoding="utf-8",
    )


def test_links_are_told_from_the_top_of_the_site(read):
    link = '<p>学<a href="../regulations/shili/2018.html#art-2">条例</a>、<a href="#w1">上文</a>、<a href="https://x.cn/a">外</a></p>'
    (paragraph,) = read(link)
    assert [run.target for run in paragraph.runs if run.target] == [
        "regulations/shili/2018.html#art-2",
        "reports/2023.html#w1",
        "https://x.cn/a",
    ]
    assert all(run.noted for run in paragraph.runs)


@pytest.mark.parametrize(
    "html",
    [
        "<nav><ol><li>首页</li></ol></nav>",
        '<nav><a href="2022.html">上一年</a></nav>',
        "<button>保存为 CSV</button>",
        '<form><input name="q"></form>',
        '<input type="checkbox" id="x"><label for="x">只看变化</label>',
        '<p data-yb-print="omit"><a href="2022.html">上一年</a><a href="2024.html">下一年</a></p>',
        '<p data-yb-print="omit"><span data-yb-print="tag">现状</span> 3 条</p>',
        '<a class="headerlink" href="#top">¶</a>',
        "<script>x()</script><!-- 说明 -->",
        "<p> \n </p>",
    ],
)
def test_what_serves_the_screen_alone_is_left_out(read, html):
    assert read(html) == ()


def test_the_line_of_facts_keeps_its_facts_and_no_ways_to_other_pages(read):
    (line,) = read(
        '<p data-yb-print="line"><span>XX乡党委</span><span>截至 <time>2024年</time></span>'
        '<a data-yb-print="omit" href="x.html">对照</a></p>'
    )
    assert line == Para((TextRun("XX乡党委"), TextRun("　"), TextRun("截至 2024年")), Role.LINE)


def test_the_line_under_an_item_keeps_its_id_and_leaves_provisions_to_the_notes(read):
    (line,) = read(
        '<div data-yb-print="line"><a href="#w1">2023#w1</a>\n<ul><li>条例第二条</li></ul>'
        '<p>台账：已销号 <span data-yb-print="warn">跨年</span></p></div>'
    )
    assert line.role is Role.LINE
    assert "".join(run.text for run in line.runs) == "2023#w1　台账：已销号 跨年"
    assert line.runs[-1].tone is Tone.WARN
    assert not any(run.noted for run in line.runs if run.target)


def test_a_banner_is_a_notice_without_its_ways_on(read):
    (notice,) = read(
        '<div data-yb-print="notice"><p><strong>转述</strong>不是原文。 <a href="../h.html">怎样换</a></p></div>'
    )
    assert notice.role is Role.NOTICE
    assert "".join(run.text for run in notice.runs).strip() == "转述　不是原文。"


def test_differences_keep_what_is_new_and_what_is_gone(read):
    (paragraph,) = read(
        '<p>共<del><span data-yb-print="omit">删：</span>11</del>'
        '<ins><span data-yb-print="omit">增：</span>14</ins>次</p>'
    )
    assert [(run.text, run.edit) for run in paragraph.runs] == [
        ("共", None), ("11", Edit.REMOVED), ("14", Edit.ADDED), ("次", None),
    ]  # fmt: skip


def test_two_years_side_by_side_are_a_table_of_two_columns(read):
    head, table = read(
        '<div data-yb-print="column"><span>2022年</span><span>2023年</span></div>'
        '<section data-yb-print="pair" id="p"><p><strong>改写</strong></p>'
        '<div><div><p><span data-yb-print="column">2022年<span data-yb-print="tag">不再写</span></span>旧</p></div>'
        "<div><p>新</p></div></div>"
        '<div><div><p><span data-yb-print="tag">两年相同</span>的话</p></div></div></section>'
    )
    assert head == Para((TextRun("改写", bold=True),), Role.LINE)
    assert isinstance(table, PaperTable)
    assert table.id == "p"
    assert [_words(cell) for cell in table.head[0]] == ["2022年", "2023年"]
    assert [[_words(cell) for cell in row] for row in table.rows] == [["不再写 旧", "新"], ["两年相同 的话"]]
    assert table.rows[1][0].colspan == 2


def test_a_table_keeps_its_head_its_spans_and_its_caption(read):
    (table,) = read(
        '<div><table id="t"><caption>表题</caption>'
        '<thead><tr><th>年度</th><th data-yb-print="right">数</th></tr>'
        '</thead><tbody><tr><th rowspan="2">甲</th><td>1<br>2</td></tr>'
        '<tr><td colspan="1"><a href="x.html">3</a></td></tr></tbody></table></div>'
    )
    assert [_words(cell) for cell in table.head[0]] == ["年度", "数"]
    assert (table.columns, table.id, table.caption[0].text) == (2, "t", "表题")
    assert table.rows[0][0].rowspan == 2
    assert _words(table.rows[0][1]) == "1\n2"
    assert not table.rows[1][0].blocks[0].runs[0].noted
    assert table.head[0][1].align == "end"


def test_lists_terms_code_and_pictures_keep_their_form(read):
    bullets, terms, code, picture = read(
        '<ol start="3"><li>一<ul><li>里</li></ul></li><li><p>二</p></li></ol>'
        "<dl><div><dt>状态</dt><dd>已销号</dd></div></dl>"
        '<div class="highlight"><pre><code>a  b\n  c\n</code></pre></div><p><img src="../images/x.png" alt="图"></p>'
    )
    assert isinstance(bullets, ItemList)
    assert (bullets.ordered, bullets.start, len(bullets.items)) == (True, 3, 2)
    assert isinstance(bullets.items[0][1], ItemList)
    assert terms == Terms((((TextRun("状态"),), (Para((TextRun("已销号"),)),)),))
    assert code == Code("a  b\n  c")
    assert picture == Picture("images/x.png", "图")


@pytest.mark.parametrize("around", ["div", "p"])
def test_a_drawing_comes_with_its_words_and_its_case(read, around):
    svg = '<svg viewBox="0 0 9 9" role="img" aria-label="两步"><path d="M0 0"/></svg>'
    (figure,) = read(f"<{around}>{svg}</{around}>")
    assert isinstance(figure, Drawing)
    assert figure.alt == "两步"
    assert 'viewBox="0 0 9 9"' in figure.svg


def test_what_is_folded_is_open_on_paper(read):
    blocks = read("<details><summary>更多</summary><p>折叠的话</p></details>")
    assert [block.runs[0].text for block in blocks] == ["更多", "折叠的话"]


def test_a_pack_has_a_cover_contents_parts_and_room_to_write(tmp_path):
    write(
        tmp_path,
        "study/a.html",
        "<p data-yb-every-page>本站摘要，非条文原文</p>"
        '<div data-yb-print="cover"><h1 id="a">学习资料</h1><p>XX乡党委</p></div>'
        '<nav data-yb-print="contents"><ol><li><a href="#one">一</a></li></ol></nav>'
        '<section data-yb-print="part" id="one"><h2>一</h2>'
        '<div data-yb-print="named"><p><a href="../regulations/shili/2018.html#art-2">条例第二条</a></p></div>'
        '<div data-yb-print="blank" data-yb-lines="12"></div>'
        '<p data-yb-print="blank"><span>时间</span></p>'
        '<table data-yb-print="blank"><thead><tr><th>姓名</th></tr></thead><tbody><tr><td></td></tr></tbody></table>'
        "</section>",
    )
    paper = read_paper(tmp_path, "study/a.html", "XX乡党委")
    assert (paper.title, paper.unit, paper.notice) == ("学习资料", "XX乡党委", "本站摘要，非条文原文")
    kinds = [type(block) for block in paper.blocks]
    law = next(block for block in paper.blocks if isinstance(block, Para) and block.runs[0].target)
    assert not law.runs[0].noted
    assert kinds[1:] == [
        Headline,
        Para,
        NewPage,
        Contents,
        NewPage,
        NewPage,
        Anchor,
        Headline,
        Para,
        WritingLines,
        Para,
        PaperTable,
    ]
    assert paper.blocks[2].role is Role.CENTRE
    assert paper.blocks[-2].role is Role.FIELD
    assert paper.blocks[-1].blank


@pytest.mark.parametrize("html", ["", "<h1>只有题名</h1>", "<p>没有题名</p>"])
def test_a_page_with_nothing_to_print_is_told(tmp_path, html):
    write(tmp_path, PAGE, html)
    with pytest.raises(ArticleError, match=r"reports/2023\.html 没有可以打印的内容"):
        read_paper(tmp_path, PAGE)


def test_a_page_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ArticleError, match=r"站点里没有页面 study/x\.html。改法"):
        read_paper(tmp_path, "study/x.html")
    assert read_title(tmp_path, "study/x.html") == ""


def _words(cell: TableCell) -> str:
    return "".join(run.text for block in cell.blocks for run in block.runs)


def test_a_line_end_between_chinese_signs_is_no_blank(read):
    assert read("<p>第一行，\n第二行 Word\n文件</p>") == (Para((TextRun("第一行，第二行 Word 文件"),)),)


def test_numbers_that_mean_nothing_are_passed_over(read):
    (bullets,) = read('<ol start="99999999999999999999"><li>一</li></ol>')
    assert bullets.start == 1
    (table,) = read('<table><tr><td rowspan="0" colspan="x">甲</td><td colspan="-1">乙</td></tr></table>')
    assert [(cell.rowspan, cell.colspan) for cell in table.rows[0]] == [(1, 1), (1, 1)]


def test_signs_that_no_file_can_hold_are_left_out(read):
    (paragraph, picture) = read(
        '<p id="a\x01">甲\x08乙&#1;&#x1f;&#xFFFE;丙&#19969;</p><img src="a.png" alt="图\x0b&#2;">'
    )
    assert paragraph == Para((TextRun("甲乙丙丁"),), id="a")
    assert picture.alt == "图"

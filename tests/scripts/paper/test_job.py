"""The command that prints pages, from a small site."""

from __future__ import annotations

import io
import json
import os
import zipfile
from argparse import Namespace
from pathlib import Path

import docx
import pytest

from macros.corpus import load_yearbook
from macros.errors import SiteError
from scripts.build import pipeline
from scripts.paper import printing
from scripts.paper.catalogue import NAME
from scripts.paper.job import print_pages, print_to_pdf
from scripts.paper.pdf import Pdf, count_pages
from scripts.paper.printing import Printer
from scripts.paper.shelf import Shelf
from scripts.paper.site_files import write_site_files
from scripts.paper.typst_data import Lacking, encode
from scripts.setup.console import Console
from scripts.setup.needs import SONG
from scripts.setup.project import HERE, Project
from tests.helpers.commands import one_line, parse, run
from tests.helpers.factories import REPORT, write_pages
from tests.helpers.print_shop import paper, paragraph, set_paper, shapes_of

pytestmark = pytest.mark.needs(SONG)
UNIT = (
    REPORT.replace("#report-2023", "#report-dongzhen-2023")
    .replace("XX乡党委", "东镇党委")
    .replace("../regul", "../../regul")
)
PAGES = {
    "reports/2023.html": '<h1>二〇二三年总结</h1><h2 id="work">一、现状</h2><p>正文，恳请支持。</p>',
    "reports/dongzhen/2023.html": "<h1>东镇总结</h1><p>正文。</p>",
    "study/index.html": "<h1>学习资料</h1><p>列表。</p>",
    "study/law.html": "<h1>纪律学习</h1><p>正文。</p>",
    "compare/empty.html": "<h1>空页</h1>",
    "study/bare.html": '<section data-yb-print="cover"><h1>空包</h1><p>某单位</p></section><h2>一、部分</h2>',
    "compare/wide.html": "<h1>宽表</h1><table><tr>" + "<td>格子</td>" * 40 + "</tr></table>",
}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    docs = write_pages(tmp_path / "docs", {"reports/dongzhen/2023.md": UNIT})
    for page, article in PAGES.items():
        file = tmp_path / "site" / page
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'<!doctype html><meta charset="utf-8"><article class="md-content__inner">{article}</article>', "utf-8"
        )
    return Shelf(tmp_path / "site", load_yearbook(docs))


def options(*words: str) -> Namespace:
    return parse("pdf", *words)


def print_out(shelf: Shelf, *words: str) -> None:
    print_pages(shelf, options(*words), Console())


def fault(shelf: Shelf, *words: str) -> str:
    with pytest.raises(SiteError) as told:
        print_out(shelf, *words)
    message = str(told.value)
    assert len(message.splitlines()) == 1
    assert "改法：" in message
    return message


def files(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--report", "2023", "--title", "题名"], "--title 只用于一个文件"),
        (["--all", "--archive", "--number", "X委发〔2024〕1号"], "--number 只用于一个文件"),
        (["--report", "2023", "--printed-on", "2024年1月5日"], "--printed-on 只与 --as 报告 一起写"),
        (["--report", "2023", "--keep", "永久"], "--keep 只与 --archive 一起写"),
        (["--pack", "law", "--as", "报告"], "--as 报告 只用于 --report"),
    ],
)
def test_an_option_that_would_change_nothing_is_told(words: list[str], expected: str, tmp_path: Path) -> None:
    assert expected in one_line(run(tmp_path, "pdf", *words, "--out", "a.pdf"), code=2)


@pytest.mark.parametrize("verb", ["build", "serve"])
def test_what_word_files_hold_is_said_only_where_there_are_any(verb: str, tmp_path: Path) -> None:
    assert "--computed 只与 --docx 一起写" in one_line(run(tmp_path, verb, "--pdf", "--computed"), code=2)


def test_a_file_of_another_kind_is_not_made_a_folder(tmp_path: Path) -> None:
    told = one_line(run(tmp_path, "pdf", "--report", "2023", "--out", tmp_path / "总结.docx"))
    assert "总结.docx 不是 PDF 文件的名称。改法：" in told
    assert "site.py docx" in told
    assert not files(tmp_path)


def test_report_becomes_a_file(shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.pdf"
    print_out(shelf, "--report", "2023", "--out", str(out))
    assert count_pages(out.read_bytes()) == 1
    assert f"{out}：1 页，PDF/UA-1。" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("--report", "dongzhen/2023"), "2023.pdf"),
        (("--pack", "law"), "law.pdf"),
        (("--page", "docs/reports/2023.md"), "2023.pdf"),
        (("--page", "study/index.md"), "study.pdf"),
        (("--page", "study"), "study.pdf"),
    ],
)
def test_folder_gets_a_file_called_after_the_page(
    shelf: Shelf, tmp_path: Path, words: tuple[str, ...], name: str
) -> None:
    print_out(shelf, *words, "--out", str(tmp_path / "out"))
    assert files(tmp_path / "out") == {name}


def test_all_reports_and_packs_keep_their_folders(shelf: Shelf, tmp_path: Path) -> None:
    print_out(shelf, "--all", "--out", str(tmp_path / "out"))
    assert files(tmp_path / "out") == {
        "reports/2023.pdf",
        "reports/dongzhen/2023.pdf",
        "study/bare.pdf",
        "study/law.pdf",
    }


def test_what_does_not_exist_is_told_with_what_there_is(shelf: Shelf, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "out"))
    assert "没有报告 2031。改法：写其中之一：2023、dongzhen/2023" in fault(shelf, "--report", "2031", *out)
    assert "没有学习资料包 x。改法：写其中之一：bare、law" in fault(shelf, "--pack", "x", *out)
    assert "compare/empty.html" in fault(shelf, "--page", "compare/x.md", *out)
    assert "没有页面 ../docs/reports/2023" in fault(shelf, "--page", "../docs/reports/2023", *out)
    assert not (tmp_path / "out").exists()


def test_empty_page_and_wide_table_are_told(shelf: Shelf, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "out"))
    assert "compare/empty.html 没有可以打印的内容" in fault(shelf, "--page", "compare/empty.md", *out)
    assert "study/bare.html 除了标题没有内容" in fault(shelf, "--pack", "bare", *out)
    assert "compare/wide.html 第 1 张表" in fault(shelf, "--page", "compare/wide.md", *out)
    assert not (tmp_path / "out").exists()


def test_one_page_at_fault_writes_none(shelf: Shelf, tmp_path: Path) -> None:
    (shelf.site / "study/law.html").write_text("<p>坏页</p>", encoding="utf-8")
    fault(shelf, "--all", "--out", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_all_in_one_file_is_told(shelf: Shelf, tmp_path: Path) -> None:
    assert "写文件夹" in fault(shelf, "--all", "--out", str(tmp_path / "a.pdf"))


@pytest.mark.skipif(os.name == "nt", reason="a folder cannot be closed like this on Windows")
def test_place_that_cannot_be_written_is_told(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "写不完整" in fault(shelf, "--report", "2023", "--out", str(tmp_path / "file" / "sub"))
    (tmp_path / "taken.pdf").mkdir()
    (tmp_path / "taken.pdf" / "2023.pdf").mkdir()
    assert "写不完整" in fault(shelf, "--report", "2023", "--out", str(tmp_path / "taken.pdf"))
    assert files(tmp_path / "taken.pdf") == set()


def test_machine_without_faces_is_told_before_anything_is_written(
    shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "load_faces", lambda _: printing_without_fonts())
    assert "没有可以排中文的字体" in fault(shelf, "--all", "--out", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def printing_without_fonts() -> object:
    from scripts.paper.faces import choose_families

    return choose_families(["Arial"])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--report", "2023", "--pack", "law"), "--pack"),
        (("--report", "2023", "--all"), "--all"),
        ((), "--report --pack --page --all"),
        (("--page", "x", "--as", "报告"), "--as"),
        (("--report", "2023", "--as", "请示"), "请示"),
    ],
)
def test_options_that_do_not_go_together_are_told_in_one_line(
    words: tuple[str, ...], told: str, tmp_path: Path
) -> None:
    assert told in one_line(run(tmp_path, "pdf", *words, "--out", "out"), code=2)


def test_archived_files_are_listed_once(shelf: Shelf, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        print_out(shelf, "--all", "--archive", "--keep", "永久", "--out", str(out))
        listed = (out / NAME).read_text(encoding="utf-8-sig").splitlines()
        assert [line.split(",")[1] for line in listed[1:]] == ["XX乡党委", "东镇党委", "XX乡党委", "XX乡党委"]
        assert listed[1].endswith(",reports/2023.pdf")
        assert b"pdfaid:part" in (out / "reports/2023.pdf").read_bytes()


def test_list_that_is_not_ours_stops_all(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("甲,乙\n1,2\n", encoding="utf-8")
    fault(shelf, "--report", "2023", "--archive", "--out", str(tmp_path / "a.pdf"))
    assert not (tmp_path / "a.pdf").exists()


def test_report_that_asks_for_something_is_told(
    shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    print_out(shelf, "--report", "2023", "--as", "报告", "--out", str(tmp_path / "a.pdf"))
    told = capsys.readouterr().out
    assert "这一句像是请示：“正文，恳请支持。”" in told
    assert "--title" in told


def test_stale_site_is_built_first(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    project = Project(tmp_path)
    project.work.mkdir()

    def refresh(asked_of: Project, _: Console) -> None:
        asked.append(asked_of)
        shelf.site.rename(project.preview)

    monkeypatch.setattr(pipeline, "refresh", refresh)
    print_to_pdf(options("--report", "2023", "--out", str(tmp_path / "a.pdf")), project, Console())
    assert asked == [project]
    assert (tmp_path / "a.pdf").is_file()


def test_files_of_a_site_stand_beside_their_pages(shelf: Shelf, tmp_path: Path) -> None:
    write_site_files(shelf.site, shelf.yearbook, Project(tmp_path, files=("pdf", "docx")), Console())
    for kind in ("pdf", "docx"):
        made = {name for name in files(shelf.site) if name.endswith(kind)}
        assert made == {
            f"{stem}.{kind}" for stem in ("reports/2023", "reports/dongzhen/2023", "study/bare", "study/law")
        }


@pytest.mark.parametrize("computed", [False, True])
def test_word_files_of_a_site_hold_what_is_computed_only_where_it_is_asked_for(
    shelf: Shelf, tmp_path: Path, computed: bool
) -> None:
    page = shelf.site / "reports/2023.html"
    line = '<p data-yb-print="line">与上一年相比：沿用</p></article>'
    page.write_text(page.read_text(encoding="utf-8").replace("</article>", line), encoding="utf-8")
    project = Project(tmp_path, files=("docx",), computed=computed)
    write_site_files(shelf.site, shelf.yearbook, project, Console())
    content = page.with_suffix(".docx").read_bytes()
    texts = [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]
    assert ("与上一年相比：沿用" in texts) is computed
    assert "正文，恳请支持。" in texts
    # A reader's file does not carry the page's own front matter.
    assert "customXml" not in "".join(zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_every_page_of_the_real_site_can_be_printed(built_site: Path) -> None:
    """All are read, and every table has widths; of each shape the smallest page is set, and every character once."""
    printer, shapes, characters = Printer(Shelf(built_site, load_yearbook(HERE.docs))), set(), set()
    files = sorted(built_site.rglob("*.html"), key=lambda file: (file.stat().st_size, file))
    for page in (file.relative_to(built_site).as_posix() for file in files):
        if page in {"404.html", "search.html"}:
            continue
        made = printer.shelf.read(page)
        characters.update(
            json.dumps(encode(made, printer.shelf.note_of(page), built_site, Lacking()), ensure_ascii=False)
        )
        if new := set(shapes_of(made)) - shapes:
            shapes |= new
            assert_is_whole(printer.print(page), page)
    text = "".join(sorted(filter(str.isprintable, characters)))
    assert_is_whole(set_paper(paper(paragraph(text))), "all characters")


def assert_is_whole(pdf: Pdf, page: str) -> None:
    assert pdf.standards == ("PDF/UA-1",), page
    assert pdf.remarks == (), page


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("pdf", "--report", "2099", "--out", "x.pdf"), "没有报告 2099。改法：写其中之一：2023"),
        (("pdf", "--pack", "none", "--out", "x.pdf"), "没有学习资料包 none。"),
        (
            ("pdf", "--page", "reports/2099.md", "--out", "x.pdf"),
            "没有页面 reports/2099.md，reports/ 里有 reports/",
        ),
        (("docx", "--report", "2099", "--out", "x.docx"), "没有报告 2099。改法：写其中之一：2023"),
        (("docx", "--pack", "none", "--out", "x.docx"), "没有学习资料包 none。"),
    ],
)
def test_name_that_is_none_is_told_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], told: str
) -> None:
    write_pages(tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    outcome = run(tmp_path, *arguments)
    assert told in one_line(outcome)
    assert (outcome.stdout, (tmp_path / ".build").exists()) == ("", False)

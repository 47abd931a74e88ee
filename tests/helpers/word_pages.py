"""What the tests of Word files share: pages built small, files opened by LibreOffice, pages of a PDF measured."""

from __future__ import annotations

import io
import os
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import markdown
import pypdfium2
import pytest

from macros.corpus.markup import neutralise
from macros.own_notes import NoteGatherer
from scripts.intake.readers.legacy import find_office
from scripts.paper.article import read_paper
from scripts.paper.blocks import Block, Headline, Paper, Para, TableCell, TextRun
from scripts.paper.word.document import Tools, write_docx
from scripts.paper.word.own import read_own_page
from scripts.setup.needs import FANDOL, OFFICE

HAN = "廉政年鉴一岗双责三会一课民主生活会巡察整改问责监督"
SAVED_AS = "docx:MS Word 2007 XML"
needs_office = pytest.mark.needs(OFFICE, FANDOL)
DAY = date(2024, 7, 15)
#: Faces of a Windows office, and free ones that stand in for them where the tests run.
STAND_INS = {
    "仿宋_GB2312": "FandolFang R",
    "楷体_GB2312": "FandolKai",
    "黑体": "FandolHei",
    "宋体": "FandolSong",
    "方正小标宋简体": "Noto Serif CJK SC",
}
MILLIMETRES_A_POINT = 25.4 / 72


def tools(site: Path = Path(), note: Callable[[str], str] = lambda target: f"见{target}") -> Tools:
    return Tools(site, note, DAY, lambda line: pytest.fail(line))


def paper_of(*blocks: Block, title: str = "题名", notice: str = "") -> Paper:
    return Paper(title, "XX乡党委", "study/a.html", (Headline(1, (TextRun(title),), "top"), *blocks), notice)


def say(text: str) -> Para:
    return Para((TextRun(text),))


def cell(text: str, **more: Any) -> TableCell:
    return TableCell((say(text),), **more)


def write(*blocks: Block, notice: str = "", **more: Any) -> bytes:
    return write_docx(paper_of(*blocks, notice=notice), tools(**more))


def report_file(text: str, folder: Path, path: str = "reports/2023.md") -> bytes:
    """A report's page as a Word file, built without the rest of a site."""
    body = "\n".join(map(neutralise, text.split("---\n", 2)[2].split("\n")))
    inner = markdown.markdown(body, extensions=["attr_list", "tables"])
    root, marks = ElementTree.fromstring(f"<div>{inner}</div>"), list[str]()
    NoteGatherer(lambda mark: marks.append(mark) or f"⁅{len(marks) - 1}⁆").gather(root)  # type: ignore[func-returns-value]
    inner = re.sub("⁅(\\d+)⁆", lambda found: marks[int(found[1])], ElementTree.tostring(root, encoding="unicode"))
    page = path.replace(".md", ".html")
    file = folder / page
    file.parent.mkdir(parents=True, exist_ok=True)
    inner = re.sub(r'(href="[^":]*)\.md', r"\1.html", inner)
    file.write_text(f'<html><body><article class="md-content__inner">{inner}</article></body></html>', encoding="utf-8")
    return write_docx(read_paper(folder, page), tools(folder), read_own_page(text, path))


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return file.read(name).decode("utf-8")


def changed(content: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """A file with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as file, zipfile.ZipFile(buffer, "w") as copy:
        for entry in file.namelist():
            text = file.read(entry)
            copy.writestr(entry, change(text.decode("utf-8")).encode() if entry == name else text)
    return buffer.getvalue()


def convert(content: bytes, kind: str, folder: Path) -> bytes:
    """Open a file in LibreOffice and save it as another kind."""
    return convert_all({"a": content}, kind, folder)["a"]


def convert_all(contents: dict[str, bytes], kind: str, folder: Path) -> dict[str, bytes]:
    """Open files by their names in LibreOffice, which takes longer to start than to do so, and save them."""
    for name, content in contents.items():
        (folder / f"{name}.docx").write_bytes(content)
    fonts = folder / "fonts.conf"
    fonts.write_text(_fonts(), encoding="utf-8")
    out = folder / "out"
    command = [str(find_office()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(out), *(str(folder / f"{name}.docx") for name in contents)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts)}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return {name: (out / f"{name}.{kind.partition(':')[0]}").read_bytes() for name in contents}


def saved_again(content: bytes, folder: Path) -> bytes:
    return convert(content, SAVED_AS, folder)


def signs(page: pypdfium2.PdfPage) -> list[tuple[str, float, float, float, float]]:
    """All visible signs of a page with left, top, right and bottom in millimetres from its top left."""
    text = page.get_textpage()
    found = []
    for place in range(text.count_chars()):
        sign = text.get_text_range(place, 1)
        if sign.strip():
            left, bottom, right, top = text.get_charbox(place, loose=True)
            height = page.get_height()
            edges = (left, height - top, right, height - bottom)
            found.append((sign, *(edge * MILLIMETRES_A_POINT for edge in edges)))
    return found


def _fonts() -> str:
    rules = "".join(
        f'<match target="pattern"><test name="family"><string>{wanted}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{free}</string></edit></match>'
        for wanted, free in STAND_INS.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><include ignore_missing='yes'>/etc/fonts/fonts.conf</include>{rules}</fontconfig>"
    )

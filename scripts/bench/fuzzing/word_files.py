"""Word files that a fuzz run damages and that no library writes at once: the site's own, and Word 97-2003's."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import lxml.etree as etree

from macros.corpus import today
from macros.domain.reports import Report
from scripts.bench.fuzzing.mutations import pack
from scripts.intake.readers.legacy import find_office
from scripts.paper.blocks import Block, Headline, Paper, Para, TextRun
from scripts.paper.word.document import Tools, write_docx
from scripts.paper.word.own import read_own_page
from scripts.paper.word.xml import W

_SECONDS = 120
_DOCUMENT = "word/document.xml"
_FORMS = {"doc": "doc:MS Word 97"}
#: Told where no .doc can be made.
NO_OFFICE = "本机没有 LibreOffice，没有弄坏 .doc 文件"


def write_own(report: Report, docs: Path) -> bytes:
    """A report's page as the site exports it, with all that an import knows it again by.

    Args:
        report: The report.
        docs: The folder of the pages.
    """
    page = read_own_page((docs / report.path).read_text(encoding="utf-8"), report.path)
    paper = Paper(report.title, report.unit, report.path.replace(".md", ".html"), tuple(_blocks(report)))
    return write_docx(paper, Tools(docs, lambda _: "", today(), lambda _: None), page)


def write_marked(word: bytes) -> bytes:
    """A .docx with tracked changes in it, as somebody would have left them: runs that come, go and stay, by turns.

    Args:
        word: The .docx.
    """
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    return pack([(name, _marked(part) if name == _DOCUMENT else part) for name, part in parts])


def _marked(part: bytes) -> bytes:
    root = etree.fromstring(part)
    for number, run in enumerate(list(root.iter("{*}r"))):
        kind = ("ins", "del", "")[number % 3]
        if not kind:
            continue
        mark = etree.Element(f"{{{W}}}{kind}", {f"{{{W}}}author": f"a{number % 2}"})
        run.getparent().replace(run, mark)
        mark.append(run)
        for text in run.iter("{*}t") if kind == "del" else ():
            text.tag = f"{{{W}}}delText"
    marked: bytes = etree.tostring(root)
    return marked


def write_old(word: bytes, form: str = "doc") -> bytes | None:
    """A .docx as LibreOffice saves it in another form; None where LibreOffice is not there, or makes none.

    Args:
        word: The .docx.
        form: The ending of the form.
    """
    program = find_office()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "paper.docx").write_bytes(word)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", _FORMS.get(form, form), "paper.docx"]
        try:
            subprocess.run(command, cwd=folder, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return None
        made = folder / f"paper.{form}"
        return made.read_bytes() if made.is_file() else None


def _blocks(report: Report) -> Iterator[Block]:
    """Yield the report as its built page has it: headings with their ids."""
    yield Headline(1, (TextRun(report.title),), f"report-{report.key}")
    yield from _paragraphs(report.opening.text if report.opening else "")
    for part in report.parts:
        yield Headline(2, (TextRun(part.title),), part.id)
        for item in part.passages:
            if item.id != part.id and not item.is_lead:
                yield Headline(3, (TextRun(item.title),), item.id)
            yield from _paragraphs(item.text)


def _paragraphs(text: str) -> Iterator[Block]:
    yield from (Para((TextRun(line),)) for line in text.split("\n") if line)

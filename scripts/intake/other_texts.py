"""Texts of superiors and of others that papers are held against and that are never published."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from macros.compare.copying.papers import Paper, Passage
from macros.domain.reports import ItemRef
from macros.errors import SiteError
from scripts.intake.detect import load_content
from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError
from scripts.intake.report_import import clean_galley
from scripts.setup.console import Console


class NoTextsError(SiteError):
    """A folder of texts to compare with holds none that can be read."""

    meaning = "要比的文件夹里没有读得出来的材料"
    remedy = "写放着上级或别的单位材料的文件夹，里面的文件用 Word、WPS、PDF、网页或文本"


def read_other_texts(folder: Path, own: frozenset[str], console: Console) -> list[Paper]:
    """Read every file of a folder, paragraph by paragraph; what cannot be read is told and passed by.

    Args:
        folder: The folder; files in folders within it are read too.
        own: Digests of files that the site's papers were made from: no paper is a copy of its own source.
        console: Where a file that is passed by is told.

    Raises:
        NoTextsError: There is nothing to compare with.
    """
    with Reader() as reader:
        papers = [paper for file in _files(folder) if (paper := _read(file, folder, own, reader, console))]
    if not papers:
        raise NoTextsError(f"{folder} 里没有读得出来的材料。改法：看文件夹写得对不对，里面要有 Word、PDF、网页或文本。")
    return papers


def _files(folder: Path) -> Iterator[Path]:
    # A hidden file is a program's own; ~$ begins what Word leaves beside a file that is open.
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return (file for file in files if not file.name.startswith((".", "~$")))


def _read(file: Path, folder: Path, own: frozenset[str], reader: Reader, console: Console) -> Paper | None:
    name = file.relative_to(folder).as_posix()
    try:
        if sha256(load_content(file)).hexdigest() in own:
            return None
        galley = clean_galley(reader.read(file))
    except IntakeError as error:
        console.aside(f"{name} 没有比：{error}")
        return None
    passages = [
        Passage(ItemRef(name, f"第{number}段"), paragraph.text)
        for number, paragraph in enumerate(galley.paragraphs(), 1)
    ]
    return Paper(name, name, "", None, tuple(passages))

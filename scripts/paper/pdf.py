"""Sets papers as PDF through Typst: tagged, with faces embedded, the same bytes for the same paper."""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
from typst import Compiler, TypstError

from macros.errors import SiteError
from scripts.paper.blocks import Paper, Picture
from scripts.paper.faces import Faces, Use
from scripts.paper.letter import Letter
from scripts.paper.typst_data import Lacking, Node, NoteOf, encode, is_picture
from scripts.paper.within import every_block

if TYPE_CHECKING:
    from typst import PDFStandard

#: Typst's names; the first that a paper can be written in is taken.
_Standards = list["PDFStandard"]
_READABLE: tuple[_Standards, ...] = (["ua-1"], [])
_ARCHIVAL: tuple[_Standards, ...] = (["a-2a", "ua-1"], ["a-2b"])
_NAMES = {"ua-1": "PDF/UA-1", "a-2a": "PDF/A-2a", "a-2b": "PDF/A-2b"}
_MISSING = re.compile(r"the text `(\"(?:[^\"\\]|\\.)*\")` could not be displayed|codepoint `(\"(?:[^\"\\]|\\.)*\")`")
_UNREADABLE = "failed to decode image"
_RUST_ESCAPE = re.compile(r"\\u\{([0-9a-f]+)\}")
_TEMPLATE = resources.files("scripts.paper") / "official.typ"


class PressError(SiteError):
    """Typst could not set a paper."""

    meaning = "这一页排不成 PDF；没有写文件"
    remedy = "把提示和那一页交给维护本项目的人"


@dataclass(frozen=True)
class Pdf:
    """A finished file.

    Attributes:
        content: Its bytes.
        pages: How many pages it has.
        standards: What it keeps to, such as `PDF/UA-1`; empty where it keeps to none.
        remarks: What the reader should know of it, in Chinese, one line each.
    """

    content: bytes
    pages: int
    standards: tuple[str, ...]
    remarks: tuple[str, ...]


class Press:
    """Sets one paper after another; faces and template are loaded once."""

    def __init__(self, site: Path, faces: Faces, day: date) -> None:
        """Get ready.

        Args:
            site: Folder of the built site, which pictures are in.
            faces: What is to be set with.
            day: The day that the files say they were made on.
        """
        self.site = site
        self._stamp = datetime(day.year, day.month, day.day, tzinfo=UTC)
        self._faces = json.dumps(
            {use.name.lower(): faces.families[use] for use in Use} | {"bold": faces.is_bold_title}, ensure_ascii=False
        )
        self._template = _TEMPLATE.read_bytes()
        self._compiler = Compiler(root=site, font_paths=faces.fonts)

    def set(self, paper: Paper, note_of: NoteOf, letter: Letter | None = None, *, archive: bool = False) -> Pdf:
        """Set a paper.

        Args:
            paper: What is to be set.
            note_of: Gives the note of a link's target; empty where it gets none.
            letter: Head and foot of an upward paper.
            archive: Whether the file is to be kept for good (PDF/A).

        Raises:
            PaperError: A table does not fit any page.
            PressError: Typst refuses the paper.
        """
        lacking = Lacking()
        refusals: list[str] = []
        standards = list(_ARCHIVAL if archive else _READABLE)
        while standards:
            try:
                content = self._compile(self._data(paper, note_of, letter, lacking), standards[0])
            except TypstError as error:
                found = lacking | self._find_lacking(error, paper)
                if found != lacking:
                    lacking = found
                    continue
                refusals.append(_first_line(error))
                standards.pop(0)
                continue
            return _finish(content, standards[0], lacking, refusals)
        raise PressError(f"{paper.page} 排不出来：{refusals[-1]}。改法：把这一行和这一页交给维护本项目的人。")

    def _compile(self, data: Node, standards: _Standards) -> bytes:
        inputs = {"paper": json.dumps(data, ensure_ascii=False), "faces": self._faces}
        content = self._compiler.compile(
            self._template, format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=self._stamp
        )
        if not isinstance(content, bytes):
            raise TypeError(type(content))
        return content

    def _find_lacking(self, error: TypstError, paper: Paper) -> Lacking:
        """What the paper cannot have, as far as a complaint tells it."""
        if _UNREADABLE not in error.message:
            return Lacking(characters=_missing_characters(error))
        # The complaint does not say which picture it is.
        pictures = (block for block in every_block(paper.blocks) if isinstance(block, Picture))
        return Lacking(
            pictures=frozenset(one.file for one in pictures if is_picture(one, self.site) and not self._reads(one.file))
        )

    def _reads(self, picture: str) -> bool:
        try:
            self._compiler.compile(b"#image(sys.inputs.file)", format="pdf", sys_inputs={"file": f"/{picture}"})
        except TypstError:
            return False
        return True

    def _data(self, paper: Paper, note_of: NoteOf, letter: Letter | None, lacking: Lacking) -> Node:
        data = encode(paper, note_of, self.site, lacking, is_letter=letter is not None)
        return data | letter.data(data["blocks"]) if letter else data


def count_pages(content: bytes) -> int:
    """How many pages a PDF has."""
    document: Any = pypdfium2.PdfDocument(content)  # type: ignore[no-untyped-call]
    try:
        return len(document)
    finally:
        document.close()


def _finish(content: bytes, standards: _Standards, lacking: Lacking, refusals: list[str]) -> Pdf:
    remarks = [
        f"图片 {file} 读不出来，用文字代替。改法：换一张完好的图片，再生成站点。" for file in sorted(lacking.pictures)
    ]
    if lacking.characters:
        characters = "、".join(f"{character}（U+{ord(character):04X}）" for character in sorted(lacking.characters))
        remarks.append(f"字体里没有这些字，印成〓：{characters}。改法：安装有这些字的字体，或放进 fonts 文件夹。")
    if refusals:
        kept = "、".join(_NAMES[name] for name in standards) or "普通 PDF"
        remarks.append(f"没有做成{_wanted(standards)}，做成了{kept}：{refusals[0]}")
    return Pdf(content, count_pages(content), tuple(_NAMES[name] for name in standards), tuple(remarks))


def _wanted(standards: _Standards) -> str:
    return "带标签的 PDF/A-2a" if standards == ["a-2b"] else "带标签、可朗读的 PDF/UA-1"


def _missing_characters(error: TypstError) -> frozenset[str]:
    """Characters that Typst names in its complaint."""
    told = f"{error.message}\n{error.diagnostic}"
    characters: set[str] = set()
    for match in _MISSING.finditer(told):
        quoted = _RUST_ESCAPE.sub(lambda found: f"\\U{int(found[1], 16):08x}", match[1] or match[2])
        characters.update(
            character for character in ast.literal_eval(quoted) if unicodedata.category(character) != "Cf"
        )
    # What a mark is set on is named with it, though it may be there by itself.
    marks = {character for character in characters if unicodedata.category(character).startswith("M")}
    return frozenset(marks or characters)


def _first_line(error: TypstError) -> str:
    return str(error.message).splitlines()[0]

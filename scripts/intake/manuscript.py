"""What every reader makes of a file: its text line by line, and what it left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from macros.errors import SiteError
from scripts.changes.carriage import Carriage
from scripts.intake.pictures import Picture
from scripts.intake.revisions import Revisions
from scripts.intake.scans.boxes import Scan

#: Why a comment is left out.
COMMENT = "批注"


class IntakeError(SiteError):
    """A file cannot be brought in; its text is one Chinese line: what was found, and what to do (改法)."""

    meaning = "来稿导入不了：读不出来、不是应有的文件、没有内容、有密级标志，或者字数对不上；页面没有写入"
    remedy = "照提示改来稿或选项；格式读不了的，用 Word、WPS 另存为 .docx 或 .txt 再导入"


class ScanFoundError(IntakeError):
    """A file holds pictures of text; whoever can read these goes on, for all others it is a file without that text.

    Attributes:
        without: What the file holds beside its pictures, where that is most of it.
    """

    meaning = "来稿是扫描件或图片，没有装识别文字的部件，或者没有同意安装；页面没有写入"
    remedy = "在命令行导入，问到时输入 yes 安装；有 Word 原稿的，改用原稿"
    without: Manuscript | None = None


@dataclass(frozen=True)
class Span:
    """Words of a line that lead somewhere: first character, the one after the last, and the name of where."""

    start: int
    end: int
    name: str


#: Some characters of a text: the first, and the one after the last.
Stretch = tuple[int, int]


@dataclass(frozen=True)
class Own:
    """What a paragraph of a file of this site was on its page (本站导出的文件).

    Attributes:
        level: Level of the heading that it was; 0 for none.
        places: Bookmarks at its beginning.
        listed: Whether it was an item of a list.
        spans: Its links.
    """

    level: int = 0
    places: tuple[str, ...] = ()
    listed: bool = False
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Line:
    """A paragraph, or a line of one, as the file has it (行).

    Attributes:
        text: Its characters, blanks and zero-width characters included, without line ends.
            An automatic number that Word would show stands in front, as Word shows it.
        number: 1-based place in the file: line of a text or PDF, paragraph of a Word or HTML file.
        paragraph: Whether the file itself begins a paragraph here. False where only a
            line break stands before it, as in plain text, PDF and after a soft break:
            the sentence may then go on from the line before.
        outline: Heading level 1 to 6 where the file's own styles make it a heading, else 0.
        table: 1-based number of the table of which this is a row, cells parted by tabs; 0 elsewhere.
        own: What it was on its page, in a file that this site has exported; None elsewhere.
        picture: The number of the picture that stands here, from 1, its text being `SIGN` alone; 0 elsewhere.
        stresses: What stands out among its words, in bold or under marks.
        full: Whether it reaches the right edge of the text, in a file that gives places; False elsewhere.
        size: Size of its type in points, in a file that gives places; 0 elsewhere.
    """

    text: str
    number: int
    paragraph: bool = False
    outline: int = 0
    table: int = 0
    own: Own | None = None
    full: bool = False
    picture: int = 0
    stresses: tuple[Stretch, ...] = ()
    size: float = 0.0


@dataclass(frozen=True)
class LeftOut:
    """Characters of the file that do not go on the page (略去), the reason in Chinese, and their line.

    What stands beside the lines, such as a foot, has the line 0. `passage` are the words that a comment is on.
    """

    text: str
    reason: str
    line: int
    passage: str = ""


@dataclass(frozen=True)
class Manuscript:
    """The text of a file (来稿).

    Attributes:
        form: What the file is, by content: txt, docx, html, pdf, doc.
        lines: Its text in reading order.
        left_out: What the reader itself left out, such as headers and deleted text.
        notices: What the clerk should know, in Chinese, such as pictures that are left out.
        characters: A second, cruder count of the file's visible characters (no blanks), taken past
            the reader's own logic, so that a character lost on the way is noticed.
        carriage: What the file carries of its page, where this site has exported it. Nothing in it is checked yet.
        scan: Where it was read from pictures: the places that a person has to look at; None for any other.
        pictures: The pictures in its text.
        revisions: The tracked changes of a Word file, some of which may be undone in this text; None without any.
    """

    form: str
    lines: tuple[Line, ...]
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[str, ...] = ()
    characters: Counter[str] = field(default_factory=Counter)
    carriage: Carriage | None = None
    scan: Scan | None = None
    revisions: Revisions | None = None
    pictures: tuple[Picture, ...] = ()


def printable(text: str) -> str:
    """What of a stranger's words can be shown, cut short."""
    return "".join(filter(str.isprintable, text))[:60]

"""What paper is made of: plain blocks that every writer knows.

A built page is read into these by `article`; a writer (PDF, Word) needs
nothing else. Neither HTML nor a class name of the site goes beyond the reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum


class Edit(Enum):
    """What a comparison says of a run of words: new in this year, or gone from it."""

    ADDED = "新增"
    REMOVED = "删去"


class Tone(Enum):
    """How a short text stands out; each is told by its words too, never by colour alone."""

    PLAIN = "plain"
    TAG = "tag"
    WARN = "warn"
    MUTED = "muted"


@dataclass(frozen=True)
class TextRun:
    """Words set in one way (文字段).

    Attributes:
        text: The words; a line end inside is a forced break.
        bold: Emphasised on the page.
        edit: What a comparison says of them.
        tone: Tag (示例), warning (待核实, 逾期) or muted words.
        target: Where the words lead: `path.html#anchor` from the site's root, `https://…`, or an empty text.
        noted: Whether the link gets a note on paper; false where the words say themselves where they lead.
        note: The words of a note of the page's own, whose mark stands here in place of words.
    """

    text: str
    bold: bool = False
    edit: Edit | None = None
    tone: Tone = Tone.PLAIN
    target: str = ""
    noted: bool = True
    note: str = ""


TextRuns = tuple[TextRun, ...]


class Role(StrEnum):
    """What a paragraph is for, which decides its face and size."""

    BODY = "body"  # 正文, indented by two characters
    LINE = "line"  # the quiet line under a heading: id, ledger, figures
    LABEL = "label"  # such a line over what it names, with which it stays
    NOTICE = "notice"  # a banner: 示例, 转述, 本站摘要
    HOW = "how"  # how a figure was computed
    CENTRE = "centre"  # on a cover: centred
    FIELD = "field"  # a label with room to write behind it: 时间、地点、主持
    LETTERHEAD = "letterhead"  # 版头、文号 above a title
    ADDRESSEE = "to"  # 主送: to whom it goes, at the left edge
    SIGNED = "signed"  # 署名和成文日期: at the right, one centred over the other


@dataclass(frozen=True)
class Para:
    """One paragraph (段)."""

    runs: TextRuns
    role: Role = Role.BODY
    id: str = ""

    @property
    def names_next(self) -> bool:
        """Whether it names what follows: a label, or a line of the text that is bold throughout, such as 2023年."""
        return self.role is Role.LABEL or (
            self.role is Role.BODY and bool(self.runs) and all(run.bold or not run.text.strip() for run in self.runs)
        )


@dataclass(frozen=True)
class Headline:
    """A heading (标题): level 1 is the paper's title or a pack's part, 2 is 一、, 3 is （一）, 4 is 1．."""

    level: int
    runs: TextRuns
    id: str = ""


@dataclass(frozen=True)
class ItemList:
    """A list (列表); every item is a sequence of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Terms:
    """Names with what is said of them (名目), as a ledger's facts have them."""

    rows: tuple[tuple[TextRuns, tuple[Block, ...]], ...]


@dataclass(frozen=True)
class TableCell:
    """One cell of a table; `blocks` are paragraphs, lists or figures."""

    blocks: tuple[Block, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: str = "start"  # start, center or end


@dataclass(frozen=True)
class PaperTable:
    """A table (表).

    Attributes:
        head: Rows that are repeated on every page.
        rows: All others.
        caption: What it shows.
        blank: Whether cells are empty to be written in by hand, so that rows are tall (签到表).
        id: Anchor.
        even: Whether all columns are of one width, since they hold the same thing side by side.
        whole: Whether no page ends within it where one page holds it, as of a form that is filled in.
    """

    head: tuple[tuple[TableCell, ...], ...]
    rows: tuple[tuple[TableCell, ...], ...]
    caption: TextRuns = ()
    blank: bool = False
    id: str = ""
    even: bool = False
    whole: bool = False

    @property
    def columns(self) -> int:
        """How many columns its widest row spans."""
        return max((sum(cell.colspan for cell in row) for row in (*self.head, *self.rows)), default=0)


@dataclass(frozen=True)
class Drawing:
    """A drawing (图) with its text alternative."""

    svg: str
    alt: str


@dataclass(frozen=True)
class Picture:
    """A picture in a file (图片), with its text alternative; `file` is from the site's root."""

    file: str
    alt: str


@dataclass(frozen=True)
class Code:
    """Lines to be typed as they stand (命令、示例)."""

    text: str


@dataclass(frozen=True)
class WritingLines:
    """Ruled lines to write on by hand (留白横线)."""

    count: int


@dataclass(frozen=True)
class Contents:
    """Where the table of contents with page numbers goes (目录); `depth` is the deepest level listed."""

    depth: int = 2


@dataclass(frozen=True)
class NewPage:
    """A new page begins here."""


@dataclass(frozen=True)
class Anchor:
    """A place that links lead to and that shows nothing."""

    id: str


Block = (
    Para
    | Headline
    | ItemList
    | Terms
    | PaperTable
    | Drawing
    | Picture
    | Code
    | WritingLines
    | Contents
    | NewPage
    | Anchor
)


@dataclass(frozen=True)
class Paper:
    """One document to be set (文件).

    Attributes:
        title: Its title, as metadata and on the cover or first page.
        unit: Whose paper it is; the author in the metadata.
        page: Path of the page on the site, such as `reports/2023.html`.
        blocks: Its content; the title is the first level-1 heading among them.
        notice: A line that every page carries at its foot or head, or an empty text (本站摘要，非条文原文……).
        across: Whether its pages lie on their side, as two years side by side ask for.
    """

    title: str
    unit: str
    page: str
    blocks: tuple[Block, ...]
    notice: str = ""
    across: bool = False

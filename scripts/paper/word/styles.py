"""The styles of a Word file by GB/T 9704-2012, and the faces that they name.

Built-in styles keep Word's own names, which Word shows in Chinese (heading 1
as 标题 1): the navigation pane and the table of contents know them by those.
"""

from __future__ import annotations

from dataclasses import dataclass

import lxml.etree as etree

from scripts.changes.carriage import COMPUTED, LIST_NAME, TITLE_NAME
from scripts.paper.word.measures import (
    CHARACTER_SPACING,
    FOOTER_LINE,
    INDENT,
    PITCH,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SIZE_S4,
    SIZE_S5,
    TYPE_WIDTH,
)
from scripts.paper.word.xml import W, w


@dataclass(frozen=True)
class Face:
    """A face as Word names it (字体), what may stand in for it, and its classification (panose)."""

    name: str
    others: str
    family: str
    panose: str


FANG = Face("仿宋_GB2312", "仿宋,FangSong", "modern", "02010609030101010101")
KAI = Face("楷体_GB2312", "楷体,KaiTi", "modern", "02010609030101010101")
HEI = Face("黑体", "SimHei", "modern", "02010609060101010101")
SONG = Face("宋体", "SimSun", "auto", "02010600030101010101")
TITLE = Face("方正小标宋简体", "FZXiaoBiaoSong-B05S,方正小标宋_GBK", "script", "03000509000000000000")
FACES = (FANG, KAI, HEI, SONG, TITLE)
#: By level of the paper: its title, 一、, （一）, 1．.
HEADING_FACES = (TITLE, HEI, KAI, FANG)


@dataclass(frozen=True)
class WordStyle:
    """One paragraph style.

    Attributes:
        id: What paragraphs name it by.
        name: What Word knows it by.
        face: Its face; None for that of the style it is based on.
        size: In half points; 0 likewise.
        based: Id of the style that it is based on.
        next: Id of the style of the paragraph that follows when one is typed.
        align: Value of w:jc.
        indent: Attributes of w:ind.
        pitch: Height of a line in twips.
        outline: Level in the navigation pane from 0; None for none.
        keep: Whether it stays with what follows.
        whole: Whether no page ends within it, or (where it is longer than a page) leaves a single line of it.
        after: Twips below it.
    """

    id: str
    name: str
    face: Face | None = None
    size: int = 0
    based: str = "Normal"
    next: str = ""
    align: str = ""
    indent: tuple[tuple[str, int], ...] = ()
    pitch: int = 0
    outline: int | None = None
    keep: bool = False
    whole: bool = False
    after: int = 0


_FIRST_LINE = (("firstLineChars", 200), ("firstLine", INDENT))
#: Style ids by what a paragraph is for.
BODY, TITLE_ID, LINE, NOTICE, LIST = "BodyIndent", "Title", "SiteLine", "SiteNotice", "SiteItem"
CENTRE, FIELD, LETTERHEAD, CODE, CAPTION, CELL, CELL_HEAD = (
    "Centre", "Field", "Letterhead", "Code", "Caption", "Cell", "CellHead",
)  # fmt: skip
ADDRESSEE, SIGNED = "Addressee", "Signed"
OWN_LIST, NOTE, SITE_HEADING = "ListText", "SiteNote", "SiteHeading"
#: A note of the page itself, which is not the site's.
OWN_NOTE = "FootnoteText"
COMPUTED_STYLES = frozenset({LINE, NOTICE, LIST, NOTE, SITE_HEADING})
NOTE_MARK, SITE_MARK = "FootnoteReference", "SiteMark"


def _headings(shift: int) -> list[WordStyle]:
    """Word's headings; `shift` is the level of the paper that is heading 1: the title is, or 一、."""
    found = []
    for number in range(1, 5):
        level = min(number + shift, 4)
        title = level == 1
        found.append(
            WordStyle(
                f"Heading{number}",
                f"heading {number}",
                HEADING_FACES[level - 1],
                SIZE_2 if title else SIZE_3,
                next=BODY,
                align="center" if title else "",
                indent=() if title else _FIRST_LINE,
                outline=number - 1,
                keep=True,
                after=PITCH if title else 0,
            )
        )
    return found


def _table(shift: int) -> list[WordStyle]:
    return [
        WordStyle("Normal", "Normal", FANG, SIZE_3, based="", align="both", pitch=PITCH),
        WordStyle(BODY, "Normal Indent", indent=_FIRST_LINE),
        WordStyle(TITLE_ID, TITLE_NAME, TITLE, SIZE_2, next=BODY, align="center", keep=True, after=PITCH),
        *_headings(shift),
        WordStyle(LETTERHEAD, "版头", SONG, align="center"),
        WordStyle("TOCHeading", "TOC Heading", TITLE, SIZE_2, align="center", after=PITCH),
        WordStyle(CENTRE, "封面文字", align="center"),
        WordStyle(FIELD, "填写栏", align="left"),
        WordStyle(ADDRESSEE, "主送", align="left", keep=True),
        WordStyle(SIGNED, "署名和日期", align="center", whole=True),
        WordStyle(OWN_LIST, LIST_NAME, indent=(("left", INDENT), ("firstLine", 0))),
        WordStyle(CODE, "代码", SONG, SIZE_5, align="left", pitch=300),
        WordStyle(CAPTION, "caption", HEI, SIZE_S4, align="center", keep=True),
        WordStyle(CELL, "表格文字", size=SIZE_S4, align="left", pitch=380),
        WordStyle(CELL_HEAD, "表头文字", HEI, SIZE_S4, based=CELL, align="center"),
        WordStyle(LINE, f"{COMPUTED}提示行", KAI, SIZE_S4, next=BODY, keep=True, align="left", indent=_quiet(SIZE_S4)),
        WordStyle(NOTICE, f"{COMPUTED}说明", KAI, SIZE_S4, next=BODY, align="left", indent=_quiet(SIZE_S4), whole=True),
        WordStyle(LIST, f"{COMPUTED}清单", KAI, SIZE_S4, next=BODY, align="left", indent=_quiet(SIZE_S4)),
        WordStyle(
            SITE_HEADING, f"{COMPUTED}清单标题", HEI, next=LIST, indent=_FIRST_LINE, outline=1 - shift, keep=True
        ),
        WordStyle(OWN_NOTE, "footnote text", SONG, SIZE_S5, align="left", pitch=250),
        WordStyle(NOTE, f"{COMPUTED}脚注", based=OWN_NOTE, whole=True),
        WordStyle("Footer", "footer", SONG, SIZE_4, pitch=FOOTER_LINE, align="left"),
        WordStyle("Header", "header", KAI, SIZE_5, pitch=300, align="center"),
        *map(_contents, range(1, 4)),
    ]  # fmt: skip


def _contents(level: int) -> WordStyle:
    indent = (("left", (level - 1) * INDENT),)
    return WordStyle(f"TOC{level}", f"toc {level}", next="Normal", align="left", indent=indent)


def _quiet(size: int) -> tuple[tuple[str, int], ...]:
    return (("firstLineChars", 200), ("firstLine", 2 * size * 10))


def write_styles(shift: int) -> etree._Element:
    """The styles part.

    Args:
        shift: 1 where heading 1 is 一、, since the title alone is of level 1; 0 where several titles are.
    """
    return w("styles", _defaults(), *map(_style, _table(shift)), *_characters(), _table_style())


def fonts() -> etree._Element:
    """The font table: what may stand in for a face that a machine does not have."""
    rows = []
    for face in FACES:
        rows.append(
            w(
                "font",
                w("altName", val=face.others),
                w("panose1", val=face.panose),
                w("charset", val="86"),
                w("family", val=face.family),
                w("pitch", val="default"),
                name=face.name,
            )
        )
    return w("fonts", *rows)


def face_properties(face: Face) -> etree._Element:
    """The face for every script: offices set figures and letters in the face of the Han characters."""
    return w("rFonts", ascii=face.name, hAnsi=face.name, eastAsia=face.name, cs=face.name)


def size_properties(size: int) -> list[etree._Element]:
    """A size in half points, for every script."""
    return [w("sz", val=size), w("szCs", val=size)]


def _defaults() -> etree._Element:
    # Letters and figures as English, as Word has them in Chinese papers: some programs break 2016 over lines otherwise.
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    run = w("rPr", face_properties(FANG), *size_properties(SIZE_3), language)
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault"))


def _style(style: WordStyle) -> etree._Element:
    element = w("style", w("name", val=style.name), type="paragraph", styleId=style.id)
    if style.id == "Normal":
        element.set(f"{{{W}}}default", "1")
    element.extend(w(name, val=value) for name, value in (("basedOn", style.based), ("next", style.next)) if value)
    element.append(w("qFormat"))
    element.append(w("pPr", *_paragraph(style)))
    element.append(w("rPr", *_run(style)))
    return element


#: What leads to the right edge: to page numbers, and room to write.
_LEADERS = {"TOC1": "middleDot", "TOC2": "middleDot", "TOC3": "middleDot", FIELD: "underscore"}


def _paragraph(style: WordStyle) -> list[etree._Element]:
    parts = [w("keepNext")] if style.keep else []
    parts += [w("keepLines")] if style.keep or style.whole else []
    parts += [w("widowControl")] if style.whole else []
    parts += [w("widowControl", val=0)] if style.id == "Normal" else []
    if style.id in _LEADERS:
        parts.append(w("tabs", w("tab", val="right", leader=_LEADERS[style.id], pos=TYPE_WIDTH)))
    parts += [w("snapToGrid", val=0)] if style.id == "Normal" else []
    spacing: dict[str, object] = {"before": 0, "after": style.after}
    if style.pitch:
        spacing |= {"line": style.pitch, "lineRule": "exact"}
    parts.append(w("spacing", **spacing))
    parts += [w("ind", **dict(style.indent))] if style.indent else []
    parts += [w("jc", val=style.align)] if style.align else []
    parts += [] if style.outline is None else [w("outlineLvl", val=style.outline)]
    return parts


def _run(style: WordStyle) -> list[etree._Element]:
    parts = [face_properties(style.face)] if style.face else []
    parts += [w("snapToGrid", val=0), w("spacing", val=CHARACTER_SPACING)] if style.id == "Normal" else []
    return parts + (size_properties(style.size) if style.size else [])


def _characters() -> list[etree._Element]:
    raised = w("rPr", w("vertAlign", val="superscript"))
    return [
        _character(NOTE_MARK, "footnote reference", raised),
        _character("Hyperlink", "Hyperlink", w("rPr")),
        _character(SITE_MARK, f"{COMPUTED}标记", w("rPr")),
    ]


def _character(key: str, name: str, look: etree._Element) -> etree._Element:
    return w("style", w("name", val=name), look, type="character", styleId=key)


def _table_style() -> etree._Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in sides))
    cells = w("tblCellMar", *(w(side, w=80, type="dxa") for side in ("left", "right")))
    look = w("tblPr", borders, cells)
    return w("style", w("name", val="Table Grid"), look, type="table", styleId="TableGrid")

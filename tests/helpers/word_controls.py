"""A Word form as it is made for filling in: controls, boxes to be ticked, a text box, a header and a footer."""

from __future__ import annotations

from pathlib import Path

import docx
from docx.oxml import parse_xml

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_PROMPT = "<w:showingPlcHdr/>"
_GREY = '<w:rPr><w:rStyle w:val="PlaceholderText"/><w:b/></w:rPr>'


def control(kind: str, words: str = "单击此处输入文字。", *, prompts: bool = True) -> str:
    """A control in running text."""
    settings = f'<w:id w:val="7"/>{_PROMPT if prompts else ""}{kind}'
    run = f"<w:r>{_GREY}<w:t>{words}</w:t></w:r>"
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"


def drop_down(*words: str) -> str:
    """A control that takes one of some words."""
    items = "".join(f'<w:listItem w:displayText="{word}" w:value="{word}"/>' for word in words)
    return control(f"<w:dropDownList>{items}</w:dropDownList>", "选择一项。")


def box(word: str) -> str:
    """A box to be ticked with a word behind it."""
    states = '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    kind = f"<w14:checkbox>{states}</w14:checkbox>"
    return control(kind, "☐", prompts=False) + words(f"{word}　")


def field(kind: str, data: str = "", shown: str = "\u2002" * 5, looks: str = "<w:rPr><w:b/></w:rPr>") -> str:
    """A field of an older form in running text; without anything shown it has no place for that."""
    settings = f'<w:ffData><w:name w:val="T1"/><w:enabled/><w:calcOnExit w:val="0"/>{data}</w:ffData>'
    begin = f'<w:r>{looks}<w:fldChar w:fldCharType="begin">{settings}</w:fldChar></w:r>'
    code = f'<w:r>{looks}<w:instrText xml:space="preserve"> {kind} </w:instrText></w:r>'
    result = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>{looks}<w:t>{shown}</w:t></w:r>' if shown else ""
    return f'{begin}{code}{result}<w:r>{looks}<w:fldChar w:fldCharType="end"/></w:r>'


def text_field(limits: str = "", shown: str = "\u2002" * 5) -> str:
    """One that text is typed into."""
    return field("FORMTEXT", f"<w:textInput>{limits}</w:textInput>", shown)


def list_field(*words: str) -> str:
    """One that drops down."""
    entries = "".join(f'<w:listEntry w:val="{word}"/>' for word in words)
    return field("FORMDROPDOWN", f"<w:ddList>{entries}</w:ddList>", "")


def box_field(word: str) -> str:
    """One to be ticked, with a word behind it."""
    return field("FORMCHECKBOX", '<w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox>', "") + words(
        f"{word}　"
    )


def sign(face: str, place: str, word: str = "") -> str:
    """A sign of a face, with a word behind it."""
    return f'<w:r><w:sym w:font="{face}" w:char="{place}"/></w:r>' + (words(f"{word}　") if word else "")


def around(inside: str) -> str:
    """A control around whole paragraphs or a cell, which tells to type something."""
    return f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


DAY = control('<w:date><w:dateFormat w:val="yyyy年M月d日"/></w:date>', "单击选日期。")
BOUND = control('<w:dataBinding w:xpath="/a" w:storeItemID="{0}"/><w:text/>')


def paragraph(inside: str) -> str:
    """A paragraph with what stands in it."""
    return f"<w:p>{inside}</w:p>"


def words(text: str) -> str:
    """Plain words."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(inside: str) -> str:
    """A cell of a table."""
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{inside}</w:tc>'


def row(*cells: str) -> str:
    """A row; what is no cell yet becomes one."""
    return f"<w:tr>{''.join(one if one.startswith('<w:') else cell(paragraph(words(one))) for one in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def text_box(inside: str, older_words: str = "") -> str:
    """A paragraph with a text box, for newer programs and for older ones, which may have other words."""
    newer = f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
    content = f"<w:txbxContent>{older_words or inside}</w:txbxContent>"
    older = f"<w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict>"
    both = f'<mc:Choice Requires="wps">{newer}</mc:Choice><mc:Fallback>{older}</mc:Fallback>'
    return paragraph(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")


def write_form(file: Path, *body: str, header: str = "", footer: str = "") -> Path:
    """A Word file with such a body, and one paragraph above and below each page."""
    form = docx.Document()
    section = form.sections[0]
    for where, text in ((section.header, header), (section.footer, footer)):
        if text:
            where.paragraphs[0].text = text
    end = form.element.body.sectPr
    for one in body:
        end.addprevious(parse_xml(one.replace(">", f" {_W}>", 1)))
    form.save(str(file))
    return file

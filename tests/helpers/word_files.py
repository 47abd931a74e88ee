"""Makes the bytes of small Word files, part by part."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main"
STRICT_R = "http://purl.oclc.org/ooxml/officeDocument/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str, properties: str = "", tag: str = "t") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph; content without a tag becomes a run."""
    inside = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{inside}</w:p>"


def numbered(text: str, num: int = 1, level: int = 0) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def table(*rows: list[str]) -> str:
    """A table; a cell without a tag becomes a paragraph."""
    cells = [[one if one.startswith("<") else paragraph(one) for one in row] for row in rows]
    inside = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in cells)
    return f"<w:tbl>{inside}</w:tbl>"


def box(content: str, fallback: str = "") -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        f"{content}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        f"{fallback or content}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    abstract = f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
    return f"<w:numbering {SPACES}>{abstract}{nums}</w:numbering>"


def archive(parts: dict[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            # Without a time of its own, so that tests are called the same in every process.
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def relations(*targets: tuple[str, str, str], mode: str = "") -> str:
    """A list of relationships from (id, last word of the type, target)."""
    entries = "".join(f'<Relationship Id="{i}" Type="{R}/{kind}" Target="{to}"{mode}/>' for i, kind, to in targets)
    return f'<Relationships xmlns="{PACKAGE}">{entries}</Relationships>'


#: The parts that a document may lead to: name of the file, and root element.
NAMED = {
    "styles": "styles",
    "numbering": "numbering",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "header": "hdr",
    "footer": "ftr",
}


def word_file(
    body: str, *, related: str = "", extra: dict[str, bytes | str] | None = None, strict: bool = False, **parts: str
) -> bytes:
    """A Word file: its body, and parts by name, each the content of its root or (with `<w:` root) the whole."""
    listed = [(f"p{name}", name, f"{name}.xml") for name in parts]
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>",
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relations(*listed).replace("</Relationships>", related + "</Relationships>"),
    }
    for name, content in parts.items():
        whole = content.startswith(f"<w:{name}")
        files[f"word/{name}.xml"] = content if whole else f"<w:{NAMED[name]} {SPACES}>{content}</w:{NAMED[name]}>"
    if strict:
        files = {name: str(text).replace(W, STRICT_W).replace(R, STRICT_R) for name, text in files.items()}
    return archive(files | (extra or {}))


DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="1" name="图片 1"{descr}/><a:graphic><a:graphicData><pic:pic '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="a"/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/>{cut}</pic:blipFill>{shape}</pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r>"
)


def drawing(relation: str = "pic1", descr: str = "", cut: str = "", turn: str = "") -> str:
    """A run that shows the picture of a relationship."""
    shape = f"<pic:spPr><a:xfrm {turn}/></pic:spPr>" if turn else ""
    told = f' descr="{escape(descr)}"' if descr else ""
    return DRAWING.format(relation=relation, descr=told, cut=cut, shape=shape)


def with_pictures(body: str, pictures: dict[str, bytes], **parts: str) -> bytes:
    """A Word file with pictures by the ids of their relationships."""
    related = "".join(f'<Relationship Id="{key}" Type="{R}/image" Target="media/{key}"/>' for key in pictures)
    extra: dict[str, bytes | str] = {f"word/media/{key}": content for key, content in pictures.items()}
    return word_file(body, related=related, extra=extra, **parts)

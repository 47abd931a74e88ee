"""Damaged blank forms of superiors, Excel and Word, filled and brought back."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Border, Side
from openpyxl.worksheet.datavalidation import DataValidation

from macros.corpus import load_yearbook, today
from scripts.bench.fuzzing.mutations import mutate_archive, pack
from scripts.bench.fuzzing.target import Inputs
from scripts.forms.comparing import find_changes
from scripts.forms.filling import fill_form, look_at
from scripts.forms.form import read_content
from scripts.forms.tracing import take_snapshot

_HEADS = ("序号", "存在问题", "整改措施", "责任人", "整改时限", None, "进展情况", "是否销号", "金额（万元）")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/word/document.xml"\
 ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"\
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"\
 Target="word/document.xml"/></Relationships>"""


class Forms:
    """Forms of both programs."""

    name, title = "forms", "上级的表"

    def __init__(self, docs: Path) -> None:
        self._yearbook = load_yearbook(docs)
        self._years = sorted({ledger.year for ledger in self._yearbook.ledgers.values()})
        self._forms = {"form.xlsx": make_form(), "form.docx": _document()}

    def damage(self, chance: Random) -> Inputs:
        """A form whose parts are damaged."""
        name = chance.choice(sorted(self._forms))
        return {name: mutate_archive(self._forms[name], chance)}

    def read(self, inputs: Inputs, folder: Path) -> None:
        """Fill it, and find nothing changed in it."""
        for name, content in inputs.items():
            (folder / name).write_bytes(content or b"")
            look = look_at(folder / name, self._yearbook, self._years[-1], "", today())
            filled = fill_form(look, name)
            after = take_snapshot(read_content(filled.content, name).grids)
            assert not find_changes(filled.rows, after, after)  # noqa: S101 - what the run is for

    def close(self) -> None:
        """Nothing is held."""


def make_form() -> bytes:
    """A blank form in Excel: title, labels, a head of two rows, empty rows, a total and a note."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "整改情况"
    line = Side(style="thin")
    sheet.merge_cells("A1:I1")
    sheet["A1"], sheet["A2"] = "整改情况表", "填报单位：________　填报日期：　年　月　日"
    for column, text in enumerate(_HEADS, 1):
        sheet.cell(3, column, text)
        for row in range(3, 7):
            sheet.cell(row, column).border = Border(left=line, right=line, top=line, bottom=line)
    sheet.merge_cells("E3:F3")
    sheet["E4"], sheet["F4"] = "原定", "调整后"
    for letter in "ABCDGHI":
        sheet.merge_cells(f"{letter}3:{letter}4")
    sheet["A7"], sheet["I7"], sheet["A8"] = "合计", "=SUM(I5:I6)", "注：按季度报送。"
    choice = DataValidation(type="list", formula1='"是,否"')
    choice.add("H5:H6")
    sheet.add_data_validation(choice)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _document() -> bytes:
    heads = ("序号", "问题", "整改措施", "责任人", "上级评价")
    rows = [heads, ("",) * len(heads), ("",) * len(heads)]
    facts = _table([("单位名称", "", "问题数", "")])
    body = _paragraph("填报单位：________　填报日期：　年　月　日") + facts + _paragraph("整改台账") + _table(rows)
    document = f'<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>'
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": document}
    return pack([(name, text.encode()) for name, text in parts.items()])


def _table(rows: Any) -> str:
    lines = "".join(f"<w:tr>{''.join(f'<w:tc>{_paragraph(text)}</w:tc>' for text in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"


def _paragraph(text: str) -> str:
    return f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'

"""Blank forms as superiors send them, Excel and Word, each of another shape."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from openpyxl import Workbook
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_THIN = Side(style="thin")
BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)
_WORDS = Alignment(vertical="top", wrap_text=True)


def _box(sheet: Worksheet, area: str, *, bold: bool = False, fill: str = "") -> None:
    for row in sheet[area]:
        for cell in row:
            cell.border = BOX
            cell.font = Font(name="仿宋", size=10, bold=bold)
            cell.alignment = _MIDDLE if bold else _WORDS
            if fill:
                cell.fill = PatternFill("solid", fgColor=fill)


def _title(sheet: Worksheet, text: str, width: int) -> None:
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"] = text
    sheet["A1"].font = Font(name="方正小标宋简体", size=18)
    sheet["A1"].alignment = _MIDDLE
    sheet.row_dimensions[1].height = 36
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _begin(name: str, title: str, width: int) -> tuple[Workbook, Any]:
    """A workbook whose sheet has a title over so many columns."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = name
    _title(sheet, title, width)
    return book, sheet


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str | None]) -> None:
    for column, text in enumerate(texts, 1):
        sheet.cell(row, column, text)


def two_row_head(file: Path) -> Path:
    """Title, a line of labels, a head of two rows, three empty rows, a total, notes, a hidden sheet of words."""
    book, sheet = _begin("整改情况", "党风廉政建设问题整改情况统计表", 11)
    sheet.merge_cells("A2:K2")
    sheet["A2"] = "填报单位（盖章）：                    填报日期：    年   月   日          填报人："
    heads = [
        "序号",
        "存在问题",
        "整改措施",
        "责任人",
        "整改时限",
        None,
        "进展情况",
        "是否销号",
        "验收人",
        "涉及金额（万元）",
        "备注",
    ]
    _write_row(sheet, 3, heads)
    sheet["E4"], sheet["F4"] = "原定", "调整后"
    sheet.merge_cells("E3:F3")
    for letter in "ABCDGHIJK":
        sheet.merge_cells(f"{letter}3:{letter}4")
    _box(sheet, "A3:K4", bold=True, fill="D9E2F3")
    _box(sheet, "A5:K7")
    for row in range(5, 8):
        sheet.row_dimensions[row].height = 72
        sheet.cell(row, 5).number_format = sheet.cell(row, 6).number_format = "yyyy-mm-dd"
        sheet.cell(row, 1).alignment = _MIDDLE
    sheet["A8"] = "合计"
    sheet["C8"], sheet["J8"] = "=COUNTA(C5:C7)", "=SUM(J5:J7)"
    _box(sheet, "A8:K8", bold=True)
    sheet.merge_cells("A9:K9")
    sheet["A9"] = "注：1.本表每季度末月25日前报送；2.金额保留两位小数。"
    for column, width in enumerate([6, 26, 30, 10, 12, 12, 36, 9, 10, 10, 12], 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    words = book.create_sheet("选项")
    words["A1"], words["A2"] = "已销号", "整改中"
    words.sheet_state = "hidden"
    choice = DataValidation(type="list", formula1="选项!$A$1:$A$2", errorStyle="warning")
    choice.add("H5:H7")
    sheet.add_data_validation(choice)
    sheet.conditional_formatting.add(
        "J5:J7", CellIsRule(operator="greaterThan", formula=["100"], font=Font(color="FF0000"))
    )
    sheet.print_title_rows, sheet.print_area = "3:4", "A1:K9"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.freeze_panes = "A5"
    sheet.oddFooter.center.text = "第 &P 页"
    book.defined_names["合计金额"] = DefinedName("合计金额", attr_text="整改情况!$J$8")
    book.save(file)
    return file


def merged_serials(file: Path) -> Path:
    """Two empty rows of which number and problem are one cell, numbers of the columns, and cells that are wide."""
    book, sheet = _begin("问题清单", "巡察反馈问题整改台账", 8)
    sheet["A2"], sheet["G2"] = "单位：", "年度："
    heads = ["序号", "反馈问题", "问题来源", "具体整改措施", None, "牵头领导", "完成时限", "实际完成时间"]
    _write_row(sheet, 3, heads)
    for column in range(1, len(heads) + 1):
        sheet.cell(4, column, f"{column}" if column < 5 else f"{column - 1}" if column > 5 else None)
    for row in range(3, 7):
        sheet.merge_cells(f"D{row}:E{row}")
    _box(sheet, "A3:H4", bold=True)
    _box(sheet, "A5:H6")
    for letter in "ABC":
        sheet.merge_cells(f"{letter}5:{letter}6")
    sheet["A7"] = "填表说明：一个问题有几条措施的，分行填写，序号、问题合并。"
    sheet["A9"], sheet["D9"] = "审核人：", "联系电话："
    for letter, width in zip("ABCDEFGH", (6, 24, 10, 16, 16, 12, 12, 12), strict=True):
        sheet.column_dimensions[letter].width = width
    book.save(file)
    return file


def listed_figures(file: Path) -> Path:
    """Two sheets: a cover with labels and cells, and rows that the form lists with this year and the one before."""
    book = Workbook()
    cover: Any = book.active
    cover.title = "封面"
    _title(cover, "全面从严治党主体责任落实情况年报", 4)
    rows = [
        ("单位名称", None, "年度", None),
        ("党组织书记", None, "联系电话", None),
        ("发现问题数", None, "已完成数", None),
    ]
    for number, row in enumerate(rows, 3):
        for column, text in enumerate(row, 1):
            cover.cell(number, column, text)
    _box(cover, "A3:D5")
    for letter in "ABCD":
        cover.column_dimensions[letter].width = 20
    sheet: Any = book.create_sheet("指标")
    _title(sheet, "主要工作指标", 5)
    _write_row(sheet, 3, ["序号", "指标名称", "计量单位", "2025年", "2024年"])
    listed = [
        ("廉政谈话", "人次"),
        ("书记讲党课", "次"),
        ("警示教育", "场"),
        ("三公经费", "万元"),
        ("参加教育党员", "人次"),
    ]
    for number, (name, unit) in enumerate(listed, 1):
        for column, text in enumerate([number, name, unit], 1):
            sheet.cell(3 + number, column, text)
    sheet["B9"], sheet["D9"], sheet["E9"] = "合计", "=SUM(D4:D8)", "=SUM(E4:E8)"
    _box(sheet, "A3:E9")
    sheet["A10"] = "注：数据截至当年12月31日。"
    sheet.column_dimensions["B"].width = 24
    book.save(file)
    return file


def words_in_cells(file: Path) -> Path:
    """A sheet of labels and large cells, as forms for a summary are."""
    book, sheet = _begin("自查报告表", "落实主体责任自查情况登记表", 4)
    sheet["A2"], sheet["C2"] = "填报单位", "填报时间"
    for row, text in ((3, "存在的主要问题"), (4, "原因分析"), (5, "下一步措施"), (6, "党委意见")):
        sheet.cell(row, 1, text)
        sheet.merge_cells(f"B{row}:D{row}")
        sheet.row_dimensions[row].height = 220
    _box(sheet, "A2:D6")
    sheet["D2"].number_format = "yyyy年m月d日"
    for letter, width in zip("ABCD", (16, 40, 16, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    book.save(file)
    return file


def _cell(cell: Any, text: str, *, bold: bool = False) -> None:
    cell.text = ""
    run = cell.paragraphs[0].add_run(text)
    run.font.size, run.font.bold, run.font.name = Pt(11), bold, "仿宋"
    run._element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")


def word_form(file: Path) -> Path:
    """Words with places in them, a table of labels with merged cells, one with rows, and a table in a cell."""
    paper = docx.Document()
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    section.header.paragraphs[0].text = "市纪委监委制"
    paper.add_heading("党风廉政建设责任制落实情况报告表", 1)
    line = paper.add_paragraph()
    line.add_run("填报单位（盖章）：").bold = True
    blank = line.add_run("                ")
    blank.font.underline, blank.font.color.rgb = True, RGBColor(0x80, 0, 0)
    line.add_run("    填报日期：    年   月   日")
    facts = paper.add_table(3, 4, style="Table Grid")
    for row, texts in enumerate((("单位名称", "", "年度", ""), ("问题数", "", "措施数", ""), ("存在问题", "", "", ""))):
        for column, text in enumerate(texts):
            _cell(facts.cell(row, column), text, bold=True)
    facts.cell(2, 1).merge(facts.cell(2, 3))
    paper.add_paragraph("整改台账")
    heads = ["序号", "问题", "整改措施", "责任单位", "整改时限", "佐证材料", "上级评价"]
    rows = paper.add_table(4, len(heads), style="Table Grid")
    for column, text in enumerate(heads):
        _cell(rows.cell(0, column), text, bold=True)
        for row in (1, 2):
            _cell(rows.cell(row, column), "")
    for row in (1, 2):
        paragraph = rows.cell(row, 2).paragraphs[0]
        paragraph.paragraph_format.first_line_indent = Cm(0.5)
        run = paragraph.runs[0] if paragraph.runs else paragraph.add_run("")
        run.font.size, run.font.color.rgb = Pt(9), RGBColor(0, 0x40, 0x80)
    for column in (0, 1):
        rows.cell(1, column).merge(rows.cell(2, column))
    merged = rows.cell(3, 0).merge(rows.cell(3, len(heads) - 1))
    _cell(merged, "注：一个问题有几条措施的分行填写。")
    inner = merged.add_table(1, 2)
    inner.style = "Table Grid"
    _cell(inner.cell(0, 0), "逾期数")
    paper.add_paragraph("填表人：            审核人：            ")
    paper.save(str(file))
    return file


def with_sdt(cell: Any, words: str) -> None:
    """Put a control into a cell that tells to type something."""
    control, looks, content = (OxmlElement(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    looks.append(OxmlElement("w:showingPlcHdr"))
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = words
    run.append(text)
    content.append(run)
    control.extend((looks, content))
    cell.paragraphs[0]._p.append(control)


def rows_of_offices(file: Path) -> Path:
    """A row for each office, of which each fills its own."""
    book, sheet = _begin("各乡镇", "各乡镇问题整改情况汇总表", 6)
    heads = ["序号", "乡镇", "问题数", "已完成数", "整改完成率", "备注"]
    _write_row(sheet, 2, heads)
    for row, name in enumerate(["东镇", "XX乡", "XX乡中学"], 3):
        sheet.cell(row, 1, row - 2)
        sheet.cell(row, 2, name)
    sheet["B6"], sheet["C6"] = "合计", "=SUM(C3:C5)"
    _box(sheet, "A2:F2", bold=True)
    _box(sheet, "A3:F6")
    book.save(file)
    return file


def card_of_one(file: Path) -> Path:
    """A card that asks for one problem to be closed."""
    book, sheet = _begin("销号表", "问题整改销号申请表", 4)
    rows = [
        ("单位名称", None, "填报日期", "20  年  月  日"),
        ("存在问题", None, None, None),
        ("责任人", None, "完成时限", None),
        ("单位意见", "（盖章）\n    年   月   日", None, None),
        ("县纪委意见", None, None, None),
    ]
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            sheet.cell(number, column, text)
    for row_number in (3, 5, 6):
        sheet.merge_cells(start_row=row_number, start_column=2, end_row=row_number, end_column=4)
    _box(sheet, "A2:D6")
    book.save(file)
    return file


def given_problems(file: Path) -> Path:
    """Problems that the superior gives, to be answered beside each, and labels under the frame."""
    book, sheet = _begin("反馈", "巡察反馈问题整改进展表", 5)
    _write_row(sheet, 2, ["序号", "反馈问题", "整改措施", "完成时限", "是否完成"])
    for row, text in enumerate(["问责偏轻", "派车单填写 不全", "会风不正" * 12], 3):
        sheet.cell(row, 1, row - 2)
        sheet.cell(row, 2, text)
    _box(sheet, "A2:E2", bold=True)
    _box(sheet, "A3:E5")
    sheet["A6"] = "填表人：      审核人：      "
    book.save(file)
    return file


FORMS = (two_row_head, merged_serials, listed_figures, words_in_cells, word_form)


def write_all(folder: Path) -> Sequence[Path]:
    """All of them, each under its own name."""
    return [make(folder / f"{make.__name__}.{'docx' if make is word_form else 'xlsx'}") for make in FORMS]

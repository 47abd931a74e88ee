"""Stops an import of what must not be on the site at all."""

from __future__ import annotations

from macros.proofing.proofread import find_classification
from scripts.intake.galley import Galley
from scripts.intake.manuscript import IntakeError


def refuse_classified(galley: Galley) -> None:
    """Refuse a text that bears a mark of classification (密级标志), also in what is left out.

    Raises:
        IntakeError: There is such a mark.
    """
    left_out = [(piece.line, piece.text) for piece in galley.manuscript.left_out]
    lines = [(paragraph.number, paragraph.text) for paragraph in galley.paragraphs()]
    found = next(find_classification(lines), None) or next(find_classification(left_out, top=len(left_out)), None)
    if found:
        raise IntakeError(
            f"第 {found.line} 行有密级标志“{found.text}”，不能导入。改法：涉密文件不进本站；"
            "已经解密的，凭解密手续去掉标志再导入。"
        )

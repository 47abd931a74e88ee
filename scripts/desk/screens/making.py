"""What is made anew: the next year, packs, files to print."""

from __future__ import annotations

from flask import render_template

from scripts.desk.screen import Screen

SCREEN = Screen("making", "下一年·学习资料·打印", "开始下一年的页面，编学习资料包，做 PDF 和 Word 文件。")


@SCREEN.get("/")
def show() -> str:
    """How it is done until it can be done here."""
    return render_template("elsewhere.html", screen=SCREEN, page="next-year", words="开始下一年", verb="new-year")

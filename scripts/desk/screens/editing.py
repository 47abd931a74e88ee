"""A page that is changed."""

from __future__ import annotations

from flask import render_template

from scripts.desk.screen import Screen

SCREEN = Screen("editing", "改", "改一页的文字和页首信息，边改边记下，看过差别再写入。")


@SCREEN.get("/")
def show() -> str:
    """How it is done until it can be done here."""
    return render_template("elsewhere.html", screen=SCREEN, page="report", words="报告的页面怎么写", verb="serve")

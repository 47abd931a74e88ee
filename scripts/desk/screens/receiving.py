"""Papers that come in."""

from __future__ import annotations

from flask import render_template

from scripts.desk.screen import Screen

SCREEN = Screen("receiving", "收件", "把 Word、WPS、PDF、文本的总结，或者法规全文，做成站点的一页。")


@SCREEN.get("/")
def show() -> str:
    """How it is done until it can be done here."""
    return render_template("elsewhere.html", screen=SCREEN, page="intake", words="把年度总结放进来", verb="import")

"""What proofreading suggests."""

from __future__ import annotations

from flask import render_template

from scripts.desk.screen import Screen

SCREEN = Screen("proofreading", "校对", "发布前把值得看一看的文字逐条看过、改好。")


@SCREEN.get("/")
def show() -> str:
    """How it is done until it can be done here."""
    return render_template("elsewhere.html", screen=SCREEN, page="proofing", words="发布前的校对", verb="proofread")

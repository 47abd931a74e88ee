"""What is published, and for whom."""

from __future__ import annotations

from flask import render_template

from scripts.desk.screen import Screen

SCREEN = Screen("publishing", "发布", "选给谁看，校对、生成、发布，可以退回上一次。")


@SCREEN.get("/")
def show() -> str:
    """How it is done until it can be done here."""
    return render_template("elsewhere.html", screen=SCREEN, page="publishing", words="发布和退回", verb="publish")

"""The register of regulations."""

from __future__ import annotations

from flask import render_template

from scripts.desk.screen import Screen

SCREEN = Screen("regulations", "法规", "登记法规，写入全文，用资料包更新。")


@SCREEN.get("/")
def show() -> str:
    """How it is done until it can be done here."""
    return render_template(
        "elsewhere.html", screen=SCREEN, page="regulation", words="法规怎么登记", verb="import-regulation"
    )

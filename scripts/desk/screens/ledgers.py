"""The ledger."""

from __future__ import annotations

from flask import render_template

from scripts.desk.screen import Screen

SCREEN = Screen("ledgers", "台账", "一条一条地更新整改台账，或者从 Excel 导入。")


@SCREEN.get("/")
def show() -> str:
    """How it is done until it can be done here."""
    return render_template("elsewhere.html", screen=SCREEN, page="ledger", words="整改台账怎么写", verb="ledger-in")

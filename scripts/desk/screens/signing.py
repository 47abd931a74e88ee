"""拟稿、审核、签发: which paper has got how far, what was changed since, and the form that takes down a step."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.exceptions import NotFound

from macros.corpus import find_signed_text, read_sign_off, today
from macros.domain.ledgers import Ledger
from macros.domain.signatures import Step
from macros.domain.signing import Paper, find_outdated, find_taken, text_as_signed
from scripts.changes.naming import name_given
from scripts.changes.said.telling import Said
from scripts.changes.said.texts import say_texts
from scripts.changes.signed_texts import gather_signed_texts
from scripts.changes.signing import SigningError, plan_signing
from scripts.desk.desk import Desk, the_desk
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen

_SCREEN = "signing.show"
#: Where the words of a paper are put right, and those of a ledger.
_MENDED_AT = ("editing.show", "ledgers.sheet")


def _waiting(desk: Desk) -> str:
    book = desk.work.yearbook
    papers: list[Paper] = [*book.reports.values(), *book.ledgers.values()]
    changed = sum(find_outdated(paper) is not None for paper in papers)
    return f"{changed} 份签署以后有改动" if changed else ""


SCREEN = Screen("signing", "办理", "记下哪一份材料由谁、哪一天拟稿、审核、签发；签发后改了什么也在这里看。", _waiting)


@SCREEN.get("/")
def show() -> str:
    """The papers, or one of them with what was done with it and the form for the next step."""
    return _one(_asked()) if request.args.get("page") else _list()


@SCREEN.post("/")
def sign() -> Response:
    """Plan the row that says that a step was taken."""
    desk, report, form = the_desk(), _asked(), request.form
    here = url_for(_SCREEN, page=report.path)
    step, on = form.get("step", ""), _day(form.get("on", ""))
    if step not in list(Step) or on is None:
        flash("还没有选办到哪一步。" if step not in list(Step) else "日期不对，选办理的那一天。")
        return redirect(here, 303)  # type: ignore[return-value]
    try:
        plan = plan_signing(desk.project.docs, report.path, Step(step), form.get("post", ""), on, today())
    except SigningError as error:
        flash(str(error))
        return redirect(here, 303)  # type: ignore[return-value]
    return desk.proposals.show(Proposal(plan.changes, back=here, then=here))


def _list() -> str:
    wanted = read_sign_off(the_desk().work.docs)
    return render_template(
        "signing.html",
        screen=SCREEN,
        steps=list(Step),
        papers=[_row(report) for report in _papers()],
        wanted=[(str(audience), "、".join(steps)) for audience, steps in wanted.steps.items()],
        since=wanted.since,
        kinds="、".join(wanted.kinds),
    )


def _row(report: Paper) -> dict[str, object]:
    return {
        "path": report.path,
        "name": _name(report),
        "taken": {taken.signature.step: taken for taken in find_taken(report)},
        "outdated": find_outdated(report),
    }


def _one(report: Paper) -> str:
    docs, outdated = the_desk().work.docs, find_outdated(report)
    gather_signed_texts(docs, [report])
    before = find_signed_text(docs, report)
    taken = {taken.signature.step for taken in find_taken(report) if taken.holds}
    posts = [signature.post for one in _papers() for signature in one.signed]
    return render_template(
        "signing_one.html",
        screen=SCREEN,
        report=report,
        mended_at=url_for(_MENDED_AT[isinstance(report, Ledger)], page=report.path),
        name=_name(report),
        steps=list(Step),
        next_step=outdated.step if outdated else _behind(taken),
        outdated=outdated,
        changed=_changed(before, text_as_signed(report)),
        is_known=before is not None,
        posts=sorted(set(posts)),
        today=today(),
    )


def _behind(taken: Collection[Step]) -> Step | None:
    """The step behind the last one that was taken; None where all were."""
    return next((step for step in Step if all(step.place > one.place for one in taken)), None)


def _changed(before: str | None, now: str) -> tuple[Said, ...]:
    return tuple(say_texts(before, now, "文字")) if before is not None else ()


def _papers() -> list[Paper]:
    """Those that have a text, and the ledgers, the newest first."""
    book = the_desk().work.yearbook
    ledgers = (ledger for ledger in book.ledgers.values() if ledger.entries)
    written: list[Paper] = [*(report for report in book.reports.values() if report.written), *ledgers]
    return sorted(written, key=lambda paper: (-paper.year, paper.folder, isinstance(paper, Ledger), paper.key))


def _name(paper: Paper) -> str:
    return name_given(paper).strip("「」")


def _asked() -> Paper:
    path = request.values.get("page", "")
    found = next((report for report in _papers() if report.path == path), None)
    if found is None:
        raise NotFound
    return found


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None

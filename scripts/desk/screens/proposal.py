"""A change as it would be written: what becomes of each page, what would be wrong, and whether to write it."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, flash, redirect, render_template, request, url_for

from macros.corpus import today
from macros.findings import Finding
from scripts.changes.change_set import ChangeSet
from scripts.changes.correcting import CorrectionError
from scripts.changes.left_indicators import LeftIndicator, find_left_indicators, with_indicators
from scripts.changes.open_changes import find_otherwise_said, with_reason
from scripts.desk.desk import the_desk
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen
from scripts.desk.told_faults import ToldFault, tell_fault
from scripts.desk.work import show_changes, tell_written
from scripts.publishing.silent_changes import read_had

SCREEN = Screen("proposal", "看看要写入什么", "看清楚再写入；写入以后还可以在“改过什么”里退回。")


class _GoneError(Exception):
    """Nothing waits under a key any more."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


@SCREEN.errorhandler(_GoneError)
def tell_gone(error: _GoneError) -> tuple[str, int]:
    """Say that it was written, and where that can be seen; or that it is not known any more."""
    number = the_desk().proposals.number_of(error.key)
    return render_template("proposal_gone.html", screen=SCREEN, number=number), 404 if number is None else 200


@SCREEN.get("/<key>")
def show(key: str) -> str:
    """What would be written; or what has come between, with both."""
    desk, proposal = the_desk(), _find(key)
    if moved := desk.work.find_moved(proposal.changes):
        return _show_both(key, proposal, moved)
    faults, left = desk.work.find_faults(proposal.changes), _left_behind(proposal)
    return render_template(
        "proposal.html",
        screen=SCREEN,
        key=key,
        proposal=proposal,
        offered=[one.words for one in left if one.due],
        left=[one.words for one in left if not one.due],
        otherwise=[] if proposal.despite_faults else find_otherwise_said(proposal.changes),
        typed=request.form,
        shown=show_changes(with_indicators(proposal.changes, left)),
        faults=[_told(fault, proposal.changes) for fault in faults],
        can_write=bool(proposal.changes) and (proposal.despite_faults or not faults),
    )


@SCREEN.post("/<key>")
def write(key: str) -> Response | str:
    """Write it, and go on."""
    desk, proposal = the_desk(), _find(key)
    if moved := desk.work.find_moved(proposal.changes):
        return _show_both(key, proposal, moved)
    if not proposal.despite_faults and desk.work.find_faults(proposal.changes):
        return show(key)
    changes = with_indicators(proposal.changes, _left_behind(proposal)) if "indicators" in request.form else None
    changes = changes or proposal.changes
    if "correction" in request.form:
        why, by = (request.form.get(name, "").strip() for name in ("why", "by"))
        try:
            changes = with_reason(changes, why, by, today(), lambda path: read_had(desk.project, path))
        except CorrectionError as error:
            flash(str(error))
            return show(key)
    written = desk.work.write(changes)
    desk.proposals.written(key, written.number)
    for draft in (proposal.draft, *proposal.drafts):
        if draft:
            desk.drafts.drop(*draft, kept_before=proposal.made_at)
    proposal.when_written()
    for line in (f"{changes.task}：{tell_written(changes)}。", *written.told):
        flash(line)
    return redirect(proposal.then, 303)  # type: ignore[return-value]


@SCREEN.post("/<key>/anew")
def plan_anew(key: str) -> Response:
    """Plan it anew from the pages as they are now; what the other one wrote is then among the lines that go."""
    desk, proposal = the_desk(), _find(key)
    return _plan_again(key, desk.work.plan(proposal.changes.task, proposal.changes.after))


@SCREEN.post("/<key>/both")
def plan_both(key: str) -> Response:
    """Plan what both have changed; where they have changed the same lines, both are shown again."""
    desk, proposal = the_desk(), _find(key)
    return _plan_again(key, desk.work.merge(proposal.changes) or proposal.changes)


def _left_behind(proposal: Proposal) -> list[LeftIndicator]:
    """The indicators that would not go with their text; what is taken back goes back whole."""
    return [] if proposal.despite_faults else find_left_indicators(proposal.changes)


def _told(fault: Finding, changes: ChangeSet) -> ToldFault:
    """A fault, with the way to where it is mended unless that is the way back."""
    told = tell_fault(fault, changes.site)
    return ToldFault(told.words) if fault.file.removeprefix("docs/") in changes.after else told


def _plan_again(key: str, changes: ChangeSet) -> Response:
    desk, proposal = the_desk(), _find(key)
    desk.proposals.drop(key)
    return desk.proposals.show(replace(proposal, changes=changes))


def _find(key: str) -> Proposal:
    proposal = the_desk().proposals.find(key)
    if proposal is None:
        raise _GoneError(key)
    return proposal


def _show_both(key: str, proposal: Proposal, moved: list[str]) -> str:
    """What was changed meanwhile, and what was to be written: neither is lost."""
    docs, begun = proposal.changes.docs, proposal.changes.before
    now = ChangeSet.plan(docs, "", dict.fromkeys(moved)).before
    theirs = ChangeSet(docs, "", {path: begun[path] for path in moved}, {path: now.get(path) for path in moved})
    ours = ChangeSet(docs, "", theirs.before, {path: proposal.changes.after[path] for path in moved})
    return render_template(
        "conflict.html",
        screen=SCREEN,
        key=key,
        proposal=proposal,
        can_have_both=the_desk().work.merge(proposal.changes) is not None,
        pairs=list(zip(show_changes(theirs), show_changes(ours), strict=True)),
        home=url_for("home.show"),
    )

"""What proofreading finds in the whole yearbook: mended, or let stand for a reason."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from flask import Response, render_template, request, url_for
from werkzeug.exceptions import BadRequest

from macros.corpus import today
from macros.corpus.pages import PageKind, page_kind
from scripts.changes.keeping import Kept, read_kept, without_kept
from scripts.desk.desk import Desk, the_desk
from scripts.desk.desk_words import title_of
from scripts.desk.page_form.listing import has_form
from scripts.desk.page_order import page_order
from scripts.desk.proofreading.acting import keep_all, mend_all
from scripts.desk.proofreading.listing import Found, find_all
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen

_SCREEN = "proofreading.show"
#: So many of one kind are shown beside other kinds, and so many alone.
_FEW, _MANY = 20, 200
#: Pages that hold an office's own words.
_OWN = frozenset({PageKind.REPORT, PageKind.LOCAL, PageKind.LEDGER})


def _waiting(desk: Desk) -> str:
    faults = len(desk.work.survey().faults)
    return f"{faults} 处错误，改好才能发布" if faults else ""


SCREEN = Screen(
    "proofreading", "校对", "逐处看查出来的，能改的照改，不用改的写明理由留着；最要紧的在最前面。", _waiting
)


@SCREEN.get("/")
def show() -> str:
    """Everything that is found, or what is found on one page or of one kind."""
    return _show(request.args.get("of", ""), request.args.get("kind") or request.args.get("page", ""))


@SCREEN.post("/")
def act() -> Response | str | tuple[str, int]:
    """Plan what becomes of what was ticked."""
    path, kind = request.form.get("of", ""), request.form.get("kind", "")
    step, _, key = request.form.get("do", "").partition(":")
    there = [one for one in find_all(the_desk(), path)[0] if one.kind.code == kind]
    ticked = {key} if key else {*request.form.getlist("key")}
    chosen = [one for one in there if step == "every" or one.key in ticked]
    match step:
        case "mend" | "every":
            return _mend([one for one in chosen if one.mend or one.mends_links], path, kind)
        case "keep":
            return _keep([one for one in chosen if one.may_stand], path, kind)
    raise BadRequest


@SCREEN.get("/kept")
def kept() -> str:
    """What is let stand, with whoever has decided it, when, and why."""
    rows = [row for row in _kept_rows(the_desk()) if request.args.get("of", "") in {"", row[0]}]
    return render_template("proofreading_kept.html", screen=SCREEN, rows=rows)


@SCREEN.post("/kept")
def look_again() -> Response:
    """Plan that a text is told again."""
    desk, words = the_desk(), request.form.get("text", "")
    page = desk.work.open(request.form.get("of", ""))
    pages = {page.path: without_kept(page.text, words)}
    changes = desk.work.plan(f"{page.name}：不再留着一处文字", pages, {page.path: page.begun})
    here = url_for("proofreading.kept")
    return desk.proposals.show(Proposal(changes, back=here, then=here))


def _mend(chosen: list[Found], path: str, kind: str) -> Response | tuple[str, int]:
    if not chosen:
        return _show(path, kind, {kind: "还没有选，或者选的几处没有可以照改的。在要改的前面打钩。"}), 400
    return _propose(chosen, "照校对改", mend_all(chosen, the_desk().work.survey().corpus), path, kind)


def _keep(chosen: list[Found], path: str, kind: str) -> Response | tuple[str, int]:
    post, why = (" ".join(request.form.get(name, "").split()) for name in ("by_post", "why"))
    faults = {
        kind: "" if chosen else "还没有选。在要留着的前面打钩。",
        "by_post": "" if post else "还没有写是谁定的。写职务，如 纪委书记。",
        "why": "" if why else "还没有写理由。写为什么可以留着，如 引用上级文件的原文。",
    }
    if any(faults.values()):
        return _show(path, kind, faults), 400
    decided = Kept("", post, why, today())
    return _propose(chosen, "校对留着", keep_all(chosen, the_desk().work.survey().corpus, decided), path, kind)


def _propose(chosen: list[Found], task: str, pages: Mapping[str, str], path: str, kind: str) -> Response:
    desk = the_desk()
    changes = desk.work.plan(f"{task}：{chosen[0].kind.title} {len(chosen)} 处", pages)
    back = url_for(_SCREEN, of=path or None, kind=kind)
    then = url_for(_SCREEN, of=path or None)
    return desk.proposals.show(Proposal(changes, back=back, then=then, draft=(_SCREEN, kind)))


def _show(path: str, kind: str, faults: Mapping[str, str] | None = None) -> str:
    desk = the_desk()
    found, passed_over = find_all(desk, path)
    kinds = {one.kind.code: one.kind for one in found}
    groups = [(of, [*its]) for of, its in groupby(found, key=lambda one: one.kind) if kind in {"", of.code}]
    shown = _MANY if kind else _FEW
    # What was mended may have been the last that stood there.
    most = max((len(its) for _, its in groups), default=0)
    start = min(max(request.values.get("from", 0, type=int), 0), max(most - 1, 0)) // shown * shown if kind else 0
    drafts = {draft.page: draft for draft in desk.drafts.list() if draft.screen == _SCREEN}
    return render_template(
        "proofreading.html",
        screen=SCREEN,
        groups=[(of, its[start : start + shown], len(its)) for of, its in groups],
        start=start,
        shown=shown,
        total=len(found),
        stopping=sum(one.stops for one in found),
        pages=_pages(desk, path),
        kinds=kinds,
        of=path,
        kind=kind,
        faults=faults or {},
        drafts=drafts,
        passed_over=_describe(passed_over.older, passed_over.put_off.total()),
        post=max(((str(one.on), one.by_post) for _, _, one in _kept_rows(desk)), default=("", ""))[1],
        lead=_lead,
        title_of=title_of,
    )


def _describe(older: int, put_off: int) -> list[str]:
    return [
        line
        for count, line in (
            (older, f"往年材料的用语、标点等提示 {older} 处没有列出；要看的，上面选那一页。"),
            (put_off, f"定了暂不提示的 {put_off} 处没有列出。"),
        )
        if count
    ]


def _pages(desk: Desk, path: str) -> list[tuple[str, str]]:
    """Pages that have words of an office's own, by path and name; and the one that was asked for."""
    survey = desk.work.survey()
    own = {at for at in survey.corpus.pages if page_kind(at) in _OWN}
    wrong = {fault.file.removeprefix("docs/") for fault in survey.faults}
    every = {*own, *wrong, *([path] if path else [])}
    return sorted(((at, survey.name(at)) for at in every), key=lambda page: page_order(page[1]))


def _lead(one: Found) -> str:
    """Where a finding is mended by hand."""
    if one.fault and (address := one.fault.mending.address):
        return address
    if page_kind(one.path) is PageKind.LEDGER:
        return url_for("ledgers.sheet", page=one.path)
    if not one.page or not has_form(one.path, the_desk().work.docs):
        return url_for("source.show", page=one.path)
    anchor = "f-head" if one.section < 0 else f"f-s{one.section}"
    return url_for("editing.show", page=one.path, _anchor=anchor)


def _kept_rows(desk: Desk) -> list[tuple[str, str, Kept]]:
    rows, survey = [], desk.work.survey()
    for path, page in sorted(survey.corpus.pages.items()):
        if "kept" in page.front_matter.fields:
            name = survey.name(path)
            rows += [(path, name, one) for one in read_kept(page.text)]
    return rows

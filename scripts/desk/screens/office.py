"""Whose yearbook it is: the office is named once, and what the site was delivered with goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import Response, render_template, request, url_for

from macros.corpus import Office, read_office, read_sign_off
from macros.corpus.settings import PaperKind, parse_settings, read_posts
from macros.domain.paths import is_unit_folder
from macros.domain.reports import Audience
from macros.domain.signatures import Step
from scripts.changes.change_set import SETTINGS
from scripts.changes.extra_settings import with_extra
from scripts.changes.office import OtherUnitError, plan_set_up, plan_site_name
from scripts.changes.writing import read_file
from scripts.desk.desk import the_desk
from scripts.desk.office_rules import read_posts_form, read_sign_off_form, rows_of, ticks_of
from scripts.desk.proposals import Proposal
from scripts.desk.screen import Screen

SCREEN = Screen(
    "office", "本单位", "写明这是哪个单位的年鉴；随站带来的示例单位的材料同时拿掉，先看清单再写入，可以退回。"
)
_FIELDS = ("unit", "folder", "audience")


@SCREEN.get("/")
def show() -> str:
    """What the office is called, where its papers go, and who may read them."""
    return _form(_now(), {})


@SCREEN.post("/")
def set_up() -> Response | str:
    """Plan what the site becomes, as one change."""
    given = {name: request.form.get(name, "").strip() for name in _FIELDS}
    given["folder"] = given["folder"].strip("/")
    if faults := _faults(given):
        return _form(given, faults)
    desk, office = the_desk(), Office(given["unit"], given["folder"], Audience(given["audience"]))
    try:
        plan = plan_set_up(desk.work.docs, office, renames=request.form.get("renames") == office.unit)
    except OtherUnitError as other:
        said = f"站点里已有 {other.count} 份材料写的单位是“{other.unit}”。是同一单位改了名称的，勾下面一格，一起改"
        return _form(given, {"unit": f"{said}；不是的，给本单位另写一个文件夹。"}, other)
    told = (*plan.describe(), f"单位：{office.unit}；新材料的阅读范围：{office.audience}")
    back = url_for("office.show")
    return desk.proposals.show(Proposal(plan.changes, back=back, then=url_for("home.show"), told=told))


@SCREEN.post("/name")
def rename() -> Response | str:
    """Plan another name of the site."""
    name, desk = " ".join(request.form.get("site_name", "").split()), the_desk()
    if not name:
        return _form(_now(), {"site_name": "没有写名称。写页面顶上要显示的，如 XX乡廉政年鉴。"})
    back = url_for("office.show")
    return desk.proposals.show(Proposal(plan_site_name(desk.work.docs, name), back=back, then=back))


@SCREEN.post("/posts")
def set_posts() -> Response | str:
    """Plan which spellings of posts are one."""
    rows, posts, fault = read_posts_form(request.form)
    if fault:
        return _form(_now(), {"posts": fault}, posts=rows)
    return _propose("职务的不同写法", "posts", posts or None)


@SCREEN.post("/sign-off")
def set_sign_off() -> Response | str:
    """Plan which steps a publish waits for."""
    asked, fault = read_sign_off_form(request.form)
    if fault:
        return _form(_now(), {"since": fault}, ticks=request.form)
    return _propose("发布前要办到哪一步", "sign_off", asked)


def _propose(task: str, name: str, value: object) -> Response:
    desk, back = the_desk(), url_for("office.show")
    settings = (read_file(desk.work.docs / SETTINGS) or b"").decode("utf-8", "replace")
    changes = desk.work.plan(task, {SETTINGS: with_extra(settings, name, value).encode()})
    return desk.proposals.show(Proposal(changes, back=back, then=back))


def _now() -> dict[str, str]:
    office = read_office(the_desk().project.docs)
    now = (office.unit, office.folder, office.audience) if office else ("", "", Audience.LEADERS)
    return dict(zip(_FIELDS, now, strict=True))


def _site_name() -> str:
    settings = read_file(the_desk().work.docs / SETTINGS) or b""
    return str(parse_settings(settings.decode("utf-8", "replace")).get("site_name") or "")


def _faults(given: dict[str, str]) -> dict[str, str]:
    """What is wrong, by field."""
    faults = {}
    if not given["unit"]:
        faults["unit"] = "没有写单位名称。照文件上的写法写，如 XX县水务局党组。"
    if not is_unit_folder(given["folder"]):
        faults["folder"] = f"“{given['folder']}”不能用。只用小写字母、数字和连字符，如 dongzhen；只有一个单位的空着。"
    if given["audience"] not in list(Audience):
        faults["audience"] = "从列出的范围里选一个。"
    return faults


def _form(
    given: dict[str, str],
    faults: dict[str, str],
    other: OtherUnitError | None = None,
    posts: Sequence[tuple[str, str]] | None = None,
    ticks: Mapping[str, str] | None = None,
) -> str:
    """The forms; `other` are papers whose unit is called otherwise, the last two what was typed into those below."""
    docs = the_desk().work.docs
    return render_template(
        "office.html",
        screen=SCREEN,
        given=given,
        faults=faults,
        other=other,
        audiences=list(Audience),
        site_name=_site_name(),
        posts=posts if posts is not None else rows_of(read_posts(docs)),
        ticks=ticks if ticks is not None else ticks_of(read_sign_off(docs)),
        steps=list(Step),
        kinds=list(PaperKind),
    )

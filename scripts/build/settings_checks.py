"""Checks the settings that the safety of a site rests on, before a generator takes them up.

Whatever is no setting of ours and could run a program, read another file or
build other pages than those that were checked is refused; the rest is the
office's own affair.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from macros.corpus import OFFICE_FORM, SIGN_OFF_FORM, parse_office, parse_sign_off
from macros.domain.reports import Audience
from macros.domain.signatures import Step
from macros.errors import ContentErrors, SiteError
from macros.findings import Finding
from scripts.build.settings_file import Place, SettingKind, Settings, read_settings, shown_value

_ALLOWED: Place = ("extra", "allowed_plugins")
#: What must stand there, with why.
_REQUIRED: tuple[tuple[Place, Any, str], ...] = (
    (("use_directory_urls",), False, "不然从文件夹里打开的站点，链接都不通"),
    (("strict",), True, "不然有问题的页面照样发布"),
    (("theme", "name"), "material", "不然页面的样子和安全策略都没有了"),
    (("theme", "custom_dir"), "overrides", "不然页面没有内容安全策略"),
    (("theme", "font"), False, "不然页面要向外网取字体"),
    (("validation", "omitted_files"), "warn", "不然漏掉的页面没有人知道"),
    (("validation", "absolute_links"), "warn", "不然走不通的链接没有人知道"),
    (("validation", "unrecognized_links"), "warn", "不然走不通的链接没有人知道"),
    (("validation", "anchors"), "warn", "不然走不通的链接没有人知道"),
)
#: What may be left out, since it is so of itself.
_USUAL: tuple[tuple[Place, Any, str], ...] = (
    (("docs_dir",), "docs", "检查的是 docs 里的页面"),
    (("site_dir",), "site", "站点由命令生成到它的位置"),
    (("validation", "not_found"), "warn", "不然走不通的链接没有人知道"),
)
#: What is not used, with why and what does the same.
_REFUSED = {
    "INHERIT": "设置都写在这一份里，检查的才是用上的；把那一份的内容抄过来，删去这一行",
    "exclude_docs": "检查和检索仍会用到这些页面；不给人看的，删去页面，或在页首信息里写 audience",
    "draft_docs": "检查和检索仍会用到这些页面；不给人看的，删去页面，或在页首信息里写 audience",
    "extra_templates": "这样的文件不经检查就进了站点；删去它，写成 docs 里的页面",
    "mdx_configs": "扩展的设置写在 markdown_extensions 里",
}
#: Whoever runs macros on pages that do not ask for them runs what a stranger has written.
_MACROS = {
    "modules": ["macros.plugin"],
    "render_by_default": False,
    "on_undefined": "strict",
    "on_error_fail": True,
}
#: The extensions that pages are made with, each with what it must be given.
_EXTENSIONS: dict[str, dict[str, Any]] = {
    "attr_list": {},
    "admonition": {},
    "tables": {"use_align_attribute": True},
    "toc": {"marker": ""},
    "pymdownx.superfences": {},
    "macros.annotate": {},
}
_LAST = "macros.annotate"
_AUDIENCES = ("show_carried_over", "show_gaps")


def find_setting_faults(folder: Path) -> list[Finding]:
    """Find what is wrong with the settings of a project.

    Args:
        folder: Holds mkdocs.yml.

    Returns:
        Every fault, in the order of the file.
    """
    settings = read_settings(folder)
    if settings.node is not None:
        _check(settings, folder)
    return sorted(settings.faults, key=lambda fault: fault.line)


def require_sound_settings(folder: Path) -> None:
    """Go on only where nothing is wrong with the settings of a project.

    Raises:
        ContentErrors: Something is; all of it is told.
    """
    if faults := find_setting_faults(folder):
        raise ContentErrors(faults)


def hook_files(folder: Path) -> list[str]:
    """Paths within the project of the hooks that its settings name and allow."""
    hooks = read_settings(folder).values.get("hooks")
    return [hook for hook in hooks if _is_within(hook)] if isinstance(hooks, list) else []


def _check(settings: Settings, folder: Path) -> None:
    for place, expected, why in _REQUIRED:
        _check_value(settings, place, expected, why, is_required=True)
    for place, expected, why in _USUAL:
        _check_value(settings, place, expected, why, is_required=False)
    for name, why in _REFUSED.items():
        if name in settings.values:
            settings.add(SettingKind.REFUSED, (name,), advice=why)
    _check_extra(settings)
    allowed = _allowed(settings)
    _check_hooks(settings, folder, allowed)
    _check_plugins(settings, allowed)
    _check_extensions(settings, allowed)
    _check_validation(settings)


def _check_value(settings: Settings, place: Place, expected: Any, why: str, *, is_required: bool) -> None:
    value, is_there = _find(settings.values, place)
    written = f"{place[-1]}: {_written(expected)}"
    advice = f"写 {written}，{why}"
    if not is_there and is_required:
        settings.add(SettingKind.MISSING, place, expected=f"“{written}”", advice=advice)
    elif is_there and not _same(value, expected):
        settings.add(SettingKind.VALUE, place, found=shown_value(value), expected=f"“{written}”", advice=advice)


def _find(values: Any, place: Place) -> tuple[Any, bool]:
    for step in place:
        if not isinstance(values, dict) or step not in values:
            return None, False
        values = values[step]
    return values, True


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(value)}]"
    return str(value).lower() if isinstance(value, bool) else str(value) or '""'


def _same(value: Any, expected: Any) -> bool:
    # 0 and 0.0 are equal to false, and are not what is written.
    return type(value) is type(expected) and value == expected


def _check_extra(settings: Settings) -> None:
    extra = settings.values.get("extra", {})
    if not isinstance(extra, dict):
        found = shown_value(extra)
        settings.add(SettingKind.VALUE, ("extra",), found=found, expected="“名称: 值”的各行")
        return
    for name in _AUDIENCES:
        if name in extra and not isinstance(extra[name], bool) and extra[name] not in tuple(Audience):
            expected, found = f"{'、'.join(Audience)} 之一，或 false", shown_value(extra[name])
            advice = "写给谁看；不写这一行的是班子"
            settings.add(SettingKind.VALUE, ("extra", name), found=found, expected=expected, advice=advice)
    _check_office(settings, extra.get("office"))
    _check_sign_off(settings, extra.get("sign_off"))
    if not isinstance(extra.get("plain_build", False), bool):
        found = shown_value(extra["plain_build"])
        settings.add(SettingKind.VALUE, ("extra", "plain_build"), found=found, expected="true 或 false")


def _check_office(settings: Settings, office: object) -> None:
    if office is None:
        return
    try:
        parse_office(office)
    except SiteError:
        expected = f"unit 单位名称、folder 小写字母的文件夹或空着、audience {'、'.join(Audience)} 之一"
        settings.add(
            SettingKind.VALUE, ("extra", "office"), found=shown_value(office), expected=expected, advice=OFFICE_FORM
        )


def _check_sign_off(settings: Settings, sign_off: object) -> None:
    try:
        parse_sign_off(sign_off or {})
    except SiteError:
        expected = f"{'、'.join(Audience)} 后面各写 {'、'.join(Step)} 中的几步，of 写报告、台账"
        place = ("extra", "sign_off")
        settings.add(SettingKind.VALUE, place, found=shown_value(sign_off), expected=expected, advice=SIGN_OFF_FORM)


def _allowed(settings: Settings) -> frozenset[str]:
    """The names of what is not ours and may run all the same."""
    names, is_there = _find(settings.values, _ALLOWED)
    if not is_there:
        return frozenset()
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        settings.add(SettingKind.VALUE, _ALLOWED, found=shown_value(names), expected="名称的列表，如 [tags]")
        return frozenset()
    return frozenset(names)


def _check_hooks(settings: Settings, folder: Path, allowed: Collection[str]) -> None:
    for place, name, _ in _named(settings, "hooks"):
        if name not in allowed:
            settings.add(SettingKind.FOREIGN, place, found=f"“{name}”")
        elif not _is_within(name) or not (folder / name).is_file():
            settings.add(SettingKind.VALUE, place, found=f"“{name}”", expected="项目文件夹里的文件")


def _is_within(name: object) -> bool:
    return isinstance(name, str) and not Path(name).is_absolute() and ".." not in PurePosixPath(name).parts


def _check_plugins(settings: Settings, allowed: Collection[str]) -> None:
    given: dict[str, tuple[Place, Any]] = {}
    for place, name, options in _named(settings, "plugins"):
        given[name] = place, options
        if name not in {"macros", "search"} | set(allowed):
            settings.add(SettingKind.FOREIGN, place, found=f"“{name}”")
    if "search" in given and given["search"][1] != {"enabled": False}:
        advice = "写 search: {enabled: false}；本站有自己的检索，主题的那一种会漏"
        settings.add(SettingKind.VALUE, given["search"][0], name="plugins.search", expected="“enabled: false”",
                     advice=advice)  # fmt: skip
    place, options = given.get("macros", (("plugins",), None))
    if "macros" not in given:
        settings.add(SettingKind.MISSING, place, name="plugins.macros", advice="从原来的一份抄回 macros 和它下面各行")
    else:
        _check_macros(settings, place, options)


def _check_macros(settings: Settings, place: Place, options: Any) -> None:
    given = options if isinstance(options, dict) else {}
    for name, expected in _MACROS.items():
        written = f"“{name}: {_written(expected)}”"
        advice = f"写 {written.strip('“”')}；页面上的宏要自己写明才运行，出错要停下"
        if name not in given:
            settings.add(SettingKind.MISSING, place, name=f"macros.{name}", expected=written, advice=advice)
        elif not _same(given[name], expected):
            found = shown_value(given[name])
            settings.add(
                SettingKind.VALUE, (*place, name), name=f"macros.{name}", found=found, expected=written, advice=advice
            )
    for name in given:
        if name not in _MACROS:
            settings.add(SettingKind.REFUSED, (*place, str(name)), name=f"macros.{name}")


def _check_extensions(settings: Settings, allowed: Collection[str]) -> None:
    given: dict[str, tuple[Place, Any]] = {}
    for place, name, options in _named(settings, "markdown_extensions"):
        given[name] = place, options
        if name not in _EXTENSIONS and name not in allowed:
            settings.add(SettingKind.FOREIGN, place, found=f"“{name}”")
    for name, expected in _EXTENSIONS.items():
        _check_extension(settings, name, expected, given)
    if _LAST in given and list(given)[-1] != _LAST:
        advice = "把这一行移到 markdown_extensions 的最后：它要去掉别的扩展放进来的东西"
        settings.add(SettingKind.VALUE, given[_LAST][0], found=f"“{_LAST}”", detail="没有排在最后", advice=advice)


def _check_extension(
    settings: Settings, name: str, expected: Mapping[str, Any], given: Mapping[str, tuple[Place, Any]]
) -> None:
    if name not in given:
        settings.add(SettingKind.MISSING, ("markdown_extensions",), expected=f"“{name}”")
        return
    place, options = given[name]
    for option, value in expected.items():
        if not isinstance(options, dict) or not _same(options.get(option), value):
            written = f"“{name}: {{{option}: {_written(value)}}}”"
            settings.add(SettingKind.VALUE, place, found=f"“{name}”", expected=written)


def _check_validation(settings: Settings) -> None:
    """Finer settings would stand above those that are asked for."""
    known = {place[-1] for place, _, _ in (*_REQUIRED, *_USUAL) if place[0] == "validation"}
    validation = settings.values.get("validation")
    for name in validation if isinstance(validation, dict) else ():
        if name not in known:
            settings.add(SettingKind.REFUSED, ("validation", str(name)))


def _named(settings: Settings, setting: str) -> Iterator[tuple[Place, str, Any]]:
    """Yield place, name and options of what a setting lists, and tell what it lists twice."""
    seen: set[str] = set()
    for place, name, options in _rows(settings, setting):
        if name in seen:
            settings.add(SettingKind.CONSTRUCT, place, found=f"“{name}”", detail="写了两次")
        seen.add(name)
        yield place, name, options


def _rows(settings: Settings, setting: str) -> Iterator[tuple[Place, str, Any]]:
    rows = settings.values.get(setting)
    if isinstance(rows, dict):
        yield from (((setting, str(key)), str(key), options) for key, options in rows.items())
        return
    if rows is not None and not isinstance(rows, list):
        settings.add(SettingKind.VALUE, (setting,), found=shown_value(rows), expected="各占一行、以 - 开头的列表")
        return
    for number, row in enumerate(rows or ()):
        if isinstance(row, str):
            yield (setting, number), row, {}
        elif isinstance(row, dict) and len(row) == 1:
            ((key, options),) = row.items()
            yield (setting, number), str(key), options
        else:
            settings.add(SettingKind.VALUE, (setting, number), found=shown_value(row), expected="一个名称")

"""The settings of a site, mkdocs.yml, read with the line of each, before any program takes them up."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from macros.corpus.front_matter import find_line, find_repeats
from macros.corpus.yaml_slips import find_slip
from macros.errors import cause_of
from macros.findings import Finding, Kind, shown

NAME = "mkdocs.yml"
#: So deep no settings are nested; what is deeper may overflow whoever reads it.
_DEEPEST = 32
#: Fields and places in lists that lead to a setting.
Place = tuple[str | int, ...]


class SettingKind(Kind):
    """What can be wrong with the settings (设置的错误)."""

    UNREADABLE = ("设置文件读不出来", "从原来的一份放回 mkdocs.yml，或检查文件权限；编码用 UTF-8")
    SYNTAX = ("设置文件的写法有误", "冒号、逗号用半角，冒号后空一格，引号成对，缩进只用空格")
    CONSTRUCT = ("设置里不用这种写法", "去掉 &、*、! 和重复的名称，直接写出值")
    MISSING = ("缺少设置", "补上这一项，写应有的值")
    VALUE = ("设置的值不对", "改成应有的值")
    REFUSED = ("本站不用这个设置", "删去这一项")
    FOREIGN = (
        "不是本站的插件、钩子或扩展",
        "删去它；确实要用、也信得过写它的人的，把这个名称列入 extra 的 allowed_plugins",
    )

    @property
    def code(self) -> str:
        """Apart from that of the same fault in a page."""
        return f"setting-{super().code}"


@dataclass
class Settings:
    """What an office has set, and what was found wrong with it.

    Attributes:
        values: The settings, as any reader of YAML has them.
        node: The same as a tree, which knows the lines; None where there is none.
        faults: What was found so far.
    """

    values: dict[str, Any]
    node: yaml.MappingNode | None
    faults: list[Finding] = field(default_factory=list)

    def add(
        self,
        kind: SettingKind,
        place: Place,
        *,
        name: str = "",
        found: str = "",
        expected: str = "",
        detail: str = "",
        advice: str = "",
    ) -> None:
        """Record a fault of a setting; `name` is how it is called where its place does not say it."""
        line = find_line(self.node, place, first=1)
        field = name or ".".join(str(step) for step in place if isinstance(step, str))
        self.faults.append(Finding(kind, NAME, line, field, found, expected, detail, advice=advice))


def read_settings(folder: Path) -> Settings:
    """Read the settings of a project; where they cannot be read, the reason is the one fault."""
    try:
        text = (folder / NAME).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return _unread(Finding(SettingKind.UNREADABLE, NAME, found="“不是 UTF-8 编码”"))
    except OSError as error:
        return _unread(Finding(SettingKind.UNREADABLE, NAME, found=f"“{cause_of(error)}”"))
    return parse_settings(text)


def parse_settings(text: str) -> Settings:
    """Read settings from their text."""
    try:
        if refused := _find_construct(text):
            return _unread(refused)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        return _unread(_syntax(text, error))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError):
        return _unread(Finding(SettingKind.SYNTAX, NAME, detail="其中有读不懂的写法或字符"))
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        return _unread(Finding(SettingKind.SYNTAX, NAME, expected="“名称: 值”的各行"))
    settings = Settings(values, node)
    for key in find_repeats(node):
        line = key.start_mark.line + 1
        settings.faults.append(Finding(SettingKind.CONSTRUCT, NAME, line, str(key.value), detail="写了两次"))
    return settings


def shown_value(value: object) -> str:
    """A value as it is written, in a message."""
    if isinstance(value, bool):
        return f"“{str(value).lower()}”"
    if isinstance(value, dict | list):
        return "一组值"
    return "空值" if value is None else shown(str(value))


def _unread(fault: Finding) -> Settings:
    return Settings({}, None, [fault])


def _find_construct(text: str) -> Finding | None:
    """What makes other programs read something else than what stands there, or run what it names."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            return Finding(SettingKind.CONSTRUCT, NAME, line, detail="有 & 或 * 的引用写法")
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None):
            return Finding(SettingKind.CONSTRUCT, NAME, line, detail="有 ! 的类型写法")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            return Finding(SettingKind.CONSTRUCT, NAME, line, detail=f"嵌套超过 {_DEEPEST} 层")
    return None


def _syntax(text: str, error: yaml.MarkedYAMLError) -> Finding:
    lines = text.splitlines()
    slip = find_slip(lines, error)
    found, mended = lines[slip.line].strip(), slip.mended.strip()
    expected = shown(mended) if mended and mended != found else ""
    return Finding(SettingKind.SYNTAX, NAME, slip.line + 1, found=shown(found), expected=expected)

"""What changes in the settings of a site, as far as an office knows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.corpus.settings import parse_settings
from scripts.changes.said.telling import Said, value

_LABELS = {
    ("site_name",): "站点的名称",
    ("site_description",): "站点的说明",
    ("extra", "office", "unit"): "本单位",
    ("extra", "office", "audience"): "本单位的材料没有写明的，给谁看",
    ("extra", "show_carried_over"): "逐字沿用的文字，给谁看",
    ("extra", "show_gaps"): "没有记载的环节，给谁看",
    ("extra", "sign_off"): "发布前要办到哪一步",
    ("extra", "posts"): "职务的不同写法",
}


def say_settings(old: str, new: str) -> Iterator[Said]:
    """Yield what an office has set anew.

    Args:
        old: The settings as they were.
        new: As they are to be.
    """
    before, after = parse_settings(old), parse_settings(new)
    for place, label in _LABELS.items():
        was, will = _at(before, place), _at(after, place)
        if was != will:
            yield value(label, was, will)


def _at(settings: Any, place: tuple[str, ...]) -> str:
    for step in place:
        settings = settings.get(step) if isinstance(settings, dict) else None
    return "谁都不给" if settings is False else _words(settings)


def _words(setting: Any) -> str:
    """A setting as an office reads it: 全体党员：审核、签发；2024 年起."""
    if isinstance(setting, dict):
        named = {"since": "{} 年起", "of": "要办的是{}"}
        rows = (named.get(name, f"{name}：{{}}").format(_words(value)) for name, value in setting.items())
        return "；".join(rows)
    return "、".join(map(str, setting)) if isinstance(setting, list) else str(setting or "")

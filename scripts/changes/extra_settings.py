"""One setting under `extra` in mkdocs.yml, written as a line of its own; all other lines stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from macros.page_text.yaml_values import field_line
from scripts.changes.writing import WriteError

_EXTRA = re.compile(r"extra:\s*(?:#.*)?")
_TOP_FIELD = re.compile(r"[^\s#]")


def with_extra(settings: str, name: str, value: object) -> str:
    """Settings in which something is set under `extra`, whatever it was before.

    Args:
        settings: The whole text of mkdocs.yml.
        name: The setting.
        value: What it is to be; None takes it out.

    Raises:
        WriteError: There is no line that begins `extra`.
    """
    lines, end = settings.splitlines(), "\r\n" if "\r\n" in settings else "\n"
    kept = list(_without(lines, name))
    if value is None:
        return end.join([*kept, ""])
    at = next((number for number, line in enumerate(kept, 1) if _EXTRA.fullmatch(line)), None)
    if at is None:
        raise WriteError("mkdocs.yml 里没有单独一行的 extra:。改法：加上这一行，下面各项缩进两格，再运行一次。")
    return end.join([*kept[:at], f"  {field_line(name, value)}", *kept[at:], ""])


def _without(lines: Iterable[str], name: str) -> Iterator[str]:
    """Yield all lines but those of a setting, which may go on in lines that are deeper still."""
    inside = leaving = False
    for line in lines:
        if _TOP_FIELD.match(line):
            inside, leaving = bool(_EXTRA.fullmatch(line)), False
        elif inside and re.match(r"  \S", line):
            leaving = line.startswith(f"  {name}:")
        if not leaving:
            yield line

"""The list that a hand-over carries: whose papers, for whom, made when, and the sha256 of each file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.domain.paths import is_unit_folder
from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.changes.foreign_list import are_digests, load_list, write_list

_FORMAT = 1
_FIELDS = frozenset({"format", "made_on", "unit", "code", "folder", "audience", "withheld_ledgers", "files"})
_LONGEST_NAME = 100


class HandOverError(SiteError):
    """A hand-over cannot be made or cannot be used; nothing was written."""

    meaning = (
        "上报包做不成或者不能用：材料没有办完、有错误，包不完整、有不该有的文件，或者放到哪个单位定不下来；没有写入"
    )
    remedy = "照提示改好再做一次，见[上报和汇总](county.md)；包不完整的请上报的单位重做"


@dataclass(frozen=True)
class HandOverManifest:
    """What a hand-over says of itself (上报包的清单).

    Attributes:
        made_on: The day on which it was made.
        unit: Whose papers they are, as the papers have it.
        code: What the unit's folder is to be called where others stand beside it.
        folder: The folder of the papers where they come from; empty for the top one.
        audience: For whom it was made: it holds nothing above.
        withheld_ledgers: Keys of the ledgers that do not come whole, or not at all.
        files: The sha256 of each file, by path under docs.
    """

    made_on: date
    unit: str
    code: str
    folder: str
    audience: Audience
    withheld_ledgers: tuple[str, ...]
    files: dict[str, str]

    def as_text(self) -> str:
        """As the hand-over carries it."""
        values = {
            "format": _FORMAT,
            "made_on": self.made_on.isoformat(),
            "unit": self.unit,
            "code": self.code,
            "folder": self.folder,
            "audience": str(self.audience),
            "withheld_ledgers": list(self.withheld_ledgers),
            "files": dict(sorted(self.files.items())),
        }
        return write_list(values)


def parse_manifest(raw: bytes) -> HandOverManifest:
    """Read the list of a hand-over.

    Raises:
        HandOverError: It has another form, or is of a format that this site does not know; the text goes on from the
            name of the file.
    """
    try:
        values = load_list(raw)
    except (ValueError, RecursionError) as error:
        raise HandOverError("读不懂。改法：请上报的单位重新拷贝一份。") from error
    number = values.get("format") if isinstance(values, dict) else None
    if isinstance(number, int) and number > _FORMAT:
        raise HandOverError(f"是较新的格式 {number}，本站只认 {_FORMAT}。改法：先更新本站的程序。")
    if number != _FORMAT or isinstance(number, bool) or values.keys() != _FIELDS:
        raise HandOverError("不是应有的写法。改法：请上报的单位用 hand-over 重做。")
    try:
        return _manifest(values)
    except (TypeError, ValueError) as error:
        raise HandOverError("里有不对的值。改法：请上报的单位用 hand-over 重做。") from error


def _manifest(values: dict[str, Any]) -> HandOverManifest:
    unit, code, folder, withheld = (values[name] for name in ("unit", "code", "folder", "withheld_ledgers"))
    named = isinstance(unit, str) and unit.strip() == unit and 0 < len(unit) <= _LONGEST_NAME and unit.isprintable()
    if not named or not is_unit_folder(code) or not code or not is_unit_folder(folder):
        raise ValueError(unit)
    if not isinstance(withheld, list) or not all(isinstance(key, str) and key_of(key, folder) for key in withheld):
        raise TypeError(withheld)
    files = values["files"]
    if not are_digests(files):
        raise TypeError(files)
    day, audience = date.fromisoformat(values["made_on"]), Audience(values["audience"])
    return HandOverManifest(day, unit, code, folder, audience, tuple(withheld), files)


def key_of(key: str, folder: str) -> str:
    """The last part of the key of a paper in a folder; empty where it is none of that folder."""
    name = key.removeprefix(f"{folder}/") if folder else key
    return name if re.fullmatch(r"[a-z0-9][a-z0-9-]*", name) and (not folder or name != key) else ""

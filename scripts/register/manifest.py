"""The list that a pack carries: what it holds, when it was made, how far its facts were checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.domain.dates import PartialDate, parse_partial_date
from macros.errors import SiteError
from scripts.changes.foreign_list import are_digests, load_list, write_list

FORMAT = 1
_FIELDS = frozenset({"format", "made_on", "checked_as_of", "whole", "files"})


class ManifestError(SiteError):
    """The list of a pack cannot be read; the text goes on from the name of the file."""

    meaning = "法规资料包的清单读不懂，或者是较新的格式"
    remedy = "重新拷贝一份；较新的格式先更新本站的程序"


@dataclass(frozen=True)
class PackManifest:
    """What a pack says of itself (资料包的清单).

    Attributes:
        made_on: The day on which it was made.
        checked_as_of: When the facts were last checked against their sources.
        whole: Whether it has the whole register, so that its date may stand for all of it.
        files: The sha256 of each page, by path under docs.
    """

    made_on: date
    checked_as_of: PartialDate
    whole: bool
    files: dict[str, str]

    def as_text(self) -> str:
        """As the pack carries it."""
        values = {
            "format": FORMAT,
            "made_on": self.made_on.isoformat(),
            "checked_as_of": str(self.checked_as_of),
            "whole": self.whole,
            "files": dict(sorted(self.files.items())),
        }
        return write_list(values)


def parse_manifest(raw: bytes) -> PackManifest:
    """Read the list of a pack.

    Raises:
        ManifestError: It has another form, or is of a format that this site does not know.
    """
    try:
        values = load_list(raw)
    except (ValueError, RecursionError) as error:
        raise ManifestError("读不懂。改法：重新拷贝一份，或请制作的一方重做。") from error
    number = values.get("format") if isinstance(values, dict) else None
    if isinstance(number, int) and number > FORMAT:
        raise ManifestError(f"是较新的格式 {number}，本站只认 {FORMAT}。改法：先更新本站的程序，再用这个资料包。")
    if number != FORMAT or isinstance(number, bool) or values.keys() != _FIELDS:
        raise ManifestError("不是应有的写法。改法：请制作的一方重做。")
    try:
        return PackManifest(
            date.fromisoformat(values["made_on"]),
            parse_partial_date(values["checked_as_of"]),
            _truth(values["whole"]),
            _files(values["files"]),
        )
    except (TypeError, ValueError) as error:
        raise ManifestError("里有不对的值。改法：请制作的一方重做。") from error


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _files(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not value or not are_digests(value):
        raise TypeError(value)
    return value

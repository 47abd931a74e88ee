"""The licences of the locked packages, as the installed packages state them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

from macros.errors import SiteError
from scripts.setup.environment import LOCKS
from scripts.setup.project import ROOT

#: Licences under which a package may be used and passed on with a site or its sources; none asks for ours in return,
#: the LGPL as little as the MPL, since a package is installed as its makers publish it. Zope's is
#: the BSD's with a word on trade marks.
_ACCEPTED = re.compile(
    r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla Public License|LGPL|Academic Free License|AFL|"
    r"Zope Public License"
)
_LOCKED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)", re.MULTILINE)
#: Some put the whole text of the licence where its name belongs.
_LONGEST_NAME = 100


class LicenceError(SiteError):
    """A package states no licence, or one that is not accepted."""

    meaning = "有依赖没有写明许可证，或许可证不在认可之列"
    remedy = "核对它的许可证，换一个依赖，或把它写进 `scripts/setup/licences.py`"


@dataclass(frozen=True)
class Licence:
    """What a locked package states of its licence; empty where it is not installed on this machine."""

    name: str
    version: str
    words: str

    @property
    def accepted(self) -> bool:
        """Whether it is one of those that are accepted."""
        return _ACCEPTED.search(self.words) is not None


def describe(group: str) -> Iterator[str]:
    """Yield a line for each package of a lock file.

    Args:
        group: `site`, or `test` for what the tests need besides.

    Raises:
        LicenceError: After the last line, where any licence is not accepted.
    """
    licences = list(find_licences(Path(ROOT, LOCKS[group])))
    width = max(len(licence.name) for licence in licences)
    for licence in licences:
        yield f"{licence.name:{width}}  {licence.version:16}  {licence.words or '（只用于别的系统，本机没有安装）'}"
    doubtful = [licence.name for licence in licences if licence.words and not licence.accepted]
    if doubtful:
        raise LicenceError(
            f"许可证没有写明，或不在认可之列：{'、'.join(doubtful)}。"
            "改法：核对许可证，换一个依赖，或把它写进 scripts/setup/licences.py。"
        )
    yield f"共 {len(licences)} 个，许可证都在认可之列。"


def find_licences(lock: Path) -> Iterator[Licence]:
    """Yield what each package of a lock file states, in its order."""
    for name, version in _LOCKED.findall(lock.read_text(encoding="utf-8")):
        try:
            yield Licence(name, version, _words(metadata(name)))
        except PackageNotFoundError:
            yield Licence(name, version, "")


def _words(stated: PackageMetadata) -> str:
    """The licence by its expression, else by its classes, else by its name."""
    fields = {name: (stated.get_all(name) or [""])[0] for name in ("License-Expression", "License")}
    classes = [row.rpartition(" :: ")[2] for row in stated.get_all("Classifier") or [] if row.startswith("License ::")]
    name = fields["License"].partition("\n")[0].strip()
    return fields["License-Expression"] or "、".join(classes) or name[:_LONGEST_NAME] or "没有写明"

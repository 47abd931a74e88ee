"""The folder that a site is published to: what is kept there, and what is shown to readers.

    yearbook.json          whose folder it is: for whom, in which way, what was withdrawn
    releases/000012/       a site, whole
    releases/000012.json   its manifest, which makes it a release
    releases/000012.texts.json   what its readers have of each paper, to tell by what changed without a word
    current                what readers see: a link to a release, or a copy of one
    current.json           of a copy, which release it is, and whether all of it is there

Whatever a killed publish left has another name than these, and goes at the next one.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from macros.domain.reports import Audience
from macros.errors import cause_of
from scripts.changes.writing import write_whole
from scripts.publishing.release import ReleaseManifest, parse_manifest
from scripts.publishing.staging import PublishError
from scripts.setup.locking import hold

CURRENT = "current"
#: Names of what is half done, and of the lock.
SCRATCH = ".yearbook"
_STATE = "yearbook.json"
_RELEASES = "releases"
_FORMAT = 1


class Way(StrEnum):
    """How readers are switched from one release to the next (切换方式)."""

    LINK = "link"
    COPY = "copy"


@dataclass(frozen=True)
class State:
    """What a destination remembers.

    Attributes:
        audience: For whom it is.
        way: How releases are switched.
        withdrawn: Pages that must not come back, such as reports/2023, each with the day.
        unit: The folder of the unit that it is for; empty for all units.
        floor: Number of the oldest release that may be shown: older ones hold what was withdrawn.
    """

    audience: Audience
    way: Way
    withdrawn: dict[str, str]
    floor: int = 1
    unit: str = ""


class Destination:
    """A folder that holds releases for one audience."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.current = folder / CURRENT
        self.releases = folder / _RELEASES

    @property
    def is_ours(self) -> bool:
        """Whether it has been published to."""
        return (self.folder / _STATE).is_file()

    def read_state(self) -> State:
        """What it remembers.

        Raises:
            PublishError: It is no folder of ours, or does not say what it should.
        """
        file = self.folder / _STATE
        if not file.is_file():
            raise PublishError(f"{self.folder} 里没有发布过站点。改法：核对文件夹；第一次发布写 --audience。")
        try:
            fields = json.loads(file.read_text(encoding="utf-8"))
            withdrawn = {str(page): str(day) for page, day in fields["withdrawn"].items()}
            audience, way, unit = Audience(fields["audience"]), Way(fields["way"]), str(fields.get("unit", ""))
            return State(audience, way, withdrawn, int(fields["floor"]), unit)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise PublishError(f"{file} 读不出来。改法：从备份放回这个文件，或发布到一个新的文件夹。") from error

    def write_state(self, state: State) -> None:
        """Remember something else."""
        fields = {
            "format": _FORMAT,
            "audience": str(state.audience),
            "way": str(state.way),
            "withdrawn": state.withdrawn,
            "floor": state.floor,
            **({"unit": state.unit} if state.unit else {}),
        }
        write_whole(self.folder / _STATE, json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True).encode())

    def require(self, audience: Audience | None) -> Audience:
        """Give the audience of the folder, or the one it is to have.

        Raises:
            PublishError: It is for others, is somebody else's, or nobody has said for whom it is.
        """
        if self.is_ours:
            own = self.read_state().audience
            if audience not in {None, own}:
                raise PublishError(
                    f"{self.folder} 里是给{own}看的站点，这一次是给{audience}看的，没有发布。"
                    "改法：每个阅读范围用自己的文件夹。"
                )
            return own
        if self.folder.exists() and not self.folder.is_dir():
            raise PublishError(f"{self.folder} 不是文件夹。改法：写一个空的或还没有的文件夹。")
        if self.folder.is_dir() and any(not path.name.startswith(SCRATCH) for path in self.folder.iterdir()):
            raise PublishError(
                f"{self.folder} 里有别的文件，没有发布。改法：写一个空的或还没有的文件夹，站点会放在其中的 {CURRENT}。"
            )
        if audience is None:
            raise PublishError("没有写给谁看。改法：第一次发布加 --audience 班子、机关 或 全体党员。")
        return audience

    def require_unit(self, unit: str | None) -> str:
        """Give the folder of the unit that this is for, or is to be for; empty for all units.

        Raises:
            PublishError: It is for another.
        """
        if not self.is_ours:
            return unit or ""
        own = self.read_state().unit
        if unit not in {None, own}:
            raise PublishError(
                f"{self.folder} 里是给{_whom(own)}的站点，这一次是给{_whom(unit or '')}的，没有发布。"
                "改法：每个单位用自己的文件夹。"
            )
        return own

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep others from publishing here meanwhile."""
        with hold(self.folder / f"{SCRATCH}.lock", f"另一次发布正在使用{self.folder}"):
            try:
                yield
            except OSError as error:
                raise PublishError(
                    f"{error.filename or self.folder} 读写出错：{cause_of(error)}。"
                    "改法：检查磁盘空间和权限，再运行一次。"
                ) from error

    def begin(self, audience: Audience, *, copy: bool, unit: str = "") -> State:
        """Make it ours, or give what it remembers; how it is switched is settled before the first release."""
        state = self.read_state() if self.is_ours else State(audience, Way.LINK, {}, unit=unit)
        if not self.numbers():
            way = Way.COPY if copy or not self._can_link() else Way.LINK
            self.write_state(replace(state, way=way))
        elif copy and state.way is Way.LINK:
            raise PublishError(
                f"{self.folder} 是用链接切换的，不能改为 --copy。改法：不写 --copy，或发布到一个新的文件夹。"
            )
        return self.read_state()

    def _can_link(self) -> bool:
        """Whether a link to a folder can be had here and be put in the place of another."""
        first, second = self.folder / f"{SCRATCH}-link-1", self.folder / f"{SCRATCH}-link-2"
        try:
            for link in (first, second):
                link.unlink(missing_ok=True)
                link.symlink_to(_RELEASES, target_is_directory=True)
            second.replace(first)
            return first.is_symlink()
        except (OSError, NotImplementedError):
            return False
        finally:
            for link in (first, second):
                with contextlib.suppress(OSError):
                    link.unlink(missing_ok=True)

    def site(self, number: int) -> Path:
        """The folder of a release."""
        return self.releases / f"{number:06d}"

    def manifest_file(self, number: int) -> Path:
        """The file of its manifest."""
        return self.releases / f"{number:06d}.json"

    def texts_file(self, number: int) -> Path:
        """The file of what its readers have of each paper."""
        return self.releases / f"{number:06d}.texts.json"

    def numbers(self) -> list[int]:
        """The releases there are, oldest first."""
        names = [path.name for path in self.releases.glob("*.json")] if self.releases.is_dir() else []
        numbers = [int(name[:-5]) for name in names if re.fullmatch(r"[0-9]{6,}\.json", name)]
        return sorted(number for number in numbers if self.site(number).is_dir())

    def manifest(self, number: int) -> ReleaseManifest:
        """What a release holds.

        Raises:
            SiteError: Its manifest cannot be read.
        """
        return parse_manifest(self.manifest_file(number).read_text(encoding="utf-8"))

    def drop(self, number: int) -> None:
        """Take away a release; without its manifest it is none any more."""
        self.manifest_file(number).unlink(missing_ok=True)
        self.texts_file(number).unlink(missing_ok=True)
        if self.site(number).exists():
            shutil.rmtree(self.site(number))

    def sweep(self) -> None:
        """Take away what a killed publish left."""
        known = {path for n in self.numbers() for path in (self.site(n), self.manifest_file(n), self.texts_file(n))}
        there = set(self.releases.iterdir()) if self.releases.is_dir() else set()
        for path in [*self.folder.glob(f"{SCRATCH}-*"), *self.folder.glob(".*.new-*"), *sorted(there - known)]:
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()

    def withdraw(self, pages: dict[str, str]) -> State:
        """Remember that pages must not come back, and that no release so far may be shown again."""
        state = self.read_state()
        floor = max(self.numbers(), default=0) + 1
        self.write_state(replace(state, withdrawn={**state.withdrawn, **pages}, floor=floor))
        return self.read_state()

    def readmit(self, page: str) -> None:
        """Let a page come back with the next publish."""
        state = self.read_state()
        self.write_state(replace(state, withdrawn={n: day for n, day in state.withdrawn.items() if n != page}))


def _whom(unit: str) -> str:
    return f"单位 {unit} " if unit else "全部单位"

"""The files that were made to be printed or sent, kept until the clerk puts them away or newer ones come."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

#: So many times something was made are kept.
_KEPT = 20
_NAME = re.compile(r"\d{8}-\d{6}")


@dataclass(frozen=True)
class Batch:
    """What was made at one time (一次做好的文件).

    Attributes:
        name: Finds it again.
        files: Its files.
    """

    name: str
    files: tuple[Path, ...]

    @property
    def when(self) -> datetime:
        """When it was begun, on the office's own clock."""
        return datetime.strptime(self.name, "%Y%m%d-%H%M%S").astimezone()


def new_batch(folder: Path) -> Path:
    """The folder of what is made now."""
    return folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}"


def list_batches(folder: Path) -> list[Batch]:
    """What was made, the newest first; what is older than the newest few is put away."""
    there = (
        sorted((one.name for one in folder.iterdir() if _NAME.fullmatch(one.name)), reverse=True)
        if folder.is_dir()
        else []
    )
    for name in there[_KEPT:]:
        shutil.rmtree(folder / name, ignore_errors=True)
    return [Batch(name, tuple(sorted((folder / name).iterdir()))) for name in there[:_KEPT]]


def find_batch(folder: Path, name: str) -> Batch | None:
    """What was made at one time; None where it is not there any more."""
    return next((one for one in list_batches(folder) if one.name == name), None)


def put_away(folder: Path, name: str) -> None:
    """Put away what was made at one time."""
    if _NAME.fullmatch(name):
        shutil.rmtree(folder / name, ignore_errors=True)

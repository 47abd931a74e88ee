"""Reads files of office programs, which are zips of parts, and refuses what is none of them (ECMA-376 Part 2)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from macros.errors import SiteError, cause_of

_OLE = b"\xd0\xcf\x11\xe0"
_LARGEST_FILE_BYTES = 20 * 2**20
#: As much as all parts of a file may hold.
LARGEST_BYTES = 100 * 2**20


@dataclass(frozen=True)
class Reading:
    """Whose file is read, and what is told of one that is none (读文件的说法).

    Attributes:
        error: What such a file ends.
        older: What an older one, or one with a password, is called, and what cannot be done with it.
        kind: What the file should be.
        as_new: How to save it so that it is one.
        smaller: How to make it small enough.
    """

    error: type[SiteError]
    older: str
    kind: str
    as_new: str
    smaller: str

    def read(self, file: Path) -> bytes:
        """The bytes of a file.

        Raises:
            SiteError: It cannot be read, is no zip or is too large; of the class of `error`.
        """
        try:
            content = file.read_bytes()
        except OSError as error:
            raise self.error(
                f"{file} 读不出来：{cause_of(error)}。改法：核对文件名，关闭正在使用它的程序，再运行一次。"
            ) from error
        if content.startswith(_OLE):
            raise self.error(f"{file.name} 是{self.older}。{self.as_new}。")
        if not content.startswith(b"PK"):
            raise self.error(f"{file.name} 不是 {self.kind}。{self.as_new}。")
        if len(content) > _LARGEST_FILE_BYTES:
            raise self.error(f"{file.name} 超过 {_LARGEST_FILE_BYTES // 2**20} MB，读不了。改法：{self.smaller}。")
        return content

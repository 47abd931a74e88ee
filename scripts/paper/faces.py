"""The faces of official papers by their use, and which face stands in where one is not installed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from typst import Fonts

from macros.errors import SiteError

_LAST_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC")
_LAST_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Serif CJK SC")


class Use(Enum):
    """What a face is for (字体用途): its name, the families that are it, and those that may stand in, best first.

    Attributes:
        title: The face's name in Chinese.
        own: Families that are this face.
        chain: Every family that may serve, the best first.
    """

    TITLE = (
        "小标宋",
        ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体"),
        ("STZhongsong", "FandolSong", "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Songti SC", *_LAST_SANS),
    )
    HEI = ("黑体", ("SimHei", "STHeiti", "Heiti SC"), ("FandolHei", "WenQuanYi Zen Hei", *_LAST_SANS))
    KAI = (
        "楷体",
        ("KaiTi_GB2312", "KaiTi", "STKaiti", "Kaiti SC"),
        ("FandolKai", "LXGW WenKai", "AR PL UKai CN", *_LAST_SERIF),
    )
    FANG = ("仿宋", ("FangSong_GB2312", "FangSong", "STFangsong"), ("FandolFang R", "FandolFang", *_LAST_SERIF))
    SONG = ("宋体", ("SimSun", "NSimSun", "STSong", "Songti SC"), ("FandolSong", "AR PL UMing CN", *_LAST_SERIF))

    def __init__(self, title: str, own: tuple[str, ...], others: tuple[str, ...]) -> None:
        self.title = title
        self.own = own
        self.chain = tuple(dict.fromkeys((*own, *others)))


class FaceError(SiteError):
    """No face with Chinese characters is installed."""

    meaning = "没有找到任何中文字体，不能排版"
    remedy = "安装中文字体，或把字体文件放进项目的 `fonts` 文件夹，见[字体](printing.md#fonts)"


@dataclass(frozen=True)
class Faces:
    """Which families serve each use on this machine.

    Attributes:
        families: For each use those that are there, the best first.
        fonts: Typst's own list of what was found, loaded once.
    """

    families: dict[Use, tuple[str, ...]]
    fonts: Fonts

    @property
    def is_bold_title(self) -> bool:
        """Whether the title is set bold: 小标宋 is heavy by itself, what stands in for it is not."""
        return self.families[Use.TITLE][0] not in Use.TITLE.own

    def stand_ins(self) -> list[str]:
        """One line for each face that is not there, with what is set in its place."""
        return [
            f"没有{use.title}，用 {found[0]} 代替。"
            for use, found in self.families.items()
            if found[0] not in use.own
        ]  # fmt: skip


def load_faces(folder: Path | None = None, *, system: bool = True) -> Faces:
    """Look for the faces among what the system has and in a folder of the project.

    Args:
        folder: Folder of font files; one that is not there is passed over.
        system: Whether to look among the system's fonts.

    Raises:
        FaceError: Nothing with Chinese characters is there.
    """
    folders = [folder] if folder and folder.is_dir() else []
    fonts = Fonts(include_system_fonts=system, font_paths=folders)
    return Faces(choose_families(fonts.families()), fonts)


def choose_families(there: Iterable[str]) -> dict[Use, tuple[str, ...]]:
    """Those families of each chain that are there; a chain of which none is borrows the best of the others.

    Raises:
        FaceError: None of any chain is there.
    """
    known = set(there)
    found = {use: tuple(name for name in use.chain if name in known) for use in Use}
    spare = next((names for use in (Use.SONG, Use.FANG, Use.HEI, Use.KAI, Use.TITLE) if (names := found[use])), ())
    if not spare:
        raise FaceError(
            "没有可以排中文的字体，做不出 PDF。改法：安装仿宋、楷体、黑体、宋体（Windows 自带；"
            "Debian、Ubuntu 运行 apt install fonts-noto-cjk），或把字体文件放进项目的 fonts 文件夹，再运行一次。"
        )
    return {use: names or spare for use, names in found.items()}

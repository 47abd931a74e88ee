"""Which faces are found, and which stand in."""

from __future__ import annotations

from pathlib import Path

import pytest
from typst import Fonts

from scripts.paper.faces import FaceError, Faces, Use, choose_families, load_faces
from scripts.setup.needs import FANDOL

WINDOWS = ["SimSun", "SimHei", "FangSong", "KaiTi", "Microsoft YaHei", "Arial"]


def stand_ins(there: list[str]) -> list[str]:
    return Faces(choose_families(there), Fonts(include_system_fonts=False)).stand_ins()


def test_windows_has_all_faces_but_the_title_s() -> None:
    assert stand_ins(WINDOWS) == ["没有小标宋，用 SimSun 代替。"]
    assert stand_ins([*WINDOWS, "FZXiaoBiaoSong-B05S"]) == []


def test_free_faces_stand_in_by_their_likeness() -> None:
    free = ["FandolFang R", "FandolHei", "FandolKai", "FandolSong", "Noto Serif CJK SC"]
    found = choose_families(free)
    assert {use.name: names[0] for use, names in found.items()} == {
        "TITLE": "FandolSong",
        "HEI": "FandolHei",
        "KAI": "FandolKai",
        "FANG": "FandolFang R",
        "SONG": "FandolSong",
    }
    assert found[Use.FANG] == ("FandolFang R", "Noto Serif CJK SC")
    assert len(stand_ins(free)) == 5


@pytest.mark.parametrize("only", ["Noto Sans CJK SC", "SimSun", "KaiTi"])
def test_one_chinese_face_is_enough(only: str) -> None:
    assert {names[0] for names in choose_families([only, "Arial"]).values()} == {only}


def test_machine_without_a_chinese_face_is_told_what_to_install() -> None:
    with pytest.raises(FaceError) as told:
        choose_families(["Arial", "DejaVu Sans"])
    assert len(str(told.value).splitlines()) == 1
    assert "apt install fonts-noto-cjk" in str(told.value)
    assert "fonts 文件夹" in str(told.value)


def test_title_is_bold_only_where_another_face_stands_in() -> None:
    fonts = Fonts(include_system_fonts=False)
    assert Faces(choose_families(WINDOWS), fonts).is_bold_title
    assert not Faces(choose_families([*WINDOWS, "FZXiaoBiaoSong-B05S"]), fonts).is_bold_title


def test_folder_that_is_empty_or_missing_helps_nobody(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "fonts"):
        with pytest.raises(FaceError):
            load_faces(folder, system=False)


@pytest.mark.needs(FANDOL)
def test_fonts_of_the_folder_are_found(tmp_path: Path) -> None:
    font = next(font.path for font in Fonts().fonts() if font.family == "FandolKai" and font.path)
    (tmp_path / "kai.otf").write_bytes(Path(font).read_bytes())
    assert load_faces(tmp_path, system=False).families[Use.KAI] == ("FandolKai",)

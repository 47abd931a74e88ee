"""Files that are handed in: kept under a name that any system takes, found by their key alone."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage

from scripts.desk.uploads import Uploads, safe_name


def hand_in(uploads: Uploads, name: str, content: bytes = b"x") -> str:
    return uploads.keep(FileStorage(io.BytesIO(content), filename=name)).key


def test_a_file_is_kept_under_its_own_name(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    found = uploads.find(hand_in(uploads, "2023年度总结（终稿）.docx", b"words"))
    assert found
    assert (found.name, found.file.read_bytes()) == ("2023年度总结（终稿）.docx", b"words")
    uploads.drop(found.key)
    assert uploads.find(found.key) is None


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("..\\..\\windows\\a.txt", "a.txt"),
        ("../../etc/passwd", "passwd"),
        ("/a/b/总结.docx", "总结.docx"),
        ("C:\\文件\\总结.doc", "总结.doc"),
        ("..", "来稿"),
        ("", "来稿"),
        ("con.txt", "_con.txt"),
        ("a\x00b?.txt", "a_b_.txt"),
        ("x" * 300 + ".docx", "x" * 80 + ".docx"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text())
def test_any_name_is_one_of_a_file_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe not in {"", ".", ".."}
    assert not set(safe) & set('/\\:\x00<>"|?*')
    assert len(safe.encode("utf-8", "replace")) < 400


@pytest.mark.parametrize("key", ["", ".", "..", "../drafts", "x" * 22, "/etc", "a/b"])
def test_what_is_no_key_finds_nothing_and_drops_nothing(tmp_path: Path, key: str) -> None:
    uploads = Uploads(tmp_path / "uploads")
    kept = hand_in(uploads, "a.txt")
    assert uploads.find(key) is None
    uploads.drop(key)
    assert uploads.find(kept)


def test_what_nobody_came_back_for_is_forgotten(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    old = hand_in(uploads, "a.txt")
    os.utime(tmp_path / old, (0, time.time() - 8 * 24 * 3600))
    new = hand_in(uploads, "b.txt")
    assert uploads.find(old) is None
    assert uploads.find(new)

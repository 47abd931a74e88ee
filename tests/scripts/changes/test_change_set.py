"""What a task is going to write: planned against the disk, checked as if it stood there, shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.errors import ContentErrors
from scripts.changes.change_set import ChangeSet
from scripts.changes.writing import WriteError
from tests.helpers.factories import CONCEPTS, REPORT, write_pages
from tests.helpers.small_papers import paper


def test_pages_that_say_it_already_are_left_out(docs: Path) -> None:
    page = (docs / "reports/2023.md").read_text(encoding="utf-8")
    changes = ChangeSet.plan(docs, "试", {"reports/2023.md": page, "reports/2024.md": "新的\n", "none.md": None})
    assert changes.before == {"reports/2024.md": None}
    assert changes.after == {"reports/2024.md": "新的\n".encode()}
    assert not ChangeSet.plan(docs, "试", {"reports/2023.md": page})


@pytest.mark.parametrize(("mark", "newline"), [(b"\xef\xbb\xbf", b"\n"), (b"", b"\r\n"), (b"\xef\xbb\xbf", b"\r\n")])
def test_a_text_takes_over_how_its_file_begins_and_ends_lines(docs: Path, mark: bytes, newline: bytes) -> None:
    file = docs / "reports/2023.md"
    file.write_bytes(mark + file.read_bytes().replace(b"\n", newline))
    text = file.read_text(encoding="utf-8-sig")
    assert not ChangeSet.plan(docs, "试", {"reports/2023.md": text})
    changes = ChangeSet.plan(docs, "试", {"reports/2023.md": text + "再写一句。\n"})
    assert changes.after["reports/2023.md"] == file.read_bytes() + "再写一句。".encode() + newline


def test_the_site_is_checked_with_the_change_and_nothing_is_written(docs: Path) -> None:
    write_pages(docs, {"reports/2023.md": REPORT.replace("机制", "制度"), "regulations/concepts.md": CONCEPTS})
    before = {file: file.read_bytes() for file in docs.rglob("*.md")}
    with pytest.raises(ContentErrors) as caught:
        ChangeSet.plan(docs, "试", {"reports/2025.md": REPORT.replace("year: 2023", "year: 甲")}).check()
    assert {error.file for error in caught.value.errors} >= {"docs/reports/2025.md"}
    assert {file: file.read_bytes() for file in docs.rglob("*.md")} == before


def test_a_fault_that_is_there_already_stops_no_other_page(docs: Path) -> None:
    write_pages(docs, {"reports/2022.md": REPORT.replace("year: 2023", "year: 甲")})
    assert "2024" in ChangeSet.plan(docs, "试", {"reports/2024.md": paper(2024, {"w1": "甲。"})}).check().reports
    # It stands elsewhere in its page now, and is the same fault.
    moved = REPORT.replace("year: 2023", "# 说明\nyear: 甲")
    ChangeSet.plan(docs, "试", {"reports/2022.md": moved}).check()
    with pytest.raises(ContentErrors) as caught:
        ChangeSet.plan(docs, "试", {"reports/2024.md": REPORT.replace("year: 2023", "year: 甲")}).check()
    assert {error.file for error in caught.value.errors} == {"docs/reports/2024.md"}


def test_what_changes_is_told_line_by_line(docs: Path) -> None:
    text = (docs / "reports/2023.md").read_text(encoding="utf-8")
    changes = ChangeSet.plan(
        docs,
        "试",
        {
            "reports/2023.md": text.replace("year: 2023", "year: 2024"),
            "new.md": "甲\n",
            "regulations/concepts.md": None,
        },
    )
    assert list(changes.describe()) == [
        "新建 docs/new.md",
        "删去 docs/regulations/concepts.md",
        "改写 docs/reports/2023.md：去掉 1 行，写入 1 行",
    ]
    assert list(changes.differences("reports/2023.md")) == ["-year: 2023", "+year: 2024"]


def test_a_line_that_begins_with_dashes_is_shown_as_any_other(docs: Path) -> None:
    changes = ChangeSet.plan(docs, "试", {"reports/2023.md": REPORT.replace("\n---\n", "\n...\n") + "\n++ 乙\n"})
    assert list(changes.differences("reports/2023.md")) == ["----", "+...", "+", "+++ 乙"]
    assert list(changes.describe()) == ["改写 docs/reports/2023.md：去掉 1 行，写入 3 行"]


def test_lines_that_stay_end_as_they_did_in_a_page_that_mixes_line_ends(docs: Path) -> None:
    before = b"\xef\xbb\xbf" + REPORT.encode().replace(b"\n", b"\r\n", 5)
    (docs / "reports/2023.md").write_bytes(before)
    changes = ChangeSet.plan(docs, "试", {"reports/2023.md": REPORT.replace("开头一段。", "开头一段。\n新的一行。")})
    assert changes.after["reports/2023.md"] == before.replace("一段。\n".encode(), "一段。\n新的一行。\r\n".encode())
    assert not ChangeSet.plan(docs, "试", {"reports/2023.md": REPORT})


def test_a_folder_in_the_place_of_a_page_is_told(docs: Path) -> None:
    (docs / "reports/2024.md").mkdir()
    with pytest.raises(WriteError, match=r"2024\.md 不是文件"):
        ChangeSet.plan(docs, "试", {"reports/2024.md": "新的\n"})

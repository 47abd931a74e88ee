"""A scan on the command line: its page says how much of it was looked at, and its list lies beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from scripts.intake import intake
from scripts.intake.manuscript import IntakeError, Manuscript, ScanFoundError
from scripts.intake.official_text.regulation_import import prepare
from scripts.intake.scans import bringing_in
from scripts.intake.scans.boxes import Scan
from scripts.intake.scans.checklist import BEFORE, LIST
from scripts.intake.scans.work import PagesRead
from scripts.setup.console import Console
from tests.helpers.commands import run
from tests.helpers.import_papers import UNIT, make_project
from tests.helpers.scans import read_paper

PAGE = "docs/reports/2022.md"


class FakeReader:
    """Reads every file as the same scan; at first it may lack what reads scans."""

    def __init__(self, *, lacks: bool = False) -> None:
        self.lacks = lacks

    def read(self, path: Path) -> Manuscript:
        if self.lacks:
            raise ScanFoundError("是扫描件。改法：装上识别文字的部件。")
        return read_paper()


@pytest.fixture
def reader() -> Iterator[FakeReader]:
    reader = FakeReader()
    with mock.patch.object(intake, "Reader", lambda **_: nullcontext(reader)):
        yield reader


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    make_project(tmp_path)
    file = tmp_path / "扫描.pdf"
    file.write_bytes(b"%PDF-")
    return file


def bring_in(project: Path, scan: Path, *more: str, typed: str = "") -> str:
    outcome = run(project, "import", scan, "--unit", UNIT, "--audience", "机关", *more, typed=typed)
    return outcome.stdout + outcome.stderr


def test_places_are_looked_at_by_a_list_and_the_page_says_how_far(
    reader: FakeReader, scan: Path, tmp_path: Path
) -> None:
    told = bring_in(tmp_path, scan)
    page = tmp_path / PAGE
    assert "有 2 处要对照图片看过" in told
    assert 'text: "扫描识别，待校对 2 处"' in page.read_text(encoding="utf-8")
    assert "还有 2 处" in run(tmp_path, "check").stdout
    file = tmp_path / "扫描.pdf 校对" / LIST
    first, second = file.read_text(encoding="utf-8").splitlines()[-2:]
    text = file.read_text(encoding="utf-8").replace(first, first + "56人次")
    file.write_text(text, encoding="utf-8")
    bring_in(tmp_path, scan, "--update")
    assert "待校对 1 处" in page.read_text(encoding="utf-8")
    file.write_text(text.replace(second, second + "对"), encoding="utf-8")
    bring_in(tmp_path, scan, "--update")
    written = page.read_text(encoding="utf-8")
    assert "谈话提醒56人次" in written
    assert "扫描识别，已校对 20" in written
    assert "扫描识别的文字" not in run(tmp_path, "check").stdout
    bring_in(tmp_path, scan, "--update")
    assert page.read_text(encoding="utf-8") == written


def test_a_list_that_was_written_into_is_never_written_over(reader: FakeReader, scan: Path, tmp_path: Path) -> None:
    bring_in(tmp_path, scan)
    file = tmp_path / "扫描.pdf 校对" / LIST
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + "对\n", encoding="utf-8")
    before = file.read_bytes()
    bring_in(tmp_path, scan, "--update")
    assert file.read_bytes() == before


def test_what_was_said_stays_with_its_place_where_the_scan_is_read_otherwise_since(
    reader: FakeReader, scan: Path, tmp_path: Path
) -> None:
    bring_in(tmp_path, scan)
    file, paper = tmp_path / "扫描.pdf 校对" / LIST, read_paper()
    rows = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\n".join([*rows[:-2], rows[-2] + "56人次", rows[-1]]), encoding="utf-8")
    assert paper.scan is not None
    first = replace(
        paper.scan.doubts[0], line=1, start=6, end=11, words="2022年", before="XX乡党委", after="度工作（总"
    )
    with mock.patch.object(reader, "read", lambda _: replace(paper, scan=Scan((first, *paper.scan.doubts)))):
        told = bring_in(tmp_path, scan, "--update")
        assert "有 2 处要对照图片看过" in told
        # The pictures beside it are those of the new list, and what was written stands in both.
        assert file.read_text(encoding="utf-8").splitlines()[-2].endswith("→56人次")
        assert file.with_name(BEFORE).read_text(encoding="utf-8").splitlines()[-2].endswith("→56人次")
        bring_in(tmp_path, scan, "--update")
        assert "谈话提醒56人次" in (tmp_path / PAGE).read_text(encoding="utf-8")
        assert file.with_name(BEFORE).exists()


def test_of_several_papers_it_is_told_how_far_each_scan_is_read(tmp_path: Path) -> None:
    class TellingReader(FakeReader):
        def __init__(self, *, tell: Callable[[PagesRead], object], kept: object) -> None:
            super().__init__()
            self._tell = tell

        def read(self, path: Path) -> Manuscript:
            self._tell(PagesRead(3, 20))
            return super().read(path)

    make_project(tmp_path)
    scans, told = [tmp_path / name for name in ("一.pdf", "二.pdf")], list[str]()
    for scan in scans:
        scan.write_bytes(b"%PDF-")
    with (
        mock.patch.object(intake, "Reader", lambda **known: nullcontext(TellingReader(**known))),
        mock.patch.object(Console, "show_progress", lambda _, line: told.append(line)),
    ):
        run(tmp_path, "import", *scans, "--unit", UNIT, "--audience", "机关", "--yes")
    assert [line for line in told if "20" in line] == [
        f"[{'-' * 30}] 0/2 一.pdf　已读 3/20 页",
        f"[{'#' * 15}{'-' * 15}] 1/2 二.pdf　已读 3/20 页",
    ]


def test_a_list_of_another_scan_is_refused(reader: FakeReader, scan: Path, tmp_path: Path) -> None:
    bring_in(tmp_path, scan)
    paper = read_paper()
    assert paper.scan is not None
    other = Scan(tuple(replace(one, page=9) for one in paper.scan.doubts))
    with mock.patch.object(reader, "read", lambda _: replace(paper, scan=other)):
        assert "不是这个扫描件的。改法：" in bring_in(tmp_path, scan, "--update")


def test_what_reads_scans_is_installed_only_after_a_yes(reader: FakeReader, scan: Path, tmp_path: Path) -> None:
    reader.lacks = True

    def install(group: str) -> None:
        assert group == "scan"
        reader.lacks = False

    with mock.patch.object(bringing_in, "enter", install):
        assert "扫描件" in bring_in(tmp_path, scan)
        assert not (tmp_path / PAGE).exists()
        bring_in(tmp_path, scan, typed="yes\n")
    assert (tmp_path / PAGE).exists()


def test_text_beside_pictures_comes_in_where_nothing_is_to_be_installed(
    reader: FakeReader, scan: Path, tmp_path: Path
) -> None:
    found = ScanFoundError("有 1 页是图片。改法：装上识别文字的部件。")
    found.without = replace(read_paper(), scan=None, notices=("第 3 页没有文字，请对照原件补上。",))
    with mock.patch.object(reader, "read", side_effect=found):
        assert "第 3 页没有文字" in bring_in(tmp_path, scan)
    assert "扫描识别" not in (tmp_path / PAGE).read_text(encoding="utf-8")


def test_no_official_text_is_taken_from_a_scan() -> None:
    with pytest.raises(IntakeError, match="不从扫描件里识别"):
        prepare(read_paper())

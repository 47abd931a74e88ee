"""The worker: no file can hang, crash or starve the importer."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from scripts.intake import guard
from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.scans.work import PagesRead
from scripts.setup.environment import ROOT
from tests.helpers.strange_readers import PageReader, StrangeReader
from tests.helpers.waiting import PATIENCE_SECONDS, wait_for, wait_for_end, wait_for_words
from tests.helpers.warm_processes import cold

pytestmark = pytest.mark.slow

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="memory and signals are bounded on POSIX alone")


@pytest.fixture(scope="module", autouse=True)
def begun_as_for_an_office() -> Iterator[None]:
    with cold():
        yield


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with StrangeReader(time_limit=PATIENCE_SECONDS, memory=512 * 1024**2) as reader:
        yield reader


def process_of(path: Path, ending: str = ".pid") -> int:
    return int(path.with_suffix(ending).read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("eat", "内存", marks=posix_only),
        ("exit", "中断"),
        ("abort", "中断"),
        ("refuse", "^不行。改法：换一个。$"),
        ("overlook", "读不出来"),
    ],
)
def test_a_bad_file_is_one_line_and_the_next_is_read(reader: Reader, tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(IntakeError, match=words) as caught:
        reader.read(tmp_path / f"{name}.txt")
    assert "改法：" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert reader.read(tmp_path / "good.txt").lines[0].text == "good"


def test_a_file_that_takes_too_long_is_one_line_and_the_next_is_read(tmp_path: Path) -> None:
    with StrangeReader(time_limit=1) as reader:
        with pytest.raises(IntakeError, match=r"^读这个文件超过 1 秒，已停止。改法：.*$"):
            reader.read(tmp_path / "sleep.txt")
        reader._time_limit = PATIENCE_SECONDS
        assert reader.read(tmp_path / "good.txt").lines[0].text == "good"


def test_it_is_told_how_far_a_scan_is_read(tmp_path: Path) -> None:
    told = list[str]()
    with PageReader(time_limit=PATIENCE_SECONDS, tell=lambda read: told.append(str(read))) as reader:
        assert reader.read(tmp_path / "a.pdf").lines[0].text == "a"
    assert told == ["已读 0/2 页", "已读 1/2 页", "已读 2/2 页"]


def test_of_a_scan_it_is_said_that_it_is_to_be_scanned_anew_or_parted() -> None:
    reader = guard._ScanReader(time_limit=300)
    hanging = mock.Mock(poll=lambda _: False)
    with (
        mock.patch.object(reader, "_started", lambda: hanging),
        pytest.raises(
            IntakeError, match=r"^读其中一页超过 300 秒，已停止。改法：关掉别的程序再试；仍不行的，按 300 dpi 重新扫描"
        ),
    ):
        reader.read(Path("扫描.pdf"))


def test_each_page_of_a_scan_has_its_own_time() -> None:
    reader = guard._ScanReader(time_limit=300)
    clock = iter(range(0, 1200, 200))
    left: list[float] = []
    answers = iter([PagesRead(1, 2), PagesRead(2, 2), Manuscript("scan", ())])
    pipe = mock.Mock(poll=lambda limit: left.append(limit) or True, recv=lambda: next(answers))
    with (
        mock.patch.object(reader, "_started", lambda: pipe),
        mock.patch.object(guard, "time", mock.Mock(monotonic=lambda: next(clock))),
    ):
        assert reader.read(Path("扫描.pdf")).form == "scan"
    assert left == [100, 100, 100]


def test_one_worker_serves_many_files(tmp_path: Path) -> None:
    with StrangeReader() as reader:
        for name in ("a", "refuse", "overlook", "b"):
            with suppress(IntakeError):
                reader.read(tmp_path / f"{name}.txt")
    assert len({process_of(tmp_path / name) for name in ("a", "refuse", "overlook", "b")}) == 1


def test_nothing_starts_before_the_first_file_and_nothing_stays_after_the_last(tmp_path: Path) -> None:
    with StrangeReader() as reader:
        assert reader._process is None
        reader.read(tmp_path / "a.txt")
    wait_for_end(process_of(tmp_path / "a.txt"))


class Started(StrangeReader):
    """Its time runs from when it has started a process of its own, however long that takes."""

    def _started(self) -> Any:
        pipe = super()._started()
        given = mock.Mock(wraps=pipe)
        given.poll = lambda limit: wait_for_words(self.child) and pipe.poll(limit)
        return given

    child: Path


@posix_only
def test_what_a_hanging_reader_has_started_ends_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "sleep-with-child.txt"
    monkeypatch.setattr(guard, "_GRACE_SECONDS", PATIENCE_SECONDS)
    with Started(time_limit=1) as reader, pytest.raises(IntakeError, match="超过 1 秒"):
        reader.child = path.with_suffix(".child")
        reader.read(path)
    wait_for_end(process_of(path))
    wait_for_end(process_of(path, ".child"))


def test_real_files_are_read_and_bad_ones_named(tmp_path: Path) -> None:
    good, bad = tmp_path / "总结（定稿）改3.txt", tmp_path / "b.png"
    good.write_text("一、工作\n做了。", encoding="utf-8")
    bad.write_bytes(b"\x89PNG\r\n\x1a\n")
    with Reader() as reader:
        with pytest.raises(IntakeError, match="图片"):
            reader.read(bad)
        assert [line.text for line in reader.read(good).lines] == ["一、工作", "做了。"]
        with pytest.raises(IntakeError, match="没有文件"):
            reader.read(tmp_path / "none.txt")


def script(folder: Path, body: str) -> list[str]:
    """A command whose main script uses the reader, as the importer does."""
    file = folder / "main_script.py"
    file.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\nfrom scripts.intake import guard\n"
        "from tests.helpers.strange_readers import StrangeReader\n"
        'if __name__ == "__main__":\n' + textwrap.indent(body, "    "),
        encoding="utf-8",
    )
    return [sys.executable, str(file)]


def test_it_works_under_a_main_script_and_the_noise_of_libraries_is_not_shown(tmp_path: Path) -> None:
    body = "with StrangeReader() as reader:\n    print(reader.read(Path('print.txt').absolute()).form)\n"
    result = subprocess.run(script(tmp_path, body), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "txt\n", "")


@posix_only
def test_ctrl_c_leaves_no_process_behind(tmp_path: Path) -> None:
    body = (
        f"guard._GRACE_SECONDS = {PATIENCE_SECONDS}\ntry:\n"
        "    with StrangeReader() as reader:\n        reader.read(Path('sleep-with-child.txt').absolute())\n"
        "except KeyboardInterrupt:\n    raise SystemExit(7)\n"
    )
    main = subprocess.Popen(script(tmp_path, body), cwd=tmp_path, start_new_session=True)
    child = tmp_path / "sleep-with-child.child"
    try:
        wait_for(lambda: main.poll() is not None or (child.exists() and child.read_text()), "the reader's child")
        assert main.poll() is None
        os.killpg(main.pid, signal.SIGINT)
        assert main.wait(PATIENCE_SECONDS) == 7
    finally:
        if main.poll() is None:
            os.killpg(main.pid, signal.SIGKILL)
            main.wait()
    wait_for_end(process_of(child))
    wait_for_end(process_of(child, ".child"))

"""What takes long to read is read by a job, and its page opens as that of any other file does."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.desk import reading_beside, readings
from scripts.desk.jobs import Job, State
from tests.helpers.desk import DeskClient, make_desk, words_of
from tests.helpers.long_work import read_for_ever
from tests.helpers.strange_readers import QuickScans
from tests.helpers.waiting import wait_for

PAPER = "XX乡党委2022年度工作总结\n一、工作开展情况\n（一）加强教育。开展谈话提醒56人次。\n".encode()
READ = "还差一样：写上下面标出的"


@pytest.fixture
def desk(tmp_path: Path) -> DeskClient:
    return make_desk(tmp_path, {"reports/2022.md": None, "ledger/2023.md": None})


@pytest.fixture
def told(desk: DeskClient, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file is a scan, and the work of a job is done at once; how far it was, as it is told."""
    told = list[str]()

    class Told(reading_beside.Console):
        def show_progress(self, line: str) -> None:
            told.append(line)

    def start(title: str, work: Callable[..., Any], *arguments: Any, then: str = "", opens: str = "") -> Job:
        job = jobs._jobs[1] = Job(1, title, then, opens=opens)
        job.result = work(*arguments, Told())
        return job

    jobs = desk.desk.jobs
    monkeypatch.setattr(jobs, "start", start)
    monkeypatch.setattr(readings, "is_installed", lambda: True)
    monkeypatch.setattr(readings, "Reader", QuickScans)
    desk.desk.readings._reader = QuickScans(scans=False, kept=desk.desk.readings._kept)
    return told


def hand_in(desk: DeskClient, *names: str) -> str:
    return desk.post("/desk/receiving/", {"papers": [(io.BytesIO(PAPER + name.encode()), name) for name in names]})


def open_read(desk: DeskClient) -> str:
    """What opens once the job is done."""
    desk.desk.jobs._jobs[1].state = State.DONE
    return words_of(desk.get("/desk/job/1"))


def page_of(desk: DeskClient) -> str:
    return next(draft.page for draft in desk.desk.drafts.list() if draft.screen == "receiving.paper")


def test_a_scan_is_read_by_a_job_that_tells_of_its_pages_and_opens_as_any_other(
    desk: DeskClient, told: list[str]
) -> None:
    assert "正在做" in hand_in(desk, "扫描.pdf")
    assert "文字由扫描件识别" in open_read(desk)
    assert told == ["打开文件", "已读 1/2 页"]
    # It is read once, whoever asks for it, and when.
    desk.desk.readings._read.clear()
    assert "文字由扫描件识别" in words_of(desk.get(f"/desk/receiving/paper?page={page_of(desk)}"))
    assert len(told) == 2


def test_of_several_scans_it_is_told_which_one_is_read_and_how_far(desk: DeskClient, told: list[str]) -> None:
    hand_in(desk, "一.pdf", "二.pdf")
    assert told == [
        "第 1 份，共 2 份",
        "第 1 份，共 2 份：已读 1/2 页",
        "第 2 份，共 2 份",
        "第 2 份，共 2 份：已读 1/2 页",
    ]
    assert [Job(1, "", progress=line).percent for line in told] == [0, 25, 50, 75]
    open_read(desk)
    assert "文字由扫描件识别" in desk.get(f"/desk/receiving/paper?page={page_of(desk)}")
    assert len(told) == 4


def test_why_a_scan_cannot_be_read_is_told_on_its_page_and_it_may_be_tried_again(
    desk: DeskClient, told: list[str]
) -> None:
    hand_in(desk, "白纸.pdf")
    assert "没有读成 扫描件上没有认出文字。改法：重新扫描。" in open_read(desk)
    desk.get(f"/desk/receiving/paper?page={page_of(desk)}")
    assert told == ["打开文件", "已读 1/2 页"] * 2


def test_a_large_scan_tells_what_is_to_be_installed_where_nothing_reads_it(
    desk: DeskClient, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readings, "is_installed", lambda: False)
    monkeypatch.setattr(readings, "_LARGE_BYTES", 10)
    monkeypatch.setattr(readings, "Reader", lambda **known: QuickScans(**{**known, "scans": False}))
    hand_in(desk, "扫描.pdf")
    assert told == ["打开文件"]
    assert "装识别文字的部件" in open_read(desk)


def test_a_scan_that_was_read_before_opens_at_once(desk: DeskClient, told: list[str]) -> None:
    hand_in(desk, "扫描.pdf")
    desk.post(f"/desk/receiving/paper?page={page_of(desk)}", {"act": "away", "draft-page": page_of(desk)})
    del told[:], desk.desk.jobs._jobs[1]
    assert "文字由扫描件识别" in hand_in(desk, "扫描.pdf")
    assert told == []


def test_a_scan_of_a_regulation_is_read_by_a_job_too(desk: DeskClient, told: list[str]) -> None:
    desk.post("/desk/regulations/", {"texts": [(io.BytesIO(PAPER), "条例.pdf")]})
    assert told == ["打开文件", "已读 1/2 页"]
    assert "条例.pdf" in open_read(desk)


def test_a_large_file_is_read_by_a_job_and_a_small_one_at_once(
    desk: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert READ in hand_in(desk, "小.txt")
    assert desk.desk.jobs.find(1) is None
    monkeypatch.setattr(readings, "_LARGE_BYTES", 10)
    assert "读“大.txt”" in hand_in(desk, "大.txt")
    wait_for(lambda: desk.desk.jobs.running is None, "the job")
    assert READ in desk.get("/desk/job/1")


def test_reading_is_stopped_and_may_begin_again(desk: DeskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readings, "_LARGE_BYTES", 10)
    monkeypatch.setattr(reading_beside, "read_and_keep", read_for_ever)
    hand_in(desk, "扫描.pdf")
    try:
        wait_for(lambda: desk.desk.jobs.find(1).percent == 25, "the first page")  # type: ignore[union-attr]
        assert "正在做 25% 已读 1/4 页" in words_of(desk.get(f"/desk/receiving/paper?page={page_of(desk)}"))
        assert 'href="/desk/receiving/">接着做' in desk.post("/desk/job/1/stop")
        assert "扫描.pdf" in desk.get("/desk/receiving/")
        assert "读“扫描.pdf”" in desk.get(f"/desk/receiving/paper?page={page_of(desk)}")
        assert desk.desk.jobs.running is not None
        assert desk.desk.jobs.running.number == 2
    finally:
        desk.desk.close()

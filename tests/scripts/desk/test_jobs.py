"""What takes long is done beside the desk, tells how far it is, and can be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.desk.jobs import JobRunningError, Jobs, State
from scripts.setup.project import Project
from tests.helpers.desk import make_desk, words_of
from tests.helpers.long_work import fail, refuse, tell, vanish, work_on
from tests.helpers.waiting import wait_for, wait_for_end, wait_for_words
from tests.helpers.warm_processes import cold

pytestmark = pytest.mark.slow


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    jobs = Jobs(Project(tmp_path))
    yield jobs
    jobs.close()


def test_it_tells_what_it_does_and_gives_what_came_of_it(jobs: Jobs) -> None:
    job = jobs.start("试做", tell, 3)
    wait_for(lambda: job.state is not State.RUNNING, "the job")
    assert (job.state, job.result, job.progress) == (State.DONE, "共3份", "")
    assert list(job.lines) == ["做完第1份", "做完第2份", "做完第3份"]


def test_what_goes_wrong_is_told_as_a_command_tells_it(tmp_path: Path, jobs: Jobs) -> None:
    for work, told in ((refuse, "端口已被占用。改法：换一个。"), (fail, "程序出错（ValueError）"), (vanish, "")):
        job = jobs.start("试做", work)
        wait_for(lambda job=job: job.state is not State.RUNNING, "the job")  # type: ignore[misc]
        assert job.state is State.FAILED
        assert told in "\n".join(job.lines)
        assert "Traceback" not in "\n".join(job.lines)
    assert list((tmp_path / ".build").glob("fault-desk-job-*.log"))


def test_it_is_stopped_with_whatever_it_has_started(tmp_path: Path, jobs: Jobs) -> None:
    job = jobs.start("试做", work_on, tmp_path)
    child = int(wait_for_words(tmp_path / "child"))
    wait_for(lambda: job.percent == 40, "the share that is done")
    with pytest.raises(JobRunningError, match="试做"):
        jobs.start("再做", tell, 1)
    jobs.stop(job.number)
    wait_for_end(child)
    assert job.state is State.STOPPED
    assert jobs.running is None


def test_it_is_stopped_though_it_has_hardly_begun(tmp_path: Path, jobs: Jobs) -> None:
    with cold():
        job = jobs.start("试做", work_on, tmp_path)
    jobs.stop(job.number)
    wait_for(lambda: not jobs._process.is_alive(), "the end of the job")


def test_its_page_shows_it_and_stops_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    job = desk.desk.jobs.start("生成站点", work_on, tmp_path, then="/desk/history/")
    try:
        wait_for(lambda: job.percent == 40, "the share that is done")
        page = desk.get(f"/desk/job/{job.number}")
        assert "正在做 40%" in words_of(page)
        assert '<noscript><meta http-equiv="refresh"' in page
        assert "生成站点" in desk.get("/desk/")
        page = desk.post(f"/desk/job/{job.number}/stop")
        assert "已停止" in page
        assert "refresh" not in page
        assert 'href="/desk/history/">接着做' in page
    finally:
        desk.desk.jobs.close()

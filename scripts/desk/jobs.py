"""What takes long: done by a process of its own, whose lines are shown while it works, and which can be stopped.

Everything that writes is whole or nothing whenever it is killed; so stopping
needs no more than that. One job runs at a time, as one person works.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import re
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from multiprocessing.connection import Connection
from typing import Any

from macros.errors import ContentErrors, SiteError
from macros.findings import Finding
from scripts.changes.naming import name_places
from scripts.desk.desk_words import remedy_of, without_options
from scripts.setup.console import Console
from scripts.setup.project import Project
from scripts.setup.unforeseen import describe_unforeseen

#: So many of its last lines are shown.
_LINES = 2000
#: So many jobs are remembered.
_KEPT = 20
#: Time to put away what is half done, before it is killed.
_GRACE_SECONDS = 5.0
#: Of several steps the first half is told, and within it how far it is.
_STEP = re.compile(r"第 (\d+) [步份]，共 (\d+) [步份]")
#: Where at the desk a person does what a verb does, which a job may tell of.
_WAYS = {"proofread": "在“校对”里"}
_SHARE = re.compile(r"(\d+)\s*/\s*(\d+)|(\d{1,3})\s*%")


class JobRunningError(SiteError):
    """A job is to be begun while another one runs."""

    meaning = "工作台一次只做一件费时的事，前一件还没有做完"
    remedy = "等前一件做完，或者停下它，再做一次"


class State(StrEnum):
    """How a job stands."""

    RUNNING = "正在做"
    DONE = "做完了"
    FAILED = "没有做成"
    STOPPED = "已停止"


@dataclass
class Job:
    """Something that takes long (费时的事).

    Attributes:
        number: Finds it again.
        title: What is done, in Chinese.
        then: The address that the clerk is led to once it is over; empty for none.
        state: How it stands.
        begun_at: When it began, on the office's own clock.
        lines: What it has told.
        progress: What it is at just now; empty where it does not say.
        result: What it gave, once it is done.
        opens: The page that it makes ready, which opens by itself once it is done; empty for none.
    """

    number: int
    title: str
    then: str = ""
    state: State = State.RUNNING
    begun_at: datetime = field(default_factory=lambda: datetime.now().astimezone())
    lines: deque[str] = field(default_factory=lambda: deque(maxlen=_LINES))
    progress: str = ""
    result: Any = None
    opens: str = ""

    @property
    def percent(self) -> int | None:
        """How much of it is done, as far as its progress says; None where it does not."""
        step, share = _STEP.match(self.progress), _SHARE.search(self.progress)
        if not step and not share:
            return None
        done, of, percent = share.groups() if share else ("0", "1", "")
        within = min(1.0, int(percent) / 100 if percent else int(done) / max(1, int(of)))
        before, steps = (int(step[1]) - 1, int(step[2])) if step else (0, 1)
        return min(100, int(100 * (before + within) / max(1, steps)))


class Jobs:
    """The jobs of a desk."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._process: Any = None

    def start(self, title: str, work: Callable[..., Any], *arguments: Any, then: str = "", opens: str = "") -> Job:
        """Begin something in a process of its own.

        Args:
            title: What is done, in Chinese.
            work: A function of a module, called with the arguments and then a console; what it gives must go through
                a pipe.
            *arguments: What it is called with, which must go through a pipe too.
            then: The address that the clerk is led to once it is over.
            opens: The page that opens by itself once it is done.

        Raises:
            JobRunningError: Another one runs.
        """
        with self._lock:
            if running := self.running:
                raise JobRunningError(f"“{running.title}”还没有做完。改法：等它做完，或者停下它，再做一次。")
            job = Job(max(self._jobs, default=0) + 1, title, then, opens=opens)
            ours, theirs = multiprocessing.Pipe(duplex=False)
            # Spawned on every system: a copy of a program with threads may stand still.
            self._process = multiprocessing.get_context("spawn").Process(
                target=_work, args=(theirs, self._project, work, arguments), daemon=False
            )
            self._process.start()
            theirs.close()
            self._jobs[job.number] = job
            for old in list(self._jobs)[:-_KEPT]:
                del self._jobs[old]
            threading.Thread(target=_listen, args=(ours, job, self._process), daemon=True).start()
        return job

    @property
    def running(self) -> Job | None:
        """The one that runs."""
        return next((job for job in self._jobs.values() if job.state is State.RUNNING), None)

    def find(self, number: int) -> Job | None:
        """The one of a number; None where it is not remembered."""
        return self._jobs.get(number)

    def last(self, title: str) -> Job | None:
        """The last one of a title that is done; None where none is remembered."""
        done = [job for job in self._jobs.values() if job.title == title and job.state is State.DONE]
        return done[-1] if done else None

    def stop(self, number: int) -> None:
        """End one that runs, with whatever it has started."""
        job = self._jobs.get(number)
        if job and job.state is State.RUNNING:
            job.state = State.STOPPED
            _end(self._process)

    def close(self) -> None:
        """End what runs, since the desk is closed."""
        if running := self.running:
            self.stop(running.number)


def told_of_job(text: str, project: Project) -> str:
    """What a command tells, for a clerk: pages by name, places by heading, no half-done folders, no front matter."""
    text = name_places(project.docs, text, by_heading=True)
    text = re.sub(rf"{re.escape(str(project.work))}[^\s：，。；（）]*", "项目里的临时文件夹", text)
    return without_options(text)


class _JobConsole(Console):
    """Sends what is told to the desk; nobody answers."""

    def __init__(self, pipe: Connection, project: Project) -> None:
        super().__init__()
        self._pipe = pipe
        self._project = project

    def say(self, text: str) -> None:
        self._pipe.send(("line", told_of_job(text, self._project)))

    aside = give = fail = say

    def tell(self, finding: Finding) -> None:
        super().tell(replace(finding, advice=remedy_of(finding)))

    def way_to(self, verb: str) -> str:
        return _WAYS[verb]

    def ask(self, question: str) -> str:
        self.say(question)
        return ""

    @property
    def is_watched(self) -> bool:
        return True

    def show_progress(self, line: str) -> None:
        self._pipe.send(("progress", line))


def _work(pipe: Connection, project: Project, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """The job's own process."""
    if os.name != "nt":
        # A group of its own, so that whatever it starts ends with it; asked to end, it puts away what is half done.
        os.setsid()
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    console = _JobConsole(pipe, project)
    try:
        pipe.send((State.DONE, work(*arguments, console)))
    except ContentErrors as errors:
        for fault in errors.errors:
            console.tell(fault)
        pipe.send((State.FAILED, None))
    except SiteError as error:
        console.say(str(error))
        pipe.send((State.FAILED, None))
    except KeyboardInterrupt:
        pipe.send((State.STOPPED, None))
    except Exception as error:
        console.say(describe_unforeseen(error, "desk-job", project.work))
        pipe.send((State.FAILED, None))


def _listen(pipe: Connection, job: Job, process: Any) -> None:
    """Take down what a job tells, until it ends in whatever way."""
    told: tuple[State, Any] = (State.FAILED, None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            what, value = pipe.recv()
            if what == "line":
                job.lines.extend(value.splitlines())
            elif what == "progress":
                job.progress = value
            else:
                told = what, value
    process.join()
    if job.state is State.RUNNING:
        if process.exitcode and told[0] is not State.FAILED:
            told = State.FAILED, None
        job.result = told[1]
        job.progress = ""
        job.state = told[0]


def _end(process: Any) -> None:
    """End a process and what it has started, the hard way where it does not end by itself."""
    if os.name == "nt":
        subprocess.run(["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S607
        return
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.join(_GRACE_SECONDS)
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        # It has ended, or has not come so far as to have a group of its own.
        process.kill()

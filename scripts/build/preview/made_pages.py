"""The pages of a preview, each made when it is looked at, by a process of its own.

That process holds everything that a page is made of. It is started again when
the settings, the program or the theme have changed; the old one answers until
the new one can.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from typing import IO, Any, cast

from macros.errors import SiteError
from scripts.build.generator import UNASKED, BuildError
from scripts.build.preview.answers import PLAIN, READY, Answer, News, Question
from scripts.build.preview.watching import Watch, program_of
from scripts.setup.project import Project

_COMMAND = (sys.executable, "-m", "scripts.build.preview.maker_process")
#: After so long it is not going to end by itself.
_PATIENCE_SECONDS = 5
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1"}


class NotMadeSinglyError(Exception):
    """Pages of this site have to be made in the plain way."""


class MadePages:
    """Asks the process that makes pages, one question at a time.

    Args:
        project: What the site is made from.

    Raises:
        NotMadeSinglyError: Pages have to be made in the plain way.
        BuildError: The settings are wrong, or the process did not start.
    """

    reloads = True

    def __init__(self, project: Project) -> None:
        self._project = project
        self._asking = threading.Lock()
        self._watch = Watch(program_of(project))
        self._process = _Process(project)
        self._fault = ""

    def look(self) -> News:
        """Ask for news; before that the process is started anew where what it runs has changed."""
        if self._watch.has_changed() or not self._process.works:
            self._start_anew()
        news: News = self._ask(Question(note=self._fault))
        return news

    def answer(self, address: str) -> Answer:
        """Ask for what is at an address."""
        answer: Answer = self._ask(Question(address))
        return answer

    def close(self) -> None:
        """End the process."""
        self._process.end()

    def _ask(self, question: Question) -> Any:
        with self._asking:
            return self._process.ask(question)

    def _start_anew(self) -> None:
        try:
            process = _Process(self._project)
        except SiteError as error:
            # What was there goes on, and says why.
            self._fault = str(error)
            return
        with self._asking:
            self._fault, old, self._process = "", self._process, process
        old.end()


class _Process:
    """One run of the process that makes pages, from the moment on at which it can."""

    def __init__(self, project: Project) -> None:
        environment = {**UNASKED, **os.environ, **_ENVIRONMENT, "YEARBOOK_AUDIENCE": str(project.audience)}
        # What it complains of is wanted only where it comes to grief.
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        self._process = subprocess.Popen(
            [*_COMMAND, str(project.folder.resolve())],
            cwd=project.folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        try:
            first = self._read()
            if first == PLAIN:
                raise NotMadeSinglyError
            if first != READY:
                raise BuildError(str(first))
        except BaseException:
            self.end()
            raise

    @property
    def works(self) -> bool:
        """Whether it is still there."""
        return self._process.poll() is None

    def ask(self, question: Question) -> Any:
        """Ask and wait for the answer.

        Raises:
            BuildError: The process has come to grief.
        """
        # Where it is gone already, reading tells why.
        with suppress(OSError):
            self._questions.write(pickle.dumps(question, pickle.HIGHEST_PROTOCOL))
            self._questions.flush()
        return self._read()

    def end(self) -> None:
        """End it: nobody asks any more."""
        with suppress(OSError):
            self._questions.close()
        try:
            self._process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._answers.close()
        self._log.close()

    def _read(self) -> Any:
        try:
            # Our own other half has written it.
            return pickle.load(self._answers)  # noqa: S301
        except (EOFError, pickle.UnpicklingError) as error:
            self._log.seek(0)
            said = self._log.read().decode("utf-8", "replace").splitlines()
            raise BuildError("\n".join(["做页面的程序停了。它最后的提示：", *said[-3:]])) from error

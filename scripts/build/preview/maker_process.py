"""The process that makes pages when they are looked at: `python -m scripts.build.preview.maker_process FOLDER`.

It is asked through its standard input, answers through its standard output,
and ends when nobody asks any more.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import tempfile
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

from macros.corpus.collecting import seldom_collecting
from macros.corpus.settings import builds_plainly
from macros.errors import SiteError
from scripts.build.kept import kept_folder
from scripts.build.mkdocs_private.kept_code import keep_templates
from scripts.build.mkdocs_private.page_maker import can_make_pages
from scripts.build.preview.answers import PLAIN, READY, Answer, News, Question
from scripts.build.preview.maker import Maker
from scripts.build.preview.notice import tell_on_no_page
from scripts.setup.project import Project
from scripts.setup.unforeseen import FaultTeller


def answer_all(project: Project, read: Callable[[], Question], give: Callable[[object], None]) -> None:
    """Say first whether pages can be made, or why they cannot; then answer until nobody asks any more.

    Args:
        project: What the site is made from.
        read: Gives the next question, or raises `EOFError`.
        give: Takes the first word, and each answer.
    """
    with tempfile.TemporaryDirectory() as out:
        try:
            if builds_plainly(project.docs) or not can_make_pages():
                give(PLAIN)
                return
            maker = Maker(project, Path(out))
        except SiteError as error:
            give(str(error))
            return
        give(READY)
        faults = FaultTeller("serve", project.work)
        try:
            while True:
                give(_answer(maker, read(), faults))
        except EOFError:
            return


def _answer(maker: Maker, question: Question, faults: FaultTeller) -> Answer | News:
    try:
        return maker.look(question.note) if question.address is None else maker.answer(question.address)
    except Exception as error:
        told = faults.describe(error)
        if question.address is None:
            return News(repr(error), told)
        return Answer(HTTPStatus.INTERNAL_SERVER_ERROR, tell_on_no_page(told), is_page=True, state=repr(error))


def main(folder: Path) -> None:
    """Speak with whoever has started the process."""
    asked, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints is no answer.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    # Whoever has started this is told to stop, and then asks no more.
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    project = Project(folder)
    keep_templates(kept_folder(project))

    def give(answer: object) -> None:
        answers.write(pickle.dumps(answer, pickle.HIGHEST_PROTOCOL))
        answers.flush()

    with seldom_collecting():
        answer_all(project, lambda: pickle.load(asked), give)  # noqa: S301 - whoever has started this asks


if __name__ == "__main__":
    main(Path(sys.argv[1]))

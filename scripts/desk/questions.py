"""What library code asks becomes questions of a form: it runs until it asks, and again once there is an answer.

No request waits for a person. The work is called with the answers so far; at
the first question that has none it is left, and the question is shown. It is
called again with one answer more. So whatever asks must ask before it writes,
as the commands do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from scripts.setup.console import Console

Result = TypeVar("Result")


@dataclass(frozen=True)
class Question:
    """What is asked (提问).

    Attributes:
        text: The question itself.
        said: What was told before it, since the last answer.
        answers: The answers before it, which its form hands on.
        is_yes_or_no: Whether yes is all that can be answered, or no.
    """

    text: str
    said: tuple[str, ...]
    answers: tuple[str, ...]
    is_yes_or_no: bool = False


@dataclass(frozen=True)
class Outcome(Generic[Result]):
    """What came of the work.

    Attributes:
        result: What it gave.
        said: What it told.
    """

    result: Result
    said: tuple[str, ...]


def ask_first(work: Callable[[Console], Result], answers: Sequence[str]) -> Question | Outcome[Result]:
    """Do something that may ask, with the answers that are there.

    Args:
        work: Does it, and asks the console that it is given; nothing may be written before the last question.
        answers: What was answered, in the order of the questions.

    Returns:
        The first question without an answer, else what came of it.
    """
    console = _FormConsole(answers)
    try:
        return Outcome(work(console), tuple(console.said))
    except _UnansweredError as asked:
        return asked.question


class _UnansweredError(BaseException):
    """Leaves the work where it asks; no handler of errors on the way is meant."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.text)
        self.question = question


class ToldConsole(Console):
    """Keeps what is told; nobody answers.

    Attributes:
        said: What was told so far.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, text: str) -> None:
        """Keep a line, or several."""
        self.said.append(text)

    aside = give = fail = say

    def ask(self, question: str) -> str:  # noqa: ARG002 - it is not heard
        """Nobody answers."""
        return ""

    @property
    def is_watched(self) -> bool:
        """Nobody sees progress as it goes on."""
        return False


class _FormConsole(ToldConsole):
    """Answers with what is known, and leaves the work where nothing is."""

    def __init__(self, answers: Sequence[str]) -> None:
        super().__init__()
        self._answers = tuple(answers)
        self._asked = 0
        self._told_before = 0

    def ask(self, question: str) -> str:
        return self._answer(question, is_yes_or_no=False)

    def agrees(self, question: str) -> bool:
        return self._answer(question, is_yes_or_no=True) == "yes"

    def _answer(self, question: str, *, is_yes_or_no: bool) -> str:
        if self._asked == len(self._answers):
            raise _UnansweredError(
                Question(question, tuple(self.said[self._told_before :]), self._answers, is_yes_or_no)
            )
        self._asked += 1
        self._told_before = len(self.said)
        return self._answers[self._asked - 1]

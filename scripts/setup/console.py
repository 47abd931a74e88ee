"""Where a command speaks: lines for a person, questions, and what belongs beside a program's output."""

from __future__ import annotations

import errno
import os
import sys
from typing import NoReturn, TextIO

from macros.findings import Finding, Severity

#: Han characters and their signs are as wide as two others.
_WIDE = 0x1100


class Console:
    """The person at the command line, to whom whatever works for a command reports (终端).

    Args:
        quiet: Whether lines go aside, to standard error, since standard output is for a program.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._progress_width = 0

    def say(self, text: str) -> None:
        """Tell one line, or several."""
        self._clear()
        write_line(sys.stderr if self._quiet else sys.stdout, text)

    def aside(self, text: str) -> None:
        """Tell what is of use now and no part of the outcome, such as progress."""
        self._clear()
        write_line(sys.stderr, text)

    def give(self, text: str) -> None:
        """Hand over what a program reads."""
        write_line(sys.stdout, text)

    def fail(self, text: str) -> None:
        """Tell what is wrong and what to do."""
        self._clear()
        write_line(sys.stderr, text)

    def tell(self, finding: Finding) -> None:
        """Tell what was found and what to do; one that stops nothing begins so."""
        self.say(f"提示：{finding}" if finding.kind.severity is Severity.SUGGESTS else str(finding))

    def way_to(self, verb: str) -> str:
        """How a person does what a verb does, in words that go on with what it is done for."""
        return f"运行 python3 scripts/site.py {verb} "

    def ask(self, question: str) -> str:
        """Ask, and give what is answered; empty where nobody answers."""
        self.say(question)
        return sys.stdin.readline().strip()

    def agrees(self, question: str) -> bool:
        """Ask, and tell whether the answer is `yes`."""
        return self.ask(question) == "yes"

    @property
    def is_watched(self) -> bool:
        """Whether a person sees progress as it goes on."""
        return sys.stderr.isatty()

    def show_progress(self, line: str) -> None:
        """Put a line in the place of the last one where a person watches; an empty one takes it away."""
        if self.is_watched:
            # Blanks and no escape sequence, which older consoles of Windows write out.
            sys.stderr.write(f"\r{' ' * self._progress_width}\r{line}")
            sys.stderr.flush()
            self._progress_width = sum(1 + (ord(sign) >= _WIDE) for sign in line)

    def _clear(self) -> None:
        """A line that is told stands in no line of progress."""
        if self._progress_width:
            self.show_progress("")


def write_line(stream: TextIO, text: str) -> None:
    """Write a line to a stream, whatever it can show, and whether or not anybody still reads it."""
    # A file name may hold bytes that are no text.
    text = text.encode("utf-8", "replace").decode("utf-8")
    try:
        _write(stream, text + "\n")
    except OSError as error:
        # Whoever read has left, as `head` does; Windows has a word of its own for it. The work is done all the same.
        if error.errno not in {errno.EPIPE, errno.EINVAL}:
            raise
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - it is no path
            os.dup2(nowhere.fileno(), stream.fileno())


def _write(stream: TextIO, text: str) -> None:
    try:
        text.encode(stream.encoding or "utf-8")
        stream.write(text)
    except UnicodeEncodeError:
        # A console that knows no Chinese gets UTF-8, as most of them can show it all the same.
        stream.flush()
        stream.buffer.write(text.encode("utf-8"))
    stream.flush()


def say(text: str) -> None:
    """Print one line."""
    Console().say(text)


def stop(text: str) -> NoReturn:
    """End the command with one line on what is wrong and what to do."""
    Console().fail(text)
    sys.exit(1)

"""The desk that is open already, found again by whoever opens the same folder a second time.

Where it listens and what opens it is kept in the project for this user's eyes
alone. Whatever listens there now must prove that it knows the same token
before the token is shown to it: the port may be another program's by then, or
the folder may be shared with a machine on which the desk is open.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from scripts.build.preview.serving import HOST
from scripts.setup.console import Console
from scripts.setup.locking import LockError, hold
from scripts.setup.project import Project

#: Where a desk proves that it is the one that is looked for.
PROOF = "/desk/proof"
_QUESTION = re.compile(r"[A-Za-z0-9_-]{20,100}")
#: Longer than any desk that is not stuck takes.
_PATIENCE_SECONDS = 5
#: Nothing on the way to this machine itself.
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Running:
    """A desk that is open (开着的工作台).

    Attributes:
        port: Where it listens.
        token: What opens it.
    """

    port: int
    token: str

    @property
    def address(self) -> str:
        """What is opened in the browser."""
        return f"http://{HOST}:{self.port}/desk/?token={self.token}"


@contextmanager
def opening_alone(project: Project, console: Console) -> Iterator[None]:
    """Hold back whoever opens the same folder at the same moment, until it is known whether and where it is open.

    Where there can be no lock nobody is held back: two desks of one folder are better than none.
    """
    file = project.work / "desk" / "opening.lock"
    with ExitStack() as held:
        with suppress(OSError, LockError):
            file.parent.mkdir(parents=True, exist_ok=True)
            held.enter_context(hold(file, "另一个窗口正在打开这个文件夹的工作台", wait=console, until="打开"))
        yield


def remember(project: Project, running: Running) -> None:
    """Keep where the desk of a project is open; without a place to keep it the desk is open all the same."""
    file = _file(project)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as kept:
            json.dump(vars(running), kept)


def forget(project: Project, running: Running) -> None:
    """Keep it no longer, unless another desk is kept by now."""
    with suppress(OSError):
        if _read(project) == running:
            _file(project).unlink(missing_ok=True)


def find_running(project: Project) -> Running | None:
    """The desk of this folder that is open on this machine; None where there is none."""
    running = _read(project)
    if running is None:
        return None
    question = secrets.token_urlsafe(32)
    address = f"http://{HOST}:{running.port}{PROOF}?of={question}"
    try:
        with _DIRECTLY.open(address, timeout=_PATIENCE_SECONDS) as answer:
            given = answer.read(200).decode("ascii", "replace")
    except (OSError, ValueError):
        return None
    proof = prove(project, running.token, question)
    return running if hmac.compare_digest(given.encode(), proof.encode()) else None


def prove(project: Project, token: str, question: str) -> str:
    """What only the desk of this folder that knows the token can answer to a question; empty to what is none."""
    if not _QUESTION.fullmatch(question):
        return ""
    # A folder that was copied while its desk was open holds the same token.
    told = f"{question}\n{project.folder.resolve()}".encode("utf-8", "surrogateescape")
    return hmac.new(token.encode(), told, hashlib.sha256).hexdigest()


def _file(project: Project) -> Path:
    return project.work / "desk" / "open.json"


def _read(project: Project) -> Running | None:
    try:
        told = json.loads(_file(project).read_text(encoding="utf-8"))
        return Running(int(told["port"]), str(told["token"]))
    except (OSError, ValueError, TypeError, LookupError):
        return None

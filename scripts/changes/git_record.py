"""Where the project's folder is a Git work tree, each change set that is written becomes a commit of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

from macros.errors import cause_of
from scripts.changes.change_set import ChangeSet, shown_path
from scripts.setup.console import Console

#: A hook of the office's own may look through the pages first.
_PATIENCE_SECONDS = 60.0
#: So far back a file is followed.
_MOST_VERSIONS = 200
#: Who commits where nobody has told Git a name.
_NOBODY = ("-c", "user.name=廉政年鉴", "-c", "user.email=yearbook@localhost")


class _GitError(Exception):
    """Git is missing, refuses, or does not come to an end; the text says what it says."""


def commit_changes(folder: Path, changes: ChangeSet, console: Console) -> None:
    """Commit the pages of a change set that was written, and nothing that lies beside them; its task is the message.

    The pages stand written whatever Git says; what it refuses is told.

    Args:
        folder: The project's folder; without a `.git` in it nothing is done.
        changes: What was written.
        console: Where it is told that there is no commit.
    """
    if not (folder / ".git").exists():
        return
    try:
        changed = _changed(folder, {shown_path(path) for path in changes.after})
        if changed:
            _git(folder, "add", "--all", "--", *changed)
            _git(folder, *_committer(folder), "commit", "--quiet", "--message", changes.task, "--only", "--", *changed)
    except _GitError as error:
        console.say(f"页面已经写入，只是没有记进 Git：{error}。改法：不用 Git 的不必管；要用的，自己提交一次。")


def read_versions(folder: Path, path: str) -> Iterator[bytes]:
    """Yield what a file held in each commit that changed it, the newest first; nothing where Git knows none.

    Args:
        folder: The project's folder.
        path: The file's path in it.
    """
    if not (folder / ".git").exists():
        return
    with contextlib.suppress(_GitError):
        for commit in _git(folder, "log", f"--max-count={_MOST_VERSIONS}", "--format=%H", "--", path).split():
            with contextlib.suppress(_GitError):
                yield _git(folder, "show", f"{commit}:{path}").encode()


def _changed(folder: Path, paths: Collection[str]) -> list[str]:
    """Those of some files that Git sees changed; what it ignores or never knew it does not see."""
    listed = _git(folder, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *sorted(paths))
    return [entry[3:] for entry in listed.split("\0") if entry]


def _committer(folder: Path) -> tuple[str, ...]:
    try:
        _git(folder, "var", "GIT_COMMITTER_IDENT")
    except _GitError:
        return _NOBODY
    return ()


def _git(folder: Path, *arguments: str) -> str:
    """What Git answers.

    Raises:
        _GitError: It does not.
    """
    # Whoever started us from a hook of another repository has set where Git is to look.
    variables = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-C", str(folder), "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(
            command,
            # The folder's own work tree is meant, and none around it.
            env=variables | {"GIT_TERMINAL_PROMPT": "0", "GIT_CEILING_DIRECTORIES": str(folder.parent.resolve())},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _GitError(f"等了 {_PATIENCE_SECONDS:.0f} 秒没有做完") from error
    except OSError as error:
        raise _GitError(f"git 启动不了，{cause_of(error)}") from error
    if done.returncode:
        raise _GitError(" ".join((done.stderr or done.stdout).split())[:200] or f"退出码 {done.returncode}")
    return done.stdout

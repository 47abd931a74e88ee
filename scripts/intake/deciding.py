"""Tracked changes on the command line: a paper that has any is not brought in before somebody has decided of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.intake.guard import Reader
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.revisions import Revisions, Verdict
from scripts.setup.console import Console

_MOST_SHOWN = 12
_ANSWERS = {"1": Verdict.ACCEPT, "2": Verdict.REJECT}


class UndecidedError(IntakeError):
    """A paper has tracked changes, and nobody has said what becomes of them."""

    meaning = "来稿里有修订，没有定是接受还是不接受；没有写入"
    remedy = "命令行加 --changes accept 或 --changes reject；要逐处定的，在工作台的“收件”里定"


def decide(
    manuscript: Manuscript, source: Path, reader: Reader, said: str | None, console: Console | None
) -> Manuscript:
    """Take the tracked changes of a paper as they were decided of.

    Args:
        manuscript: The paper, with all of them accepted.
        source: Its file.
        reader: Reads it anew.
        said: What was said of all of them, a value of `Verdict`; None where nothing was.
        console: Where to ask then; None where nobody is to be asked.

    Raises:
        UndecidedError: Nobody says what becomes of them.
    """
    revisions = manuscript.revisions
    if revisions is None:
        return manuscript
    verdict = Verdict(said) if said else _ask(revisions, console)
    if verdict is None:
        raise UndecidedError(
            f"{source.name} 里有修订（{revisions.counted}），没有定怎么办。"
            "改法：全部接受的加 --changes accept，全部不接受的加 --changes reject；要逐处定的，在工作台的“收件”里定。"
        )
    rejected = revisions.all_of(verdict)
    return reader.read(source, rejected) if rejected else manuscript


def _ask(revisions: Revisions, console: Console | None) -> Verdict | None:
    if console is None:
        return None
    told = "\n".join(_list(revisions))
    return _ANSWERS.get(console.ask(f"{told}\n输入 1 全部接受，2 全部不接受，直接回车停止："))


def _list(revisions: Revisions) -> Iterator[str]:
    """Yield the changes, each with both readings of its sentence."""
    yield f"来稿里有修订（{revisions.counted}）："
    for number, one in enumerate(revisions.changes[:_MOST_SHOWN], 1):
        before, after = str(one.before) or "（没有这些字）", str(one.after) or "（删去）"
        yield f"  {number}. {one.kind}\n     原来：{before}\n     改后：{after}"
    if len(revisions.changes) > _MOST_SHOWN:
        yield f"  另有 {len(revisions.changes) - _MOST_SHOWN} 处"

"""One run after another: damage something, read it, count what became of it, keep what threw."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from macros.errors import SiteError
from scripts.bench.fuzzing.forms import Forms
from scripts.bench.fuzzing.pages import Packs, Pages, SiteSettings
from scripts.bench.fuzzing.papers import Papers
from scripts.bench.fuzzing.sheets import Sheets
from scripts.bench.fuzzing.target import FuzzTarget, Inputs, ThrownError
from scripts.setup.console import Console
from scripts.setup.project import Project

#: What can be damaged, by name, each made from a project.
TARGETS: Mapping[str, Callable[[Project], FuzzTarget]] = {
    "pages": lambda project: Pages(project.docs),
    "settings": lambda project: SiteSettings(project.folder),
    "sheets": lambda project: Sheets(project.docs),
    "papers": lambda project: Papers(project.docs),
    "packs": lambda project: Packs(project.docs),
    "forms": lambda project: Forms(project.docs),
}

_MOST_REASONS, _LONGEST_REASON = 12, 40
_REMEDY = re.compile(r"[。\n]|改法")
#: What differs from case to case: names of files, numbers, what stands in quotation marks.
_CASE = re.compile(r"“[^”]*”?|[!-~]+")


@dataclass(frozen=True)
class FuzzOrder:
    """What is wanted (试验的要求).

    Attributes:
        runs: How many times something is damaged.
        seed: The same seed gives the same damage.
        first: The number of the first run, 0 at the least.
        seconds: No run begins later than this.
        targets: Names of what is damaged, in turn.
    """

    runs: int
    seed: int
    first: int
    seconds: int
    targets: tuple[str, ...]


@dataclass
class FuzzTally:
    """What became of the damage of one kind of thing."""

    title: str
    refused: int = 0
    passed: int = 0
    thrown: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    left_out: tuple[str, ...] = ()

    @property
    def runs(self) -> int:
        """All of them."""
        return self.refused + self.passed + len(self.thrown)

    def line(self) -> str:
        """The figures, in Chinese."""
        return f"{self.title}：{self.runs} 次，拒绝 {self.refused}，通过 {self.passed}，抛出 {len(self.thrown)}"

    def details(self) -> Iterator[str]:
        """Yield what was refused by its reason, the most frequent first, and what could not be tried."""
        for reason, count in self.reasons.most_common(_MOST_REASONS):
            yield f"  拒绝 {count}：{reason}"
        rest = self.reasons.most_common()[_MOST_REASONS:]
        if rest:
            yield f"  拒绝 {sum(count for _, count in rest)}：另外 {len(rest)} 种原因"
        yield from (f"  {told}" for told in self.left_out)


def fuzz(order: FuzzOrder, project: Project, console: Console) -> list[FuzzTally]:
    """Damage and read, within a time.

    Args:
        order: How often, and what.
        project: Whose pages and settings are damaged, on copies.
        console: Where each reader that threw is told.

    Returns:
        What became of it, a tally for each kind of thing.
    """
    end = time.monotonic() + order.seconds
    with ExitStack() as stack:
        targets = [stack.enter_context(closing(TARGETS[name](project))) for name in order.targets]
        tallies = [FuzzTally(target.title, left_out=getattr(target, "left_out", ())) for target in targets]
        for number in range(order.first, order.first + order.runs):
            if time.monotonic() > end:
                break
            place = number % len(targets)
            _run(targets[place], number, order, tallies[place], project, console)
    return tallies


def _run(
    target: FuzzTarget, number: int, order: FuzzOrder, tally: FuzzTally, project: Project, console: Console
) -> None:
    inputs = target.damage(Random(f"{order.seed}-{number}"))  # noqa: S311 - any damage will do, as long as it is the same
    with tempfile.TemporaryDirectory() as folder:
        try:
            target.read(inputs, Path(folder))
            tally.passed += 1
        except SiteError as error:
            tally.refused += 1
            tally.reasons[_reason(error)] += 1
        except Exception as error:
            kept = project.work / "fuzz" / f"{order.seed}-{number}-{target.name}"
            kind, told = _describe(error)
            _keep(inputs, told, kept)
            tally.thrown.append(kind)
            console.say(f"抛出 {kind}：--seed {order.seed} --first {number}，{target.title}，存在 {kept}")


def _reason(error: SiteError) -> str:
    """Why something is refused, without the names and figures of the one case: what is first found wrong."""
    found = next(iter(getattr(error, "errors", ()) or getattr(error, "faults", ())), None)
    if found is not None:
        return str(found.kind.title)
    words = _CASE.sub("…", _REMEDY.split(str(error), maxsplit=1)[0])
    return words.strip("…，：。")[:_LONGEST_REASON] or type(error).__name__


def _describe(error: Exception) -> tuple[str, str]:
    """The kind of an error with the place that threw, and its traceback."""
    told = str(error) if isinstance(error, ThrownError) else "".join(traceback.format_exception(error))
    kind = told.strip().splitlines()[-1].partition(":")[0]
    places = [line.strip() for line in told.splitlines() if line.strip().startswith("File ")]
    place = places[-1].removeprefix("File ") if places else ""
    return f"{kind}（{place}）" if place else kind, told


def _keep(inputs: Inputs, told: str, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, content in _files(inputs, told):
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _files(inputs: Inputs, told: str) -> Iterator[tuple[str, bytes]]:
    gone = [name for name, content in inputs.items() if content is None]
    yield "fault.txt", "\n".join([told, *(f"删去：{name}" for name in gone)]).encode()
    yield from ((name, content) for name, content in inputs.items() if content is not None)

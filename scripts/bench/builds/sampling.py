"""Tells which part of the program a build's computing goes to, by looking at it again and again.

Run as `python -m scripts.bench.builds.sampling FILE MODULE ARGUMENTS…`, it runs
the module as `python -m MODULE` does, and adds what it saw to the file.
"""

from __future__ import annotations

import json
import runpy
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

_EVERY_SECONDS = 0.002
#: Parts of the program by the folder or file that the innermost of our own frames is in; the longest that fits.
_PARTS = {
    "macros/": "rendering",
    "macros/corpus/": "computing",
    "macros/citations/": "computing",
    "macros/compare/": "computing",
    "macros/domain/": "computing",
    "macros/proofing/": "checking",
    "scripts/build/after_build/": "checking",
    "scripts/build/content_checks.py": "checking",
    "scripts/build/citation_links.py": "checking",
    "scripts/build/search_data/": "rendering",
}
#: Neither ours nor called by ours: the generator, Python-Markdown, the theme.
ELSEWHERE = "generator"
KINDS = ("computing", "rendering", "checking", ELSEWHERE)


def find_part(frame: FrameType | None, root: str) -> str:
    """The part of the program that a frame works for."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(root):
            inside = file[len(root) :].replace("\\", "/")
            fitting = [start for start in _PARTS if inside.startswith(start)]
            if fitting:
                return _PARTS[max(fitting, key=len)]
        frame = frame.f_back
    return ELSEWHERE


def run_sampled(module: str, arguments: list[str], file: Path) -> None:
    """Run a module as a program and add its samples to a file, whatever it ends with."""
    root, seen = f"{Path.cwd()}/", Counter[str]()

    def look(_: int, frame: FrameType | None) -> None:
        seen[find_part(frame, root)] += 1

    signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, _EVERY_SECONDS, _EVERY_SECONDS)
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        with file.open("a", encoding="ascii") as samples:
            samples.write(json.dumps(seen) + "\n")


def read_shares(file: Path) -> dict[str, float]:
    """Each part's share of all samples, 0 to 1."""
    total = Counter[str]()
    for line in _lines(file):
        total.update(json.loads(line))
    return {kind: total[kind] / (total.total() or 1) for kind in KINDS}


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="ascii") as samples:
        yield from samples


if __name__ == "__main__":
    run_sampled(sys.argv[2], sys.argv[3:], Path(sys.argv[1]))

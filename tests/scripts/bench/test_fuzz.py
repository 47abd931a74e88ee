"""Damage of every kind is refused or read and never throws; what throws is kept with all that is needed to see it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.errors import SiteError
from scripts.bench.commands.fuzz import KINDS
from scripts.bench.fuzzing import papers as fuzz_papers
from scripts.bench.fuzzing import run as fuzz_run
from scripts.bench.fuzzing.mutations import mutate_archive, mutate_bytes, mutate_text, pack
from scripts.bench.fuzzing.papers import Papers
from scripts.bench.fuzzing.run import TARGETS, FuzzOrder, fuzz
from scripts.bench.fuzzing.target import Inputs, ThrownError
from scripts.bench.verbs import BENCH
from scripts.setup.console import Console
from scripts.setup.project import ROOT, Project
from tests.helpers.commands import run
from tests.helpers.waiting import PATIENCE_SECONDS


@pytest.mark.slow
def test_nothing_that_an_office_hands_in_makes_a_reader_throw() -> None:
    told = run(ROOT, "fuzz", "--runs", "60", "--seed", "2024", "--seconds", "600", program=BENCH)
    assert told.returncode == 0, told.stdout
    lines = told.stdout.splitlines()
    heads = [line.partition("：")[0] for line in lines[:-1] if not line.startswith("  ")]
    assert heads == ["页面", "设置", "台账表格", "来稿", "法规资料包", "上级的表"]
    (total,) = re.fullmatch(r"共 (\d+) 次，拒绝 \d+，通过 \d+，抛出 0。", lines[-1]).groups()  # type: ignore[union-attr]
    assert int(total) == 60


def test_what_is_refused_is_told_by_its_reason() -> None:
    tally = fuzz_run.FuzzTally("试验")
    for error in (
        SiteError("甲.txt 读不出来，第 3 行。改法：乙"),
        SiteError("甲.docx 读不出来，第 45 行。"),
        SiteError("丁"),
    ):
        tally.reasons[fuzz_run._reason(error)] += 1
    assert list(tally.details()) == ["  拒绝 2：甲… 读不出来，第 … 行", "  拒绝 1：丁"]


@pytest.fixture(scope="module")
def papers() -> Iterator[Papers]:
    """The papers of the shipped site, whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fuzz_papers, "_SECONDS", PATIENCE_SECONDS)
        with closing(Papers(ROOT / "docs")) as made:
            yield made


@pytest.mark.slow
def test_own_word_files_are_known_again(papers: Papers, tmp_path: Path) -> None:
    own = {name: content for name, content in papers._files.items() if name.endswith("-own.docx")}
    assert own
    for name, content in own.items():
        (tmp_path / name).write_bytes(content)
        assert papers._reader.read(tmp_path / name).carriage


def test_every_kind_can_be_asked_for() -> None:
    assert tuple(TARGETS) == KINDS


@pytest.mark.slow
def test_papers_that_are_whole_are_read_to_their_end(papers: Papers, tmp_path: Path) -> None:
    """Else nothing beyond the first refusal would ever be tried."""
    for number, (name, content) in enumerate(sorted(papers._files.items())):
        if not name.endswith(".zip"):
            (folder := tmp_path / str(number)).mkdir()
            papers.read({name: content}, folder)


class _Made:
    """Throws, refuses and passes in turn."""

    name, title = "made", "试验"

    def damage(self, chance: Random) -> Inputs:
        return {"a/b.md": chance.randbytes(4), "gone.md": None}

    def read(self, _inputs: Inputs, _folder: Path) -> None:
        raise next(self.ways)

    def __init__(self) -> None:
        self.ways = iter([ZeroDivisionError("甲"), SiteError("乙"), ThrownError('File "x.py", line 3\nKeyError: 1')])

    def close(self) -> None: ...


def test_what_throws_is_told_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _Made()
    monkeypatch.setattr(fuzz_run, "TARGETS", {"made": lambda _: made})
    (tally,) = fuzz(FuzzOrder(3, 7, 40, 600, ("made",)), Project(tmp_path), Console(quiet=True))
    assert (tally.runs, tally.refused, tally.passed) == (3, 1, 0)
    assert [kind.partition("（")[0] for kind in tally.thrown] == ["ZeroDivisionError", "KeyError"]
    assert sorted(path.name for path in (tmp_path / ".build/fuzz").iterdir()) == ["7-40-made", "7-42-made"]
    kept = tmp_path / ".build/fuzz/7-40-made"
    assert (kept / "a/b.md").read_bytes() == Random("7-40").randbytes(4)
    told = (kept / "fault.txt").read_text(encoding="utf-8")
    assert "ZeroDivisionError: 甲" in told
    assert "删去：gone.md" in told


def test_no_run_begins_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_run, "TARGETS", {"made": lambda _: _Made()})
    (tally,) = fuzz(FuzzOrder(100, 1, 0, -1, ("made",)), Project(tmp_path), Console(quiet=True))
    assert tally.runs == 0


@pytest.mark.slow
@given(st.text(), st.binary(), st.integers())
def test_the_same_chance_gives_the_same_damage(text: str, content: bytes, seed: int) -> None:
    def damage() -> tuple[object, ...]:
        chance = Random(seed)
        whole = pack([("a.xml", content), ("b.xml", text.encode("utf-8", "replace"))])
        return mutate_text(text, chance), mutate_bytes(content, chance), mutate_archive(whole, chance)

    assert damage() == damage()

"""Damaged papers in every form that is read, through the bounded reader."""

from __future__ import annotations

import hashlib
import html
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from random import Random

from macros.corpus import load_yearbook, today
from macros.domain.reports import Audience, Report
from macros.errors import SiteError
from scripts.bench.fuzzing.mutations import mutate_archive, mutate_bytes, mutate_text, pack
from scripts.bench.fuzzing.target import Inputs, ThrownError
from scripts.bench.fuzzing.word_files import NO_OFFICE, write_marked, write_old, write_own
from scripts.intake.deadline import deadline
from scripts.intake.detect import read_file
from scripts.intake.facts import ImportOrder
from scripts.intake.guard import Reader
from scripts.intake.holdings import Holdings
from scripts.intake.manuscript import IntakeError, Manuscript
from scripts.intake.own_import import import_own
from scripts.intake.report_import import import_report
from scripts.intake.revisions import Verdict
from scripts.paper.blocks import Headline, Paper, Para, TextRun
from scripts.paper.faces import load_faces
from scripts.paper.pdf import Press
from scripts.paper.word.document import Tools, write_docx

#: So many papers are damaged in each form; more of them have no other shapes.
_MOST = 3
_SECONDS = 20
#: Begins the answer of the process that reads, where it threw.
_THREW = "threw: "


class Papers:
    """The reports of a site as Word, PDF, web page, text and zip files."""

    name, title = "papers", "来稿"

    def __init__(self, docs: Path) -> None:
        yearbook = load_yearbook(docs)
        self._desk = Holdings.of(yearbook, docs)
        self._files = dict(_forms(docs, list(yearbook.reports.values())[:_MOST]))
        # One of them is enough: LibreOffice takes seconds for each that is read.
        old = write_old(self._files["0.docx"]) if "0.docx" in self._files else None
        self._files |= {"0.doc": old} if old else {}
        self.left_out = () if old else (NO_OFFICE,)
        self._reader = _TellingReader(time_limit=_SECONDS)

    def damage(self, chance: Random) -> Inputs:
        """A file damaged as its form can be."""
        name = chance.choice(sorted(self._files))
        return {name: _DAMAGES[Path(name).suffix](self._files[name], chance)}

    def read(self, inputs: Inputs, folder: Path) -> None:
        """Read it, and make its page."""
        ((name, content),) = inputs.items()
        file = folder / name
        file.write_bytes(content or b"")
        manuscript = self._read(file)
        if manuscript.revisions:
            manuscript = self._read(file, manuscript.revisions.all_of(Verdict.REJECT))
        digest = hashlib.sha256(content or b"").hexdigest()
        # All that a clerk can be asked for is said, so that nothing is refused but for its damage.
        order = ImportOrder(name, digest, year=2023, unit="某乡党委", audience=Audience.LEADERS)
        with deadline(_SECONDS):
            bring_in = import_own if manuscript.carriage else import_report
            bring_in(manuscript, order, self._desk)

    def _read(self, file: Path, rejected: frozenset[int] = frozenset()) -> Manuscript:
        try:
            return self._reader.read(file, rejected)
        except IntakeError as error:
            if str(error).startswith(_THREW):
                raise ThrownError(str(error).removeprefix(_THREW)) from error
            raise

    def close(self) -> None:
        """End the process that reads."""
        self._reader.close()


def read_telling(path: Path, rejected: frozenset[int] = frozenset()) -> Manuscript:
    """Read a file; what would come out as a file that cannot be read says where it threw."""
    try:
        return read_file(path, rejected)
    except (IntakeError, MemoryError):
        raise
    except Exception as error:
        raise IntakeError(_THREW + "".join(traceback.format_exception(error))) from error


class _TellingReader(Reader):
    _work = staticmethod(read_telling)


def _forms(docs: Path, reports: list[Report]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of some reports, by name."""
    for number, report in enumerate(reports):
        text, page = _text(report), _hypertext(report)
        word = write_docx(_paper(report), Tools(docs, lambda _: "", today(), lambda _: None))
        yield f"{number}.txt", text.encode()
        yield f"{number}-gbk.txt", text.encode("gb18030")
        yield f"{number}.md", (docs / report.path).read_bytes()
        yield f"{number}.html", page.encode()
        yield f"{number}.docx", word
        yield f"{number}-marked.docx", write_marked(word)
        yield f"{number}-own.docx", write_own(report, docs)
        yield f"{number}.zip", pack([("a.docx", word), ("a.txt", text.encode())])
        # Where no Chinese face is installed, there are no such files.
        with suppress(SiteError):
            yield f"{number}.pdf", Press(docs, load_faces(docs), today()).set(_paper(report), lambda _: "").content


def _text(report: Report) -> str:
    return "\n".join(line for level, line in _lines(report) if line)


def _hypertext(report: Report) -> str:
    rows = "".join(
        f"<h{level}>{html.escape(line)}</h{level}>" if level else f"<p>{html.escape(line)}</p>"
        for level, line in _lines(report)
    )
    table = "<table><tr><th>项目<th>2022年<th>2023年<tr><td>廉政谈话<td>36<td>42</table>"
    return f"<!doctype html><meta charset=utf-8><title>总结</title><nav>首页</nav><article>{rows}{table}</article>"


def _paper(report: Report) -> Paper:
    rows = ((level, (TextRun(line),)) for level, line in _lines(report) if line)
    blocks = tuple(Headline(level, runs) if level else Para(runs) for level, runs in rows)
    return Paper(report.title, report.unit, report.path.replace(".md", ".html"), blocks)


def _lines(report: Report) -> Iterator[tuple[int, str]]:
    """Yield the lines of a report with the level of its headings; 0 for text."""
    yield 1, report.title
    yield from ((0, line) for line in (report.opening.text if report.opening else "").split("\n"))
    for part in report.parts:
        yield 2, part.title
        for item in part.passages:
            yield from [(3, item.title)] if item.title != part.title else []
            yield from ((0, line) for line in item.text.split("\n"))


def _damage_text(content: bytes, chance: Random) -> bytes:
    if chance.random() < 1 / 3:
        return mutate_bytes(content, chance)
    return mutate_text(content.decode("utf-8", "replace"), chance).encode("utf-8", "surrogatepass")


_DAMAGES: dict[str, Callable[[bytes, Random], bytes]] = {
    ".txt": _damage_text,
    ".md": _damage_text,
    ".html": _damage_text,
    ".pdf": mutate_bytes,
    ".docx": mutate_archive,
    ".doc": mutate_bytes,
    ".zip": mutate_archive,
}

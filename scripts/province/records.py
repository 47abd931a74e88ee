"""Records of papers from their pages, each kept by the digest of its page: a paper is taken apart once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from macros.compare.sharing.records import PaperRecord, read_record
from macros.corpus import parse_report
from scripts.build.kept import read_kept, write_kept


class PaperFile(NamedTuple):
    """A paper's page (材料的页面): where its site has its pages, its key there, and what the site is called.

    A county's site is called by the county, so that units of two counties keep apart.
    """

    docs: str
    key: str
    county: str = ""


@dataclass(frozen=True)
class RecordReader:
    """Reads papers (读材料), in whatever process and on whatever machine sees the same folders.

    Args:
        kept: Where records are kept; empty where none are.
    """

    kept: str = ""

    def __call__(self, papers: Iterable[PaperFile]) -> Iterator[PaperRecord]:
        """Yield the records of some papers.

        Raises:
            ContentErrors: A page is at fault.
            OSError: A page cannot be read.
        """
        for paper in papers:
            record = self._read(paper)
            yield record.below(paper.county) if paper.county else record

    def _read(self, paper: PaperFile) -> PaperRecord:
        path = f"reports/{paper.key}.md"
        raw = Path(paper.docs, path).read_bytes()
        if not self.kept:
            return _make(raw, path)
        name = sha256(path.encode() + b"\0" + raw).hexdigest()
        file = Path(self.kept, name[:2], name[2:])
        record: PaperRecord | None = read_kept(file)
        if record is None:
            write_kept(file, record := _make(raw, path))
        return record


def _make(raw: bytes, path: str) -> PaperRecord:
    return read_record(parse_report(raw.decode("utf-8"), path))


def list_papers(docs: Path, county: str = "") -> list[PaperFile]:
    """The papers of a site, in order of key.

    Args:
        docs: The folder of its pages.
        county: The folder that it stands for among others.
    """
    top = docs / "reports"
    keys = (file.relative_to(top).as_posix().removesuffix(".md") for file in top.rglob("*.md"))
    return [PaperFile(str(docs), key, county) for key in sorted(keys) if not key.rpartition("/")[2].startswith("index")]

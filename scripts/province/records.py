"""Records of papers from their pages, each kept by the digest of its page: a paper is taken apart once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from macros.compare.sharing.records import PaperRecord, read_record
from macros.corpus import parse_report
from scripts.build.kept import read_kept, write_kept

#: The pages of fewer papers than this may stay a while, which takes less than to look through all that is there.
_MANY = 50


class PaperFile(NamedTuple):
    """A paper's page (材料的页面): where its site has its pages, its key there, and what the site is called.

    A county's site is called by the county, so that units of two counties keep apart.
    """

    docs: str
    key: str
    county: str = ""

    @property
    def place(self) -> str:
        """Its key among those of all counties."""
        return f"{self.county}/{self.key}" if self.county else self.key

    @property
    def path(self) -> str:
        """Its page, below its docs."""
        return f"reports/{self.key}.md"


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
        count = 0
        for paper in papers:
            record = self._read(paper)
            count += 1
            yield record.below(paper.county) if paper.county else record
        # What a page was parsed into holds itself, and counts as old once something was kept meanwhile.
        if count >= _MANY:
            gc.collect()

    def name(self, paper: PaperFile) -> str:
        """What the record of a paper is kept under: the digest of its page.

        Raises:
            OSError: The page cannot be read.
        """
        return _name(paper, Path(paper.docs, paper.path).read_bytes())

    def trim(self, names: Iterable[str]) -> None:
        """Take away the records of all other papers."""
        wanted = set(names)
        for file in Path(self.kept).glob("??/*"):
            if file.parent.name + file.name not in wanted:
                file.unlink(missing_ok=True)

    def _read(self, paper: PaperFile) -> PaperRecord:
        raw = Path(paper.docs, paper.path).read_bytes()
        if not self.kept:
            return _make(raw, paper.path)
        name = _name(paper, raw)
        file = Path(self.kept, name[:2], name[2:])
        record: PaperRecord | None = read_kept(file)
        if record is None:
            write_kept(file, record := _make(raw, paper.path))
        return record


def _name(paper: PaperFile, raw: bytes) -> str:
    return sha256(paper.path.encode() + b"\0" + raw).hexdigest()


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

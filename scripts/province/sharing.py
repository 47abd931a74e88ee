"""What the units of many counties share, kept for the next time: then only papers that were changed are looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from macros.compare.sharing.changing import change_basis
from macros.compare.sharing.pipeline import Basis, Shared, find_basis
from macros.compare.sharing.plan import Runner
from macros.compare.sharing.records import PaperRecord
from scripts.build.kept import read_kept, write_kept
from scripts.province.records import PaperFile, RecordReader

#: Where more papers than this share of them are others, all are looked at: that can be done by many.
_FEW = 1 / 20
_BASIS = "shared"


@dataclass(frozen=True)
class _Known:
    """What was found, and the digest of each paper's page then, by key."""

    digests: Mapping[str, str]
    basis: Basis


def share(papers: Sequence[PaperFile], folder: Path, run: Runner) -> Shared:
    """What units share; of papers that are as they were the last time it is known.

    Args:
        papers: All papers.
        folder: Where records, and what was found, are kept; what belongs to no paper any more is taken away.
        run: Runs the steps where many papers are to be looked at.

    Raises:
        ContentErrors: A page is at fault.
        OSError: A page cannot be read.
    """
    reader = RecordReader(str(folder))
    digests = {paper.place: reader.name(paper) for paper in papers}
    known = read_kept(folder / _BASIS)
    basis = _change(known, digests, papers, reader) if isinstance(known, _Known) else None
    if basis is None:
        basis = find_basis(papers, reader, run)
    if not isinstance(known, _Known) or known.digests != digests:
        write_kept(folder / _BASIS, _Known(digests, basis))
        reader.trim(digests.values())
    return basis.shared


def _change(
    known: _Known, digests: Mapping[str, str], papers: Sequence[PaperFile], reader: RecordReader
) -> Basis | None:
    """What is found from what is known; None where too much was changed for that."""
    gone = [key for key, digest in known.digests.items() if digests.get(key) != digest]
    new = [paper for paper in papers if known.digests.get(paper.place) != digests[paper.place]]
    if len(gone) + len(new) > _FEW * len(papers):
        return None
    if not gone and not new:
        return known.basis
    by_key = {paper.place: paper for paper in papers}

    def read(keys: Sequence[str]) -> Iterator[PaperRecord]:
        return reader(by_key[key] for key in keys)

    return change_basis(known.basis, gone, list(reader(new)), read)

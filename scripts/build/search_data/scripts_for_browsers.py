"""Search data as classic scripts: `fetch` and modules fail where a site is opened from a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import partial
from typing import NamedTuple

from macros.corpus import Corpus
from scripts.build.kept_results import KeptResults
from scripts.build.search_data.provisions import make_register
from scripts.build.search_data.records import RecordGroup, SearchRecord, group_records
from scripts.build.search_data.synonyms import find_synonyms

#: So many characters of text make a shard; the newest come first, so that answers stream in.
SHARD_CHARACTERS = 1_000_000
#: A year of so many has a shard of its own, so that of many counties the newest years come first, and a year by itself.
YEAR_CHARACTERS = 50_000
#: So much of what offices wrote comes to a browser unasked; of more first what its reader's choices ask for.
MOST_BYTES = 40_000_000
_FIELDS = tuple(field.name for field in fields(SearchRecord))


@dataclass(frozen=True)
class SearchScript:
    """A file that a browser loads: its name and its text."""

    name: str
    text: str


class _Row(NamedTuple):
    """A record as it stands in a shard, its characters of text, its year, and whether an office wrote it.

    The year is 0 where it has none.
    """

    text: str
    characters: int
    year: int
    is_own: bool


def make_scripts(corpus: Corpus, today: date, kept: KeptResults | None = None) -> Iterator[SearchScript]:
    """Yield the manifest and the shards.

    Args:
        corpus: The pages and what they say.
        today: The day as of which statuses are given.
        kept: Rows that were made before; None where all are to be made.
    """
    shards = list(_shards(_rows(corpus, today, kept or KeptResults(corpus.yearbook))))
    yield SearchScript("manifest.js", assign("ybSearchManifest", _manifest(corpus, shards, today)))
    for number, shard in enumerate(shards):
        yield SearchScript(_name(number), f"ybSearchShard({number},[{','.join(row.text for row in shard)}]);\n")


def _rows(corpus: Corpus, today: date, kept: KeptResults) -> Iterator[_Row]:
    for group in group_records(corpus, today, kept):
        make = partial(_rows_of, group)
        yield from map(_Row._make, kept.get(group.made_of, make) if group.made_of else make())


def _rows_of(group: RecordGroup) -> tuple[tuple[str, int, int, bool], ...]:
    return tuple(
        (_dump(_values(row)), len(row.text) + len(row.heading), row.year, bool(row.unit)) for row in group.make()
    )


def _manifest(corpus: Corpus, shards: list[list[_Row]], today: date) -> dict[str, object]:
    yearbook = corpus.yearbook
    return {
        "asOf": today.isoformat(),
        "fields": _FIELDS,
        "total": sum(map(len, shards)),
        "most": MOST_BYTES,
        "shards": [_describe(number, shard) for number, shard in enumerate(shards)],
        "works": {work.id: work.title for work in yearbook.regulations.values()},
        "topics": {concept.id: concept.names[0] for concept in yearbook.concepts.values()},
        "synonyms": list(find_synonyms(yearbook)),
        "register": make_register(yearbook, today),
    }


def _describe(number: int, shard: Sequence[_Row]) -> dict[str, object]:
    """A shard by its file, its first and last year, 0 where it has none, how a message names them, and its bytes."""
    years = sorted({row.year for row in shard if row.is_own}) or [0]
    named = f"{years[0]}—{years[-1]}" if years[0] else ""
    size = sum(len(row.text.encode("utf-8", "replace")) + 1 for row in shard)
    return {"file": _name(number), "years": named, "from": years[0], "to": years[-1], "bytes": size}


def _shards(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    shard: list[_Row] = []
    size = 0
    for row in rows:
        # What an office wrote stands apart from the register, which several sites may have alike.
        if shard and (
            size + row.characters > SHARD_CHARACTERS
            or shard[-1].is_own is not row.is_own
            or (size >= YEAR_CHARACTERS and row.is_own and shard[-1].year != row.year)
        ):
            yield shard
            shard, size = [], 0
        shard.append(row)
        size += row.characters
    if shard:
        yield shard


def _values(record: SearchRecord) -> list[object]:
    return [getattr(record, name) for name in _FIELDS]


def _name(number: int) -> str:
    return f"shard-{number:03}.js"


def assign(name: str, value: object) -> str:
    """A line of script that gives a name its value."""
    return f"window.{name}={_dump(value)};\n"


def _dump(value: object) -> str:
    # Line ends of Unicode end a string in old readers of JavaScript; `</` could end the script.
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("</", "<\\/")

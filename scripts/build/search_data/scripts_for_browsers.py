"""Search data as classic scripts: `fetch` and modules fail where a site is opened from a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date

from macros.corpus import Corpus
from scripts.build.search_data.provisions import make_register
from scripts.build.search_data.records import SearchRecord, make_records
from scripts.build.search_data.synonyms import find_synonyms

#: So many characters of text make a shard; the newest come first, so that answers stream in.
SHARD_CHARACTERS = 1_000_000
_FIELDS = tuple(field.name for field in fields(SearchRecord))


@dataclass(frozen=True)
class SearchScript:
    """A file that a browser loads: its name and its text."""

    name: str
    text: str


def make_scripts(corpus: Corpus, today: date) -> Iterator[SearchScript]:
    """Yield the manifest and the shards.

    Args:
        corpus: The pages and what they say.
        today: The day as of which statuses are given.
    """
    records = list(make_records(corpus, today))
    shards = list(_shards(records))
    yield SearchScript("manifest.js", assign("ybSearchManifest", _manifest(corpus, records, shards, today)))
    for number, shard in enumerate(shards):
        yield SearchScript(_name(number), f"ybSearchShard({number},{_dump([_row(record) for record in shard])});\n")


def _manifest(
    corpus: Corpus, records: list[SearchRecord], shards: list[list[SearchRecord]], today: date
) -> dict[str, object]:
    yearbook = corpus.yearbook
    return {
        "asOf": today.isoformat(),
        "fields": _FIELDS,
        "total": len(records),
        "shards": [{"file": _name(number), "years": _years(shard)} for number, shard in enumerate(shards)],
        "works": {work.id: work.title for work in yearbook.regulations.values()},
        "topics": {concept.id: concept.names[0] for concept in yearbook.concepts.values()},
        "synonyms": list(find_synonyms(yearbook)),
        "register": make_register(yearbook, today),
    }


def _years(shard: Iterable[SearchRecord]) -> str:
    """Which years a shard holds, as a message names it."""
    years = sorted({record.year for record in shard if record.year})
    return f"{years[0]}—{years[-1]}" if years else ""


def _shards(records: Iterable[SearchRecord]) -> Iterator[list[SearchRecord]]:
    shard: list[SearchRecord] = []
    size = 0
    for record in records:
        characters = len(record.text) + len(record.heading)
        if shard and size + characters > SHARD_CHARACTERS:
            yield shard
            shard, size = [], 0
        shard.append(record)
        size += characters
    if shard:
        yield shard


def _row(record: SearchRecord) -> list[object]:
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

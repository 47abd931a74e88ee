"""The records of a search for an engine on a server: lines of JSON for its bulk interface, and their mapping.

For what no browser can hold. Texts go folded as the site's own search folds them, and are indexed by two characters and
by one, so that a phrase is found exactly where it stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any

from scripts.build.search_data.record import SearchRecord
from scripts.province.folding import fold

_KEYWORD = {"type": "keyword"}
_STORED = {"type": "text", "index": False}
_BY_ONE = {"type": "text", "analyzer": "signs"}
#: What an index is made with, as `PUT /廉政年鉴` takes it. `strict`: what does not fit is refused, never guessed.
MAPPING: Mapping[str, Any] = {
    "settings": {
        "analysis": {
            "tokenizer": {
                "pairs": {"type": "ngram", "min_gram": 2, "max_gram": 2},
                "signs": {"type": "ngram", "min_gram": 1, "max_gram": 1},
            },
            "analyzer": {
                "pairs": {"type": "custom", "tokenizer": "pairs"},
                "signs": {"type": "custom", "tokenizer": "signs"},
            },
        }
    },
    "mappings": {
        "dynamic": "strict",
        "properties": {
            "id": _KEYWORD,
            "county": _KEYWORD,
            "kind": _KEYWORD,
            "year": {"type": "short"},
            "unit": _KEYWORD,
            "place": _STORED,
            "heading": _STORED,
            "text": _STORED,
            "address": {"type": "keyword", "index": False, "doc_values": False},
            "works": _KEYWORD,
            "topics": _KEYWORD,
            "statuses": _KEYWORD,
            "marks": _KEYWORD,
            "terms": _KEYWORD,
            "sample": {"type": "boolean"},
            "folded": {"type": "text", "analyzer": "pairs", "fields": {"signs": _BY_ONE}},
        },
    },
}


def make_document(record: SearchRecord, county: str = "", folder: str = "") -> dict[str, Any]:
    """A record as the engine keeps it.

    Args:
        record: What a search finds.
        county: Whose site it is of.
        folder: The folder of that site, from the top of them all.
    """
    document = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(record).items()}
    below = f"{folder}/" if folder else ""
    terms = [word for one in (*record.terms, record.unit, county) if (word := fold(one))]
    return document | {
        "id": below + record.id,
        "address": below + record.address,
        "county": county,
        "terms": terms,
        "folded": fold(f"{record.heading}\n{record.text}"),
    }


def write_lines(documents: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of the bulk interface: of each document what is to be done, then itself."""
    for document in documents:
        yield json.dumps({"index": {"_id": document["id"]}}, ensure_ascii=False)
        # A lone half of a sign is no UTF-8.
        yield json.dumps(document, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def make_query(phrase: str) -> dict[str, Any]:
    """The question for all that hold a phrase exactly: by two characters, where there are two.

    Args:
        phrase: As a reader types it.
    """
    words = fold(phrase)
    field = "folded" if len(words) > 1 else "folded.signs"
    return {"query": {"bool": {"should": [{"match_phrase": {field: words}}, {"term": {"terms": words}}]}}}


def find_misfits(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the fields of a document that the mapping would refuse."""
    properties: Mapping[str, Mapping[str, Any]] = MAPPING["mappings"]["properties"]
    yield from document.keys() - properties.keys()
    for name, value in document.items():
        values = value if isinstance(value, list) else [value]
        if name in properties and not all(_fits(one, properties[name]["type"]) for one in values):
            yield name


def _fits(value: object, kind: str) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "short":
        return isinstance(value, int) and not isinstance(value, bool) and -32768 <= value < 32768
    # Lucene takes no term of more bytes.
    return isinstance(value, str) and (kind == "text" or len(value.encode("utf-8", "replace")) <= 32766)

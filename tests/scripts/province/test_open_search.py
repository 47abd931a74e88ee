"""Records for a search on a server: each fits the mapping, and an index of pairs answers as a scan does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from macros.corpus import load_corpus
from scripts.bench.searches.word_list import WordKind, draw_words
from scripts.build.search_data.record import SearchRecord
from scripts.build.search_data.records import make_records
from scripts.province.folding import fold
from scripts.province.open_search import MAPPING, find_misfits, make_document, make_query, write_lines
from scripts.setup.needs import GROONGA
from scripts.setup.project import HERE

TABLES = """\
table_create Items TABLE_PAT_KEY ShortText
column_create Items folded COLUMN_SCALAR LongText
table_create Pairs TABLE_PAT_KEY ShortText --default_tokenizer TokenBigramSplitSymbolAlphaDigit
column_create Pairs of COLUMN_INDEX|WITH_POSITION Items folded
load --table Items
"""
RECORD = SearchRecord(
    id="2023#m1", kind="措施", year=2023, unit="东镇党委", place="2023年", heading="（一）加大问责",
    text="问责。公开\n“通报”", address="reports/2023.html#m1", statuses=("整改中",), terms=("年度总结", "ＡＢ 12"),
    sample=True,
)  # fmt: skip


@pytest.fixture(scope="module")
def records() -> list[SearchRecord]:
    return list(make_records(load_corpus(HERE.docs), date(2026, 11, 23)))


def test_every_record_fits_the_mapping_and_comes_back_as_it_went(records: list[SearchRecord]) -> None:
    documents = [make_document(record, "东县", "dong") for record in records]
    assert not [name for document in documents for name in find_misfits(document)]
    assert documents[0].keys() == MAPPING["mappings"]["properties"].keys()
    lines = [json.loads(line) for line in write_lines(documents)]
    assert lines[1::2] == documents
    assert [line["index"]["_id"] for line in lines[::2]] == [document["id"] for document in documents]


@pytest.mark.parametrize(
    ("change", "misfit"),
    [({"more": 1}, ["more"]), ({"year": "2023"}, ["year"]), ({"year": 40_000}, ["year"]), ({"sample": 1}, ["sample"]),
     ({"terms": ["a", 2]}, ["terms"]), ({"unit": "长" * 11_000}, ["unit"]), ({"folded": "长" * 11_000}, [])],
)  # fmt: skip
def test_what_the_mapping_would_refuse_is_named(change: dict[str, object], misfit: list[str]) -> None:
    assert list(find_misfits(make_document(RECORD) | change)) == misfit


def test_document_is_folded_and_stands_in_its_county() -> None:
    document = make_document(RECORD, "东县", "dong")
    assert (document["id"], document["address"]) == ("dong/2023#m1", "dong/reports/2023.html#m1")
    assert document["folded"] == "一加大问责\n问责\n公开\n通报"
    assert document["terms"] == ["年度总结", "ab12", "东镇党委", "东县"]
    assert document["text"] == RECORD.text


def test_phrase_is_asked_for_by_pairs_and_a_single_sign_by_itself() -> None:
    asked = [next(iter(make_query(one)["query"]["bool"]["should"][0]["match_phrase"])) for one in ("“问 责”", "问")]
    assert asked == ["folded", "folded.signs"]
    assert make_query("“问 责”")["query"]["bool"]["should"][1] == {"term": {"terms": "问责"}}


def ask_groonga(folder: Path, texts: dict[str, str], phrases: Sequence[str]) -> list[set[str]]:
    """What a real engine with an index of pairs of characters finds of each phrase."""
    rows = [{"_key": name, "folded": text} for name, text in texts.items()]
    quoted = (json.dumps(json.dumps(phrase, ensure_ascii=False), ensure_ascii=False) for phrase in phrases)
    more = "--limit -1 --output_columns _key --cache no"
    asked = "".join(f"select Items --match_columns folded --query {phrase} {more}\n" for phrase in quoted)
    given = f"{TABLES}{json.dumps(rows, ensure_ascii=False)}\n{asked}"
    done = subprocess.run(
        ["groonga", "-n", str(folder / "db")], input=given, capture_output=True, encoding="utf-8", check=True
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(answer[0][0] == 0 for answer in answers), answers
    return [{row[0] for row in answer[1][0][2:]} for answer in answers[-len(phrases) :]]


@pytest.mark.needs(GROONGA)
def test_index_of_pairs_answers_the_phrases_of_the_bench_as_a_scan_does(
    records: list[SearchRecord], tmp_path: Path
) -> None:
    texts = {record.id: make_document(record)["folded"] for record in records if record.unit}
    raw = [f"{record.heading}\n{record.text}" for record in records if record.unit]
    words = [word.text for word in draw_words(raw, ["民主生活会", "问责条例"], 300)]
    assert {word.kind for word in draw_words(raw, ["民主生活会"], 300)} == set(WordKind)
    scanned = [{name for name, text in texts.items() if fold(word) in text} for word in words]
    assert min(map(len, scanned)) > 0
    assert ask_groonga(tmp_path, texts, [fold(word) for word in words]) == scanned

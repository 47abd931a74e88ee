"""A folder that is read again is read as if for the first time, and only what has changed is read."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.corpus import Source, load_corpus, sources, store
from macros.corpus.parsing import ParsedPage, parse
from macros.corpus.sources import FileStamp
from tests.helpers.factories import CONCEPTS, EDITION_2018, LEDGER, PAGES, REGULATION, REPORT, write_pages
from tests.helpers.loading import put, tell, tell_from_nothing

_CARRIED = "全乡各支部每月逐项对照清单检查一次落实情况，每季度向党委报告一次进展和存在的困难。"
_LONG = REPORT.replace("问责不够有力。", _CARRIED)
_OTHER = REPORT.replace("2023", "2022")
_OTHER_LEDGER = LEDGER.replace("2023", "2022")
_PACK = """\
---
render_macros: true
pack:
  include:
    - {report: "2023"}
    - {chain: 2023#p1}
---

# 学习 { #pack-xuexi }

{{ study_pack() }}
"""
_COMPARISON = "---\nrender_macros: true\n---\n\n# 对照 { #duizhao }\n\n{{ compare_years(2022, 2023) }}\n"
_USAGES = """\
---
usages:
  - {wrong: 开头一段, right: 开头几句, note: 试, source: 试, verified: true}
---

# 规范用语 { #usages }
"""
_PHRASES = f"""\
---
set_phrases:
  - {{text: {_CARRIED[:-1]}}}
---

# 常用提法 {{ #phrases }}
"""
_ABOUT = "# 说明\n\n见[总结](reports/2023.md#w1)。\n"
#: What pages may be besides those of the small site.
_VARIANTS: dict[str, list[str | None]] = {
    **{path: [text, None] for path, text in PAGES.items()},
    "regulations/shili/index.md": [REGULATION, REGULATION.replace("[示例条例]", "[示例条例, 教育]"), None],
    "regulations/shili/2018.md": [EDITION_2018, EDITION_2018.replace("2018-10-01", "2024-01-01"), None],
    "regulations/concepts.md": [CONCEPTS, CONCEPTS.replace("经常教育, 教育", "问责"), None],
    "regulations/usages.md": [None, _USAGES],
    "regulations/phrases.md": [None, _PHRASES],
    "reports/2023.md": [REPORT, _LONG, None],
    "reports/2022.md": [None, _OTHER, _LONG.replace("2023", "2022"), _OTHER.replace("XX乡党委", "YY乡党委")],
    "reports/dongzhen/2022.md": [None, _OTHER.replace("report-2022", "report-dongzhen-2022")],
    "ledger/2022.md": [
        None,
        LEDGER.replace("2023", "2022"),
        LEDGER.replace("2023", "2022").replace("2022#p1", "2022#p7"),
    ],
    "study/xuexi.md": [None, _PACK, _PACK.replace("2023", "2022")],
    "compare/2022-2023.md": [None, _COMPARISON],
    "about.md": [None, _ABOUT, "# 说明\n\n见[台账](ledger/2023.md)。\n"],
    "guide.md": [None, _ABOUT],
}
_SCRAPS = st.sampled_from(
    ["", "密级：机密", "13812345678", "《示例条例》", "[x](", "### ", "\n\n", "2022", "#p1", "{ #w1 }"]
)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[str, bytes | None]:
    """A page, and what it becomes."""
    path = draw(st.sampled_from(sorted(_VARIANTS)))
    text = draw(st.sampled_from(_VARIANTS[path]))
    if text is None:
        return path, None
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(start + 12, len(text))))
    changed = text[:start] + draw(_SCRAPS) + text[end:] if draw(st.booleans()) else text
    return path, changed.encode()


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(edits=st.lists(_edits(), min_size=1, max_size=6), keeps_time=st.booleans())
def test_what_is_read_again_is_what_a_first_reading_gives(
    edits: list[tuple[str, bytes | None]], *, keeps_time: bool
) -> None:
    with TemporaryDirectory() as folder:
        docs = write_pages(Path(folder, "docs"))
        tell(docs)
        for path, content in edits:
            seen = tell(Source(docs, {path: content}))
            put(docs, {path: content})
            if keeps_time and content is not None:
                os.utime(docs / path, ns=(1, 1))
            assert tell(docs) == seen == tell_from_nothing(docs)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("regulations/shili/index.md", _VARIANTS["regulations/shili/index.md"][1]),
        ("regulations/shili/2018.md", _VARIANTS["regulations/shili/2018.md"][1]),
        ("regulations/concepts.md", _VARIANTS["regulations/concepts.md"][1]),
        ("regulations/usages.md", _USAGES),
        ("regulations/phrases.md", _PHRASES),
        ("reports/2022.md", _OTHER),
        ("ledger/2023.md", None),
    ],
)
def test_what_is_told_of_a_page_follows_what_it_rests_on(docs: Path, path: str, text: str | None) -> None:
    put(docs, {"reports/2023.md": _LONG.encode(), "reports/2022.md": _LONG.replace("2023", "2022").encode()})
    before = tell(docs)
    put(docs, {path: text.encode() if text else None})
    after = tell(docs)
    assert after == tell_from_nothing(docs)
    assert (after.remarks, after.errors) != (before.remarks, before.errors)


@contextmanager
def _parsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The paths of the pages that are parsed inside the block."""
    paths: list[str] = []

    def told(raw: bytes, path: str) -> ParsedPage:
        paths.append(path)
        return parse(raw, path)

    with monkeypatch.context() as patch:
        patch.setattr(store, "parse", told)
        yield paths


def test_only_the_page_that_has_changed_is_parsed(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_corpus(docs)
    (docs / "reports/2023.md").write_text(REPORT.replace("开头一段。", "这一次改过。"), encoding="utf-8")
    with _parsed(monkeypatch) as paths:
        report = load_corpus(docs).yearbook.reports["2023"]
    assert (paths, report.passages["opening"].text) == (["reports/2023.md"], "这一次改过。")


@pytest.fixture
def long_after(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if an hour had passed since anything was written."""

    def now() -> int:
        return max(file.stat().st_ctime_ns for file in docs.rglob("*")) + 3_600_000_000_000

    monkeypatch.setattr(time, "time_ns", now)


@pytest.mark.usefixtures("long_after")
def test_files_that_have_stood_unchanged_are_not_even_read(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_corpus(docs)
    monkeypatch.setattr(Source, "read", lambda _, path: pytest.fail(f"{path} was read"))
    assert load_corpus(docs).yearbook == before.yearbook


@pytest.mark.usefixtures("long_after")
@pytest.mark.parametrize("replaced", [True, False])
def test_an_edit_that_keeps_size_and_time_is_seen_by_what_else_changes(docs: Path, *, replaced: bool) -> None:
    page = docs / "reports/2023.md"
    os.utime(page, ns=(1, 1))
    load_corpus(docs)
    before = page.stat()
    written = page.with_suffix(".part") if replaced else page
    written.write_text(REPORT.replace("开头一段。", "改后一段。"), encoding="utf-8")
    written.replace(page)
    while (page.stat().st_ctime_ns, page.stat().st_ino) == (before.st_ctime_ns, before.st_ino):
        os.utime(page, ns=(1, 1))
    os.utime(page, ns=(1, 1))
    assert (page.stat().st_mtime_ns, page.stat().st_size) == (before.st_mtime_ns, before.st_size)
    assert load_corpus(docs).yearbook.reports["2023"].passages["opening"].text == "改后一段。"


def test_a_page_is_parsed_once_for_its_draft_its_copy_and_itself(
    docs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = REPORT.replace("开头一段。", "为这一试写的开头。").encode()
    load_corpus(docs)
    with _parsed(monkeypatch) as paths:
        load_corpus(Source(docs, {"reports/2023.md": text}))
        load_corpus(write_pages(tmp_path / "copy", {"reports/2023.md": text}))
        put(docs, {"reports/2023.md": text})
        load_corpus(docs)
    assert paths == ["reports/2023.md"]


def test_an_edit_within_one_step_of_the_clock_is_seen(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time_ns()
    monkeypatch.setattr(sources, "_stamp", lambda _: FileStamp(now, now, size=1, inode=1))
    for words in ("开头一段。", "改后一段。"):
        (docs / "reports/2023.md").write_text(REPORT.replace("开头一段。", words), encoding="utf-8")
        assert load_corpus(docs).yearbook.reports["2023"].passages["opening"].text == words


def test_what_was_not_met_for_long_is_forgotten(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = store.PageStore()
    for number in range(100):
        text = REPORT.replace("开头一段。", f"第{number}次。").encode()
        kept.read(Source(docs, {"reports/2023.md": text}))
    pages = [page for reading in kept._readings for page in reading.pages]
    assert len(set(pages)) < len(PAGES) + 10

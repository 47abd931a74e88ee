"""What a build keeps is believed only as this very program has written it."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.corpus import load, load_corpus, load_yearbook
from macros.corpus.store import PageStore
from macros.errors import ErrorKind
from macros.findings import Finding
from scripts.build import kept
from scripts.build.kept import digest_of_files, read_kept, write_kept
from scripts.build.kept_parses import KeptParses
from scripts.build.kept_table import KeptTable
from scripts.build.sound_pages import SoundPages
from scripts.setup.project import Project

FAULT = Finding(ErrorKind.FIELD_VALUE, "docs/a.md")


def test_what_is_kept_is_given_back(tmp_path: Path) -> None:
    file = tmp_path / "kept/some"
    assert read_kept(file) is None
    write_kept(file, {"a": 1})
    assert read_kept(file) == {"a": 1}
    assert [path.name for path in file.parent.iterdir()] == ["some"]


@pytest.mark.parametrize("damage", [b"", b"x", b"\x80\x04N."])
def test_what_is_damaged_is_as_if_it_were_not_there(tmp_path: Path, damage: bytes) -> None:
    file = tmp_path / "some"
    write_kept(file, ["a"])
    whole = file.read_bytes()
    for raw in (damage, whole[:-1], whole[:40] + b"!" + whole[41:], b"!" + whole):
        file.write_bytes(raw)
        assert read_kept(file) is None


def test_what_another_program_has_kept_is_as_if_it_were_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_kept(tmp_path / "some", ["a"])
    monkeypatch.setattr(kept, "program_digest", lambda: b"another")
    assert read_kept(tmp_path / "some") is None


def test_what_cannot_be_kept_is_left(tmp_path: Path) -> None:
    write_kept(tmp_path / "some", lambda: None)
    (tmp_path / "file").write_text("", encoding="utf-8")
    write_kept(tmp_path / "file/some", ["a"])
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_files_are_told_apart_by_names_and_content_but_for_what_a_build_writes(tmp_path: Path) -> None:
    (tmp_path / "assets/search").mkdir(parents=True)
    (tmp_path / "main.html").write_text("a", encoding="utf-8")
    before = digest_of_files([tmp_path])
    (tmp_path / "assets/search/names.js").write_text("b", encoding="utf-8")
    assert digest_of_files([tmp_path]) == before
    (tmp_path / "main.html").rename(tmp_path / "page.html")
    renamed = digest_of_files([tmp_path])
    (tmp_path / "page.html").write_text("b", encoding="utf-8")
    assert len({before, renamed, digest_of_files([tmp_path])}) == 3


def test_pages_are_read_once_for_several_programs(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(docs.parent)
    parses = KeptParses(project)
    first = load_yearbook(docs)
    parses.keep()
    monkeypatch.setattr(load, "_STORE", PageStore())
    KeptParses(project)
    monkeypatch.setattr("macros.corpus.store.parse", lambda *_: pytest.fail("read again"))
    assert load_yearbook(docs) == first


def test_of_many_things_those_alone_are_written_that_are_new(tmp_path: Path) -> None:
    file, many = tmp_path / "some", {number: f"{number}" for number in range(100)}
    KeptTable(file).keep(many)
    whole = file.read_bytes()
    for newest in (100, 101):
        many = {name: value for name, value in many.items() if name != newest - 100} | {newest: "new"}
        KeptTable(file).keep(many)
        assert {name: KeptTable(file).values[name] for name in many} == many
        assert file.read_bytes() == whole
    # What nobody wants any more goes with the next writing of all.
    many = dict.fromkeys(range(200, 300), "other")
    KeptTable(file).keep(many)
    assert KeptTable(file).values == many


def test_of_a_table_that_is_damaged_what_stands_beside_it_is_still_believed(tmp_path: Path) -> None:
    file, many = tmp_path / "some", {number: f"{number}" for number in range(100)}
    KeptTable(file).keep(many)
    KeptTable(file).keep(many | {100: "new"})
    file.write_bytes(file.read_bytes()[:-1])
    assert KeptTable(file).values == {100: "new"}
    KeptTable(file).keep(many)
    assert KeptTable(file).values == many


def test_an_edited_page_is_read_once_for_several_programs(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(docs.parent)
    for text in ("", "\n又一段。\n"):
        with (docs / "reports/2023.md").open("a", encoding="utf-8") as page:
            page.write(text)
        monkeypatch.setattr(load, "_STORE", PageStore())
        parses = KeptParses(project)
        read = load_corpus(docs)
        parses.keep()
    monkeypatch.setattr(load, "_STORE", PageStore())
    KeptParses(project)
    monkeypatch.setattr("macros.corpus.store.parse", lambda *_: pytest.fail("read again"))
    assert load_corpus(docs).yearbook == read.yearbook
    for path, page in load_corpus(docs).pages.items():
        before = read.pages[path]
        # They are made anew of its text.
        assert (page.body, page.written, page.links) == (before.body, before.written, before.links)
        assert page.front_matter.values == before.front_matter.values
        assert page.front_matter.line_of(("year",)) == before.front_matter.line_of(("year",))


def test_what_was_sound_is_not_looked_at_again_and_what_was_not_is(tmp_path: Path) -> None:
    looked: list[str] = []

    def find(sound: SoundPages, text: str, *found: Finding) -> tuple[Finding, ...]:
        return sound.find(sound.name(("check", text)), lambda: looked.append(text) or found)  # type: ignore[func-returns-value]

    first = SoundPages(tmp_path / "sound")
    assert (find(first, "好"), find(first, "坏", FAULT)) == ((), (FAULT,))
    first.keep()
    second = SoundPages(tmp_path / "sound")
    assert (find(second, "好"), find(second, "坏", FAULT), find(second, "新")) == ((), (FAULT,), ())
    assert looked == ["好", "坏", "坏", "新"]
    nothing = SoundPages()
    assert (find(nothing, "好"), find(nothing, "好")) == ((), ())
    assert looked[-2:] == ["好", "好"]

"""Whatever was typed is there again, whenever the program is killed."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

import pytest

from scripts.desk.drafts import Draft, Drafts
from tests.helpers.desk import make_desk, words_of


def draft(serial: int, visit: str = "a", **changes: str) -> Draft:
    values = {"screen": "history.show", "page": "reports/2023.md", "title": "2023年度总结", "begun": "", **changes}
    return Draft(**values, fields={"text": f"第{serial}稿"}, visit=visit, serial=serial)  # type: ignore[arg-type]


def test_the_last_edit_is_there(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    assert drafts.list() == []
    for serial in (1, 2, 3):
        drafts.keep(draft(serial))
    found = Drafts(tmp_path / "drafts").find("history.show", "reports/2023.md")
    assert found
    assert dict(found.fields.items()) == {"text": "第3稿"}
    drafts.drop("history.show", "reports/2023.md")
    assert drafts.find("history.show", "reports/2023.md") is None


def test_an_edit_that_comes_late_does_not_replace_a_newer_one(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(draft(5))
    drafts.keep(draft(4))
    assert drafts.list()[0].serial == 5
    # Another opening of the form counts anew; so does a form without a script.
    drafts.keep(draft(1, visit="b"))
    assert drafts.list()[0].serial == 1
    drafts.keep(draft(0, visit=""))
    assert drafts.list()[0].serial == 0


def test_forms_are_told_apart_by_screen_and_page(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(draft(1))
    drafts.keep(draft(2, page="reports/2022.md"))
    drafts.keep(draft(3, screen="home.show"))
    assert sorted(one.serial for one in drafts.list()) == [1, 2, 3]


def test_what_is_no_draft_stops_nobody(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(draft(1))
    for content in (b"", b"{", b"[]", b"{}", b"\xff", b'{"screen": 1}'):
        (tmp_path / f"{len(content)}.json").write_bytes(content)
    assert [one.serial for one in drafts.list()] == [1]


def type_on(folder: Path, first: int, pipe: Connection) -> None:
    """Type until killed; say after each edit that it was kept."""
    drafts = Drafts(folder)
    for serial in range(first, first + 100_000):
        drafts.keep(draft(serial))
        pipe.send(serial)


@pytest.mark.slow
def test_whenever_it_is_killed_no_edit_that_was_kept_is_lost(tmp_path: Path) -> None:
    choose, spawn = Random(7), multiprocessing.get_context("fork")
    kept = 0
    for _ in range(40):
        ours, theirs = multiprocessing.Pipe(duplex=False)
        process = spawn.Process(target=type_on, args=(tmp_path, kept + 1, theirs))
        process.start()
        theirs.close()
        for _ in range(choose.randrange(1, 12)):
            kept = ours.recv()
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        with pytest.raises(EOFError):
            while True:
                kept = ours.recv()
        ours.close()
        (found,) = Drafts(tmp_path).list()
        assert found.serial >= kept
        assert dict(found.fields.items()) == {"text": f"第{found.serial}稿"}
        kept = found.serial


def test_a_form_keeps_its_draft_before_anything_is_done_with_it(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    form = {
        "draft-screen": "editing.show",
        "draft-page": "reports/2023.md",
        "draft-title": "2023年度总结",
        "draft-begun": "b",
        "draft-visit": "v",
        "draft-serial": "3",
        "text": "写到一半：",
        "year": "不是年度",
        "concepts": ["教育", "监督"],
    }
    desk.post("/desk/history/99/back", form, code=409)
    (kept,) = desk.desk.drafts.list()
    assert {name: kept.fields[name] for name in kept.fields} == {
        "text": "写到一半：",
        "year": "不是年度",
        "concepts": "教育",
    }
    assert kept.every("concepts") == ["教育", "监督"]
    assert (kept.begun, kept.visit, kept.serial) == ("b", "v", 3)
    home = desk.get("/desk/")
    assert 'href="/desk/editing/?page=reports/2023.md"' in home
    assert "2023年度总结" in words_of(home)
    desk.post("/desk/drafts/away", {"screen": "editing.show", "page": "reports/2023.md"})
    assert desk.desk.drafts.list() == []


def test_a_draft_holds_any_text(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    for number, text in enumerate(["", "\r\n", "\x00", "\ud800", "𠮷" * 100_000, json.dumps({"a": 1})]):
        one = Draft("home.show", str(number), "题", "", {"text": text})
        drafts.keep(one)
        found = drafts.find("home.show", str(number))
        assert found
        assert dict(found.fields.items()) == {"text": text}

"""The process that makes pages says first whether it can, and goes on whatever comes up."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from scripts.build.mkdocs_private import page_maker
from scripts.build.preview import maker_process
from scripts.build.preview.answers import PLAIN, READY, Answer, News, Question
from scripts.build.preview.maker_process import answer_all
from scripts.setup.project import Project


class Maker:
    """Stands in for what makes pages: it comes to grief over whatever is asked."""

    def __init__(self, *_: object) -> None: ...

    def look(self, note: str) -> News:
        raise ZeroDivisionError(note)

    def answer(self, address: str) -> Answer:
        raise ZeroDivisionError(address)


def ask(project: Project, *questions: Question) -> list[object]:
    def read() -> Question:
        try:
            return next(left)
        except StopIteration:
            raise EOFError from None

    said: list[object] = []
    left: Iterator[Question] = iter(questions)
    answer_all(project, read, said.append)
    return said


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


def test_where_mkdocs_is_not_as_it_is_known_pages_are_made_in_the_plain_way(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(page_maker._TAKES, "_build_page", ["page"])
    assert ask(project, Question()) == [PLAIN]


def test_settings_that_cannot_be_read_are_told_instead(project: Project) -> None:
    assert "设置文件读不出来" in str(ask(project)[0])


def test_a_fault_that_nobody_foresaw_is_told_once_and_it_goes_on(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(maker_process, "Maker", Maker)
    first, news, again, page = ask(project, Question(), Question(), Question("index.html"))
    assert first == READY
    assert isinstance(news, News)
    assert "程序出错（ZeroDivisionError），没有做完。" in news.told
    assert again == news
    assert isinstance(page, Answer)
    assert page.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "程序出错（ZeroDivisionError），没有做完。" in page.body.decode()

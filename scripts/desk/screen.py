"""A screen of the desk: one task, its pages, and what waits there."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint

from scripts.desk.desk import Desk


class Screen(Blueprint):
    """A task with its pages (一件事).

    Its first page is the function `show` under `/`, so that the desk can lead there.

    Args:
        name: Its part of the address, and of the names of its pages.
        title: What it is called on the desk, in Chinese.
        does: What is done there, in one Chinese sentence.
        waiting: Tells in a few Chinese words what waits there; empty where nothing does. It is asked each time
            that the desk is opened, and so must not take long.
    """

    def __init__(self, name: str, title: str, does: str, waiting: Callable[[Desk], str] | None = None) -> None:
        super().__init__(name, __name__, url_prefix=f"/{name}")
        self.title = title
        self.does = does
        self.waiting = waiting or (lambda _: "")

    @property
    def first(self) -> str:
        """The name of its first page, as `url_for` knows it."""
        return f"{self.name}.show"

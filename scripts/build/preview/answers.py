"""What a site answers when it is looked at; light, since the server loads nothing else of it."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import Protocol

#: What the process that makes pages says first: it can, or they have to be made in the plain way.
READY, PLAIN = "ready", "plain"


@dataclass(frozen=True)
class Question:
    """What that process is asked (询问).

    Attributes:
        address: Where something is looked at; None where it is asked for news.
        note: What is wrong beside the pages, to be told on each of them; only with news.
    """

    address: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Answer:
    """What is at an address (答复).

    Attributes:
        status: Whether anything is.
        body: A page, or whatever else stands in no file of its own.
        file: The file that is there instead; empty where there is none.
        is_page: Whether it is a page.
        state: The state of the site that a page shows.
    """

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    file: str = ""
    is_page: bool = False
    state: str = ""


@dataclass(frozen=True)
class News:
    """What has become of a site since it was looked at the last time (动静).

    Attributes:
        state: Another one whenever any page may be another.
        told: What is to be told at the command line; empty where nothing is.
    """

    state: str
    told: str = ""


class Pages(Protocol):
    """The pages of a site and the files beside them, however they come about."""

    #: Whether a page that is looked at finds out by itself that it has changed.
    reloads: bool

    def look(self) -> News:
        """Look whether anything has changed."""

    def answer(self, address: str) -> Answer:
        """Give what is at an address, without a slash in front."""

    def close(self) -> None:
        """End whatever works for it."""

"""A page under the form of the desk: opened, typed into, sent, written."""

from __future__ import annotations

import re

from tests.helpers.desk import SITE, DeskClient, words_of
from tests.helpers.desk_forms import form_of

PATH = "reports/2023.md"
REPORT = str(SITE[PATH])
_SEND = "/desk/editing/"


def opened(desk: DeskClient, path: str = PATH) -> dict[str, str]:
    """The form of a page as it is shown now."""
    return form_of(desk.get(f"/desk/editing/?page={path}"), _SEND)


def key_of(form: dict[str, str], title: str) -> str:
    """The key of a section by its title."""
    return next(
        name.removesuffix("-title")
        for name, value in form.items()
        if re.fullmatch("s[0-9]+-title", name) and value == title
    )


def press(desk: DeskClient, form: dict[str, str], button: str, **typed: str) -> str:
    """Press a button of the form, with what is typed in it."""
    return desk.post(_SEND, {**form, **typed, "do": button})


def write(desk: DeskClient, form: dict[str, str], **typed: str) -> str:
    """See the difference, and write it."""
    shown = press(desk, form, "plan", **typed)
    address = re.search(r'action="(/desk/proposal/[^"]+)"', shown)
    assert address, words_of(shown)
    assert ">写入</button>" in shown, words_of(shown)
    return desk.post(address[1])


def held(desk: DeskClient, path: str = PATH) -> str:
    return (desk.desk.project.docs / path).read_text(encoding="utf-8")

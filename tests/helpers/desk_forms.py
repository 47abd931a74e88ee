"""The forms of a page as a browser without scripts would send them."""

from __future__ import annotations

from html.parser import HTMLParser


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._text: str | None = None
        self._select: str | None = None
        self._option: list[str] = []
        self._value: str | None = None
        self._is_chosen = False

    @property
    def _fields(self) -> dict[str, str]:
        return self.forms[-1][1] if self.forms else {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        name = own.get("name", "")
        if tag == "form":
            self.forms.append((own.get("action", ""), {}))
        elif tag == "input" and name and (own.get("type") not in {"radio", "checkbox"} or "checked" in own):
            self._fields[name] = own.get("value", "")
        elif tag == "textarea":
            self._text, self._option = name, []
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select is not None:
            self._value, self._option = own.get("value"), []
            self._is_chosen = "selected" in own or self._select not in self._fields

    def handle_data(self, data: str) -> None:
        self._option.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text:
            # As browsers do: the first line end is none of the text.
            self._fields[self._text] = "".join(self._option).removeprefix("\n").replace("\n", "\r\n")
            self._text = None
        elif tag == "option" and self._select and self._is_chosen:
            self._fields[self._select] = "".join(self._option) if self._value is None else self._value
        elif tag == "select":
            self._select = None


def form_of(page: str, action: str) -> dict[str, str]:
    """What the form of a page holds that is sent to an address, by the names of its fields; no button is pressed."""
    reader = _Forms()
    reader.feed(page)
    found = [fields for to, fields in reader.forms if to == action]
    assert found, (action, [to for to, _ in reader.forms])
    return found[0]

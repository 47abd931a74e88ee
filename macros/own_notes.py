"""Notes of a report, which stand in its text as 〔注：…〕: on its page a number stands there, and the words at the end.

In the text they stay where they are, so that whatever reads the words of a
page reads those of its notes; only the page's own elements are moved.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, SubElement, fromstring

from macros.render.report_page import note_back, note_list, note_mark

_BEGINS, _OPENS, _ENDS = "〔注：", "〔", "〕"
_SIGNS = re.compile(f"({_BEGINS}|{_OPENS}|{_ENDS})")
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_Nodes = list[str | Element]


class NoteGatherer:
    """Gathers the notes of one page.

    Args:
        store: Puts a fragment of ours where Markdown carries it, and gives what stands for it in the tree.
    """

    def __init__(self, store: Callable[[str], str]) -> None:
        self._store = store
        self._notes: list[_Nodes] = []

    def gather(self, root: Element) -> None:
        """Take the notes out of the page's words, and list them behind its last element.

        Args:
            root: The page as a row of elements; it is changed. Headings keep theirs, since contents show them too.
        """
        for element in list(root):
            self._take(element)
        if self._notes:
            root.append(self._list())

    def _take(self, element: Element) -> None:
        if element.tag in _HEADINGS:
            return
        for child in list(element):
            self._take(child)
        nodes = list(_nodes_of(element))
        if any(isinstance(node, str) and _BEGINS in node for node in nodes):
            _refill(element, self._without_notes(nodes))

    def _without_notes(self, nodes: _Nodes) -> _Nodes:
        """What stays in an element; a note without an end, or without words, is none."""
        kept: _Nodes = []
        note: _Nodes | None = None
        depth = 0
        for node in [piece for one in nodes for piece in _pieces(one)]:
            if note is None:
                if node == _BEGINS:
                    note, depth = [], 1
                else:
                    kept.append(node)
                continue
            depth += {_BEGINS: 1, _OPENS: 1, _ENDS: -1}.get(node, 0) if isinstance(node, str) else 0
            if depth:
                note.append(node)
            else:
                kept += [self._mark(note)] if note else [_BEGINS, _ENDS]
                note = None
        return kept if note is None else [*kept, _BEGINS, *note]

    def _mark(self, note: _Nodes) -> str:
        self._notes.append(note)
        return self._store(note_mark(len(self._notes)))

    def _list(self) -> Element:
        section = fromstring(note_list())  # noqa: S314 - a template of ours
        rows = next(section.iter("ol"))
        for number, note in enumerate(self._notes, 1):
            _refill(SubElement(rows, "li", {"id": f"yb-note-{number}"}), [*note, " ", self._store(note_back(number))])
        return section


def _nodes_of(element: Element) -> Iterator[str | Element]:
    yield element.text or ""
    for child in list(element):
        yield child
        yield child.tail or ""


def _pieces(node: str | Element) -> Iterator[str | Element]:
    yield from filter(None, _SIGNS.split(node)) if isinstance(node, str) else [node]


def _refill(element: Element, nodes: _Nodes) -> None:
    for child in list(element):
        element.remove(child)
    element.text = ""
    last: Element | None = None
    for node in nodes:
        if isinstance(node, Element):
            node.tail = ""
            element.append(node)
            last = node
        elif last is None:
            element.text += node
        else:
            last.tail = (last.tail or "") + node

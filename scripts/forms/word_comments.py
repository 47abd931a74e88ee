"""Remarks in a Word file (批注): why a place waits for a person; those that are there stay."""

from __future__ import annotations

from lxml import etree

from scripts.forms.excel_comments import AUTHOR
from scripts.forms.package import Package
from scripts.forms.word_controls import W, tag

_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


class Remarks:
    """The remarks of a file; their part is made with the first one."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = ""

    def add(self, paragraph: etree._Element, text: str) -> None:
        """Put a remark at a paragraph."""
        root = self._root()
        number = max((int(one.get(tag("id"), 0)) for one in root), default=0) + 1
        remark = etree.SubElement(root, tag("comment"))
        for name, value in (("id", str(number)), ("author", AUTHOR), ("initials", "年鉴")):
            remark.set(tag(name), value)
        run = etree.SubElement(etree.SubElement(remark, tag("p")), tag("r"))
        etree.SubElement(run, tag("t")).text = text
        at = 1 if paragraph.find(tag("pPr")) is not None else 0
        paragraph.insert(at, _mark("commentRangeStart", number))
        paragraph.append(_mark("commentRangeEnd", number))
        holder = etree.SubElement(paragraph, tag("r"))
        holder.append(_mark("commentReference", number))

    def _root(self) -> etree._Element:
        source = self._package.main_part
        if not self._part:
            there = self._package.related(source, "comments")
            self._part = there[0][1] if there else self._package.free_name("word/comments{}.xml", "word/comments.xml")
            if not there:
                root = etree.Element(tag("comments"), nsmap={"w": W})
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                self._package.put(self._part, content, _KIND)
                self._package.relate(source, "comments", self._part)
        return self._package.touch(self._part)


def _mark(name: str, number: int) -> etree._Element:
    element = etree.Element(tag(name))
    element.set(tag("id"), str(number))
    return element

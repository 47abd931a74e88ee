"""Pictures of a Word document (ECMA-376 Part 1, 20.2; VML): taken clean by their marks, told where they are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import lxml.etree as etree

from scripts.intake.manuscript import IntakeError
from scripts.intake.pictures import MOST_PICTURES, Picture, PictureError, clean_picture, turn_picture
from scripts.intake.readers.package import Package, Relation
from scripts.intake.readers.wordxml import attribute, find, name_of, number

#: What Word says of a picture by itself is no description of an office's.
_MADE_UP = re.compile(r"描述已自动生成|AI 生成的内容|Description automatically generated|AI-generated content")
_LONGEST_ALT = 200
#: In 60,000ths of a degree.
_QUARTER = 5_400_000
_HOLDERS = frozenset({"inline", "anchor", "shape", "rect"})


class WordPictures:
    """The pictures of a document and of what is embedded in it."""

    def __init__(self) -> None:
        self.found: list[Picture] = []
        self._left_out: Counter[str] = Counter()
        self._askew = 0

    @property
    def notices(self) -> tuple[str, ...]:
        """What was not taken and why, in Chinese."""
        told = [f"有 {count} 张图没有放进来：{reason}" for reason, count in self._left_out.items()]
        if self._askew:
            told.append(
                f"有 {self._askew} 张 PNG 图在来稿里转过，页面上是没有转的样子；先把图片文件转正，换进来稿再导入"
            )
        return tuple(told)

    def leave_out(self, reason: str) -> int:
        """Count a picture that is not taken."""
        self._left_out[reason] += 1
        return 0

    def take(self, mark: etree._Element, package: Package, relations: Mapping[str, Relation]) -> int:
        """Take the picture that a mark shows.

        Args:
            mark: A `pic:pic` or `v:imagedata`.
            package: The document that it is of.
            relations: What its part leads to.

        Returns:
            The number of the picture, from 1; 0 where it is left out.
        """
        if len(self.found) >= MOST_PICTURES:
            return self.leave_out(f"一份最多 {MOST_PICTURES} 张")
        blip = find(mark, "pic:blipFill", "a:blip") if name_of(mark) == "pic:pic" else mark
        relation = relations.get(attribute(blip, "embed") or attribute(blip, "id"))
        if relation is None or relation.external or not package.has(relation.target):
            return self.leave_out("不在文件里，只是链接")
        if _is_cropped(mark):
            return self.leave_out("裁剪过，裁掉的部分还在文件里；在 Word 里“压缩图片”、删除裁剪的部分，再导入")
        try:
            content, suffix = clean_picture(package.read(relation.target))
        except PictureError as error:
            return self.leave_out(str(error))
        except IntakeError:
            return self.leave_out("文件损坏")
        quarters, mirrored = _turn_of(mark)
        if (quarters or mirrored) and suffix == "jpg":
            content = turn_picture(content, quarters, mirrored=mirrored)
        elif quarters or mirrored:
            self._askew += 1
        self.found.append(Picture(content, suffix, _alt(mark)))
        return len(self.found)


def _turn_of(mark: etree._Element) -> tuple[int, bool]:
    """Quarters to the right by which a picture is turned, and whether it is mirrored before."""
    place = find(mark, "pic:spPr", "a:xfrm")
    quarters = round(number(attribute(place, "rot"), 0) / _QUARTER) % 4
    across, down = (attribute(place, name) in {"1", "true"} for name in ("flipH", "flipV"))
    # Mirrored downwards is mirrored across and turned by half.
    return (quarters + 2 * down) % 4, across != down


def _is_cropped(mark: etree._Element) -> bool:
    cut = find(mark, "pic:blipFill", "a:srcRect")
    sides = [attribute(cut, side) for side in "ltrb"]
    sides += [attribute(mark, f"crop{side}") for side in ("left", "top", "right", "bottom")]
    return any(number(side.rstrip("f%"), 1) > 0 for side in sides if side)


def _alt(mark: etree._Element) -> str:
    """What somebody has written of a picture; empty where nobody has."""
    told = attribute(find(mark, "pic:nvPicPr", "pic:cNvPr"), "descr")
    holder = next((one for one in mark.iterancestors() if _local(one) in _HOLDERS), None)
    if holder is not None:
        named = next((one for one in holder if _local(one) == "docPr"), None)
        told = attribute(named, "descr") or attribute(holder, "alt") or told
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in told).split())
    return "" if _MADE_UP.search(words) else words[:_LONGEST_ALT]


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""

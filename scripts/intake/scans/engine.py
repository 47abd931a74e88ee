"""Finds the lines of writing on a picture of a page and reads them, with models that lie in a package.

The only module that knows RapidOCR. A page is turned by quarters until its
lines lie, and level in numbers rather than in pixels: lines are cut out along
their own slope, so that a slanted page is read as well as a straight one.
"""

from __future__ import annotations

import copy
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from statistics import median
from typing import Any

from scripts.intake.scans.boxes import Box, Sign
from scripts.intake.scans.dashes import with_whole_dashes
from scripts.intake.scans.grids import Grid, find_grids
from scripts.intake.scans.ink import find_red_stretches, has_red, is_read_elsewhere, tell_inks, without_red
from scripts.intake.scans.leftover import find_leftover
from scripts.intake.scans.widths import is_needless_blank, set_widths

#: The longer side, in pixels, at which lines are looked for; they are read at the page's own size.
_LOOKED_AT = 1280
#: What looks for lines takes whole squares of this side.
_SQUARE = 32
_SAMPLES = 8
#: So many lines are read at once.
_AT_ONCE = 2
#: A page with more ink outside its lines holds a drawing or dirt, of which its reader is told.
_MOST_LEFT = 12
_TALL = 1.5


@dataclass(frozen=True)
class PageRead:
    """A page that was read.

    Attributes:
        boxes: Its lines, in no order.
        picture: The page upright, as rows of pixels in three colours (numpy), to cut strips from.
        slope: How far its lines climb to the right, in radians.
        empty: How many stretches look like writing and are none that can be read.
        width: Width in pixels.
        height: Height in pixels.
        grids: Its tables that are ruled.
    """

    boxes: tuple[Box, ...]
    picture: Any
    slope: float
    empty: int
    width: int
    height: int
    grids: tuple[Grid, ...] = ()

    @cached_property
    def image(self) -> Any:
        """The same page as a picture of Pillow."""
        from PIL import Image

        return Image.fromarray(self.picture[:, :, ::-1])


def is_installed() -> bool:
    """Whether what reads pictures is there."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            # What is left out is left out here, and told.
            "Global.text_score": 0.0,
            "Global.max_side_len": 4000,
            "Det.limit_type": "max",
            "Det.limit_side_len": _LOOKED_AT,
            # A line costs half as much by itself, on one thread, as in a batch on two: they wait for each other.
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def read_page(page: Any) -> PageRead:
    """Read a picture of a page.

    Args:
        page: A picture of Pillow in three colours.
    """
    import cv2
    import numpy

    picture = cv2.cvtColor(numpy.asarray(page), cv2.COLOR_RGB2BGR)
    crops, found = _find_lines(picture)
    if turns := _quarters(crops, found):
        picture = numpy.ascontiguousarray(numpy.rot90(picture, turns))
        crops, found = _find_lines(picture)
    height, width = picture.shape[:2]
    if found is None:
        return PageRead((), picture, 0.0, 0, width, height)
    slope = _slope(found)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        begun = pool.map(_read_line, crops)
        grids = find_grids(picture, slope)
        left = [one for one in find_leftover(picture, found) if not _is_on_rule(one, grids, slope)]
        if 0 < len(left) <= _MOST_LEFT:
            more = _engine().crop_text_regions(picture, left)
            crops, found = [*crops, *more], [*found, *left]
            read = [*begun, *pool.map(_read_line, more)]
        else:
            read = [*begun]
    empty = sum(not one.txts[0].strip() for one, _ in read) + len(left) * (len(left) > _MOST_LEFT)
    boxes = tuple(_boxes(crops, found, read, slope))
    return PageRead(boxes, picture, slope, empty, width, height, grids)


def _read_line(crop: Any) -> tuple[Any, bool]:
    """What stands on a line, and whether it is red all over; what has a seal over it is read through red."""
    red, ink = tell_inks(crop)
    return _engine().recognize_txt([without_red(crop) if red and ink else crop]), red and not ink


def _find_lines(picture: Any) -> tuple[list[Any], Any]:
    """Lines cut out level, and their four corners each; none where there is no writing."""
    if not has_red(picture):
        return _look_for_lines(picture)
    # A seal hides lines in ink, and seen through red there is none; what is red all over is seen best in colour.
    _, inked = _look_for_lines(without_red(picture))
    red = [*_red_lines(picture)]
    both = [*(one for one in (() if inked is None else inked) if not is_read_elsewhere(picture, one, red)), *red]
    return (_engine().crop_text_regions(picture, both), both) if both else ([], None)


def _look_for_lines(picture: Any) -> tuple[list[Any], Any]:
    from rapidocr.main import RapidOCRError

    prepared, record = _engine().preprocess_img(picture)
    try:
        crops, found = _engine().detect_and_crop(prepared, record)
    except RapidOCRError:
        return [], None
    return crops, _on_page(found.boxes, record, picture)


def _red_lines(picture: Any) -> Iterator[Any]:
    """Yield the corners of lines that are red all over; they are looked for where there is red, as large as always."""
    import numpy

    finder = copy.copy(_engine()._load_det_model())
    smaller = max(1.0, max(picture.shape) / _LOOKED_AT)
    for left, top, right, bottom in find_red_stretches(picture, _SQUARE * smaller):
        stretch = picture[top:bottom, left:right]
        finder.limit_side_len = max(stretch.shape) / smaller
        found = finder(stretch).boxes
        for corners in () if found is None else found + numpy.array([left, top], dtype="float32"):
            if tell_inks(*_engine().crop_text_regions(picture, [corners])) == (True, False):
                yield corners


def _on_page(corners: Any, record: Any, picture: Any) -> Any:
    from rapidocr.utils.process_img import map_boxes_to_original

    height, width = picture.shape[:2]
    return map_boxes_to_original(corners, record, height, width)


def _quarters(crops: list[Any], found: Any) -> int:
    """How many quarters to the left the page has to be turned so that its lines lie and stand on their feet."""
    import numpy

    if found is None:
        return 0
    tall = sum(_side(box, 1, 2) > _TALL * _side(box, 0, 1) for box in found)
    turned = tall * 2 > len(found)
    widest = sorted(range(len(crops)), key=lambda n: -crops[n].shape[1])[:_SAMPLES]
    # A line that stands is laid down by a quarter to the left before it is looked at.
    told = _engine()._load_cls_model()([numpy.ascontiguousarray(crops[n]) for n in widest]).cls_res
    headlong = sum(label == "180" for label, _ in told) * 2 > len(told)
    return (3 if headlong else 1) if turned else (2 if headlong else 0)


def _side(box: Any, one: int, other: int) -> float:
    return math.dist(box[one], box[other])


def _slope(found: Any) -> float:
    """The slope that most lines have, the longer ones alone."""
    longest = sorted(found, key=lambda box: -_side(box, 0, 1))[: max(1, len(found) // 2)]
    return median(math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0]) for box in longest)


def _boxes(crops: list[Any], found: Any, read: list[tuple[Any, bool]], slope: float) -> Iterator[Box]:
    """Yield the lines with their signs, in the numbers of a level page."""
    place_signs = _engine().cal_rec_boxes.cal_ocr_word_box
    for crop, corners, (one, is_stamp) in zip(crops, found, read, strict=True):
        text, words = one.txts[0], one.word_results[0]
        if not text.strip() or not words.words:
            continue
        height, width = crop.shape[:2]
        frame = _frame(width, height)
        characters, places, confidences = place_signs(text, frame, words, return_single_char_box=True)
        level = [_levelled(x, y, slope) for x, y in copy.deepcopy(corners)]
        left, right = min(level[0][0], level[3][0]), max(level[1][0], level[2][0])
        scale = (right - left) / max(1, width)
        spans = [(left + place[0][0] * scale, left + place[1][0] * scale) for place in places]
        made = [*_signs(text, characters, spans, confidences, (left, right))]
        signs = with_whole_dashes([sign for place, sign in enumerate(made) if not is_needless_blank(text, place)], left)
        top = (level[0][1] + level[1][1]) / 2
        bottom = (level[2][1] + level[3][1]) / 2
        yield Box(signs, left, top, right, bottom, is_stamp)


def _signs(
    text: str,
    characters: list[str],
    spans: list[tuple[float, float]],
    confidences: list[float],
    edges: tuple[float, float],
) -> Iterator[Sign]:
    """Yield the signs of a line; a blank, which has no place of its own, stands behind what is before it."""
    confidences = confidences if len(confidences) == len(text) else [min(confidences, default=0.0)] * len(text)
    taken, end = 0, edges[0]
    for character, set_wide, confidence in zip(text, set_widths(text), confidences, strict=True):
        if taken < len(characters) and characters[taken] == character:
            left, right = spans[taken]
            taken += 1
        else:
            left = right = end
        end = right
        yield Sign(set_wide, float(confidence), left, right)


def _frame(width: int, height: int) -> Any:
    """The four corners of a line that was cut out."""
    import numpy

    return numpy.array([[0, 0], [width, 0], [width, height], [0, height]])


def _is_on_rule(corners: Any, grids: tuple[Grid, ...], slope: float) -> bool:
    """Whether a line of a table runs through a stretch that looks like writing."""
    (left, top), (right, bottom) = (_levelled(x, y, slope) for x, y in (corners[0], corners[2]))
    return any(grid.is_ruled_over(left, top, right, bottom) for grid in grids)


def _levelled(x: float, y: float, slope: float) -> tuple[float, float]:
    """A point of a page on the same page when it lies level."""
    return x * math.cos(slope) + y * math.sin(slope), y * math.cos(slope) - x * math.sin(slope)


def slanted(x: float, y: float, slope: float) -> tuple[float, float]:
    """A point of the level page on the page as it lies."""
    return _levelled(x, y, -slope)

"""What stands in the place of the models that read pictures: it finds the lines that it is told of."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

Bar = tuple[int, int, int, int]


class FakeEngine:
    """Finds lines, each read as the same words, and remembers how large a part of a page it looked through.

    Args:
        through: The lines it finds where it looks at a whole page: left, top, right, bottom.
        in_part: Those it finds in each part of one.
    """

    def __init__(self, through: list[Bar], in_part: list[Bar]) -> None:
        self._through, self._in_part = through, in_part
        self.looked_at = list[tuple[int, ...]]()
        self.cal_rec_boxes = SimpleNamespace(cal_ocr_word_box=_place_signs)

    def preprocess_img(self, picture: Any) -> tuple[Any, dict[str, Any]]:
        return picture, {"preprocess": {"ratio_h": 1.0, "ratio_w": 1.0}}

    def detect_and_crop(self, picture: Any, _record: Any) -> tuple[list[Any], Any]:
        self.looked_at.append(picture.shape[:2])
        boxes = _corners(self._through)
        return self.crop_text_regions(picture, boxes), SimpleNamespace(boxes=boxes)

    def crop_text_regions(self, picture: Any, boxes: Any) -> list[Any]:
        return [picture[int(box[0][1]) : int(box[2][1]), int(box[0][0]) : int(box[2][0])] for box in boxes]

    def recognize_txt(self, _crops: list[Any]) -> Any:
        return SimpleNamespace(txts=("红头",), word_results=(SimpleNamespace(words=["红头"]),))

    def _load_cls_model(self) -> Any:
        return lambda crops: SimpleNamespace(cls_res=[("0", 1.0) for _ in crops])

    def _load_det_model(self) -> Any:
        return _Finder(self)

    def look_at_part(self, part: Any) -> Any:
        """The lines of a part."""
        self.looked_at.append(part.shape[:2])
        return SimpleNamespace(boxes=_corners(self._in_part))


class _Finder:
    """Looks for lines in what it is given."""

    def __init__(self, engine: FakeEngine) -> None:
        self._engine, self.limit_side_len = engine, 0.0

    def __call__(self, part: Any) -> Any:
        return self._engine.look_at_part(part)


def _corners(bars: list[Bar]) -> Any:
    import numpy

    return numpy.array([[[a, b], [c, b], [c, d], [a, d]] for a, b, c, d in bars], dtype="float32")


def _place_signs(text: str, frame: Any, _words: Any, *, return_single_char_box: bool) -> tuple[Any, Any, Any]:
    """The signs of a line, as wide as each other."""
    assert return_single_char_box
    wide = frame[1][0] / len(text)
    return [*text], [[[wide * n, 0], [wide * (n + 1), 0]] for n in range(len(text))], [0.99] * len(text)

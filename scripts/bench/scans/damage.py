"""What becomes of a page between the printer and the scan: one function a kind, always the same for the same page."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

_NOISE, _SEED = 22, 7
_SEAL = (206, 32, 40)
_QUALITY = 40
#: Of a page on which many signs cannot be read.
_WORST_NOISE, _WORST_QUALITY = 36, 25
#: How far the corners of a sheet are off in a photograph, as shares of its width and height.
_LEANING = (0.03, 0.02, 0.05, 0.01)


def _as_printed(page: Any) -> Any:
    return page


def _at_200(page: Any) -> Any:
    return page.resize((page.width * 2 // 3, page.height * 2 // 3))


def _slanted(degrees: float) -> Callable[[Any], Any]:
    return lambda page: page.rotate(degrees, fillcolor="white", expand=True, resample=3)


def _at_100(page: Any) -> Any:
    return page.resize((page.width // 3, page.height // 3))


def _noisy(page: Any, noise: float = _NOISE) -> Any:
    import numpy
    from PIL import Image

    grain = numpy.random.default_rng(_SEED).normal(0, noise, (page.height, page.width, 1))
    dark = numpy.asarray(page, dtype="float32") * 0.92 + 8 + grain
    return Image.fromarray(dark.clip(0, 255).astype("uint8"))


def _stamped(page: Any) -> Any:
    """A round seal with its star over the text, once in the middle and once at the foot."""
    from PIL import Image, ImageChops, ImageDraw

    seal = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(seal)
    radius = page.width // 12
    for x, y in ((page.width // 2, page.height // 3), (page.width * 2 // 3, page.height * 2 // 3)):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_SEAL, width=max(3, radius // 14))
        draw.regular_polygon((x, y, radius // 3), 3, fill=_SEAL)
        draw.regular_polygon((x, y, radius // 3), 3, rotation=180, fill=_SEAL)
    return ImageChops.multiply(page, seal)


def _squeezed(page: Any, quality: int = _QUALITY) -> Any:
    from PIL import Image

    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality)
    return Image.open(out).convert("RGB")


def _photographed(page: Any) -> Any:
    """Seen from one side, with the light falling off."""
    from PIL import Image

    wide, high = page.size
    a, b, c, d = (share * wide for share in _LEANING)
    corners = (-a, -b, -c, high + d, wide + b, high + a, wide + d, -c)
    seen = page.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="white")
    light = Image.linear_gradient("L").resize(page.size).point(lambda value: 255 - value // 3)
    return Image.merge(
        "RGB", [Image.composite(band, band.point(lambda value: value * 2 // 3), light) for band in seen.split()]
    )


def _all_at_once(page: Any) -> Any:
    return _squeezed(_noisy(_slanted(2)(_stamped(_at_200(page)))))


def _worst(page: Any) -> Any:
    return _squeezed(_noisy(_slanted(2)(_stamped(_at_100(page))), _WORST_NOISE), _WORST_QUALITY)


#: What pages go through, by its name.
DAMAGES: dict[str, Callable[[Any], Any]] = {
    "300 dpi": _as_printed,
    "200 dpi": _at_200,
    "歪 +3°": _slanted(3),
    "歪 -3°": _slanted(-3),
    "噪点": _noisy,
    "红章压字": _stamped,
    "JPEG 40": _squeezed,
    "拍照透视": _photographed,
    "几样一起": _all_at_once,
    "最差的": _worst,
}

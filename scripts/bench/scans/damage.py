"""What becomes of a page between the printer and the scan: one function a kind, always the same for the same page."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

_NOISE = 22
_SEAL = (206, 32, 40)
_QUALITY = 40
#: Of a page on which many signs cannot be read.
_WORST_NOISE, _WORST_QUALITY = 36, 25


@dataclass(frozen=True)
class Accident:
    """How a page was laid on the glass, stamped and photographed (怎么弄坏).

    Attributes:
        slant: By how many degrees it is turned.
        seals: Where the seals stand, as shares of its width and height.
        leaning: How far the corners are off in a photograph, as shares of its width and height.
        grain: By what number noise is strewn.
    """

    slant: float = 3.0
    seals: tuple[tuple[float, float], ...] = ((1 / 2, 1 / 3), (2 / 3, 2 / 3))
    leaning: tuple[float, float, float, float] = (0.03, 0.02, 0.05, 0.01)
    grain: int = 7


def have_accident(dice: Random) -> Accident:
    """One that is like no other: up to three degrees either way, seals anywhere, corners up to a twentieth off."""
    seals = tuple((dice.uniform(0.15, 0.85), dice.uniform(0.12, 0.8)) for _ in range(2))
    a, b, c, d = (dice.uniform(0.005, 0.05) for _ in range(4))
    return Accident(dice.uniform(1, 3), seals, (a, b, c, d), dice.randrange(1000))


def _as_printed(page: Any) -> Any:
    return page


def _at_200(page: Any) -> Any:
    return page.resize((page.width * 2 // 3, page.height * 2 // 3))


def _slanted(degrees: float) -> Callable[[Any], Any]:
    return lambda page: page.rotate(degrees, fillcolor="white", expand=True, resample=3)


def _at_100(page: Any) -> Any:
    return page.resize((page.width // 3, page.height // 3))


def _noisy(page: Any, grain: int, noise: float = _NOISE) -> Any:
    import numpy
    from PIL import Image

    strewn = numpy.random.default_rng(grain).normal(0, noise, (page.height, page.width, 1))
    dark = numpy.asarray(page, dtype="float32") * 0.92 + 8 + strewn
    return Image.fromarray(dark.clip(0, 255).astype("uint8"))


def _stamped(page: Any, places: tuple[tuple[float, float], ...]) -> Any:
    """Round seals with their stars over the text."""
    from PIL import Image, ImageChops, ImageDraw

    seal = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(seal)
    radius = page.width // 12
    for x, y in ((int(page.width * across), int(page.height * down)) for across, down in places):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), outline=_SEAL, width=max(3, radius // 14))
        draw.regular_polygon((x, y, radius // 3), 3, fill=_SEAL)
        draw.regular_polygon((x, y, radius // 3), 3, rotation=180, fill=_SEAL)
    return ImageChops.multiply(page, seal)


def _squeezed(page: Any, quality: int = _QUALITY) -> Any:
    from PIL import Image

    out = io.BytesIO()
    page.save(out, "JPEG", quality=quality)
    return Image.open(out).convert("RGB")


def _photographed(page: Any, leaning: tuple[float, float, float, float]) -> Any:
    """Seen from one side, with the light falling off."""
    from PIL import Image

    wide, high = page.size
    a, b, c, d = (share * wide for share in leaning)
    corners = (-a, -b, -c, high + d, wide + b, high + a, wide + d, -c)
    seen = page.transform(page.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor="white")
    light = Image.linear_gradient("L").resize(page.size).point(lambda value: 255 - value // 3)
    return Image.merge(
        "RGB", [Image.composite(band, band.point(lambda value: value * 2 // 3), light) for band in seen.split()]
    )


def damages(accident: Accident) -> dict[str, Callable[[Any], Any]]:
    """What pages go through, by its name."""
    slant, seals, grain = accident.slant, accident.seals, accident.grain

    def all_at_once(page: Any) -> Any:
        return _squeezed(_noisy(_slanted(slant * 2 / 3)(_stamped(_at_200(page), seals)), grain))

    def worst(page: Any) -> Any:
        poor = _noisy(_slanted(slant * 2 / 3)(_stamped(_at_100(page), seals)), grain, _WORST_NOISE)
        return _squeezed(poor, _WORST_QUALITY)

    return {
        "300 dpi": _as_printed,
        "200 dpi": _at_200,
        "左歪": _slanted(slant),
        "右歪": _slanted(-slant),
        "噪点": lambda page: _noisy(page, grain),
        "红章压字": lambda page: _stamped(page, seals),
        "JPEG 40": _squeezed,
        "拍照透视": lambda page: _photographed(page, accident.leaning),
        "几样一起": all_at_once,
        "最差的": worst,
    }


#: What pages go through where nothing is left to chance.
DAMAGES = damages(Accident())

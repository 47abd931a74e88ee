"""Pages as pictures, from PDF, PNG, JPEG or TIFF: one after another, none larger than can be read."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from scripts.intake.manuscript import IntakeError
from scripts.intake.readers.ofd import count_ofd_pages, find_ofd_pages

MOST_PAGES = 60
#: An A3 page at 600 dpi has 70 million; a file that says that it has more is refused before it is unpacked.
MOST_PIXELS = 120_000_000
#: To this a longer side is scaled down: an A4 page at 300 dpi.
LONGEST_SIDE = 3508
#: So finely pages of a PDF are drawn; finer ones are not read better.
DOTS_PER_INCH = 250
_LEAST_SIDE = 200


def count_pages(content: bytes) -> int:
    """How many pages a scan has.

    Args:
        content: As for `find_pages`.

    Raises:
        IntakeError: There are too many, or the file is broken.
    """
    if content.startswith(b"PK"):
        pages, pictures = count_ofd_pages(content)
        _few(pictures)
        return pages
    with _pdf(content) if b"%PDF-" in content[:1024] else _picture(content) as (_, pages):
        return pages


def find_pages(content: bytes) -> Iterator[Any]:
    """Yield the pages of a scan as pictures in three colours.

    Args:
        content: All bytes of a PDF, OFD, PNG, JPEG or TIFF.

    Yields:
        Pictures of Pillow, upright as the file says, the longer side at most `LONGEST_SIDE` pixels; a page of an OFD
        that holds text as it is read.

    Raises:
        IntakeError: There are too many pages, a page is too large or too small, or the file is broken.
    """
    if content.startswith(b"PK"):
        for page in find_ofd_pages(content):
            yield from _of_picture(page) if isinstance(page, bytes) else [page]
        return
    yield from _of_pdf(content) if b"%PDF-" in content[:1024] else _of_picture(content)


def _of_pdf(content: bytes) -> Iterator[Any]:
    with _pdf(content) as (document, pages):
        for number in range(pages):
            with closing(document[number]) as page:
                width, height = page.get_size()
                scale = min(DOTS_PER_INCH / 72, LONGEST_SIDE / max(width, height, 1))
                yield page.render(scale=scale).to_pil().convert("RGB")


def _of_picture(content: bytes) -> Iterator[Any]:
    from PIL import ImageOps

    with _picture(content) as (picture, pages):
        for number in range(pages):
            picture.seek(number)
            _require_size(picture.size, number + 1)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            # In black and white alone, or in colours by number, pixels between are dropped and not blended.
            page = picture.convert({"1": "L", "P": "RGBA"}.get(picture.mode, picture.mode))
            page.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            yield _on_white(ImageOps.exif_transpose(page))


@contextmanager
def _pdf(content: bytes) -> Iterator[tuple[Any, int]]:
    """A PDF, and how many pages it has."""
    import pypdfium2

    opened: Any = pypdfium2.PdfDocument
    try:
        with closing(opened(content)) as document:
            yield document, _few(len(document))
    except pypdfium2.PdfiumError as exc:
        raise IntakeError("PDF 文件不完整或已损坏，读不出来。改法：重新复制，或重新扫描。") from exc


@contextmanager
def _picture(content: bytes) -> Iterator[tuple[Any, int]]:
    """A picture of Pillow, and how many pages it has."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Its own bound is another one than ours, which is looked at below.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "TIFF")) as picture:
                yield picture, _few(getattr(picture, "n_frames", 1))
    except IntakeError:
        raise
    except Image.DecompressionBombError as exc:
        raise IntakeError("图片的点数多得不合常理，没有打开。改法：按 300 dpi 重新扫描，A4 约 2480×3508 点。") from exc
    except (OSError, ValueError, SyntaxError, EOFError) as exc:
        raise IntakeError("图片不完整或已损坏，读不出来。改法：重新复制，或重新扫描。") from exc


def _on_white(page: Any) -> Any:
    """A page in three colours; what is clear is white, as paper is."""
    from PIL import Image

    if page.mode in {"RGBA", "LA", "PA"} or "transparency" in page.info:
        page = page.convert("RGBA")
        paper = Image.new("RGBA", page.size, "white")
        page = Image.alpha_composite(paper, page)
    elif page.mode.startswith("I;16"):
        page = page.point(lambda value: value / 256).convert("L")
    return page.convert("RGB")


def _few(pages: int) -> int:
    if pages > MOST_PAGES:
        raise IntakeError(
            f"扫描件有 {pages} 页，最多 {MOST_PAGES} 页。改法：只扫描总结所在的页；确实更长的，分成几份，各成一页。"
        )
    return pages


def _require_size(size: tuple[int, int], number: int) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        raise IntakeError(
            f"扫描件第 {number} 页有 {width}×{height} 点，太大。改法：按 300 dpi 重新扫描，A4 约 2480×3508 点。"
        )
    if max(width, height) < _LEAST_SIDE:
        raise IntakeError(f"图片只有 {width}×{height} 点，看不清字。改法：按 300 dpi 重新扫描。")

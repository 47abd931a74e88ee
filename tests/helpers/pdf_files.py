"""Makes small PDF files of Latin text, byte by byte."""

from __future__ import annotations

HEIGHT = 842


def show(x: float, y: float, text: str, matrix: str = "1 0 0 1") -> str:
    """The operators that show a text at a place, in points from the foot of the page."""
    return f"BT /F1 12 Tf {matrix} {x} {y} Tm ({text}) Tj ET\n"


def make_pdf(*pages: str, of_page: str = "", unnamed: bool = False) -> bytes:
    """A PDF with one page of 595 by 842 points for each stream of operators."""
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    if unnamed:
        # Characters that the font itself calls by names without a meaning.
        names = " ".join(f"/q{code}" for code in range(97, 123))
        font = font.replace("/WinAnsiEncoding", f"<< /Type /Encoding /Differences [97 {names}] >>")
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>", font]
    for index, content in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 {HEIGHT}] /Contents {5 + 2 * index} 0 R "
            f"/Resources << /Font << /F1 3 0 R >> >> {of_page} >>"
        )
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    return _assemble([text.encode("latin-1") for text in objects])


def _assemble(objects: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(out)

"""Small OFD files (GB/T 33190), part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

_NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SIZE = 5.64


def text(words: str, x: float, y: float, *, more: str = "", code: str = "") -> str:
    """A text object of 16 points with its baseline at a place, in millimetres from the upper left corner."""
    step = code or f'DeltaX="g {max(0, len(words) - 1)} {_SIZE}"'
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - 5} 160 8" Font="1" Size="{_SIZE}" {more}>'
        f'<ofd:TextCode X="0" Y="5" {step}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def picture(name: str) -> str:
    """A picture over the whole page."""
    return f'<ofd:ImageObject ID="8" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="{name}"/>'


def make_ofd(
    *pages: Sequence[str],
    template: Sequence[str] = (),
    attachment: str = "",
    seals: int = 0,
    media: Mapping[str, bytes] | None = None,
    units: str = "",
) -> bytes:
    """An OFD file of pages, each given by its objects."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    behind = '<ofd:TemplatePage ID="70" BaseLoc="Tpls/T.xml"/>' if template else ""
    found = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>" if attachment else ""
    signed = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>" if seals else ""
    rows = "".join(
        f'<ofd:MultiMedia ID="{name}" Type="Image"><ofd:MediaFile>{name}.png</ofd:MediaFile></ofd:MultiMedia>'
        for name in media or {}
    )
    parts: dict[str, str | bytes] = {
        "OFD.xml": (
            f"<ofd:OFD {_NS}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{signed}</ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {_NS}><ofd:CommonData>"
            "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{behind}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages>{found}</ofd:Document>"
        ),
        "Doc_0/DocumentRes.xml": (
            f'<ofd:Res {_NS} BaseLoc="Res"><ofd:MultiMedias>{rows}</ofd:MultiMedias>'
            f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>"
        ),
    }
    for n, objects in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{n}/Content.xml"] = _page(objects, bool(template))
    if template:
        parts["Doc_0/Tpls/T.xml"] = _page(template, False)
    if attachment:
        row = f'<ofd:Attachment ID="1" Name="{attachment}"/>'
        parts["Doc_0/Attachs/Attachments.xml"] = f"<ofd:Attachments {_NS}>{row}</ofd:Attachments>"
    if seals:
        rows = "".join(f'<ofd:Signature ID="s{n}" BaseLoc="Sign_{n}/Signature.xml"/>' for n in range(seals))
        parts["Doc_0/Signs/Signatures.xml"] = f"<ofd:Signatures {_NS}>{rows}</ofd:Signatures>"
    parts |= {f"Doc_0/Res/{name}.png": content for name, content in (media or {}).items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _page(objects: Sequence[str], has_template: bool) -> str:
    behind = '<ofd:Template TemplateID="70" ZOrder="Background"/>' if has_template else ""
    layer = f'<ofd:Layer ID="2">{"".join(objects)}</ofd:Layer>'
    return f"<ofd:Page {_NS}>{behind}<ofd:Content>{layer}</ofd:Content></ofd:Page>"

"""A page that was printed, stamped and laid on the glass a little askew, as an office has it of an old year."""

from __future__ import annotations

import io

from scripts.bench.scans.damage import DAMAGES

_DOTS_PER_INCH = 200
_PAGE = """\
#set page(width: 210mm, height: 297mm, margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))
#set text(font: "Noto Serif CJK SC", size: 16pt, lang: "zh")
#set par(leading: 14pt, justify: true, first-line-indent: (amount: 2em, all: true))
#align(center)[#text(size: 22pt)[XX乡党委2019年度工作总结]]
*一、工作开展情况*

（一）压实主体责任。党委会专题研究全面从严治党工作4次，与班子成员、村干部签订责任书23份，听取分管领导汇报12次。

（二）抓实教育提醒。组织警示教育6场次，全年开展谈话提醒56人次、集体约谈3次，书记李某讲党课2次。

*二、存在的问题*

（一）个别村重业务、轻廉政，谈话记录不全。
"""


def make_scan() -> bytes:
    """Make the page.

    Returns:
        A JPEG, always the same.
    """
    import typst
    from PIL import Image

    page = Image.open(io.BytesIO(typst.compile(_PAGE.encode(), format="png", ppi=_DOTS_PER_INCH))).convert("RGB")
    scanned, out = (
        DAMAGES["红章压字"](page).rotate(1, fillcolor="white", resample=Image.Resampling.BICUBIC),
        io.BytesIO(),
    )
    scanned.save(out, "JPEG", quality=80)
    return out.getvalue()

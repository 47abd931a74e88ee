"""What a built page shows under an item besides its own words: its id, provisions, the state of its ledger entry.

A search that finds a phrase there is neither right nor wrong about the item's text.
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from lxml import etree

_HEADINGS = {f"h{level}" for level in range(1, 7)}


def read_shown(site: Path, names: list[str]) -> dict[str, str]:
    """Everything that stands under the items' headings on their built pages.

    Args:
        site: The folder of a built site.
        names: Names of its items, such as `2023#m2`.

    Returns:
        Text by name; an item that no page shows is left out.
    """
    texts: dict[str, str] = {}
    for key in dict.fromkeys(name.partition("#")[0] for name in names):
        page = etree.fromstring((site / f"reports/{key}.html").read_bytes(), etree.HTMLParser(encoding="utf-8"))
        for heading in page.xpath("//article//*[self::h2 or self::h3][@id]"):
            texts[f"{key}#{heading.get('id')}"] = _section(heading)
    return {name: texts[name] for name in names if name in texts}


def _section(heading: etree._Element) -> str:
    blocks = takewhile(lambda element: element.tag not in _HEADINGS, heading.itersiblings())
    return "\n".join("".join(block.itertext()) for block in (heading, *blocks))

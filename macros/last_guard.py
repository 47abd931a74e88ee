"""The last guard of a data page: whatever its tree holds that Markdown did not write itself reaches no browser."""

from __future__ import annotations

from xml.etree import ElementTree

from macros.corpus import is_allowed_address
from macros.errors import SiteError

#: What Markdown itself writes; anything else came in by a way that must not exist.
_ATTRIBUTES = {"id", "class", "href", "src", "alt", "title", "start", "align", "colspan", "rowspan"}


def check_tree(root: ElementTree.Element, page_id: str) -> None:
    """See that whatever the checks missed does not reach a browser.

    Args:
        root: The tree of a page, before anything of ours is put into it.
        page_id: The id of its title, for the message.

    Raises:
        SiteError: An attribute or an address is none that Markdown has written.
    """
    for element in root.iter():
        strange = set(element.keys()) - _ATTRIBUTES
        image = element.tag == "img"
        address = element.get("src" if image else "href", "")
        if strange or not is_allowed_address(address, image=image):
            found = f"属性 {'、'.join(sorted(strange))}" if strange else f"地址 {address}"
            raise SiteError(
                f"#{page_id}：页面里有不允许的{found}。改法：运行 python3 scripts/site.py check，按提示改正。"
            )

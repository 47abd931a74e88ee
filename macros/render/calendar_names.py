"""Where the calendars of what falls due stand on the site: addresses that stay, since programs subscribe to them."""

from __future__ import annotations

import hashlib

#: The page of what falls due, which is for 班子 and leads to them; where it is not, they are not.
DUE_PAGE = "due.md"
#: Their folder on the site.
CALENDARS = "calendar"


def calendar_path(folder: str, key: str = "") -> str:
    """The path of a calendar under the site's root.

    Args:
        folder: The unit's folder; empty for the top folder.
        key: The post's, as `macros.domain.posts.post_key` gives it; empty for all posts of the unit. It goes into
            the name as a digest: an address in Chinese is not one that every office program keeps.
    """
    name = f"post-{hashlib.sha256(key.encode()).hexdigest()[:10]}" if key else "all"
    return "/".join(filter(None, (CALENDARS, folder, f"{name}.ics")))

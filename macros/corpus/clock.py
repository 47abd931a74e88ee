"""What counts as today."""

from __future__ import annotations

import os
from datetime import date, timedelta

from macros.errors import SiteError

_SECONDS_A_DAY = 86_400


def today() -> date:
    """The one date that 逾期, 现行 and the banners are decided by.

    `SOURCE_DATE_EPOCH` (seconds since 1970, UTC; reproducible-builds.org) when
    it is set, which is also how `--as-of` reaches a generator; else the day.

    Raises:
        SiteError: The variable holds no whole number, or one beyond the calendar.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return date.today()
    try:
        return date(1970, 1, 1) + timedelta(days=int(epoch) // _SECONDS_A_DAY)
    except (ValueError, OverflowError):
        raise SiteError(
            f"环境变量 SOURCE_DATE_EPOCH 写的是“{epoch}”，应为 1970 年以来的秒数。改法：改正或去掉它。"
        ) from None

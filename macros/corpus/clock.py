"""What counts as today."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The one date that 逾期, 现行 and the banners are decided by.

    `SOURCE_DATE_EPOCH` (seconds since 1970, UTC; reproducible-builds.org) when
    it is set, which is also how `--as-of` reaches a generator; else the day.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    return date.today()

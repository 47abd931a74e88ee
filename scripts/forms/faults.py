"""What ends the filling of a form."""

from __future__ import annotations

from macros.errors import SiteError


class FormError(SiteError):
    """A form cannot be read or filled; its text is one Chinese line."""

    meaning = "上级的表读不了、填不了，或者对应写得不对；没有写文件"
    remedy = "照提示另存、改正，再运行一次"

"""The pages of a preview and what is wrong with them, as of now."""

from __future__ import annotations

from macros.corpus import FollowedPages, today
from macros.errors import ContentErrors
from macros.findings import Finding
from scripts.build.content_checks import survey_project
from scripts.build.kept_parses import KeptParses
from scripts.build.preview.checking import CheckBehind
from scripts.setup.project import Project
from scripts.setup.unforeseen import describe_unforeseen


class LiveCorpus:
    """What is shown of the pages, and what is known to be wrong with them.

    A page is read again at once, and what is wrong with it by itself is known
    then; what pages say together is checked behind. Until that is done, what
    was found before stands where nobody has touched the page since.

    Attributes:
        pages: The pages as they can be shown.
        change: Counts the changes that were noticed.
    """

    def __init__(self, project: Project) -> None:
        docs = project.docs.resolve()
        self.pages = FollowedPages(docs)
        self.change = 0
        self._work = project.work
        parses = KeptParses(project)

        def find() -> list[Finding]:
            parses.keep()
            return survey_project(project)[1]

        self._day = today()
        self._touched: dict[str, int] = {}
        self._check = CheckBehind(find)
        self._told = 0

    def look(self) -> bool:
        """Take up what has changed since the last look, the day included; tell whether anything has."""
        touched, day = self.pages.look(), today()
        if not touched and day == self._day:
            return False
        self.change, self._day = self.change + 1, day
        self._touched |= dict.fromkeys(touched, self.change)
        return True

    def check(self) -> None:
        """Have the pages checked as they are now."""
        self._check.want(self.change)

    @property
    def faults(self) -> tuple[Finding, ...]:
        """All that is known to be wrong."""
        last = self._check.last
        if last and last.change == self.change:
            return last.faults
        found = last.faults if last else ()
        since = last.change if last else 0
        before = (fault for fault in found if self._touched.get(fault.file.removeprefix("docs/"), 0) <= since)
        return tuple(dict.fromkeys((*self.pages.faults, *before)))

    def tell(self) -> str:
        """What is to be said of a check that has come to its end since this was asked; else nothing."""
        if error := self._check.fault:
            self._check.fault = None
            return describe_unforeseen(error, "serve", self._work)
        last = self._check.last
        if not last or last.change == self._told:
            return ""
        self._told = last.change
        return f"{ContentErrors(last.faults)}\n改正后自动更新。" if last.faults else "检查完毕：内容无误。"

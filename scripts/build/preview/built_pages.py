"""The pages of a preview in the plain way: the whole site is built again after each edit."""

from __future__ import annotations

import threading
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from macros.corpus.settings import builds_plainly
from macros.errors import SiteError
from scripts.build import pipeline
from scripts.build.pipeline import FileWriter
from scripts.build.preview.answers import Answer, News
from scripts.build.preview.notice import UNBUILT, put_on_top
from scripts.build.preview.watching import Watch, program_of
from scripts.setup.console import Console
from scripts.setup.project import Project
from scripts.setup.unforeseen import describe_unforeseen

_ERROR_PAGE = "404.html"


class BuiltPages:
    """The site as it was last built, and what has kept it from being built since.

    Args:
        project: What the site is made from.
        console: Where to tell what is done.
        write_files: Writes the files that pages offer.
        is_plain: Whether nothing is to be leaned on that the generator does not promise.

    Raises:
        SiteError: The first build did not come about.
    """

    def __init__(self, project: Project, console: Console, write_files: FileWriter | None, *, is_plain: bool) -> None:
        self.reloads = not is_plain and not builds_plainly(project.docs)
        self._project, self._console, self._write_files = project, console, write_files
        self._watch = Watch([project.docs, *program_of(project)])
        self._builds = 0
        self._fault = ""
        # Whoever looks at a page while the site is built waits for the new one.
        self._building = threading.Lock()
        pipeline.refresh(project, console, write_files)

    def look(self) -> News:
        """Build where anything has changed; a fault is told, and the last good site stays."""
        told = ""
        if self._watch.has_changed():
            with self._building:
                told = self._build()
        return News(str(self._builds), told)

    def answer(self, address: str) -> Answer:
        """Give what was built at an address."""
        with self._building:
            file = self._find(address)
            if file and file.suffix != ".html":
                return Answer(file=str(file))
            page = file or self._find(_ERROR_PAGE)
            body = put_on_top(page.read_bytes(), UNBUILT, self._fault.splitlines()) if page else b""
            status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
            return Answer(status, body, is_page=True, state=str(self._builds))

    def close(self) -> None:
        """Nothing works for it."""

    def _build(self) -> str:
        self._builds += 1
        try:
            pipeline.refresh(self._project, self._console, self._write_files)
        except SiteError as error:
            self._fault = str(error)
            return f"{self._fault}\n改正后自动重新生成，浏览器中仍是上一次的站点。"
        except Exception as error:
            self._fault = describe_unforeseen(error, "serve", self._project.work)
            return f"{self._fault}\n浏览器中仍是上一次的站点。"
        self._fault = ""
        return ""

    def _find(self, address: str) -> Path | None:
        path = PurePosixPath(address)
        file = self._project.preview.joinpath(*path.parts)
        return file if ".." not in path.parts and not path.is_absolute() and file.is_file() else None

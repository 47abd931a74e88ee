"""Makes single pages of a site, each as a build of the whole makes it.

That leans on the functions by which MkDocs makes one page of many, and on what
they take. Where they are not as they are known here, whoever wants a page has
the whole site built.
"""

from __future__ import annotations

import inspect
import logging
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from macros.page_text.headings import heading_words, parse_heading
from macros.page_text.splitting import split_text

#: The functions of MkDocs that are called, and what they take.
_TAKES = {
    "_populate_page": ["page", "config", "files", "dirty"],
    "_build_page": ["page", "config", "doc_files", "nav", "env", "dirty", "excluded"],
    "_build_theme_template": ["template_name", "env", "files", "config", "nav"],
}

#: A title without a character that Markdown or macros could make something else of.
_PLAIN = re.compile(r"[\w、，（）《》“”：-]+")
_SAYS_TITLE = re.compile(r"\s*[\"']?title\b")


def can_make_pages() -> bool:
    """Whether MkDocs makes a page as it is known here."""
    functions = {name: getattr(build, name, None) for name in _TAKES}
    return all(callable(f) and list(inspect.signature(f).parameters) == _TAKES[name] for name, f in functions.items())


class NotMadeError(Exception):
    """A page could not be made; the text is what the generator complained of."""


@dataclass(frozen=True)
class Made:
    """A page as a build writes it, and what the generator complained of meanwhile."""

    html: bytes
    complaints: tuple[str, ...]


class PageMaker:
    """A site of which pages are made one by one.

    Args:
        folder: Holds mkdocs.yml and what it names.
        out: Folder for pages on their way; what was made last of each stays there.
    """

    def __init__(self, folder: Path, out: Path) -> None:
        self._config = load_config(str(folder / "mkdocs.yml"), site_dir=str(out))
        self._config.plugins.on_startup(command="build", dirty=False)
        self._config = self._config.plugins.on_config(self._config)
        self._populated: dict[str, tuple[str, ...]] = {}
        self._nav = Navigation([], [])
        self._files = Files([])
        self._untitled: list[Page] = []
        self._addresses: dict[str, File] = {}

    def list_anew(self, texts: Mapping[str, str], left_out: Collection[str]) -> tuple[str, ...]:
        """Take up which files there are.

        Args:
            texts: The pages that are not to be read from the disk, with their text.
            left_out: Paths of pages that are not to be there.

        Returns:
            What the generator complains of.

        Raises:
            NotMadeError: The site cannot be made as its settings have it.
        """
        with _collecting() as complaints:
            self._list(texts, left_out)
        self.forget()
        return tuple(complaints)

    def _list(self, texts: Mapping[str, str], left_out: Collection[str]) -> None:
        config = self._config
        config.plugins.on_pre_build(config=config)
        files = Files([file for file in get_files(config) if file.src_uri not in left_out])
        for path, text in texts.items():
            if file := files.get_file_from_path(path):
                file.content_string = text
        env = config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = get_navigation(files, config)
        self._nav, self._files = config.plugins.on_nav(nav, config=config, files=files), files
        self._env = config.plugins.on_env(env, config=config, files=files)
        self._untitled = [page for page in self._nav.pages if page.title is None]
        self._addresses = {file.dest_uri: file for file in files}

    def forget(self) -> None:
        """Make every page anew from now on: something that they are made of has changed."""
        self._populated.clear()

    def source_of(self, address: str) -> str:
        """The path of the page that is shown at an address; empty where there is none."""
        file = self._addresses.get(address)
        return file.src_uri if file and file.is_documentation_page() else ""

    def file_at(self, address: str) -> Path | None:
        """The file that is copied to an address."""
        file = self._addresses.get(address)
        return Path(file.abs_src_path) if file and file.abs_src_path and not file.is_documentation_page() else None

    def make(self, path: str) -> Made:
        """Make a page.

        Args:
            path: Its path under docs.

        Raises:
            NotMadeError: It could not be made.
        """
        file = self._files.src_uris[path]
        page = file.page or Page(None, file, self._config)
        complaints = self._populate(page)
        # Templates may name the title of any page that is in the navigation.
        for other in self._untitled:
            if other is not page:
                self._know_title(other)
        with _collecting() as more:
            build._build_page(page, self._config, self._files.documentation_pages(), self._nav, self._env)
            page.validate_anchor_links(files=self._files, log_level=self._config.validation.links.anchors)
        return Made(Path(file.abs_dest_path).read_bytes(), (*complaints, *more))

    def last_made(self, path: str) -> bytes | None:
        """A page as it was made the last time; None where it never was."""
        file = Path(self._files.src_uris[path].abs_dest_path)
        return file.read_bytes() if file.is_file() else None

    def make_template(self, address: str) -> bytes | None:
        """Make what the theme itself has at an address, such as the page of errors; None where it has nothing there."""
        name = address.removesuffix(".gz")
        if name not in self._config.theme.static_templates:
            return None
        with _collecting():
            build._build_theme_template(name, self._env, self._files, self._config, self._nav)
        file = Path(self._config.site_dir, address)
        return file.read_bytes() if file.is_file() else None

    def _know_title(self, page: Page) -> None:
        """Have the title of a page, of its first line where that says it plainly."""
        split = split_text(page.file.content_string)
        first = next((line for line in split.body if line.strip()), "")
        if page.file.src_uri in self._populated:
            return
        title = parse_heading(first, 0)
        is_plain = title and title.level == 1 and title.text == heading_words(first) and _PLAIN.fullmatch(title.text)
        if title and is_plain and not any(map(_SAYS_TITLE.match, split.front)):
            page.markdown, page.meta, page._title_from_render = first, {}, title.text
        else:
            self._populate(page)

    def _populate(self, page: Page) -> tuple[str, ...]:
        """Make HTML of the Markdown of a page, unless that was done; give the complaints."""
        path = page.file.src_uri
        if path not in self._populated:
            with _collecting() as complaints:
                build._populate_page(page, self._config, self._files)
            self._populated[path] = tuple(complaints)
        return self._populated[path]


class _Listener(logging.Handler):
    """Keeps what would stop a strict build."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.complaints: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.complaints.append(record.getMessage())


@contextmanager
def _collecting() -> Iterator[list[str]]:
    """Collect what the generator complains of; what ends its work, be it the whole process, is one kind of error."""
    listener, log = _Listener(), logging.getLogger("mkdocs")
    log.addHandler(listener)
    try:
        yield listener.complaints
    except (Exception, SystemExit) as error:
        raise NotMadeError("\n".join(listener.complaints) or str(error)) from error
    finally:
        log.removeHandler(listener)

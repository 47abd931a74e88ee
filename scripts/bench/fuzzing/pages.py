"""Damaged pages and settings, and damaged packs for the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import yaml

from macros.corpus import Source
from macros.corpus.pages import find_files
from macros.corpus.settings import builds_plainly, shows_carried_over, shows_gaps
from macros.errors import ContentErrors
from scripts.bench.fuzzing.mutations import mutate_archive, mutate_text, pack
from scripts.bench.fuzzing.target import Inputs, SilentConsole
from scripts.build.content_checks import check_pages, find_remarks, load_pages
from scripts.build.copy_remarks import find_copied
from scripts.build.search_data.writing import make_search_data
from scripts.build.settings_checks import find_setting_faults, hook_files
from scripts.changes.foreign_list import MANIFEST, digest_of
from scripts.publishing.staging import narrow_settings
from scripts.register.archive import RegisterPack, read_pack
from scripts.register.exporting import make_pack
from scripts.register.updating import UpdateRequest, plan_update

_SETTINGS = "mkdocs.yml"
_NAMES = ("INHERIT", "hooks", "plugins", "extra", "nav", "theme", "docs_dir", "markdown_extensions")
_VALUES = ("", "true", "false", "0", "abc", "[]", "{}", "[a, {b: c}]", "{a: [1]}", "null", "1e9", "''")


class Pages:
    """The pages of a site, one or some of them damaged, gone, or another's in their place."""

    name, title = "pages", "页面"

    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self._texts = {path: (docs / path).read_bytes() for path in find_files(docs) if path.endswith(".md")}

    def damage(self, chance: Random) -> Inputs:
        """A page in most cases, some in a few."""
        paths = chance.sample(sorted(self._texts), min(chance.choice((1, 1, 1, 2, 5)), len(self._texts)))
        return {path: self._damaged(path, chance) for path in paths}

    def _damaged(self, path: str, chance: Random) -> bytes | None:
        match chance.randrange(20):
            case 0:
                return None
            case 1:
                return chance.choice((b"", b"\xff\xfe", b"---\n---\n", b"\n" * 50, b"---\n"))
            case 2:
                return self._texts[chance.choice(sorted(self._texts))]
        return mutate_text(self._texts[path].decode(), chance).encode("utf-8", "surrogatepass")

    def read(self, inputs: Inputs, _folder: Path) -> None:
        """Load, check, proofread, and make the search data."""
        corpus = load_pages(Source(self._docs, inputs))
        try:
            check_pages(corpus)
        finally:
            # Whether or not a page is at fault, what stands beside it is told.
            list(find_remarks(corpus))
            list(find_copied(corpus))
        make_search_data(corpus)

    def close(self) -> None:
        """Nothing is held."""


class SiteSettings:
    """The settings of a site."""

    name, title = "settings", "设置"

    def __init__(self, folder: Path) -> None:
        self._text = (folder / _SETTINGS).read_text(encoding="utf-8")
        self._docs = folder / "docs"
        self._pages = find_files(self._docs)

    def damage(self, chance: Random) -> Inputs:
        """The settings with a slip, at any place: they have no front matter."""
        text = mutate_text(self._text, chance) if chance.random() < 1 / 2 else _with_line(self._text, chance)
        return {_SETTINGS: text.encode("utf-8", "surrogatepass")}

    def read(self, inputs: Inputs, folder: Path) -> None:
        """Check them, then do with them whatever is done before a generator has them."""
        (folder / _SETTINGS).write_bytes(inputs[_SETTINGS] or b"")
        if faults := find_setting_faults(folder):
            raise ContentErrors(faults)
        hook_files(folder)
        for ask in (builds_plainly, shows_gaps, shows_carried_over):
            ask(folder / "docs")
        narrowed = narrow_settings((folder / _SETTINGS).read_text(encoding="utf-8"), self._docs, self._pages)
        yaml.safe_load(narrowed)

    def close(self) -> None:
        """Nothing is held."""


def _with_line(text: str, chance: Random) -> str:
    """Settings with one value replaced by another kind of value."""
    lines = text.split("\n")
    at = chance.choice([number for number, line in enumerate(lines) if ":" in line])
    value = chance.choice(("", "true", "false", "0", "abc", "[]", "{}", "[a, {b: c}]", "{a: [1]}", "null", "1e9", "''"))
    name = chance.choice(
        (lines[at].partition(":")[0], "INHERIT", "hooks", "plugins", "extra", "nav", "theme", "docs_dir")
    )
    lines[at] = f"{name}: {value}"
    return "\n".join(lines)


class Packs:
    """Packs of facts for the register, their list still true in some, so that what they hold is looked at."""

    name, title = "packs", "法规资料包"

    def __init__(self, docs: Path) -> None:
        self._docs = docs
        self._pack, _ = make_pack(docs)

    def damage(self, chance: Random) -> Inputs:
        """A pack with a damaged page that it says is whole, or damaged itself."""
        path = chance.choice(sorted(self._pack.pages))
        if chance.random() < 1 / 3:
            return {"pack.zip": mutate_archive(_packed(self._pack), chance)}
        text = mutate_text(self._pack.pages[path], chance).encode("utf-8", "replace").decode()
        return {"pack.zip": _packed(_with_page(self._pack, path, text))}

    def read(self, inputs: Inputs, folder: Path) -> None:
        """Read it, and put it together with the pages."""
        file = folder / "pack.zip"
        file.write_bytes(inputs["pack.zip"] or b"")
        plan_update(self._docs, read_pack(file), UpdateRequest(file, older=True), SilentConsole())

    def close(self) -> None:
        """Nothing is held."""


def _with_page(whole: RegisterPack, path: str, text: str) -> RegisterPack:
    pages = {**whole.pages, path: text}
    files = {name: digest_of(page.encode()) for name, page in pages.items()}
    return RegisterPack(replace(whole.manifest, files=files), pages)


def _packed(whole: RegisterPack) -> bytes:
    texts: Mapping[str, str] = {MANIFEST: whole.manifest.as_text(), **whole.pages}
    return pack([(name, text.encode()) for name, text in texts.items()])

"""A pack from the pages of a site: facts and digests, never an official text, never an office's own checks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from typing import Any

from macros.corpus import today
from macros.corpus.pages import PageKind, page_kind
from macros.domain.regulations import TextKind
from macros.page_text.splitting import plain_lines
from scripts.build.content_checks import check_corpus
from scripts.changes.foreign_list import digest_of
from scripts.register.archive import KINDS, RegisterPack, RegisterPackError
from scripts.register.manifest import PackManifest
from scripts.register.page_text import PageSection, PageText, read_split

_WORKS = frozenset({PageKind.REGULATION, PageKind.EDITION})


def make_pack(docs: Path, regulations: Collection[str] = ()) -> tuple[RegisterPack, list[str]]:
    """Make a pack of the register, or of some regulations in it.

    Args:
        docs: The folder of the pages.
        regulations: Ids of regulations; empty for all, with concepts, duties and usages.

    Returns:
        The pack, and the titles of the pages whose official text stays behind.

    Raises:
        ContentErrors: The pages are at fault.
        RegisterPackError: A regulation is not there, or the register has no date to which it was checked.
    """
    corpus = check_corpus(docs)
    if unknown := [name for name in regulations if name not in corpus.yearbook.regulations]:
        raise RegisterPackError(
            f"没有登记 {'、'.join(unknown)}。改法：--regulation 后面写 docs/regulations/ 下的文件夹名。"
        )
    checked = corpus.yearbook.checked_as_of
    if checked is None:
        raise RegisterPackError("docs/regulations/index.md 没有写 checked_as_of。改法：写上法规信息核对到哪一天。")
    wanted = [path for path in sorted(corpus.pages) if _is_wanted(path, regulations)]
    pages = {path: read_split(docs, path) for path in wanted}
    left = [page.name for page in pages.values() if page.fields.get("text") == TextKind.OFFICIAL]
    # However its files end their lines on this machine.
    texts = {path: "\n".join(plain_lines(export_page(page).text())) for path, page in pages.items()}
    files = {path: digest_of(text.encode()) for path, text in texts.items()}
    return RegisterPack(PackManifest(today(), checked, not regulations, files), texts), left


def export_page(page: PageText) -> PageText:
    """A page as a pack carries it."""
    fields = {name: _unchecked(value) for name, value in page.fields.items()}
    title, sections = page.title, page.sections
    if fields.get("text") == TextKind.OFFICIAL:
        left = {"source", "digest"}
        fields = {name: value for name, value in fields.items() if name not in left} | {"text": str(TextKind.FACTS)}
        title, sections = PageSection(title.id, title.heading, ""), ()
    return replace(page.with_fields(fields), title=title, sections=sections)


def _unchecked(value: Any) -> Any:
    """A fact without the office's own confirmation, which is nobody else's."""
    return {key: inner for key, inner in value.items() if key != "checked"} if isinstance(value, dict) else value


def _is_wanted(path: str, regulations: Collection[str]) -> bool:
    kind = page_kind(path)
    return kind in KINDS and (not regulations or (kind in _WORKS and path.split("/")[1] in regulations))

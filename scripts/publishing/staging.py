"""A copy of the project with only what certain readers may see, for the ordinary build to work on.

Whatever a page shows is computed from the pages beside it. In a folder that
holds nothing above the readers, no index, count, chain, search shard or
comparison can hold anything above them either.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from macros.corpus.audiences import find_addresses
from macros.corpus.findings import Findings
from macros.corpus.pages import SourcePage, find_files, parse_page
from macros.corpus.settings import WITHHELD_LEDGERS
from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.build.content_checks import check_corpus, describe_mixture
from scripts.build.search_data import SEARCH_DATA
from scripts.build.settings_checks import hook_files, require_sound_settings
from scripts.publishing.reduction import reduce_page
from scripts.publishing.scanned_papers import require_read
from scripts.publishing.sight import Sight, find_sight
from scripts.publishing.signed_papers import hand_over_signed_texts, require_signed
from scripts.setup.project import Project


class PublishError(SiteError):
    """Nothing was published; the text says why and what to do."""

    meaning = "没有发布：文件夹不对、示例与本单位的材料混在一起，或者要退回、撤下的没有；读者看到的没有改动"
    remedy = "照提示改好再运行，见[发布和退回](publishing.md)"


@dataclass(frozen=True)
class Staged:
    """A project made for some readers (取出的项目).

    Attributes:
        project: The copy.
        sight: What it was made from.
        left_out: Files under docs, no pages, that no page of anybody leads to.
    """

    project: Project
    sight: Sight
    left_out: tuple[str, ...]


def stage(
    project: Project, reader: Audience, folder: Path, withdrawn: Collection[str] = (), *, again: bool = False
) -> Staged:
    """Copy a project, check the copy, and take from it what the readers may not see.

    The copy is checked and cut, not the folder that somebody may be editing.

    Args:
        project: The office's project.
        reader: For whom.
        folder: Where the copy goes; must not be there.
        withdrawn: Paths under docs of pages that were taken back.
        again: Whether it is what these readers have had already: then nothing is asked of papers that go out.

    Raises:
        ContentErrors: The content or the settings are wrong.
        PublishError: Samples stand beside the office's own papers.
        UnreadError: A paper was read from a scan, and places of it were not looked at.
        UnsignedError: A paper lacks steps of sign-off that these readers' site asks for.
    """
    require_sound_settings(project.folder)
    copy = replace(project, folder=folder, audience=reader, is_part=True)
    _copy(project, copy)
    corpus = check_corpus(copy.docs)
    if mixture := describe_mixture(corpus.yearbook):
        raise PublishError(mixture)
    sight = find_sight(corpus, reader, withdrawn, project.unit)
    if project.unit and project.unit not in corpus.yearbook.units:
        raise PublishError(f"没有单位 {project.unit} 的材料。改法：--unit 写单位在 docs/reports/ 下的文件夹。")
    if bound := sorted(path for path in sight.gone if path.endswith("index.md")):
        why = "还没有正文" if bound[0] in sight.unwritten else "别的单位" if bound[0] in sight.neighbours else "已撤下"
        raise PublishError(f"docs/{bound[0]} 的宏里写着{why}的材料。改法：在这一页删去那个宏，或改成不写年度。")
    if not again:
        require_read(sight)
        require_signed(sight, copy.docs)
    hand_over_signed_texts(project.docs, copy.docs, sight)
    config = folder / "mkdocs.yml"
    settings = config.read_text(encoding="utf-8")
    named = _named_files(settings)
    used = named | _led_to(_reduce(copy, path, sight) for path in sight.pages)
    files = [path for path in find_files(copy.docs) if path not in corpus.pages]
    for path in (*corpus.pages.keys() - sight.pages, *(path for path in files if path not in used)):
        (copy.docs / path).unlink()
    # The folder of a unit tells its name.
    for place in sorted((place for place in copy.docs.rglob("*") if place.is_dir()), reverse=True):
        if not any(place.iterdir()):
            place.rmdir()
    config.write_text(narrow_settings(settings, copy.docs, sight.pages, sight.withheld_ledgers), encoding="utf-8")
    known = named | _led_to(corpus.pages.values())
    return Staged(copy, sight, tuple(path for path in files if path not in known))


def _reduce(copy: Project, path: str, sight: Sight) -> SourcePage | None:
    """Cut a page of the copy; give it as it is now."""
    file = copy.docs / path
    text = reduce_page(path, file.read_text(encoding="utf-8"), sight)
    file.write_text(text, encoding="utf-8")
    return parse_page(text, path, Findings())


def _led_to(pages: Iterable[SourcePage | None]) -> set[str]:
    """Everything that pages lead to, pictures and attachments among it."""
    return {path for page in pages if page for _, path, _ in find_addresses(page)}


def _copy(project: Project, copy: Project) -> None:
    def hidden(_: str, names: list[str]) -> list[str]:
        return [name for name in names if name.startswith(".")]

    def written(folder: str, names: list[str]) -> list[str]:
        return [name for name in names if Path(folder, name) == project.overrides / SEARCH_DATA]

    shutil.copytree(project.docs, copy.docs, symlinks=True, ignore=hidden)
    shutil.copytree(project.overrides, copy.overrides, ignore=written)
    for name in ("mkdocs.yml", *hook_files(project.folder)):
        (copy.folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project.folder / name, copy.folder / name)


def _named_files(settings: str) -> set[str]:
    """Whatever in the settings may be the path of a file, such as a stylesheet of the office's own."""
    return set(re.findall(r"[^\s'\"\[\]{},]+", settings))


def narrow_settings(text: str, docs: Path, pages: Collection[str], withheld_ledgers: Collection[str] = ()) -> str:
    """The generator's settings for a copy: its pages, and a nav that names no other.

    Args:
        text: The settings of the office.
        docs: The folder of the copy's pages.
        pages: Their paths.
        withheld_ledgers: Keys of the ledgers that are not there whole, which pages of the copy have to know.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        return text
    for key, value in root.value:
        if key.value == "nav" and isinstance(value, yaml.SequenceNode):
            value.value = [kept for entry in value.value if (kept := _nav_entry(entry, pages))]
        if key.value == "markdown_extensions" and isinstance(value, yaml.SequenceNode):
            value.value = [_extension(entry, docs) for entry in value.value]
    if withheld_ledgers:
        _set_extra(root, WITHHELD_LEDGERS, sorted(withheld_ledgers))
    return yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**9)


def add_to_nav(text: str, name: str, page: str) -> str:
    """The generator's settings with a page second in the navigation, after the home page; as they are without one.

    Args:
        text: The settings of the office.
        name: What the page is called there.
        page: Its path.
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value == "nav" and isinstance(value, yaml.SequenceNode):
            value.value.insert(
                1, yaml.compose(yaml.safe_dump({name: page}, allow_unicode=True), Loader=yaml.SafeLoader)
            )
            return yaml.serialize(root, Dumper=yaml.SafeDumper, allow_unicode=True, width=10**9)
    return text


def _set_extra(root: yaml.MappingNode, name: str, value: object) -> None:
    written: Any = yaml.compose(yaml.safe_dump({"extra": {name: value}}, allow_unicode=True), Loader=yaml.SafeLoader)
    own = written.value[0]
    for key, extra in root.value:
        if key.value == "extra" and isinstance(extra, yaml.MappingNode):
            extra.value = [pair for pair in extra.value if pair[0].value != name] + own[1].value
            return
    root.value.append(own)


def _nav_entry(entry: yaml.Node, pages: Collection[str]) -> yaml.Node | None:
    if isinstance(entry, yaml.ScalarNode):
        return entry if entry.value in pages or not entry.value.endswith(".md") else None
    if isinstance(entry, yaml.SequenceNode):
        entry.value = [kept for part in entry.value if (kept := _nav_entry(part, pages))]
    if isinstance(entry, yaml.MappingNode):
        pairs = [(key, _nav_entry(value, pages)) for key, value in entry.value]
        entry.value = [(key, value) for key, value in pairs if value]
    return entry if entry.value else None


def _extension(entry: Any, docs: Path) -> Any:
    name = entry.value[0][0].value if isinstance(entry, yaml.MappingNode) and entry.value else entry.value
    if name != "macros.annotate":
        return entry
    options = {"macros.annotate": {"docs": os.fspath(docs)}}
    return yaml.compose(yaml.safe_dump(options, allow_unicode=True), Loader=yaml.SafeLoader)

"""One site a county, each built apart from the others with one register, and a search over them all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.compare.sharing.plan import Plan, Runner
from macros.corpus import today
from macros.errors import SiteError
from macros.render.units.county_list import CountyRow
from scripts.build.kept import digest_of_files, program_digest
from scripts.build.pipeline import build
from scripts.build.search_data import SEARCH_DATA
from scripts.build.settings_checks import hook_files
from scripts.changes.writing import write_whole
from scripts.province.outcome import County, ProvinceError
from scripts.publishing.staging import narrow_settings
from scripts.setup.console import Console
from scripts.setup.project import ROOT, Project

_REGISTER, _LOCAL = "regulations", "regulations/local"
_DAY = "SOURCE_DATE_EPOCH"
_FAULT = "fault.txt"
#: So many lines are told of what is wrong with a county; a link that is missing everywhere makes thousands.
_TOLD = 3
_MANIFEST = "window.ybSearchManifest="


@dataclass(frozen=True)
class BuiltCounty:
    """What became of a county's site (县的站点).

    Attributes:
        folder: The county's.
        fault: What is wrong with it, in Chinese; empty where it is there.
        unchanged: Whether it is the one of the last time, since it would be the same.
    """

    folder: str
    fault: str
    unchanged: bool = False


def build_counties(
    counties: Sequence[County], project: Project, into: Path, run: Runner, *, afresh: bool = False
) -> list[BuiltCounty]:
    """Build a site for each county below a folder; one that is at fault keeps its old site and stops no other.

    A site that was made of the same pages, register, theme, settings and program on the same day stays as it is.

    Args:
        counties: Whose sites.
        project: Has the register that all of them rest on, the theme and the settings.
        into: The folder, which is there.
        run: Runs a step a county.
        afresh: Whether every site is built, whatever is there.

    Raises:
        ProvinceError: A county's folder is called as one that the site at the top has itself.
    """
    taken = {one.name for one in project.docs.iterdir()} | {"assets"}
    if same := [one.folder for one in counties if one.folder in taken]:
        raise ProvinceError(f"县的文件夹 {same[0]} 与顶上站点自己的文件夹同名。改法：给这个县的文件夹换一个名称。")
    plan, day = Plan(), os.environ.get(_DAY, "")
    steps = [plan.add(f"site-{one.folder}", _build_apart, one, project, into, day, afresh) for one in counties]
    return list(run(plan, steps))


def stage_county(county: County, project: Project, folder: Path) -> Project:
    """Put a county's pages, the register, the theme and the settings together in a folder.

    The county's own rules stay; of the register it has what all others have.
    """
    copy = Project(folder)
    shutil.copytree(county.docs, copy.docs)
    for page in list((copy.docs / _REGISTER).rglob("*")):
        if page.is_file() and not page.is_relative_to(copy.docs / _LOCAL):
            page.unlink()
    own = shutil.ignore_patterns("local")
    shutil.copytree(project.docs / _REGISTER, copy.docs / _REGISTER, ignore=own, dirs_exist_ok=True)
    named = county.docs.parent / "mkdocs.yml"
    settings = (named if named.is_file() else project.folder / "mkdocs.yml").read_text(encoding="utf-8")
    put_theme_and_settings(project, settings, copy)
    return copy


def put_theme_and_settings(project: Project, settings: str, copy: Project) -> None:
    """Put what pages are built with beside them.

    Args:
        project: Has the theme, and what settings name.
        settings: The settings, of which the copy gets what its pages need.
        copy: Has its pages.
    """
    shutil.copytree(project.overrides, copy.overrides, ignore=shutil.ignore_patterns("search"))
    pages = {page.relative_to(copy.docs).as_posix() for page in copy.docs.rglob("*.md")}
    (copy.folder / "mkdocs.yml").write_text(narrow_settings(settings, copy.docs, pages), encoding="utf-8")
    for name in hook_files(project.folder):
        (copy.folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project.folder / name, copy.folder / name)


def _build_apart(county: County, project: Project, into: Path, day: str, afresh: bool) -> BuiltCounty:  # noqa: FBT001
    """Build a site, unless it would be the one that is there."""
    site, kept = into / county.folder, project.work / "counties" / county.folder
    with tempfile.TemporaryDirectory() as name:
        try:
            staged = stage_county(county, project, Path(name))
        except SiteError as error:
            return BuiltCounty(county.folder, str(error))
        made_of = _digest_of_staged(staged, day or today().isoformat())
        if not afresh and _read(kept) == _note(made_of, site):
            return BuiltCounty(county.folder, "", unchanged=True)
        if fault := _run_apart(staged, day):
            return BuiltCounty(county.folder, fault)
        beside = into / f".{county.folder}.new"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(staged.site, beside)
        shutil.rmtree(site, ignore_errors=True)
        beside.rename(site)
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_whole(kept, _note(made_of, site).encode())
    return BuiltCounty(county.folder, "")


def _digest_of_staged(staged: Project, day: str) -> str:
    """What a site is made of: pages, theme and hooks, the settings, the program, and the day."""
    # They name the folder in which it is staged this time.
    settings = (staged.folder / "mkdocs.yml").read_text(encoding="utf-8").replace(str(staged.folder), "")
    hooks = [staged.folder / name for name in hook_files(staged.folder)]
    return digest_of_files(
        [staged.docs, staged.overrides, *hooks], program_digest() + f"{day}\n{settings}".encode()
    ).hex()


def _note(made_of: str, site: Path) -> str:
    """What is kept of a site: what it was made of, and that it is as it was built."""
    return f"{made_of} {digest_of_files([site, site / SEARCH_DATA]).hex()}" if site.is_dir() else ""


def _read(kept: Path) -> str | None:
    return kept.read_text(encoding="ascii") if kept.is_file() else None


def _run_apart(staged: Project, day: str) -> str:
    """Build in a process of its own, since a generator takes its process for itself; gives what is wrong."""
    code = "import sys; from scripts.province.sites import main; main(sys.argv[1])"
    command = [sys.executable, "-c", code, str(staged.folder)]
    variables = os.environ | ({_DAY: day} if day else {})
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, encoding="utf-8", check=False)
    if not done.returncode:
        return ""
    told = staged.folder / _FAULT
    return told.read_text(encoding="utf-8") if told.exists() else done.stderr.strip()


def main(folder: str) -> None:
    """What that process does; what is wrong it ends with."""
    staged = Project(Path(folder))
    try:
        build(staged.site, staged, Console(quiet=True))
    except SiteError as error:
        (staged.folder / _FAULT).write_text(str(error), encoding="utf-8")
        sys.exit(1)


def tell_faults(built: Sequence[BuiltCounty], into: Path) -> Iterator[str]:
    """Yield a few lines of what is wrong with each county; all of it goes into a file a county.

    Args:
        built: What became of the sites.
        into: The folder for the files, which is there; those of counties that are sound by now are taken away.

    Raises:
        WriteError: A file cannot be written.
    """
    for one in built:
        file, lines = into / f"没有生成-{one.folder}.txt", one.fault.splitlines()
        file.unlink(missing_ok=True)
        if not lines:
            continue
        yield f"{one.folder} 没有生成：{lines[0]}"
        yield from lines[1:_TOLD]
        if len(lines) > _TOLD:
            write_whole(file, f"{one.fault.rstrip()}\n".encode("utf-8", "replace"))
            yield f"{one.folder} 还有 {len(lines) - _TOLD} 行，全部写在 {file}。"


def join_search(counties: Sequence[CountyRow], top: Path) -> None:
    """Let the search of the site at the top find what the counties' papers and ledgers say.

    Args:
        counties: What each is called; one that has no site is passed over.
        top: The site, with theirs below it.

    Raises:
        WriteError: It cannot be written.
    """
    manifest = _read_manifest(top)
    own = [shard for shard in manifest["shards"] if not shard.get("county")]
    there = [one for one in counties if (top / one.folder / SEARCH_DATA / "manifest.js").is_file()]
    for one in there:
        way = f"{'../' * len(SEARCH_DATA.split('/'))}{one.folder}/{SEARCH_DATA}/"
        for shard in _read_manifest(top / one.folder)["shards"]:
            # What the register says every county has alike.
            if shard["to"]:
                own.append(shard | {"file": way + shard["file"], "county": one.name, "folder": one.folder})
    own.sort(key=lambda shard: (-shard["to"], shard.get("folder", ""), shard["file"]))
    named = manifest | {"shards": own, "counties": [one.name for one in there]}
    text = json.dumps(named, ensure_ascii=False, separators=(",", ":"))
    write_whole(top / SEARCH_DATA / "manifest.js", f"{_MANIFEST}{text};\n".replace("</", "<\\/").encode())


def _read_manifest(site: Path) -> dict[str, Any]:
    text = (site / SEARCH_DATA / "manifest.js").read_text(encoding="utf-8")
    manifest: dict[str, Any] = json.loads(text.partition("=")[2].strip().rstrip(";"))
    return manifest

"""One site a county, each built apart from the others with one register, and a search over them all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.compare.sharing.plan import Plan, Runner
from scripts.build.pipeline import build
from scripts.build.search_data import SEARCH_DATA
from scripts.build.settings_checks import hook_files
from scripts.changes.writing import write_whole
from scripts.province.outcome import County
from scripts.publishing.staging import narrow_settings
from scripts.setup.console import Console
from scripts.setup.project import ROOT, Project

_REGISTER, _LOCAL = "regulations", "regulations/local"
_DAY = "SOURCE_DATE_EPOCH"
_FAULT = "fault.txt"
_MANIFEST = "window.ybSearchManifest="


@dataclass(frozen=True)
class BuiltCounty:
    """What became of a county's site (县的站点): what is wrong with it, in Chinese; empty where it was built."""

    folder: str
    fault: str


def build_counties(counties: Sequence[County], project: Project, into: Path, run: Runner) -> list[BuiltCounty]:
    """Build a site for each county below a folder; one that is at fault keeps its old site and stops no other.

    Args:
        counties: Whose sites.
        project: Has the register that all of them rest on, the theme and the settings.
        into: The folder, which is there.
        run: Runs a step a county.
    """
    plan, day = Plan(), os.environ.get(_DAY, "")
    steps = [plan.add(f"site-{one.folder}", _build_apart, one, project.folder, into, day) for one in counties]
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
    shutil.copytree(project.overrides, copy.overrides, ignore=shutil.ignore_patterns("search"))
    named = county.docs.parent / "mkdocs.yml"
    settings = (named if named.is_file() else project.folder / "mkdocs.yml").read_text(encoding="utf-8")
    pages = {page.relative_to(copy.docs).as_posix() for page in copy.docs.rglob("*.md")}
    (copy.folder / "mkdocs.yml").write_text(narrow_settings(settings, copy.docs, pages), encoding="utf-8")
    for name in hook_files(project.folder):
        (copy.folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project.folder / name, copy.folder / name)
    return copy


def _build_apart(county: County, folder: Path, into: Path, day: str) -> BuiltCounty:
    """Build a site in a process of its own: a generator takes its process for itself."""
    with tempfile.TemporaryDirectory() as name:
        code = "import sys; from scripts.province.sites import main; main(*sys.argv[1:])"
        command = [sys.executable, "-c", code, county.folder, str(county.docs), str(folder), name]
        variables = os.environ | ({_DAY: day} if day else {})
        done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, encoding="utf-8", check=False)
        fresh, site = Path(name, "site"), into / county.folder
        if done.returncode:
            told = Path(name, _FAULT)
            return BuiltCounty(
                county.folder, told.read_text(encoding="utf-8") if told.exists() else done.stderr.strip()
            )
        beside = into / f".{county.folder}.new"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.copytree(fresh, beside)
        shutil.rmtree(site, ignore_errors=True)
        beside.rename(site)
    return BuiltCounty(county.folder, "")


def main(name: str, docs: str, folder: str, work: str) -> None:
    """What that process does; what is wrong it ends with."""
    from macros.errors import SiteError

    try:
        staged = stage_county(County(name, Path(docs)), Project(Path(folder)), Path(work, "staged"))
        build(Path(work, "site"), staged, Console(quiet=True))
    except SiteError as error:
        Path(work, _FAULT).write_text(str(error), encoding="utf-8")
        sys.exit(1)


def join_search(built: Sequence[BuiltCounty], top: Path) -> None:
    """Let the search of the site at the top find what the counties' papers and ledgers say.

    Raises:
        WriteError: It cannot be written.
    """
    manifest = _read_manifest(top)
    own = [shard for shard in manifest["shards"] if not shard.get("county")]
    names = [one.folder for one in built if (top / one.folder / SEARCH_DATA / "manifest.js").is_file()]
    for name in names:
        way = f"{'../' * len(SEARCH_DATA.split('/'))}{name}/{SEARCH_DATA}/"
        for shard in _read_manifest(top / name)["shards"]:
            # What the register says every county has alike.
            if shard["to"]:
                own.append(shard | {"file": way + shard["file"], "county": name, "folder": name})
    own.sort(key=lambda shard: (-shard["to"], shard.get("county", ""), shard["file"]))
    text = json.dumps(manifest | {"shards": own, "counties": names}, ensure_ascii=False, separators=(",", ":"))
    write_whole(top / SEARCH_DATA / "manifest.js", f"{_MANIFEST}{text};\n".replace("</", "<\\/").encode())


def _read_manifest(site: Path) -> dict[str, Any]:
    text = (site / SEARCH_DATA / "manifest.js").read_text(encoding="utf-8")
    manifest: dict[str, Any] = json.loads(text.partition("=")[2].strip().rstrip(";"))
    return manifest

"""The pages that a release was made of, kept in the project, so that it can be made again without one of them.

They are kept with the project and not beside the release: what readers can
reach holds what pages show, never the pages themselves.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from scripts.publishing.release import FileFact, ReleaseManifest
from scripts.setup.project import Project

#: Under the folder of what is half done.
_FOLDER = "published"
#: So many are kept, whatever they were published to.
_MOST = 40


def pack_pages(folder: Path, file: Path) -> None:
    """Put all files of a folder into an archive, which may lie in the folder itself."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(folder).as_posix())


def keep_pages(project: Project, packed: Path, files: Mapping[str, FileFact]) -> None:
    """Keep the packed pages of a site, known by its files; the oldest go."""
    kept = _archive(project, files)
    kept.parent.mkdir(parents=True, exist_ok=True)
    packed.replace(kept)
    found = sorted(kept.parent.glob("*.zip"), key=lambda path: path.stat().st_mtime_ns)
    for old in found[:-_MOST]:
        old.unlink(missing_ok=True)


def read_kept_pages(project: Project, manifest: ReleaseManifest) -> dict[str, bytes] | None:
    """The pages that a release was made of, by path under docs; None where they were not kept."""
    try:
        return read_packed_pages(_archive(project, manifest.files))
    except (OSError, zipfile.BadZipFile):
        return None


def read_packed_pages(file: Path) -> dict[str, bytes]:
    """The pages in an archive that `pack_pages` has made, by path under docs."""
    with zipfile.ZipFile(file) as packed:
        names = [name for name in packed.namelist() if name.startswith("docs/") and name.endswith(".md")]
        return {name.removeprefix("docs/"): packed.read(name) for name in names}


def read_kept_page(project: Project, path: str) -> list[bytes]:
    """A page as it was in each release of which the pages are kept, wherever it was published, the newest first."""
    found = []
    kept = (project.work / _FOLDER).glob("*.zip")
    for archive in sorted(kept, key=lambda file: file.stat().st_mtime_ns, reverse=True):
        with suppress(OSError, zipfile.BadZipFile, KeyError), zipfile.ZipFile(archive) as packed:
            found.append(packed.read(f"docs/{path}"))
    return found


def forget_pages(project: Project, manifests: Iterable[ReleaseManifest]) -> None:
    """Keep the pages of some releases no longer."""
    for manifest in manifests:
        _archive(project, manifest.files).unlink(missing_ok=True)


@contextmanager
def unpacked_pages(project: Project, manifest: ReleaseManifest) -> Iterator[Project | None]:
    """The project as it was when a release was made, on the day of the release; None where it was not kept."""
    archive, folder = _archive(project, manifest.files), project.work / f"kept-{os.getpid()}"
    for old in project.work.glob("kept-*"):
        shutil.rmtree(old, ignore_errors=True)
    try:
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder)
    except (OSError, zipfile.BadZipFile):
        shutil.rmtree(folder, ignore_errors=True)
        yield None
        return
    try:
        with _on_day(manifest.as_of):
            yield replace(project, folder=folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _archive(project: Project, files: Mapping[str, FileFact]) -> Path:
    digest = hashlib.sha256("".join(f"{path} {fact.sha256}\n" for path, fact in sorted(files.items())).encode())
    return project.work / _FOLDER / f"{digest.hexdigest()}.zip"


@contextmanager
def _on_day(day: date) -> Iterator[None]:
    """Let a day count as today, for every program that is started meanwhile."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = str((day - date(1970, 1, 1)).days * 86_400)
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before

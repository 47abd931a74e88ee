"""Puts a release at its destination, and shows it: at once by a link, or file by file in an order that holds.

By a link a reader sees the old site or the new one. Where there can be no
links, all that is new is first brought beside the site, which takes long and
may fail; then it is moved into place, which is quick: first what pages use,
then the pages, last of all what is gone. That a move has begun is written
down, so that the next run ends it.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from macros.errors import cause_of
from scripts.changes.writing import WriteError, sync_folder, write_whole
from scripts.publishing.destination import CURRENT, SCRATCH, Destination, State, Way
from scripts.publishing.release import ReleaseManifest, read_facts
from scripts.publishing.staging import PublishError
from scripts.setup.moving import put_in_place

_CHUNK = 1 << 20


def current_number(place: Destination, state: State) -> int:
    """The number of the release that readers see; 0 where there is none yet."""
    if state.way is Way.LINK:
        # A link that leads elsewhere is nobody's release.
        target = place.current.readlink().name if place.current.is_symlink() else ""
        return int(target) if target.isdigit() else 0
    return _read_note(place)[0]


def put_release(place: Destination, state: State, site: Path, manifest: ReleaseManifest, texts: bytes = b"") -> None:
    """Bring a site to its destination and show it; where that fails, the old one stands.

    Args:
        place: Where to; its lock is held.
        state: What it remembers.
        site: The built site.
        manifest: Its list, with a number that is free.
        texts: What is kept of its papers, as `scripts.publishing.had_texts` writes it; empty where that is not known.

    Raises:
        PublishError: Something cannot be written.
    """
    number = manifest.number
    fresh = place.releases / f"{SCRATCH}-{number:06d}"
    try:
        place.releases.mkdir(exist_ok=True)
        _copy_files(site, fresh, manifest.files)
        fresh.rename(place.site(number))
        sync_folder(place.releases)
        keep_texts(place, number, texts)
        write_whole(place.manifest_file(number), manifest.to_json().encode())
        show_release(place, state, manifest)
    except BaseException as error:
        if current_number(place, state) == number:
            # Nothing that comes later may take away what readers see.
            raise
        with contextlib.suppress(OSError):
            shutil.rmtree(fresh, ignore_errors=True)
            place.drop(number)
        cause = error.__cause__ if isinstance(error, WriteError) else error
        if isinstance(cause, OSError):
            raise PublishError(
                f"{place.folder} 写不进去：{cause_of(cause)}。原来的站点没有改动，没有写完的已经删去。"
                "改法：检查磁盘空间和权限，再运行一次。"
            ) from error
        raise


def keep_texts(place: Destination, number: int, texts: bytes) -> None:
    """Keep beside a release what its readers have of each paper, where that is known."""
    if texts:
        write_whole(place.texts_file(number), texts)


def show_release(place: Destination, state: State, manifest: ReleaseManifest) -> None:
    """Let readers see a release that is at its destination."""
    if state.way is Way.LINK:
        link = place.folder / f"{SCRATCH}-{CURRENT}"
        link.unlink(missing_ok=True)
        link.symlink_to(f"{place.releases.name}/{manifest.number:06d}", target_is_directory=True)
        link.replace(place.current)
        sync_folder(place.folder)
    else:
        _mirror(place, manifest)


def finish(place: Destination, state: State) -> int:
    """End what a killed run began, and take away what it left.

    Returns:
        The number of the release that readers see; 0 where there is none.
    """
    place.sweep()
    number = current_number(place, state)
    if state.way is Way.COPY and number and not _read_note(place)[1]:
        _mirror(place, place.manifest(number))
    if number >= state.floor:
        for old in place.numbers():
            if old < state.floor:
                place.drop(old)
    return number


def _mirror(place: Destination, manifest: ReleaseManifest) -> None:
    """Make the folder that readers see the same as a release."""
    source, incoming = place.site(manifest.number), place.folder / f"{SCRATCH}-incoming"
    there = read_facts(place.current)
    wanted = [path for path, fact in manifest.files.items() if there.get(path) != fact]
    try:
        shutil.rmtree(incoming, ignore_errors=True)
        _copy_files(source, incoming, wanted)
    except OSError:
        shutil.rmtree(incoming, ignore_errors=True)
        raise
    _write_note(place, manifest.number, done=False)
    try:
        for path in _in_order(wanted):
            (place.current / path).parent.mkdir(parents=True, exist_ok=True)
            put_in_place(incoming / path, place.current / path)
        for path in reversed(_in_order(there.keys() - manifest.files.keys())):
            (place.current / path).unlink()
        _remove_empty(place.current)
    except OSError as error:
        raise PublishError(
            f"{place.current} 里有文件换不了：{cause_of(error)}（{error.filename or ''}）。"
            "换到一半，各个文件都是完整的。改法：关闭正在使用它的程序，再运行一次，会接着换完。"
        ) from error
    _write_note(place, manifest.number, done=True)
    shutil.rmtree(incoming, ignore_errors=True)


def _in_order(paths: Iterable[str]) -> list[str]:
    """What pages use before the pages, and the pages that lead to all others last."""
    return sorted(paths, key=lambda path: (".html" in path, path.endswith(("index.html", "index.html.gz")), path))


def _copy_files(source: Path, target: Path, paths: Iterable[str]) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    folders = {target}
    for path in paths:
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        folders.add(file.parent)
        with (source / path).open("rb") as old, file.open("wb") as new:
            shutil.copyfileobj(old, new, _CHUNK)
            new.flush()
            os.fsync(new.fileno())
    for folder in folders:
        sync_folder(folder)


def _remove_empty(folder: Path) -> None:
    for path in sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True):
        with contextlib.suppress(OSError):
            path.rmdir()


def _note(place: Destination) -> Path:
    return place.folder / f"{CURRENT}.json"


def _read_note(place: Destination) -> tuple[int, bool]:
    try:
        fields = json.loads(_note(place).read_text(encoding="utf-8"))
        return int(fields["number"]), bool(fields["done"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0, True


def _write_note(place: Destination, number: int, *, done: bool) -> None:
    write_whole(_note(place), json.dumps({"number": number, "done": done}).encode())

"""A reader sees the old site or the new one, whatever becomes of the program, the disk, or a second publish."""

from __future__ import annotations

import errno
import gzip
import json
import os
import re
import shutil
import signal
import subprocess
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.publishing import switching
from scripts.publishing.delivery import deliver, roll_back, verify
from scripts.publishing.destination import Destination
from scripts.publishing.release import parse_manifest, precompress, read_facts
from scripts.publishing.staging import PublishError
from scripts.publishing.switching import finish
from scripts.setup.console import Console
from scripts.setup.locking import LockError, hold
from tests.helpers.killed import die_at, write_little
from tests.helpers.warm_processes import in_child

pytestmark = pytest.mark.slow

OFFICE = Audience.OFFICE
WAYS = pytest.mark.parametrize("copy", [False, True], ids=["link", "copy"])


PAGES = ("index.html", "reports/index.html", "reports/2023.html")


def make_site(folder: Path, version: str, *names: str) -> Path:
    """A site of some pages, each of which uses a stylesheet of its own version."""
    for name in names or PAGES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{version} uses=assets/{version}.css\n", encoding="utf-8")
    (folder / "assets").mkdir(exist_ok=True)
    (folder / "assets/same.png").write_bytes(b"same")
    (folder / f"assets/{version}.css").write_text(version * 9, encoding="utf-8")
    precompress(folder)
    return folder


@pytest.fixture
def sites(tmp_path: Path) -> dict[str, Path]:
    more = {"a": ("gone.html",), "b": ("new.html",), "c": ()}
    return {name: make_site(tmp_path / "sites" / name, name, *PAGES, *own) for name, own in more.items()}


@pytest.fixture
def small_sites(tmp_path: Path) -> dict[str, Path]:
    """Sites with one page of each fate, for what is tried at every change on the disk."""
    pages = {"a": ("index.html", "gone.html"), "b": ("index.html", "new.html"), "c": ("index.html",)}
    return {name: make_site(tmp_path / "sites" / name, name, *own) for name, own in pages.items()}


def shown(place: Path) -> dict[str, Any]:
    return dict(read_facts((place / "current").resolve()))


def put(place: Path, site: Path, *, copy: bool = False, keep: int = 5) -> None:
    deliver(Destination(place), OFFICE, site, Console(), keep=keep, copy=copy)


def put_killed_at(step: int, place: Path, site: Path, *, copy: bool, keep: int = 5) -> int:
    """The same in a process of its own, which is killed at its n-th change; give its exit status."""
    work = partial(deliver, Destination(place), OFFICE, site, Console(), keep=keep, copy=copy)
    return in_child(die_at, step, work)


def require_whole(seen: dict[str, Any], sites: list[Path], place: Path, *, mixed: bool) -> None:
    """What readers see is one of the sites; or of files of both, each whole and with what it uses."""
    wholes = [read_facts(site) for site in sites]
    if seen in wholes:
        return
    assert mixed
    for path, fact in seen.items():
        assert fact in [whole.get(path) for whole in wholes], path
        if path.endswith(".html"):
            used = re.findall(r"uses=(\S+)", (place / "current" / path).read_text(encoding="utf-8"))
            assert set(used) <= seen.keys(), path


@pytest.mark.slow
@WAYS
def test_killed_at_any_change_on_the_disk_it_leaves_a_whole_site(
    tmp_path: Path, small_sites: dict[str, Path], *, copy: bool
) -> None:
    steps, begun = 0, tmp_path / "begun"
    put(begun, small_sites["a"], copy=copy)
    put(begun, small_sites["c"], copy=copy)
    while True:
        place = Path(shutil.copytree(begun, tmp_path / f"place-{steps}", symlinks=True))
        status = put_killed_at(steps, place, small_sites["b"], copy=copy, keep=2)
        require_whole(shown(place), [small_sites["c"], small_sites["b"]], place, mixed=copy)
        if status == 0:
            break
        assert status == -signal.SIGKILL
        put(place, small_sites["a"], copy=copy, keep=2)
        assert shown(place) == read_facts(small_sites["a"])
        assert verify(place, Console())
        roll_back(place, Console())
        assert shown(place) in (read_facts(small_sites["c"]), read_facts(small_sites["b"]))
        require_tidy(place)
        steps += 1
    assert steps > 40


@pytest.mark.slow
@WAYS
def test_killed_at_the_very_first_publish_it_can_be_begun_again(
    tmp_path: Path, small_sites: dict[str, Path], *, copy: bool
) -> None:
    for step in range(200):
        place = tmp_path / f"place-{step}"
        status = put_killed_at(step, place, small_sites["a"], copy=copy)
        seen = shown(place)
        assert not seen or seen == read_facts(small_sites["a"]) or copy
        put(place, small_sites["b"], copy=copy)
        assert shown(place) == read_facts(small_sites["b"])
        require_tidy(place)
        if status == 0:
            break
    assert 20 < step < 200


@pytest.mark.slow
@WAYS
def test_going_back_killed_at_any_change_leaves_a_whole_site(
    tmp_path: Path, small_sites: dict[str, Path], *, copy: bool
) -> None:
    begun = tmp_path / "begun"
    put(begun, small_sites["a"], copy=copy)
    put(begun, small_sites["b"], copy=copy)
    for step in range(200):
        place = Path(shutil.copytree(begun, tmp_path / f"place-{step}", symlinks=True))
        status = in_child(die_at, step, roll_back, place, Console())
        require_whole(shown(place), [small_sites["a"], small_sites["b"]], place, mixed=copy)
        put(place, small_sites["c"], copy=copy)
        assert shown(place) == read_facts(small_sites["c"])
        if status == 0:
            break
    assert 2 < step < 200


def require_tidy(place: Path) -> None:
    """Nothing is left but releases with their manifests, and what is shown."""
    there = Destination(place)
    names = {path.name for number in there.numbers() for path in (there.site(number), there.manifest_file(number))}
    assert {path.name for path in there.releases.iterdir()} == names
    known = {"yearbook.json", "releases", "current", "current.json", ".yearbook.lock"}
    assert {path.name for path in place.iterdir()} <= known


@WAYS
def test_full_disk_leaves_the_old_site_and_nothing_half_written(
    tmp_path: Path, sites: dict[str, Path], monkeypatch: pytest.MonkeyPatch, *, copy: bool
) -> None:
    place = tmp_path / "place"
    put(place, sites["a"], copy=copy)
    before = {path.relative_to(place) for path in place.rglob("*")}
    sync, written = os.fsync, 0

    def fail_late(handle: int) -> None:
        nonlocal written
        written += 1
        if written == limit:
            raise OSError(errno.ENOSPC, "No space left on device")
        sync(handle)

    for limit in range(1, 60):  # noqa: B007 - what fails looks at it
        written = 0
        monkeypatch.setattr(os, "fsync", fail_late)
        try:
            put(place, sites["b"], copy=copy)
        except SiteError as error:
            assert "磁盘已满" in str(error)
            assert "改法" in str(error)
        else:
            break
        finally:
            monkeypatch.setattr(os, "fsync", sync)
        if shown(place) != read_facts(sites["b"]):
            assert shown(place) == read_facts(sites["a"])
            assert {path.relative_to(place) for path in place.rglob("*")} == before
        else:
            roll_back(place, Console())
            Destination(place).drop(2)
    assert 10 < limit < 60


@WAYS
def test_disk_that_is_really_full(tmp_path: Path, sites: dict[str, Path], *, copy: bool) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "none", str(disk)], capture_output=True)
    if mounted.returncode:
        pytest.skip("may not mount a small disk here")
    try:
        put(disk / "place", sites["a"], copy=copy)
        before = sorted(disk.rglob("*"))
        (sites["b"] / "assets/large.bin").write_bytes(os.urandom(400_000))
        with pytest.raises(PublishError, match="原来的站点没有改动，没有写完的已经删去。改法：检查磁盘空间"):
            put(disk / "place", sites["b"], copy=copy)
        assert shown(disk / "place") == read_facts(sites["a"])
        assert sorted(disk.rglob("*")) == before
        put(disk / "place", sites["c"], copy=copy)
        assert shown(disk / "place") == read_facts(sites["c"])
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_file_larger_than_may_be_written_leaves_the_old_site(tmp_path: Path, sites: dict[str, Path]) -> None:
    place = tmp_path / "place"
    put(place, sites["a"])
    (sites["b"] / "assets/large.bin").write_bytes(os.urandom(400_000))

    work = partial(deliver, Destination(place), OFFICE, sites["b"], Console(), keep=5, copy=False)
    assert in_child(write_little, 100_000, work) == 1
    assert shown(place) == read_facts(sites["a"])
    require_tidy(place)


def test_folder_that_cannot_have_links_is_copied_to(
    tmp_path: Path, sites: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refuse)
    put(tmp_path / "place", sites["a"])
    put(tmp_path / "place", sites["b"])
    assert not (tmp_path / "place/current").is_symlink()
    assert shown(tmp_path / "place") == read_facts(sites["b"])
    assert verify(tmp_path / "place", Console())


def test_copies_are_moved_in_what_pages_use_first_and_what_is_gone_last(
    tmp_path: Path, sites: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "place"
    put(place, sites["a"], copy=True)
    done: list[str] = []

    replace, unlink = Path.replace, Path.unlink

    def note(sign: str, path: Path) -> None:
        if path.is_relative_to(place / "current"):
            done.append(f"{sign} {path.relative_to(place / 'current').as_posix()}")

    def noted_replace(self: Path, target: Path) -> Path:
        note("+", target)
        return replace(self, target)

    def noted_unlink(self: Path, *, missing_ok: bool = False) -> None:
        note("-", self)
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "replace", noted_replace)
    monkeypatch.setattr(Path, "unlink", noted_unlink)
    put(place, sites["b"], copy=True)
    kinds = "".join(dict.fromkeys(line[0] for line in done))
    assert kinds == "+-"
    moved = [line[2:] for line in done if line[0] == "+"]
    pages = [path for path in moved if ".html" in path]
    assert moved == [path for path in moved if path not in pages] + pages
    assert pages[-1].startswith(("index.html", "reports/index.html"))
    assert {"- gone.html", "- gone.html.gz", "- assets/a.css"} <= set(done)


def test_publish_waits_for_nobody_and_disturbs_nobody(tmp_path: Path, sites: dict[str, Path]) -> None:
    place = tmp_path / "place"
    put(place, sites["a"])
    with hold(place / ".yearbook.lock", "它"), pytest.raises(LockError, match="另一次发布正在使用"):
        put(place, sites["b"])
    assert shown(place) == read_facts(sites["a"])
    put(place, sites["b"])


def test_folder_of_others_is_refused(tmp_path: Path, sites: dict[str, Path]) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/file").write_text("别人的", encoding="utf-8")
    with pytest.raises(PublishError, match="里有别的文件，没有发布"):
        put(tmp_path / "full", sites["a"])
    assert [path.name for path in (tmp_path / "full").iterdir() if not path.name.startswith(".yearbook")] == ["file"]
    with pytest.raises(PublishError, match="不是文件夹"):
        Destination(tmp_path / "full/file").require(OFFICE)
    with pytest.raises(PublishError, match="没有写给谁看"):
        Destination(tmp_path / "new").require(None)
    put(tmp_path / "office", sites["a"])
    with pytest.raises(PublishError, match="里是给机关看的站点，这一次是给班子看的"):
        Destination(tmp_path / "office").require(Audience.LEADERS)
    assert Destination(tmp_path / "office").require(None) is OFFICE


@pytest.mark.parametrize("text", ["", "[]", '{"audience": "机关"}', "{"])
def test_state_that_cannot_be_read_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "yearbook.json").write_text(text, encoding="utf-8")
    with pytest.raises(PublishError, match="读不出来"):
        Destination(tmp_path).read_state()


@WAYS
def test_the_last_releases_stay_and_one_can_go_back_through_them(
    tmp_path: Path, sites: dict[str, Path], capsys: pytest.CaptureFixture[str], *, copy: bool
) -> None:
    place = tmp_path / "place"
    for name in "abcabc":
        put(place, sites[name], copy=copy, keep=3)
    assert Destination(place).numbers() == [4, 5, 6]
    roll_back(place, Console())
    assert "已从第 6 次退回第 5 次（给机关看" in capsys.readouterr().out
    assert shown(place) == read_facts(sites["b"])
    roll_back(place, Console())
    assert shown(place) == read_facts(sites["a"])
    with pytest.raises(PublishError, match="没有可以退回的版本"):
        roll_back(place, Console())
    put(place, sites["c"], copy=copy, keep=3)
    assert Destination(place).numbers()[-1] == 7
    assert shown(place) == read_facts(sites["c"])


def test_same_site_is_not_published_twice(
    tmp_path: Path, sites: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        put(tmp_path / "place", sites["a"], keep=2)
    assert Destination(tmp_path / "place").numbers() == [1]
    assert "一样，没有换" in capsys.readouterr().out


@WAYS
def test_verifying_names_what_is_missing_changed_and_extra(
    tmp_path: Path, sites: dict[str, Path], capsys: pytest.CaptureFixture[str], *, copy: bool
) -> None:
    place = tmp_path / "place"
    put(place, sites["a"], copy=copy)
    assert verify(place, Console())
    current = place / "current"
    (current / "gone.html").unlink()
    (current / "index.html").write_text("别的", encoding="utf-8")
    (current / "extra.html").write_text("多的", encoding="utf-8")
    capsys.readouterr()
    assert not verify(place, Console())
    assert capsys.readouterr().out.splitlines()[:3] == [
        "缺少：gone.html",
        "与清单不符：index.html",
        "清单以外：extra.html",
    ]


def test_manifest_lists_every_file_sorted_with_counts(tmp_path: Path, sites: dict[str, Path]) -> None:
    put(tmp_path / "place", sites["a"])
    text = (tmp_path / "place/releases/000001.json").read_text(encoding="utf-8")
    fields = json.loads(text)
    assert text == json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True)
    assert fields["audience"] == "机关"
    assert fields["as_of"] == "2024-07-15"
    assert fields["counts"] == {
        "pages": 4,
        "files": len(fields["files"]),
        "bytes": sum(file["size"] for file in fields["files"].values()),
    }
    assert {path: fact.sha256 for path, fact in parse_manifest(text).files.items()} == {
        path: file["sha256"] for path, file in fields["files"].items()
    }
    with pytest.raises(SiteError, match="发布清单读不出来"):
        parse_manifest("{}")


def test_compressed_files_are_the_same_bytes_each_time(tmp_path: Path) -> None:
    first, second = make_site(tmp_path / "1", "a"), make_site(tmp_path / "2", "a")
    os.utime(second / "index.html", (1, 1))
    precompress(second)
    assert read_facts(first) == read_facts(second)
    assert gzip.decompress((first / "index.html.gz").read_bytes()) == (first / "index.html").read_bytes()
    assert not (first / "assets/same.png.gz").exists()


def test_copy_that_cannot_be_moved_in_is_ended_by_the_next_run(
    tmp_path: Path, sites: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place, replace = tmp_path / "place", Path.replace
    put(place, sites["a"], copy=True)

    def refuse(self: Path, target: Path) -> Path:
        if Path(target).name == "2023.html":
            raise PermissionError(errno.EACCES, "Permission denied", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PublishError, match=r"换到一半.*再运行一次，会接着换完"):
        put(place, sites["b"], copy=True)
    monkeypatch.setattr(Path, "replace", replace)
    finish(Destination(place), Destination(place).read_state())
    assert shown(place) == read_facts(sites["b"])
    assert switching.current_number(Destination(place), Destination(place).read_state()) == 2


def test_way_of_a_folder_does_not_change(tmp_path: Path, sites: dict[str, Path]) -> None:
    put(tmp_path / "place", sites["a"])
    with pytest.raises(PublishError, match="不能改为 --copy"):
        put(tmp_path / "place", sites["b"], copy=True)

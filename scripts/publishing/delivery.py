"""What happens at the destination: a site comes in, an earlier one comes back, all of it is compared with its list."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.corpus import today
from macros.domain.dates import chinese_date
from macros.domain.reports import Audience
from macros.errors import cause_of
from scripts.publishing.destination import Destination, State
from scripts.publishing.release import FileFact, ReleaseManifest, make_manifest, read_facts
from scripts.publishing.staging import PublishError
from scripts.publishing.switching import current_number, finish, keep_texts, put_release, show_release
from scripts.publishing.titles import titles_of
from scripts.setup.console import Console

_SHOWN = 20


@dataclass(frozen=True)
class Changes:
    """What a release has that another has not (两次发布的差别), by path."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def lines(self, old: Path, new: Path) -> Iterator[str]:
        """Yield a Chinese line for each kind of change of pages, and one for all other files.

        Args:
            old: The folder of the one release, whose pages are called by their titles.
            new: The folder of the other.
        """
        for word, paths, site in (("新增", self.added, new), ("改动", self.changed, new), ("去掉", self.removed, old)):
            pages = [path for path in paths if path.endswith(".html")]
            more = f" 等 {len(pages)} 页" if len(pages) > _SHOWN else ""
            named = "、".join(titles_of(site, pages[:_SHOWN]))
            yield f"{word}页面 {len(pages)}：{named}{more}" if pages else f"{word}页面 0"
        others = sum(not path.endswith(".html") for path in (*self.added, *self.changed, *self.removed))
        yield f"其他文件变动 {others} 个"


def compare_files(old: Mapping[str, FileFact], new: Mapping[str, FileFact]) -> Changes:
    """Compare two lists of files."""
    return Changes(
        tuple(sorted(new.keys() - old.keys())),
        tuple(sorted(path for path in new.keys() & old.keys() if new[path] != old[path])),
        tuple(sorted(old.keys() - new.keys())),
    )


def deliver(
    place: Destination,
    audience: Audience,
    site: Path,
    console: Console,
    *,
    keep: int,
    copy: bool = False,
    withdrawn: Collection[str] = (),
    computed: bool = False,
    texts: bytes = b"",
    unit: str = "",
) -> None:
    """Bring a built site to a destination, unless just that is shown there already.

    Args:
        place: Where to.
        audience: For whom the site was built.
        site: The built site, with its compressed files.
        console: Where to tell what is done.
        keep: How many releases stay, the one that readers see among them.
        copy: Whether to do without links where they could be had.
        withdrawn: The pages that were left out when it was built.
        computed: Whether its Word files hold what the site computes.
        texts: As for `scripts.publishing.switching.put_release`.
        unit: The folder of the unit that it was built for; empty for all.

    Raises:
        PublishError: It is refused, or something cannot be written; readers see what they saw.
    """
    _make(place.folder)
    with place.lock():
        place.require(audience)
        place.require_unit(unit)
        state = place.begin(audience, copy=copy, unit=unit)
        if state.withdrawn.keys() != set(withdrawn):
            raise PublishError("生成期间有页面撤下，没有发布。改法：再运行一次。")
        before = finish(place, state)
        if before in place.numbers() and before >= state.floor and place.manifest(before).files == read_facts(site):
            console.say(f"与现在的{describe(place.manifest(before))}一样，没有换。")
            keep_texts(place, before, texts)
            return
        replace_release(place, state, site, before, console, computed=computed, texts=texts)
        finish(place, state)
        _prune(place, state, keep)


def roll_back(folder: Path, console: Console) -> None:
    """Let readers see the release before the one that they see.

    Raises:
        PublishError: There is none, or the folder is not ours.
    """
    place = Destination(folder)
    place.read_state()
    with place.lock():
        state = place.read_state()
        number = finish(place, state)
        earlier = find_earlier(place, state, number)
        if not earlier:
            raise PublishError("没有可以退回的版本。改法：改好内容，重新发布。")
        manifest = place.manifest(earlier)
        show_release(place, state, manifest)
    console.say(f"已从第 {number} 次退回{describe(manifest)}。")


def find_earlier(place: Destination, state: State, number: int) -> int:
    """The release to which one goes back from release `number`; 0 where there is none."""
    return max((other for other in place.numbers() if state.floor <= other < number), default=0)


def verify(folder: Path, console: Console) -> bool:
    """Say whether what readers see is what was published, file by file.

    Returns:
        Whether it is.

    Raises:
        PublishError: The folder is not ours, or nothing was published.
    """
    place = Destination(folder)
    number = current_number(place, place.read_state())
    if number not in place.numbers():
        raise PublishError(f"{place.current} 里没有完整的发布。改法：重新发布一次。")
    manifest = place.manifest(number)
    found = compare_files(manifest.files, read_facts(place.current.resolve()))
    for word, paths in (("缺少", found.removed), ("与清单不符", found.changed), ("清单以外", found.added)):
        for path in paths:
            console.say(f"{word}：{path}")
    wrong = len(found.removed) + len(found.changed) + len(found.added)
    if wrong:
        console.say(f"{describe(manifest)}有 {wrong} 个文件不对。改法：重新发布一次，或退回上一次。")
    else:
        console.say(f"与清单一致：{describe(manifest)}。")
    return not wrong


def replace_release(
    place: Destination,
    state: State,
    site: Path,
    before: int,
    console: Console,
    *,
    is_remade: bool = False,
    computed: bool = False,
    texts: bytes = b"",
) -> None:
    """Put a site in the place of release `before`, and say what is different; the lock is held."""
    number = max([*place.numbers(), before, state.floor - 1]) + 1
    manifest = make_manifest(site, number, state.audience, today(), is_remade=is_remade, computed=computed)
    old = place.manifest(before).files if before in place.numbers() else {}
    lines = list(compare_files(old, manifest.files).lines(place.site(before), site))
    put_release(place, state, site, manifest, texts)
    for line in lines:
        console.say(line)
    earlier = f"，可以退回第 {before} 次" if state.floor <= before else ""
    console.say(f"已发布{describe(manifest)}，在 {place.current}{earlier}。")


def _prune(place: Destination, state: State, keep: int) -> None:
    now = current_number(place, state)
    old = [number for number in place.numbers() if number != now]
    for number in old[: max(0, len(old) - keep + 1)]:
        place.drop(number)


def describe(manifest: ReleaseManifest) -> str:
    """A release in words: its number, its readers, its day and its size."""
    day, size = chinese_date(manifest.as_of), manifest.size / 1e6
    return (
        f"第 {manifest.number} 次（给{manifest.audience}看，截至{day}，页面 {len(manifest.pages)} 个，"
        f"文件 {len(manifest.files)} 个，{size:.1f} MB）"
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PublishError(f"{folder} 建不起来：{cause_of(error)}。改法：核对路径和权限。") from error

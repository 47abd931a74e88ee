"""What an office sets in mkdocs.yml for the whole site, and for whom a build is made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from macros.domain.ledgers import Ledger
from macros.domain.paths import is_unit_folder
from macros.domain.reports import Audience
from macros.domain.signatures import Step
from macros.domain.signing import Paper
from macros.errors import SiteError

#: Under `extra`: which ledgers its readers are not shown whole. No office writes it.
WITHHELD_LEDGERS = "withheld_ledgers"
#: Lists the kinds of files that this build offers.
FILES_VARIABLE = "YEARBOOK_FILES"
#: Those kinds, with what a link to one is called.
FILE_KINDS = {"pdf": "PDF", "docx": "Word"}


class _Loader(yaml.SafeLoader):
    """Plain YAML that passes over the tags of other programs."""


_Loader.add_multi_constructor("", lambda *_: None)

_OFFICE = "mkdocs.yml 里的 extra.office"
#: How it is written.
OFFICE_FORM = '写成 {unit: XX乡党委, folder: "", audience: 机关} 这样，由 python3 scripts/site.py set-up 写最稳妥'


#: Likewise.
SIGN_OFF_FORM = (
    "写成 {全体党员: [审核, 签发], 机关: [签发], since: 2024, of: [报告, 台账]} 这样；"
    "since 是从哪一年的材料起，of 是哪些材料，都可以不写，不写 of 的只要求报告"
)


@dataclass(frozen=True)
class Office:
    """Whose yearbook the site is (本单位).

    Attributes:
        unit: Its name, as its papers have it.
        folder: The folder of its papers under reports/ and ledger/; empty for the top one.
        audience: Who may read a paper of its own of which nothing else is said.
    """

    unit: str
    folder: str
    audience: Audience


def read_office(docs: Path) -> Office | None:
    """The office that `extra.office` in mkdocs.yml names, beside the folder of the pages; None where it names none.

    Raises:
        SiteError: The setting is none that an office can have.
    """
    setting = _extra(docs.parent / "mkdocs.yml").get("office")
    return None if setting is None else parse_office(setting)


def parse_office(setting: object) -> Office:
    """Read what `extra.office` says.

    Raises:
        SiteError: It is none that an office can have; the text says how to write it.
    """
    fields = setting if isinstance(setting, dict) else {}
    unit, folder = fields.get("unit"), fields.get("folder", "")
    sound = isinstance(unit, str) and unit.strip() and is_unit_folder(folder)
    if not sound or not fields.keys() <= {"unit", "folder", "audience"}:
        raise SiteError(f"{_OFFICE} 写的是“{setting}”。改法：{OFFICE_FORM}。")
    return Office(str(unit).strip(), str(folder), _audience(fields.get("audience"), f"{_OFFICE}.audience"))


def read_posts(docs: Path) -> dict[str, str]:
    """Spellings of posts that the office says to be one, by `extra.posts`: each with the name that it stands for.

    Raises:
        SiteError: The setting is no list of spellings under each name, or one spelling stands under two names.
    """
    setting = _extra(docs.parent / "mkdocs.yml").get("posts")
    rows = setting if isinstance(setting, dict) else {}
    found: dict[str, str] = {}
    sound = setting is None or isinstance(setting, dict)
    for name, spellings in rows.items():
        for spelling in spellings if isinstance(spellings, list) else [None]:
            sound = sound and all(isinstance(word, str) and word.strip() for word in (name, spelling))
            sound = sound and spelling not in found
            found[str(spelling)] = str(name)
    if not sound:
        raise SiteError(
            f"mkdocs.yml 里的 extra.posts 写的是“{setting}”。"
            "改法：一个职务一行，写 党委书记: [书记, 乡党委书记] 这样，同一种写法只写在一个职务后面；或者去掉它。"
        )
    return found


class PaperKind(StrEnum):
    """What a publish can wait for to be signed (哪些材料)."""

    REPORT = "报告"
    LEDGER = "台账"


@dataclass(frozen=True)
class SignOff:
    """Which steps of sign-off a paper must have before it is published (发布前要办到哪一步).

    Attributes:
        steps: The steps, by for whom it is published; none for readers that are not named.
        since: Papers of earlier years need none.
        kinds: What needs them: 报告, 台账.
    """

    steps: Mapping[Audience, tuple[Step, ...]]
    since: int = 0
    kinds: tuple[PaperKind, ...] = (PaperKind.REPORT,)

    def steps_of(self, paper: Paper, reader: Audience) -> tuple[Step, ...]:
        """The steps that a paper needs for readers; none where it is empty, older, or of another kind.

        Args:
            paper: The paper, or the ledger.
            reader: For whom it is published.
        """
        if isinstance(paper, Ledger):
            kind, says = PaperKind.LEDGER, bool(paper.entries)
        else:
            kind, says = PaperKind.REPORT, paper.written
        return self.steps.get(reader, ()) if says and kind in self.kinds and paper.year >= self.since else ()


def read_sign_off(docs: Path) -> SignOff:
    """What `extra.sign_off` asks for; nothing where it is not set.

    Raises:
        SiteError: The setting is none.
    """
    return parse_sign_off(_extra(docs.parent / "mkdocs.yml").get("sign_off") or {})


def parse_sign_off(setting: object) -> SignOff:
    """Read what `extra.sign_off` says.

    Raises:
        SiteError: It is no such setting; the text says how to write it.
    """
    fields = dict(setting) if isinstance(setting, dict) else {"": ""}
    since, kinds = fields.pop("since", 0), fields.pop("of", [PaperKind.REPORT])
    sound = type(since) is int and isinstance(kinds, list) and kinds and all(one in list(PaperKind) for one in kinds)
    known = all(name in list(Audience) and isinstance(steps, list) for name, steps in fields.items())
    if not known or not sound or not all(one in list(Step) for steps in fields.values() for one in steps):
        raise SiteError(f"mkdocs.yml 里的 extra.sign_off 写的是“{setting}”。改法：{SIGN_OFF_FORM}。")
    steps = {Audience(name): tuple(map(Step, steps)) for name, steps in fields.items()}
    return SignOff(steps, int(since), tuple(map(PaperKind, kinds)))


def shows_carried_over(docs: Path) -> bool:
    """Whether pages of this build may tell what is carried over from the year before.

    That is for 班子, unless `extra.show_carried_over` in mkdocs.yml, beside
    the folder of the pages, names another audience, or `false` for nobody.

    Raises:
        SiteError: The setting, or the audience of the build, is none of those.
    """
    return _shows(docs, "show_carried_over")


def shows_gaps(docs: Path) -> bool:
    """Whether pages of this build may tell what no paper or ledger records, by `extra.show_gaps`, likewise.

    To readers who are not shown every paper and every entry, most such gaps would be none.

    Raises:
        SiteError: The setting, or the audience of the build, is no audience.
    """
    return _shows(docs, "show_gaps")


def builds_plainly(docs: Path) -> bool:
    """Whether a build is to lean on nothing that its generator does not promise, by `extra.plain_build`.

    Raises:
        SiteError: The setting is neither true nor false.
    """
    setting = _extra(docs.parent / "mkdocs.yml").get("plain_build", False)
    if not isinstance(setting, bool):
        raise SiteError(f"mkdocs.yml 里的 extra.plain_build 写的是“{setting}”。改法：写 true 或 false，或者去掉它。")
    return setting


def read_put_off(docs: Path) -> list[dict[str, str]]:
    """The classes of remarks that the whole site puts off, by `extra.put_off`, written as in front matter.

    Raises:
        SiteError: The setting is no list of such rows.
    """
    rows = _extra(docs.parent / "mkdocs.yml").get("put_off") or []
    for row in rows if isinstance(rows, list) else [rows]:
        written = isinstance(row, dict) and all(isinstance(value, str) and value for value in row.values())
        if not written or set(row) != {"remark", "by_post", "why"}:
            raise SiteError(
                f"mkdocs.yml 里的 extra.put_off 写的是“{row}”。"
                "改法：一项一行，写 {remark: 提示的名称, by_post: 谁定的, why: 为什么}，或者去掉它。"
            )
    return list(rows)


def read_withheld_ledgers(docs: Path) -> frozenset[str]:
    """Keys of the ledgers that a publish has left out or cut, as it writes them into the settings of its copy."""
    keys = _extra(docs.parent / "mkdocs.yml").get(WITHHELD_LEDGERS)
    return frozenset(map(str, keys)) if isinstance(keys, list) else frozenset()


def _shows(docs: Path, name: str) -> bool:
    setting = _extra(docs.parent / "mkdocs.yml").get(name, Audience.LEADERS.value)
    if setting is False:
        return False
    wanted = Audience.MEMBERS if setting is True else _audience(setting, f"mkdocs.yml 里的 extra.{name}")
    return reader().may_read(wanted)


def reader() -> Audience:
    """For whom the build is made: the environment's YEARBOOK_AUDIENCE, else 班子, who may read all of it.

    Raises:
        SiteError: It is no audience.
    """
    return _audience(os.environ.get("YEARBOOK_AUDIENCE") or Audience.LEADERS.value, "环境变量 YEARBOOK_AUDIENCE")


def offered_files() -> tuple[str, ...]:
    """Kinds of files that reports and packs offer beside their pages: `pdf`, `docx`, as YEARBOOK_FILES lists them.

    The build writes them; a page only leads to what there will be.

    Raises:
        SiteError: One of them is no such kind.
    """
    kinds = tuple(dict.fromkeys((os.environ.get(FILES_VARIABLE) or "").split()))
    if unknown := [kind for kind in kinds if kind not in FILE_KINDS]:
        known = "、".join(FILE_KINDS)
        raise SiteError(f"环境变量 {FILES_VARIABLE} 写的是“{unknown[0]}”。改法：写 {known}，用空格隔开，或者去掉它。")
    return kinds


def file_links(path: str) -> tuple[tuple[str, str], ...]:
    """What a page of this build can be taken away as: name and address of each file, which stands beside the page.

    Args:
        path: The page's path under the docs, such as `reports/2023.md`.
    """
    stem = path.rpartition("/")[2].removesuffix(".md")
    return tuple((FILE_KINDS[kind], f"{stem}.{kind}") for kind in offered_files())


def _audience(value: object, where: str) -> Audience:
    try:
        return Audience(str(value))
    except ValueError:
        known = "、".join(Audience)
        raise SiteError(f"{where} 写的是“{value}”。改法：写 {known} 之一，或者去掉它。") from None


def _extra(file: Path) -> dict[str, Any]:
    try:
        return _read_extra(file, file.stat().st_mtime_ns)
    except OSError:
        return {}


@cache
def _read_extra(file: Path, _stamp: int) -> dict[str, Any]:
    try:
        extra = parse_settings(file.read_text(encoding="utf-8")).get("extra")
    except OSError:
        return {}
    return extra if isinstance(extra, dict) else {}


def parse_settings(text: str) -> dict[str, Any]:
    """What mkdocs.yml says; nothing where it cannot be read, which the generator tells."""
    try:
        fields = yaml.load(text, Loader=_Loader)  # noqa: S506 - the loader is a safe one
    except yaml.YAMLError:
        return {}
    return fields if isinstance(fields, dict) else {}

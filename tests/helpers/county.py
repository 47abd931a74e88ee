"""Made-up offices of one county, and what they hand over; nobody is called so."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

from scripts.changes.foreign_list import MANIFEST, digest_of
from scripts.changes.foreign_zip import zip_bytes
from scripts.setup.project import Project
from tests.helpers.commands import Outcome, copy_settings, run
from tests.helpers.factories import LEDGER, write_pages
from tests.helpers.linked_pages import REPORT, SITE

Pages = dict[str, str | bytes | None]
RULE = "---\nlevel: 机关\nissuer: {}\nknown: 只知名称\n---\n\n# 考勤制度 {{ #local-kaoqin }}\n"
REGISTER = "---\nrender_macros: true\nchecked_as_of: 2024-01\n---\n\n# 法规 { #regulations }\n"
#: A paper that rests on all that a paper can rest on.
_CITES = "问责不够有力，对照[《考勤制度》](../regulations/local/kaoqin.md)还有差距，见[上年](2022.md#p1)。"


def write_project(folder: Path, pages: Pages | None = None) -> Path:
    """A project that no site is built of: pages and settings."""
    write_pages(folder / "docs", {**SITE, "regulations/index.md": REGISTER, **(pages or {})})
    (folder / "overrides").mkdir(exist_ok=True)
    copy_settings(folder)
    return folder


def make_office(folder: Path, unit: str = "东镇党委", more: Pages | None = None) -> Path:
    """An office with two years, a ledger and a rule of its own, in its top folder."""
    older = REPORT.replace("2023", "2022")
    pages: Pages = {
        "reports/2022.md": older,
        "reports/2023.md": REPORT.replace("问责不够有力。", _CITES).replace(
            "audience: 全体党员\n", "audience: 全体党员\ncontinues:\n  p1: {2022#p1: sure}\nanswers: {2022#m1: w1}\n"
        ),
        "ledger/2023.md": LEDGER,
        "regulations/local/kaoqin.md": RULE.format("XX乡党委"),
        **(more or {}),
    }
    named = {path: text.replace("XX乡党委", unit) if isinstance(text, str) else text for path, text in pages.items()}
    return write_project(folder, named)


def make_county(folder: Path, more: Pages | None = None) -> Path:
    """A county's site to which nothing was handed over yet."""
    return write_project(
        folder, {"reports/2023.md": None, "ledger/2023.md": None, "regulations/local/kaoqin.md": None, **(more or {})}
    )


def hand_over(office: Path, file: Path, audience: str = "班子", *more: str) -> Outcome:
    """What the office does."""
    return run(office, "hand-over", file, "--audience", audience, *more)


def gather(county: Path, *arguments: object) -> Outcome:
    """What the county does."""
    return run(county, "gather", *arguments, "--yes")


def page(project: Path, path: str) -> str:
    """The text of a page."""
    return (Project(project).docs / path).read_text(encoding="utf-8")


def paper_of_unit(folder: str, name: str, problems: Sequence[tuple[str, str]], more: str = "") -> str:
    """A summary of 2023 that names some problems, each by heading and text, and one measure."""
    front = f"year: 2023\nunit: {name}\nseries: 年度总结\nperiod: 2023\nas_of: 2023-12-31\naudience: 全体党员\n{more}"
    told = "".join(
        f"### {number}. {title} {{ #p{number} }}\n\n{text}\n\n" for number, (title, text) in enumerate(problems, 1)
    )
    return (
        f"---\n{front}---\n\n# 2023年度总结 {{ #report-{folder}-2023 }}\n\n"
        f"## 一、存在问题 {{ #problem .problem }}\n\n{told}"
        "## 二、下一步措施 { #measure .measure }\n\n### （一）逐项落实 { #m1 }\n\n按清单办。\n"
    )


def members_of(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def repack(file: Path, members: dict[str, bytes], **said: object) -> Path:
    """The same with other files, and a list that fits them but for what the test says of it."""
    listed = {name: digest_of(content) for name, content in members.items() if name != MANIFEST}
    values = json.loads(members[MANIFEST]) | {"files": listed} | said
    file.write_bytes(zip_bytes({**members, MANIFEST: json.dumps(values).encode()}))
    return file

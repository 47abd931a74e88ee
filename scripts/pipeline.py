"""The steps from pages to a site: check, build into a new folder, switch it in."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.corpus import Corpus, today
from macros.domain.dates import chinese_date
from macros.domain.reports import Audience
from macros.errors import SiteError
from scripts.bootstrap import ROOT, say
from scripts.content_checks import check_corpus, describe_mixture, find_carried_over, find_remarks
from scripts.search.writing import SEARCH_DATA, write_search_data

_INPUTS = ("docs", "macros", "overrides", "mkdocs.yml", "requirements.lock")
#: The generator is a command, so that another one can take its place.
_GENERATOR = (sys.executable, "-m", "mkdocs", "build", "--strict")
#: So many remarks are shown where nobody has asked for them.
_SHOWN_REMARKS = 20


@dataclass(frozen=True)
class Project:
    """What a site is made from, and for whom (项目).

    Attributes:
        folder: Holds the pages, the theme's own files and mkdocs.yml.
        audience: Who may read the site; what is above it must not be in the folder.
    """

    folder: Path
    audience: Audience = Audience.LEADERS

    @property
    def docs(self) -> Path:
        """The folder of the pages."""
        return self.folder / "docs"

    @property
    def overrides(self) -> Path:
        """The folder of the theme's own files, which also takes the search data."""
        return self.folder / "overrides"

    @property
    def work(self) -> Path:
        """The folder of what is half done."""
        return self.folder / ".build"


#: This very folder, as an office works in it.
HERE = Project(Path(ROOT))
DOCS = HERE.docs
SITE = HERE.folder / "site"


class BuildError(SiteError):
    """The generator did not finish; the text holds what it complained of."""


def check(project: Project = HERE) -> Corpus:
    """Check the content and give it; say what was read, and the first of what a person should look at.

    Args:
        project: Whose pages are read.

    Raises:
        ContentErrors: Anything is wrong.
    """
    say(f"正在检查内容（“今天”按 {chinese_date(today())} 计）……")
    corpus = check_corpus(project.docs)
    yearbook = corpus.yearbook
    say(
        f"内容无误：{len(yearbook.reports)} 份报告，{len(yearbook.ledgers)} 份台账，"
        f"{len(yearbook.regulations)} 部法规，{len(yearbook.editions)} 个版本。"
    )
    if mixture := describe_mixture(yearbook):
        say(f"注意：{mixture}")
    remarks = [*find_remarks(corpus), *find_carried_over(corpus)]
    for remark in remarks[:_SHOWN_REMARKS]:
        say(f"提示：{remark}")
    if len(remarks) > _SHOWN_REMARKS:
        more = len(remarks) - _SHOWN_REMARKS
        say(f"另有 {more} 处，运行 python3 scripts/check_content.py 查看全部。")
    return corpus


def build(site: Path, project: Project = HERE) -> None:
    """Check, build into a new folder, and put it in the place of the old site.

    Args:
        site: Where the site is to be; what stands there stays until the new one is whole.
        project: What it is made from, and for whom.

    Raises:
        ContentErrors: The content is wrong.
        BuildError: The generator failed or warned, or the folder cannot be replaced.
    """
    started = time.monotonic()
    corpus = check(project)
    say("正在生成站点……")
    write_search_data(corpus, project.overrides)
    project.work.mkdir(parents=True, exist_ok=True)
    fresh = project.work / f"new-{os.getpid()}"
    try:
        _generate(fresh, project)
        _switch(fresh, site, project.work)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    say(f"已生成 {site}（{time.monotonic() - started:.1f} 秒）。")


def fingerprint(project: Project = HERE) -> str:
    """What a site depends on, as one sha256: its inputs and the day that it takes as today."""
    digest = hashlib.sha256(today().isoformat().encode())
    for name in _INPUTS:
        top = project.folder / name
        files = [top] if top.is_file() else [file for file in top.rglob("*") if file.is_file()]
        for file in sorted(files):
            # The search data follow from the pages.
            if "__pycache__" not in file.parts and not file.is_relative_to(project.overrides / SEARCH_DATA):
                digest.update(f"\n{file.relative_to(project.folder).as_posix()}\n".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()


def _generate(site: Path, project: Project) -> None:
    environment = os.environ | {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "default",
        "YEARBOOK_AUDIENCE": str(project.audience),
    }
    result = subprocess.run(
        [*_GENERATOR, "--config-file", str(project.folder / "mkdocs.yml"), "--site-dir", str(site)],
        cwd=project.folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    output = result.stdout + result.stderr
    complaints = list(_complaints(output))
    if result.returncode or complaints:
        told = complaints or output.splitlines()[-3:]
        raise BuildError("\n".join(["生成站点失败，原来的站点没有改动。生成器的提示：", *told]))


def _complaints(output: str) -> Iterator[str]:
    """Yield the generator's warnings and errors, each with the lines that belong to it."""
    telling = False
    for line in output.splitlines():
        if re.match(r"[A-Z]+ +-  ", line):
            telling = line.startswith(("WARNING", "ERROR"))
        if (telling and line.strip()) or "Warning:" in line:
            yield line


def _switch(fresh: Path, site: Path, work: Path) -> None:
    old = work / f"old-{site.name}"
    try:
        shutil.rmtree(old, ignore_errors=True)
        if site.exists():
            site.rename(old)
        try:
            fresh.rename(site)
        except OSError:
            if old.exists():
                old.rename(site)
            raise
    except OSError as error:
        raise BuildError(
            f"不能替换 {site}：{error.strerror}。原来的站点没有改动。改法：关闭正在使用这个文件夹的程序，再运行一次。"
        ) from error
    shutil.rmtree(old, ignore_errors=True)

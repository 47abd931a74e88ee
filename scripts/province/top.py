"""The site above those of the counties: the office's own, with a page that lists them, put around them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from macros.compare.sharing.pipeline import Shared
from macros.page_text.headings import write_heading
from macros.render.units.county_list import CountyRow, county_list
from scripts.build.pipeline import build
from scripts.province.outcome import County, name_county
from scripts.province.sites import BuiltCounty, put_theme_and_settings
from scripts.publishing.staging import add_to_nav
from scripts.setup.console import Console
from scripts.setup.moving import put_in_place
from scripts.setup.project import Project

_PAGE, _NAME = "counties", "各县"
#: Leads to a page that is there while the site is checked, since the counties' sites come to stand beside it later.
_LATER = "index.html?county="


def list_counties(
    counties: Sequence[County], built: Sequence[BuiltCounty], shared: Shared, into: Path
) -> Iterator[CountyRow]:
    """Yield what the page at the top says of each county.

    Args:
        counties: All of them.
        built: What became of their sites.
        shared: Knows their papers.
        into: Where the sites stand.
    """
    for county, site in zip(counties, built, strict=True):
        heads = [head for head in shared.heads.values() if head.key.startswith(f"{county.folder}/")]
        years = [head.year for head in heads]
        units = {head.key.rpartition("/")[0]: head.unit for head in heads}
        has_site = (into / county.folder / "index.html").is_file()
        yield CountyRow(
            county.folder,
            name_county(county, units.values()),
            len(units),
            len(heads),
            (min(years), max(years)) if years else (),
            f"{_LATER}{quote(county.folder)}" if has_site else "",
            "" if not site.fault else "是上一次的站点" if has_site else "没有生成",
            any(head.sample for head in heads),
        )


def build_top(rows: Sequence[CountyRow], project: Project, into: Path, console: Console) -> None:
    """Build the office's own site with a page that lists the counties, and put it around theirs.

    Args:
        rows: What the page says.
        project: What it is made from.
        into: The folder in which the counties' sites stand.
        console: Where to tell what is done.

    Raises:
        ContentErrors: The content or the settings are wrong.
        BuildError: The generator failed or warned.
        SiteFaults: What was generated is not whole.
    """
    staged = stage_top(rows, project, project.work / "top")
    build(staged.site, staged, console)
    page = staged.site / f"{_PAGE}.html"
    text = page.read_text(encoding="utf-8")
    for row in rows:
        text = text.replace(f'href="{row.address}"', f'href="{row.address.removeprefix(_LATER)}/index.html"')
    page.write_text(text, encoding="utf-8")
    put_around(staged.site, into, {row.folder for row in rows})


def stage_top(rows: Sequence[CountyRow], project: Project, folder: Path) -> Project:
    """Put the office's pages together with that of the counties, to which the home page and all others lead.

    Args:
        rows: What the page says.
        project: The office's project.
        folder: Where it goes; what a build has kept there stays.
    """
    copy = Project(folder)
    for place in (copy.docs, copy.overrides):
        shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(project.docs, copy.docs, ignore=shutil.ignore_patterns(".*"))
    head = write_heading(1, _NAME, _PAGE)
    page = f"{head}\n\n一个县一个站点；[检索](search.md)连各县的一起查。\n\n{county_list(rows)}\n"
    (copy.docs / f"{_PAGE}.md").write_text(page, encoding="utf-8")
    home = copy.docs / "index.md"
    if home.is_file():
        units, papers = sum(row.units for row in rows), sum(row.papers for row in rows)
        told = f"[{_NAME}]({_PAGE}.md)的站点一个县一个，共 {len(rows)} 个县、{units} 个单位、{papers} 份材料。"
        home.write_text(_put_under_title(home.read_text(encoding="utf-8"), told), encoding="utf-8")
    settings = (project.folder / "mkdocs.yml").read_text(encoding="utf-8")
    put_theme_and_settings(project, add_to_nav(settings, _NAME, f"{_PAGE}.md"), copy)
    return copy


def _put_under_title(page: str, told: str) -> str:
    """A page with a sentence more, where whoever opens it looks first."""
    titled = re.sub(r"^# .*\n", lambda title: f"{title[0]}\n{told}\n", page, count=1, flags=re.MULTILINE)
    return titled if titled != page else f"{page.rstrip()}\n\n{told}\n"


def put_around(site: Path, into: Path, counties: set[str]) -> None:
    """Put a site around the counties', which stay where they are; what else stood there goes.

    Args:
        site: The site, of which nothing is left where it was.
        into: The folder in which the counties' sites stand.
        counties: Their folders.
    """
    new = {entry.name for entry in site.iterdir()}
    for name in sorted(new):
        beside, place = into / f".{name}.old", into / name
        if place.exists():
            put_in_place(place, beside)
        shutil.move(site / name, place)
        _remove(beside)
    for entry in list(into.iterdir()):
        if entry.name not in new | counties:
            _remove(entry)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry, ignore_errors=True)
    else:
        entry.unlink(missing_ok=True)

"""Sites that are plain copies of their pages, in the place of built ones: what only moves sites about needs no more."""

from __future__ import annotations

from pathlib import Path

from scripts.build.pipeline import FileWriter
from scripts.setup.console import Console
from scripts.setup.project import Project


def build_plainly(site: Path, project: Project, console: Console, write_files: FileWriter | None = None) -> None:
    """Put each page of a project where its built one would stand."""
    for page in project.docs.rglob("*.md"):
        built = site / page.relative_to(project.docs).with_suffix(".html")
        built.parent.mkdir(parents=True, exist_ok=True)
        built.write_text(f"<title>{page.stem} - 甲</title>{page.read_text(encoding='utf-8')}", encoding="utf-8")

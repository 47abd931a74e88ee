"""What tests of this room share."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from scripts.bench import made_up_sites
from scripts.setup.project import ROOT
from tests.helpers.office import make_office, overview


@pytest.fixture(scope="package", autouse=True)
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Made-up sites rest on the small office and the shipped papers, without the many pages of the shipped register."""
    folder = tmp_path_factory.mktemp("made-up") / "office"
    papers: dict[str, str | bytes | None] = {
        f"reports/{page.name}": re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", page.read_text(encoding="utf-8"))
        for page in (ROOT / "docs/reports").glob("20*.md")
    }
    shown: dict[str, str | bytes | None] = {
        "compare/index.md": overview("compare/index.md") + "\n## 又出现的 { #recurring }\n",
        "ledger/2023.md": None,
        # What shows every macro in the shipped handbook, and is emptied of them.
        "handbook/comparing.md": "# 对照 { #comparing }\n\n## 新建 { #new-compare }\n",
    }
    project = make_office(folder, {**papers, **shown})
    for name in ("macros", "scripts", "requirements.lock"):
        (folder / name).symlink_to(ROOT / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(made_up_sites, "ROOT", folder)
        patch.setattr(made_up_sites, "HERE", project)
        yield

"""Reading pages is measured from nothing and after an edit, and a fault of the pages is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bench.builds import report
from scripts.bench.builds.loading import Loaded, NotLoadedError, measure_loading
from scripts.bench.builds.serving import Followed
from scripts.bench.made_up_sites import add_commands, make_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loading") / "site"
    make_site(folder, 3)
    add_commands(folder)
    return folder


def test_pages_are_read_whole_and_again(site: Path) -> None:
    page = site / "docs/reports/2025.md"
    before = page.read_text(encoding="utf-8")
    found = measure_loading(site, 1)
    assert found.whole > 0 < found.again
    assert page.read_text(encoding="utf-8") == f"{before}\n又改动一次。\n"


def test_pages_at_fault_are_told(site: Path) -> None:
    page = site / "docs/reports/1990.md"
    page.write_text("没有页首信息\n", encoding="utf-8")
    with pytest.raises(NotLoadedError, match=r"docs/reports/1990\.md:1"):
        measure_loading(site, 1)
    page.unlink()


def test_both_times_and_their_share_are_told() -> None:
    followed = [Followed(1000, 0.25, 4.0, 2.0, 0.2, 3.0, 1.5, 300.0, 10.0, Loaded(4.0, 0.2))]
    assert list(report.describe_preview(followed, 3))[-1] == (
        "其中读取和检查页面：装载全部 4.00 秒，改动一份以后再装载 0.20 秒，是前者的 5.0%。"
    )
    (row,) = report.as_data([], followed)["serve"]
    assert (row["load_seconds"], row["reload_seconds"], row["reload_share"]) == (4.0, 0.2, 0.05)

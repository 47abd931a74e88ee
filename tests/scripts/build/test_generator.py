"""What of the generator's output stops a build: its own warnings, and nothing that a library says of itself."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing import resource_sharer
from pathlib import Path

import pytest

from scripts.build import generator
from scripts.build.generator import BuildError, generating

SETTINGS = """\
site_name: 小站
theme: {name: material, font: false}
use_directory_urls: false
plugins:
  macros: {modules: [noisy], on_undefined: strict, on_error_fail: true}
validation: {anchors: warn}
nav: [index.md]
"""
#: A library that is behind the times where it is loaded, where it is called, and by every kind of warning.
NOISY = """\
import warnings

for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning, UserWarning):
    warnings.warn("loaded", kind)

def define_env(env):
    @env.macro
    def shout():
        for kind in (DeprecationWarning, PendingDeprecationWarning, FutureWarning, UserWarning):
            warnings.warn_explicit("called", kind, "library.py", 1)
        return "说完了"
"""
Generate = Callable[..., Path]


@pytest.fixture
def generate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generate:
    """Generate a site of one page, as on a clerk's machine, where nobody has asked for warnings."""
    monkeypatch.delenv("PYTHONWARNINGS", raising=False)
    monkeypatch.setitem(generator.UNASKED, "PYTHONWARNINGS", "ignore")

    def run(page: str, settings: str = SETTINGS, **variables: str) -> Path:
        (tmp_path / "docs").mkdir()
        (tmp_path / "docs/index.md").write_text(f"# 首页 {{ #home }}\n\n{page}\n", encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
        (tmp_path / "noisy.py").write_text(NOISY, encoding="utf-8")
        with generating(tmp_path, tmp_path / "site", variables) as running:
            running.finish()
        return tmp_path / "site"

    return run


def test_generator_that_is_stopped_as_it_begins_leaves_nothing_to_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # By this its log would be handed over once it asks, and one who was stopped while asking is complained of here.
    monkeypatch.delattr(resource_sharer, "DupFd")
    with generating(tmp_path, tmp_path / "site", {}):
        pass


def test_what_a_library_says_of_itself_stops_no_build(generate: Generate) -> None:
    site = generate("{{ shout() }}")
    assert "说完了" in (site / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "settings", "told"),
    [
        ("[没有](missing.md)", SETTINGS, "missing.md"),
        ("[没有](#nowhere)", SETTINGS, "nowhere"),
        ("正文", SETTINGS.replace("[index.md]", "[index.md, gone.md]"), "gone.md"),
        ("{{ unknown() }}", SETTINGS, "unknown"),
    ],
    ids=["missing file", "missing anchor", "broken nav", "broken macro"],
)
def test_what_the_generator_warns_of_stops_it_and_is_told(
    page: str, settings: str, told: str, generate: Generate
) -> None:
    with pytest.raises(BuildError) as stopped:
        generate(page, settings)
    assert told in str(stopped.value)


def test_a_warning_that_is_an_error_stops_it(generate: Generate) -> None:
    with pytest.raises(BuildError) as stopped:
        generate("{{ shout() }}", PYTHONWARNINGS="error")
    assert "DeprecationWarning" in str(stopped.value)

"""The settings that a site's safety rests on are checked before anything is built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from macros.errors import ContentErrors
from macros.findings import Finding
from scripts.build import pipeline
from scripts.build.settings_checks import find_setting_faults, hook_files
from scripts.build.settings_file import SettingKind
from scripts.publishing.staging import stage
from scripts.setup.console import Console
from scripts.setup.project import ROOT
from tests.helpers.commands import run
from tests.helpers.office import make_office

TEXT = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
HANDBOOK = ROOT / "docs/handbook/errors.md"
S = SettingKind


def find(tmp_path: Path, text: str | bytes) -> list[Finding]:
    (tmp_path / "mkdocs.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return find_setting_faults(tmp_path)


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


def test_shipped_settings_are_sound() -> None:
    assert find_setting_faults(ROOT) == []


@pytest.mark.parametrize(
    ("old", "new", "kind", "field"),
    [
        ("use_directory_urls: false", "use_directory_urls: true", S.VALUE, "use_directory_urls"),
        ("use_directory_urls: false", "use_directory_urls: 0", S.VALUE, "use_directory_urls"),
        ("use_directory_urls: false\n", "", S.MISSING, "use_directory_urls"),
        ("strict: true", "strict: false", S.VALUE, "strict"),
        ("docs_dir: docs", "docs_dir: pages", S.VALUE, "docs_dir"),
        ("site_dir: site", "site_dir: docs/x", S.VALUE, "site_dir"),
        ("custom_dir: overrides", "custom_dir: theme", S.VALUE, "theme.custom_dir"),
        ("font: false", "font: {text: Noto}", S.VALUE, "theme.font"),
        ("show_gaps: 班子", "show_gaps:", S.VALUE, "extra.show_gaps"),
        ("show_gaps: 班子", "show_gaps: 群众", S.VALUE, "extra.show_gaps"),
        ("show_gaps: 班子", "show_gaps: [班子]", S.VALUE, "extra.show_gaps"),
        ("generator: false", "plain_build: 也许", S.VALUE, "extra.plain_build"),
        ("generator: false", "office: 某镇党委", S.VALUE, "extra.office"),
        ("generator: false", "office: {unit: 某镇党委, folder: 东镇, audience: 机关}", S.VALUE, "extra.office"),
        ("generator: false", "office: {unit: 某镇党委, folder: '', audience: 群众}", S.VALUE, "extra.office"),
        ("generator: false", "office: {unit: '', folder: '', audience: 机关}", S.VALUE, "extra.office"),
        ("generator: false", "sign_off: 签发", S.VALUE, "extra.sign_off"),
        ("generator: false", "sign_off: {群众: [签发]}", S.VALUE, "extra.sign_off"),
        ("generator: false", "sign_off: {机关: 签发}", S.VALUE, "extra.sign_off"),
        ("generator: false", "sign_off: {机关: [会签]}", S.VALUE, "extra.sign_off"),
        ("generator: false", "sign_off: {机关: [签发], since: 去年}", S.VALUE, "extra.sign_off"),
        ("generator: false", "sign_off: {机关: [签发], of: [法规]}", S.VALUE, "extra.sign_off"),
        ("generator: false", "sign_off: {机关: [签发], of: []}", S.VALUE, "extra.sign_off"),
        ("generator: false", "allowed_plugins: tags", S.VALUE, "extra.allowed_plugins"),
        ("render_by_default: false", "render_by_default: true", S.VALUE, "macros.render_by_default"),
        ("    render_by_default: false\n", "", S.MISSING, "macros.render_by_default"),
        ("on_undefined: strict", "on_undefined: keep", S.VALUE, "macros.on_undefined"),
        ("on_error_fail: true", "on_error_fail: false", S.VALUE, "macros.on_error_fail"),
        ("[macros.plugin]", "[macros.plugin, office]", S.VALUE, "macros.modules"),
        ("on_error_fail: true", "on_error_fail: true\n    include_dir: ..", S.REFUSED, "macros.include_dir"),
        ("{enabled: false}", "{enabled: true}", S.VALUE, "plugins.search"),
        ("  search: {enabled: false}\n", "  search:\n", S.VALUE, "plugins.search"),
        ("  search: {enabled: false}\n", "  tags: {}\n", S.FOREIGN, "plugins.tags"),
        ("anchors: warn", "anchors: ignore", S.VALUE, "validation.anchors"),
        ("anchors: warn", "anchors: warn\n  links: {anchors: ignore}", S.REFUSED, "validation.links"),
        ("- attr_list", "- attr_list\n  - pymdownx.snippets", S.FOREIGN, "markdown_extensions"),
        ("  - attr_list\n", "", S.MISSING, "markdown_extensions"),
        ("  - toc: {marker: \"\"}\n", "  - toc\n", S.VALUE, "markdown_extensions"),
        ("nav:", "INHERIT: base.yml\nnav:", S.REFUSED, "INHERIT"),
        ("nav:", "INHERIT:\nnav:", S.REFUSED, "INHERIT"),
        ("nav:", "exclude_docs: reports/\nnav:", S.REFUSED, "exclude_docs"),
        ("nav:", "hooks: [hooks/x.py]\nnav:", S.FOREIGN, "hooks"),
        ("nav:", "hooks: hooks/x.py\nnav:", S.VALUE, "hooks"),
        ("nav:", "strict: true\nnav:", S.CONSTRUCT, "strict"),
        ("strict: true", "strict: &x true", S.CONSTRUCT, ""),
        ("strict: true", "strict: !!python/name:os.system true", S.CONSTRUCT, ""),
        ("strict: true", "strict：true", S.SYNTAX, ""),
        ("strict: true", "strict: [true", S.SYNTAX, ""),
        # The library in C would take it, the generator does not.
        ("strict: true", "strict:\ttrue", S.SYNTAX, ""),
    ],
)  # fmt: skip
def test_fault_is_told_with_its_line_and_remedy(
    tmp_path: Path, old: str, new: str, kind: SettingKind, field: str
) -> None:
    assert TEXT.count(old) == 1 or old == "nav:"
    text = re.sub(rf"^{re.escape(old)}" if old == "nav:" else re.escape(old), lambda _: new, TEXT, flags=re.MULTILINE)
    (fault,) = find(tmp_path, text)
    assert (fault.kind, fault.file, fault.field) == (kind, "mkdocs.yml", field)
    assert "改法：" in str(fault)
    if new and kind is not S.MISSING:
        written = text.split("\n")[fault.line - 1]
        assert any(line.strip() and line.strip() in written for line in new.splitlines()), written


@pytest.mark.parametrize("text", ["", "- a\n", "x", "\ttheme: a\n", b"\xff\xfe", "a: [" * 5000, "? [a]\n: b\n"])
def test_whatever_is_no_settings_is_told(tmp_path: Path, text: str | bytes) -> None:
    faults = find(tmp_path, text)
    assert faults
    assert all(isinstance(fault.kind, SettingKind) for fault in faults)


def test_settings_that_are_not_there_are_told(tmp_path: Path) -> None:
    assert [fault.kind for fault in find_setting_faults(tmp_path)] == [S.UNREADABLE]


def test_extension_that_takes_away_what_others_bring_stands_last(tmp_path: Path) -> None:
    text = TEXT.replace("  - macros.annotate\n", "").replace("- attr_list\n", "- macros.annotate\n  - attr_list\n")
    (fault,) = find(tmp_path, text)
    assert (fault.kind, fault.line) == (S.VALUE, line_of(text, "- macros.annotate"))
    assert "没有排在最后" in str(fault)


def test_what_an_office_allows_by_name_is_used(tmp_path: Path) -> None:
    (tmp_path / "hooks").mkdir()
    (tmp_path / "hooks/banner.py").touch()
    text = TEXT.replace("extra:\n", "extra:\n  allowed_plugins: [tags, hooks/banner.py, pymdownx.keys]\n")
    text = text.replace("  search:", "  tags: {}\n  search:").replace("- attr_list", "- pymdownx.keys\n  - attr_list")
    text += "hooks: [hooks/banner.py]\n"
    assert find(tmp_path, text) == []
    assert hook_files(tmp_path) == ["hooks/banner.py"]
    (fault,) = find(tmp_path, text.replace("hooks/banner.py", "../banner.py"))
    assert (fault.kind, fault.field) == (S.VALUE, "hooks")


def test_a_hook_that_is_not_allowed_never_runs(tmp_path: Path) -> None:
    project = make_office(tmp_path / "project", settings="\nhooks: [x.py]\n")
    (project.folder / "x.py").write_text("raise SystemExit('已经运行')\n", encoding="utf-8")
    for work in (lambda: pipeline.build(project.site, project, Console()),
                 lambda: stage(project, project.audience, tmp_path / "copy")):  # fmt: skip
        with pytest.raises(ContentErrors) as caught:
            work()
        assert [error.kind for error in caught.value.errors] == [S.FOREIGN]
    assert not (tmp_path / "copy").exists()


def test_a_check_tells_settings_and_pages_together(tmp_path: Path) -> None:
    project = make_office(tmp_path, settings="\nhooks: [x.py]\n", pages={"reports/2023.md": "# 无\n"})
    told = run(project.folder, "check")
    assert told.returncode == 1
    assert "mkdocs.yml:" in told.stderr
    assert "docs/reports/2023.md:1：缺少页首信息" in told.stderr
    assert "共 2 处错误。" in told.stderr


def test_every_kind_is_in_the_handbook() -> None:
    table = HANDBOOK.read_text(encoding="utf-8").replace("`", "")
    for kind in SettingKind:
        assert f"| {kind.title} | {kind.remedy} |" in table
    assert "allowed_plugins" in table

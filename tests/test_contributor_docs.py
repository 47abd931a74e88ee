"""What is written for whoever works on the project is true: every path, test, room and name in it is there."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator

import pytest

from scripts.commands.verbs import SITE
from scripts.setup.project import ROOT
from scripts.setup.test_run import make_parser
from tests.helpers.sources import names_of_tests

TEXTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "GLOSSARY.md", "SECURITY.md", "CHANGELOG.md")
HANDBOOK = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/handbook").glob("*.md"))
#: Below these a path is one of the repository, and no example of what an office may call its own.
OURS = ("macros/", "scripts/", "tests/", "overrides/", ".ci/", "docs/handbook/")
#: Is made by a command, and in no repository.
MADE = {"site/", ".build/", ".venv/", "wheels/", "fonts/", "overrides/assets/search/"}
FILES_AT_THE_TOP = re.compile(r"[A-Za-z.-]+\.(?:md|toml|lock|yml|yaml)|\.editorconfig|\.ci/run")


def read(name: str) -> str:
    """A text of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def spans(text: str) -> Iterator[str]:
    """Yield what stands between backticks in running text."""
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE))


def paths_in(text: str) -> Iterator[str]:
    """Yield what can only be a path of the repository; a `*` or a word in capitals stands for any name."""
    for span in spans(text):
        for word in span.replace("\\", "/").split():
            if re.search(r"[*{}<>|=…]|[A-Z]{2,}(?!\w*\.md)", word) or word in MADE:
                continue
            if word.startswith(OURS) or FILES_AT_THE_TOP.fullmatch(word):
                yield word.partition("::")[0]


@pytest.mark.parametrize("name", [*TEXTS, *HANDBOOK])
def test_every_path_that_is_named_is_there(name: str) -> None:
    beside = (ROOT / name).parent
    for path in paths_in(read(name)):
        assert (ROOT / path).exists() or (beside / path).exists(), path


@pytest.mark.parametrize("name", TEXTS)
def test_every_link_leads_to_a_file(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", read(name)):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", TEXTS)
def test_every_test_that_is_named_is_one(name: str) -> None:
    named = {span.rpartition("::")[2] for span in spans(read(name))}
    tests = {span for span in named if re.fullmatch(r"test_\w+", span)}
    assert tests - names_of_tests() == set()


def packages() -> list[str]:
    """Folders of the program, as its map writes them."""
    folders = {file.parent for top in ("macros", "scripts") for file in (ROOT / top).rglob("*.py")}
    return sorted(f"{folder.relative_to(ROOT).as_posix()}/" for folder in folders)


def test_every_room_has_its_reason_and_none_is_told_that_is_not_there() -> None:
    rows = re.findall(r"^\| `((?:macros|scripts)/[^`]*)` \| \S.+ \|$", read("ARCHITECTURE.md"), re.MULTILINE)
    assert sorted(rows) == packages()


def test_the_map_of_the_house_is_the_house() -> None:
    lines = re.search(r"## Map of the house\n\n((?: {4}.*\n)+)", read("README.md"))
    assert lines
    above: list[str] = []
    for line in lines[1].splitlines():
        depth = (len(line) - len(line.lstrip())) // 2 - 2
        name = line.split()[0]
        above[depth:] = [name]
        assert (ROOT / "".join(above)).exists(), "".join(above)


def test_the_readme_shows_verbs_with_the_options_that_they_have() -> None:
    verbs = {verb.name: verb for verb in SITE.verbs}
    for span in spans(read("README.md")):
        words = span.split()
        if words[0] in verbs:
            known = {word for action in SITE.make_parser(verbs[words[0]])._actions for word in action.option_strings}
            assert {word for word in words if word.startswith("--")} <= known, span


def test_every_name_of_the_glossary_is_one_of_the_program() -> None:
    rows = re.findall(r"^\|(?:[^|]+\|){3} (.*) \|$", read("GLOSSARY.md"), re.MULTILINE)
    names = [name for row in rows for name in re.findall(r"`((?:macros|scripts)\.[\w.]+)`", row)]
    assert names
    for name in names:
        module, _, attribute = name.rpartition(".")
        assert hasattr(importlib.import_module(module), attribute), name


def test_the_hook_runs_the_quick_loop_as_it_is_called() -> None:
    entry = re.search(r"^ *entry: python3 scripts/test\.py (.+)$", read(".pre-commit-config.yaml"), re.MULTILINE)
    assert entry
    options, rest = make_parser().parse_known_args(entry[1].split())
    assert options.quick
    assert not rest


def test_every_option_of_the_test_command_is_in_the_handbook() -> None:
    known = {word for action in make_parser()._actions for word in action.option_strings} - {"-h", "--help"}
    assert known <= set(spans(read("docs/handbook/commands.md")))


def test_versions_agree() -> None:
    version = re.search(r'^version = "(.+)"$', read("pyproject.toml"), re.MULTILINE)
    newest = re.search(r"^## (\d\S+)", read("CHANGELOG.md"), re.MULTILINE)
    assert version
    assert newest
    assert version[1] == newest[1]

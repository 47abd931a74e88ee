"""What the handbook shows is what there is: the list of commands, and every command that any page gives."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from scripts.bench.verbs import BENCH
from scripts.changes.journal import KEPT
from scripts.commands.command_line import Program, Verb
from scripts.commands.verbs import SITE
from scripts.setup.project import ROOT

PROGRAMS = {"site": SITE, "bench": BENCH}
COMMANDS = (ROOT / "docs/handbook/commands.md").read_text(encoding="utf-8")
#: What a person reads of commands, and what commands themselves say.
TEXTS = sorted(
    file
    for pattern in ("*.md", "docs/**/*.md", "macros/**/*.py", "macros/**/*.html", "scripts/**/*.py", "overrides/**/*.*")
    for file in ROOT.glob(pattern)
    # What a build has left beside the theme repeats the pages.
    if file.suffix in {".md", ".py", ".html", ".js"} and "assets/search" not in file.as_posix()
)
CALL = re.compile(r"(?:python3|py) scripts[/\\](site|bench)\.py((?: [^`\s。，；、）\"]+)*)")
#: Stands for any verb in a line that says how commands are written.
ANY_VERB = {"命令", "VERB"}


def table_rows(text: str) -> list[tuple[str, str]]:
    """First and second cell of each row that begins with a command."""
    return re.findall(r"^\| `(python3 [^`]+)` \| ([^|]+) \|", text, re.MULTILINE)


def section(title: str) -> str:
    """What stands under a heading of the page of commands."""
    return COMMANDS.split(f"\n## {title} {{", 1)[1].split("\n## ", 1)[0]


@pytest.mark.parametrize("group", [group for group, _ in groupby(SITE.verbs, key=lambda verb: verb.group)])
def test_the_page_of_commands_lists_each_group_as_help_does(group: str) -> None:
    verbs = [verb for verb in SITE.verbs if verb.group == group]
    assert table_rows(section(group)) == [(f"{SITE.name} {verb.name}", verb.summary) for verb in verbs]


def test_the_page_of_commands_has_the_groups_in_the_order_of_help() -> None:
    groups = [group for group, _ in groupby(SITE.verbs, key=lambda verb: verb.group)]
    assert re.findall(r"^## (.+?) \{", COMMANDS, re.MULTILINE)[: len(groups)] == groups


def test_the_page_of_commands_lists_what_can_be_measured() -> None:
    expected = [(f"{BENCH.name} {verb.name}", verb.summary) for verb in BENCH.verbs]
    assert table_rows(section("量一量")) == expected


def calls(text: str) -> Iterator[tuple[Program, list[str]]]:
    """Yield each command that a text gives: the program, and what stands after it."""
    for name, rest in CALL.findall(text):
        yield PROGRAMS[name], rest.split()


def verb_of(program: Program, words: list[str]) -> Verb | None:
    """The verb that is meant; none where only the program is named, or it is said how commands are written."""
    if not words or words[0] in {*ANY_VERB, "--help"}:
        return None
    named = words[0] if re.fullmatch(r"[a-z][a-z-]*", words[0]) else program.default
    found = [verb for verb in program.verbs if verb.name == named]
    assert found, f"{program.name} {' '.join(words)}"
    return found[0]


def test_every_command_that_is_named_is_one_and_has_the_options() -> None:
    for file in TEXTS:
        for program, words in calls(file.read_text(encoding="utf-8")):
            verb = verb_of(program, words)
            if verb is None:
                continue
            known = {word for action in program.make_parser(verb)._actions for word in action.option_strings}
            named = {word for word in words if re.fullmatch("--[a-z-]+", word)}
            assert named <= known, f"{file}: {verb.name} {named - known}"


def shown_lines() -> Iterator[tuple[str, str]]:
    """Yield each whole command line of the handbook's blocks of code, with its page."""
    for page in sorted((ROOT / "docs/handbook").glob("*.md")):
        for block in page.read_text(encoding="utf-8").split("```")[1::2]:
            for line in block.splitlines():
                if CALL.match(line.strip()) and ANY_VERB.isdisjoint(line.split()):
                    yield page.name, line.strip()


@pytest.mark.parametrize(("page", "line"), list(shown_lines()))
def test_every_command_line_that_the_handbook_shows_can_be_typed(page: str, line: str) -> None:
    # A backslash is a separator of folders there, and no escape.
    _, script, *words = shlex.split(line.replace("\\", "/"))
    program = PROGRAMS[Path(script).stem]
    if "--help" in words:
        return
    verb, rest = program.choose(words)
    parser = program.make_parser(verb)
    options = parser.parse_args(rest)
    command = verb.load()
    if hasattr(command, "require_sense"):
        command.require_sense(parser, options)


def test_the_handbook_says_how_many_changes_can_be_taken_back() -> None:
    assert f"留最近 {KEPT} 次" in (ROOT / "docs/handbook/mistakes.md").read_text(encoding="utf-8")


def test_pages_are_turned_in_the_order_in_which_the_handbook_lists_them() -> None:
    folder = ROOT / "docs/handbook"
    listed = re.findall(
        r"^- \[[^]]+\]\(([a-z-]+\.md)\)", (folder / "index.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    turned = re.findall(
        r"^ +- handbook/([a-z-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert turned == ["index.md", *listed]
    assert sorted(turned) == sorted(page.name for page in folder.glob("*.md"))

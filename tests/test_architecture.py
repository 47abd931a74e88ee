"""The house keeps its shape: who may import whom, and what every part must have."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import BaseModel

from macros import plugin
from macros.corpus import form_schema, ledger_schema, report_schema, schema
from scripts.bench.verbs import BENCH
from scripts.commands.command_line import Program, Verb
from scripts.commands.verbs import SITE
from scripts.setup.project import ROOT as HOUSE
from tests.helpers.sources import MACROS, SCRIPTS, TESTS, facts_of

#: What any part may import.
EVERYBODYS = {"errors", "findings", "page_text", "word_lists"}
#: What each part of the core may import besides itself and what is everybody's.
ALLOWED = {
    "errors": set(),
    "findings": set(),
    "page_text": set(),
    "word_lists": set(),
    "domain": set(),
    "corpus": {"domain"},
    "citations": {"domain"},
    "compare": {"domain"},
    "proofing": {"citations", "domain"},
    "render": {"compare", "domain", "proofing"},
    "sections": {"domain"},
    "last_guard": {"corpus"},
    "own_notes": {"render"},
    "annotate": {"corpus", "citations", "compare", "render", "domain", "sections", "last_guard", "own_notes"},
    "calling": {"corpus", "render", "domain"},
    "for_many_pages": {"citations", "compare", "domain", "render"},
    "sharing_macros": {"calling", "corpus", "for_many_pages", "render"},
    "unit_macros": {"calling", "corpus", "render", "domain"},
    "plugin": {
        "calling",
        "sharing_macros",
        "unit_macros",
        "for_many_pages",
        "corpus",
        "citations",
        "compare",
        "render",
        "domain",
    },
    "trying": {"plugin", "domain"},
}
#: Libraries that only one part of the core may know.
OWNERS = {
    "markdown": {"annotate"},
    "xml": {"annotate", "last_guard", "own_notes", "sections"},
    "pydantic": {"corpus"},
    "pydantic_core": {"corpus"},
    "yaml": {"corpus"},
    "jinja2": {"calling", "plugin", "render", "sharing_macros", "trying", "unit_macros"},
    "stdnum": {"proofing"},
}
NEVER = {"mkdocs", "mkdocs_macros", "properdocs", "zensical", "material"}
DISK = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob", "rglob", "walk"}
#: The files that a person starts, whatever Python he has.
ENTRIES = ("site", "test", "bench")
#: What each room of the scripts may import besides itself; a capability knows no other.
BELOW = {"setup": set(), "build": {"setup"}, "changes": {"setup", "build"}}
CAPABILITIES = {"intake", "ledger_sheet", "register", "paper", "publishing", "province"}
BELOW |= {room: {"setup", "build", "changes"} for room in CAPABILITIES}
#: Forms are filled by the words in which ledgers come in from Excel.
BELOW["forms"] = {"setup", "build", "changes", "ledger_sheet"}
#: What offices hand over is cut as a publish is, and what it rests on comes in as a register pack does.
BELOW["county"] = {"setup", "build", "changes", "register", "publishing"}
#: A county's site has the settings of a part of a project, as a publish has.
BELOW["province"] = {"setup", "build", "changes", "publishing"}
#: The clerk's two ways to all of it: the browser, and the command line, which opens the browser's.
BELOW["desk"] = set(BELOW)
BELOW["commands"] = set(BELOW)
BELOW["bench"] = set(BELOW)
#: Still wanted by what stands below it: how a file is written whole.
TO_MOVE = {"scripts.changes.writing"}
#: Every verb of every program, as a person types it.
VERBS = [
    pytest.param(program, verb, id=f"{program.name} {verb.name}") for program in (SITE, BENCH) for verb in program.verbs
]


def part_of(file: Path) -> str:
    """The part of the core that a module belongs to."""
    return file.relative_to(HOUSE / "macros").parts[0].removesuffix(".py")


def test_imports_point_one_way() -> None:
    for file in MACROS:
        _require_one_way(file)


def _require_one_way(file: Path) -> None:
    part = part_of(file)
    if part == "__init__":
        assert facts_of(file).imports == set()
        return
    for name in facts_of(file).imports:
        top, _, rest = name.partition(".")
        assert top != "scripts", f"{file}: the core knows no commands"
        assert top not in NEVER, f"{file}: the core knows no generator"
        assert part in OWNERS.get(top, {part}), f"{file}: {top} belongs to {OWNERS.get(top)}"
        if top == "macros":
            target = rest.partition(".")[0]
            assert target in {part, *EVERYBODYS} | ALLOWED[part], f"{file}: {part} may not import {target}"


def test_only_the_corpus_reads_the_disk() -> None:
    # Lists of words beside the code are part of the program.
    others = [file for file in MACROS if part_of(file) not in {"corpus", "word_lists"}]
    assert [file for file in others if facts_of(file).names & DISK] == []


@pytest.mark.parametrize("name", ["errors", "findings"])
def test_what_anything_may_import_leans_on_nothing(name: str) -> None:
    tops = {
        top for found in facts_of(HOUSE / f"macros/{name}.py").imports if (top := found.partition(".")[0]) != "macros"
    }
    assert tops <= set(sys.stdlib_module_names)


def test_domain_uses_the_standard_library_alone_and_never_asks_the_clock() -> None:
    for file in MACROS:
        if part_of(file) != "domain":
            continue
        tops = {name.partition(".")[0] for name in facts_of(file).imports} - {"macros"}
        assert tops <= set(sys.stdlib_module_names), file
        assert not re.search(r"\.(today|now)\(", file.read_text(encoding="utf-8")), file


def room_of(module: str) -> str:
    """The room that a module of the scripts stands in; its own name for an entry file."""
    return module.split(".")[1] if "." in module else module


#: What looks like the text of a page, and who may write it beside `page_text`.
OF_PAGES = {
    # Where front matter begins and ends.
    "---": {
        "macros/errors.py",  # words for the clerk
        "macros/proofing/private_numbers.py",  # hyphens in numbers
        "scripts/bench/builds/report.py",  # tables
        "scripts/intake/accounting.py",
        "scripts/intake/setting.py",
        "scripts/bench/made_up_sites.py",  # pages for other generators
        "scripts/bench/fuzzing/mutations.py",  # damages pages on purpose
    },
    # Links, as a pattern.
    r"\]\(": {"macros/corpus/markup.py"},  # what is live at a glance, and what was meant as a link and is none
    # Attribute lists of headings and links.
    "{ #": {"macros/errors.py", "scripts/bench/made_up_sites.py", "scripts/bench/fuzzing/mutations.py"},
    "{ .": {"macros/errors.py", "macros/proofing/remarks.py", "scripts/commands/link.py"},
}
#: Who writes YAML as a tree: reduced pages and settings, which nobody edits.
WRITERS_OF_YAML = {"scripts/publishing/reduction.py", "scripts/publishing/staging.py"}


def test_only_one_part_knows_how_the_text_of_a_page_is_built() -> None:
    for file in [*MACROS, *SCRIPTS]:
        name = file.relative_to(HOUSE).as_posix()
        if name.startswith("macros/page_text/"):
            continue
        facts = facts_of(file)
        for mark, others in OF_PAGES.items():
            assert name in others or not any(mark in text for text in facts.texts), f"{name}: {mark}"
        assert name in WRITERS_OF_YAML or not facts.names & {"serialize", "safe_dump"}, name


def test_the_part_that_knows_pages_uses_the_standard_library_alone() -> None:
    for file in MACROS:
        if part_of(file) == "page_text":
            tops = {name.partition(".")[0] for name in facts_of(file).imports} - {"macros"}
            assert tops <= set(sys.stdlib_module_names), file


def test_rooms_of_the_scripts_know_only_what_is_below_them() -> None:
    for file in SCRIPTS:
        room = file.relative_to(HOUSE / "scripts").parts[0]
        if room in BELOW:
            known = {room_of(name) for name in facts_of(file).imports - TO_MOVE if name.startswith("scripts.")}
            assert known <= {room} | BELOW[room], f"{file}: {room} may not import {known - BELOW[room] - {room}}"


def test_every_script_stands_in_a_room_but_what_a_person_starts() -> None:
    rooms = {path.name for path in (HOUSE / "scripts").iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert rooms == BELOW.keys()
    assert {file.stem for file in (HOUSE / "scripts").glob("*.py")} == {"__init__", *ENTRIES}


def test_what_tests_share_stands_in_helpers() -> None:
    taken = {file: [n for n in facts_of(file).imports if re.match(r"tests\b(?!\.helpers\b)", n)] for file in TESTS}
    assert {file: names for file, names in taken.items() if names} == {}


#: What tells how a page is at the moment: whether it has answered by then is a matter of chance.
LOOKS = {
    "all_inner_texts", "all_text_contents", "eval_on_selector", "eval_on_selector_all", "evaluate", "evaluate_all",
    "get_attribute", "inner_html", "inner_text", "input_value", "is_checked", "is_disabled", "is_editable",
    "is_enabled", "is_hidden", "is_visible", "text_content", "url",
}  # fmt: skip


def looks_once(node: ast.AST) -> bool:
    """Whether an expression asks an open page how it is now; texts and lists count what they are given."""
    match node:
        case ast.Call(func=ast.Attribute(attr="count"), args=[], keywords=[]):
            return True
        case ast.Attribute(attr=name):
            return name in LOOKS
    return False


def test_a_test_in_the_browser_waits_for_what_it_asserts() -> None:
    for file in TESTS:
        if not facts_of(file).names & {"browser", "new_page", "open_desk"}:
            continue
        asserts = [node for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Assert)]
        assert [node.lineno for node in asserts if any(map(looks_once, ast.walk(node)))] == [], file
        # For a time, and by a script that the policy of our pages refuses from the second look on.
        assert not facts_of(file).names & {"wait_for_timeout", "wait_for_function"}, file


@pytest.mark.parametrize("name", ENTRIES)
def test_what_runs_first_parses_under_python_3_6(name: str) -> None:
    text = (HOUSE / "scripts" / f"{name}.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 6))
    assert "from __future__ import annotations" not in text


#: What speaks to a person, and programs that others start and read.
SPEAKERS = {
    "scripts/setup/console.py",
    "scripts/build/mkdocs_private/__main__.py",
    "scripts/build/preview/maker_process.py",
    "scripts/bench/searches/server.py",
}


def test_nothing_prints_but_the_console() -> None:
    for file in [*MACROS, *SCRIPTS]:
        if file.relative_to(HOUSE).as_posix() in SPEAKERS:
            continue
        assert not facts_of(file).dotted & {"print", "input", "sys.stdout", "sys.stderr", "sys.stdin"}, file


def test_modules_are_small() -> None:
    for file in [*MACROS, *SCRIPTS]:
        assert len(file.read_text(encoding="utf-8").splitlines()) <= 400, file


@pytest.mark.parametrize(("program", "verb"), VERBS)
def test_every_command_explains_itself_in_chinese(program: Program, verb: Verb) -> None:
    require_chinese(program.make_parser(verb).format_help())
    assert not re.search("[A-Za-z]{3,} [A-Za-z]{3,}", verb.summary)


@pytest.mark.parametrize("name", ENTRIES)
def test_every_file_that_a_person_starts_explains_itself(name: str) -> None:
    command = [sys.executable, str(HOUSE / "scripts" / f"{name}.py"), "--help"]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    assert result.stderr == ""
    require_chinese(result.stdout)


def require_chinese(help_text: str) -> None:
    """Only names and what is typed are no Chinese."""
    assert help_text.startswith("用法：")
    typed = r"[a-z0-9_./:\\-]*(?:--?|scripts/|/|\.)[A-Za-z0-9_./:\\-]*|python3?|PYTHON|Python|pytest"
    assert not re.findall(r"\b(?:usage|options|show|help|arguments|default)\b", re.sub(typed, "", help_text))


def handbook() -> str:
    """All pages of the handbook, as one text."""
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted((HOUSE / "docs/handbook").glob("*.md")))


def test_the_index_of_the_handbook_lists_every_page_once() -> None:
    folder = HOUSE / "docs/handbook"
    index = (folder / "index.md").read_text(encoding="utf-8")
    listed = re.findall(r"^- \[[^\]]+\]\(([a-z-]+\.md)\)：", index, re.MULTILINE)
    assert sorted(listed) == sorted(file.name for file in folder.glob("*.md") if file.name != "index.md")


@pytest.mark.parametrize(("program", "verb"), VERBS)
def test_every_command_and_option_is_in_the_handbook(program: Program, verb: Verb) -> None:
    text = handbook()
    assert f"{program.name} {verb.name}" in text
    options = {word for action in program.make_parser(verb)._actions for word in action.option_strings}
    assert not [option for option in options - {"-h", "--help"} if option not in text]


def test_every_macro_is_in_the_handbook_with_a_live_example_that_names_no_year() -> None:
    text = handbook()
    for macro in plugin.MACROS:
        shown = re.search(rf"\{{% raw %\}}\{{\{{ ({macro.__name__}\([^()]*\)) \}}\}}\{{% endraw %\}}", text)
        assert shown, macro.__name__
        if macro is plugin.study_pack:
            # It is the whole of a page of its own.
            continue
        live = re.findall(rf"^\{{\{{ {macro.__name__}\(([^()]*)\) \}}\}}$", text, re.MULTILINE)
        assert live, macro.__name__
        # Without the samples there may be one year, or none.
        assert not [values for values in live if re.search(r"\b20[0-9]{2}\b", values)]


def models() -> list[type[BaseModel]]:
    """What front matter may hold."""
    modules = (schema, ledger_schema, form_schema, report_schema)
    values = [value for module in modules for value in vars(module).values()]
    return [value for value in values if isinstance(value, type) and issubclass(value, BaseModel)]


def test_every_field_of_front_matter_is_in_the_handbook() -> None:
    text = handbook()
    for model in models():
        for name in model.model_fields:
            assert f"`{name}`" in text, f"{model.__name__}.{name}"


def test_no_day_is_written_by_a_pattern_with_chinese_in_it() -> None:
    """The C library of Windows refuses such a one where the system's language is another."""
    with_chinese = re.compile(r"(?:strftime\([\"']|:)%[A-Za-z][^\n\"'}]*[^\x00-\x7f]")
    files = [
        file for top in ("macros", "scripts") for file in (HOUSE / top).rglob("*") if file.suffix in {".py", ".html"}
    ]
    assert [file for file in files if with_chinese.search(file.read_text(encoding="utf-8"))] == []


def test_macros_have_no_name_of_a_field() -> None:
    fields = {name for model in models() for name in model.model_fields}
    assert fields.isdisjoint(macro.__name__ for macro in plugin.MACROS)


def tracked() -> list[Path]:
    """Files that git tracks, or all but what it ignores where there is no git."""
    listed = subprocess.run(["git", "-C", str(HOUSE), "ls-files"], capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [HOUSE / name for name in listed.stdout.splitlines() if (HOUSE / name).is_file()]


def test_no_file_is_large_and_none_was_built() -> None:
    for file in tracked():
        assert file.stat().st_size < 1_000_000, file
        assert file.relative_to(HOUSE).parts[0] not in {"site", ".build", ".venv", "wheels"}

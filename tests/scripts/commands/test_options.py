"""A verb takes no option that would change nothing."""

from __future__ import annotations

import pytest

from scripts.commands.verbs import SITE


@pytest.mark.parametrize("option", ["--pdf", "--docx"])
def test_check_makes_no_files_and_takes_no_option_for_them(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    verb, rest = SITE.choose(["check", option])
    with pytest.raises(SystemExit) as left:
        SITE.make_parser(verb).parse_args(rest)
    assert left.value.code == 2
    assert option in capsys.readouterr().err

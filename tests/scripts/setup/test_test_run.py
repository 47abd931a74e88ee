"""The test run's own steps: what it does where something that tests need is not there."""

from __future__ import annotations

import subprocess

import pytest

from scripts.setup import environment, test_run


def test_no_browser_is_told_and_stops_the_run_in_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(environment, "enter", lambda *_: None)
    monkeypatch.setattr(test_run, "_find_browser", lambda: None)
    monkeypatch.setattr(subprocess, "call", lambda *_, **__: 0)
    monkeypatch.delenv("CI", raising=False)
    assert test_run.main(["--only-tests"]) == 0
    told = capsys.readouterr().out
    assert "浏览器测试全部跳过" in told
    assert "apt install chromium" in told
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit) as ended:
        test_run.main(["--only-tests"])
    assert ended.value.code == 1
    assert "没有浏览器" in capsys.readouterr().err

"""Every locked package states a licence that is accepted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scripts.setup import licences
from scripts.setup.environment import LOCKS, ROOT
from scripts.setup.licences import Licence, LicenceError, describe, find_licences


def test_every_locked_package_has_an_accepted_licence() -> None:
    lines = list(describe("test"))
    assert lines[-1].endswith("许可证都在认可之列。")
    assert len(lines) > 50
    assert any(line.split() == ["markdown", *line.split()[1:2], "BSD-3-Clause"] for line in lines)


def test_package_of_another_system_is_listed_and_not_judged(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    lock.write_text("no-such-package==1.0 \\\n    --hash=sha256:0\n", encoding="utf-8")
    assert list(find_licences(lock)) == [Licence("no-such-package", "1.0", "")]


@pytest.mark.parametrize("words", ["没有写明", "GNU General Public License v3 (GPLv3)"])
def test_licence_that_is_not_accepted_is_told(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(licences, "_words", lambda _: words)
    with pytest.raises(LicenceError, match="lxml"):
        list(describe("site"))


@pytest.mark.parametrize("lock", LOCKS.values())
def test_every_locked_package_has_its_hashes(lock: str) -> None:
    for entry in Path(ROOT, lock).read_text(encoding="utf-8").replace("\\\n", "").splitlines():
        assert "==" not in entry or entry.startswith("#") or "--hash=sha256:" in entry, entry


def test_every_node_package_has_its_hash_and_no_address() -> None:
    packages = json.loads(Path(ROOT, "tests/web/package-lock.json").read_text(encoding="utf-8"))["packages"]
    del packages[""]
    assert [name for name, package in packages.items() if not package.get("integrity", "").startswith("sha512-")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []

"""Word's old format goes through LibreOffice, where it is installed."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from scripts.intake.manuscript import IntakeError
from scripts.intake.readers import legacy
from scripts.intake.readers.legacy import convert, find_office
from scripts.setup.needs import OFFICE
from tests.helpers.old_files import make_compound
from tests.helpers.waiting import wait_for_end, wait_for_words

needs_office = pytest.mark.needs(OFFICE)
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="stands in a shell script for LibreOffice")
WORDS = "XX乡认真落实主体责任"


@pytest.fixture(scope="module")
def old_word(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("old")
    (folder / "a.html").write_text(f"<meta charset=utf-8><p>{WORDS}</p><p>第二段</p>", encoding="utf-8")
    command = [
        str(find_office()),
        f"-env:UserInstallation={(folder / 'p').as_uri()}",
        "--headless",
        "--infilter=HTML (StarWriter)",
    ]
    command += ["--convert-to", "doc:MS Word 97", "--outdir", str(folder), str(folder / "a.html")]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / "a.doc").read_bytes()


def text_of(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return re.sub("<[^>]*>", "", package.read("word/document.xml").decode())


@needs_office
def test_old_word_becomes_docx(old_word: bytes) -> None:
    assert old_word.startswith(b"\xd0\xcf\x11\xe0")
    text = text_of(convert(old_word, kind="doc"))
    assert WORDS in text
    assert "第二段" in text


@needs_office
def test_rtf_becomes_docx() -> None:
    signs = "".join(f"\\u{ord(sign)}?" for sign in WORDS)
    assert WORDS in text_of(convert(rf"{{\rtf1\ansi {signs}\par}}".encode(), kind="rtf"))


@needs_office
def test_a_broken_old_file_is_one_line_or_text(old_word: bytes) -> None:
    for content in (old_word[:1500], make_compound("WordDocument")):
        try:
            assert convert(content, kind="doc").startswith(b"PK")
        except IntakeError as error:
            assert "改法：" in str(error)


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A script in the place of LibreOffice."""
    program = tmp_path / "soffice"
    program.touch(mode=0o755)
    monkeypatch.setattr(legacy, "find_office", lambda: str(program))
    return program


@posix_only
def test_it_is_called_without_windows_under_a_fixed_name_with_its_own_profile(stand_in: Path) -> None:
    seen = stand_in.with_name("seen")
    stand_in.write_text(
        f'#!/bin/sh\nfor word; do echo "$word" >> {seen}; done\nmkdir out; echo done > out/input.docx\n'
    )
    assert convert(make_compound("WordDocument"), kind="doc") == b"done\n"
    words = seen.read_text(encoding="utf-8").splitlines()
    assert {"--headless", "--norestore", "--infilter=MS Word 97"} <= set(words)
    assert words[0].startswith("-env:UserInstallation=file:///")
    assert words[-1].endswith("/input.doc")


@posix_only
@pytest.mark.slow
def test_one_that_hangs_is_ended_with_its_children(stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = stand_in.with_name("child")
    stand_in.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {child}\nwait\n")

    class Started(subprocess.Popen[bytes]):
        """Its time runs from when it has a child, however long that takes."""

        def wait(self, timeout: float | None = None) -> int:
            if timeout is not None:
                wait_for_words(child)
            return super().wait(timeout)

    monkeypatch.setattr(subprocess, "Popen", Started)
    monkeypatch.setattr(legacy, "TIME_LIMIT_SECONDS", 1)
    with pytest.raises(IntakeError, match="超过 1 秒"):
        convert(b"{\\rtf1}", kind="rtf")
    wait_for_end(int(child.read_text()))


@posix_only
@pytest.mark.parametrize("text", ["#!/bin/sh\nexit 1\n", "#!/nowhere/sh\n"])
def test_one_that_makes_nothing_is_one_line(stand_in: Path, text: str) -> None:
    stand_in.write_text(text)
    with pytest.raises(IntakeError, match=r"LibreOffice .*改法："):
        convert(b"{\\rtf1}", kind="rtf")


def test_without_it_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: None)
    with pytest.raises(IntakeError, match=r"另存为 \.docx"):
        convert(b"{\\rtf1}", kind="rtf")


def test_a_locked_file_is_told_before_anything_is_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(legacy, "find_office", lambda: pytest.fail("was started"))
    with pytest.raises(IntakeError, match="密码"):
        convert(make_compound("WordDocument", locked=True), kind="doc")


@posix_only
def test_it_may_take_more_memory_than_the_worker(stand_in: Path) -> None:
    import resource

    stand_in.write_text("#!/bin/sh\nmkdir out; ulimit -v > out/input.docx\n")
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (64 * 1024**3, before[1]))
    try:
        given = int(convert(b"{\\rtf1}", kind="rtf"))
        assert given * 1024 == legacy._MEMORY_BYTES
        assert resource.getrlimit(resource.RLIMIT_AS) == (64 * 1024**3, before[1])
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)

"""Files that must not be read, or not to the end: one clear line, nothing written, bounded memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.commands import copy_office, run
from tests.helpers.pdf_files import make_pdf
from tests.helpers.word_files import SPACES, archive, word_file

pytestmark = pytest.mark.slow

TEXT = "XX乡2024年度工作总结\n一、工作开展情况\n（一）加强教育。开展谈话提醒56人次。\n"
BODY = f"<w:document {SPACES}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_office(tmp_path_factory.mktemp("safety") / "project")


def with_document(xml: str) -> bytes:
    """A Word file whose document is the given XML."""
    whole = zipfile.ZipFile(io.BytesIO(word_file("")))
    parts: dict[str, bytes | str] = {name: whole.read(name) for name in whole.namelist()}
    name = next(name for name in parts if name.endswith("document.xml"))
    return archive(parts | {name: xml})


def bomb() -> bytes:
    whole = with_document("x")
    buffer = io.BytesIO(whole)
    with (
        zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as file,
        file.open("word/numbering.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(400):
            part.write(b"\0" * 1_000_000)
    return buffer.getvalue()


CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a file of 50 MB": ("大.docx", lambda: b"PK\x03\x04" + bytes(50_000_000), "32 MB"),
    "a zip bomb": ("总结.docx", bomb, ""),
    "external entities": (
        "总结.docx",
        lambda: with_document(f'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>{BODY}'),
        "",
    ),
    "a billion laughs": ("总结.docx", lambda: with_document(f"<!DOCTYPE w [{LAUGHS}<!ENTITY x '&l11;'>]>{BODY}"), ""),
    "a PDF of 5,000 pages": ("总结.pdf", lambda: make_pdf(*[""] * 5000), "5000 页"),
    "an empty file": ("空.txt", lambda: b"", "空"),
    "a picture under another name": ("总结.docx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), "图片"),
    "an encrypted package": ("密.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ""),
    "traditional coding": (
        "總結.txt",
        lambda: "這是一份關於黨風廉政建設責任制的年度總結報告，請予審議。".encode("big5"),
        "Big5",
    ),
}


def pages(project: Path) -> set[Path]:
    return set((project / "docs").rglob("*"))


@pytest.mark.parametrize("case", CASES, ids=str)
def test_file_that_cannot_be_read_is_one_clear_line(project: Path, tmp_path: Path, case: str) -> None:
    name, content, told = CASES[case]
    file = tmp_path / name
    file.write_bytes(content())
    before = pages(project)
    result = run(project, "import", str(file), "--year", "2024")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    assert "改法：" in result.stderr
    assert told in result.stderr
    assert "passwd" not in result.stderr
    assert pages(project) == before


@pytest.mark.parametrize("place", ["folder", "missing"])
def test_source_that_is_no_file_is_one_clear_line(project: Path, tmp_path: Path, place: str) -> None:
    (tmp_path / "folder").mkdir()
    result = run(project, "import", str(tmp_path / place), "--year", "2024")
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "改法：" in result.stderr


@pytest.mark.parametrize("out", ["no/such/folder/2024.md", "folder", "file/2024.md"])
def test_out_that_cannot_be_written_is_one_clear_line(project: Path, tmp_path: Path, out: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("x")
    source = tmp_path / "总结.txt"
    source.write_text(TEXT, encoding="utf-8")
    said = ("--year", "2024", "--unit", "XX乡", "--audience", "班子")
    before = set(tmp_path.rglob("*"))
    result = run(project, "import", str(source), *said, "--out", str(tmp_path / out))
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1, result.stderr
    assert "Traceback" not in result.stderr
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells a process's peak memory")
def test_zip_bomb_takes_no_more_memory_than_is_allowed(project: Path, tmp_path: Path) -> None:
    file = tmp_path / "总结.docx"
    file.write_bytes(bomb())
    code = (
        "from pathlib import Path\nfrom resource import RUSAGE_CHILDREN, getrusage\n"
        "from scripts.commands.verbs import SITE\nfrom scripts.setup.project import Project\n"
        f"SITE.run(['import', {str(file)!r}, '--year', '2024'], Project(Path({str(project)!r})))\n"
        # The peak that getrusage tells of oneself counts the process that one was split from.
        "peak = Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0]\n"
        "print(getrusage(RUSAGE_CHILDREN).ru_maxrss, peak)"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "改法：" in result.stderr
    assert all(int(kilobytes) < 1_000_000 for kilobytes in result.stdout.split()[-2:])

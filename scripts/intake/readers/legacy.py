"""Turns Word's old format, and RTF, into .docx with LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from scripts.intake.compound import is_locked_word
from scripts.intake.manuscript import IntakeError

TIME_LIMIT_SECONDS = 60
_MEMORY_BYTES = 4 * 1024**3
#: Kind to the name that LibreOffice sees and its own filter. Kingsoft's .wps is Word's format;
#: under its own ending LibreOffice would take it for Microsoft Works.
_FILTERS = {"doc": ("input.doc", "MS Word 97"), "rtf": ("input.rtf", "Rich Text Format")}
_USUAL_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SAVE_AS = "用 WPS 或 Word 打开，另存为 .docx，再导入"


def convert(content: bytes, *, kind: str) -> bytes:
    """Turn a Word 97–2003, Kingsoft or RTF file into .docx.

    LibreOffice runs without windows, with a profile of its own that is thrown
    away, so that no open office and no macro of the user has a part in it.

    Args:
        content: All bytes of the file.
        kind: "doc" (Word 97–2003, .wps) or "rtf".

    Returns:
        The bytes of a .docx.

    Raises:
        IntakeError: The file is locked or broken, LibreOffice is not there, or takes over 60 seconds.
    """
    if kind == "doc" and is_locked_word(content):
        raise IntakeError(f"文件有打开密码。改法：{_SAVE_AS}；另存时不要设密码。")
    program = find_office()
    if program is None:
        raise IntakeError(
            f"读老格式（.doc、.wps、.rtf）要有 LibreOffice，本机没有找到。改法：{_SAVE_AS}，或安装 LibreOffice。"
        )
    # What a killed LibreOffice still holds open must not become a second error.
    with tempfile.TemporaryDirectory(prefix="yearbook-", ignore_cleanup_errors=True) as folder:
        return _convert_in(Path(folder), program, content, kind)


def find_office() -> str | None:
    """Where LibreOffice is on this machine; None where it is not."""
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    return next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def _convert_in(folder: Path, program: str, content: bytes, kind: str) -> bytes:
    name, import_filter = _FILTERS[kind]
    source, target = folder / name, folder / "out" / "input.docx"
    source.write_bytes(content)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        f"--infilter={import_filter}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(target.parent),
        str(source),
    ]
    _run(command, folder)
    if not target.is_file():
        raise IntakeError(f"LibreOffice 打不开这个文件，文件可能已损坏或有密码。改法：{_SAVE_AS}。")
    return target.read_bytes()


def _run(command: list[str], folder: Path) -> None:
    try:
        with _room_for_office():
            # A group of its own, so that what it starts can be ended with it.
            process = subprocess.Popen(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=os.name == "posix",
            )
    except OSError as exc:
        raise IntakeError(f"LibreOffice 启动不了。改法：{_SAVE_AS}，或重新安装 LibreOffice。") from exc
    try:
        process.wait(TIME_LIMIT_SECONDS)
    except subprocess.TimeoutExpired as exc:
        raise IntakeError(f"LibreOffice 转换超过 {TIME_LIMIT_SECONDS} 秒，已停止。改法：{_SAVE_AS}。") from exc
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        if process.poll() is None:
            end_tree(process.pid)
    else:
        # All of it may have ended by itself.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def end_tree(pid: int) -> None:
    """End a process and its children on Windows, where nothing else ends the children."""
    program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
    subprocess.run([str(program), "/F", "/T", "/PID", str(pid)], capture_output=True, check=False)


@contextmanager
def _room_for_office() -> Iterator[None]:
    """Let LibreOffice have more memory than the process that starts it may take."""
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY:
        yield
        return
    wanted = _MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(_MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))

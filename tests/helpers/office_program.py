"""Files opened in LibreOffice and saved as another kind, several with one start."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from scripts.intake.readers.legacy import find_office


def save_by_office(files: Sequence[Path], kind: str, out: Path) -> list[Path]:
    """Save files by LibreOffice in a folder.

    Args:
        files: The files.
        kind: The ending of what they become, such as pdf.
        out: The folder, where the program keeps its settings too.
    """
    command = [str(find_office()), f"-env:UserInstallation={(out / 'profile').absolute().as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True)
    return [out / f"{file.stem}.{kind}" for file in files]

"""Serves a folder on this machine alone, compressed, and writes down what was asked for and how much it weighed."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

from scripts.setup.project import ROOT

_LEVEL = 6
_END_SECONDS = 10


@dataclass(frozen=True)
class SearchRequest:
    """One file that was fetched.

    Attributes:
        path: Path on the site, without the leading slash.
        started: When it was asked for, in seconds of the clock.
        raw: Its bytes.
        compressed: Its bytes as they went over the line.
    """

    path: str
    started: float
    raw: int
    compressed: int


class Served:
    """A folder that is being served."""

    def __init__(self, address: str, log: Path) -> None:
        self.address = address
        self._log = log

    def requests(self) -> list[SearchRequest]:
        """What was fetched so far, in order."""
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
        return [SearchRequest(**json.loads(line)) for line in lines]


@contextmanager
def serve(folder: Path, log: Path) -> Iterator[Served]:
    """Serve a folder from a process of its own until the block ends.

    Args:
        folder: What to serve.
        log: File to write requests to, one a line.

    Yields:
        Where it is served.
    """
    command = [sys.executable, "-m", "scripts.bench.searches.server", str(folder), str(log)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Served(_first_line(process.stdout), log)
        finally:
            process.terminate()
            process.wait(_END_SECONDS)


def _first_line(stream: IO[str] | None) -> str:
    return stream.readline().strip() if stream else ""


class _Handler(SimpleHTTPRequestHandler):
    """Answers with whole files, compressed where that makes them smaller."""

    log: Path
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        started = time.time()
        file = Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        raw, compressed = _read(file)
        smaller = len(compressed) < len(raw)
        body = compressed if smaller else raw
        self._note(SearchRequest(self.path.partition("?")[0].lstrip("/"), started, len(raw), len(body)))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if smaller:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def _note(self, request: SearchRequest) -> None:
        """Write a request down, before its answer lets anybody ask for the list."""
        with self.log.open("a", encoding="utf-8") as log:
            log.write(json.dumps(vars(request)) + "\n")

    def log_message(self, *_: object) -> None:
        """Say nothing: the log is the file."""


@cache
def _read(file: Path) -> tuple[bytes, bytes]:
    # Kept, so that no figure but the first holds the time that compressing takes.
    raw = file.read_bytes()
    return raw, gzip.compress(raw, _LEVEL)


def _main(folder: str, log: str) -> None:
    _Handler.log = Path(log)
    with ThreadingHTTPServer(("127.0.0.1", 0), lambda *arguments: _Handler(*arguments, directory=folder)) as server:
        sys.stdout.write(f"http://127.0.0.1:{server.server_port}/\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    _main(*sys.argv[1:])

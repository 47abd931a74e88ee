"""What is published as one: the files of a site, and the list of them with what each must be."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from macros.domain.reports import Audience
from macros.errors import SiteError

#: Kinds of file that a web server hands out shorter when `.gz` lies beside them.
_TEXT = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv", ".md"}
_FORMAT = 1


@dataclass(frozen=True, order=True)
class FileFact:
    """What a file must be."""

    sha256: str
    size: int


@dataclass(frozen=True)
class ReleaseManifest:
    """What one release holds (发布清单).

    Attributes:
        number: Counts the releases of a destination from 1.
        audience: For whom it was made.
        as_of: The day that its pages take as today.
        published_at: When it was made, in UTC.
        files: What each file must be, by path.
        is_remade: Whether it was made of the pages of an earlier release, and not of those that the project holds.
        computed: Whether its Word files hold what the site computes beside a report's own words.
    """

    number: int
    audience: Audience
    as_of: date
    published_at: datetime
    files: Mapping[str, FileFact]
    is_remade: bool = False
    computed: bool = False

    @property
    def pages(self) -> tuple[str, ...]:
        """Paths of the pages."""
        return tuple(path for path in self.files if path.endswith(".html"))

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(fact.size for fact in self.files.values())

    def to_json(self) -> str:
        """As it is kept beside the release."""
        return json.dumps(
            {
                "format": _FORMAT,
                "number": self.number,
                "audience": str(self.audience),
                "as_of": self.as_of.isoformat(),
                "published_at": self.published_at.isoformat(timespec="seconds"),
                "remade": self.is_remade,
                "computed": self.computed,
                "counts": {"pages": len(self.pages), "files": len(self.files), "bytes": self.size},
                "files": {path: {"sha256": f.sha256, "size": f.size} for path, f in self.files.items()},
            },
            ensure_ascii=False,
            indent=1,
            sort_keys=True,
        )


def make_manifest(
    site: Path, number: int, audience: Audience, as_of: date, *, is_remade: bool = False, computed: bool = False
) -> ReleaseManifest:
    """List a built site."""
    return ReleaseManifest(number, audience, as_of, datetime.now(UTC), read_facts(site), is_remade, computed)


def parse_manifest(text: str) -> ReleaseManifest:
    """Read what `Manifest.to_json` has written.

    Raises:
        SiteError: It is something else.
    """
    try:
        fields = json.loads(text)
        return ReleaseManifest(
            int(fields["number"]),
            Audience(fields["audience"]),
            date.fromisoformat(fields["as_of"]),
            datetime.fromisoformat(fields["published_at"]),
            {path: FileFact(str(f["sha256"]), int(f["size"])) for path, f in fields["files"].items()},
            bool(fields.get("remade", False)),
            bool(fields.get("computed", False)),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SiteError("发布清单读不出来。改法：重新发布一次。") from error


def read_facts(folder: Path) -> dict[str, FileFact]:
    """What every file under a folder is, in order of path; empty where there is no folder."""
    files = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if not path.is_dir())
    return {name: _fact(path) for name, path in files}


def _fact(file: Path) -> FileFact:
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256")
        return FileFact(digest.hexdigest(), stream.tell())


def precompress(site: Path) -> None:
    """Put beside each text file its compressed form, the same bytes whenever and wherever it is made."""
    for file in sorted(site.rglob("*")):
        if file.suffix in _TEXT and file.is_file():
            packed = gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)
            file.with_name(f"{file.name}.gz").write_bytes(packed)

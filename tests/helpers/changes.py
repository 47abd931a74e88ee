"""What a planned change set would leave on disk, without the journal that a project keeps."""

from __future__ import annotations

from scripts.changes.change_set import ChangeSet


def put(changes: ChangeSet) -> None:
    """Write it."""
    for path, content in changes.after.items():
        if content is None:
            (changes.docs / path).unlink()
        else:
            (changes.docs / path).parent.mkdir(parents=True, exist_ok=True)
            (changes.docs / path).write_bytes(content)


def text_after(changes: ChangeSet, path: str) -> str:
    """What a page would say, with its own line ends."""
    content = changes.after.get(path)
    return (content if content is not None else (changes.docs / path).read_bytes()).decode()

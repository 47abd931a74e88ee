"""What is asked before a first publish: for whom, where to, with what; and what of it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from macros.domain.reports import Audience
from scripts.desk.publishing.places import KEEP, Place
from scripts.publishing.destination import CURRENT, Destination
from scripts.publishing.staging import PublishError
from scripts.publishing.standing import require_place
from scripts.setup.project import Project

#: As many releases as anybody would go back through.
_MOST = 100


@dataclass
class PlaceForm:
    """The form as it was sent (发布到哪里).

    Attributes:
        values: What stands in each field.
        faults: What is wrong, by field, each with what to do.
        place: What was chosen, where nothing is wrong.
    """

    values: Mapping[str, str]
    faults: dict[str, str] = field(default_factory=dict)
    place: Place | None = None


def read_form(project: Project, values: Mapping[str, str]) -> PlaceForm:
    """Read the form, and see whether one can publish there."""
    form = PlaceForm(values)
    audience, keep = values.get("audience", ""), values.get("keep", "") or str(KEEP)
    if audience not in list(Audience):
        form.faults["audience"] = "还没有选给谁看。选一种；每一种用自己的文件夹。"
    if not (keep.isascii() and keep.isdecimal() and 1 <= int(keep) <= _MOST):
        form.faults["keep"] = f"“{keep}”不是次数。写 1 到 {_MOST} 的整数，不写就是 {KEEP}。"
    folder = _read_folder(project, values.get("folder", ""), audience)
    if folder is None:
        form.faults["folder"] = (
            f"“{values.get('folder', '')}”不是完整的位置。从最上一层写起，如 {default_folder(project, audience)}；"
            "共享文件夹写它在这台电脑上的位置，可以从文件管理器的地址栏复制。"
        )
    if form.faults or folder is None:
        return form
    place = Place(
        folder,
        Audience(audience),
        int(keep),
        bool(values.get("copy")),
        tuple(kind for kind in ("pdf", "docx") if values.get(kind)),
        bool(values.get("docx") and values.get("computed")),
    )
    try:
        require_place(project, folder, place.audience)
    except PublishError as error:
        form.faults["folder"] = str(error)
        return form
    form.place = place
    return form


def default_folder(project: Project, audience: str) -> Path:
    """Where it is published to when no folder is written: beside the project's own, a folder for each audience."""
    return project.folder.resolve().parent / f"发布 给{audience or Audience.MEMBERS}"


def values_of(place: Place) -> dict[str, str]:
    """The form as it was filled in when a place was chosen."""
    ticked = dict.fromkeys((*place.files, *(("copy",) * place.copy), *(("computed",) * place.computed)), "1")
    return {"audience": str(place.audience), "folder": str(place.folder), "keep": str(place.keep), **ticked}


def _read_folder(project: Project, written: str, audience: str) -> Path | None:
    """The folder that is meant; None where it is no whole path."""
    # As the file managers copy it, with quotation marks.
    written = written.strip().strip("\"'“”").strip()
    if not written:
        return default_folder(project, audience)
    folder = Path(written)
    if not folder.is_absolute() or "\0" in written:
        return None
    # What readers open was copied, not the folder around it.
    return folder.parent if folder.name == CURRENT and Destination(folder.parent).is_ours else folder

"""What every screen of the desk has at hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import current_app

from scripts.desk.drafts import Drafts
from scripts.desk.jobs import Jobs
from scripts.desk.proposals import Proposals
from scripts.desk.uploads import Uploads
from scripts.desk.work import Work
from scripts.setup.project import Project

_NAME = "yearbook-desk"


@dataclass(frozen=True)
class Desk:
    """The desk of one project, as long as it is open (工作台).

    Attributes:
        project: Whose pages are worked on.
        work: The yearbook as it stands, and how it is changed.
        drafts: What was typed and is not written yet.
        proposals: Changes that are shown and wait for a yes.
        uploads: Files that were handed in.
        jobs: What takes long.
    """

    project: Project
    work: Work
    drafts: Drafts
    proposals: Proposals
    uploads: Uploads
    jobs: Jobs

    @classmethod
    def of(cls, project: Project) -> Desk:
        """The desk of a project; what it keeps stands in the folder of what is half done."""
        folder = project.work / "desk"
        work = Work(project)
        return cls(project, work, Drafts(folder / "drafts"), Proposals(), Uploads(folder / "uploads"), Jobs(project))


def the_desk() -> Desk:
    """The desk that the request is for."""
    return cast(Desk, current_app.extensions[_NAME])


def put_desk(extensions: dict[str, object], desk: Desk) -> None:
    """Give an application its desk."""
    extensions[_NAME] = desk

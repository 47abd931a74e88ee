"""What every screen of the desk has at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import current_app

from scripts.desk.drafts import Drafts
from scripts.desk.jobs import Jobs
from scripts.desk.proposals import Proposals
from scripts.desk.readings import Readings
from scripts.desk.uploads import Uploads
from scripts.desk.work import Work
from scripts.intake.kept_readings import KeptReadings
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
        readings: The texts of files that were handed in.
    """

    project: Project
    work: Work
    drafts: Drafts
    proposals: Proposals
    uploads: Uploads
    jobs: Jobs
    readings: Readings

    @classmethod
    def of(cls, project: Project, tell: Callable[[str], object] | None = None) -> Desk:
        """The desk of a project; what it keeps stands in the folder of what is half done.

        Args:
            project: Whose pages are worked on.
            tell: As for `Readings`: given by a job, which may take its time.
        """
        folder = project.work / "desk"
        work = Work(project)
        drafts, uploads = Drafts(folder / "drafts"), Uploads(folder / "uploads")
        work.forget_begun({draft.begun for draft in drafts.list()})
        return cls(project, work, drafts, Proposals(), uploads, Jobs(project), Readings(KeptReadings(project), tell))

    def close(self) -> None:
        """End whatever it has started."""
        self.jobs.close()
        self.readings.close()


def the_desk() -> Desk:
    """The desk that the request is for."""
    return cast(Desk, current_app.extensions[_NAME])


def put_desk(extensions: dict[str, object], desk: Desk) -> None:
    """Give an application its desk."""
    extensions[_NAME] = desk

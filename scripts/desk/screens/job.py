"""What takes long, as it goes on: its lines, how far it is, and how to stop it."""

from __future__ import annotations

from flask import Response, redirect, render_template, url_for
from werkzeug.exceptions import NotFound

from scripts.desk.desk import the_desk
from scripts.desk.jobs import Job, State
from scripts.desk.screen import Screen

SCREEN = Screen("job", "正在做的事", "费时的事做到哪里。")


@SCREEN.get("/<int:number>")
def show(number: int) -> Response | str:
    """How it stands; once it is done, the page that it has made ready."""
    job = _find(number)
    if job.opens and job.state is State.DONE:
        return redirect(job.opens, 303)  # type: ignore[return-value]
    return render_template("job.html", screen=SCREEN, job=job)


@SCREEN.post("/<int:number>/stop")
def stop(number: int) -> Response:
    """End it; what it had begun to write is as it was before."""
    the_desk().jobs.stop(_find(number).number)
    return redirect(url_for("job.show", number=number), 303)  # type: ignore[return-value]


def _find(number: int) -> Job:
    job = the_desk().jobs.find(number)
    if job is None:
        raise NotFound
    return job

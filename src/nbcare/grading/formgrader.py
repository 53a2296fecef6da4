"""Have formgrader take and show due dates in the zone of the course, and say so on its page.

nbgrader lists the handlers of formgrader in two lists, and reads its configuration before it uses them: the course puts
its own in place there. No file of nbgrader is changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, FileSystemLoader
from nbgrader.server_extensions.formgrader import apihandlers, base, handlers
from tornado import web

from nbcare.grading import due_moment
from nbcare.grading.formgrader_api import CourseApi

_TEMPLATES = Path(__file__).parent / "templates" / "formgrader"
_REFUSED = 400


class CourseAssignmentHandler(apihandlers.AssignmentHandler):
    """Take a due date as a person means it, or say why it cannot be meant."""

    def get_json_body(self) -> dict[str, Any]:
        """Return what was entered, with the due date in UTC; refuse the request otherwise."""
        body = super().get_json_body()
        if not isinstance(body, dict):
            raise web.HTTPError(_REFUSED, "There is no due date in this request.")
        written, place = body.get("duedate_notimezone"), body.get("duedate_timezone")
        if not written:
            return body
        try:
            at = due_moment.read(str(written), str(place or ""), ZoneInfo(self.api.timezone))
        except due_moment.DueDateError as error:
            raise web.HTTPError(_REFUSED, str(error).replace("%", "%%")) from None
        return body | {"duedate_notimezone": at.strftime("%Y-%m-%dT%H:%M:%S"), "duedate_timezone": "+0000"}

    def write_error(self, status_code: int, **details: Any) -> None:
        """Say why a due date is refused, for the page to show."""
        error = details.get("exc_info", (None, None))[1]
        if status_code != _REFUSED or not isinstance(error, web.HTTPError):
            super().write_error(status_code, **details)
            return
        self.finish({"message": (error.log_message or "This is no due date.").replace("%%", "%")})


class _OwnTemplates(base.BaseHandler):
    """Fill the course's templates, which change a few words of nbgrader's."""

    def render(self, name: str, **words: Any) -> str:
        """Return the page."""
        theirs = self.settings["nbgrader_jinja2_env"]
        ours = theirs.overlay(loader=ChoiceLoader([FileSystemLoader(_TEMPLATES), theirs.loader]))
        own = f"course_{name}"
        page: str = ours.get_template(own if (_TEMPLATES / own).is_file() else name).render(
            zone=self.api.timezone, **words
        )
        return page


class CourseAssignmentsPage(_OwnTemplates, handlers.ManageAssignmentsHandler):
    """The list of quizzes, which names the zone of their due dates."""


class CourseSubmissionsPage(_OwnTemplates, handlers.GradebookNotebookSubmissionsHandler):
    """The submissions of a quiz: what has not earned all points failed no test."""


class CourseLearnerPage(_OwnTemplates, handlers.ManageStudentNotebookSubmissionsHandler):
    """The same list for one learner."""


def extend() -> None:
    """Put the course's handlers in the place of nbgrader's, in the server that is loading formgrader; once is enough."""
    base.NbGraderAPI = CourseApi
    ours = (CourseAssignmentHandler, CourseAssignmentsPage, CourseSubmissionsPage, CourseLearnerPage)
    replaced = {theirs: own for own in ours for theirs in own.__bases__}
    for listed in (handlers.default_handlers, apihandlers.default_handlers):
        listed[:] = [(address, replaced.get(handler, handler), *rest) for address, handler, *rest in listed]

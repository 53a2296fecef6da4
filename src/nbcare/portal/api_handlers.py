"""The API of a page's widgets: the same messages as over a Jupyter kernel, as HTTP requests."""

from collections.abc import Callable
from typing import cast

from nbcare.answers.messages import Request
from nbcare.portal import errors
from nbcare.portal.api_answers import move
from nbcare.portal.api_hand_in import hand_in, reopen
from nbcare.portal.api_replies import Answer, disk_refused, require_open
from nbcare.portal.handler import Inside


class LoggedIn(Inside):
    """GET /api/_learner."""

    def get(self) -> None:
        """Respond with the learner's id: a page asks whether the log-in is still the one that it was made for."""
        self.send_json({"learner": self.learner.id})


class State(Inside):
    """GET /api/<scope>."""

    async def get(self, scope: str) -> None:
        """Respond with seed, saved answers and terms."""
        learner_page = self.portal.learner_page(self.learner, scope)
        require_open(learner_page)
        self.send_json(await self.portal.learners.work(self.learner, learner_page.state))


class Move(Inside):
    """POST /api/<scope>/<open|again|hand-in|reopen>."""

    async def post(self, scope: str, what: str) -> None:
        """Do the named job off the event loop, then respond."""
        learner_page, message = self.portal.learner_page(self.learner, scope), cast(Request, self.json_body())
        jobs: dict[str, Callable[[], Answer]] = {
            "open": lambda: move(learner_page, message, "open_step"),
            "again": lambda: move(learner_page, message, "begin_again"),
            "hand-in": lambda: hand_in(learner_page, message),
            "reopen": lambda: reopen(learner_page, message),
        }
        try:
            answer = await self.portal.learners.work(self.learner, jobs[what])
        except OSError as error:
            errors.log.error("%s of %s in %s: %s", what, self.learner.id, scope, error)
            answer = disk_refused(what, message, error)
        self.send_json(*answer)

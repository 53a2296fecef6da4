"""The handlers of the page on which the list of learners is changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from nbcare.answers import layout
from nbcare.portal import body, errors, security
from nbcare.portal.administration.access import Access
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.handler import Open
from nbcare.portal.identity import roster_changes
from nbcare.portal.identity.roster_changes import LearnerError
from nbcare.store import roster

MOST_SHOWN = 200
"""Learners in the list at once; in a longer one, somebody is looked for."""
WORDS = "Open this page with the newest address in the window where the course was started. Each address opens it once."

Result = TypeVar("Result")


class Administrator(Open):
    """A handler that answers the one browser that has the page open, by this computer's own address only."""

    def initialize(self, access: Access, course_address: str) -> None:
        """Take what all of these share."""
        self.access, self.course_address = access, course_address

    async def prepare(self) -> None:
        """Check origin and size, and that the page is open in this browser."""
        self._body = body.Body()
        security.check(self.request, self.access.hosts)
        body.check_length(self.request.headers.get("Content-Length", ""))
        if not self.open_to_all and not self.access.holds(self.get_cookie(self.access.cookie) or ""):
            raise HttpProblemError(401, "login", "This page is closed.", WORDS)

    open_to_all = False

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Respond with the problem; a page that is closed has no way on but the printed address."""
        problem = errors.problem_for(status_code, kwargs.get("exc_info", (None, None))[1])
        if problem.status_code != 401:
            return super().write_error(status_code, **kwargs)
        self.set_status(401)
        self.show("closed.html", problem.message, words=problem.message, do=problem.do)

    async def work(self, job: Callable[[], Result]) -> Result:
        """Run a job that waits for the store or hashes, off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(None, job)


class Entrance(Administrator):
    """The printed address."""

    open_to_all = True

    async def get(self) -> None:
        """Open the page in this browser, for a token that was not used before."""
        token = self.get_query_argument("token", "")
        if cookie := await self.work(lambda: self.access.open(token)):
            security.set_cookie(self, self.access.cookie, cookie)
        elif not self.access.holds(self.get_cookie(self.access.cookie) or ""):
            raise HttpProblemError(401, "login", "This address was used already.", WORDS)
        self.redirect("/", status=303)


class LearnerList(Administrator):
    """The list, and a form for who walks in."""

    async def get(self) -> None:
        """Respond with the list, or with those whom somebody looks for."""
        wanted = self.get_query_argument("find", "")[:64].strip()
        known = await self.work(lambda: self.portal.store.read(roster.known()))
        found = [
            (id, entry)
            for id, entry in known.items()
            if wanted.casefold() in id or wanted.casefold() in entry.name.casefold()
        ]
        self.show(
            "learners.html",
            "Learners",
            learners=found[:MOST_SHOWN],
            found=len(found),
            listed=sum(entry.listed for entry in known.values()),
            wanted=wanted,
            suggested=roster_changes.next_id(known),
            slips=len(self.access.slips),
            **self.access.take_notice(),
        )


class LearnerPage(Administrator):
    """One learner: a new PIN, another name, off the list or back on it."""

    async def get(self, id: str) -> None:
        """Respond with the page."""
        entry = await self.work(lambda: self.portal.store.read(roster.find(id)))
        if entry is None:
            raise HttpProblemError(404)
        self.show("learner.html", entry.name or id, id=id, entry=entry, **self.access.take_notice())


class Slips(Administrator):
    """The PINs that are to be handed over, on paper."""

    def get(self) -> None:
        """Respond with the slips."""
        self.show("slips.html", "PIN slips", slips=list(self.access.slips.values()), address=self.course_address)


class Actions(Administrator):
    """What the forms do."""

    async def post(self, action: str) -> None:
        """Do it, and lead to the page that says so."""
        fields = self.form()
        id, name = fields.get("learner", "")[:64].strip().lower(), fields.get("name", "")[:200]
        try:
            goes_to = await self.work(lambda: self._do(action, id, name))
        except LearnerError as error:
            self.access.set_notice(f"{error.id}: {error.problem}.", problem=True)
            goes_to = "/"
        await self.work(self.portal.changes.look)
        self.redirect(goes_to, status=303)

    def _do(self, action: str, id: str, name: str) -> str:
        """Do one thing and return the path to go on to; raise LearnerError."""
        store = self.portal.store
        if action == "hand-over":
            self.access.slips.clear()
            self.access.set_notice("The PINs are forgotten here. Nobody can read them any more.")
        elif action == "rename":
            shown = roster_changes.rename(store, id, name)
            self.access.set_notice(f"{id} is now called {shown}." if shown else f"{id} has no name now.")
        elif action == "remove":
            roster_changes.remove(store, [id])
            self.access.slips.pop(id, None)
            self.access.set_notice(f"{id} cannot log in any more. Answers and results are kept.")
        else:
            made = (
                [roster_changes.add(store, layout.nbgrader_root(self.portal.root), id, name)]
                if action == "add"
                else roster_changes.new_pins(store, [id])
            )
            self.access.keep(made)
            return "/slips"
        return "/"


class Missing(Administrator):
    """Every other address."""

    async def prepare(self) -> None:
        """Respond with 404 to the browser that has the page open."""
        await super().prepare()
        raise HttpProblemError(404)

    def check_xsrf_cookie(self) -> None:
        """Skip the token check: an unknown address changes nothing."""

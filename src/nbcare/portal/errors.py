"""Problems of a request: JSON for a script, a page for a person, never a traceback."""

from __future__ import annotations

import logging
from typing import Any

from tornado.web import HTTPError

from nbcare.store.errors import StoreUnavailableError

log = logging.getLogger("nbcare.portal")

HOME = "Go to the start of the course and try again from there."
ALLOW_COOKIES = "Allow cookies for this address in the browser's settings, then open the course again."
IF_COOKIES = "If you have done so already: allow cookies for this address in the browser's settings, then do it again."
EVERYWHERE = ("host", "no-access")
"""The codes of problems that every other page has as well."""
WORDS = {
    400: ("This request could not be understood.", HOME),
    401: ("You are not logged in.", "Log in, then try again."),
    403: ("This is not open to you.", HOME),
    404: ("There is no such page.", "Check the address, or go to the start of the course."),
    405: ("This cannot be done with this page.", HOME),
    413: ("That is too much at once.", "Send less."),
    415: ("This kind of content is not taken here.", HOME),
    429: ("Too many requests.", "Wait a moment, then try again."),
    431: ("Your browser sends too much with every request.", "Delete the cookies of this address, then try again."),
    500: (
        "Something went wrong on the server.",
        "Your saved answers are safe. Try again; if it happens again, tell your instructor.",
    ),
    503: ("The course is not ready.", "Try again in a minute."),
    507: ("The server's disk cannot be written.", "Tell your instructor. Answers that were said to be saved are safe."),
}
NOT_OPEN = "This quiz is not open yet."
CODES = {
    400: "bad-request",
    401: "login",
    403: "forbidden",
    404: "not-found",
    405: "method",
    413: "too-large",
    415: "content-type",
    500: "server",
}


class HttpProblemError(HTTPError):
    """A 4xx or 5xx response in words for the reader; `code` is for scripts, `title` names the page it is about."""

    def __init__(self, status: int, code: str = "", message: str = "", do: str | None = None, title: str = ""):
        super().__init__(status)
        words, usual = WORDS.get(status, WORDS[500 if status >= 500 else 400])
        self.code = code or CODES.get(status, "error")
        self.message, self.do, self.title = message or words, usual if do is None else do, title


def closed(title: str) -> HttpProblemError:
    """Return the problem of a quiz that is not open yet; it shows the title and nothing of the content."""
    return HttpProblemError(
        403, "closed", NOT_OPEN, f"Your instructor opens “{title}”. Until then, go on with the modules.", title
    )


def no_cookies() -> HttpProblemError:
    """Return the problem of a browser that keeps no cookie: opening the page anew would not help."""
    return HttpProblemError(
        403, "cookies", "Your browser keeps no cookies for this address. Without them nobody can log in.", ALLOW_COOKIES
    )


def problem_for(status: int, error: BaseException | None) -> HttpProblemError:
    """Map any exception to a user-safe problem; an unexpected one shows none of its details."""
    if isinstance(error, HttpProblemError):
        return error
    if isinstance(error, StoreUnavailableError):
        return HttpProblemError(507, "disk", f"The course's database: {error.problem}.")
    return HttpProblemError(507, "disk") if isinstance(error, OSError) and status == 500 else HttpProblemError(status)


def as_json(problem: HttpProblemError) -> dict[str, Any]:
    """Return the problem as JSON for a script; `again` lets a page send the same once more."""
    error = {"status": problem.status_code, "code": problem.code, "message": problem.message}
    title = {"title": problem.title} if problem.title else {}
    return {"error": error | title | ({"again": True} if problem.code == "disk" else {})}


def plain(problem: HttpProblemError) -> str:
    """Return the problem as a minimal page, for when the course's own error page cannot be rendered."""
    return f'<!doctype html><html lang="en"><title>{problem.status_code}</title><h1>{problem.message}</h1><p>{problem.do}</p></html>'

"""Say what went wrong: as JSON to a script, as a page to a person, never a traceback."""

from __future__ import annotations

import logging
from typing import Any

from tornado.web import HTTPError

log = logging.getLogger("nbcare.portal")

HOME = "Go to the start of the course and try again from there."
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
    """An answer of 4xx or 5xx in words for the reader; `code` is for scripts, and `title` of what it is about."""

    def __init__(self, status: int, code: str = "", message: str = "", do: str | None = None, title: str = ""):
        super().__init__(status)
        words, usual = WORDS.get(status, WORDS[500 if status >= 500 else 400])
        self.code = code or CODES.get(status, "error")
        self.message, self.do, self.title = message or words, usual if do is None else do, title


def closed(title: str) -> HttpProblemError:
    """Return what is told about a quiz that the instructor has not opened: its title, and nothing of what stands in it."""
    return HttpProblemError(
        403, "closed", NOT_OPEN, f"Your instructor opens “{title}”. Until then, go on with the modules.", title
    )


def of(status: int, error: BaseException | None) -> HttpProblemError:
    """Return what is told about any error: of one that nobody foresaw, nothing of its inside."""
    if isinstance(error, HttpProblemError):
        return error
    return HttpProblemError(507, "disk") if isinstance(error, OSError) and status == 500 else HttpProblemError(status)


def as_json(trouble: HttpProblemError) -> dict[str, Any]:
    """Return the error as a script reads it."""
    told = {"status": trouble.status_code, "code": trouble.code, "message": trouble.message}
    return {"error": told | ({"title": trouble.title} if trouble.title else {})}


def plain(trouble: HttpProblemError) -> str:
    """Return the error as a bare page, for when the page with the course's looks cannot be made."""
    return f'<!doctype html><html lang="en"><title>{trouble.status_code}</title><h1>{trouble.message}</h1><p>{trouble.do}</p></html>'

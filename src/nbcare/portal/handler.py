"""The base handlers: headers, checks, body, learner and error responses of every request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import quote

from tornado.web import RequestHandler, stream_request_body

from nbcare.pages import templates
from nbcare.portal import body, errors, security
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.identity import Learner
from nbcare.portal.state import Portal


@stream_request_body
class Open(RequestHandler):
    """A handler without a log-in check."""

    learner: Learner | None = None

    @property
    def portal(self) -> Portal:
        """Return the state that all requests share."""
        return cast(Portal, self.settings["portal"])

    @property
    def script(self) -> bool:
        """Return whether the request is for the API, whose errors are JSON."""
        return self.request.path.startswith(f"{self.settings['prefix']}/api/")

    def set_default_headers(self) -> None:
        """Set the headers of every response, errors included."""
        for name, value in security.HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def compute_etag(self) -> None:
        """Give no ETag: a page holds a learner's answers and is never kept by the browser."""

    def check_xsrf_cookie(self) -> None:
        """Refuse a request without the page's token; of a form, once its fields are read."""
        if getattr(type(self), self.request.method.lower()) is getattr(RequestHandler, self.request.method.lower()):
            raise HttpProblemError(405)
        if "X-Xsrftoken" in self.request.headers or self.script:
            self.check_token()

    def check_token(self) -> None:
        """Raise HttpProblemError for a request without the page's token."""
        try:
            super().check_xsrf_cookie()
        except Exception:
            if not self.get_cookie(self.settings["xsrf_cookie_name"]):
                raise errors.no_cookies() from None
            raise HttpProblemError(
                403, "xsrf", "This page is out of date.", "Reload the page, then try again."
            ) from None

    async def prepare(self) -> None:
        """Check the request's origin and size, and identify the learner."""
        self._body = body.Body()
        security.check(self.request, self.portal.identity.hosts)
        body.check_length(self.request.headers.get("Content-Length", ""))
        self.learner = await self.portal.identity.identify(self)

    def data_received(self, chunk: bytes) -> None:
        """Take the next part of the body."""
        if hasattr(self, "_body"):
            self._body.add(chunk)

    def json_body(self) -> dict[str, Any]:
        """Return the JSON object that was sent."""
        return body.json_object(self._body.whole(), self.request.headers.get("Content-Type", ""))

    def form(self) -> dict[str, str]:
        """Return the fields of the form that was sent, with its token checked."""
        fields = body.form(self._body.whole(), self.request.headers.get("Content-Type", ""))
        self.request.arguments = {"_xsrf": [fields.pop("_xsrf", "").encode()]}
        self.check_token()
        return fields

    def show(self, template: str, title: str, **context: Any) -> None:
        """Respond with a rendered template."""
        self.finish(templates.render(template, page=self.portal.surroundings(self, title), **context))

    def send_json(self, message: Mapping[str, Any], status: int = 200) -> None:
        """Respond with JSON."""
        self.set_status(status)
        self.finish(dict(message))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Respond with the problem; with a minimal page if the template fails."""
        problem = errors.problem_for(status_code, kwargs.get("exc_info", (None, None))[1])
        self.set_status(problem.status_code)
        if problem.status_code == 405:
            self.set_header(
                "Allow",
                ", ".join(
                    name
                    for name in ("GET", "POST")
                    if getattr(type(self), name.lower()) is not getattr(RequestHandler, name.lower())
                ),
            )
        if self.script:
            self.finish(errors.as_json(problem))
            return
        try:
            self.show(
                "error.html",
                problem.message,
                status=problem.status_code,
                words=problem.message,
                do=problem.do,
                way=self._way_on(problem),
            )
        except Exception:
            errors.log.exception("the page of an error cannot be made")
            self.finish(errors.plain(problem))

    def _way_on(self, problem: HttpProblemError) -> tuple[str, str] | None:
        """Return the words and the address of a page that may be shown; None where every page has the same problem."""
        home, login = f"{self.settings['prefix']}/", self.portal.identity.login_address(self)
        if problem.status_code >= 500:
            here = self.request.uri or "" if self.request.method == "GET" else ""
            return "Try again", security.local_address(here, self.settings["prefix"])
        if problem.status_code == 401:
            return ("Log in", login) if login else None
        if problem.status_code == 431 or problem.code in errors.EVERYWHERE or self.request.path == home:
            return None
        return "To the start of the course", home


class Inside(Open):
    """A handler for logged-in learners only."""

    learner: Learner

    async def prepare(self) -> None:
        """Identify the learner; redirect a page to the log-in, respond 401 to a script."""
        await super().prepare()
        if self.learner is not None:
            # A page left open by another learner of this browser must not write into this log-in.
            if self.request.headers.get("X-Nbcare-Learner", self.learner.id) != self.learner.id:
                raise HttpProblemError(401, "another-login", "Somebody else is logged in now.", "")
            return
        address = "" if self.script else self.portal.identity.login_address(self)
        if not address:
            # Who was let in just now, and comes without a cookie, has to be told why.
            do = "" if self.script or self.request.headers.get("Cookie") else errors.IF_COOKIES
            raise HttpProblemError(401, "login", "" if self.script else self.portal.identity.words, do)
        if self.request.method == "GET":
            address += ("&" if "?" in address else "?") + f"next={quote(self.request.uri or '', safe='')}"
        self.redirect(address, status=303)


class Nothing(Open):
    """The handler of unknown addresses."""

    def check_xsrf_cookie(self) -> None:
        """Skip the token check: an unknown address changes nothing."""

    async def prepare(self) -> None:
        """Respond with 404."""
        await super().prepare()
        raise HttpProblemError(404)

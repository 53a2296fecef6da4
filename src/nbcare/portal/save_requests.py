"""Answer the requests that save: each check of a handler, without the response object that takes half of a save's time."""

from __future__ import annotations

import asyncio
import time
from functools import cached_property, lru_cache
from http.client import responses
from typing import Any, cast

from tornado.escape import json_encode
from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    HTTPServerRequest,
    RequestStartLine,
    ResponseStartLine,
    format_timestamp,
    parse_cookie,
)
from tornado.web import Application, HTTPError

from nbcare.answers.messages import Request
from nbcare.portal import api_answers, errors, security
from nbcare.portal.api_replies import Answer
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.handler import Inside


class SaveRequests:
    """The requests to an application's address /api/<scope>/save, whatever their method."""

    def __init__(self, application: Application):
        self._application = application
        # The event loop itself holds on to no task.
        self._answering: set[asyncio.Task[None]] = set()

    def delegate(self, request: HTTPServerRequest, scope: str) -> HTTPMessageDelegate:
        """Return the delegate that reads one request and responds to it."""
        return _Saving(self, _Checks(self._application, request), scope)

    def answer(self, saving: _Saving) -> None:
        """Respond to a request that is read."""
        task = asyncio.get_running_loop().create_task(saving.respond())
        self._answering.add(task)
        task.add_done_callback(self._answering.discard)


class _Checks(Inside):
    """The checks that every handler makes of a request."""

    def __init__(self, application: Application, request: HTTPServerRequest):
        # Not RequestHandler's own __init__, which makes a response ready.
        self.application, self.request = application, request

    def get_cookie(self, name: str, default: Any = None) -> Any:
        """Return the value of a cookie; tornado's own way first makes an object of each."""
        return self._values.get(name, default)

    @cached_property
    def _values(self) -> dict[str, str]:
        return parse_cookie(self.request.headers.get("Cookie", ""))


class _Saving(HTTPMessageDelegate):
    """Read the body of one request, and respond when its answer is committed."""

    def __init__(self, requests: SaveRequests, checks: _Checks, scope: str):
        self._requests, self._checks, self._scope = requests, checks, scope
        self._refused = False

    async def headers_received(self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders) -> None:
        """Check the request before its body is read, so that no stranger can fill the memory."""
        try:
            if self._checks.request.method != "POST":
                raise HttpProblemError(405)
            self._checks.check_token()
            await self._checks.prepare()
        except Exception as error:
            self._refused = True
            self._send_problem(error)

    def data_received(self, chunk: bytes) -> None:
        """Take the next part of the body."""
        self._checks.data_received(chunk)

    def finish(self) -> None:
        """Have the request answered: it is read."""
        if not self._refused:
            self._requests.answer(self)

    async def respond(self) -> None:
        """Save, and send the reply."""
        try:
            answer = await self._save()
        except Exception as error:
            self._send_problem(error)
        else:
            self._send(*answer)

    async def _save(self) -> Answer:
        checks = self._checks
        learner_page = checks.portal.learner_page(checks.learner, self._scope)
        return await api_answers.save(learner_page, cast(Request, checks.json_body()))

    def _send_problem(self, error: Exception) -> None:
        problem = errors.problem_for(error.status_code if isinstance(error, HTTPError) else 500, error)
        if problem.status_code >= 500:
            request = self._checks.request
            errors.log.error("%s %s %s", problem.status_code, request.method, request.path, exc_info=error)
        more = {"Allow": "POST"} if problem.status_code == 405 else {}
        self._send(errors.as_json(problem), problem.status_code, **more)

    def _send(self, message: Any, status: int, **more: str) -> None:
        """Send JSON with the headers of every response."""
        content = json_encode(message).encode()
        always = _HEADERS | {"Content-Length": str(len(content)), "Date": _date(int(time.time()))}
        request = self._checks.request
        connection = cast(HTTPConnection, request.connection)
        line = ResponseStartLine("", status, responses.get(status, "Unknown"))
        connection.write_headers(line, HTTPHeaders(always | more), b"" if request.method == "HEAD" else content)
        connection.finish()


_HEADERS = security.HEADERS | {"Content-Type": "application/json; charset=UTF-8"}


@lru_cache(1)
def _date(second: int) -> str:
    return format_timestamp(second)

"""A proxy for a hub in tests: configurable-http-proxy needs Node, which the machine may not have.

It hands every header on as it came, forged ones included, so that what is behind it meets the worst.
"""

from urllib.parse import urlsplit

from jupyterhub.proxy import Proxy
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

# Of one connection only, or made anew from the body (RFC 9110, section 7.6.1).
HOP = {
    "connection",
    "keep-alive",
    "transfer-encoding",
    "upgrade",
    "te",
    "trailer",
    "content-length",
    "proxy-connection",
}


class MemoryProxy(Proxy):
    """Keep the routes in memory and serve them inside the hub's own process."""

    routes: dict = {}

    async def start(self):
        """Listen at the hub's public address."""
        public = urlsplit(self.public_url)
        self.routes = {}
        self.server = HTTPServer(Application([(r".*", Forward, {"routes": self.routes})]))
        self.server.listen(public.port, public.hostname)

    async def stop(self):
        """Listen no more."""
        self.server.stop()

    async def add_route(self, routespec, target, data):
        """Send what begins with this path to the target."""
        self.routes[routespec] = {"routespec": routespec, "target": target, "data": data}

    async def delete_route(self, routespec):
        """Forget a path."""
        self.routes.pop(routespec, None)

    async def get_all_routes(self):
        """Return every route."""
        return dict(self.routes)


class Forward(RequestHandler):
    """Pass a request on to the longest route that fits, and its reply back, both as they are."""

    SUPPORTED_METHODS = (*RequestHandler.SUPPORTED_METHODS,)

    def initialize(self, routes):
        """Take the table of routes."""
        self.routes = routes

    async def prepare(self):
        """Answer every method here."""
        path = self.request.path
        fitting = [spec for spec in self.routes if f"{path}/".startswith(spec) or spec == "/"]
        if not fitting:
            return self.send_error(404)
        target = self.routes[max(fitting, key=len)]["target"]
        reply = await AsyncHTTPClient().fetch(self._request(target), raise_error=False)
        self.set_status(reply.code, reply.reason)
        self._headers.clear()
        for name, value in reply.headers.get_all():
            if name.lower() not in HOP:
                self.add_header(name, value)
        await self.finish(reply.body if reply.body and reply.code not in (204, 304) else None)

    def _request(self, target: str) -> HTTPRequest:
        headers = self.request.headers.copy()
        for name in [name for name in headers if name.lower() in HOP]:
            del headers[name]
        return HTTPRequest(
            target + self.request.uri,
            method=self.request.method,
            headers=headers,
            body=self.request.body or None,
            allow_nonstandard_methods=True,
            follow_redirects=False,
            decompress_response=False,
            connect_timeout=300,
            request_timeout=300,
        )

"""One learner of a load: a login, and saves over one connection that stays open. Speaks to this machine only."""

import asyncio
import json
import re
from urllib.parse import urlencode

_XSRF = re.compile(r'name="_xsrf"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="_xsrf"')
_META = re.compile(r'<meta name="nbc-xsrf" content="([^"]+)"')


class NotTakenError(Exception):
    """Say what the portal answered in place of the answer that was expected."""


class Learner:
    """A learner's connection, cookies and revisions."""

    def __init__(self, id: str, pin: str, port: int):
        self.id, self.pin, self.port = id, pin, port
        self.cookies: dict[str, str] = {}
        self.token = ""
        self.revisions: dict[str, int] = {}
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def log_in(self) -> None:
        """Log in as the login page does; keep cookies and token."""
        _, page = await self.request("GET", "/login")
        token = next(filter(None, _XSRF.search(page).groups()))
        form = urlencode({"learner": self.id, "pin": self.pin, "_xsrf": token})
        status, text = await self.request("POST", "/login", form, "application/x-www-form-urlencoded")
        if status not in (302, 303):
            raise NotTakenError(f"{self.id}: the login was answered with {status}: {text[:200]}")
        await self.go_on()

    async def go_on(self, session: str = "") -> None:
        """Open the home page with the log-in that stands, or with one from before; keep the page's token."""
        self.cookies |= {"nbcare-session": session} if session else {}
        _, page = await self.request("GET", "/")
        self.token = _META.search(page)[1]

    async def save(self, scope: str, item: str, response: object) -> dict:
        """Save one answer; return the portal's word, which is "saved" only when the answer is on disk."""
        saw = self.revisions.get(item, 0)
        body = json.dumps({"item": item, "response": response, "saw": saw, "shown": "", "nonce": f"{item}-{saw}"})
        status, text = await self.request("POST", f"/api/{scope}/save", body, "application/json")
        if status != 200:
            raise NotTakenError(f"{self.id}: a save was answered with {status}: {text[:200]}")
        reply = json.loads(text)
        self.revisions[item] = reply["revision"]
        return reply

    async def request(self, method: str, path: str, body: str = "", kind: str = "") -> tuple[int, str]:
        """Send one request and read its answer; connect again once when the connection was closed meanwhile."""
        try:
            return await self._once(method, path, body, kind)
        except (ConnectionError, asyncio.IncompleteReadError):
            self._streams = None
            return await self._once(method, path, body, kind)

    async def close(self) -> None:
        """End the connection."""
        if self._streams:
            self._streams[1].close()

    async def _once(self, method: str, path: str, body: str, kind: str) -> tuple[int, str]:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._streams
        data = body.encode()
        head = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", f"Content-Length: {len(data)}"]
        head += (
            [f"Cookie: {'; '.join(f'{name}={value}' for name, value in self.cookies.items())}"] if self.cookies else []
        )
        head += [f"Content-Type: {kind}"] if kind else []
        head += [f"X-XSRFToken: {self.token}"] if self.token and method == "POST" else []
        writer.write("\r\n".join([*head, "", ""]).encode() + data)
        status, length = await self._head(reader)
        return status, (await reader.readexactly(length)).decode()

    async def _head(self, reader: asyncio.StreamReader) -> tuple[int, int]:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        length = 0
        for line in lines[1:]:
            name, _, value = line.partition(":")
            if name.lower() == "content-length":
                length = int(value)
            elif name.lower() == "set-cookie":
                cookie, _, set_to = value.split(";")[0].strip().partition("=")
                self.cookies[cookie] = set_to
        return int(lines[0].split()[1]), length

"""Somebody at a browser without a screen: keeps cookies as a browser does, and sends what it is told, forged or not."""

import copy
import html
import json
import re
import secrets
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http.cookiejar import Cookie, CookieJar

from running import PATIENCE, PREFIX, Hub

MODULE, QUIZ = "retinoids", "retinoids-quiz"


@dataclass
class Reply:
    """What came back: status, headers, text and the address it came from."""

    status: int
    headers: Message
    text: str
    address: str

    def json(self) -> dict:
        """Return the body as data."""
        return json.loads(self.text)

    def page(self) -> dict:
        """Return the data that travels in a page."""
        return json.loads(
            re.search(r'<script type="application/json" id="nbc-page">(.*?)</script>', self.text, re.S)[1]
        )


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Person:
    """A learner, or somebody who would like to be another."""

    def __init__(self, hub: Hub, name: str = "", base: str = ""):
        self.hub, self.name, self.jar = hub, name, CookieJar()
        self.base = base or hub.public
        self.xsrf = ""

    def ask(
        self, method: str, path: str, body: object = None, headers: dict | None = None, follow: bool = True
    ) -> Reply:
        """Send one request; an error is a reply like any other."""
        address = path if path.startswith("http") else f"{self.base}{path}"
        data = body if isinstance(body, bytes | None) else json.dumps(body).encode()
        request = urllib.request.Request(address, data, headers or {}, method=method)
        handlers = [urllib.request.HTTPCookieProcessor(self.jar), urllib.request.ProxyHandler({})]
        opener = urllib.request.build_opener(*handlers, *([] if follow else [_Stay]))
        try:
            reply = opener.open(request, timeout=PATIENCE)
        except urllib.error.HTTPError as error:
            reply = error
        with reply:
            return Reply(reply.status, reply.headers, reply.read().decode("utf-8", "replace"), reply.url)

    def get(self, path: str, **how) -> Reply:
        """Open a page of the portal."""
        return self.ask("GET", PREFIX + path, **how)

    def post(self, path: str, body: object, **headers) -> Reply:
        """Send data to the portal as its own pages do."""
        return self.ask(
            "POST", PREFIX + path, body, {"Content-Type": "application/json", "X-XSRFToken": self.xsrf} | headers
        )

    def log_in(self, path: str = "/") -> Reply:
        """Open an address of the portal, fill in the hub's form, and come back."""
        form = self.get(path)
        if "/hub/login" in form.address:
            hidden = re.search(r'name="_xsrf"\s+value="([^"]+)"', form.text)[1]
            words = urllib.parse.urlencode(
                {"_xsrf": hidden, "username": self.name, "password": self.hub.password}
            ).encode()
            target = html.unescape(re.search(r'action="([^"]+)"', form.text)[1])
            form = self.ask("POST", target, words, {"Content-Type": "application/x-www-form-urlencoded"})
        found = re.search(r'<meta name="nbc-xsrf" content="([^"]+)"', form.text)
        self.xsrf = found[1] if found else ""
        return form

    def copy(self) -> "Person":
        """Return another browser with the same cookies, to spoil."""
        other = Person(self.hub, self.name, self.base)
        other.xsrf = self.xsrf
        for cookie in self.jar:
            other.jar.set_cookie(copy.copy(cookie))
        return other

    def log_out(self) -> Reply:
        """Press the page's Log out."""
        fields = urllib.parse.urlencode({"_xsrf": self.xsrf}).encode()
        return self.ask("POST", f"{PREFIX}/logout", fields, {"Content-Type": "application/x-www-form-urlencoded"})

    def answer(self, scope: str, number: int = 0, choice: int = 0, **more: str) -> Reply:
        """Choose an option of the page's question with this number among those with one right option."""
        state = self.get(f"/api/{scope}").json()["state"]["items"]
        asked = [each["props"] for each in self.get(self.address(scope)).page()["widgets"].values()]
        props = [each for each in asked if each.get("kind") == "single"][number]
        message = {
            "item": props["id"],
            "response": list(props["options"])[choice],
            "saw": state[props["id"]]["revision"],
        }
        return self.post(
            f"/api/{scope}/save", message | {"shown": props["shown"], "nonce": f"n{number}{choice}"}, **more
        )

    @staticmethod
    def address(scope: str) -> str:
        """Return the address of a module or a quiz."""
        return f"/{'quiz' if scope.endswith('quiz') else 'module'}/{scope}"

    def answers(self, scope: str) -> dict:
        """Return what the portal shows this person as saved."""
        items = self.get(f"/api/{scope}").json()["state"]["items"]
        return {id: item["response"] for id, item in items.items() if item["response"] is not None}

    def session(self) -> Cookie:
        """Return the cookie of this person's log-in."""
        return self.cookies()["service-nbcare"]

    def ask_the_hub_anew(self) -> None:
        """Change what the portal remembers this browser by, so that it asks the hub who this is."""
        known = next(cookie for cookie in self.jar if cookie.name == "jupyterhub-session-id")
        known.value = secrets.token_hex(16)

    def cookies(self) -> dict[str, Cookie]:
        """Return the cookies that belong to the portal."""
        return {cookie.name: cookie for cookie in self.jar if cookie.path.startswith(PREFIX)}

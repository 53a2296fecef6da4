"""A portal for a class of two with words that must never leave it, and a client that sends what no browser would."""

import contextlib
import gzip
import json
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import portal_served as served
from portal_served import MODULE, QUIZ

from nbcare.portal import security
from nbcare.portal.identity import pins
from nbcare.portal.identity.roster import Roster
from nbcare.portal.identity.throttle import Throttle
from nbcare.store import acceptance, scopes
from nbcare.store import roster as rosters
from nbcare.store.store import Store

PINS = {"anna": "135790", "bennet": "246801"}
BENS_WORDS = "Bennet wrote this about the kettle"
KEY_WORDS = "the-key-of-the-bank-is-b"
INSIDES = (
    b"Traceback",
    b'File "',
    b"site-packages",
    b"tornado",
    b"nbcare/portal",
    b"Errno",
    b"Exception",
    KEY_WORDS.encode(),
)
"""Words of the inside that no answer may show, beside the course's own folder."""
Headers = Iterable[tuple[str, str | bytes]]


@dataclass
class Heard:
    """What came back over the wire."""

    status: int
    headers: dict[str, str]
    body: bytes
    all_headers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def json(self) -> dict:
        """Return the body as data."""
        return json.loads(self.body)


@dataclass(repr=False)
class House:
    """A served class, and what of it an attacker may hold."""

    server: served.Server
    roster: Roster
    bens_seed: str = ""

    def __repr__(self) -> str:
        return "a class of two"

    @property
    def root(self) -> Path:
        """Return the course's folder."""
        return self.server.root

    def session(self, learner: str = "anna") -> str:
        """Return the cookie of a new log-in, without the slow PIN."""
        return self.roster.sessions.begin(learner, self.roster._entries[learner].hash[:16])

    def browser(self, learner: str = "anna") -> served.Browser:
        """Return a browser in which a learner is logged in."""
        browser = self.server.browser()
        browser.cookies["nbcare-session"] = self.session(learner)
        assert browser.get("/").status == 200
        return browser

    def written(self) -> dict[str, Any]:
        """Return all that was ever written."""
        return self.server.written()

    def send(
        self, method: str, target: str | bytes, headers: Headers = (), content: bytes = b"", **options
    ) -> Heard | None:
        """Send one request on a connection of its own; None when the connection ended without an answer."""
        lines = [b" ".join([method.encode(), _bytes(target), b"HTTP/1.1"])]
        given = {name.lower() for name, _ in headers}
        lines += [] if "host" in given else [f"Host: 127.0.0.1:{self.server.port}".encode()]
        lines += (
            []
            if "content-length" in given or "transfer-encoding" in given or not content
            else [f"Content-Length: {len(content)}".encode()]
        )
        lines += [name.encode() + b": " + _bytes(value) for name, value in headers] + [b"Connection: close"]
        return self.exchange(b"\r\n".join([*lines, b"", b""]) + content, **options)

    def exchange(self, sent: bytes, timeout: float = 300, source: str = "127.0.0.1") -> Heard | None:
        """Send these bytes; a server that never answers fails the test."""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout, (source, 0)) as connection:
            received = b""
            # It may not want to hear all of it: what does it say?
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                connection.sendall(sent)
            try:
                while part := connection.recv(65_536):
                    received += part
            except ConnectionResetError:
                pass
        return heard(received)


def heard(received: bytes) -> Heard | None:
    """Read the first final answer of what a server sent."""
    while received.startswith(b"HTTP/1.1 100"):
        received = received.partition(b"\r\n\r\n")[2]
    if not received:
        return None
    head, _, content = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
    headers = dict(pairs)
    content = content[: int(headers.get("content-length", len(content)))]
    return Heard(
        int(first.split()[1]),
        headers,
        gzip.decompress(content) if headers.get("content-encoding") == "gzip" else content,
        pairs,
    )


@contextmanager
def house(root: Path, clock: Callable[[], float] = time.monotonic, **settings) -> Iterator[House]:
    """Serve a class of two: both have saved something, and Bennet has a result. The clock is that of the waits after wrong PINs."""
    course = served.course(root)
    bank = course / "assessments" / "bank"
    bank.mkdir(parents=True)
    (bank / "plants.yaml").write_text(f"key: {KEY_WORDS}\n")

    def listed(port: int, store: Store) -> Roster:
        store.write(
            rosters.replace({id: rosters.Entry(id.capitalize(), **pins.hashed(pin)) for id, pin in PINS.items()})
        )
        return Roster(store, Throttle(clock))

    with served.running(course, listed, **settings) as server:
        made = House(server, server.portal.identity)
        for learner, words in (("bennet", BENS_WORDS), ("anna", "Anna's own words")):
            browser = made.browser(learner)
            for page in (f"/module/{MODULE}", f"/quiz/{QUIZ}"):
                assert browser.get(page).status == 200
            assert browser.save("plants-q02", words, slug=QUIZ).status == 200
        served.give_back(server, "bennet", title=BENS_WORDS)
        made.bens_seed = server.portal.store.read(scopes.find("bennet", QUIZ)).seed
        yield made


def accept(house: House) -> None:
    """Let what was handed in count, though Bennet has his result already."""
    house.server.portal.store.write(acceptance.accept(QUIZ, None, None, "2026-11-30T08:00:00Z"))


def check(made: House, answer: Heard | None, target: str | bytes, method: str = "") -> None:
    """Hold what every answer has: not a failure of the server, in the right form, with its headers, telling nothing."""
    assert answer is not None, "the connection ended without an answer"
    assert answer.status < 500, answer
    wanted = {
        name.lower(): value
        for name, value in security.HEADERS.items()
        if name not in ("Cache-Control", "Content-Security-Policy")
    }
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert answer.headers["content-security-policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    assert "server" not in answer.headers
    if answer.status >= 400 and method != "HEAD":
        assert answer.headers["cache-control"] == "no-store"
        if _bytes(target).startswith(b"/api/"):
            assert answer.headers["content-type"].startswith("application/json")
            told = answer.json
            assert told.get("type") in ("refused", "conflict", "not-opened") or set(told) == {"error"}, told
        else:
            assert answer.headers["content-type"].startswith("text/html") and b"<h1" in answer.body
    tells_nothing(made, answer, _bytes(target))


def tells_nothing(made: House, answer: Heard, asked: bytes = b"") -> None:
    """Hold that an answer shows nothing of the machine, of the key, or of the other learner."""
    whole = answer.body + repr(answer.all_headers).encode()
    for secret in (
        *INSIDES,
        str(made.root).encode(),
        b"bennet",
        b"Bennet",
        BENS_WORDS.encode(),
        made.bens_seed.encode(),
    ):
        assert secret not in whole or secret in asked, secret


def well(made: House) -> None:
    """Hold that the server is unharmed: it says so, and it takes a good answer."""
    assert made.send("GET", "/healthz").status == 200
    browser = made.browser()
    state = browser.get(f"/api/{MODULE}")
    assert state.status == 200, state.text
    saw = state.json["state"]["items"]["x-p01"]["revision"]
    reply = browser.save("x-p01", "b" if saw % 2 else "c", saw=saw)
    assert (reply.status, reply.json.get("revision")) == (200, saw + 1), reply.text


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")

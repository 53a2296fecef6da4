"""A light load of saves on many open connections: one thread that waits for all of them, with requests made beforehand.

It speaks to this machine only. Each learner has a connection, a log-in and revisions of their own, and never sends a
save before the one before it was answered. A wait counts from the moment at which the save was due.
"""

import json
import random
import selectors
import socket
import time
from dataclasses import dataclass, field

XSRF = "2|00000000|00000000000000000000000000000000|1700000000"
"""A token in tornado's own form: what counts is that cookie and header agree."""


@dataclass
class Learner:
    """One learner's connection and what the portal has acknowledged."""

    id: str
    token: str
    socket: socket.socket
    due: float = 0.0
    waiting: bool = False
    item: str = ""
    answer: str = ""
    turn: int = 0
    seen: dict[str, tuple[int, str]] = field(default_factory=dict)
    received: bytearray = field(default_factory=bytearray)


class Load:
    """All learners, and how long each acknowledged save took."""

    def __init__(self, port: int, scope: str, items: dict[str, list[str]], tokens: dict[str, str]):
        self._head = (
            f"POST /api/{scope}/save HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
            f"X-XSRFToken: {XSRF}\r\nCookie: nbcare-xsrf={XSRF}; nbcare-session="
        )
        self._items = list(items.items())
        self._selector = selectors.DefaultSelector()
        self.waits: list[float] = []
        self.refused: list[bytes] = []
        self.learners = [self._connect(port, id, token) for id, token in tokens.items()]

    def closed_loop(self, seconds: float, warm_up: float = 2.0) -> float:
        """Let each send the next save as soon as the last one is answered; return acknowledged saves a second."""
        begun = time.perf_counter()
        self._run(begun, begun + warm_up, 0.0)
        self.waits.clear()
        begun = time.perf_counter()
        self._run(begun, begun + seconds, 0.0)
        return len(self.waits) / (time.perf_counter() - begun)

    def paced(self, seconds: float, every: float) -> None:
        """Let each save once in `every` seconds, at moments that are spread by chance; the first save of each is not counted.

        A learner has opened a page before she answers: who she is and what she is asked is known by then.
        """
        for length in (every, seconds):
            begun = time.perf_counter()
            for learner in self.learners:
                learner.due = begun + random.random() * every  # noqa: S311  (no secret)
            self.waits.clear()
            self._run(begun, begun + length, every)

    def close(self) -> None:
        """End all connections."""
        for learner in self.learners:
            learner.socket.close()

    def _connect(self, port: int, id: str, token: str) -> Learner:
        made = socket.create_connection(("127.0.0.1", port), timeout=60)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # As a browser does, it sends something at once: of many connections that do not, the portal closes some.
        made.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        answer = b""
        while b'"ok"}' not in answer:
            if not (part := made.recv(4096)):
                raise ConnectionError(f"{id}: the portal ended the connection")
            answer += part
        made.setblocking(False)
        learner = Learner(id, token, made)
        self._selector.register(made, selectors.EVENT_READ, learner)
        return learner

    def _run(self, begun: float, until: float, every: float) -> None:
        """Send what is due and read what comes, until the end; then wait for what is under way."""
        if every:
            queue = sorted(self.learners, key=lambda learner: learner.due)
        else:
            queue = []
            for learner in self.learners:
                learner.due = begun
                self._send(learner)
        first = 0
        while True:
            now = time.perf_counter()
            while every and first < len(queue) and queue[first].due <= now and now < until:
                learner = queue[first]
                first += 1
                self._send(learner)
            ended = now >= until
            if ended and not any(learner.waiting for learner in self.learners):
                return
            pause = max(0.0, min(queue[first].due if first < len(queue) else until, until) - now) if not ended else 0.05
            for key, _ in self._selector.select(pause):
                if self._receive(key.data):
                    answered: Learner = key.data
                    if every:
                        answered.due += every
                        queue.append(answered)
                    elif time.perf_counter() < until:
                        answered.due = time.perf_counter()
                        self._send(answered)
            if first > 5000:
                del queue[:first]
                first = 0

    def _send(self, learner: Learner) -> None:
        item, answers = self._items[learner.turn % len(self._items)]
        revision = learner.seen.get(item, (0, ""))[0]
        learner.item, learner.answer = item, answers[(learner.turn // len(self._items)) % len(answers)]
        learner.turn += 1
        body = json.dumps({"item": item, "response": learner.answer, "saw": revision, "nonce": str(learner.turn)})
        request = f"{self._head}{learner.token}\r\nContent-Length: {len(body)}\r\n\r\n{body}"
        learner.waiting = True
        learner.socket.sendall(request.encode())

    def _receive(self, learner: Learner) -> bool:
        """Read what came; return whether the answer is whole."""
        part = learner.socket.recv(65536)
        if not part:
            raise ConnectionError(f"{learner.id}: the portal ended the connection")
        learner.received += part
        head, blank, body = learner.received.partition(b"\r\n\r\n")
        if not blank or len(body) < int(_length(head)):
            return False
        learner.waiting = False
        content = bytes(body)
        learner.received.clear()
        if not head.startswith(b"HTTP/1.1 200"):
            self.refused.append(head[:40] + content[:200])
            return True
        self.waits.append(time.perf_counter() - learner.due)
        learner.seen[learner.item] = json.loads(content)["revision"], learner.answer
        return True


def _length(head: bytes) -> bytes:
    return head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] or b"0"

"""A connection that a proxy keeps: each answer leaves it open, or says that it closes."""

import http.client
import json
import socket

import hostile
import pytest
from portal_served import MODULE

from nbcare.portal import body

JSON = {"Content-Type": "application/json"}
LARGE = b"x" * (body.LARGEST - 1)
EARLY = {
    "a first page": ("GET", "/", {}, b"", 303),
    "a first module": ("GET", f"/module/{MODULE}", {}, b"", 303),
    "a script without a log-in": ("GET", f"/api/{MODULE}", {}, b"", 401),
    "an unknown address": ("GET", "/nothing", {}, b"", 404),
    "an unknown address with a body": ("POST", "/nothing", {}, LARGE, 404),
    "only the head": ("HEAD", "/", {}, b"", 303),
    "a method of none": ("PUT", "/", {}, LARGE, 405),
    "a save that is read": ("GET", f"/api/{MODULE}/save", {}, b"", 405),
    "a save from a page of another log-in": ("POST", f"/api/{MODULE}/save", JSON, LARGE, 403),
    "a hand-in without a log-in": ("POST", f"/api/{MODULE}/hand-in", JSON, LARGE, 403),
    "another site's form": ("POST", "/logout", {"Origin": "http://evil.example"}, LARGE, 403),
    "more than is taken": ("POST", f"/api/{MODULE}/save", JSON, b"x" * (body.DRAINED - 1), 403),
    "too many cookies": ("GET", "/", {"Cookie": "a=" + "x" * 20_000}, b"", 431),
}
UNSURE = {
    "a body in chunks": {"Transfer-Encoding": "chunked"},
    "a body that waits for a word": {"Content-Length": "9", "Expect": "100-continue"},
    "a body beyond all measure": {"Content-Length": str(body.DRAINED + 1)},
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A class of two; afterwards the server is unharmed."""
    with hostile.house(tmp_path_factory.mktemp("kept") / "course") as made:
        yield made
        hostile.well(made)


@pytest.mark.parametrize(("method", "path", "headers", "content", "status"), EARLY.values(), ids=EARLY)
def test_a_connection_goes_on_after_an_answer_before_the_request_was_read(
    house, method, path, headers, content, status
):
    """Does the next nurse, whose request a proxy sends over the same connection, get her page?"""
    connection = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=300)
    for _ in range(3):
        connection.request(method, path, content or None, headers)
        kept, answer = connection.sock, connection.getresponse()
        answer.read()
        assert (answer.status, answer.getheader("Connection"), connection.sock) == (status, None, kept)
    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    connection.close()


def test_a_refused_body_is_answered_after_it_was_read(house):
    """Does a proxy that still sends never meet an answer or an end that it did not expect?"""
    with socket.create_connection(("127.0.0.1", house.server.port), 300) as connection:
        connection.sendall(f"POST /api/{MODULE}/save HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nx".encode())
        house.send("GET", "/healthz")  # the server has had its turn with what came first
        connection.setblocking(False)
        with pytest.raises(BlockingIOError):
            connection.recv(1)
        connection.setblocking(True)
        connection.sendall(b"x" * 8)
        assert connection.recv(65_536).startswith(b"HTTP/1.1 403")


@pytest.mark.parametrize("headers", UNSURE.values(), ids=UNSURE)
def test_an_answer_says_that_the_connection_closes(house, headers):
    """The rest of the request may never come: is the proxy told to use another connection?"""
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    sent = f"POST /api/{MODULE}/save HTTP/1.1\r\nHost: x\r\n{lines}\r\n".encode()
    answer = house.exchange(sent)
    hostile.check(house, answer, f"/api/{MODULE}/save")
    assert answer.status in (403, 413) and answer.headers["connection"] == "close"


@pytest.mark.parametrize("headers", list(UNSURE.values())[:2], ids=list(UNSURE)[:2])
def test_an_answer_to_a_request_that_was_read_keeps_the_connection(house, headers):
    """Is a good request in an unusual form no reason to close?"""
    browser = house.browser()
    content = json.dumps({"item": "x-p01", "response": "a", "saw": 0, "nonce": "n"}).encode()
    cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    lines = {"Cookie": cookies, "X-XSRFToken": browser.token} | JSON | headers
    if "Content-Length" in headers:
        lines["Content-Length"], sent = str(len(content)), content
    else:
        sent = f"{len(content):x}\r\n".encode() + content + b"\r\n0\r\n\r\n"
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    answer = house.exchange(
        f"POST /api/{MODULE}/save HTTP/1.1\r\nHost: x\r\n{head}\r\n".encode()
        + sent
        + b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    assert answer.status in (200, 409) and "connection" not in answer.headers

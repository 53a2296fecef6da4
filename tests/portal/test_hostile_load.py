"""Clients that hold on, send without end, or send what grows: the others go on as if they were not there."""

import gzip
import json
import socket
import subprocess
import sys
import threading
import time

import hostile
import pytest
from hostile import check, well
from portal_served import MODULE, QUIZ
from sqlalchemy import event

from nbcare.portal import body, http_server, security
from nbcare.portal.identity.sessions import OF_ONE_LEARNER
from nbcare.portal.learner_page import LearnerPage
from nbcare.portal.learners import WAITING_AT_MOST

HEAD = "POST /api/plants/save HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@pytest.fixture
def house(tmp_path):
    """A class of two; afterwards the server is unharmed."""
    with hostile.house(tmp_path / "course") as made:
        yield made
        well(made)


@pytest.fixture
def impatient(tmp_path, monkeypatch):
    """A class whose portal waits three seconds where it usually waits longer."""
    monkeypatch.setattr(http_server, "BODY_WITHIN", 3)
    monkeypatch.setattr(http_server, "NEXT_WITHIN", 3)
    monkeypatch.setattr(http_server, "FIRST_WITHIN", 3)
    with hostile.house(tmp_path / "course") as made:
        yield made
        well(made)


def keys(house, learner: str = "anna") -> list[tuple[str, str]]:
    """Return the headers of a learner's own page."""
    browser = house.browser(learner)
    return [
        ("Cookie", "; ".join(f"{name}={value}" for name, value in browser.cookies.items())),
        ("X-XSRFToken", browser.token),
        ("Content-Type", "application/json"),
    ]


def hung(house, count: int, sent: str) -> list[socket.socket]:
    """Open connections that send this much, and no more."""
    connections = [socket.create_connection(("127.0.0.1", house.server.port), 300) for _ in range(count)]
    for connection in connections:
        connection.sendall(sent.encode())
    return connections


HANGING = {
    "nothing": "",
    "half a head": "GET / HTTP/1.1\r\nHost: x\r\nX-",
    "no body": HEAD + "Content-Length: 1000\r\n\r\n",
    "half a body": HEAD + 'Content-Length: 1000\r\n\r\n{"item"',
    "a chunk without an end": HEAD + 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"it',
}


@pytest.mark.parametrize("sent", HANGING.values(), ids=HANGING)
def test_clients_that_send_no_more_hold_up_nobody(impatient, sent):
    """Do 200 connections that wait leave the others alone, and are they ended?"""
    connections = hung(impatient, 200, sent)
    well(impatient)
    for connection in connections:
        try:
            while connection.recv(65_536):  # a time-out of the socket fails the test
                pass
        except ConnectionResetError:
            pass  # it is ended, too
        connection.close()


def test_waiting_for_a_body_has_an_end_in_the_running_portal():
    """Are there limits at all, where no test sets them?"""
    assert 0 < http_server.BODY_WITHIN <= 60 and 0 < http_server.NEXT_WITHIN <= 600
    assert 0 < http_server.FIRST_WITHIN <= 20
    assert body.LARGEST <= http_server.LIMITS["max_body_size"] <= 16_000_000


def test_the_running_portal_takes_as_many_connections_as_the_system_allows():
    """Is a system's low first limit, which 200 waiting connections would use up, raised?"""
    script = "import resource as r; from nbcare.portal import process; hard = r.getrlimit(r.RLIMIT_NOFILE)[1]; r.setrlimit(r.RLIMIT_NOFILE, (64, hard)); process.allow_connections(); print(r.getrlimit(r.RLIMIT_NOFILE) == (min(hard, process.CONNECTIONS), hard))"
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
        == "True"
    )


def test_chunks_without_an_end_are_not_kept(house):
    """Is a body that only grows refused, and nothing of it held in memory?"""
    chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
    head = "\r\n".join(
        [
            HEAD.strip(),
            *(f"{name}: {value}" for name, value in keys(house)[:2]),
            "Connection: close",
            "Transfer-Encoding: chunked",
            "",
            "",
        ]
    ).encode()
    answer = house.exchange(head + chunk * (body.DRAINED // 65_536 - 1) + b"0\r\n\r\n")
    check(house, answer, "/api/plants/save")
    assert answer.status == 413
    endless = house.exchange(head + chunk * (2 * body.DRAINED // 65_536))
    assert endless is None or endless.status in (400, 413)
    kept = body.Body()
    for _ in range(100):
        kept.add(b"x" * body.LARGEST)
    assert not kept._parts


@pytest.mark.parametrize("length", [body.DRAINED + 1, 10**15, "9" * 5000])
def test_a_length_that_is_too_large_is_refused_before_the_body_comes(house, length):
    """Does nobody have to send a gigabyte to hear that it is too much?"""
    answer = house.send("POST", "/api/plants/save", [*keys(house), ("Content-Length", str(length))])
    check(house, answer, "/api/plants/save")
    assert (answer.status, answer.json["error"]["code"]) == (413, "too-large")


@pytest.mark.parametrize("length", ["-1", "+5", "0x10", "1,2", "\u00b2".encode("latin-1"), "5 5", ""])
def test_a_length_that_is_no_number_ends_the_connection(house, length):
    """Is what two servers could read in two ways read by none?"""
    answer = house.send("POST", "/api/plants/save", [*keys(house), ("Content-Length", length)], b"{}")
    assert answer is None or answer.status == 400


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate", "br"])
def test_a_compressed_body_is_not_inflated(house, encoding):
    """Is a good message inside, or a bomb, no message at all?"""
    before = house.written()
    good = json.dumps({"item": "x-p01", "response": "a", "saw": 0, "nonce": "n"}).encode()
    for content in (good, b'"' + b" " * 100_000_000 + b'"'):
        answer = house.send(
            "POST", "/api/plants/save", [*keys(house), ("Content-Encoding", encoding)], gzip.compress(content)
        )
        check(house, answer, "/api/plants/save")
        assert answer.status in (400, 415)
    assert house.written() == before


def test_too_many_cookies_are_told_in_words_and_more_end_the_connection(house):
    """Does somebody whose browser sends too much read what to do?"""
    answer = house.send("GET", "/", [("Cookie", "; ".join(f"other-{n}={'x' * 1000}" for n in range(20)))])
    check(house, answer, "/")
    assert answer.status == 431 and b"cookies" in answer.body
    assert house.send("GET", "/", [("Cookie", "a=" + "x" * (8 * security.HEAD_LARGEST))]) is None


def test_of_many_log_ins_of_one_learner_the_last_ones_count(house):
    """Do a hundred log-ins of one learner end her own oldest, and nobody else's?"""
    ben, first = house.session("bennet"), house.session("anna")
    last = [house.session("anna") for _ in range(100)]
    status = {
        token: house.send("GET", "/api/plants", [("Cookie", f"nbcare-session={token}")]).status
        for token in (ben, first, *last)
    }
    assert status[ben] == 200 and status[first] == 401
    assert [status[token] for token in last] == [401] * (100 - OF_ONE_LEARNER) + [200] * OF_ONE_LEARNER


def together(count: int, work, *arguments) -> tuple[list[threading.Thread], list]:
    """Do some work in threads of its own; return them, and a list that their results come to."""
    results: list = []
    threads = [threading.Thread(target=lambda: results.append(work(*arguments))) for _ in range(count)]
    for thread in threads:
        thread.start()
    return threads, results


def wait_until(true) -> None:
    """Wait until something is true; the caller asserts it."""
    until = time.monotonic() + 300
    while not true() and time.monotonic() < until:
        time.sleep(0.01)


def test_one_learner_who_saves_without_end_hears_429(house):
    """While the disk is slow: do a learner's first saves wait, all beyond a bound hear 429, and is each then answered in order?"""
    go = threading.Event()
    headers, content = keys(house), json.dumps({"item": "x-p01", "response": "a", "saw": 0, "nonce": "n"}).encode()
    event.listen(house.server.portal.store.database.writer, "commit", lambda _connection: go.wait(300))
    senders, heard = together(
        WAITING_AT_MOST + 30, lambda: house.send("POST", f"/api/{MODULE}/save", headers, content).status
    )
    wait_until(lambda: len(heard) >= 30)
    assert heard == [429] * 30 and WAITING_AT_MOST <= 100
    assert house.send("GET", "/healthz").status == 200
    go.set()
    for sender in senders:
        sender.join()
    assert sorted(heard) == [200] * WAITING_AT_MOST + [429] * 30
    assert house.browser().get(f"/api/{MODULE}").json["state"]["items"]["x-p01"]["revision"] == 1


def test_one_learners_slow_pages_hold_up_nobody_else(house, monkeypatch):
    """Does a learner whose pages are asked for without end hear 429, while the neighbour reads and saves at once?"""
    go, real = threading.Event(), LearnerPage.state

    def slow(page):
        if page.learner.id == "anna":
            assert go.wait(300)
        return real(page)

    monkeypatch.setattr(LearnerPage, "state", slow)
    headers, neighbour = keys(house), house.browser("bennet")
    senders, heard = together(WAITING_AT_MOST + 30, lambda: house.send("GET", f"/api/{MODULE}", headers).status)
    wait_until(lambda: len(heard) >= 30)
    assert heard == [429] * 30
    assert neighbour.get(f"/api/{MODULE}").status == 200 and neighbour.save("x-p01", "b").status == 200
    go.set()
    for sender in senders:
        sender.join()
    assert sorted(heard) == [200] * WAITING_AT_MOST + [429] * 30


def test_saves_that_arrive_together_are_committed_together(house):
    """While one commit is under way: do the saves of all others wait for one more, and not for one each?"""
    go, commits = threading.Event(), []

    def hold(_connection) -> None:
        commits.append(1)
        assert go.wait(300)

    browsers = [house.browser(("anna", "bennet")[n % 2]) for n in range(20)]
    event.listen(house.server.portal.store.database.writer, "commit", hold)
    first, _ = together(1, browsers[0].save, "x-p01", "a")
    wait_until(lambda: commits)
    more = [together(1, browser.save, "x-p01", "b") for browser in browsers[1:]]
    wait_until(lambda: sum(house.server.portal.learners._saves.values()) == len(browsers))
    go.set()
    for thread in [*first, *(thread for threads, _ in more for thread in threads)]:
        thread.join()
    statuses = [results[0].status for _, results in more]
    assert set(statuses) <= {200, 409} and len(commits) <= 4
    assert house.server.stored(MODULE, "bennet")["x-p01"] == "b"


def test_a_client_that_goes_away_in_the_middle_costs_nobody_else_anything(house):
    """Do half requests and unread answers leave the neighbour alone, and the learner herself is answered soon again?"""
    cookie = "; ".join(value for name, value in keys(house, "bennet") if name == "Cookie")
    for n in range(100):
        for connection in hung(
            house,
            1,
            HANGING["half a body"]
            if n % 2
            else f"GET /quiz/{QUIZ} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n" * 5,
        ):
            connection.close()
    well(house)
    until, status = time.monotonic() + 300, 0
    while status != 200 and time.monotonic() < until:
        status = house.send("GET", "/api/plants", [("Cookie", cookie)]).status
        assert status in (200, 429), "there is a bound to what waits for one learner"
    assert status == 200


@pytest.mark.parametrize(("known", "answers"), [(True, [415, 200]), (False, [401, 200])])
def test_the_body_of_a_refused_request_is_no_request(house, known, answers):
    """Is nothing in a body taken for a request of its own, whoever sends it?"""
    inner = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Inner: yes\r\n\r\n"
    headers = [
        (name, value if known or name != "Cookie" else value.partition("; ")[2]) for name, value in keys(house)[:2]
    ]
    head = "".join(f"{name}: {value}\r\n" for name, value in headers)
    first = f"POST /api/plants/save HTTP/1.1\r\nHost: x\r\n{head}Content-Length: {len(inner)}\r\n\r\n".encode() + inner
    with socket.create_connection(("127.0.0.1", house.server.port), 300) as connection:
        connection.sendall(first + b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        told = b""
        while part := connection.recv(65_536):
            told += part
    assert [int(part[:3]) for part in told.split(b"HTTP/1.1 ")[1:]] == answers

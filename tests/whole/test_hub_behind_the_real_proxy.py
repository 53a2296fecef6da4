"""A hub with configurable-http-proxy before it, as in a hospital: the proxy keeps its connections to the portal."""

import http.client
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
from courses import ROOT
from needs import hub_proxy

sys.path.insert(0, str(ROOT / "tests/hub"))

import running  # noqa: E402
from hub_course import small_course  # noqa: E402
from person import MODULE, QUIZ, Person  # noqa: E402
from running import PREFIX  # noqa: E402

pytestmark = pytest.mark.needs("node", "configurable-http-proxy")
BROWSERS = 8
ROUNDS = 10
FIRST = {
    "/": 303,
    f"/module/{MODULE}": 303,
    f"/quiz/{QUIZ}": 303,
    "/login": 302,
    f"/api/{MODULE}": 401,
    "/nothing": 404,
    "/healthz": 200,
}


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    """A hub that was started with the documented configuration, and with the proxy that JupyterHub starts by itself."""
    folder = tmp_path_factory.mktemp("hub")
    started = running.start(folder, small_course(folder / "course"), hub_proxy())
    yield started
    running.stop(started)


@pytest.fixture(autouse=True)
def lost(hub):
    """Nothing that was asked for is lost between the proxy and the portal."""
    before = len(hub.log())
    yield
    written = hub.log()[before:]
    assert "socket hang up" not in written and "ECONNRESET" not in written, written[-2000:]


def asked(hub, requests: list[tuple[str, str, bytes | None]]) -> list[int]:
    """Send requests over one connection, as a browser does; return the statuses of the answers."""
    connection = http.client.HTTPConnection(urlsplit(hub.public).netloc, timeout=running.PATIENCE)
    statuses = []
    for method, path, content in requests:
        connection.request(method, PREFIX + path, content)
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.close()
    return statuses


def by_many(hub, requests: list[tuple[str, str, bytes | None]]) -> list[int]:
    """Send the requests from several browsers at once."""
    with ThreadPoolExecutor(BROWSERS) as browsers:
        heard = browsers.map(lambda _: asked(hub, requests), range(BROWSERS))
        return [status for statuses in heard for status in statuses]


def test_the_proxy_is_the_real_one(hub):
    """Does this file not test the proxy in memory once more?"""
    assert "configurable-http-proxy" in hub.log() or "ConfigProxy" in hub.log()


def test_every_first_visit_is_answered_by_the_portal(hub):
    """Does a nurse who is not logged in never read that the service is unavailable?"""
    requests = [("GET", path, None) for path in FIRST] * ROUNDS
    assert by_many(hub, requests) == list(FIRST.values()) * ROUNDS * BROWSERS


def test_every_refused_message_is_answered_by_the_portal(hub):
    """A page left open after the log-in ended sends what it has: is it told so, and not that the service is gone?"""
    requests = [
        ("POST", f"/api/{scope}/{what}", b"x" * size)
        for scope in (MODULE, QUIZ)
        for what in ("save", "hand-in")
        for size in (10, 1000, 200_000)
    ]
    assert set(by_many(hub, requests * 2)) == {403}


def test_refused_and_taken_requests_share_the_proxys_connections(hub):
    """Strangers knock while a nurse works: is each of her answers saved at its first try?"""
    anna = Person(hub, "anna")
    assert anna.log_in(f"/module/{MODULE}").status == 200
    strangers = [("GET", "/", None), ("GET", "/nothing", None), ("POST", f"/api/{MODULE}/save", b"x" * 1000)]
    with ThreadPoolExecutor(BROWSERS) as browsers:
        knocking = [browsers.submit(asked, hub, strangers * ROUNDS) for _ in range(BROWSERS - 1)]
        saved = [anna.answer(MODULE, 0, number % 2) for number in range(20)]
        heard = {status for each in knocking for status in each.result()}
    assert [reply.status for reply in saved] == [200] * 20 and heard == {303, 404, 403}
    assert anna.log_out().status == 200
    assert asked(hub, [("GET", f"/api/{MODULE}", None)] * 3) == [401] * 3

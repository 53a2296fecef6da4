"""Thousands of connections that send nothing: the portal closes them, and goes on for everybody else."""

import errno
import json
import logging
import socket
import subprocess
import sys
from pathlib import Path

import hostile
import pytest

from nbcare.portal import connections, http_server, process
from nbcare.portal.connections import Connections, listener
from nbcare.portal.deadlines import Deadlines

LOW = 400
"""Files that the portal of a test may have open."""


class Stream:
    """One end of a connection, which notes when it is closed."""

    def __init__(self, name: str = ""):
        self.name, self.closed = name, False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def bounded(clock):
    """At most five connections, two of one address without a request."""
    return Connections(5, 2, Deadlines(20, 300, 30), clock)


def served(bounded: Connections, address: str) -> Stream:
    """Return a connection that has been answered once, and waits."""
    stream = Stream()
    assert bounded.admit(stream, address)
    bounded.requested(stream)
    bounded._deadlines.wait_no_more(stream)
    bounded._deadlines.wait_for_request(stream)
    return stream


def test_of_one_address_the_oldest_silent_connections_are_closed(bounded):
    """Does somebody who opens many and sends nothing close their own only?"""
    neighbour, mine = Stream(), [Stream() for _ in range(4)]
    assert bounded.admit(neighbour, "10.0.0.2") and all(bounded.admit(each, "10.0.0.1") for each in mine)
    assert [each.closed for each in mine] == [True, True, False, False] and not neighbour.closed
    assert len(bounded) == 3


def test_connections_that_send_are_not_counted_as_silent(bounded):
    """Does a whole hospital behind one address go on?"""
    kept = [served(bounded, "10.0.0.1") for _ in range(5)]
    assert not any(each.closed for each in kept) and bounded._new == {}


def test_beyond_all_that_may_be_open_the_silent_ones_go_first(bounded):
    """Is there always room for somebody who has something to send?"""
    old, silent = served(bounded, "a"), Stream()
    assert bounded.admit(silent, "b")
    for _ in range(4):
        served(bounded, "c")
    assert silent.closed and not old.closed and len(bounded) == 5
    served(bounded, "d")
    assert old.closed and len(bounded) == 5


def test_a_connection_is_refused_only_when_all_are_being_answered(bounded):
    """Is nobody's answer cut off to let another one in?"""
    busy = [served(bounded, "a") for _ in range(5)]
    for each in busy:
        bounded._deadlines.wait_no_more(each)
    assert not bounded.admit(Stream(), "b") and not any(each.closed for each in busy)
    bounded.closed(busy[0])
    assert bounded.admit(Stream(), "b")


def test_what_is_closed_is_forgotten(bounded):
    """Do a year of connections leave nothing behind?"""
    for number in range(100):
        stream = Stream()
        assert bounded.admit(stream, f"10.0.0.{number}")
        bounded.closed(stream)
        bounded.closed(stream)
    assert len(bounded) == 0 and bounded._new == {} and bounded._deadlines.longest_waiting() is None


def test_the_log_gets_one_line_a_minute(bounded, clock, caplog):
    """Does an attack not fill the disk with its own story?"""
    with caplog.at_level(logging.WARNING):
        for _ in range(1000):
            bounded.admit(Stream(), "10.0.0.1")
        assert len(caplog.records) == 1 and "10.0.0.1" in caplog.text
        clock.at += connections.SAID_EVERY
        bounded.admit(Stream(), "10.0.0.1")
    assert len(caplog.records) == 2


def test_a_system_without_room_is_no_traceback(bounded, monkeypatch):
    """The system gives no more connections: is it asked again later, after some were closed?"""
    waiting = Stream()
    assert bounded.admit(waiting, "a")
    full = OSError(errno.EMFILE, "Too many open files")
    with listener(socket.create_server(("127.0.0.1", 0)), bounded.no_room) as made:
        with monkeypatch.context() as patched:
            patched.setattr(socket.socket, "accept", lambda _self: (_ for _ in ()).throw(full))
            with pytest.raises(BlockingIOError):
                made.accept()
            full.errno = errno.EINVAL
            with pytest.raises(OSError, match="Too many"):
                made.accept()
        assert waiting.closed
        with socket.create_connection(made.getsockname()):
            made.setblocking(True)
            taken, _ = made.accept()
            taken.close()


def test_there_is_room_for_files_beside_all_connections():
    """Can answers and pages be written and read when as many connections are open as may be?"""
    words = "import resource as r; from nbcare.portal import process; r.setrlimit(r.RLIMIT_NOFILE, ({0}, {0})); print(process.connections_at_most())"
    for limit in (64, 256, 1024):
        most = int(subprocess.run([sys.executable, "-c", words.format(limit)], capture_output=True, check=True).stdout)
        assert limit / 2 <= most <= limit - min(process.RESERVE, limit // 2)


def test_windows_cannot_wait_for_more(monkeypatch):
    """Where the system counts no files, is its other limit kept?"""
    monkeypatch.setitem(sys.modules, "resource", None)
    assert 400 <= process.connections_at_most() < process.SELECTED


SERVE = """
import resource, sys, pathlib, json
sys.path[:0] = json.loads(sys.argv[1])
resource.setrlimit(resource.RLIMIT_NOFILE, (int(sys.argv[3]), int(sys.argv[3])))
import hostile
with hostile.house(pathlib.Path(sys.argv[2])) as house:
    print(json.dumps([house.server.port, house.session()]), flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts no files")
@pytest.mark.whole
def test_a_portal_with_few_files_goes_on_under_thousands_of_silent_connections(tmp_path):
    """Half-open connections of many addresses, more than the portal has files: are answers saved, and does the log stay small?"""
    here = Path(__file__).parent
    paths = [str(here), str(here.parent), str(here.parent / "widgets"), *sys.path]
    words = [sys.executable, "-c", SERVE, json.dumps(paths), str(tmp_path / "course"), str(LOW)]
    with (tmp_path / "log.txt").open("wb") as log:
        portal = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
    try:
        port, session = json.loads(portal.stdout.readline())
        silent = [
            socket.create_connection(("127.0.0.1", port), 300, (f"127.0.0.{2 + number % 50}", 0))
            for number in range(2 * LOW)
        ]
        browser = hostile.served.Browser(port, cookies={"nbcare-session": session})
        assert browser.get("/").status == 200
        assert [browser.save("x-p01", "abc"[n % 3], saw=n).json["type"] for n in range(10)] == ["saved"] * 10
        for each in silent:
            each.close()
    finally:
        portal.communicate()
    written = (tmp_path / "log.txt").read_text()
    assert "Traceback" not in written and len(written) < 5000, written[:3000]


def test_the_limits_of_the_running_portal():
    """Is a whole hospital behind one proxy far from each limit, where no test sets them?"""
    assert 100 <= http_server.SILENT <= 1000 and process.RESERVE > 128

"""A running formgrader: what the instructor sets and releases there reaches the portal's files by itself."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import made
import pytest

from nbcare.notebook import start

TOKEN = "for-this-test"
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+(?=/)")


@pytest.fixture
def server(small):
    """The instructor's JupyterLab over the small course, on a machine in New York; gives the course and the address."""
    place = small / "state/nbgrader"
    # Port 0: the server takes a free one itself; one chosen beforehand may be taken by the time it is asked for.
    command = [*start.arguments(place, "instructor", "/lab", 0, True), f"--IdentityProvider.token={TOKEN}"]
    environment = (
        os.environ
        | start.settings(place, "instructor")
        | {"NBCARE_COURSE": str(small), "PYTHONPATH": str(made.ROOT / "src"), "TZ": "America/New_York"}
    )
    with (small / "server.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log)
    try:
        wait_for(lambda: process.poll() is not None or told_address(small), small)
        address = told_address(small)
        assert address, (small / "server.log").read_text(errors="replace")[-3000:]
        wait_for(lambda: answers(address), small)
        yield small, address
    finally:
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def told_address(root: Path) -> str:
    """Return the address that the server's log names, or nothing yet."""
    found = ADDRESS.search((root / "server.log").read_text(errors="replace"))
    return found[0] if found else ""


def ask(address: str, path: str, method: str = "GET", body: dict | None = None) -> dict:
    """Ask formgrader as its page does."""
    data = json.dumps(body).encode() if body is not None else b"" if method != "GET" else None
    request = urllib.request.Request(
        f"{address}/formgrader/api/{path}", data, {"Authorization": f"token {TOKEN}"}, method=method
    )
    with urllib.request.urlopen(request, timeout=600) as reply:
        return json.loads(reply.read())


def answers(address: str) -> bool:
    try:
        return bool(ask(address, "assignments"))
    except (OSError, urllib.error.HTTPError):
        return False


def wait_for(condition, root: Path) -> None:
    """Wait until something is so; a slow machine gets ten minutes."""
    end = time.monotonic() + 600
    while not condition():
        assert time.monotonic() < end, (root / "server.log").read_text(errors="replace")[-3000:]
        time.sleep(0.2)


def page(address: str, path: str) -> str:
    """Return one of formgrader's pages."""
    request = urllib.request.Request(f"{address}/formgrader/{path}", headers={"Authorization": f"token {TOKEN}"})
    with urllib.request.urlopen(request, timeout=600) as reply:
        return reply.read().decode()


def _check_zone(root: Path, address: str) -> None:
    """Hold the running formgrader to the zone of the course: 17:00 is 17:00 in summer and in winter, whatever today is."""
    assert "America/New_York" in page(address, "manage_assignments")
    assert "Points missing?" in page(address, f"gradebook/{made.QUIZ}/{made.QUIZ}")
    path = f"assignment/{made.QUIZ}"
    for day, moment, name in (("2026-12-01", "22:00", "EST"), ("2027-07-01", "21:00", "EDT")):
        entered = {"duedate_notimezone": f"{day}T17:00", "duedate_timezone": ""}
        saved = ask(address, path, "PUT", entered)
        assert saved["display_duedate"] == f"{day} 17:00:00 {name}"
        assert saved["duedate_notimezone"] == f"{day}T17:00:00" and saved["duedate_timezone"] == "America/New_York"
        wait_for(lambda: due(root) == f"{day}T{moment}:00Z", root)  # noqa: B023
    for refused, reason in (
        ({"duedate_notimezone": "2027-03-14T02:30", "duedate_timezone": "America/New_York"}, "does not exist"),
        ({"duedate_notimezone": "2026-11-01T01:30"}, "-0400 for the first time or -0500 for the second"),
        ({"duedate_notimezone": "2026-12-01T17:00", "duedate_timezone": "Ward 3"}, "is no time zone"),
    ):
        with pytest.raises(urllib.error.HTTPError) as error:
            ask(address, path, "PUT", refused)
        assert error.value.code == 400 and reason in json.loads(error.value.read())["message"]
    assert due(root) == "2027-07-01T21:00:00Z"
    first, second = (
        {"duedate_notimezone": "2026-11-01T01:30", "duedate_timezone": each} for each in ("-0400", "-0500")
    )
    assert ask(address, path, "PUT", first)["display_duedate"] == "2026-11-01 01:30:00 EDT"
    assert ask(address, path, "PUT", second)["duedate_timezone"] == "-0500"


def due(root: Path) -> str:
    return made.published(root)[made.QUIZ].due


@pytest.mark.skipif(sys.platform == "win32", reason="nbgrader's exchange refuses to run on Windows")
def test_what_is_set_and_released_in_formgrader_reaches_the_portal(server):
    """Does a due date appear without any command, and do results after grade, generate and release, the server still running?"""
    root, address = server
    assert due(root) == ""
    ask(
        address,
        f"assignment/{made.QUIZ}",
        "PUT",
        {"duedate_notimezone": "2026-12-01T18:00:00", "duedate_timezone": "+0100"},
    )
    wait_for(lambda: due(root) == "2026-12-01T17:00:00Z", root)
    _check_zone(root, address)
    made.put(root, "ann", made.answers(made.HONEST))
    for step in (
        f"submission/{made.QUIZ}/ann/autograde",
        f"assignment/{made.QUIZ}/generate_feedback",
        f"assignment/{made.QUIZ}/release_feedback",
    ):
        done = ask(address, step, "POST")
        assert done["success"], done
    assert made.result(root, "ann")["points"] == 8
    (listed,) = ask(address, f"submissions/{made.QUIZ}")
    assert (listed["last_name"], listed["first_name"]) == ("ann", "no name in the list")
    assert listed["display_timestamp"].endswith(("EST", "EDT"))
    assert "Traceback" not in (root / "server.log").read_text(errors="replace")

"""Two portals of one hub on one store: a log-in that begins at one ends at the other, and a log-out counts for both."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from person import MODULE, Person
from running import PATIENCE, PREFIX, free_ports
from test_environment import GIVEN

from nbcare.answers.course_store import open_course_store
from nbcare.portal.identity import hub as hubs
from nbcare.portal.identity import pins
from nbcare.portal.identity.hub import from_environment
from nbcare.store import ended_tokens
from nbcare.store.ended_tokens import TOPIC


@pytest.fixture
def portals(tmp_path):
    """The adapters of two portals, each with its own way to the store."""
    with open_course_store(tmp_path) as first, open_course_store(tmp_path) as second:
        yield [(store, from_environment(store, GIVEN)) for store in (first, second)]


def test_a_log_out_is_known_to_the_other_portal_and_after_a_restart(portals):
    """Is a token that ended at one portal rejected at the other after its look, and at one that starts later?"""
    (first, _), (second, other) = portals
    hash = pins.token_hash("token")
    assert hash not in other.verified._ended
    first.write(ended_tokens.end(hash, time.time()))
    other.changes[TOPIC](1)
    assert hash in other.verified._ended
    assert hash in from_environment(second, GIVEN).verified._ended


def test_a_log_out_of_a_clock_that_is_behind_is_not_missed(portals):
    """Does a portal whose clock is an hour wrong still end log-ins at the other?"""
    (first, _), (_, other) = portals
    for name, moment in (("one", time.time()), ("two", time.time() - 3600)):
        first.write(ended_tokens.end(pins.token_hash(name), moment))
        other.changes[TOPIC](1)
        assert pins.token_hash(name) in other.verified._ended


def test_a_log_out_of_a_clock_years_ahead_hides_no_later_one(portals):
    """After a clock was corrected: is the next log-out at the other portal still noticed here?"""
    (first, _), (_, other) = portals
    for name, moment in (("ahead", time.time() + 3 * 365 * 86_400), ("now", time.time())):
        first.write(ended_tokens.end(pins.token_hash(name), moment))
        other.changes[TOPIC](1)
        assert pins.token_hash(name) in other.verified._ended


def test_old_log_outs_are_forgotten_at_a_start(portals):
    """Does the store not grow for ever by log-outs whose tokens have run out long ago?"""
    (store, _), _ = portals
    now = time.time()
    store.write(ended_tokens.end("old", now - hubs.ENDED_FOR - 1))
    store.write(ended_tokens.end("young", now - hubs.ENDED_FOR / 2))
    from_environment(store, GIVEN)
    assert set(store.read(ended_tokens.since(0))) == {"young"}


@pytest.fixture(scope="module")
def second(hub, tmp_path_factory):
    """Another portal on the same store, with the environment that the hub has given the first one; its address."""
    [pid] = [pid for pid in hub.services() if b"JUPYTERHUB_SERVICE_URL" in Path(f"/proc/{pid}/environ").read_bytes()]
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
    given = dict(pair.split("=", 1) for pair in Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0") if pair)
    [port] = free_ports(1)
    address = f"http://127.0.0.1:{port}"
    folder = tmp_path_factory.mktemp("second")
    with (folder / "log.txt").open("wb") as out:
        process = subprocess.Popen(
            words, env=given | {"JUPYTERHUB_SERVICE_URL": address}, cwd=folder, stdout=out, stderr=out
        )
    until = time.monotonic() + PATIENCE
    while not _answers(hub, address):
        assert process.poll() is None and time.monotonic() < until, (folder / "log.txt").read_text(errors="replace")
        time.sleep(0.1)
    yield address
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def _answers(hub, address: str) -> bool:
    try:
        return Person(hub, base=address).get("/healthz").status == 200
    except OSError:
        return False


def at(person: Person, address: str) -> Person:
    """Return a copy of the same browser that speaks to another portal: its cookies know no port."""
    other = person.copy()
    other.base = address
    return other


def test_a_log_in_that_begins_at_one_portal_ends_at_the_other(hub, second, anna):
    """Does the hub's answer log in at whichever portal it comes to, with the answers that the other one saved?"""
    someone = at(anna, second)
    someone.jar.clear(anna.session().domain, f"{PREFIX}/", "service-nbcare")
    there = someone.get(f"/login?next={PREFIX}/module/{MODULE}", follow=False).headers["Location"]
    there = re.sub(r"^https?://[^/]+", "", there)
    someone.base = hub.public
    back = re.sub(r"^https?://[^/]+", "", someone.ask("GET", there, follow=False).headers["Location"])
    someone.base = hub.portal
    reply = someone.ask("GET", back, follow=False)
    assert reply.status == 302 and "service-nbcare" in someone.cookies()
    for address in (hub.portal, second):
        assert at(someone, address).get(f"/api/{MODULE}").status == 200


def test_what_one_portal_saves_the_other_shows(hub, second, person):
    """Do two portals go on with each other's answers, and is a stale save a conflict at either?"""
    jo = person("jo@ward.example")
    elsewhere = at(jo, second)
    elsewhere.xsrf = jo.xsrf
    assert jo.answer(MODULE, 0, 0).json()["type"] == "saved"
    reply = elsewhere.answer(MODULE, 0, 1)
    assert reply.json()["type"] == "saved" and jo.answers(MODULE) == elsewhere.answers(MODULE)


def test_a_log_out_at_one_portal_is_noticed_by_the_other(hub, second, person):
    """Is a copied cookie worthless at both, though the hub was not told yet?"""
    jo = person("jo@ward.example")
    copied = at(jo, second)
    assert copied.get(f"/api/{MODULE}").status == 200
    jo.base = hub.portal
    fields = f"_xsrf={jo.xsrf}".replace("|", "%7C").encode()
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert jo.ask("POST", f"{PREFIX}/logout", fields, kind, follow=False).status == 303
    until = time.monotonic() + PATIENCE
    while copied.get(f"/api/{MODULE}").status == 200 and time.monotonic() < until:
        time.sleep(0.1)
    assert copied.get(f"/api/{MODULE}").status == 401
    assert hub.read(ended_tokens.since(0))

"""The hub stands still: learners at work go on saving, others are told, and nothing is lost."""

import os
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from person import MODULE, Person


@pytest.fixture
def stopped(hub):
    """Stop the hub's process, which holds its API and its proxy; afterwards let it go on."""

    def stop():
        os.kill(hub.process.pid, signal.SIGSTOP)

    yield stop
    go_on(hub)


def go_on(hub) -> None:
    """Let the hub go on, and wait until it answers again."""
    os.kill(hub.process.pid, signal.SIGCONT)
    hub.ask("GET", "/")


def beside(person: Person) -> Person:
    """Return the same browser at the portal's own address: a hospital's proxy is a process of its own, and goes on."""
    person.base = person.hub.portal
    return person


def test_learners_at_work_go_on_and_others_are_told(hub, anna, ben, stopped):
    """Does Anna's save reach the store, and is Ben, whom the hub must be asked about, told in words and by 503?"""
    anna.answer(MODULE, 0, 0)
    ben.answer(MODULE, 0, 0)
    kept = hub.answers("ben", MODULE)
    stopped()
    beside(anna), beside(ben).ask_the_hub_anew()
    assert anna.answer(MODULE, 0, 1).json()["type"] == "saved"
    with ThreadPoolExecutor() as both:
        reply, page = both.map(ben.get, (f"/api/{MODULE}", f"/module/{MODULE}"))
    assert (reply.status, reply.json()["error"]["code"]) == (503, "hub-down")
    assert page.status == 503 and "saved answers are safe" in page.text
    assert Person(hub, base=hub.portal).get("/healthz").status == 200
    go_on(hub)
    assert ben.get(f"/api/{MODULE}").status == 200
    assert hub.answers("ben", MODULE) == kept


def test_a_log_in_that_the_hub_does_not_finish_is_told(anna, stopped):
    """The hub stands still in the middle of a log-in: is the learner told, and not left waiting?"""
    anna.jar.clear(anna.session().domain, "/services/nbcare/", "service-nbcare")
    there = anna.get("/login", follow=False).headers["Location"]
    back = anna.ask("GET", there, follow=False).headers["Location"]
    stopped()
    beside(anna)
    reply = anna.ask("GET", back, follow=False)
    assert reply.status == 503 and "service-nbcare" not in anna.cookies()

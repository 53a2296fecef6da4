"""Two portals serve one course from one PostgreSQL: no log-in is lost, no hand-in counts twice, conflicts are asked."""

import itertools
import shutil
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest
from courses import ROOT

sys.path[:0] = [str(ROOT / "tests/widgets"), str(ROOT / "tests/portal")]

import portal_served as served  # noqa: E402
from portal_served import MODULE, QUIZ  # noqa: E402

from nbcare.content.course import Course  # noqa: E402
from nbcare.portal.identity import pins  # noqa: E402
from nbcare.portal.identity.roster import Roster  # noqa: E402
from nbcare.state import backup  # noqa: E402
from nbcare.store import answers, hand_ins, roster  # noqa: E402

pytestmark = pytest.mark.needs("postgresql")
PIN = "135790"
names = (f"portals_{number}" for number in itertools.count())


@pytest.fixture
def course(server, tmp_path):
    """A course whose store is an empty database of the server."""
    root = served.course(tmp_path / "course")
    (root / "state/settings.yaml").write_text(f"version: 1\nstore: {server.new_database(next(names))}\n")
    return root


@contextmanager
def portals(course: Path, count: int = 2):
    """Serve the course from several portals that know nothing of each other."""

    def listed(port, store) -> Roster:
        if not store.read(roster.listed()):
            store.write(roster.replace({id: roster.Entry("", **pins.hashed(PIN)) for id in ("anna", "ben")}))
        return Roster(store)

    if count == 0:
        yield []
        return
    with served.running(course, listed) as first, portals(course, count - 1) as others:
        yield [first, *others]


@pytest.fixture
def both(course):
    with portals(course) as found:
        yield found


def moved(browser: served.Browser, to: served.Server) -> served.Browser:
    """Return the same browser at the other portal, as behind a proxy that chose that one."""
    other = to.browser()
    other.cookies, other.token = dict(browser.cookies), browser.token
    return other


def inside(portal: served.Server, learner: str = "anna") -> served.Browser:
    browser = portal.browser()
    assert browser.log_in(learner, PIN).status == 303
    return browser


def test_a_log_in_counts_at_both_and_ends_at_both(both):
    """May a nurse be led to either portal at each request, and is she out everywhere when she logs out?"""
    first, second = both
    anna = inside(first)
    assert moved(anna, second).get("/").status == 200
    anna.form("/logout")
    second.portal.changes.look()
    assert moved(anna, second).get(f"/api/{MODULE}").status == 401


def test_an_answer_is_asked_about_when_the_other_portal_had_a_newer_one(both):
    """Do two tabs at two portals never overwrite each other silently?"""
    first, second = both
    anna = inside(first)
    there = moved(anna, second)
    assert anna.save("x-p01", "a").json["revision"] == 1
    reply = there.save("x-p01", "b")
    assert (reply.status, reply.json["response"]) == (409, "a")
    assert there.save("x-p01", "b", saw=1).json["revision"] == 2
    assert anna.get(f"/api/{MODULE}").json["state"]["items"]["x-p01"] == {"response": "b", "revision": 2}


def test_saves_to_both_at_once_lose_nothing(both):
    """Of many saves to one question at two portals: is each acknowledged revision given once, and each kept?"""
    first, second = both
    anna = inside(first)
    acknowledged: list[int] = []

    def save_on(browser: served.Browser) -> None:
        saw, count = 0, 0
        while count < 25:
            reply = browser.save("x-p01", "abcd"[count % 4], saw=saw)
            if reply.status == 200:
                acknowledged.append(reply.json["revision"])
                count += 1
            saw = reply.json["revision"]

    threads = [threading.Thread(target=save_on, args=(each,)) for each in (anna, moved(anna, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = first.portal.store.read(answers.history("anna", MODULE))
    # The same answer twice may be answered with the revision that stands: only the others are new.
    assert sorted(set(acknowledged)) == [each.answer["revision"] for each in kept]


@pytest.mark.parametrize("nonces", [("h", "h"), ("h1", "h2")])
def test_a_quiz_is_handed_in_once(both, nonces):
    """Does a hand-in that is sent to both, by one page or by two, use one attempt?"""
    first, second = both
    anna = inside(first)
    assert anna.save("plants-q01", "a", slug=QUIZ).status == 200
    replies: list[served.Reply] = []

    def hand_in(browser: served.Browser, nonce: str) -> None:
        replies.append(browser.send(f"/api/{QUIZ}/hand-in", {"nonce": nonce}))

    threads = [
        threading.Thread(target=hand_in, args=(browser, nonce))
        for browser, nonce in zip((anna, moved(anna, second)), nonces, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = first.portal.store.read(hand_ins.of("anna", QUIZ))
    assert len(made) == 1
    receipts = [reply.json["receipt"]["hash"] for reply in replies if reply.status == 200]
    assert receipts == [made[0].hash] * (2 if nonces[0] == nonces[1] else 1)


def test_results_and_terms_reach_both(both):
    """Does each portal notice what grading publishes?"""
    first, second = both
    anna = inside(first)
    served.publish(first, returned=True)
    served.give_back(first, "anna")
    second.portal.changes.look()
    for browser in (anna, moved(anna, second)):
        assert browser.get(f"/results/{QUIZ}").status == 200


def test_a_server_that_goes_away_costs_no_answer(course, server):
    """Is an answer refused for now while the database is gone, and saved when it is back, without a restart?"""
    with portals(course, 1) as (portal,):
        anna = inside(portal)
        assert anna.save("x-p01", "a").status == 200
        server.stop("immediate")
        try:
            reply = anna.save("x-p01", "b", saw=1)
        finally:
            server.start()
        assert (reply.status, reply.json["again"]) == (507, True)
        assert anna.save("x-p01", "b", saw=1).json["revision"] == 2
        assert portal.stored(MODULE, "anna") == {"x-p01": "b"}


def test_a_backup_of_the_server_leads_back_to_one(course, server, tmp_path):
    """Is a store on a server copied into the archive while it is used, and brought to another empty database?"""
    loaded = Course(course, "plants", "Plants", "1.0.0", 80, (), ())
    with portals(course, 1) as (portal,):
        inside(portal).save("x-p01", "a")
        backup.back_up(loaded, tmp_path / "b.zip")
        kept = served.kept(portal.portal.store)
    shutil.rmtree(course / "state")
    # The restored settings name the same database, which has to be empty.
    with pytest.raises(Exception, match="holds answers already"):
        backup.restore(tmp_path / "b.zip", course / "state")
    assert not (course / "state").exists() and kept

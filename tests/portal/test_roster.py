"""A class logs in by id and PIN: what the list may hold, what is kept of it, and how far guessing gets."""

import os
import stat
from pathlib import Path

import portal_served as served
import pytest
from portal_served import MODULE, QUIZ

from nbcare.answers.course_store import open_course_store
from nbcare.portal.identity import pins, roster_file, roster_import
from nbcare.portal.identity.roster import WRONG, Roster
from nbcare.portal.identity.sessions import IDLE, LONGEST, Sessions
from nbcare.portal.identity.throttle import Throttle
from nbcare.store import hand_ins
from nbcare.store import roster as rosters
from nbcare.store.store import Store

LEARNERS = {f"nurse-{n:02}": f"{n:02}7351" for n in range(1, 41)}


class Clock:
    """A clock that a test sets."""

    def __init__(self, now: float = 1_000_000.0):
        self.now = now

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Hash PINs cheaply: what is tried here is not how long it takes."""
    monkeypatch.setattr(pins, "COST", 4)


def listed(tmp_path, text: str):
    path = tmp_path / "learners.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture
def clock():
    return Clock()


def take(path: Path, store: Store) -> dict[str, rosters.Entry]:
    """Take a list into the store, and return who may log in."""
    roster_import.take(roster_file.read(path), store, lambda _progress: None)
    return store.read(rosters.listed())


@pytest.fixture
def ward(course, tmp_path, clock):
    """A portal for forty nurses, with a clock for waits and log-ins."""
    text = "id,pin,name\n" + "".join(f"{id},{pin},Nurse {id[-2:]}\n" for id, pin in LEARNERS.items())

    def roster(_port: int, store: Store) -> Roster:
        take(listed(tmp_path, text), store)
        return Roster(store, Throttle(clock), Sessions(store, clock=clock))

    with served.running(course, roster) as server:
        yield server


@pytest.fixture
def store(course):
    """The course's store, without a portal."""
    with open_course_store(course) as opened:
        yield opened


def inside(ward, id: str):
    browser = ward.browser()
    assert browser.log_in(id, LEARNERS[id]).status == 303
    return browser


def test_the_pins_are_kept_as_hashes_for_their_owner_only(course, tmp_path):
    """Is no PIN in the store's files, no two salts alike, and each file closed to others?"""
    with open_course_store(course) as store:
        entries = take(listed(tmp_path, "id,pin\nanna,wxyz482913\nben,wxyz482913\n"), store)
        assert entries["anna"].hash != entries["ben"].hash and entries["anna"].salt != entries["ben"].salt
        files = list((course / "state").glob("store.db*"))
        assert len(files) == 3 and not [path for path in files if b"wxyz482913" in path.read_bytes()]
        if os.name != "nt":
            assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_the_list_is_not_needed_again(store, tmp_path):
    """May the CSV be deleted, and does a PIN that stays keep its hash?"""
    path = listed(tmp_path, "id,pin,name\nanna,482913,Anna\n")
    first = take(path, store)
    assert take(path, store) == first and first["anna"].name == "Anna"
    path.unlink()
    roster_import.require(store)
    assert store.read(rosters.listed()) == first


def test_a_portal_without_a_list_says_how_to_give_one(store):
    """Is whoever starts a portal for nobody told what to run?"""
    with pytest.raises(roster_import.NoRosterError, match="there is no list of learners yet.*--roster learners.csv"):
        roster_import.require(store)


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("", "line 1", "header"),
        ("anna,1234\n", "line 1", "header"),
        ("id,name\nanna,Anna\n", "line 1", "header"),
        ("id,pin\n", "", "lists nobody"),
        ("id,pin\nanna,1234\n\nanna,5678\n", "line 4", "stands in line 2, too"),
        ("id,pin\nAnna B,1234\n", "line 2", "is not a learner id"),
        ("id,pin\nAnna,1234\n", "line 2", "has capital letters; write anna"),
        ("id,pin\n../x,1234\n", "line 2", "is not a learner id"),
        ("id,pin\n-n03,1234\n", "line 2", "do not begin with a dash"),
        (f"id,pin\n{'a' * 33},1234\n", "line 2", "is not a learner id"),
        ("id,pin\nanna,123\n", "line 2", "too short"),
        ("id,pin\nanna\n", "line 2", "1 fields"),
        ("id,pin\nanna,1234,Anna\n", "line 2", "3 fields"),
        (b"id,pin\nanna,\xff\xff\xff\xff\n", "", "not UTF-8"),
    ],
)
def test_a_mistake_in_the_list_is_named_with_its_line_and_takes_nobody(store, tmp_path, text, place, says):
    """Does the organiser read which line to mend, and is the roster untouched?"""
    with pytest.raises(roster_file.RosterError) as error:
        take(listed(tmp_path, text), store)
    assert place in str(error.value) and says in str(error.value) and store.read(rosters.known()) == {}


def test_a_spreadsheets_list_is_taken(tmp_path):
    """Are a byte order mark, semicolons and Windows line ends no mistake?"""
    assert set(roster_file.read(listed(tmp_path, b"\xef\xbb\xbfid;pin\r\nanna;4829\r\nben;5511\r\n"))) == {
        "anna",
        "ben",
    }


def test_the_header_says_which_column_is_which():
    """May the name stand before the PIN?"""
    assert roster_file.rows("list.csv", b"name,id,pin\nAnna,n01,4827\n") == {"n01": ("4827", "Anna")}


def test_forty_nurses_log_in_and_save_each_their_own(ward):
    """Does each find and write their own answers only?"""
    browsers = {id: inside(ward, id) for id in LEARNERS}
    for n, browser in enumerate(browsers.values()):
        assert browser.save("x-p01", "abcd"[n % 4]).status == 200
    for n, id in enumerate(LEARNERS):
        assert ward.stored(MODULE, id) == {"x-p01": "abcd"[n % 4]}
        assert browsers[id].get(f"/module/{MODULE}").page["learner"] == id
    assert len({browser.get(f"/api/{MODULE}").json["seed"] for browser in browsers.values()}) == 40


def test_what_is_handed_in_is_under_the_learners_own_id(ward):
    """Does no request name another learner's place?"""
    anna = inside(ward, "nurse-01")
    anna.send(
        f"/api/{QUIZ}/save",
        {"item": "plants-q01", "response": "a", "saw": 0, "nonce": "n", "learner": "nurse-02"},
        **{"X-Forwarded-User": "nurse-02"},
    )
    anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h", "learner": "nurse-02", "assessment": "other"})
    assert ward.portal.store.read(hand_ins.attempts(QUIZ)) == {"nurse-01": 1} and ward.stored(QUIZ, "nurse-02") == {}
    assert [path.name for path in ward.submission("nurse-01").parents[1].iterdir()] == ["nurse-01"]


def test_without_a_log_in_there_is_nothing(ward):
    """Is a person sent to the log-in and back afterwards, and a script told?"""
    nobody = ward.browser()
    reply = nobody.get(f"/quiz/{QUIZ}")
    assert reply.status == 303 and reply.headers["Location"] == f"/login?next=%2Fquiz%2F{QUIZ}"
    assert nobody.get(f"/api/{QUIZ}").status == 401
    assert (
        nobody.form("/login", learner="nurse-01", pin=LEARNERS["nurse-01"], next=f"/quiz/{QUIZ}").headers["Location"]
        == f"/quiz/{QUIZ}"
    )
    assert nobody.get(f"/quiz/{QUIZ}").status == 200


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example/", "/\\evil", ""])
def test_the_log_in_leads_into_the_portal_only(ward, wanted):
    """Is nobody sent elsewhere after logging in?"""
    assert (
        ward.browser().form("/login", learner="nurse-01", pin=LEARNERS["nurse-01"], next=wanted).headers["Location"]
        == "/"
    )


def test_an_unknown_id_and_a_wrong_pin_look_alike(ward):
    """Does the answer not tell which ids there are?"""
    known, unknown = ward.browser().log_in("nurse-01", "000000"), ward.browser().log_in("nobody-1", "000000")
    assert known.status == unknown.status == 403 and WRONG in known.text and WRONG in unknown.text


@pytest.mark.parametrize(
    ("id", "pin"),
    [
        ("", ""),
        ("nurse-01", ""),
        ("../nurse-01", "017351"),
        ("nurse-01\x00", "017351"),
        ("'; --", "x"),
        ("n" * 5000, "p" * 5000),
        ("nurse-01", "\ud83d"),
    ],
)
def test_an_odd_log_in_is_a_wrong_one(ward, id, pin):
    """Is whatever is typed answered in words?"""
    browser = ward.browser()
    reply = browser.log_in(id, pin.encode("utf-8", "replace").decode())
    assert reply.status == 403 and not [name for name in browser.cookies if "session" in name]


def test_a_thousand_guesses_get_nowhere(ward, clock):
    """Is nearly none of a thousand guesses looked at, and the right PIN among them no way in?"""
    guesser, looked_at = ward.browser(), []
    for n in range(1000):
        reply = guesser.log_in("nurse-01", f"{n:06}" if n != 500 else LEARNERS["nurse-01"])
        looked_at.append(reply.status)
        clock.now += 0.05
    assert looked_at.count(403) < 15 and looked_at.count(429) > 980 and 303 not in looked_at
    assert int(reply.headers["Retry-After"]) > 0 and "Wait" in reply.text


def test_a_guessed_learner_gets_in_after_a_bounded_wait(ward, clock):
    """Is somebody whose id a neighbour guessed at, on the same PC and elsewhere, never locked out for long?"""
    guesser = ward.browser()
    for _ in range(1000):
        guesser.log_in("nurse-01", "000000")
        clock.now += 20
    clock.now += 301
    inside(ward, "nurse-01")


def test_a_neighbour_who_guesses_keeps_nobody_else_out(ward, clock):
    """Does the next nurse at the same PC log in meanwhile?"""
    guesser = ward.browser()
    for _ in range(50):
        guesser.log_in("nurse-01", "000000")
    inside(ward, "nurse-02")


def test_forty_mistyped_pins_on_one_network_keep_nobody_out(ward):
    """Does a class behind one address that mistypes once still get in?"""
    for id in LEARNERS:
        ward.browser().log_in(id, "000000")
        inside(ward, id)


def test_guessing_over_many_ids_is_slowed_down_by_address(ward, clock):
    """Does one PIN tried with a thousand ids get nowhere either?"""
    guesser = ward.browser()
    statuses = [guesser.log_in(f"guess-{n}", "123456").status for n in range(1000)]
    assert statuses.count(403) < 60


def test_the_waits_do_not_follow_a_clock_set_back():
    """Is the time that the throttle keeps one that nobody can set?"""
    import time

    assert Throttle.__init__.__defaults__ == (time.monotonic,)


def test_a_log_in_ends_by_log_out_by_idling_and_by_the_day(ward, clock):
    """Is a cookie dead afterwards, even when it is sent again?"""
    browser = inside(ward, "nurse-01")
    stolen = dict(browser.cookies)
    browser.form("/logout")
    again = ward.browser()
    again.cookies = stolen
    assert again.get("/").status == 303
    browser = inside(ward, "nurse-01")
    clock.now += IDLE + 1
    assert browser.get("/").status == 303
    browser = inside(ward, "nurse-01")
    for _ in range(int(LONGEST / 3000) + 1):
        clock.now += 3000
        last = browser.get("/").status
    assert last == 303


def test_log_ins_outlast_a_restart_and_are_kept_as_hashes(course, tmp_path):
    """After the server was started again: is the learner still in, and no cookie in the store's files?"""

    def roster(_port: int, store: Store) -> Roster:
        take(listed(tmp_path, "id,pin\nnurse-01,017351\n"), store)
        return Roster(store)

    with served.running(course, roster) as first:
        browser = inside(first, "nurse-01")
        cookie = browser.cookies["nbcare-session"].encode()
        assert not [path for path in (course / "state").glob("store.db*") if cookie in path.read_bytes()]
    with served.running(course, roster) as second:
        again = second.browser()
        again.cookies = dict(browser.cookies)
        assert again.get("/").status == 200


def test_who_is_taken_off_the_list_or_gets_another_pin_is_out(ward, store, tmp_path):
    """Does a new list, taken by another program, end the log-ins that it no longer allows?"""
    browsers = {id: inside(ward, id) for id in ("nurse-01", "nurse-02", "nurse-03")}
    take(listed(tmp_path, f"id,pin\nnurse-01,{LEARNERS['nurse-01']}\nnurse-02,999111\n"), store)
    ward.portal.changes.look()
    assert [browser.get("/").status for browser in browsers.values()] == [200, 303, 303]
    assert ward.browser().log_in("nurse-03", LEARNERS["nurse-03"]).status == 403
    assert ward.browser().log_in("nurse-02", "999111").status == 303


def test_a_cookie_of_no_log_in_is_nobody(ward):
    """Is an invented cookie, or a cookie with a learner's id, refused?"""
    for cookie in ("x", "nurse-01", "", "a" * 10_000):
        browser = ward.browser()
        browser.cookies = {"nbcare-session": cookie}
        assert browser.get("/").status in (303, 400)


def test_logging_in_gives_a_new_cookie_and_ends_the_old_one(ward):
    """Is a cookie that was planted before never the one that is logged in?"""
    browser = inside(ward, "nurse-01")
    old = dict(browser.cookies)
    assert browser.log_in("nurse-02", LEARNERS["nurse-02"]).status == 303
    before = ward.browser()
    before.cookies = old
    assert before.get("/").status == 303 and browser.get(f"/module/{MODULE}").page["learner"] == "nurse-02"


def test_nothing_of_another_learner_is_told(ward):
    """Do a learner's pages hold no other learner's id, answers or results?"""
    anna, ben = inside(ward, "nurse-01"), inside(ward, "nurse-02")
    anna.save("x-p01", "c")
    served.give_back(ward, "nurse-01", title="Anna's own result")
    for path in ("/", f"/module/{MODULE}", f"/quiz/{QUIZ}", "/results", f"/results/{QUIZ}", f"/api/{MODULE}"):
        text = ben.get(path).text
        assert "nurse-01" not in text and "Anna" not in text
    assert ben.get(f"/results/{QUIZ}").status == 404

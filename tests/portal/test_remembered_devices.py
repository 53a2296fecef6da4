"""Guessing keeps nobody out who has logged in on her device before: not a colleague, and not a site behind one address."""

import logging
import re

import portal_served as served
import pytest

from nbcare.answers.course_store import open_course_store
from nbcare.portal.identity import pins, roster_import
from nbcare.portal.identity.devices import DAYS, OF_ONE_LEARNER, Devices
from nbcare.portal.identity.refusals import QUIET, Refusals
from nbcare.portal.identity.roster import Roster
from nbcare.portal.identity.throttle import ADDRESS, ON_DEVICE, Throttle
from nbcare.store import devices as stored

PINS = {f"n{n:02}": f"48{n:02}13" for n in range(1, 41)}
DAY = 24 * 3600.0


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 1_000_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Hash PINs cheaply: what is tried here is not how long it takes."""
    monkeypatch.setattr(pins, "COST", 4)


@pytest.fixture
def clock():
    return Clock()


def take(store, **changed: str) -> None:
    roster_import.take({id: (pin, "") for id, pin in (PINS | changed).items()}, store, lambda _progress: None)


@pytest.fixture
def ward(course, clock):
    """A portal for forty nurses, who all sit behind one address; its clock is that of the waits."""

    def roster(_port, store) -> Roster:
        take(store)
        return Roster(store, Throttle(clock))

    with served.running(course, roster) as server:
        yield server


def device_of(ward, *ids: str) -> served.Browser:
    """Return a browser in which these learners have logged in and out."""
    browser = ward.browser()
    for id in ids:
        assert browser.log_in(id, PINS[id]).status == 303
        browser.form("/logout")
    return browser


def guess(ward, times: int, *ids: str) -> list[int]:
    """Guess at ids from a browser that nobody knows, at the same address."""
    stranger = ward.browser()
    return [stranger.log_in(id, "000000").status for _ in range(times) for id in ids]


def test_a_guesser_does_not_keep_a_colleague_from_her_own_device(ward):
    """Of a nurse whose id is guessed at all the time: is her own phone free, each of 55 times, and another's not?"""
    phone = device_of(ward, "n01")
    for _ in range(55):
        guess(ward, 1, "n01")
        assert phone.log_in("n01", PINS["n01"]).status == 303
        phone.form("/logout")
    assert ward.browser().log_in("n01", PINS["n01"]).status == 429


def test_a_guesser_does_not_keep_a_site_behind_one_address_out(ward):
    """When one PIN is tried with many ids: does each nurse still log in where she has before, at the same address?"""
    wards_pc = device_of(ward, *PINS)
    statuses = guess(ward, 3, *[f"guess-{n}" for n in range(ADDRESS.free)])
    assert statuses[-1] == 429 and ward.browser().log_in("n02", PINS["n02"]).status == 429
    for id in PINS:
        assert wards_pc.log_in(id, PINS[id]).status == 303
        wards_pc.form("/logout")


def test_a_log_in_on_a_known_device_gives_the_guesser_no_new_tries(ward):
    """Does the guesser still wait after the nurse has logged in?"""
    phone = device_of(ward, "n01")
    guess(ward, 20, "n01")
    assert phone.log_in("n01", PINS["n01"]).status == 303
    assert guess(ward, 1, "n01") == [429]


def test_a_device_is_remembered_for_who_logged_in_there_only(ward):
    """Does a browser that knows one nurse not let her guess at another's PIN beside the limits?"""
    phone = device_of(ward, "n01")
    statuses = [phone.log_in("n02", f"{n:06}").status for n in range(60)]
    assert statuses.count(403) < 5 and statuses[-1] == 429


def test_guessing_on_a_known_device_is_slowed_down_there(ward, clock):
    """May a colleague at the shared PC try a handful, and does nobody wait long, or anywhere else?"""
    pc, phone = device_of(ward, "n01", "n02"), device_of(ward, "n01")
    statuses = [pc.log_in("n01", f"{n:06}").status for n in range(200)]
    assert statuses.count(403) == ON_DEVICE.free + 1 and pc.log_in("n01", PINS["n01"]).status == 429
    assert phone.log_in("n01", PINS["n01"]).status == 303 and pc.log_in("n02", PINS["n02"]).status == 303
    clock.now += ON_DEVICE.longest + 1
    assert pc.log_in("n01", PINS["n01"]).status == 303


def test_the_cookie_says_nothing_and_lasts(ward):
    """Is it random, HttpOnly, SameSite and for half a year, one for all nurses of a PC, and kept as a hash?"""
    browser = ward.browser()
    reply = browser.log_in("n01", PINS["n01"])
    [cookie] = [each for each in reply.headers.get_all("Set-Cookie") if each.startswith("nbcare-device=")]
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "expires=" in cookie.lower() and "n01" not in cookie
    token = re.match(r"nbcare-device=([^;]+)", cookie)[1].strip('"')
    browser.cookies["nbcare-device"] = token
    assert browser.log_in("n02", PINS["n02"]).status == 303
    assert set(ward.portal.store.read(stored.learners(pins.token_hash(token)))) == {"n01", "n02"}
    files = list((ward.root / "state").glob("store.db*"))
    assert not [path for path in files if token.encode() in path.read_bytes()]


def test_a_planted_cookie_is_never_remembered(ward):
    """Does a browser with an invented or foreign-made cookie get one of its own at the log-in?"""
    browser = ward.browser()
    browser.cookies["nbcare-device"] = "planted-by-somebody"
    reply = browser.log_in("n01", PINS["n01"])
    assert any(each.startswith("nbcare-device=") for each in reply.headers.get_all("Set-Cookie"))
    assert ward.portal.store.read(stored.learners(pins.token_hash("planted-by-somebody"))) == {}


def test_devices_are_forgotten_and_bounded(tmp_path, clock):
    """Is one forgotten after half a year, one of a clock that was ahead, and the oldest of very many?"""
    with open_course_store(tmp_path) as store:
        devices = Devices(store, clock)
        first = devices.remember("", "n01")
        assert devices.find(first, "n01") and not devices.find(first, "n02") and not devices.find("", "n01")
        for _ in range(OF_ONE_LEARNER):
            clock.now += 1
            newest = devices.remember("", "n01")
        assert not devices.find(first, "n01") and devices.find(newest, "n01")
        clock.now += DAYS * DAY
        assert not devices.find(newest, "n01")
        clock.now += 20 * 365 * DAY
        ahead = devices.remember("", "n01")
        clock.now -= 20 * 365 * DAY
        assert not devices.find(ahead, "n01"), "it would be remembered for twenty years"
        Devices(store, clock)
        assert store.read(stored.learners(pins.token_hash(ahead))) == {}


def test_a_hospital_behind_one_address_may_mistype_on_its_first_day():
    """Is the address of three thousand not closed by a tenth of them who mistype once?"""
    throttle = Throttle(lambda: 0.0)
    throttle.expect(3000)
    for n in range(300):
        throttle.begin(f"n{n}", "hospital")
    assert throttle.wait("n9999", "hospital") == 0
    throttle.begin("n300", "hospital")
    assert throttle.wait("n9999", "hospital") > 0


def test_the_page_says_how_long_to_wait(ward):
    """Do text, header and the countdown name the same seconds, and is the instructor named as a way?"""
    guess(ward, 12, "n01")
    reply = ward.browser().log_in("n01", PINS["n01"])
    seconds = int(reply.headers["Retry-After"])
    assert reply.status == 429 and f'data-seconds="{seconds}"' in reply.text
    assert re.search(r"Too many wrong tries\. Wait \d+ (seconds|minutes), then try again\. Your instructor", reply.text)
    assert "data-seconds" not in ward.browser().log_in("n02", "000000").text


def test_the_pc_is_not_asked_to_keep_pins(ward):
    """Is the PIN's box one for a code that is used once, and the id's one for a name?"""
    page = ward.browser().get("/login").text
    assert re.search(r'id="pin"[^>]*autocomplete="one-time-code"', page) and "current-password" not in page
    assert re.search(r'id="learner"[^>]*autocomplete="username"', page)


def test_a_keypad_of_digits_is_for_pins_of_digits(ward):
    """Does a phone show letters as soon as one nurse's PIN has some, and digits again when none has?"""
    numeric = re.compile(r'id="pin"[^>]*inputmode="numeric"')
    assert numeric.search(ward.browser().get("/login").text)
    for pin, digits in (("wxyz13", False), ("480313", True)):
        take(ward.portal.store, n03=pin)
        ward.portal.changes.look()
        assert bool(numeric.search(ward.browser().get("/login").text)) is digits


def test_refused_log_ins_are_logged_without_pins(ward, caplog):
    """Does whoever runs the course read who is guessed at and from where, and never what was typed?"""
    with caplog.at_level(logging.WARNING, "nbcare.portal"):
        ward.browser().log_in("n01", "938271")
        ward.browser().log_in("938272", "938273")
    assert "log-in refused: n01 from 127.0.0.1, wrong PIN" in caplog.text
    assert not [pin for pin in ("938271", "938272", "938273") if pin in caplog.text]


def test_guessing_does_not_fill_the_disk_with_its_log(caplog):
    """Is it one line in ten seconds an address, which counts the others?"""
    clock = Clock()
    refusals = Refusals(clock)
    for _ in range(100):
        refusals.note("10.0.0.5", "", 30.0)
    refusals.note("10.0.0.6", "n01", 0.0)
    clock.now += QUIET
    refusals.note("10.0.0.5", "n02", 60.0)
    lines = [record.getMessage().partition(" ")[2] for record in caplog.records]
    assert lines == [
        "log-in refused: an id that is not on the list from 10.0.0.5, has to wait 30 s",
        "log-in refused: n01 from 10.0.0.6, wrong PIN",
        "log-in refused: n02 from 10.0.0.5, has to wait 60 s (99 more from there before)",
    ]

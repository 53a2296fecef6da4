"""The page that changes the list of learners: on this computer, by an address that opens it once, while the portal serves."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import portal_served as served
import pytest

from nbcare import cli
from nbcare.answers.course_store import open_course_store
from nbcare.content.course import Course
from nbcare.portal.administration import Administration, address
from nbcare.portal.administration.access import IDLE, Access
from nbcare.portal.identity import pins, roster_changes, roster_progress
from nbcare.portal.identity.roster import Roster
from nbcare.portal.network import LOOPBACK
from nbcare.store import roster
from nbcare.store.save import Save

LIST = {f"n{n:02}": (f"4829{n:02}", f"Nurse {n}") for n in range(1, 41)}


class Clock:
    """A clock that a test sets."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Page:
    """The page, and the browser of whoever runs the course."""

    def __init__(self, ward: served.Server, administration: Administration):
        self.ward, self.administration, self.access = ward, administration, administration.access
        self.browser = served.Browser(self.access.port)
        self.said: list[str] = []
        self.clock = Clock()
        self.access._say, self.access._clock = self.said.append, self.clock

    def address(self) -> str:
        """Return the path of the address that was printed last."""
        return self.said[-1].partition(f"{self.access.port}")[2]

    def open(self) -> served.Reply:
        """Open the page by the printed address."""
        self.access.announce()
        reply = self.browser.get(self.address())
        assert reply.status == 303 and reply.headers["Location"] == "/"
        return self.browser.get("/")

    def do(self, action: str, **fields: str) -> served.Reply:
        """Send a form, and follow to the page that comes after it."""
        reply = self.browser.form(f"/do/{action}", **fields)
        assert reply.status == 303, reply.text
        return self.browser.get(reply.headers["Location"])


@contextmanager
def serving(administration: Administration):
    """Serve the page in an event loop of its own until the test is over."""
    started, loop, ended = threading.Event(), asyncio.new_event_loop(), asyncio.Event()

    async def serve() -> None:
        administration.start()
        started.set()
        await ended.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    started.wait()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Hash PINs cheaply: what is tried here is not how long it takes."""
    monkeypatch.setattr(pins, "COST", 4)


@pytest.fixture
def page(course):
    """The page beside a portal for forty nurses."""

    def made(_port, store) -> Roster:
        roster_progress.begin(LIST, "learners.csv", store)
        return Roster(store)

    with served.running(course, made) as ward:
        administration = Administration(ward.portal, "http://ward.example:8000/")
        with serving(administration):
            yield Page(ward, administration)


def pin_on(reply: served.Reply) -> str:
    return reply.text.partition('class="nbp-pin">')[2][:6]


def logs_in(page: Page, id: str, pin: str) -> int:
    return page.ward.browser().log_in(id, pin).status


def test_a_printed_address_opens_the_page_once(page):
    """Is the second browser with the same address refused, and another address printed at once?"""
    assert "n01" in page.open().text
    used, other = page.said[0].partition(str(page.access.port))[2], served.Browser(page.access.port)
    reply = other.get(used)
    assert reply.status == 401 and "used already" in reply.text and "newest address" in reply.text
    assert other.get("/").status == 401 and page.browser.get("/").status == 200
    assert len(page.said) == 2 and page.said[1] != page.said[0]
    assert page.browser.get(used).status == 303, "reloaded by the browser that has it open"


def test_of_many_browsers_that_come_at_once_one_gets_in(page):
    """Is a token used up by the first, however close the second is?"""
    token = page.access._token
    with ThreadPoolExecutor(8) as pool:
        cookies = list(pool.map(lambda _: page.access.open(token), range(40)))
    assert len([cookie for cookie in cookies if cookie]) == 1


def test_opening_it_elsewhere_closes_it_here(page):
    """Does a new address end what an earlier one opened?"""
    page.open()
    other = served.Browser(page.access.port)
    assert other.get(page.address()).status == 303 and other.get("/").status == 200
    assert page.browser.get("/").status == 401


def test_a_command_in_another_window_makes_an_address(page, monkeypatch, capsys):
    """Does `nbcare learner page` open it once, the last one only, and not after ten minutes?"""
    loaded = Course(page.ward.root, "plants", "Plants", "1.0.0", 80, (), ())
    monkeypatch.setattr("nbcare.content.course.load", lambda *_: loaded)

    def made() -> str:
        capsys.readouterr()
        assert cli.main(["learner", "page"]) == 0
        said = capsys.readouterr().out
        assert said.startswith("On this computer only, once")
        return said.strip().partition(f":{page.access.port}")[2]

    former, path = made(), made()
    assert page.browser.get(former).status == 401
    assert page.browser.get(path).status == 303 and page.browser.get("/").status == 200
    assert served.Browser(page.access.port).get(path).status == 401 and page.browser.get("/").status == 200
    late, now = made(), time.time()
    monkeypatch.setattr(time, "time", lambda: now + address.LASTS + 1)
    assert served.Browser(page.access.port).get(late).status == 401


def test_the_command_says_when_nothing_is_served(course, monkeypatch, capsys):
    """Is it one sentence, before the first start and after a portal was killed?"""
    monkeypatch.setattr(
        "nbcare.content.course.load", lambda *_: Course(course, "plants", "Plants", "1.0.0", 80, (), ())
    )
    for port in (None, 1):
        if port:
            with open_course_store(course) as store:
                address.remember_port(store, port)
        assert cli.main(["learner", "page"]) == 2
        assert "the course is not served on this computer; run: make serve" in capsys.readouterr().err


@pytest.mark.parametrize("path", ["/", "/slips", "/learner/n01", "/nothing"])
def test_without_the_address_there_is_nothing(page, path):
    """Is no name shown, and nothing done, for a program on this computer that knows only the port?"""
    stranger = served.Browser(page.access.port)
    for cookie in ("", "x", "\u00e9"):
        stranger.cookies = {page.access.cookie: cookie} if cookie.isascii() and cookie else {}
        reply = stranger.get(path)
        assert reply.status == 401 and "Nurse" not in reply.text and "n01" not in reply.text
    assert stranger.get("/open?token=").status == stranger.get("/open?token=x").status == 401


def test_a_form_from_elsewhere_does_nothing(page):
    """Is a request without the page's token, from another page or another host name refused, though the cookie is right?"""
    page.open()
    before = page.ward.portal.store.read(roster.known())
    content, kind = b"learner=n01", {"Content-Type": "application/x-www-form-urlencoded"}
    assert page.browser.ask("POST", "/do/pin", content, kind).status == 403
    assert page.browser.ask("POST", "/do/pin", content, kind | {"Origin": "http://evil.example"}).status == 403
    assert page.browser.get("/", Host="evil.example").status == 403
    assert page.browser.get("/do/pin").status == 405
    assert page.ward.portal.store.read(roster.known()) == before


def test_learners_have_no_way_to_it(page):
    """Is the page on the loopback address alone, and no address of the portal it?"""
    assert {each.getsockname()[0] for each in page.administration._sockets} == {LOOPBACK}
    anna = page.ward.browser()
    anna.log_in("n01", LIST["n01"][0])
    assert [anna.get(path).status for path in ("/slips", "/learner/n02", "/open?token=x", "/do/pin")] == [404] * 4


def test_a_forgotten_pin_a_slip_and_the_log_in(page):
    """Does the nurse log in with what the slip says, at the address on it, and is it gone when it was handed over?"""
    page.open()
    slips = page.do("pin", learner="n07")
    pin = pin_on(slips)
    assert "Nurse 7" in slips.text and "http://ward.example:8000/" in slips.text and "data-print" in slips.text
    assert logs_in(page, "n07", pin) == 303 and logs_in(page, "n07", LIST["n07"][0]) == 403
    assert "1 new PIN not handed over yet" in page.browser.get("/").text
    after = page.do("hand-over")
    assert pin not in after.text and "forgotten here" in after.text
    assert pin not in page.browser.get("/slips").text


def test_a_nurse_who_walks_in_gets_the_next_id(page):
    """Is n41 suggested, and in the portal without a restart?"""
    assert 'value="n41"' in page.open().text
    slips = page.do("add", learner=" N41 ", name="Wanda")
    assert logs_in(page, "n41", pin_on(slips)) == 303 and 'value="n42"' in page.browser.get("/").text


def test_a_nurse_who_left_and_comes_back(page):
    """Is she off the list, said so, and back with a new PIN and her answers?"""
    page.open()
    left = page.do("remove", learner="n03")
    assert (
        "n03 cannot log in any more. Answers and results are kept." in left.text and "cannot log in</span>" in left.text
    )
    assert logs_in(page, "n03", LIST["n03"][0]) == 403
    assert "List again with a new PIN" in page.browser.get("/learner/n03").text
    assert logs_in(page, "n03", pin_on(page.do("add", learner="n03", name="Nurse 3"))) == 303


def test_a_name_is_corrected(page):
    """Is it shown as text, whatever stands in it?"""
    page.open()
    reply = page.do("rename", learner="n05", name="<b>Eve</b> O'Neil")
    assert "&lt;b&gt;Eve" in reply.text and "<b>Eve" not in reply.text
    assert page.ward.portal.store.read(roster.find("n05")).name == "<b>Eve</b> O'Neil"


@pytest.mark.parametrize(
    ("action", "fields", "says"),
    [
        ("add", {"learner": "n01"}, "n01: is listed already"),
        ("add", {"learner": "a b"}, "is not a learner id"),
        ("add", {}, "is not a learner id"),
        ("pin", {"learner": "n99"}, "n99: is not on the list"),
        ("remove", {"learner": "n99"}, "n99: is not on the list"),
        ("rename", {"learner": "n99", "name": "X"}, "n99: is not on the list"),
    ],
)
def test_a_slip_of_the_hand_is_said_and_changes_nothing(page, action, fields, says):
    """Does the page name what is wrong?"""
    page.open()
    before = page.ward.portal.store.read(roster.known())
    reply = page.do(action, **fields)
    assert 'role="alert"' in reply.text and says in reply.text
    assert page.ward.portal.store.read(roster.known()) == before
    assert says not in page.browser.get("/").text, "it is said once"


def test_an_id_with_work_goes_to_nobody_else(page):
    """Is it refused here as by the command?"""
    page.open()
    page.ward.portal.store.write(Save("n01", "q", "x-q01", "b", 0, "sha256:ab", "1.0.0", "2026-12-01T08:15:00Z"))
    page.do("remove", learner="n01")
    assert "whose answers would be seen" in page.do("add", learner="n01", name="Dana Other").text


def test_somebody_is_found_in_a_long_list(page):
    """Are two hundred shown at once, the others found by id or by name?"""
    more = {f"x{n:04}": roster.Entry(f"Other {n}", "00", "00") for n in range(500)}
    page.ward.portal.store.write(roster.put(more))
    text = page.open().text
    assert text.count('href="/learner/') == 200 and "540 learners can log in" in text and "look for the others" in text
    assert page.browser.get("/?find=other%20499").text.count('href="/learner/') == 1
    assert page.browser.get("/?find=n40").text.count('href="/learner/') == 1
    assert "0 learners found for “&lt;x”" in page.browser.get("/?find=%3Cx").text


def test_an_idle_page_closes_and_forgets_its_pins(page):
    """After a quarter of an hour at a shared PC: is a new address needed, and no PIN left to be read?"""
    page.open()
    pin = pin_on(page.do("pin", learner="n01"))
    page.clock.now += IDLE - 1
    assert page.browser.get("/slips").status == 200
    page.clock.now += IDLE + 1
    assert page.browser.get("/slips").status == 401 and page.access.slips == {}
    assert pin not in page.open().text and "not handed over" not in page.browser.get("/").text


def test_the_token_is_in_no_log_and_not_guessed(page, caplog):
    """Is it long, another one each time, and the wrong one no hint?"""
    page.open()
    token = page.address().partition("token=")[2]
    assert len(token) >= 40 and token not in caplog.text
    assert Access(1)._token != Access(1)._token


@pytest.mark.parametrize(
    ("known", "id"),
    [
        (["n01", "n40", "n07"], "n41"),
        (["n9"], "n10"),
        (["n99"], "n100"),
        (["7", "12"], "13"),
        (["anna", "ben"], ""),
        ([], ""),
        (["a" * 31 + "9"], ""),
        (["ward-3-1", "ward-3-2", "x9"], "ward-3-3"),
    ],
)
def test_the_next_id_goes_on_with_the_lists_own(known, id):
    """Is it never one that is taken or that cannot be given out?"""
    assert roster_changes.next_id(known) == id

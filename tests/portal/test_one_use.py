"""The printed address of a laptop's portal: other accounts of the machine can read what programs are started with."""

import stat
import sys
import threading
import webbrowser
from concurrent.futures import ThreadPoolExecutor

import portal_served as served
import pytest

from nbcare.portal.one_use import Entrance


def test_an_address_lets_one_browser_in(portal):
    """Is an address that was used worth nothing to another browser, and is a new one there?"""
    used = portal.entrance()
    mine = portal.learner_in()
    assert portal.entrance() != used
    stranger = portal.browser()
    reply = stranger.get(used)
    assert reply.status == 401 and "newest address in the window" in reply.text
    assert stranger.get("/").status == 401 and mine.get("/").status == 200
    assert portal.browser().get(portal.entrance()).status == 303


def test_the_same_browser_may_open_it_twice(portal):
    """Does a browser that loads an address twice, as some do by themselves, go on to the page?"""
    used = portal.entrance()
    mine = portal.learner_in()
    assert mine.get(used).headers["Location"] == "/"


def test_the_new_address_is_printed(portal, capfd):
    """Does the owner read how to open the course in a second browser, or after a log-out?"""
    mine = portal.learner_in()
    assert portal.portal.identity.entrance.address in capfd.readouterr().out
    assert mine.form("/logout").status == 303
    assert mine.get("/").status == 401 and mine.get(portal.entrance()).status == 303


def test_a_wrong_token_uses_nothing_up(portal):
    """Can somebody who guesses not shut the owner out?"""
    for path in ("/login?token=x", "/login?token=x&hop=1", "/login", "/login?token=%C3%A9"):
        assert portal.browser().get(path).status == 401
    assert portal.browser().get(portal.entrance()).status == 303


@pytest.fixture
def entrance(tmp_path, monkeypatch):
    """A way in whose browser never comes back; `opened` gets what it was started with."""
    made = Entrance(tmp_path / "state", lambda token: f"http://127.0.0.1:1/login?token={token}&next=/", 1)
    made.opened, go, done = [], threading.Event(), threading.Event()

    def slow(address):
        made.opened.append(address)
        done.set()
        return go.wait(300)

    monkeypatch.setattr(webbrowser, "open", slow)
    made.asked = lambda: done.wait(300)
    yield made
    go.set()


def test_the_browser_is_started_without_the_token_and_nobody_waits_for_it(entrance, tmp_path):
    """Does a list of programs not show the address, and does a slow browser hold up no request?"""
    entrance.open_browser()
    assert entrance.asked()
    [address] = entrance.opened
    file = tmp_path / "state/.open-1.html"
    assert address == file.as_uri() and entrance.address.replace("&", "&amp;") in file.read_text()
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert entrance.use(entrance.address.partition("token=")[2].partition("&")[0])
    assert not file.exists()


def test_of_many_browsers_that_come_at_once_one_gets_in(entrance, capfd):
    """Is the course opened once, and one next address printed, however close the second browser is?"""
    token = entrance._token
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: entrance.use(token), range(40))) == 1
    assert capfd.readouterr().out.count(entrance.address) == 1


def test_what_is_no_text_is_a_wrong_token(entrance):
    """Is half a character of another alphabet refused, in place of an error?"""
    assert not entrance.use("\udcff") and not entrance.fits("\udcff")


@pytest.mark.browser
def test_a_browser_that_was_led_by_the_file_is_in(chromium, portal, course, monkeypatch):
    """Does the way from a file to the course work in a browser, with its strict cookie?"""
    opened = threading.Event()
    monkeypatch.setattr(webbrowser, "open", lambda _address: opened.set())
    portal.portal.identity.entrance.open_browser()
    assert opened.wait(300)
    [file] = (course / "state").glob(".open-*.html")
    context = chromium.new_context()
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_url(f"http://127.0.0.1:{portal.port}/")
    assert page.locator("[data-learner]").first.get_attribute("data-learner") == served.ALONE
    assert not file.exists()
    context.close()

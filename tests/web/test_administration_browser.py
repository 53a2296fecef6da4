"""The page that changes the list of learners, in a browser: by keyboard, small and large, light and dark, on paper."""

import pytest
from playwright.sync_api import expect

from nbcare.portal.administration import Administration
from nbcare.portal.identity import pins
from nbcare.store import roster
from nbcare.store.roster import Entry

pytestmark = [pytest.mark.browser, pytest.mark.whole]
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def page_of(shared_server, nurse_factory, monkeypatch):
    """Open the page of a class of three, by the printed address; return the browser and the page's address."""
    monkeypatch.setattr(pins, "COST", 4)
    names = {
        "n01": "Anna Example",
        "n02": "A name that is as long as any that a list may hold, with no end of it",
        "n03": "",
    }
    shared_server.change(roster.replace({id: Entry(name, "00", "00") for id, name in names.items()}))

    def opened(**options):
        said: list[str] = []
        administration = Administration(shared_server.portal, "http://ward.example:8000/")
        administration.access._say = said.append
        shared_server._loop.call_soon_threadsafe(administration.start)
        administration.access.announce()
        nurse = nurse_factory(**options)
        nurse.page.goto(said[0].rpartition(" ")[2])
        return nurse, f"http://127.0.0.1:{administration.access.port}"

    return opened


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_each_of_its_pages_is_clean_and_fits(page_of, width, dark):
    """Does the checker find nothing, and is nothing cut off at the side?"""
    nurse, address = page_of(width=width, dark=dark)
    nurse.page.goto(f"{address}/learner/n01")
    nurse.page.get_by_role("button", name="Give a new PIN").click()
    nurse.page.locator(".nbp-pin").wait_for()
    found = {"slips": nurse.axe()}
    nurse.page.goto(f"{address}/learner/n02")
    found["learner"] = nurse.axe()
    assert nurse.page.evaluate(SIDEWAYS) == 0
    nurse.page.goto(f"{address}/")
    found["list"] = nurse.axe()
    assert nurse.page.evaluate(SIDEWAYS) == 0
    nurse.page.get_by_label("Id to log in with").fill("n01")
    nurse.page.get_by_role("button", name="Add and show the PIN").click()
    expect(nurse.page.get_by_role("alert")).to_contain_text("n01: is listed already")
    found["refused"] = nurse.axe()
    assert {name: problems for name, problems in found.items() if problems} == {} and nurse.errors == []


def test_a_walk_in_nurse_is_added_by_keyboard_alone(page_of):
    """Are id, name and button reached in this order, and is the PIN on the next page?"""
    nurse, _ = page_of()
    keys, focused = nurse.page.keyboard, nurse.page.locator(":focus")
    nurse.page.get_by_label("Id to log in with").focus()
    expect(focused).to_have_value("n04")
    keys.press("Tab")
    keys.type("Wanda Walk-In")
    keys.press("Tab")
    expect(focused).to_have_text("Add and show the PIN")
    keys.press("Enter")
    expect(nurse.page.locator(".nbp-slip")).to_contain_text("Wanda Walk-In")
    nurse.page.get_by_role("button", name="Handed over: forget the PINs").press("Enter")
    expect(nurse.page.get_by_role("status")).to_contain_text("forgotten here")
    expect(nurse.page.get_by_role("link", name="n04 Wanda Walk-In")).to_be_visible()


def test_only_the_slips_are_printed(page_of):
    """Is there nothing but what is handed over on the paper, the PIN on one line?"""
    nurse, address = page_of()
    for id in ("n01", "n03"):
        nurse.page.goto(f"{address}/learner/{id}")
        nurse.page.get_by_role("button", name="Give a new PIN").click()
        nurse.page.locator(".nbp-pin").first.wait_for()
    nurse.page.emulate_media(media="print")
    expect(nurse.page.locator(".nbp-slip")).to_have_count(2)
    for away in (".nbp-header", ".nbp-footer", "h1", "button"):
        expect(nurse.page.locator(away).first).to_be_hidden()
    assert nurse.page.locator(".nbp-pin").first.evaluate("pin => pin.getClientRects().length") == 1
    assert nurse.page.locator(".nbp-slip").first.evaluate("slip => getComputedStyle(slip).breakInside") == "avoid"

"""Home, module, quiz, results: what a learner sees of them."""

import pytest
from portal_served import ALONE, MODULE, QUIZ, give_back, publish

from nbcare.store import scopes


def test_the_first_visit_begins_with_the_first_module(portal, me):
    """Is the course explained once, and the way on named?"""
    first = me.get("/").text
    assert "Welcome" in first and f'href="/module/{MODULE}"' in first
    me.save("x-p01", "a")
    second = me.get("/").text
    assert "Welcome" not in second and "1 of 8" in second


def test_looking_at_home_writes_nothing(portal, me):
    """Does what is kept of a page begin with the page, not with the list of them?"""
    before = portal.written()
    me.get("/"), me.get("/results")
    assert portal.written() == before
    me.get(f"/module/{MODULE}")
    assert portal.portal.store.read(scopes.find(ALONE, MODULE)) and not portal.portal.store.read(
        scopes.find(ALONE, QUIZ)
    )


def test_a_page_holds_the_data_that_its_widgets_need(portal, me):
    """Are scope, seed, state, terms and time there?"""
    told = me.get(f"/quiz/{QUIZ}").page
    assert (
        told["scope"] == QUIZ
        and told["kind"] == "assessment"
        and told["learner"] == "me"
        and told["root"] == ""
        and told["server_time"].endswith("Z")
    )
    assert told["seed"] == me.get(f"/api/{QUIZ}").json["seed"]
    assert told["quiz"] == {
        "due": "",
        "attempts": None,
        "used": 0,
        "handed_in": None,
        "locked": False,
        "after_results": False,
        "may_reopen": False,
        "late_now": False,
        "returned": False,
    }
    assert me.get(f"/module/{MODULE}").page["quiz"] is None


@pytest.mark.parametrize("path", [f"/quiz/{MODULE}", f"/module/{QUIZ}", "/module/moon", "/quiz/moon"])
def test_a_page_under_the_wrong_name_is_none(me, path):
    """Is a quiz no module, and what is not there not there?"""
    assert me.get(path).status == 404


def test_a_result_is_shown_when_it_is_returned_and_not_before(portal, me):
    """Does it take the learner's own entry, and do the terms take it back?"""
    assert me.get(f"/results/{QUIZ}").status == 404
    publish(portal, returned=True)
    assert me.get(f"/results/{QUIZ}").status == 404
    give_back(portal, "me")
    assert "Water a plant" in me.get(f"/results/{QUIZ}").text and "3 of 8" in me.get("/").text
    publish(portal, returned=False)
    assert me.get(f"/results/{QUIZ}").status == 404 and "3 of 8" not in me.get("/").text


def test_a_file_named_by_its_content_is_kept_by_the_browser_and_nothing_else_is(me):
    """Is the script compressed and kept for a year, and every page fetched anew?"""
    script = me.get("/static/nbcare-1.js")
    assert "immutable" in script.headers["Cache-Control"] and script.headers["Content-Type"].startswith(
        "text/javascript"
    )
    for path in ("/", f"/module/{MODULE}", f"/api/{MODULE}", "/results", "/nowhere", "/healthz"):
        assert me.get(path).headers["Cache-Control"] == "no-store"
    page_store = me.ask("GET", "/static/nbcare-1.js", None, {"Accept-Encoding": "identity"})
    assert page_store.text == "// a script\n" * 200


def test_a_card_keeps_its_own_looks_under_the_strict_policy(me):
    """Is the card's style allowed by its hash, not by unsafe-inline?"""
    reply = me.get("/cards/call.html")
    assert (
        "'sha256-" in reply.headers["Content-Security-Policy"]
        and "unsafe" not in reply.headers["Content-Security-Policy"]
    )
    assert reply.status == 200 and me.get("/cards/none.html").status == 404


def test_pages_that_were_made_anew_are_shown_without_a_restart(portal, me):
    """Is a swap of the pages seen at once, with the saved answers kept?"""
    from nbcare.portal import page_store

    me.save("x-p01", "a")
    folder = portal.root / "state" / "pages"
    (folder / f"{MODULE}.html").write_text("<section><h1>Written anew</h1></section>")
    portal.portal.pages = page_store.load(folder)
    reply = me.get(f"/module/{MODULE}")
    assert "Written anew" in reply.text and reply.page["state"]["items"]["x-p01"]["response"] == "a"

"""A learner logs in at the hub's own page and comes back; what the browser keeps of it, and how it ends."""

import re
import urllib.parse
import urllib.request

import pytest
from person import MODULE, QUIZ, Person
from running import PREFIX

from nbcare.answers.learners import learner_id


def test_a_learner_comes_back_to_the_page_they_asked_for(hub):
    """Does a link to a module lead over the hub's log-in to that module?"""
    anna = Person(hub, "anna")
    reply = anna.log_in(f"/module/{MODULE}")
    assert (reply.status, reply.address) == (200, f"{hub.public}{PREFIX}/module/{MODULE}")
    assert reply.page()["learner"] == "anna"


def test_a_name_that_is_no_id_gets_an_id_of_its_own(hub, person):
    """Does a hospital whose accounts are e-mail addresses find its learners' answers kept?"""
    jo = person("jo@ward.example")
    assert jo.answer(MODULE).status == 200
    assert len(hub.answers(learner_id("jo@ward.example"), MODULE)) == 1
    assert "jo@ward.example" in jo.get("/").text


def test_the_log_ins_cookie_is_the_portals_alone(anna):
    """Does no script read it, no other site send it, and no other part of the hub get it?"""
    cookie = anna.session()
    assert cookie.path == f"{PREFIX}/" and not cookie.domain_specified
    assert cookie.has_nonstandard_attr("HttpOnly") and cookie.get_nonstandard_attr("SameSite") == "Lax"
    assert cookie.expires is None, "it ends with the browser"
    for elsewhere in ("/hub/home", "/user/ben/lab", "/services/other/", "/services/nbcare-other/", "/"):
        request = urllib.request.Request(anna.base + elsewhere)
        anna.jar.add_cookie_header(request)
        assert cookie.value not in (request.get_header("Cookie") or "")


def test_every_link_stays_in_the_portal_and_leads_somewhere(anna):
    """Behind the hub's address: does each link, form and file of a page lead to something that is there?"""
    seen = set()
    for path in ("/", f"/module/{MODULE}", f"/quiz/{QUIZ}", "/results"):
        page = anna.get(path)
        fetched = re.findall(r'(?:src|action)="([^"]*)"', page.text)
        assert fetched and all(address.startswith((f"{PREFIX}/", "data:")) for address in fetched)
        followed = re.findall(r'<(?:a|link)\b[^>]*href="([^"]*)"', page.text)
        seen |= {urllib.parse.urldefrag(urllib.parse.urljoin(page.address, address)).url for address in followed}
    own = sorted(address for address in seen if address.startswith(anna.base))
    assert all(address.startswith(f"{anna.base}{PREFIX}/") for address in own) and any(
        "/cards/" in address for address in own
    )
    assert [address for address in own if anna.ask("GET", address).status != 200] == []


def test_a_log_out_ends_the_log_in_everywhere(hub, person):
    """Shared ward PC: is a copied cookie worthless afterwards, at the portal and at the hub?"""
    anna = person("anna")
    copied = [cookie for cookie in anna.jar if cookie.path == f"{PREFIX}/" or cookie.name == "jupyterhub-session-id"]
    reply = anna.log_out()
    assert "/hub/login" in reply.address and "service-nbcare" not in anna.cookies()
    thief = Person(hub)
    for cookie in copied:
        thief.jar.set_cookie(cookie)
    assert thief.get(f"/api/{MODULE}").status == 401
    assert "/hub/login" in thief.get("/").address


def test_a_log_out_at_the_hub_ends_the_portals_too(person):
    """Logged out on the hub's own page: does the same browser not go on as the last learner?"""
    anna = person("anna")
    anna.ask("GET", "/hub/logout")
    assert anna.get(f"/api/{MODULE}").status == 401
    assert "/hub/login" in anna.get("/").address


def test_a_page_left_open_writes_nothing_into_the_next_learners_answers(person):
    """Anna's page stays open, Ben logs in in the same browser: does her next click not become his answer?"""
    anna = person("anna")
    left_open = anna.xsrf
    anna.log_out()
    anna.name = "ben"
    anna.log_in()
    before = anna.answers(MODULE)
    anna.xsrf = left_open
    reply = anna.answer(MODULE, 1, 1)
    assert (reply.status, reply.json()["error"]["code"]) == (403, "xsrf")
    assert anna.answers(MODULE) == before


@pytest.mark.parametrize(
    "next",
    [
        "https://evil.example/",
        "//evil.example/",
        "/hub/logout",
        f"{PREFIX}/../../hub/logout",
        f"{PREFIX}//evil.example",
        "%5C%5Cevil",
    ],
)
def test_a_log_in_leads_nowhere_else(anna, next):
    """Does a link with a forged next= lead to the portal's first page and nowhere else?"""
    reply = anna.get(f"/login?next={next}", follow=False)
    assert (reply.status, reply.headers["Location"]) == (302, f"{PREFIX}/")


def test_the_answer_of_a_log_in_that_began_elsewhere_is_refused(hub, ben):
    """Can nobody be logged in as somebody else by a link (forged or foreign state), or without any state at all?"""
    begun = ben.get("/login", follow=False)  # logged in: no state
    assert begun.headers["Location"] == f"{PREFIX}/"
    thief = Person(hub, "ben")
    there = thief.get("/login", follow=False).headers["Location"]
    state = re.search(r"state=([^&]+)", there)[1]
    victim = Person(hub)
    for query in (
        "",
        "?code=x",
        "?state=x",
        "?code=x&state=forged",
        f"?code=x&state={state}",
        "?error=access_denied",
        "?error=<script>",
    ):
        reply = victim.get(f"/oauth_callback{query}", follow=False)
        assert reply.status in (400, 403), query
        assert not victim.cookies().get("service-nbcare") and "<script>" not in reply.text.partition("?error=")[2]
    assert victim.get(f"/api/{MODULE}").status == 401


def test_a_state_is_good_for_one_log_in(hub, anna):
    """Is the hub's answer, caught and sent once more, refused?"""
    again = Person(hub, "anna")
    there = again.get("/login", follow=False).headers["Location"]
    for cookie in anna.jar:
        if cookie.path == "/hub/" or cookie.name == "jupyterhub-session-id":
            again.jar.set_cookie(cookie)
    back = again.ask("GET", there, follow=False).headers["Location"]
    kept = [cookie for cookie in again.jar if cookie.path.startswith(PREFIX)]
    assert again.ask("GET", back, follow=False).status == 302
    replayed = Person(hub)
    for cookie in kept:
        replayed.jar.set_cookie(cookie)
    assert replayed.ask("GET", back, follow=False).status in (400, 403, 503)
    assert not replayed.cookies().get("service-nbcare")

"""What a learner of the class may try from inside: another's results and answers, markup in words, ids that are paths, requests sent again."""

import json

import hostile
import portal_served as served
import pytest
from case_items import CASE
from hostile import BENS_WORDS, check, tells_nothing, well
from portal_served import MODULE, QUIZ

from nbcare.store import hand_ins

MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;<!--\u2028{{ 7*7 }}"
PATHS = [
    "../bennet",
    "..%2fbennet",
    "..\\bennet",
    "/etc/passwd",
    "../../learners/bennet/plants",
    "%00",
    "plants/../../bennet",
    "C:\\x",
    "responses.json",
    ".responses.lock",
    "learners",
    "x-p01/../x-p01",
    "x-p01\u0000",
    "__class__",
]


@pytest.fixture
def house(tmp_path):
    """A class of two; afterwards the server is unharmed."""
    with hostile.house(tmp_path / "course") as made:
        yield made
        well(made)


@pytest.fixture
def anna(house):
    """Anna's browser."""
    return house.browser()


def keys(browser) -> list[tuple[str, str]]:
    return [
        ("Cookie", "; ".join(f"{name}={value}" for name, value in browser.cookies.items())),
        ("X-XSRFToken", browser.token),
        ("Content-Type", "application/json"),
    ]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_in_the_place_of_an_id_is_an_unknown_id(house, anna, path):
    """Is it refused in every parameter, and nothing written or told?"""
    before = house.written()
    told = json.dumps({"item": path, "case": path, "response": path, "saw": 0, "shown": path, "nonce": "n"}).encode()
    for what in ("save", "open", "again"):
        answer = house.send("POST", f"/api/{MODULE}/{what}", keys(anna), told)
        check(house, answer, f"/api/{path}")
        assert (answer.status, answer.json["code"]) == (404, "unknown-item")
    target = path.replace("\u0000", "%00")
    for address in (
        f"/api/{target}",
        f"/api/{target}/save",
        f"/results/{target}",
        f"/module/{target}",
        f"/quiz/{target}",
        f"/cards/{target}.html",
        f"/static/{target}",
    ):
        answer = house.send("GET", address, keys(anna))
        check(house, answer, address)
        assert answer.status in (404, 405)
    assert house.written() == before


def test_a_path_in_the_place_of_an_answer_is_an_unknown_option(house, anna):
    """Does an option's id that is a path, or a name of the language, fit no question?"""
    before = house.written()
    for path in [*PATHS, "__proto__", "constructor"]:
        for item, response in (
            ("x-p01", path),
            ("plants-p02", {"value": "1", "unit": path, "variant": path}),
            ("gallery-p21", [path]),
            ("plants-dish", path),
        ):
            assert anna.save(item, response).status == 422
    assert house.written() == before


def test_another_learners_results_are_not_shown(house, anna):
    """Is what was returned to Bennet his alone, under every address?"""
    assert BENS_WORDS in house.browser("bennet").get(f"/results/{QUIZ}").text
    for address in (
        f"/results/{QUIZ}",
        f"/results/{QUIZ}?learner=bennet",
        "/results",
        "/results/bennet",
        "/results/bennet.json",
        "/",
        f"/quiz/{QUIZ}",
        f"/api/{QUIZ}",
    ):
        answer = house.send("GET", address, [*keys(anna), ("X-Forwarded-User", "bennet"), ("X-Nbcare-Learner", "anna")])
        assert answer.status in (200, 404)
        tells_nothing(house, answer, address.encode())
    assert anna.get(f"/results/{QUIZ}").status == 404


def test_anothers_cookie_and_ones_own_do_not_mix(house, anna):
    """Is the page of one log-in with the token of another refused, and of two session cookies never the other's shown?"""
    ben = house.browser("bennet")
    token = [("X-XSRFToken", ben.token), ("Content-Type", "application/json")]
    answer = house.send(
        "POST",
        f"/api/{MODULE}/save",
        [
            ("Cookie", f"nbcare-session={anna.cookies['nbcare-session']}; nbcare-xsrf={anna.cookies['nbcare-xsrf']}"),
            *token,
        ],
        b"{}",
    )
    assert (answer.status, answer.json["error"]["code"]) == (403, "xsrf")
    two = house.send(
        "GET",
        f"/api/{MODULE}",
        [("Cookie", f"nbcare-session=guessed; nbcare-session={anna.cookies['nbcare-session']}")],
    )
    check(house, two, f"/api/{MODULE}")
    assert two.status in (200, 401)


def test_written_words_are_words_on_every_page(house, anna):
    """Is markup in a written answer never markup: in the quiz, after handing in, in what comes back?"""
    assert anna.save("plants-q02", MARKUP, saw=1, slug=QUIZ).status == 200
    page = anna.get(f"/quiz/{QUIZ}")
    assert page.page["state"]["items"]["plants-q02"]["response"] == MARKUP
    item = {
        "id": "q",
        "number": 1,
        "kind": "text",
        "stem": MARKUP,
        "given": [{"place": MARKUP, "text": MARKUP}],
        "right": [{"place": MARKUP, "text": MARKUP}],
        "said": MARKUP,
        "why": MARKUP,
    }
    item |= {
        "feedback": [{"text": MARKUP, "for": MARKUP}],
        "sources": [{"n": 1, "text": MARKUP}],
        "points": 1,
        "max": 2,
        "critical": True,
        "objective": "1",
        "comment": [MARKUP],
    }
    served.give_back(
        house.server,
        "anna",
        title=MARKUP,
        detail="full",
        waiting=MARKUP,
        items=[item],
        objectives=[{"id": "1", "text": MARKUP, "points": 1, "max": 2}],
    )
    for address in (f"/quiz/{QUIZ}", f"/results/{QUIZ}", "/results", "/"):
        text = anna.get(address).text
        assert "<script>alert" not in text and "<img src=x" not in text and "<!--" not in text, address
    assert "{{ 7*7 }}" in anna.get(f"/results/{QUIZ}").text, "it is shown as it was written"


def test_markup_in_a_name_or_a_typed_id_is_words(house):
    """Is what the organiser or a visitor typed shown as it was typed?"""
    house.roster._entries["anna"] = house.roster._entries["anna"]._replace(name=MARKUP)
    assert "<script>alert" not in house.browser().get("/").text
    browser = house.server.browser()
    reply = browser.form("/login", learner=MARKUP[:60], pin=MARKUP, next=f"/{MARKUP}")
    assert reply.status == 403 and "<script>alert" not in reply.text and "<img" not in reply.text
    assert "<script>alert" not in browser.get("/login?next=/%3Cscript%3Ealert(1)%3C/script%3E").text


def test_everything_sent_again_changes_nothing(house, anna):
    """Is a recorded morning, played once more by somebody who has the cookie, refused or answered as before?"""
    morning = [
        (f"/api/{MODULE}/save", {"item": "x-p01", "response": "a", "saw": 0}),
        (f"/api/{MODULE}/save", {"item": "x-p01", "response": "b", "saw": 1}),
        (f"/api/{MODULE}/open", {"case": CASE, "saw": 1}),
        (f"/api/{QUIZ}/save", {"item": "plants-q01", "response": "a", "saw": 0}),
        (f"/api/{QUIZ}/open", {"case": CASE, "saw": 1}),
        (f"/api/{QUIZ}/hand-in", {}),
    ]
    sent = [(path, {**message, "nonce": f"n{place}"}) for place, (path, message) in enumerate(morning)]
    assert [anna.send(path, message).status for path, message in sent] == [200] * len(sent)
    before = house.written()
    again = [anna.send(path, message) for path, message in sent]
    assert [reply.status for reply in again] == [409, 200, 200, 409, 409, 200] and house.written() == before
    assert len(house.server.portal.store.read(hand_ins.of("anna", QUIZ))) == 1
    assert again[1].json["revision"] == 2 and again[5].json["quiz"]["used"] == 1
    copied = keys(anna)
    assert anna.form("/logout").status == 303
    for path, message in sent:
        answer = house.send("POST", path, copied, json.dumps(message).encode())
        check(house, answer, path)
        assert answer.status == 401
    assert house.written() == before


def test_after_handing_in_no_way_in_changes_an_answer(house, anna):
    """Are answers, steps and beginnings refused after the hand-in, while the modules go on?"""
    anna.save("plants-q01", "a", slug=QUIZ)
    assert anna.send(f"/api/{QUIZ}/hand-in", {"nonce": "h"}).status == 200
    before = house.written()
    for what, message in (
        ("save", {"item": "plants-q01", "response": "b", "saw": 1}),
        ("save", {"item": "plants-q02", "response": "late", "saw": 1}),
        ("open", {"case": CASE, "saw": 1}),
        ("hand-in", {"nonce": "other"}),
    ):
        reply = anna.send(f"/api/{QUIZ}/{what}", {"nonce": "n", **message})
        assert (reply.status, reply.json["code"]) == (409, "handed-in")
    assert house.written() == before
    assert anna.save("x-p01", "a").status == 200


def test_what_belongs_to_another_page_is_unknown_here(house, anna):
    """Can a quiz's question not be answered through a module, or a case's step through another page?"""
    before = house.written()
    for item, slug in (
        ("plants-q01", MODULE),
        ("x-p01", QUIZ),
        ("plants-dish", QUIZ),
        (CASE, MODULE),
        ("hand-in", QUIZ),
    ):
        reply = anna.save(item, "a", slug=slug)
        assert (reply.status, reply.json["code"]) == (404, "unknown-item")
    assert anna.send(f"/api/{MODULE}/hand-in", {"nonce": "n"}).status == 403 and house.written() == before

"""Two learners of one hub: neither reads, writes, hands in or guesses anything of the other's, whatever they send."""

import time

import pytest
from person import MODULE, QUIZ, Person
from running import PATIENCE
from tornado.web import create_signed_value

from nbcare.portal.identity.hub import SECRET
from nbcare.portal.identity.verified import SESSIONS
from nbcare.store import hand_ins, results, settings, terms
from nbcare.store.results import Result

FORGED = {
    "X-Forwarded-User": "anna",
    "X-Forwarded-Preferred-Username": "anna",
    "X-Remote-User": "anna",
    "Remote-User": "anna",
    "X-Auth-Request-User": "anna",
    "X-JupyterHub-User": "anna",
    "X-Jupyterhub-Username": "anna",
}
ENDS = [
    ("GET", f"/api/{MODULE}"),
    *(("POST", f"/api/{MODULE}/{end}") for end in ("save", "open", "again", "hand-in", "reopen")),
]


def test_each_learners_answers_are_their_own(hub, anna, ben):
    """Does what Anna answers stand under Anna's id and on Anna's page only?"""
    before = ben.answers(MODULE)
    reply = anna.answer(MODULE, 0, 0)
    assert (reply.status, reply.json()["type"]) == (200, "saved")
    item = reply.json()["item"]
    assert item in anna.answers(MODULE) and ben.answers(MODULE) == before
    assert hub.answers("anna", MODULE)[item]["response"]
    assert anna.get(f"/api/{MODULE}").json()["seed"] != ben.get(f"/api/{MODULE}").json()["seed"]


def test_a_forged_name_changes_nobodys_name(hub, anna, ben):
    """Ben names Anna in headers, query and body: does it all stay Ben's?"""
    anna.answer(MODULE, 0, 0)
    hers = hub.answers("anna", MODULE)
    seed = ben.get(f"/api/{MODULE}").json()["seed"]
    for name, value in FORGED.items():
        assert ben.get(f"/api/{MODULE}", headers={name: value}).json().get("seed") == seed, name
    # By this one a page says for whom it was opened: another's name is refused, never followed.
    assert ben.get(f"/api/{MODULE}", headers={"X-Nbcare-Learner": "anna"}).json()["error"]["code"] == "another-login"
    assert ben.get(f"/api/{MODULE}?learner=anna&user=anna&seed=x").json()["seed"] == seed
    assert ben.answer(MODULE, 2, 1, **FORGED).status == 200
    for end in ("save", "open", "again", "hand-in", "reopen"):
        ben.post(f"/api/{MODULE}/{end}", {"learner": "anna", "item": "../../anna", "case": "anna", "nonce": "x"})
    assert hub.answers("anna", MODULE) == hers
    assert ben.get(f"/module/{MODULE}", headers=FORGED).page()["learner"] == "ben"


@pytest.mark.parametrize(("method", "path"), ENDS)
def test_forged_headers_let_nobody_in(hub, method, path):
    """Without a log-in: is every end shut, and does it say so as data?"""
    reply = Person(hub).ask(
        method,
        "/services/nbcare" + path,
        {} if method == "POST" else None,
        FORGED | {"Content-Type": "application/json"},
    )
    assert reply.status in (401, 403) and reply.json()["error"]["status"] == reply.status


@pytest.mark.parametrize(
    "path",
    [
        "/api/..%2fanna%2fretinoids", "/api/../../anna", "/api/learners%2fanna", "/module/..%2f..%2flearners%2fanna", "/results/anna", "/results/..%2fanna",
        "/results/anna.json", "/static/..%2f..%2flearners%2fanna%2fretinoids%2fresponses.json", "/static/%2e%2e/%2e%2e/cookie-secret",
        "/static/cookie-secret", "/cards/..%2f..%2fcookie-secret.html", "/workspace/learners/anna/retinoids/responses.json", "/learners/anna",
        "/api/anna/state", "/.portal/cookie-secret", "/quiz/anna", "/state/store.db", "/static/..%2f..%2fstore.db", "/cards/..%2f..%2f..%2fstore.db",
    ],
)  # fmt: skip
def test_no_address_leads_to_the_others_files(anna, ben, path):
    """Is there no address, however it is spelled, by which Ben gets at Anna's folder or the portal's own?"""
    anna.answer(MODULE, 0, 0)
    reply = ben.get(path)
    assert reply.status == 404
    assert "anna" not in reply.text


def test_handing_in_is_for_oneself(hub, anna, ben):
    """Does Anna's hand-in stand under her name only, lock only her quiz, and show Ben nothing?"""
    assert anna.answer(QUIZ, 0, 0).status == 200
    reply = anna.post(f"/api/{QUIZ}/hand-in", {"nonce": "h1", "learner": "ben"})
    assert (reply.status, reply.json()["receipt"]["learner"]) == (200, "anna")
    assert hub.read(hand_ins.attempts(QUIZ)) == {"anna": 1}
    assert ben.get(f"/api/{QUIZ}").json()["quiz"]["handed_in"] is None
    assert anna.answer(QUIZ, 0, 1).status == 409
    assert ben.post(f"/api/{QUIZ}/hand-in", {"nonce": "h1", "learner": "anna"}).json()["type"] == "refused"
    assert ben.answer(QUIZ, 0, 1).status == 200
    shown = [ben.get(path).text for path in ("/", "/results", f"/quiz/{QUIZ}", f"/api/{QUIZ}")]
    assert not any(reply.json()["receipt"]["hash"] in text for text in shown)


def test_results_are_for_oneself(hub, anna, ben):
    """Anna's result is back: does she see it, and Ben neither it nor that there is one?"""
    words = "Well reasoned, Anna."
    entry = {
        "title": "Retinoids", "at": "2026-11-22T10:00:00Z", "handed_in": "2026-11-20T10:00:00Z", "points": 5, "max": 8, "percent": 62.5, "penalty": 0,
        "pass_percent": 80, "passed": False, "critical_missed": [], "detail": "objectives", "waiting": words, "items": [],
        "objectives": [{"id": "2.1", "text": "Describe differentiation.", "points": 5, "max": 8}],
    }  # fmt: skip
    hub.write(results.put([Result("anna", QUIZ, entry["at"], entry)]))
    hub.write(terms.put(QUIZ, hub.read(terms.read())[QUIZ]._replace(returned=True)))
    until = time.monotonic() + PATIENCE
    while anna.get(f"/results/{QUIZ}").status == 404 and time.monotonic() < until:
        time.sleep(0.1)
    assert words in anna.get(f"/results/{QUIZ}").text
    assert ben.get(f"/results/{QUIZ}").status == 404
    assert not any(
        words in ben.get(path).text for path in ("/", "/results", f"/quiz/{QUIZ}", f"/results/{QUIZ}?learner=anna")
    )


def test_cards_are_open_to_those_who_are_logged_in(hub, anna):
    """Does a learner get a family's card, and a stranger the log-in?"""
    card = next((hub.course / "state/pages/cards").glob("*.html")).name
    assert anna.get(f"/cards/{card}").status == 200
    assert "/hub/login" in Person(hub).get(f"/cards/{card}").address


@pytest.mark.parametrize("token", ["", "forged", "2|1:0|10:1795373564|14:service-nbcare|8:YW5uYQ==|00"])
def test_a_page_without_its_token_saves_nothing(anna, token):
    """Is a request that another site's page could send refused, and nothing written?"""
    before = anna.answers(MODULE)
    anna.xsrf = token
    reply = anna.answer(MODULE, 1, 1)
    assert (reply.status, reply.json()["error"]["code"]) == (403, "xsrf")
    assert anna.answers(MODULE) == before


def test_the_others_page_token_is_no_good(anna, ben):
    """Can Ben's page not be used to send something in Anna's name?"""
    before = anna.answers(MODULE)
    anna.xsrf = ben.xsrf
    assert anna.answer(MODULE, 1, 1).status == 403
    assert anna.answers(MODULE) == before


def sealed(hub, ben: Person, token: str) -> Person:
    """Return somebody whose cookie is truly signed, as only the portal itself can do it."""
    secret = hub.read(settings.find(SECRET)).encode()
    someone = ben.copy()
    cookie = someone.session()
    cookie.value = create_signed_value(secret, cookie.name, token).decode()
    return someone


def token_of(hub, name: str, *scopes: str) -> str:
    """Return a token of an account at the hub."""
    return hub.ask("POST", f"/users/{name}/tokens", {"expires_in": 600} | ({"scopes": scopes} if scopes else {}))[
        "token"
    ]


def test_an_account_that_may_not_open_the_course_is_refused_by_hub_and_portal(hub, ben):
    """Cara has an account at the hub only: does she get no further, even with a cookie that the portal had signed?"""
    cara = Person(hub, "cara")
    assert cara.log_in().status == 403 and "service-nbcare" not in cara.cookies()
    for token in (token_of(hub, "cara"), token_of(hub, "anna", "read:users:name!user"), hub.token):
        someone = sealed(hub, ben, token)
        reply = someone.get(f"/api/{MODULE}")
        assert (reply.status, reply.json()["error"]["code"]) == (403, "no-access")
        assert someone.get(f"/module/{MODULE}").status == 403
    assert hub.answers("cara", MODULE) == {} == hub.answers("test", MODULE)
    assert sealed(hub, ben, token_of(hub, "anna")).get(f"/api/{MODULE}").status == 200, "the seal itself is right"
    assert sealed(hub, ben, "no such token").get(f"/api/{MODULE}").status == 401


def test_a_token_anywhere_but_in_the_portals_own_cookie_is_no_log_in(hub):
    """Found or leaked tokens in a header, an address or an unsigned cookie: do they open nothing?"""
    token = token_of(hub, "anna")
    for headers in (
        {"Authorization": f"token {token}"},
        {"Authorization": f"Bearer {token}"},
        {"Cookie": f"service-nbcare={token}"},
    ):
        assert Person(hub).get(f"/api/{MODULE}", headers=headers).status == 401
    assert Person(hub).get(f"/api/{MODULE}?token={token}").status == 401


def test_a_changed_cookie_is_no_log_in(anna, ben):
    """Is a cookie with one letter changed, or with the other's value in it, worth nothing?"""
    cookie, other = anna.session(), ben.session()
    parts, others = cookie.value.split("|"), other.value.split("|")
    for forged in (
        cookie.value[:-1] + "0" * (cookie.value[-1] != "0"),
        "|".join([*parts[:-2], others[-2], parts[-1]]),
        "",
        "x",
        "2|1:0|",
    ):
        cookie.value = forged
        assert anna.get(f"/api/{MODULE}").status == 401


def test_a_learner_put_out_of_the_group_is_out(hub, ben):
    """The administrator takes Ben out of the group: does the portal let him in no longer, and keep his answers?"""
    ben.answer(MODULE, 0, 0)
    kept = hub.answers("ben", MODULE)
    hub.ask("DELETE", "/groups/nbcare-learners/users", {"users": ["ben"]})
    try:
        ben.ask_the_hub_anew()
        assert ben.get(f"/api/{MODULE}").status == 403
        page = ben.get("/")
        assert page.status == 403 and "may not open this course" in page.text
    finally:
        hub.ask("POST", "/groups/nbcare-learners/users", {"users": ["ben"]})
    assert hub.answers("ben", MODULE) == kept
    ben.ask_the_hub_anew()
    assert ben.get(f"/api/{MODULE}").status == 200


def test_invented_sessions_at_the_hub_are_refused_after_a_few(hub, person):
    """Does a learner's browser that invents a session for each request hear 429, while another learner goes on?"""
    kim, heard = person("kim"), []
    for _ in range(SESSIONS + 3):
        kim.ask_the_hub_anew()
        heard.append(kim.get(f"/api/{MODULE}").status)
    assert heard[-1] == 429 and set(heard) == {200, 429}
    assert Person(hub).get(f"/api/{MODULE}").status == 401

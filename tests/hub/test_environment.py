"""What a hub gives the portal to start with, and what the portal says when something is missing."""

import pytest

from nbcare.answers.course_store import open_course_store
from nbcare.portal.identity.hub import NotAServiceError, from_environment

GIVEN = {
    "JUPYTERHUB_API_TOKEN": "secret-word",
    "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api",
    "JUPYTERHUB_CLIENT_ID": "service-nbcare",
    "JUPYTERHUB_SERVICE_NAME": "nbcare",
    "JUPYTERHUB_SERVICE_PREFIX": "/services/nbcare/",
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:8090",
}
HOME = "/services/nbcare/"


@pytest.fixture
def store(tmp_path):
    """The store of a course."""
    with open_course_store(tmp_path) as opened:
        yield opened


def test_the_hubs_variables_are_enough(store):
    """Does the portal know its addresses, and whom to let in, from the hub's variables alone?"""
    hub = from_environment(store, GIVEN)
    assert hub.prefix == "/services/nbcare"
    assert hub.auth.access_scopes == {"access:services!service=nbcare"}
    assert hub.auth.cookie_options == {"samesite": "Lax", "expires_days": None}


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_variable_is_named(store, name, value):
    """Is whoever starts the portal by hand told what is missing, and no secret shown?"""
    given = {key: kept for key, kept in GIVEN.items() if key != name} | ({} if value is None else {name: value})
    with pytest.raises(NotAServiceError, match=name) as error:
        from_environment(store, given)
    assert "docs/hub.md" in str(error.value) and "secret-word" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SERVICE_PREFIX", "services"),
        ("OAUTH_ACCESS_SCOPES", "[oops"),
        ("COOKIE_OPTIONS", "{oops"),
        ("HOST", "https://hub.example"),
        ("SSL_KEYFILE", "k.pem"),
    ],
)
def test_a_wrong_variable_is_named(store, name, value):
    """Does a variable that is broken, or asks for what is not there yet, stop the start with its name?"""
    with pytest.raises(NotAServiceError, match=f"JUPYTERHUB_{name}"):
        from_environment(store, GIVEN | {f"JUPYTERHUB_{name}": value})


@pytest.mark.parametrize("value", ["[]", "null", "{}", '""'])
def test_no_scope_at_all_does_not_let_everybody_in(store, value):
    """Is the portal's own scope asked for when the hub names none?"""
    assert from_environment(store, GIVEN | {"JUPYTERHUB_OAUTH_ACCESS_SCOPES": value}).auth.access_scopes == {
        "access:services!service=nbcare"
    }


def test_the_hubs_options_cannot_open_the_cookie_to_other_sites(store):
    """Does a hub that allows framing, with SameSite=None, not weaken the portal's cookie?"""
    hub = from_environment(
        store, GIVEN | {"JUPYTERHUB_COOKIE_OPTIONS": '{"samesite": "None", "secure": true, "expires_days": 30}'}
    )
    assert hub.auth.cookie_options == {"samesite": "Lax", "secure": True, "expires_days": None}


def test_the_secret_of_the_cookies_outlives_a_restart_and_is_shared(store, tmp_path):
    """Does a restart log nobody out, does another portal on the same store take the cookies, and does another course not?"""
    first = from_environment(store, GIVEN).secret
    assert from_environment(store, GIVEN).secret == first and len(first) >= 32
    with open_course_store(tmp_path) as again, open_course_store(tmp_path / "other") as other:
        assert from_environment(again, GIVEN).secret == first != from_environment(other, GIVEN).secret


@pytest.mark.parametrize(
    "page", [HOME, f"{HOME}module/retinoids", f"{HOME}quiz/pre-test", f"{HOME}cards/a-b.html", "/services/nbcare"]
)
def test_a_log_in_leads_back_to_the_page(store, page):
    """Is a learner who opens a module by a link there after the log-in?"""
    assert from_environment(store, GIVEN).page(page) == page


@pytest.mark.parametrize(
    "page",
    [
        "", "/", "/hub/logout", "/services/other/", "/services/nbcare-evil/", "//evil.example/", "https://evil.example/services/nbcare/",
        f"{HOME}../../hub/logout", f"{HOME}%2e%2e/x", f"{HOME}/evil.example", f"{HOME}\\evil", f"{HOME}module/x?next=//evil.example",
        f"{HOME}a\r\nSet-Cookie: a=b", f"{HOME}module/\n", f"{HOME}login", f"{HOME}oauth_callback", "javascript:alert(1)", f"{HOME}module/é",
    ],
)  # fmt: skip
def test_a_log_in_leads_nowhere_else(store, page):
    """Can no link that passes the log-in lead to another address, out of the portal, or in a circle?"""
    assert from_environment(store, GIVEN).page(page) == HOME

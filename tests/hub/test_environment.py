"""What a hub gives the portal to start with, and what the portal says when something is missing."""

import pytest

from nbcare.portal.identity.hub import BEGUN, SECRET, NotAServiceError, from_environment

GIVEN = {
    "JUPYTERHUB_API_TOKEN": "secret-word",
    "JUPYTERHUB_API_URL": "http://127.0.0.1:8081/hub/api",
    "JUPYTERHUB_CLIENT_ID": "service-nbcare",
    "JUPYTERHUB_SERVICE_NAME": "nbcare",
    "JUPYTERHUB_SERVICE_PREFIX": "/services/nbcare/",
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:8090",
}
HOME = "/services/nbcare/"


def test_the_hubs_variables_are_enough():
    """Does the portal know its addresses, and whom to let in, from the hub's variables alone?"""
    hub = from_environment(GIVEN)
    assert hub.prefix == "/services/nbcare"
    assert hub.auth.access_scopes == {"access:services!service=nbcare"}
    assert hub.auth.cookie_options == {"samesite": "Lax", "expires_days": None}


@pytest.mark.parametrize("name", GIVEN)
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_variable_is_named(name, value):
    """Is whoever starts the portal by hand told what is missing, and no secret shown?"""
    given = {key: kept for key, kept in GIVEN.items() if key != name} | ({} if value is None else {name: value})
    with pytest.raises(NotAServiceError, match=name) as error:
        from_environment(given)
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
def test_a_wrong_variable_is_named(name, value):
    """Does a variable that is broken, or asks for what is not there yet, stop the start with its name?"""
    with pytest.raises(NotAServiceError, match=f"JUPYTERHUB_{name}"):
        from_environment(GIVEN | {f"JUPYTERHUB_{name}": value})


@pytest.mark.parametrize("value", ["[]", "null", "{}", '""'])
def test_no_scope_at_all_does_not_let_everybody_in(value):
    """Is the portal's own scope asked for when the hub names none?"""
    assert from_environment(GIVEN | {"JUPYTERHUB_OAUTH_ACCESS_SCOPES": value}).auth.access_scopes == {
        "access:services!service=nbcare"
    }


def test_the_hubs_options_cannot_open_the_cookie_to_other_sites():
    """Does a hub that allows framing, with SameSite=None, not weaken the portal's cookie?"""
    hub = from_environment(
        GIVEN | {"JUPYTERHUB_COOKIE_OPTIONS": '{"samesite": "None", "secure": true, "expires_days": 30}'}
    )
    assert hub.auth.cookie_options == {"samesite": "Lax", "secure": True, "expires_days": None}


def test_the_secret_of_the_cookies_outlives_a_restart_and_is_nobody_elses(tmp_path):
    """Does a restart of the portal log nobody out, and may nobody else on the machine read what signs the cookies?"""
    first = from_environment(GIVEN, tmp_path / "portal").secret
    assert from_environment(GIVEN, tmp_path / "portal").secret == first
    assert len(first) >= 32
    assert (tmp_path / "portal" / SECRET).stat().st_mode & 0o077 == 0
    (tmp_path / "portal" / SECRET).write_bytes(b"")
    assert from_environment(GIVEN, tmp_path / "portal").secret not in (first, b"")
    assert from_environment(GIVEN).secret != from_environment(GIVEN).secret


@pytest.mark.parametrize(
    "page", [HOME, f"{HOME}module/retinoids", f"{HOME}quiz/pre-test", f"{HOME}cards/a-b.html", "/services/nbcare"]
)
def test_a_log_in_leads_back_to_the_page(page):
    """Is a learner who opens a module by a link there after the log-in?"""
    assert from_environment(GIVEN).page(page) == page


@pytest.mark.parametrize(
    "page",
    [
        "", "/", "/hub/logout", "/services/other/", "/services/nbcare-evil/", "//evil.example/", "https://evil.example/services/nbcare/",
        f"{HOME}../../hub/logout", f"{HOME}%2e%2e/x", f"{HOME}/evil.example", f"{HOME}\\evil", f"{HOME}module/x?next=//evil.example",
        f"{HOME}a\r\nSet-Cookie: a=b", f"{HOME}module/\n", f"{HOME}login", f"{HOME}oauth_callback", "javascript:alert(1)", f"{HOME}module/é",
    ],
)  # fmt: skip
def test_a_log_in_leads_nowhere_else(page):
    """Can no link that passes the log-in lead to another address, out of the portal, or in a circle?"""
    assert from_environment(GIVEN).page(page) == HOME


def test_log_ins_that_never_end_do_not_fill_the_memory():
    """A machine that begins log-ins all day: is the memory bounded, and does the newest still end well?"""
    auth = from_environment(GIVEN).auth
    for number in range(BEGUN + 50):
        last = auth.generate_state(f"{HOME}module/{number}")
    assert len(auth._oauth_states) == BEGUN
    assert auth.get_next_url(last) == f"{HOME}module/{BEGUN + 49}"

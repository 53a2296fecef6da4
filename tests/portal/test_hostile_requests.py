"""Bad input: a clear 4xx in JSON or as a page, nothing written, nothing leaked, the server unharmed."""

import errno
import json
import socket

import pytest
from portal_served import ALONE, MODULE, QUIZ

SAVE = {"item": "x-p01", "response": "a", "saw": 0, "shown": "s", "nonce": "n"}


@pytest.fixture
def unharmed(portal, me):
    """The browser; afterwards nothing was written and the server still answers."""
    me.get(f"/module/{MODULE}")
    before = portal.written()
    yield me
    assert portal.written() == before and me.get("/healthz").json == {"status": "ok"}


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400), (b"{", 400), (b"[]", 400), (b"null", 400), (b'"x"', 400), (b"\xff\xfe", 400), (b'{"item": "\xc3\x28"}', 400),
        (b"[" * 100_000, 400), (b'{"a":' * 50_000, 400), (b'"' * 100_000, 400), (b'{"nonce": 1}', 400), (b'{"item": ["x"]}', 400),
        (json.dumps(SAVE | {"nonce": "n" * 300}).encode(), 400), (b"x" * 300_000, 413), (b"x" * 3_000_000, 413),
        (json.dumps(SAVE | {"response": "a" * 200_000}).encode(), 422), (json.dumps(SAVE | {"saw": 10**50}).encode(), 409),
        (b'{"item": "x-p01", "response": NaN, "saw": 0}', 422), (b'{"item": "x-p01", "response": 1e999, "saw": 0}', 422),
    ],
)  # fmt: skip
def test_a_body_that_is_none_of_ours(unharmed, content, status):
    """Is what cannot be read, or is too much, refused?"""
    reply = unharmed.send(f"/api/{MODULE}/save", content)
    assert reply.status == status and reply.headers["Content-Type"].startswith("application/json")
    assert reply.json.get("error", reply.json).get("code") or reply.json["type"] == "conflict"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_only_json_is_taken(unharmed, kind):
    """Is a form that another site could send no request?"""
    assert unharmed.send(f"/api/{MODULE}/save", SAVE, **{"Content-Type": kind}).status == 415


@pytest.mark.parametrize(
    "path",
    [
        "/api/moon",
        "/api/moon/save",
        f"/api/{MODULE}/delete",
        "/api/",
        "/api/../x",
        "/api/%2e%2e%2f%2e%2e",
        f"/api/{MODULE}/../x/save",
        "/api/" + "a" * 3000,
    ],
)
def test_an_unknown_address_of_a_script_is_told_as_json(unharmed, path):
    """Is it 404, whichever way it is written?"""
    for method in ("GET", "POST"):
        reply = unharmed.ask(
            method,
            path,
            b"{}" if method == "POST" else None,
            {"X-XSRFToken": unharmed.token, "Content-Type": "application/json"},
        )
        assert reply.status in (404, 405) and reply.json["error"]["message"]


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere", "/module/", "/module/..", "/module/../../etc/passwd", "/module/%2e%2e%2fcourse.yaml", "/static/../pages.json", "/static/%2e%2e/pages.json",
        "/static/..%2fpages.json", "/static/nbcare-1.js%00", "/static/.hidden", "/static//etc/passwd", "/cards/../pages.html", "/cards/%2e%2e%2fx.html",
        "/results/..%2fx", "/results/me", "//etc/passwd", "/module/plants/", "/lab", "/api", "/terminals", "/contents", "/kernels", "/quiz/plants-quiz.json",
    ],
)  # fmt: skip
def test_an_unknown_address_of_a_person_is_a_page(unharmed, path):
    """Is there a page in words, with the strict headers, and nothing of a file?"""
    reply = unharmed.get(path)
    assert (
        reply.status == 404
        and "<!doctype html>" in reply.text.lower()
        and "script-src 'self'" in reply.headers["Content-Security-Policy"]
    )
    assert '"version"' not in reply.text and "root:" not in reply.text and "Traceback" not in reply.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO", "HEAD"])
def test_a_wrong_method_is_405(unharmed, method):
    """Does nothing answer but GET and POST?"""
    for path in (f"/api/{MODULE}/save", "/", f"/module/{MODULE}"):
        assert unharmed.ask(method, path, None, {"X-XSRFToken": unharmed.token}).status in (404, 405)
    reply = unharmed.get(f"/api/{MODULE}/save")
    assert (reply.status, reply.headers["Allow"]) == (405, "POST") and unharmed.ask(
        "POST", "/", b"", {"X-XSRFToken": unharmed.token}
    ).status == 405


def test_a_post_needs_the_pages_token(unharmed):
    """Without the token, with a wrong one, with one from another browser: is nothing done?"""
    token = unharmed.token
    for wrong in ("", "x", "2|aaaaaaaa|bbbb|1", token[:-20]):
        reply = unharmed.send(f"/api/{MODULE}/save", SAVE, **{"X-XSRFToken": wrong})
        assert reply.status == 403 and reply.json["error"]["code"] == "xsrf"
    assert unharmed.ask("POST", "/logout", b"", {"Content-Type": "application/x-www-form-urlencoded"}).status == 403
    cookies = {name: value for name, value in unharmed.cookies.items() if "xsrf" not in name}
    fresh = type(unharmed)(unharmed.port, "", cookies, token)
    assert fresh.send(f"/api/{MODULE}/save", SAVE).status == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1.evil.example"]
)
def test_a_post_from_a_page_of_elsewhere_is_refused(unharmed, origin):
    """Is the origin looked at, too?"""
    assert unharmed.send(f"/api/{MODULE}/save", SAVE, Origin=origin).json["error"]["code"] == "origin"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1:1", "localhost.evil.example", ""])
def test_a_laptop_answers_to_its_own_name_only(unharmed, host):
    """Is a name that somebody else points here (DNS rebinding) refused?"""
    assert unharmed.get("/", Host=host).status in (400, 403)


@pytest.mark.parametrize(
    "header", ["X-Forwarded-User", "Remote-User", "X-Remote-User", "X-Forwarded-For", "Authorization", "X-Nbcare-User"]
)
def test_a_forged_identity_is_nobody(portal, header):
    """Does a header let nobody in?"""
    reply = portal.browser().get(f"/api/{MODULE}", **{header: "me"})
    assert reply.status == 401 and reply.json["error"]["code"] == "login"
    assert portal.stored(MODULE) == {}


@pytest.mark.parametrize(
    "path",
    ["/", f"/module/{MODULE}", f"/quiz/{QUIZ}", "/results", f"/results/{QUIZ}", "/cards/call.html", f"/api/{MODULE}"],
)
def test_every_page_needs_the_way_in(portal, path):
    """Is nothing of the course told to whoever only knows the port?"""
    reply = portal.browser().get(path)
    assert reply.status == 401 and not any(
        part in reply.text for part in ("nbc-page", "/module/", "/quiz/", "Call", "A dish")
    )


def test_a_wrong_token_of_the_laptops_address_lets_nobody_in(portal):
    """Is a guessed token refused without a cookie?"""
    browser = portal.browser()
    for path in ("/login", "/login?token=", "/login?token=x", "/login?token=%ff"):
        assert browser.get(path).status in (400, 401) and not [name for name in browser.cookies if "xsrf" not in name]


@pytest.mark.parametrize(
    "wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "/%0d%0aX:y", "evil"]
)
def test_nobody_is_sent_elsewhere_after_the_way_in(portal, wanted):
    """Does the address lead into the portal only?"""
    reply = portal.browser().get(f"{portal.entrance().partition('&next=')[0]}&next={wanted}")
    assert reply.headers["Location"].startswith("/") and not reply.headers["Location"].startswith(("//", "/\\"))


def test_the_log_out_ends_the_cookie_for_good(portal, me):
    """Is a copied cookie dead afterwards?"""
    stolen = dict(me.cookies)
    assert me.form("/logout").status == 303
    copy = portal.browser()
    copy.cookies = stolen
    assert copy.get("/").status == 401


def test_a_page_of_another_login_writes_nothing(unharmed):
    """Is a request of a page that somebody else left open turned away?"""
    reply = unharmed.send(f"/api/{MODULE}/save", SAVE, **{"X-Nbcare-Learner": "somebody"})
    assert reply.status == 401 and reply.json["error"]["code"] == "another-login"


def test_a_page_learns_whose_the_log_in_is(portal, me):
    """Is a page told whether the log-in is still its learner's, and a script without one 401?"""
    assert me.get("/api/_learner", **{"X-Nbcare-Learner": ALONE}).json == {"learner": ALONE}
    assert me.get("/api/_learner", **{"X-Nbcare-Learner": "somebody"}).status == 401
    assert portal.browser().get("/api/_learner").status == 401


def test_every_answer_has_the_strict_headers_and_cookies(portal, me):
    """Do pages, errors, scripts and redirects carry the policy, and cookies stay away from scripts and other sites?"""
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    replies = [
        *(me.get(path) for path in ("/", f"/module/{MODULE}", "/nowhere", "/static/nbcare-1.js", f"/api/{MODULE}")),
        *(me.get(path) for path in ("/api/moon", f"/api/{MODULE}/save")),
        *(me.save("x-p01", response) for response in ("a", "z")),
    ]
    for headers in (reply.headers for reply in replies):
        assert (
            headers["Content-Security-Policy"] == policy
            and headers["X-Content-Type-Options"] == "nosniff"
            and headers["Server"] is None
        )
        assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    fresh = portal.browser()
    for reply in (fresh.get(portal.entrance()), fresh.get("/")):
        for cookie in reply.headers.get_all("Set-Cookie"):
            assert "HttpOnly" in cookie and "SameSite=Strict" in cookie and "Path=/" in cookie


@pytest.mark.parametrize(
    "raw",
    [
        b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00", b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999\r\n\r\n", b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz\r\n", b"FOO\r\n\r\n",
    ],
)  # fmt: skip
def test_what_is_not_http_ends_its_own_connection_only(unharmed, raw):
    """Does broken HTTP leave the server as it was?"""
    with socket.create_connection(("127.0.0.1", unharmed.port), timeout=300) as connection:
        try:
            connection.sendall(raw)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass
        except OSError as error:
            # It may end while we still speak; never to end is what must not be.
            assert error.errno in (errno.ECONNRESET, errno.EPIPE, errno.ENOTCONN), error

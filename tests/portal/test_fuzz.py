"""Whatever comes over the wire: a clear refusal, nothing written, nothing told, and the server goes on."""

import json
from urllib.parse import urlencode

import hostile
import pytest
from case_items import CASE
from hostile import check, well
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from portal_served import MODULE, QUIZ

FEW = settings(max_examples=80, suppress_health_check=list(HealthCheck))
MANY = settings(FEW, max_examples=200)
METHODS = [
    "GET",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "G\u00cbT",
]
ODD = [
    "..",
    ".",
    "..%2f",
    "%2e%2e/",
    "..\\",
    "%5c..",
    "%00",
    "%0d%0aSet-Cookie:x=1",
    "%ff",
    "%c0%ae",
    "\u00fc",
    "\U0001f476",
    "a" * 300,
    "A",
    "-",
    "~",
    "*",
    "%",
    "%zz",
    ";",
    "@",
    "con",
    "learners",
    "bennet",
    "responses.json",
    "con.json",
    "{}",
    "'",
    '"',
    "<script>",
    "[",
    "]",
    "http://elsewhere.example/",
]
KNOWN = [
    "",
    "api",
    "module",
    "quiz",
    "results",
    "static",
    "cards",
    "login",
    "logout",
    "healthz",
    MODULE,
    QUIZ,
    "save",
    "open",
    "again",
    "hand-in",
    "reopen",
    "nbcare-1.js",
    "call.html",
    "favicon.ico",
]
part = (
    st.sampled_from(ODD)
    | st.sampled_from(KNOWN)
    | st.text(st.characters(exclude_characters=" ?#", exclude_categories=["Cs", "Cc"]), max_size=12)
)
query = st.sampled_from(
    [
        "",
        "?",
        "?next=//elsewhere.example",
        "?next=%ff",
        "?token=%00",
        "?next=" + "a" * 3000,
        "?learner=bennet",
        "?a[]=1&a[]=2",
        "?%zz=%",
    ]
)
address = st.builds(
    lambda parts, end: "/" + "/".join(parts) + end, st.lists(part, max_size=5), query
) | st.sampled_from(
    [
        "*",
        "//",
        "///api//",
        "http://elsewhere.example/api/plants",
        "/api/plants/",
        "/api//plants",
        "//api/plants",
        "/%61pi/plants",
    ]
)

IDS = [
    "x-p01",
    "plants-p02",
    "plants-q01",
    "plants-q02",
    "plants-dish",
    CASE,
    "gallery-p21",
    "gallery-p26",
    "../x",
    "__proto__",
    "",
]
values = st.recursive(
    st.none()
    | st.booleans()
    | st.sampled_from(
        [
            0,
            1,
            -1,
            2**63,
            -(10**60),
            10**200,
            1.5,
            1e308,
            float("inf"),
            float("nan"),
            "a",
            "b",
            "\ud800",
            "\u0000",
            "<b>",
            "x" * 20_001,
            *IDS,
        ]
    )
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["a", "b1", "value", "unit", "variant", "c1", "opened", "\udfff", "__proto__"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)
names = st.none() | st.sampled_from(IDS) | values
messages = st.fixed_dictionaries(
    {},
    optional={
        "item": names,
        "case": names,
        "response": values,
        "saw": st.integers(-2, 4) | values,
        "shown": values,
        "nonce": values,
        "type": values,
        "learner": st.just("bennet"),
        "seed": values,
    },
)
bodies = (
    messages.map(lambda message: json.dumps(message).encode())
    | st.binary(max_size=60)
    | st.sampled_from(
        [
            b"",
            b"null",
            b"[]",
            b"0",
            b'"x"',
            b"{",
            b"\xff\xfe{\x00}\x00",
            b"\xef\xbb\xbf{}",
            b'{"item": "\xff"}',
            b'{"item": "\\ud800", "saw": 0}',
            b'{"saw": ' + b"9" * 5000 + b"}",
            b"[" * 10_000,
            b'{"response": ' * 10_000,
            b'{"response": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
            b'{"response": "' + b'\\"' * 60_000,
            b'{"a": ' + b"1" * 262_144 + b"}",
            b"x" * 300_000,
            b'{"response": [' + b"1," * 100_000 + b"1]}",
        ]
    )
)
kinds = st.sampled_from(
    ["application/json"] * 6
    + [
        "application/json; charset=utf-16",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "",
        "\u00fc",
    ]
)
HEADERS = [
    ("X-Forwarded-User", "bennet"),
    ("Remote-User", "bennet"),
    ("X-Remote-User", "bennet"),
    ("X-JupyterHub-User", "bennet"),
    ("X-JupyterHub-Name", "bennet"),
    ("Authorization", "token bennet"),
    ("Authorization", "Basic YmVubmV0OjE="),
    ("X-Forwarded-For", "127.0.0.1"),
    ("X-Real-Ip", "::1"),
    ("X-Forwarded-Proto", "https"),
    ("X-Forwarded-Host", "elsewhere.example"),
    ("X-Http-Method-Override", "DELETE"),
    ("X-Original-Url", "/api/plants"),
    ("Host", "elsewhere.example"),
    ("Origin", "null"),
    ("Origin", "http://elsewhere.example"),
    ("Origin", "http://["),
    ("Origin", "\u00fc://]"),
    ("Origin", "http://127.0.0.1:1"),
    ("Referer", "http://["),
    ("Cookie", "nbcare-session=x; nbcare-session=y"),
    ("Cookie", "nbcare-session=" + "\u00fc" * 20),
    ("Cookie", '=;;;"\\x; a b=c'),
    ("Cookie", "nbcare-xsrf=2|zz|zz|0"),
    ("Cookie", "nbcare-xsrf=" + "a" * 4000),
    ("Cookie", 'nbcare-xsrf="\\400"'),
    ("X-XSRFToken", "wrong"),
    ("X-XSRFToken", "2|a|b|c"),
    ("X-XSRFToken", "\u00fc"),
    ("X-Nbcare-Learner", "bennet"),
    ("Accept-Encoding", "gzip"),
    ("Range", "bytes=0-5"),
    ("Range", "bytes=9-1"),
    ("If-None-Match", "*"),
    ("If-Modified-Since", "never"),
    ("Content-Encoding", "gzip"),
    ("Expect", "100-continue"),
    ("Upgrade", "websocket"),
    ("Content-Type", "application/json"),
    ("X-Long", "x" * 5000),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One class for all of this file."""
    with hostile.house(tmp_path_factory.mktemp("fuzz") / "course") as house:
        yield house
        well(house)


@pytest.fixture(scope="module")
def anna(made):
    """The headers of Anna's own page: what an attacker with a log-in of their own can always send."""
    browser = made.browser()
    return [
        ("Cookie", "; ".join(f"{name}={value}" for name, value in browser.cookies.items())),
        ("X-XSRFToken", browser.token),
    ]


def sent(made, method, target, headers, content=b"", writes=False):
    """Send it, and hold what always holds; only a good message of a learner's own may write."""
    before = made.written()
    answer = made.send(method, target, headers, content)
    check(made, answer, target, method)
    if not (writes and answer.status == 200):
        assert made.written() == before, (method, target, content[:200])
    assert made.send("GET", "/healthz").status == 200
    return answer


@MANY
@given(st.sampled_from(METHODS[:-2] + ["GET", "GET", "POST"]), address, st.booleans())
def test_any_method_at_any_address(made, anna, method, target, known):
    """Is whatever is asked for an answer of 4xx at most, with or without a log-in, and nothing is written?"""
    sent(made, method, target, anna if known else [])


@MANY
@given(
    st.sampled_from(["save", "save", "save", "open", "again", "reopen", "hand-in"]),
    st.sampled_from([MODULE, QUIZ]),
    bodies,
    kinds,
)
def test_any_body_of_a_learner(made, anna, what, scope, content, kind):
    """Does a body that is no message of a page change nothing, whatever it is?"""
    sent(made, "POST", f"/api/{scope}/{what}", [*anna, ("Content-Type", kind)], content, writes=True)


@FEW
@given(
    st.sampled_from(
        [
            "/",
            "/api/plants",
            "/api/plants-quiz/save",
            "/login",
            "/logout",
            "/results/plants-quiz",
            "/static/nbcare-1.js",
        ]
    ),
    st.sampled_from(["GET", "POST"]),
    st.lists(st.sampled_from(HEADERS), max_size=4),
    st.booleans(),
)
@example("/login", "POST", [("Origin", "http://[")], False)
@example("/api/plants-quiz/save", "POST", [("X-Long", "x" * 5000)] * 4, True)
@example("/api/plants-quiz/save", "POST", [("X-Remote-User", "bennet")], False)
def test_any_headers(made, anna, target, method, headers, known):
    """Does no header let anybody in, name somebody else, or hurt the server?"""
    if len([name for name, _ in headers if name == "Host"]) > 1:
        headers = [each for each in headers if each[0] != "Host"]  # two hosts are no HTTP: see the next file
    answer = sent(
        made,
        method,
        target,
        [*headers, *(anna if known else [])],
        b'{"item": "plants-q01", "response": "a", "saw": 0}' if method == "POST" else b"",
        writes=True,
    )
    if not known and target not in ("/login", "/static/nbcare-1.js"):
        assert answer.status in (303, 401, 403, 405, 415, 431), answer.status


@FEW
@given(
    st.dictionaries(st.sampled_from(["learner", "pin", "next", "_xsrf", "x"]), st.text(max_size=80), max_size=5).map(
        lambda fields: urlencode(fields, errors="surrogatepass").encode()
    )
    | st.binary(max_size=60),
    st.booleans(),
)
def test_any_form_of_the_log_in(made, content, token):
    """Is a log-in that cannot be one refused in words, without a cookie of a log-in?"""
    browser = made.server.browser()
    browser.get("/login")
    headers = [
        ("Cookie", f"nbcare-xsrf={browser.cookies['nbcare-xsrf']}"),
        ("Content-Type", "application/x-www-form-urlencoded"),
    ]
    answer = sent(
        made,
        "POST",
        "/login",
        [*headers, *([("X-XSRFToken", browser.token)] if token else [])],
        content + (f"&_xsrf={browser.token}".encode() if token else b""),
    )
    assert 400 <= answer.status < 500 and not any("nbcare-session" in value for _, value in answer.all_headers)

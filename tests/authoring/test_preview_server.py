"""The preview holds keys: it answers this machine's own page, and nobody else."""

import http.client
import json
import re
import signal
import socket
import subprocess
import sys

import pytest

from nbcare import cli
from nbcare.authoring import preview as command
from nbcare.authoring.preview import preview_data
from nbcare.content import bank
from nbcare.errors import ContentError
from nbcare.questions import answer_text, scoring

from .conftest import run_preview


def _ask(running, path: str, method: str = "GET", body: bytes | None = None, **headers: str):
    host, port = running.address.removeprefix("http://").split(":")
    link = http.client.HTTPConnection(host, int(port), timeout=120)
    cookie = f"{running.cookie['name']}={running.cookie['value']}"
    link.request(method, path, body, {"Host": f"{host}:{port}", "Cookie": cookie, **headers})
    answer = link.getresponse()
    text = answer.read().decode()
    link.close()
    return answer, text


def test_the_page_and_its_data_are_served(served):
    """Does the command show the bank that was named, with its key?"""
    assert "Preview of a bank" in _ask(served, "/")[1]
    state = json.loads(_ask(served, "/state")[1])
    (item,) = state["items"]
    assert item["key"][0]["text"] == "Keep the page open until the word **Saved** comes back."
    assert _ask(served, f"/state?seen={state['version']}")[0].status == 204


@pytest.mark.parametrize("path", ["/", "/state", "/score", "/kit/question.js", "/preview.js", "/nothing"])
def test_a_wrong_host_is_refused(served, path):
    """Can a name of elsewhere that leads here (DNS rebinding) read a key?"""
    for host in ("evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example", ""):
        answer, text = _ask(served, path, Host=host)
        assert answer.status == 403 and json.loads(text) == {"status": 403}


def test_a_page_of_another_origin_is_refused(served):
    """Can a page elsewhere use the scorer or read the state?"""
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        assert _ask(served, "/state", Origin=origin)[0].status == 403
        assert _ask(served, "/score", "POST", b"{}", Origin=origin)[0].status == 403
    assert _ask(served, "/state", Origin=served.address)[0].status == 200


@pytest.mark.parametrize(
    "path", ["/", "/state", "/score", "/kit/question.js", "/preview.js", "/nothing", "/open?token=x"]
)
@pytest.mark.parametrize("cookie", ["", "{name}=", "{name}=x", "other={value}"])
def test_another_account_of_this_machine_sees_nothing(served, path, cookie):
    """Can a colleague who is logged in on the same machine read a key?"""
    answer, text = _ask(served, path, Cookie=cookie.format(**served.cookie))
    assert answer.status == 401 and "newest address in the window" in text
    assert answer.headers["Set-Cookie"] is None


def test_a_browser_is_let_in_once_by_an_address(course_copy):
    """Seen over a shoulder, or in a list of programs: is an address that was used worth nothing?"""
    with run_preview(course_copy, "start-here") as preview:
        newest = preview.process.stdout.readline(), preview.process.stdout.readline()
        used, newest = (re.search(r"/open\?token=\S+", line)[0] for line in (preview.printed, newest[1]))
        assert _ask(preview, used, Cookie="")[0].status == 401 and used != newest
        assert _ask(preview, used)[0].status == 303, "the browser that is in goes on"
        answer = _ask(preview, newest, Cookie="")[0]
        assert answer.status == 303
        assert all(word in answer.headers["Set-Cookie"] for word in ("HttpOnly", "SameSite=Strict"))


def test_it_listens_on_this_machine_only(served):
    """Could a colleague's machine on the same network open the page?"""
    port = int(served.address.rpartition(":")[2])
    with socket.socket() as other:
        other.settimeout(5)
        # another address of the loopback network stands for another address of this machine
        assert other.connect_ex(("127.0.0.2", port)) != 0


@pytest.mark.parametrize("path", ["/", "/state", "/kit/question.js", "/nothing"])
def test_every_answer_is_kept_in_its_place(served, path):
    """Does each answer forbid foreign scripts, frames, readers and caches?"""
    answer = _ask(served, path)[0]
    policy = answer.headers["Content-Security-Policy"]
    assert (
        policy.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
        and "unsafe" not in policy
        and "frame-ancestors 'none'" in policy
    )
    assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
    assert (
        answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        and "Access-Control-Allow-Origin" not in answer.headers
    )


@pytest.mark.parametrize(
    "path",
    ["/../pages.py", "/%2e%2e/pages.py", "/kit/../../package.json", "/kit/%2e%2e/%2e%2e/package.json", "//etc/passwd"],
)
def test_no_other_file_is_served(served, path):
    """Does the server give away only its page and the kit?"""
    assert _ask(served, path)[0].status in (403, 404)


def test_scripts_have_their_type(served):
    """Would a browser run the modules, whatever Windows thinks of .js?"""
    assert _ask(served, "/preview.js")[0].headers["Content-Type"] == "text/javascript"
    assert _ask(served, "/kit/nbcare.css")[0].headers["Content-Type"] == "text/css"


def _score(running, sent) -> tuple[int, dict]:
    answer, text = _ask(running, "/score", "POST", sent if isinstance(sent, bytes) else json.dumps(sent).encode())
    return answer.status, json.loads(text)


def test_an_answer_is_scored_by_the_scorer(served):
    """Are right, wrong, empty and impossible answers told apart as in grading?"""
    id = "start-here-p01"
    said = [_score(served, {"id": id, "response": response})[1] for response in ("b", "a", None, "z")]
    assert [(one["points"], one["status"]) for one in said] == [
        (1, "scored"),
        (0, "scored"),
        (0, "unanswered"),
        (0, "invalid"),
    ]


@pytest.mark.parametrize("sent", [b"", b"[]", b"{", {"id": "no-p01"}, {"id": []}, {"response": "a"}, b"[" * 5000])
def test_a_malformed_try_is_refused(served, sent):
    """Does nonsense end in an answer and not in a traceback?"""
    assert _score(served, sent)[0] == 400


def test_nothing_is_written(served):
    """Does a look at the page and a try leave the course as it was?"""
    before = {path: path.stat().st_mtime_ns for path in served.course.rglob("*")}
    _ask(served, "/state")
    _score(served, {"id": "start-here-p01", "response": "b"})
    assert {path: path.stat().st_mtime_ns for path in served.course.rglob("*")} == before


def test_ctrl_c_stops_it_cleanly(own_preview):
    """Does the interrupt end in one plain line, without a traceback?"""
    own_preview.process.send_signal(signal.SIGINT)
    said = own_preview.process.communicate(timeout=300)[0]
    assert (
        own_preview.process.returncode == 0
        and said.strip().endswith("The preview has stopped.")
        and "Traceback" not in said
    )


def test_a_wrong_name_or_port_is_said(served, monkeypatch, capsys):
    """Does an author read what there is, in place of a traceback?"""
    monkeypatch.setenv("NBCARE_COURSE", str(served.course))
    assert cli.main(["preview", "retinoid"]) == 2
    assert (
        "there is no bank 'retinoid'; did you mean retinoids? there are anti-gd2, families" in capsys.readouterr().err
    )
    taken = served.address.rpartition(":")[2]
    # In a process of its own: a server starts an event loop, and the browser of another test may run one here.
    words = [sys.executable, "-m", "nbcare", "preview", "retinoids", "--port", taken, "--no-browser"]
    refused = subprocess.run(words, capture_output=True, text=True, timeout=300)
    assert refused.returncode == 2 and f"the port {taken} cannot be used" in refused.stderr


def test_a_bank_is_found_by_name_and_by_file(course_copy, monkeypatch):
    """Do all the ways that an author names a bank lead to it?"""
    path = course_copy / "assessments/bank/retinoids.yaml"
    monkeypatch.chdir(course_copy / "assessments")
    assert {
        command.find_bank(course_copy, name)
        for name in ("retinoids", "retinoids.yaml", "bank/retinoids.yaml", str(path))
    } == {path}
    with pytest.raises(ContentError):
        command.find_bank(course_copy, "nothing")


def test_every_item_shows_its_answer_and_keeps_it_from_the_learner(root):
    """Does the author's side hold the key of each item, and a graded question none of it?"""
    path = root / "assessments/bank/retinoids.yaml"
    shown, written = preview_data.page(root, path), bank.load(path).items
    assert [item["id"] for item in shown["items"]] == list(written) and shown["errors"] == []
    for item in shown["items"]:
        assert item["key"] or item["variants"] or item["kind"] == "text"
        assert len(item["choices"]) == len(answer_text.choices(written[item["id"]])) and item["why"] and item["facts"]
        assert ("key" in item["props"] or "variants" in item["props"]) == (
            item["use"] == "practice" and item["kind"] != "text"
        )
        assert item["points"] == scoring.maximum(written[item["id"]])


def test_one_broken_reference_does_not_hide_the_other_items(root, course_copy):
    """Is a wrong fact id said at its item, with all others shown?"""
    path = course_copy / "assessments/bank/retinoids.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("{{cite:mech.ra.receptors}}", "{{cite:mech.ra.receptor}}", 1),
        encoding="utf-8",
    )
    shown = preview_data.page(course_copy, path)
    wrong = [item for item in shown["items"] if "error" in item]
    assert [item["id"] for item in wrong] == ["retinoids-q01"] and len(shown["items"]) == len(bank.load(path).items)
    assert "mech.ra.receptors" in wrong[0]["error"]["repair"]


def test_what_check_says_stands_at_its_item(course_copy):
    """Does an author read advice and errors where they belong?"""
    path = course_copy / "assessments/bank/start-here.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("What do you do?", "What should you NOT do?").replace("facts: []", "facts: [no.such]"),
        encoding="utf-8",
    )
    (item,) = preview_data.page(course_copy, path)["items"]
    said = [f"{one['level']}: {one['text']}" for one in item["findings"]]
    assert any("warning: the stem asks for the exception ('NOT')" in line for line in said)
    assert any("error: no.such under 'facts' is no fact" in line for line in said)
    assert item["facts"] == [{"id": "no.such", "unknown": True}]


def test_a_picture_that_is_there_is_no_mistake(root):
    """Does an item whose picture is shown, its own or its exhibit's, get no remark about that picture?"""
    items = preview_data.page(root, root / "assessments/bank/gallery.yaml")["items"]
    pictured = [item for item in items if "data:image/" in json.dumps(item["props"])]
    remarks = [one["text"] for item in pictured for one in item["findings"] if "picture" in one["text"]]
    assert len(pictured) >= 2 and remarks == []

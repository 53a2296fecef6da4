"""Handing a quiz in from the portal: what nbgrader finds, and who may when, by policy."""

import json
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from failing_disk import failing, full_disk
from portal_served import MODULE, QUIZ, give_back, publish

from nbcare.answers import files, layout, submissions, times
from nbcare.answers.course_store import open_course_store
from nbcare.answers.database_store import DatabaseResponseStore
from nbcare.answers.stored_hand_ins import receipt_of
from nbcare.portal.learner_page import LearnerPage
from nbcare.store import hand_ins


def hand_in(browser, nonce: object = "h1"):
    return browser.send(f"/api/{QUIZ}/hand-in", {"nonce": nonce})


def reopen(browser):
    return browser.send(f"/api/{QUIZ}/reopen", {"nonce": "r"})


def answered(browser, response: str = "a", saw: int = 0):
    assert browser.save("plants-q01", response, saw=saw, slug=QUIZ).status == 200


def test_what_is_handed_in_is_what_nbgrader_wants(portal, me):
    """Do the released notebook, the answers, a time and a secret stand in the learner's folder, with a receipt to the learner?"""
    answered(me)
    reply = hand_in(me)
    receipt = reply.json["receipt"]
    assert reply.status == 200 and receipt == {
        "learner": "me",
        "assessment": QUIZ,
        "at": receipt["at"],
        "hash": receipt["hash"],
        "answered": 1,
        "total": 8,
        "attempt": 1,
        "late": False,
        "counts": True,
    }
    place = portal.submission()
    assert sorted(path.name for path in place.iterdir()) == [
        f"{QUIZ}.ipynb",
        "responses.json",
        "submission_secret.txt",
        "timestamp.txt",
    ]
    content = (place / "responses.json").read_bytes()
    assert files.receipt(content) == receipt["hash"] and json.loads(content)["items"] == portal.entries(QUIZ)
    [kept] = portal.portal.store.read(hand_ins.of("me", QUIZ))
    assert receipt_of(kept) == receipt and kept.reopened is None and kept.nonce == "h1"


def test_a_hand_in_is_as_open_to_others_as_any_folder_and_changes_that_for_none(portal, me, monkeypatch):
    """Does the instructor's account get at it, without the portal setting, for all its threads, what new files are closed to?"""

    def refuse(_):
        raise AssertionError("the umask belongs to the whole process")

    monkeypatch.setattr(os, "umask", refuse)
    answered(me)
    assert hand_in(me).status == 200
    (portal.root / "plain").mkdir()
    assert portal.submission().stat().st_mode == (portal.root / "plain").stat().st_mode


def test_nothing_is_changed_after_handing_in(portal, me):
    """Is a save, and the opening of a step, refused until a new attempt is begun?"""
    answered(me)
    hand_in(me)
    before = portal.written()
    reply = me.save("plants-q01", "b", saw=1, slug=QUIZ)
    assert reply.status == 409 and reply.json["code"] == "handed-in"
    assert me.send(f"/api/{QUIZ}/open", {"case": "wilting-plant", "saw": 1}).json["code"] == "handed-in"
    assert hand_in(me, "h2").json["code"] == "handed-in" and portal.written() == before
    assert me.get(f"/quiz/{QUIZ}").page["quiz"]["locked"] is True


def test_a_hand_in_sent_twice_is_one_attempt(portal, me):
    """Does a request whose answer was lost hear the first one's receipt?"""
    answered(me)
    first = hand_in(me)
    assert hand_in(me).json["receipt"] == first.json["receipt"] and me.get(f"/api/{QUIZ}").json["quiz"]["used"] == 1


def test_a_new_attempt_takes_answers_again_and_counts(portal, me):
    """May a quiz without a limit be handed in again before results are back, with the earlier one kept?"""
    answered(me)
    hand_in(me)
    assert reopen(me).json["quiz"]["locked"] is False and reopen(me).status == 200
    answered(me, "b", saw=1)
    assert hand_in(me, "h2").json["receipt"]["attempt"] == 2
    answers = [portal.portal.store.read(hand_ins.document("me", QUIZ, attempt))["items"] for attempt in (1, 2)]
    assert [each["plants-q01"]["response"] for each in answers] == ["a", "b"]


def test_nothing_is_reopened_that_was_not_handed_in(portal, me):
    """Is reopening before handing in refused, without a trace?"""
    answered(me)
    before = portal.written()
    assert reopen(me).status == 409 and portal.written() == before


def test_the_policys_attempts_are_all_there_are(portal, me):
    """With two attempts: is the third refused?"""
    publish(portal, attempts=2)
    answered(me)
    hand_in(me)
    assert me.get(f"/api/{QUIZ}").json["quiz"]["may_reopen"] is True and reopen(me).status == 200
    hand_in(me, "h2")
    reply = reopen(me)
    assert (
        reply.status == 409
        and reply.json["code"] == "attempts"
        and me.get(f"/api/{QUIZ}").json["quiz"]["may_reopen"] is False
    )


@pytest.mark.parametrize(
    ("attempts", "result", "may"),
    [
        (None, {}, False),
        (2, {}, True),
        (2, {"passed": True}, False),
        (2, {"detail": "full"}, False),
        (2, {"detail": "spoiled"}, False),
        (1, {}, False),
    ],
)
def test_after_results_only_who_has_attempts_left_and_did_not_pass_tries_again(portal, me, attempts, result, may):
    """Is nothing handed in any more once the key may have been shown?"""
    answered(me)
    hand_in(me)
    publish(portal, attempts=attempts, returned=True)
    give_back(portal, "me", **result)
    assert me.get(f"/api/{QUIZ}").json["quiz"]["may_reopen"] is may and (reopen(me).status == 200) is may


def test_an_attempt_left_open_ends_when_the_right_answers_are_shown(portal, me):
    """Is an attempt that was begun before the results came closed by them?"""
    answered(me)
    hand_in(me)
    reopen(me)
    publish(portal, returned=True)
    give_back(portal, "me", detail="full")
    assert (
        me.save("plants-q01", "b", saw=1, slug=QUIZ).json["code"] == "handed-in"
        and hand_in(me, "h2").status == 409
        and reopen(me).status == 409
    )


def test_once_somebody_has_a_result_a_hand_in_waits_for_the_instructor(portal, me):
    """Is it said beforehand, and kept out of what is graded, though the due date is far away?"""
    answered(me)
    assert me.get(f"/api/{QUIZ}").json["quiz"]["after_results"] is False
    publish(portal, returned=True)
    give_back(portal, "a-colleague")
    assert me.get(f"/api/{QUIZ}").json["quiz"]["after_results"] is True
    assert hand_in(me).json["receipt"]["counts"] is False
    assert not portal.submission().exists()


@pytest.mark.parametrize(
    ("due", "late"), [("2001-01-01T00:00:00Z", True), ("2999-01-01T00:00:00+01:00", False), ("", False)]
)
def test_late_is_taken_and_marked(portal, me, due, late):
    """Is the server's time held against the due date, in the receipt and beforehand?"""
    publish(portal, due=due)
    assert me.get(f"/api/{QUIZ}").json["quiz"]["late_now"] is late
    answered(me)
    assert hand_in(me).json["receipt"]["late"] is late


def test_a_closed_quiz_takes_nothing_and_shows_nothing(portal, me):
    """Is a quiz that is not open refused everywhere?"""
    publish(portal, open=False)
    me.get("/")
    before = portal.written()
    shown, told = me.get(f"/quiz/{QUIZ}"), me.get(f"/api/{QUIZ}")
    assert (
        (shown.status, told.status) == (403, 403)
        and "This quiz is not open yet." in shown.text
        and QUIZ.capitalize() in shown.text
    )
    assert told.json == {
        "error": {"status": 403, "code": "closed", "message": "This quiz is not open yet.", "title": QUIZ.capitalize()}
    }
    assert me.save("plants-q01", "a", slug=QUIZ).status == 403 and hand_in(me).status == 403
    assert portal.written() == before and "Not open" in me.get("/").text


def test_a_quiz_that_was_never_opened_is_told_from_no_quiz(portal, me):
    """Does its address say that it is not open yet, with its title, and an unknown one that there is none?"""
    portal.portal.pages.closed["plants-quiz-b"] = "Plants, form B"
    title = {"status": 403, "code": "closed", "message": "This quiz is not open yet.", "title": "Plants, form B"}
    shown = me.get("/quiz/plants-quiz-b")
    assert (
        shown.status == 403
        and "This quiz is not open yet." in shown.text
        and "Plants, form B" in shown.text
        and "nbc-page" not in shown.text
    )
    assert me.get("/api/plants-quiz-b").json == {"error": title}
    assert me.send("/api/plants-quiz-b/save", {"item": "plants-q01", "response": "a", "saw": 0, "nonce": "n"}).json == {
        "error": title
    }
    assert me.get("/module/plants-quiz-b").status == 404 and me.get("/quiz/plants-quiz-c").status == 404
    assert (
        "There is no such page." in me.get("/quiz/plants-quiz-c").text
        and me.get("/api/plants-quiz-c").json["error"]["code"] == "not-found"
    )


def test_no_answer_is_nothing_to_hand_in(portal, me):
    """Is an empty quiz, and a module, refused in words?"""
    assert hand_in(me).json["reason"] == "No answer is saved yet."
    me.save("x-p01", "a")
    assert me.send(f"/api/{MODULE}/hand-in", {"nonce": "n"}).json["type"] == "refused"
    assert not portal.submission().exists()


def test_a_quiz_that_is_not_released_is_not_handed_in(portal, me):
    """Without the released notebook: is the learner told, and nothing claimed?"""
    answered(me)
    (portal.root / "state" / "nbgrader" / "release" / QUIZ / f"{QUIZ}.ipynb").unlink()
    reply = hand_in(me)
    assert (
        reply.status == 422
        and "not released" in reply.json["reason"]
        and me.get(f"/api/{QUIZ}").json["quiz"]["used"] == 0
    )


def test_a_submission_that_came_another_way_is_never_lost(portal, me):
    """Of a submission from nbgrader's exchange and a hand-in here: does the newer one count, and is the older one kept?"""
    root = layout.nbgrader_root(portal.root)
    answered(me)
    others = json.dumps({"version": 1, "assessment": QUIZ, "seed": "f" * 32, "items": {}}).encode()
    submissions.place_submission(portal.root, "me", QUIZ, others, times.now() - timedelta(hours=1))
    assert hand_in(me).status == 200
    assert files.receipt((portal.submission() / "responses.json").read_bytes()) != files.receipt(others)
    [kept] = layout.earlier(root, "me", QUIZ).rglob("responses.json")
    assert kept.read_bytes() == others
    shutil.rmtree(portal.submission())
    submissions.place_submission(portal.root, "me", QUIZ, others, times.now() + timedelta(hours=1))
    assert (portal.submission() / "responses.json").read_bytes() == others


def test_a_full_disk_hands_nothing_in_and_says_so(portal, me):
    """Can the learner simply try again, with the same answers and the same attempt?"""
    assert me.save("plants-q02", "long " * 3000, slug=QUIZ).status == 200
    before = portal.written()
    with failing(portal.portal.store, full_disk(portal.portal.store)):
        reply = hand_in(me)
    assert reply.status == 507 and reply.json["again"] is True and "its disk is full" in reply.json["reason"]
    assert portal.written() == before and not portal.submission().exists()
    assert hand_in(me).json["receipt"]["attempt"] == 1


def test_two_hand_ins_at_once_are_one_attempt(portal, me):
    """Do two tabs that hand in at the same moment leave one receipt?"""
    answered(me)
    others = [portal.learner_in() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        statuses = sorted(pool.map(lambda pair: hand_in(pair[1], f"n{pair[0]}").status, enumerate(others)))
    assert statuses == [200, 409, 409, 409] and me.get(f"/api/{QUIZ}").json["quiz"]["used"] == 1


def test_what_jupyterlab_handed_in_counts_in_the_portal(portal, me):
    """Does the portal show and lock what was handed in beside it?"""
    answered(me)
    with open_course_store(portal.root) as store:
        beside = DatabaseResponseStore(store, "me", QUIZ, "1.0.0", {"plants-q01": "single"})
        receipt = beside.hand_in(["plants-q01"])
    quiz = me.get(f"/api/{QUIZ}").json["quiz"]
    assert quiz["locked"] is True and quiz["used"] == 1 and quiz["handed_in"] == receipt
    assert me.save("plants-q01", "b", saw=1, slug=QUIZ).json["code"] == "handed-in"


@pytest.mark.parametrize("nonce", [None, "", "x" * 300, 'a "nonce"', "\u0000", {"n": 1}, ["h"], 7])
def test_a_nonce_of_any_shape_hands_in_or_is_refused(portal, me, nonce):
    """Does what a page of ours would never send end in a reply, with the answers where they were?"""
    answered(me)
    reply = hand_in(me, nonce)
    assert reply.status in (200, 400, 422)
    assert me.get(f"/api/{QUIZ}").json["quiz"]["used"] == (reply.status == 200)
    assert reply.status == 200 or hand_in(me).status == 200


def test_an_answer_on_its_way_is_in_the_hand_in_or_refused(portal, me):
    """Of answers that are sent while the quiz is handed in: is each acknowledged one among what was handed in?"""
    answered(me)
    browsers = [portal.learner_in() for _ in range(4)]
    with ThreadPoolExecutor(5) as pool:
        saving = [pool.submit(each.save, "plants-q02", f"words {n}", 0, QUIZ) for n, each in enumerate(browsers)]
        handing = pool.submit(hand_in, me)
    assert handing.result().status == 200
    handed_in = portal.portal.store.read(hand_ins.document("me", QUIZ, 1))["items"]
    for n, each in enumerate(saving):
        reply = each.result()
        assert reply.status in (200, 409)
        if reply.status == 200:
            assert handed_in["plants-q02"]["response"] == f"words {n}"
    assert portal.entries(QUIZ) == handed_in


def test_answers_that_were_not_reviewed_are_not_handed_in(portal, me):
    """Does a page that shows an older answer hear which one changed, and hand in once it names the newer one?"""
    answered(me, "a")
    answered(me, "b", saw=1)
    reply = me.send(f"/api/{QUIZ}/hand-in", {"nonce": "h1", "reviewed": {"plants-q01": 1}})
    assert reply.status == 409 and reply.json["code"] == "changed" and reply.json["changed"] == {"plants-q01": 2}
    assert not portal.portal.store.read(hand_ins.of("me", QUIZ))
    assert me.send(f"/api/{QUIZ}/hand-in", {"nonce": "h1", "reviewed": {"plants-q01": 2}}).status == 200


def test_what_was_reviewed_is_compared_where_it_is_handed_in(portal, me, monkeypatch):
    """Is an answer noticed that is saved between the request and its transaction?"""
    answered(me, "a")
    write = LearnerPage.write

    def late(page, job):
        answered(me, "b", saw=1)
        return write(page, job)

    monkeypatch.setattr(LearnerPage, "write", late)
    reply = me.send(f"/api/{QUIZ}/hand-in", {"nonce": "h1", "reviewed": {"plants-q01": 1}})
    assert reply.json["code"] == "changed"


@pytest.mark.parametrize("reviewed", [[], "all", {"plants-q01": "1"}])
def test_a_review_that_cannot_be_read_is_refused_in_words(me, reviewed):
    """Is a request that names no revisions no error of the portal?"""
    answered(me)
    reply = me.send(f"/api/{QUIZ}/hand-in", {"nonce": "h1", "reviewed": reviewed})
    assert reply.status == 422 and "Reload the page" in reply.json["reason"]

"""What the widgets of a page hear from the portal: the messages of a kernel, and nothing before the store has it."""

import threading

import pytest
from case_items import ANSWERS, CASE
from failing_disk import READ_ONLY, failing, full_disk
from portal_served import ALONE, DOSE, MODULE, QUIZ
from sqlalchemy import event

from nbcare.answers.course_store import open_course_store
from nbcare.answers.database_store import DatabaseResponseStore

STEPS = list(ANSWERS)


def test_a_saved_answer_is_in_the_store_and_in_the_next_page(portal, me):
    """Does the acknowledgement carry what the kernel's does, and is the answer there when the page is opened again?"""
    reply = me.save("x-p01", "b")
    assert reply.status == 200 and reply.json["progress"] == {"answered": 1, "total": 8}
    assert {name: reply.json[name] for name in ("type", "nonce", "item", "revision")} == {
        "type": "saved",
        "nonce": "n1",
        "item": "x-p01",
        "revision": 1,
    }
    assert portal.stored(MODULE) == {"x-p01": "b"}
    assert me.get(f"/module/{MODULE}").page["state"]["items"]["x-p01"] == {"response": "b", "revision": 1}
    assert me.get(f"/api/{MODULE}").json["state"]["items"]["x-p01"] == {"response": "b", "revision": 1}


def test_the_history_knows_when_an_item_was_opened_for_how_long_and_how_sure(portal, me):
    """Does each revision keep what its page told of it, and does a bad value cost neither the answer nor the others?"""
    opened = "2026-11-30T08:15:00Z"
    assert me.save("x-p01", "b", opened=opened, seconds=12.5, sure=1).status == 200
    assert me.save("x-p01", "a", saw=1, opened=[opened], seconds=-1, sure=2).status == 200
    assert me.save("x-p01", "c", saw=2).status == 200
    told = [
        {name: each.answer[name] for name in ("opened", "seconds", "sure") if name in each.answer}
        for each in portal.history(MODULE)
    ]
    assert told == [{"opened": opened, "seconds": 12.5, "sure": 1}, {"sure": 2}, {}]


def test_an_explorers_prediction_is_saved_like_an_answer(portal, me):
    """Does the portal keep what an explorer asks for?"""
    assert me.save("plants-dish", "few").json["type"] == "saved" and portal.stored(MODULE) == {"plants-dish": "few"}


def test_a_stale_save_is_a_conflict_with_the_answer_that_is_kept(portal, me):
    """Do two tabs never overwrite each other silently?"""
    me.save("x-p01", "a")
    reply = me.save("x-p01", "b", saw=0)
    assert reply.status == 409 and reply.json == {
        "type": "conflict",
        "nonce": "n1",
        "item": "x-p01",
        "revision": 1,
        "response": "a",
    }
    assert portal.stored(MODULE) == {"x-p01": "a"}


def test_a_replayed_save_changes_nothing(portal, me):
    """Is the same request, sent again, answered as before, and an older one a conflict?"""
    me.save("x-p01", "a")
    assert me.save("x-p01", "a").json["revision"] == 1
    me.save("x-p01", "b", saw=1)
    assert me.save("x-p01", "a").status == 409 and portal.stored(MODULE) == {"x-p01": "b"}


@pytest.mark.parametrize(
    ("item", "response", "status", "code"),
    [
        ("x-p01", "z", 422, "refused"),
        ("x-p01", ["a"], 422, "refused"),
        ("x-p01", {"a": {"b": {"c": {"d": {}}}}}, 422, "refused"),
        ("plants-q01", "a", 404, "unknown-item"),
        ("../x", "a", 404, "unknown-item"),
        (CASE, {"opened": 6}, 404, "unknown-item"),
        (None, "a", 404, "unknown-item"),
    ],
)
def test_what_cannot_be_an_answer_is_refused_and_not_written(portal, me, item, response, status, code):
    """Does nothing that the page could not have offered reach the store?"""
    reply = me.save(item, response)
    assert (reply.status, reply.json["type"], reply.json["code"], reply.json["nonce"]) == (
        status,
        "refused",
        code,
        "n1",
    )
    assert portal.stored(MODULE) == {}


@pytest.mark.parametrize("saw", [-1, "0", True, None, 0.5])
def test_a_save_that_does_not_say_what_it_follows_is_refused(portal, me, saw):
    """Is a revision a whole number, or nothing?"""
    assert me.save("x-p01", "a", saw=saw).status == 422 and portal.stored(MODULE) == {}


def test_a_full_disk_asks_the_page_to_try_again(portal, me):
    """Is an answer that cannot be written kept by the page, and saved when there is room?"""
    words = "long " * 3000
    me.save("plants-q02", "a", slug=QUIZ)
    with failing(portal.portal.store, full_disk(portal.portal.store)):
        reply = me.save("plants-q02", words, saw=1, slug=QUIZ)
    assert reply.status == 507 and reply.json["again"] is True and "its disk is full" in reply.json["reason"]
    assert portal.stored(QUIZ) == {"plants-q02": "a"}
    assert me.save("plants-q02", words, saw=1, slug=QUIZ).status == 200


def test_a_page_that_cannot_be_begun_says_so(portal, me):
    """Is a first visit, which deals seed and variants, answered in words while nothing can be written?"""
    with failing(portal.portal.store, READ_ONLY):
        reply = me.get(f"/module/{MODULE}")
        assert reply.status == 507 and "database: it may only be read." in reply.text
        assert "Traceback" not in reply.text
        assert str(portal.root) not in reply.text and "store.db" not in reply.text
        assert me.get("/").status == 200, "what needs no writing is shown"
    assert me.get(f"/module/{MODULE}").status == 200


def test_an_answer_is_acknowledged_only_after_its_commit(portal, me):
    """Does the page hear nothing while the commit is on its way, and is the answer there when it does?"""
    held, go = threading.Event(), threading.Event()

    def hold(_connection) -> None:
        held.set()
        assert go.wait(300)

    event.listen(portal.portal.store.database.writer, "commit", hold)
    heard = []
    sender = threading.Thread(target=lambda: heard.append(me.save("x-p01", "a").json))
    sender.start()
    assert held.wait(300) and not heard and portal.stored(MODULE) == {}
    go.set()
    sender.join()
    assert heard[0]["type"] == "saved" and portal.stored(MODULE) == {"x-p01": "a"}


def test_another_programs_answers_are_in_the_next_page(portal, me):
    """Does a page show what JupyterLab beside the portal saved, and follow it?"""
    me.save("x-p01", "a")
    with open_course_store(portal.root) as store:
        beside = DatabaseResponseStore(store, ALONE, MODULE, "1.0.0", {"x-p01": "single"})
        assert beside.save("x-p01", "b", 1, "s").revision == 2
    assert me.get(f"/api/{MODULE}").json["state"]["items"]["x-p01"] == {"response": "b", "revision": 2}
    assert me.save("x-p01", "c", saw=1).json["response"] == "b" and me.save("x-p01", "c", saw=2).status == 200
    assert [each.answer["revision"] for each in portal.history(MODULE)] == [1, 2, 3]


def test_a_learner_gets_one_variant_and_answers_to_it(portal, me):
    """Is the question dealt by seed, without the other learners' numbers, and an answer to other numbers refused?"""
    props = me.get(f"/module/{MODULE}").page["widgets"][DOSE["id"]]["props"]
    assert (
        len(props["variants"]) == 1
        and "{{" not in props["stem"]
        and props["stem"] == me.get(f"/module/{MODULE}").page["widgets"][DOSE["id"]]["props"]["stem"]
    )
    mine, other = props["variant"], next(each["id"] for each in DOSE["variants"] if each["id"] != props["variant"])
    assert me.save(DOSE["id"], {"value": "2", "unit": "mL", "variant": other}).status == 422
    assert me.save(DOSE["id"], {"value": "2", "unit": "mL", "variant": mine}).status == 200


def test_saves_of_one_learner_keep_their_order_and_none_is_lost(portal, me):
    """Do twenty saves at once to different items all land?"""
    browsers = [portal.learner_in() for _ in range(6)]
    work = [
        lambda b=b, n=n: b.save(STEPS[0] if n == 0 else "x-p01", ["s2"] if n == 0 else "a")
        for n, b in enumerate(browsers)
    ]
    threads = [threading.Thread(target=each) for each in work]
    [each.start() for each in threads], [each.join() for each in threads]
    assert portal.stored(MODULE) == {STEPS[0]: ["s2"], "x-p01": "a"}


@pytest.mark.parametrize("wrong", ["z", ["a", "zz"], {"g1": ["a"]}, {"nothing": "a"}, "x" * 1000, None, 5, [[[]]]])
def test_the_reply_about_a_closed_step_tells_nothing_of_its_question(me, wrong):
    """Somebody tries answers to a step that is not open: is the reply to each the same, whatever would fit?"""
    for step in STEPS[1:]:
        right = me.save(step, ANSWERS[step], slug=QUIZ)
        tried = me.save(step, wrong, slug=QUIZ)
        assert (tried.status, tried.json) == (right.status, right.json) and right.json["code"] == "step-locked"
        assert me.save(step, wrong, saw="no number", slug=QUIZ).json == right.json


def test_a_graded_cases_later_steps_are_not_in_the_page_until_opened(portal, me):
    """Does a look into the page show no step before its time, and does opening bring it?"""
    props = me.get(f"/quiz/{QUIZ}").page["widgets"][CASE]["props"]
    assert [step and step["id"] for step in props["steps"]] == [STEPS[0], *[None] * 5]
    assert me.save(STEPS[1], ANSWERS[STEPS[1]], slug=QUIZ).json["code"] == "step-locked"
    me.save(STEPS[0], ANSWERS[STEPS[0]], slug=QUIZ)
    reply = me.send(f"/api/{QUIZ}/open", {"case": CASE, "saw": 1, "nonce": "o"})
    assert reply.status == 200 and reply.json["opened"] == 2 and reply.json["step"]["id"] == STEPS[1]
    assert (
        reply.json["items"][STEPS[0]] == {"response": ANSWERS[STEPS[0]], "revision": 1}
        and "why" not in reply.json["step"]
    )
    late = me.save(STEPS[0], ["s4"], saw=1, slug=QUIZ)
    assert (
        late.status == 409 and late.json["code"] == "step-locked" and portal.stored(QUIZ)[STEPS[0]] == ANSWERS[STEPS[0]]
    )
    assert [bool(step) for step in me.get(f"/quiz/{QUIZ}").page["widgets"][CASE]["props"]["steps"]] == [
        True,
        True,
        *[False] * 4,
    ]


def test_only_a_practice_case_begins_again(portal, me):
    """Can nobody clear a graded case, and everybody their practice?"""
    for slug, begins in ((QUIZ, False), (MODULE, True)):
        me.send(f"/api/{slug}/open", {"case": CASE, "saw": 1, "nonce": "o"})
        reply = me.send(f"/api/{slug}/again", {"case": CASE, "saw": 2, "nonce": "o"})
        assert (reply.status == 200 and reply.json["opened"] == 1) is begins
    assert portal.stored(QUIZ)[CASE] == {"opened": 2}


@pytest.mark.parametrize(
    "message", [{"case": "moon", "saw": 1}, {"case": CASE}, {"case": CASE, "saw": "1"}, {"saw": 1}]
)
def test_a_case_that_cannot_be_opened_says_so(portal, me, message):
    """Is a wrong request answered in the case's own words, with nothing written?"""
    me.get(f"/quiz/{QUIZ}")
    before = portal.written()
    reply = me.send(f"/api/{QUIZ}/open", message)
    assert 400 <= reply.status < 500 and reply.json["type"] == "not-opened" and portal.written() == before

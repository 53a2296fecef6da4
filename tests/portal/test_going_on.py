"""Does Home lead where the learner goes on, and say of each quiz what is true of it?"""

import re
from types import SimpleNamespace

import pytest
from portal_served import MODULE, QUIZ, give_back, publish

from nbcare.portal import going_on


def page(*counted: str, graded: bool = False, steps: dict | None = None):
    return SimpleNamespace(counted=counted, graded=graded, steps=steps or {})


def saved(**at: int) -> dict:
    """Return answers by their minute; a minute below zero is an answer that was cleared."""
    return {
        id: {"response": "a" if minute >= 0 else None, "at": f"2026-11-22T10:{abs(minute):02}:00Z"}
        for id, minute in at.items()
    }


@pytest.mark.parametrize(
    ("answered", "place"),
    [
        ({}, ""),
        ({"dish": 1}, ""),  # a prediction is no answer of the score
        ({"a": 1}, "#q-b"),
        ({"c": 1}, "#q-d"),
        ({"c": 1, "a": 2}, "#q-b"),
        ({"d": 1}, "#q-a"),  # nothing is left after the last one
        ({"b": -3}, "#q-c"),
        ({"a": 1, "b": 2, "c": 3, "d": 4}, ""),
    ],
)
def test_the_place_is_the_first_open_question_after_the_last_answer(answered, place):
    """Does she go on there, wherever she began?"""
    assert going_on.fragment(page("a", "b", "c", "d"), saved(**answered)) == place


def test_a_step_leads_to_its_case_and_a_whole_quiz_to_its_review():
    """Does the place exist on the page?"""
    case = page("a", "s1", "s2", graded=True, steps={"case": ["s1", "s2"]})
    assert going_on.fragment(case, saved(a=1)) == "#q-case"
    assert going_on.fragment(case, saved(a=1, s1=2, s2=3)) == going_on.REVIEW


def row(title: str, answered: int, last: str = "", **more) -> dict:
    return {
        "title": title,
        "href": f"/{title}",
        "go_on": f"/{title}#on",
        "answered": answered,
        "total": 2,
        "last": last,
        "minutes": 5,
        **more,
    }


def quiz(title: str, state: str, last: str = "", passed=None, module: str = "m") -> dict:
    return row(title, 1, last, state=state, passed=passed, module=module)


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        ([row("first", 0), row("second", 0)], "first"),
        ([row("first", 0), row("second", 1, "2026-02"), row("third", 0)], "second"),
        ([row("first", 0), row("second", 2, "2026-02"), row("third", 0)], "third"),
        ([row("first", 0), row("second", 2, "2026-02")], "first"),
        ([row("first", 2, "2026-01"), row("second", 1, "2026-02")], "second"),
        ([row("first", 2, "2026-03"), quiz("quiz", "open")], "quiz"),
        ([row("first", 2), quiz("a", "handed-in", "2026-02"), quiz("b", "open"), row("second", 0)], "second"),
        ([row("first", 2), quiz("a", "returned", "2026-02", passed=False), quiz("b", "open"), row("second", 0)], "b"),
        ([row("first", 2), quiz("a", "reopened", "2026-02"), quiz("b", "open"), row("second", 0)], "a"),
        ([row("first", 2), quiz("a", "closed")], None),
        ([], None),
    ],
)
def test_next_begins_where_the_learner_last_was(rows, title):
    """Does a question that was left out in the first module not hold Home there for ever?"""
    found = going_on.next_page(rows)
    assert (found and found["title"]) == title


def chip(browser) -> str:
    """Return what Home says of the one quiz."""
    text = re.search(r'nbp-quiz-state">(.*?)</li>', browser.get("/").text, re.DOTALL)[1]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_quiz_that_was_opened_again_is_not_called_handed_in_or_begun(portal, me):
    """After "change answers", do Home and the list say that changes are not handed in, and lead on to the review or question?"""
    assert me.save("plants-q01", "a", slug=QUIZ).status == 200
    assert me.send(f"/api/{QUIZ}/hand-in", {"nonce": "n1"}).status == 200
    assert "Handed in" in chip(me)
    assert me.send(f"/api/{QUIZ}/reopen", {"nonce": "n2"}).status == 200
    assert "Opened again: changes are not handed in" in chip(me)
    results = me.get("/results").text
    assert "changes are not handed in" in results and f'href="/quiz/{QUIZ}#q-' in results
    publish(portal, open=False)
    assert "Handed in" in chip(me) and "Not open yet" not in chip(me)


def test_home_goes_on_at_the_question(portal, me):
    """Does the button of Home lead to the question after the last answered one?"""
    assert me.save("x-p01", "a").status == 200
    button = re.search(r'nbp-primary" href="([^"]+)"', me.get("/").text)[1]
    assert button.startswith(f"/module/{MODULE}#q-") and not button.endswith("x-p01")
    give_back(portal, "me")
    assert me.get("/").status == 200
